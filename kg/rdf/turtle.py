"""Turtle that is the same, byte for byte, for the same triples: sorted, prefixed, one subject after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import IO

from kg.rdf.terms import PREFIXES
from kg.rdf.triples import Nodes

_PREDICATE, _OBJECT = itemgetter(0), itemgetter(1)


def write_turtle(nodes: Nodes, file: IO[str]) -> None:
    """Write all triples to a text file (UTF-8, no translation of line ends)."""
    file.writelines(turtle_lines(nodes))


def turtle_lines(nodes: Nodes) -> Iterator[str]:
    """The text of all triples: the prefixes, then a paragraph a subject."""
    yield from (f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))
    for subject in sorted(nodes):
        statements = " ;\n    ".join(_statements(nodes[subject]))
        yield f"\n{subject} {statements} .\n"


def _statements(node: Iterable[tuple[str, str]]) -> Iterator[str]:
    for predicate, pairs in groupby(sorted(set(node)), key=_PREDICATE):
        yield f"{predicate} {', '.join(map(_OBJECT, pairs))}"
