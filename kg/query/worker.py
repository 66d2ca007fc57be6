"""Answers one SPARQL query and ends. `kg/query/run.py` starts this file by its path, and can kill it at any moment.

It imports nothing of kg, to be up in some 50 ms. From standard input it reads one JSON object:
    {"store": path, "query": text, "prefixes": {name: IRI}, "limit": rows, "memory": bytes}
and to standard output it writes one:
    {"kind": "select" | "ask" | "graph", "columns": [...], "rows": [[term, ...], ...], "more": whether rows were cut}
or  {"error": text}
A term is null, or a list: ["iri", value], ["blank", id], ["literal", value, datatype, language].
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import islice
from typing import Any

import pyoxigraph as ox


def answer(store: ox.Store, query: str, prefixes: dict[str, str], limit: int) -> dict[str, Any]:
    """The result of a query that may use `prefixes` undeclared, cut after `limit` rows."""
    result = store.query(query, prefixes=prefixes)
    if isinstance(result, ox.QueryBoolean):
        yes = ["literal", str(bool(result)).lower(), _BOOLEAN, None]
        return {"kind": "ask", "columns": ["answer"], "rows": [[yes]], "more": False}
    if isinstance(result, ox.QuerySolutions):
        kind, columns = "select", [variable.value for variable in result.variables]
        rows: Iterable[Iterable[Any]] = result
    else:
        kind, columns = "graph", ["subject", "predicate", "object"]
        rows = result
    taken = [[_term(term) for term in row] for row in islice(iter(rows), limit + 1)]
    return {"kind": kind, "columns": columns, "rows": taken[:limit], "more": len(taken) > limit}


def _term(term: object) -> list[Any] | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value]
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.datatype.value, term.language]
    if isinstance(term, ox.BlankNode):
        return ["blank", term.value]
    return ["literal", str(term), _STRING, None]


_STRING = "http://www.w3.org/2001/XMLSchema#string"
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Read a request, write an answer."""
    request = json.load(sys.stdin)
    _limit_memory(request["memory"])
    try:
        store = ox.Store.read_only(request["store"])
        reply = answer(store, request["query"], request["prefixes"], request["limit"])
    except (SyntaxError, ValueError, OSError, RuntimeError, MemoryError) as error:
        reply = {"error": str(error) or type(error).__name__}
    json.dump(reply, sys.stdout)


if __name__ == "__main__":
    main()
