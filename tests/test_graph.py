import networkx as nx
import pytest
import rdflib

from kg.errors import GraphError
from kg.graph import KnowledgeGraph
from tests.graph_samples import CLAIMS, DOCUMENTS, claim, document


@pytest.fixture(scope="module")
def graph():
    return KnowledgeGraph(DOCUMENTS, CLAIMS)


def test_networkx_has_one_edge_a_relation(graph):
    walked = graph.to_networkx()
    assert isinstance(walked, nx.MultiDiGraph)
    assert walked.nodes["KEN.jane-doe"] == {"name": "Jane Doe", "kind": "person", "code": "KEN"}
    assert "?" not in walked
    oil = walked.edges["JPN", "PER", "buysOilFrom"]
    assert oil["count"] == oil["documents"] == 2
    assert (oil["first"], oil["last"]) == ("2023-01-01", "2024-03-06")
    assert oil["evidence"] == (("d2", "JPN buysOilFrom PER"), ("d3", "JPN buysOilFrom PER"))
    assert (oil["family"], oil["weight"], oil["confidence"]) == ("COOPERATE", 6.4, 0.9)
    assert list(walked["JPN"]["PER"]) == ["buysOilFrom"]  # the denied claim makes no edge


def test_other_statuses_are_edges_of_their_own(graph):
    walked = graph.to_networkx(statuses=("asserted", "denied", "alleged"))
    assert walked.edges["JPN", "PER", "condemns (denied)"]["status"] == "denied"
    assert ("KEN", "~KEN.rebels", "attacks (alleged)") in walked.edges


def test_symmetric_relations_have_one_edge():
    claims = [claim("KEN", "meetsWith", "FIN"), claim("FIN", "meetsWith", "KEN", start=90)]
    assert list(KnowledgeGraph([document()], claims).to_networkx().edges(keys=True)) == [("FIN", "KEN", "meetsWith")]


def test_the_same_claim_twice_is_one_and_the_surest_stays():
    claims = [claim("KEN", "visits", "FIN", confidence=c) for c in (0.5, 0.8, 0.6)]
    (kept,) = KnowledgeGraph([document()], claims).claims
    assert kept.confidence == 0.8


def test_claims_need_their_document():
    with pytest.raises(GraphError, match="claims of 'd1', but no such document"):
        KnowledgeGraph([], [claim("KEN", "visits", "FIN")])


def test_rdflib_sees_the_graph_and_its_vocabulary(graph):
    kg, actor = (rdflib.Namespace(f"https://w3id.org/kg-news{end}") for end in ("#", "/actor/"))
    found = graph.to_rdflib()
    assert (actor.JPN, kg.buysOilFrom, actor.PER) in found
    assert found.value(kg.buysOilFrom, rdflib.RDFS.label) == rdflib.Literal("buys oil from", lang="en")


def test_inference_is_only_on_request(graph):
    asked = "ASK { actor:PER kg:sellsOilTo actor:JPN }"
    assert not graph.query(asked)["answer"][0]
    assert KnowledgeGraph(DOCUMENTS, CLAIMS, infer=True).query(asked)["answer"][0]


def test_an_empty_graph_is_a_graph(tmp_path):
    empty = KnowledgeGraph([], [])
    empty.to_turtle(tmp_path / "empty.ttl")
    assert len(rdflib.Graph().parse(tmp_path / "empty.ttl")) == 0
    assert len(empty.to_networkx()) == 0
    assert empty.query("SELECT * { ?c a kg:Claim }").empty
