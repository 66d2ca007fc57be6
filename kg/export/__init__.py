"""From the graph to files that people open."""
