import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.articles import article_of
from kg.claims import in_order
from kg.nlp.gazetteer import load_gazetteer
from kg.rdf.inference import Consequences
from kg.rdf.terms import expand
from kg.rdf.triples import graph_nodes
from kg.rdf.turtle import turtle_lines
from kg.vocabulary import load_vocabulary
from tests.graph_samples import CLAIMS, DOCUMENTS, claim, document

ROOT = Path(__file__).parents[2]


def nodes(claims=CLAIMS, documents=DOCUMENTS, infer=False):
    return graph_nodes(in_order(claims), map(article_of, documents), load_vocabulary(), load_gazetteer(), infer=infer)


def turtle(**of):
    return "".join(turtle_lines(nodes(**of)))


def edges(found):
    relations = {f"kg:{name}" for name in load_vocabulary().relations}
    return {
        (subject, predicate, value)
        for subject, node in found.items()
        if subject.startswith("actor:")
        for predicate, values in by_predicate(node).items()
        if predicate in relations
        for value in values.split(", ")
    }


def by_predicate(node):
    predicates = [statement.partition(" ")[0] for statement in node]
    assert len(set(predicates)) == len(predicates), "a predicate is named twice"
    return dict(statement.split(" ", 1) for statement in node)


def test_plain_edges_are_the_asserted_claims_only():
    assert edges(nodes()) == {
        ("actor:FIN", "kg:meetsWith", "actor:KEN"),
        ("actor:KEN", "kg:meetsWith", "actor:FIN"),
        ("actor:FIN.anna-aalto", "kg:meetsWith", "actor:KEN.jane-doe"),
        ("actor:KEN.jane-doe", "kg:meetsWith", "actor:FIN.anna-aalto"),
        ("actor:FIN.anna-aalto", "kg:represents", "actor:FIN"),
        ("actor:JPN", "kg:buysOilFrom", "actor:PER"),
        ("actor:PER", "kg:suppliesArmsTo", "actor:KEN"),
        ("actor:KEN", "kg:condemns", "actor:PER"),
        ("actor:of-KEN.rebels", "kg:attacks", "actor:KEN"),
        ("actor:UN", "kg:demandsFrom", "actor:KEN"),
        ("actor:NPL", "kg:memberOf", "actor:UN"),
    }


def find(found, predicate, value):
    return [by_predicate(node) for node in found.values() if f"{predicate} {value}" in node]


def test_a_claim_carries_its_evidence():
    (node,) = find(nodes(), "kg:amount", '"two tankers"@en')
    assert node["kg:quote"] == '"JPN buysOilFrom PER"@en'
    assert (node["kg:begin"], node["kg:end"]) == ("60", "79")
    assert node["kg:status"] == "kg:Asserted"
    assert node["kg:reported"] == '"2024-03-06"^^xsd:date'
    assert node["prov:wasDerivedFrom"] == "doc:d2"
    assert by_predicate(nodes()[node["kg:sentence"]])["kg:text"] == '"JPN buysOilFrom PER today."@en'


@pytest.mark.parametrize(
    ("source", "expected"),
    [("IND.jane", "actor:IND"), ("IND", "actor:IND"), ("UN", "actor:UN"), ("~IND.rebels", None), ("?", None)],
)
def test_only_who_acts_for_a_state_is_rolled_up(source, expected):
    found = nodes([claim(source, "condemns", "KEN")], [document()])
    (node,) = find(found, "a", "kg:Claim")
    assert node.get("kg:fromState") == expected
    assert node["kg:toState"] == "actor:KEN"


def test_nationality_is_kept_apart_from_acting_for():
    node = by_predicate(nodes()["actor:of-KEN.rebels"])
    assert node["kg:ofState"] == "actor:KEN"
    assert "kg:actsFor" not in node
    assert by_predicate(nodes()["actor:KEN.jane-doe"])["kg:actsFor"] == "actor:KEN"


def test_a_state_that_only_stands_behind_others_is_a_node_too():
    found = nodes([claim("NPL.ram", "condemns", "~PER.rebels")], [document()])
    assert "a kg:State" in found["actor:NPL"]
    assert "owl:sameAs wd:Q837" in found["actor:NPL"]
    assert 'skos:prefLabel "Peru"@en' in found["actor:PER"]


