"""Questions to the graph in SPARQL: refused where unsafe, stopped at the time-out, capped."""

from kg.query.named import NamedQuery, named_queries
from kg.query.result import Result
from kg.query.run import run_query

__all__ = ["NamedQuery", "Result", "named_queries", "run_query"]
