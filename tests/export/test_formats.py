import json

import networkx as nx
import pandas as pd
import pytest
import rdflib

from kg.errors import GraphError
from kg.export.formats import export
from kg.graph import KnowledgeGraph
from tests.graph_samples import CLAIMS, DOCUMENTS, actor, claim, document

SUFFIXES = ["ttl", "nt", "jsonld", "graphml", "gexf", "json", "parquet", "jsonl"]


@pytest.fixture(scope="module")
def graph():
    return KnowledgeGraph(DOCUMENTS, CLAIMS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_bytes_whatever_the_order(graph, tmp_path, suffix):
    export(graph, tmp_path / f"one.{suffix}")
    export(KnowledgeGraph(DOCUMENTS[::-1], CLAIMS[::-1]), tmp_path / f"two.{suffix}")
    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


@pytest.mark.parametrize(("suffix", "format"), [("nt", "nt"), ("jsonld", "json-ld"), ("ttl", "turtle")])
def test_the_rdf_formats_hold_the_same_triples(graph, tmp_path, suffix, format):
    export(graph, tmp_path / f"graph.{suffix}")
    found = rdflib.Graph().parse(tmp_path / f"graph.{suffix}", format=format)
    export(graph, tmp_path / "other.ttl")
    assert set(found) == set(rdflib.Graph().parse(tmp_path / "other.ttl"))


@pytest.mark.parametrize(("suffix", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_them_back(graph, tmp_path, suffix, read):
    export(graph, tmp_path / f"graph.{suffix}")
    found, walked = read(tmp_path / f"graph.{suffix}"), graph.to_networkx()
    assert set(found) == set(walked)
    assert found.number_of_edges() == walked.number_of_edges()
    relations = {(s, t, data["relation"], data["count"]) for s, t, data in found.edges(data=True)}
    assert ("JPN", "PER", "buysOilFrom", 2) in relations


def test_no_clock_in_gexf(graph, tmp_path):
    export(graph, tmp_path / "graph.gexf")
    assert "lastmodified" not in (tmp_path / "graph.gexf").read_text("utf-8")


def test_graphology(graph, tmp_path):
    export(graph, tmp_path / "graph.json")
    found = json.loads((tmp_path / "graph.json").read_text("utf-8"))
    assert len({edge["key"] for edge in found["edges"]}) == len(found["edges"]) == graph.to_networkx().number_of_edges()
    assert {edge["source"] for edge in found["edges"]} <= {node["key"] for node in found["nodes"]}
    (oil,) = [edge for edge in found["edges"] if edge["attributes"]["relation"] == "buysOilFrom"]
    assert not oil["undirected"]


def test_csv_is_three_tables(graph, tmp_path):
    export(graph, tmp_path / "graph.csv")
    tables = {name: pd.read_csv(tmp_path / f"graph.{name}.csv") for name in ("nodes", "edges", "claims")}
    assert len(tables["claims"]) == len(graph.claims)
    assert set(tables["edges"]["source"]) <= set(tables["nodes"]["id"])


def test_parquet_holds_every_claim(graph, tmp_path):
    export(graph, tmp_path / "claims.parquet")
    found = pd.read_parquet(tmp_path / "claims.parquet")
    assert list(found["source_id"]) == [c.source.id for c in graph.claims]


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_characters_that_xml_forbids(tmp_path, suffix):
    strange = claim("KEN", "visits", "FIN", sentence="a\x00\x0b\ufffe & <b>")
    named = type(strange)(
        **{f: getattr(strange, f) for f in strange.__slots__} | {"source": actor("KEN", "K\x01 & <i>")}
    )
    export(KnowledgeGraph([document()], [named]), tmp_path / f"graph.{suffix}")
    (name,) = [
        d["name"] for n, d in getattr(nx, f"read_{suffix}")(tmp_path / f"graph.{suffix}").nodes(data=True) if n == "KEN"
    ]
    assert name == "K\ufffd & <i>"


def test_unknown_suffixes_are_answered_with_the_known(graph, tmp_path):
    with pytest.raises(GraphError, match=r"no format .xyz. Known: .csv, .gexf"):
        export(graph, tmp_path / "graph.xyz")
