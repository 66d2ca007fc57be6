"""From a text to a spaCy `Doc` with its actor mentions."""
