import pyoxigraph as ox
import pytest
import rdflib

from kg.rdf.terms import PREFIXES, actor_id, actor_term, document_term, expand, string

IDS = [
    "IND", "UN", "IND.rajnath-singh", "ISR.military", "~PSE:HAMAS", "~SYR.rebels", "WEST", "?", "~?", "?.john-doe",
    "ARAB LEAGUE", "P5+1", "a_b c", "of-course", "unknown", "~of-x", "FRA.s.a.r.l.", "-x", ".y", "DEU.jörg-müller",
    "x/y#z", "100%", "~", "{}<>\"'\\",
]  # fmt: skip


@pytest.mark.parametrize("id", IDS)
def test_actor_names_go_there_and_back_in_both_parsers(id):
    term = actor_term(id)
    assert actor_id(term) == actor_id(expand(term)) == id
    turtle = f"@prefix actor: <{PREFIXES['actor']}> . {term} a {term} ."
    assert {s for s in rdflib.Graph().parse(data=turtle, format="turtle").subjects()} == {rdflib.URIRef(expand(term))}
    assert [q.subject.value for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)] == [expand(term)]


def test_different_ids_have_different_names():
    assert len({actor_term(id) for id in IDS}) == len(IDS)


@pytest.mark.parametrize("value", ['a "quote"', "back\\slash", "two\nlines\r\n\ttab", "\x00\x07\x7f", "Ünïcödé 🙂", ""])
def test_texts_survive(value):
    turtle = f"@prefix doc: <{PREFIXES['doc']}> . {document_term('d 1/ä.txt')} doc:p {string(value)} ."
    assert [q.object.value for q in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)] == [value]
    assert [str(o) for o in rdflib.Graph().parse(data=turtle, format="turtle").objects()] == [value]
