"""Who represents whom: the offices that a text gives. Mentions are built by hand."""

import pytest

from kg.extract.confidence import Confidence
from kg.extract.offices import read_offices
from kg.model import Document
from kg.nlp.gazetteer import load_gazetteer
from kg.nlp.words import text_of
from kg.vocabulary import load_vocabulary
from tests.trees import mention, tree

TEXT = (
    "Peruvian/JJ/amod>Lee Minister/NNP/compound>Lee Lee/NNP/nsubj>left left/VBD/ROOT and/CC/cc>Diaz Diaz/NNP/conj>Lee"
)
MINISTER = "Peruvian Minister Lee"
RECORD = Confidence({"office.title": (96, 96)}, {}, (0, 0), (0, 0, 0, 0), (), ())


def offices(*actors):
    doc = tree(TEXT)
    mentions = [mention(doc, words, code, kind="person", how="title", **more) for words, code, more in actors]
    document = Document("d", doc.text)
    return list(read_offices(text_of(doc), document, mentions, load_gazetteer(), RECORD, load_vocabulary()))


def test_an_office_gives_a_claim_with_the_title_as_its_quote():
    [claim] = offices((MINISTER, "PER", {"office": "Minister", "name": "Lee"}))
    assert (claim.source.name, claim.source.code, claim.relation) == ("Lee", "PER", "represents")
    assert (claim.target.name, claim.target.code, claim.target.kind) == ("Peru", "PER", "state")
    assert (claim.status, claim.rule, claim.confidence) == ("asserted", "office.title", 0.98)
    assert claim.evidence.quote == MINISTER


def test_an_organisation_is_represented_too():
    [claim] = offices((MINISTER, "UN", {"office": "Secretary-General", "name": "Lee"}))
    assert (claim.target.name, claim.target.code, claim.target.kind) == ("United Nations", "UN", "organisation")


def test_each_person_once_for_each_state():
    lee = {"office": "Minister", "name": "Lee"}
    assert len(offices((MINISTER, "PER", lee), ("Lee", "PER", lee))) == 1
    assert len(offices((MINISTER, "PER", lee), ("Lee", "TCD", lee))) == 2
    assert len(offices((MINISTER, "PER", lee), ("Diaz", "PER", {"office": "Envoy"}))) == 2


@pytest.mark.parametrize(
    ("code", "office"),
    [("PER", None), ("~PER", "Director"), ("?", "Minister")],
    ids=["no office", "of a private body", "of nobody knows whom"],
)
def test_who_represents_nobody(code, office):
    assert offices((MINISTER, code, {"office": office})) == []
