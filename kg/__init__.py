"""Reads news and builds a knowledge graph of the dealings between states, with the sentence behind every edge.

from kg import build

graph = build("data/articles")
graph.query("SELECT ?buyer ?seller { ?buyer kg:buysOilFrom ?seller }")
"""

from kg.build import build
from kg.errors import DataError, GraphError, InputError, KgError, PipelineError, QueryError
from kg.graph import KnowledgeGraph

__all__ = [
    "DataError",
    "GraphError",
    "InputError",
    "KgError",
    "KnowledgeGraph",
    "PipelineError",
    "QueryError",
    "build",
]
