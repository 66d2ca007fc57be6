"""The graph in the formats of other programs, chosen by the suffix of the file.

.ttl .nt .jsonld       all triples
.graphml .gexf .json   actors and asserted edges: yEd and Gephi; Gephi; sigma.js (Graphology)
.csv                   three tables beside each other: NAME.nodes.csv, NAME.edges.csv, NAME.claims.csv
.parquet .jsonl        every claim: one table, one line each
.html                  the page
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd
import pyoxigraph as ox

from kg.errors import GraphError
from kg.model import claim_to_json
from kg.rdf.terms import PREFIXES
from kg.rdf.turtle import turtle_lines

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

# What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOCK = re.compile(r'<meta lastmodifieddate="[^"]*">')


def export(graph: KnowledgeGraph, path: Path) -> None:
    """Write the graph to `path` in the format of its suffix: the same bytes for the same graph.

    Raises GraphError for a suffix that is not known, or a format whose library is not installed.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise GraphError(
            f"{path}: there is no format {path.suffix or 'without a suffix'}. Known: {', '.join(_WRITERS)}."
        )
    write(graph, path)


def _turtle(graph: KnowledgeGraph, path: Path) -> None:
    graph.to_turtle(path)


def _ntriples(graph: KnowledgeGraph, path: Path) -> None:
    _write(path, "".join(f"{quad.triple} .\n" for quad in _sorted_quads(graph)))


def _json_ld(graph: KnowledgeGraph, path: Path) -> None:
    written = ox.serialize(_sorted_quads(graph), format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES)
    assert written is not None
    path.write_bytes(written)


def _graphml(graph: KnowledgeGraph, path: Path) -> None:
    _write(path, "\n".join(nx.generate_graphml(_flat(graph), named_key_ids=True)) + "\n")


def _gexf(graph: KnowledgeGraph, path: Path) -> None:
    # networkx writes today's date into the file.
    _write(path, _CLOCK.sub("<meta>", "\n".join(nx.generate_gexf(_flat(graph)))) + "\n")


def _graphology(graph: KnowledgeGraph, path: Path) -> None:
    walked = graph.to_networkx()
    content = {
        "attributes": {},
        "options": {"type": "mixed", "multi": True, "allowSelfLoops": True},
        "nodes": [
            {"key": node, "attributes": {"label": data["name"], **data}} for node, data in walked.nodes(data=True)
        ],
        "edges": [
            {
                "key": f"{source} {key} {target}",
                "source": source,
                "target": target,
                "undirected": data["symmetric"],
                "attributes": data,
            }
            for source, target, key, data in walked.edges(keys=True, data=True)
        ],
    }
    _write(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _csv(graph: KnowledgeGraph, path: Path) -> None:
    walked = _flat(graph)
    nodes = pd.DataFrame([{"id": node, **data} for node, data in walked.nodes(data=True)])
    edges = pd.DataFrame([{"source": s, "target": t, **data} for s, t, data in walked.edges(data=True)])
    for name, table in (("nodes", nodes), ("edges", edges), ("claims", claims_table(graph))):
        table.to_csv(path.with_suffix(f".{name}.csv"), index=False, lineterminator="\n", encoding="utf-8")


def _parquet(graph: KnowledgeGraph, path: Path) -> None:
    try:
        claims_table(graph).to_parquet(path, index=False)
    except ImportError as error:
        raise GraphError("Parquet needs pyarrow: pip install 'kg-news[parquet]'.") from error


def _jsonl(graph: KnowledgeGraph, path: Path) -> None:
    _write(path, "".join(f"{json.dumps(claim_to_json(claim), ensure_ascii=False)}\n" for claim in graph.claims))


def _html(graph: KnowledgeGraph, path: Path) -> None:
    graph.to_html(path)


def claims_table(graph: KnowledgeGraph) -> pd.DataFrame:
    """Every claim as a row; source and target as `source_id`, `source_name`, and so on."""
    rows = []
    for claim in graph.claims:
        row: dict[str, Any] = {}
        for name, value in claim_to_json(claim).items():
            row |= {f"{name}_{part}": v for part, v in value.items()} if isinstance(value, dict) else {name: value}
        rows.append(row)
    return pd.DataFrame(rows)


def _flat(graph: KnowledgeGraph) -> nx.MultiDiGraph:
    """The graph with nothing but numbers and texts that XML can hold; the evidence as one text."""
    flat = nx.MultiDiGraph()
    walked = graph.to_networkx()
    for node, data in walked.nodes(data=True):
        flat.add_node(_plain(node), label=_plain(data["name"]), **{k: _plain(v) for k, v in data.items()})
    for source, target, key, data in walked.edges(keys=True, data=True):
        evidence = " | ".join(f"{document}: {quote}" for document, quote in data["evidence"])
        plain = {k: _plain(v) for k, v in (data | {"evidence": evidence}).items() if v is not None}
        flat.add_edge(_plain(source), _plain(target), key=key, **plain)
    return flat


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever an attribute holds)
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value


def _sorted_quads(graph: KnowledgeGraph) -> list[ox.Quad]:
    text = "".join(turtle_lines(graph.nodes())).encode()
    return sorted(ox.parse(text, format=ox.RdfFormat.TURTLE), key=str)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


_WRITERS: dict[str, Callable[[KnowledgeGraph, Path], None]] = {
    ".csv": _csv,
    ".gexf": _gexf,
    ".graphml": _graphml,
    ".html": _html,
    ".json": _graphology,
    ".jsonl": _jsonl,
    ".jsonld": _json_ld,
    ".nt": _ntriples,
    ".parquet": _parquet,
    ".ttl": _turtle,
}
