"""Questions that come with kg: `ontology/queries/*.rq`, each a query that also runs by itself.

The head of such a file says what it asks, and which words may be replaced:

    # title: Who supplies arms to whom
    # question: Which states supply arms to which others, since when, and how often is it said?
    # parameter source: KEN  the first party

A parameter stands in the query as `VALUES ?source { actor:KEN }`, `{ kg:visits }` or `{ "2024-03" }`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError, QueryError
from kg.rdf.terms import actor_term, local_name, string
from kg.resources import ONTOLOGY

_HEAD = re.compile(r"^#\s*(title|question|parameter\s+\w+):\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A word of a named query that may be replaced: its value if nothing is said, and what it means."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that comes with kg. `name` is the file's, `sparql` its text."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def with_values(self, values: Mapping[str, str]) -> str:
        """The query with other values of its parameters. Raises QueryError for a parameter that it does not have."""
        sparql = self.sparql
        known = [parameter.name for parameter in self.parameters]
        for name, value in values.items():
            if name not in known:
                raise QueryError(f"{self.name} has no parameter {name}. It has: {', '.join(known) or 'none'}.")
            sparql = _slot(name).sub(lambda found: _fill(found, value), sparql)  # noqa: B023 (used at once)
        return sparql


@cache
def named_queries(folder: Path = ONTOLOGY / "queries") -> Mapping[str, NamedQuery]:
    """All named queries by name. Raises DataError if one lacks its head, or a parameter its place in the query."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.rq"))}


def named_query(name: str) -> NamedQuery:
    """One named query. Raises QueryError, with the names that there are, if there is none of this name."""
    queries = named_queries()
    if name not in queries:
        raise QueryError(f"There is no query named {name}. Named queries: {', '.join(queries)}.")
    return queries[name]


def _read(path: Path) -> NamedQuery:
    sparql = path.read_text("utf-8")
    head = _HEAD.findall(sparql)
    said = {key: value for key, value in head if not key.startswith("parameter")}
    for key in ("title", "question"):
        if key not in said:
            raise DataError(f"{path}: the line `# {key}: …` is missing.")
    parameters = tuple(_parameter(key, value) for key, value in head if key.startswith("parameter"))
    for parameter in parameters:
        if not _slot(parameter.name).search(sparql):
            raise DataError(f"{path}: `VALUES ?{parameter.name} {{ … }}` is missing, but the head names the parameter.")
    return NamedQuery(path.stem, said["title"], said["question"], parameters, sparql)


def _parameter(key: str, value: str) -> Parameter:
    default, _, meaning = value.partition("  ")
    return Parameter(key.split()[1], default.strip(), meaning.strip())


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"(VALUES \?{name} {{ )(.*?)( }})")


def _fill(found: re.Match[str], value: str) -> str:
    if found[2].startswith('"'):
        term = string(value)
    elif found[2].startswith("kg:"):
        term = f"kg:{local_name(value.removeprefix('kg:'))}"
    else:
        term = actor_term(value)
    return f"{found[1]}{term}{found[3]}"
