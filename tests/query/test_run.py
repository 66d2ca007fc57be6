import json
import socket
import time

import pytest

from kg.errors import GraphError, QueryError
from kg.graph import KnowledgeGraph
from kg.query import run_query
from tests.graph_samples import CLAIMS, DOCUMENTS


@pytest.fixture(scope="module")
def graph():
    return KnowledgeGraph(DOCUMENTS, CLAIMS)


def test_prefixes_are_known(graph):
    rows = graph.query("SELECT ?buyer ?seller { ?buyer kg:buysOilFrom ?seller }").to_dict("records")
    assert rows == [{"buyer": "actor:JPN", "seller": "actor:PER"}]


def test_own_prefixes_win(graph):
    found = run_query(graph.store, "PREFIX kg: <http://example.org/> ASK { ?s kg:buysOilFrom ?o }")
    assert json.loads(found.to_json()) == {"head": {}, "boolean": False}


def test_numbers_texts_and_nothing(graph):
    frame = graph.query("SELECT (1 AS ?a) (0.5 AS ?b) (true AS ?c) ('x'@en AS ?d) ?e {}")
    assert frame.to_dict("records") == [{"a": 1, "b": 0.5, "c": True, "d": "x", "e": None}]


def test_construct_gives_triples(graph):
    found = run_query(graph.store, "CONSTRUCT { ?a kg:visits ?b } WHERE { ?a kg:buysOilFrom ?b }")
    assert [[str(cell) for cell in row] for row in found.rows] == [["actor:JPN", "kg:visits", "actor:PER"]]


def test_the_formats(graph):
    found = run_query(graph.store, "SELECT ?s ?label { ?s kg:buysOilFrom ?o ; skos:prefLabel ?label }")
    assert found.to_csv() == "s,label\r\nhttps://w3id.org/kg-news/actor/JPN,Japan\r\n"
    assert found.to_table() == "s          label\n─────────  ─────\nactor:JPN  Japan\n(1 row)"
    (binding,) = json.loads(found.to_json())["results"]["bindings"]
    assert binding["s"] == {"type": "uri", "value": "https://w3id.org/kg-news/actor/JPN"}
    assert binding["label"] == {"type": "literal", "value": "Japan", "xml:lang": "en"}


def test_rows_are_capped_and_it_is_said(graph):
    found = run_query(graph.store, "SELECT * { ?s ?p ?o }", limit=5)
    assert (len(found.rows), found.more) == (5, True)
    assert "raise --limit" in found.to_table()


def test_a_slow_query_is_killed(graph):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    started = time.monotonic()
    with pytest.raises(QueryError, match="longer than 1 seconds"):
        run_query(graph.store, endless, timeout=1)
    assert time.monotonic() - started < 20


def test_a_wrong_query_is_explained_at_the_place_where_its_writer_sees_it(graph):
    with pytest.raises(QueryError, match="wrong in line 2, at or before column 10: expected"):
        run_query(graph.store, "SELECT * {\n  ?s ?p }")
    with pytest.raises(QueryError, match=r"line 1, at or before column 21: prefix not found\. Known are actor, claim,"):
        run_query(graph.store, "SELECT * { ?s nope:p ?o }")


def test_no_store_is_explained(tmp_path):
    with pytest.raises(GraphError, match="holds no store"):
        run_query(tmp_path, "ASK {}")


def test_no_other_server_is_called_unless_asked_for(graph):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        query = f"ASK {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(QueryError, match="another server"):
            run_query(graph.store, query)
        with pytest.raises(TimeoutError):
            server.accept()
        with pytest.raises(QueryError):  # the server never answers, but it was called
            run_query(graph.store, query, allow=["service"], timeout=3)
        server.accept()[0].close()
