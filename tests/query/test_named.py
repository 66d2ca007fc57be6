import pytest

from kg.errors import DataError, QueryError
from kg.graph import KnowledgeGraph
from kg.query import named_queries, run_query
from kg.query.named import named_query
from tests.graph_samples import CLAIMS, DOCUMENTS, claim

# What each named query finds in the samples: with which values, and the first row.
FOUND = {
    "accusations": ({}, ["Kenya", "attacks", "Rebels", "1", "false"]),
    "arms-suppliers": ({}, ["Peru", "Kenya", "", "", "1"]),
    "balance": ({"state": "FIN"}, ["2024", "2", "2.5"]),
    "contradictions": ({}, ["Japan", "condemns", "Peru", "1", "1", "d1", "JPN condemns PER", "d2", "JPN condemns PER"]),
    "dealings": ({"a": "JPN", "b": "PER"}, ["2023-01-01", "Japan", "buys oil from", "Peru", "asserted",
                                            "JPN buysOilFrom PER today."]),
    "denials": ({}, ["Japan", "condemns", "Peru", "1", "JPN condemns PER"]),
    "enemies-of-friends": ({"state": "NPL"}, ["Peru", "Japan", "sanctions", "1"]),
    "evidence": ({"source": "JPN", "relation": "condemns", "target": "PER"},
                 ["2024-03-05", "asserted", "0.9", "JPN condemns PER today.", "d1", "test"]),
    "imports": ({}, ["Japan", "buys oil from", "Peru", "2"]),
    "mediators": ({}, ["Finland", "Rebels", "1"]),
    "meetings": ({"month": "2024-03"}, ["2024-03-04", "Anna Aalto", "Jane Doe", "Nairobi", "2"]),
    "members": ({}, ["United Nations", "Nepal", "2024-03-06", "2024-03-06", "1"]),
    "most-active": ({}, ["Japan", "5", "0", "1.24"]),
    "most-told": ({}, ["2", "Anna Aalto", "meets with", "Jane Doe", "2024-03-04", "2024-03-04", "2024-03-05",
                       "Nairobi"]),
    "office-holders": ({}, ["Anna Aalto", "Finland", "2024-03-05", "2024-03-05", "1"]),
    "oil-buyers": ({}, ["Japan", "Peru", "2024-03-06", "2024-03-06", "2"]),
    "pair-balance": ({"a": "FIN", "b": "KEN"}, ["2024", "2", "2.5"]),
    "plans": ({}, ["2024-03-05", "2024-04-01", "Finland", "visits", "Kenya", "false", "FIN visits KEN"]),
    "rivals-who-trade": ({}, ["Japan", "Peru", "2", "2"]),
    "sanctions-without-dialogue": ({}, ["Japan", "Peru", "1"]),
}  # fmt: skip

MORE = (
    claim("JPN", "condemns", "PER", doc="d1", start=200),
    claim("JPN", "sanctions", "PER", doc="d1", start=230),
    claim("JPN", "supports", "NPL", doc="d1", start=260),
    claim("FIN", "mediatesFor", "~KEN.rebels", doc="d1", start=290),
)


@pytest.fixture(scope="module")
def graph():
    return KnowledgeGraph(DOCUMENTS, CLAIMS + MORE)


def test_each_has_a_title_and_asks_something():
    assert len(named_queries()) >= 15
    assert set(named_queries()) == set(FOUND)
    for query in named_queries().values():
        assert query.question.endswith((".", "?"))
        assert "?" in query.question


@pytest.mark.parametrize("name", sorted(FOUND))
def test_each_finds_what_it_asks_for(graph, name):
    values, row = FOUND[name]
    found = run_query(graph.store, named_query(name).with_values(values))
    assert found.rows, "nothing found"
    assert [str(cell) if cell else "" for cell in found.rows[0]] == row


@pytest.mark.parametrize("name", sorted(FOUND))
def test_each_runs_as_it_stands(graph, name):
    run_query(graph.store, named_query(name).sparql)


def test_values_cannot_change_the_query():
    query = named_query("meetings").with_values({"month": '" } SERVICE <http://127.0.0.1/> { "'})
    assert 'VALUES ?month { "\\" } SERVICE <http://127.0.0.1/> { \\"" }' in query
    assert "actor:x%20%7D" in named_query("balance").with_values({"state": "x }"}).replace("_", "%20")


def test_wrong_names_are_answered_with_what_there_is():
    with pytest.raises(QueryError, match=r"no query named nonsense. Named queries: accusations"):
        named_query("nonsense")
    with pytest.raises(QueryError, match=r"balance has no parameter month. It has: state"):
        named_query("balance").with_values({"month": "2024-03"})


def test_a_head_is_asked_for(tmp_path):
    (tmp_path / "x.rq").write_text("# title: T\nASK {}", "utf-8")
    with pytest.raises(DataError, match="question"):
        named_queries(tmp_path)
