"""Reads news and builds a knowledge graph of the dealings between states."""