def test_dates_are_bounds_with_their_precision():
    (node,) = find(nodes(), "kg:status", "kg:Planned")
    assert node["kg:earliest"] == '"2024-04-01"^^xsd:date'
    assert node["kg:latest"] == '"2024-04-30"^^xsd:date'
    assert node["kg:precision"] == '"month"'
    assert "kg:reported" not in find(nodes(), "kg:precision", '"year"')[0]


def test_relationships_count_articles_and_have_no_end():
    (oil,) = find(nodes(), "kg:relation", "kg:buysOilFrom")
    assert oil["a"] == "kg:Relationship"
    assert oil["kg:reports"] == "2"
    assert oil["kg:firstReported"] == oil["kg:lastReported"] == '"2024-03-06"^^xsd:date'
    assert "kg:latest" not in oil


def test_a_meeting_of_ministers_is_one_of_their_states():
    (meeting,) = find(nodes(), "a", "kg:Meeting")
    assert (meeting["kg:fromState"], meeting["kg:toState"]) == ("actor:FIN", "actor:KEN")
    assert meeting["kg:reports"] == "2"


def test_later_reports_do_not_rename_an_event():
    early = claim("FIN", "visits", "KEN", doc="d1")
    late = claim("FIN", "visits", "KEN", doc="d2")
    one = {s for s in nodes([early]) if s.startswith("event:")}
    assert one == {s for s in nodes([early, late]) if s.startswith("event:")}


def test_both_parsers_read_the_turtle_and_agree():
    text = turtle()
    ours = {(expand(s) if ":" in s else s) for s in nodes()}
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    graph = rdflib.Graph().parse(data=text, format="turtle")
    assert len(quads) == len(graph) > 200
    assert {q.subject.value for q in quads} == {str(s) for s in graph.subjects()} == ours
    assert not any(isinstance(term, ox.BlankNode) for q in quads for term in (q.subject, q.object))


def test_the_same_bytes_in_any_order_and_with_any_hash_seed():
    claims, documents = list(CLAIMS), list(DOCUMENTS)
    random.Random(3).shuffle(claims)
    documents.reverse()
    assert turtle(claims=claims, documents=documents) == turtle()
    program = "import sys; from tests.rdf.test_triples import turtle; sys.stdout.write(turtle(infer=True))"
    texts = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=True,
        ).stdout
        for seed in ("0", "42")
    }  # fmt: skip
    assert texts == {turtle(infer=True).encode()}


def test_inference_adds_inverses_and_broader_relations():
    found = nodes(infer=True)
    japan, peru = by_predicate(found["actor:JPN"]), by_predicate(found["actor:PER"])
    for relation in ("buysEnergyFrom", "importsFrom", "tradesWith"):
        assert japan[f"kg:{relation}"] == "actor:PER"
    for relation in ("sellsOilTo", "exportsTo", "tradesWith"):
        assert peru[f"kg:{relation}"] == "actor:JPN"
    assert "kg:isRepresentedBy actor:FIN.anna-aalto" in found["actor:FIN"]
    assert "actor:JPN" not in peru.get("kg:isCondemnedBy", "")  # that claim is denied


def test_inference_agrees_with_owl_rl_rules():
    """The same closure by hand-written rules over the ontology with rdflib."""
    ontology = rdflib.Graph().parse(ROOT / "ontology/kg.ttl")
    owl, rdfs, kg = rdflib.OWL, rdflib.RDFS, rdflib.Namespace("https://w3id.org/kg-news#")
    for name in load_vocabulary().relations:
        facts, new = set(), {("a", kg[name], "b")}
        while new:
            facts |= new
            more = set()
            for s, p, o in new:
                more |= {(s, q, o) for q in ontology.objects(p, rdfs.subPropertyOf)}
                more |= {(o, q, s) for q in ontology.objects(p, owl.inverseOf)}
                more |= {(o, q, s) for q in ontology.subjects(owl.inverseOf, p)}
                if (p, rdflib.RDF.type, owl.SymmetricProperty) in ontology:
                    more.add((o, p, s))
            new = more - facts
        ours = set(Consequences(load_vocabulary()).of("a", name, "b"))
        assert {(s, str(kg[p]), o) for s, p, o in ours} == {(s, str(p), o) for s, p, o in facts} - {
            ("a", str(kg[name]), "b")
        }


def test_articles_that_tell_nothing_have_no_node():
    found = nodes([claim("FIN", "visits", "KEN", doc="d2")], [document("d1"), document("d2")])
    assert [node for node in found if node.startswith("doc:")] == ["doc:d2"]
