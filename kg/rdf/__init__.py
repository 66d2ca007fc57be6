"""From claims to triples: the only room that knows both."""
