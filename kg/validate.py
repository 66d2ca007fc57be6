"""Whether a graph keeps its promises: shapes for the structure of each node, queries for what nodes owe each other.

`ontology/shapes.ttl` is checked by pySHACL. Each query of `ontology/checks/` asks for nodes that break a rule; its head
says the rule (`# rule: …`) or, where a graph can be used all the same, the warning (`# warning: …`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import SH

from kg.errors import DataError, GraphError
from kg.query.result import Cell
from kg.rdf.terms import PREFIXES
from kg.resources import ONTOLOGY

_HEAD = re.compile(r"^#\s*(rule|warning):\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A node that breaks a rule. `detail` shows what is wrong; a warning does not make a graph invalid."""

    rule: str
    node: str
    detail: str
    severity: Literal["violation", "warning"] = "violation"

    def __str__(self) -> str:
        return f"{self.severity}: {self.node}: {self.rule} {self.detail}".rstrip()


def validate(turtle: Path) -> list[Finding]:
    """Everything wrong with a graph, sorted; empty if nothing is. Raises GraphError if the file is no Turtle."""
    store = ox.Store()
    try:
        store.load(path=str(ONTOLOGY / "kg.ttl"), format=ox.RdfFormat.TURTLE)
        store.bulk_load(path=str(turtle), format=ox.RdfFormat.TURTLE)
    except (SyntaxError, OSError) as error:
        raise GraphError(f"{turtle} cannot be read: {error}. Build the graph again.") from error
    return sorted({*_broken_shapes(store), *_broken_rules(store)})


def _broken_rules(store: ox.Store) -> Iterator[Finding]:
    for path in sorted((ONTOLOGY / "checks").glob("*.rq")):
        query = path.read_text("utf-8")
        head = _HEAD.search(query)
        if head is None:
            raise DataError(f"{path}: the line `# rule: …` is missing.")
        solutions = store.query(query, prefixes=PREFIXES)
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            detail = solution["detail"]
            yield Finding(
                head[2], _short(solution["node"]), _short(detail), "violation" if head[1] == "rule" else "warning"
            )


def _broken_shapes(store: ox.Store) -> Iterator[Finding]:
    data = rdflib.Graph()  # in rdflib's own memory, where pySHACL is a hundred times faster than over another store
    for quad in store:
        data.add((_rdflib_term(quad.subject), _rdflib_term(quad.predicate), _rdflib_term(quad.object)))
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, meta_shacl=False)
    assert isinstance(report, rdflib.Graph)
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        detail = " ".join(_short(term) for term in (path, value) if term is not None)
        yield Finding(str(report.value(result, SH.resultMessage)), _short(report.value(result, SH.focusNode)), detail)


def _rdflib_term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value == str(rdflib.XSD.string)
        datatype = None if plain else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    value = str(getattr(term, "value", term))
    return rdflib.URIRef(value) if isinstance(term, ox.NamedNode) else rdflib.BNode(value)


def _short(term: object) -> str:
    value = str(getattr(term, "value", term))
    return re.sub(r"https?://\S+", lambda iri: str(Cell("iri", iri[0])), value)
