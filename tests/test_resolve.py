from dataclasses import replace

import pytest

from kg.model import Claim, Evidence, Mention
from kg.nlp.gazetteer import load_gazetteer
from kg.resolve import actor_of, resolve, sound_key


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def mention(name, code, kind, how="name"):
    return Mention(0, len(name), 0, name, name, code, kind, how)


@pytest.mark.parametrize(
    ("name", "code", "kind", "how", "identity"),
    [
        ("India", "IND", "state", "state name", "IND"),
        ("Russia", "RUS", "state", "capital", "RUS"),
        ("United Nations", "UN", "organisation", "organisation name", "UN"),
        ("Anna Testova", "RUS", "person", "title", "RUS.ana-testova"),
        ("Russian president", "RUS", "person", "unnamed", "RUS.head-of-state"),
        ("Israeli soldiers", "ISR", "body", "body", "ISR.military"),
        ("army of Chad", "TCD", "body", "body", "TCD.military"),
        ("Syrian rebels", "~SYR", "group", "group", "~SYR.rebels"),
        ("rebels in Syria", "~SYR", "group", "group", "~SYR.rebels"),
        ("Hamas", "~PSE:HAMAS", "movement", "movement name", "~PSE:HAMAS"),
        ("gunmen", "?", "group", "context", "?.rebels"),
        ("Americans", "~USA", "group", "people", "~USA.citizens"),
        ("Nowhere Widgets", "~USA", "group", "group", "~USA.nowhere-widgets"),
    ],
)
def test_identity(gazetteer, name, code, kind, how, identity):
    assert actor_of(mention(name, code, kind, how), gazetteer).id == identity


def test_one_person_in_two_spellings(gazetteer):
    first = actor_of(mention("Sergei Testov", "RUS", "person"), gazetteer)
    second = actor_of(mention("Sergey Testov", "RUS", "person"), gazetteer)
    assert first.id == second.id
    assert second.name == "Sergey Testov"


def test_two_persons_of_one_surname(gazetteer):
    first = actor_of(mention("Ivan Testov", "RUS", "person"), gazetteer)
    second = actor_of(mention("Oleg Testov", "RUS", "person"), gazetteer)
    assert first.id != second.id


def test_a_person_out_of_office_is_the_one_who_was_in_office(gazetteer):
    former = actor_of(mention("Ivan Testov", "~RUS", "person"), gazetteer)
    acting = actor_of(mention("Ivan Testov", "RUS", "person"), gazetteer)
    assert (former.id, former.code) == (acting.id, "~RUS")


def test_who_has_no_name_is_no_one_in_office(gazetteer):
    former = actor_of(mention("former Russian president", "~RUS", "person", "unnamed"), gazetteer)
    assert former.id == "~RUS.head-of-state"


def test_resolve_keeps_order_and_everything_else():
    claim = Claim(
        doc="a",
        source=mention("India", "IND", "state"),
        relation="meetsWith",
        target=mention("Russia", "RUS", "state"),
        status="asserted",
        evidence=Evidence("India met Russia", 0, 16, "India met Russia.", 0),
        confidence=0.5,
        rule="test",
    )
    other = replace(claim, doc="b", source=claim.target, target=claim.source)
    first, second = resolve([claim, other])
    assert (first.source.id, first.target.id, first.doc) == ("IND", "RUS", "a")
    assert (second.source.id, second.target.id, second.evidence) == ("RUS", "IND", claim.evidence)
    assert list(resolve([other, claim])) == [second, first]


def test_sound_key_keeps_names_apart():
    assert sound_key("Wang Yi") != sound_key("Wang Li")
