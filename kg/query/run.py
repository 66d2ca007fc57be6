"""Runs a query in a process of its own, which is killed when the time is up: no engine has a time-out of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from kg.errors import GraphError, QueryError
from kg.query.guard import check_query
from kg.query.result import Cell, Result
from kg.rdf.terms import PREFIXES

TIMEOUT = 30.0
LIMIT = 10_000
MEMORY = 4 << 30

_SYNTAX_ERROR = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_WORKER = Path(__file__).with_name("worker.py")


def run_query(
    store: Path,
    sparql: str,
    *,
    timeout: float = TIMEOUT,
    limit: int = LIMIT,
    allow: Collection[str] = (),
    memory: int = MEMORY,
) -> Result:
    """Ask the store in the folder `store`, with the prefixes of kg known.

    `timeout` is in seconds, `limit` in rows, `memory` in bytes. `allow` may name "service" and "from".
    Raises QueryError if the query is wrong, refused or too slow, GraphError if there is no store.
    """
    check_query(sparql, allow)
    if not (store / "CURRENT").is_file():
        raise GraphError(f"{store} holds no store. `kg build PATH -o DIR` makes one in DIR/store.")
    request = {"store": str(store.resolve()), "query": sparql, "prefixes": PREFIXES, "limit": limit, "memory": memory}
    reply = _ask(request, timeout)
    if "error" in reply:
        raise QueryError(_explained(reply["error"]))
    rows = tuple(tuple(Cell(*term) if term else None for term in row) for row in reply["rows"])
    return Result(reply["kind"], tuple(reply["columns"]), rows, reply["more"])


def _explained(error: str) -> str:
    """An error of the engine in words."""
    found = _SYNTAX_ERROR.fullmatch(error)
    if not found:
        return f"The query failed: {error}"
    line, column, expected = found.groups()
    if "Prefix not found" in expected:  # it then lists every character that a name could go on with
        expected = f"prefix not found. Known are {', '.join(PREFIXES)}, and those that the query declares."
    return f"The query is wrong in line {line}, at or before column {column}: {expected}"


def _ask(request: dict[str, Any], timeout: float) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_WORKER)]
    try:
        done = subprocess.run(command, input=json.dumps(request).encode(), capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired as error:
        raise QueryError(
            f"The query took longer than {timeout:g} seconds and was stopped. "
            "Ask for less, or give it more time: --timeout."
        ) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise QueryError(
            f"The query was ended from outside or ran out of memory ({said[-1] if said else 'no reason given'})."
        )
    reply: dict[str, Any] = json.loads(done.stdout)
    return reply
