"""Offices told in one document settle what others leave open. Persons and dealings are invented."""

import itertools
from dataclasses import replace

import pytest

from kg.articles import article_of
from kg.claims import in_order
from kg.folder import Folder
from kg.model import Actor
from kg.settle import ELSEWHERE, is_as_read, settle
from kg.vocabulary import load_vocabulary
from tests.graph_samples import claim, document

STATE = {code: Actor(code, code, code, "state") for code in ("KEN", "PER", "NPL")}


def person(name, code="?", slug=None):
    plain = code.removeprefix("~")
    return Actor(f"{plain}.{slug or name.lower().replace(' ', '-')}", name, code, "person")


def told(source, relation, target, doc="d1", start=0):
    return replace(claim("KEN", relation, "PER", doc=doc, start=start), source=source, target=target)


def office(name, code, doc="d0", start=0):
    return told(person(name, code), "represents", STATE[code], doc, start)


def after(claims, **dates):
    """The claims of a build; documents are of 5 March 2024 unless `dates` says otherwise."""
    ids = {claim.doc for claim in claims}
    articles = {id: article_of(document(id, dates.get(id, "2024-03-05"))) for id in ids}
    return settle(claims, articles, load_vocabulary())


def met(name, code="?", target="NPL"):
    return told(person(name, code), "meetsWith", STATE[target])


def end(claims, relation="meetsWith"):
    """The person who meets, None if the claim is gone."""
    return next((claim.source for claim in claims if claim.relation == relation), None)


@pytest.mark.parametrize("said", ["Doe", "Jane Doe"])
def test_an_office_told_elsewhere_says_whose_a_person_is(said):
    found = after([office("Jane Doe", "KEN"), met(said)])
    assert end(found) == Actor("KEN.jane-doe", said, "KEN", "person")
    (settled,) = [claim for claim in found if claim.relation == "meetsWith"]
    assert settled.rule == f"test{ELSEWHERE}"
    assert settled.confidence == pytest.approx(0.81)  # 0.9 for the claim, 0.9 for the office


def test_two_persons_whom_only_others_place():
    meeting = told(person("Doe"), "meetsWith", person("Rai"))
    found = after([office("Jane Doe", "KEN"), office("Ana Rai", "NPL", start=50), meeting])
    (settled,) = [claim for claim in found if claim.relation == "meetsWith"]
    assert (settled.source.code, settled.target.code) == ("KEN", "NPL")
    assert end(after([office("Jane Doe", "KEN"), meeting])) is None


def test_spellings_are_forgiven():
    assert end(after([office("Sergei Testov", "KEN"), met("Sergey Testov")])).id == "KEN.sergei-testov"


def test_a_surname_gets_the_full_name_that_others_tell():
    assert end(after([office("Jane Doe", "KEN"), met("Doe", "KEN")])).id == "KEN.jane-doe"
    assert end(after([office("Jane Doe", "KEN"), met("Doe", "~KEN")])).code == "~KEN"
    assert end(after([office("Jane Doe", "KEN"), met("Doe", "PER")])).id == "PER.doe"


@pytest.mark.parametrize(
    ("offices", "said"),
    [
        ([], "Doe"),
        ([("Jane Doe", "KEN"), ("John Doe", "KEN")], "Doe"),  # two persons of one surname
        ([("Jane Doe", "KEN"), ("John Doe", "PER")], "Doe"),
        ([("Jane Doe", "KEN"), ("Jane Doe", "PER")], "Jane Doe"),
        ([("Jane Doe", "KEN")], "Mary Doe"),
        ([("Doe", "KEN")], "Mary Doe"),
    ],
)
def test_what_stays_open_makes_no_claim(offices, said):
    evidence = [office(name, code, start=50 * at) for at, (name, code) in enumerate(offices)]
    assert end(after([*evidence, met(said)])) is None


@pytest.mark.parametrize(
    ("evidence", "date", "is_near"),
    [("2024-03-05", "2023-06-01", True), ("2024-03-05", "2021-06-01", False), ("2024", "2023", True),
     (None, "1950-01-01", True), ("2010", "2024-03-05", False)],
)  # fmt: skip
def test_evidence_holds_for_a_year(evidence, date, is_near):
    found = after([office("Jane Doe", "KEN"), met("Doe")], d0=evidence, d1=date)
    assert (end(found) is not None) == is_near


def test_the_order_of_claims_does_not_matter():
    claims = [office("Jane Doe", "KEN"), office("Ana Rai", "NPL", "d2"), met("Doe"), met("Rai", target="PER")]
    results = {tuple(in_order(after(order))) for order in itertools.permutations(claims)}
    assert len(results) == 1


def test_what_a_document_says_itself_stands_before_what_is_settled():
    plain = told(person("Jane Doe", "KEN"), "meetsWith", STATE["NPL"])
    sure = replace(met("Doe"), confidence=1.0)
    found = [claim for claim in after([office("Jane Doe", "KEN"), plain, sure]) if claim.relation == "meetsWith"]
    assert found == [plain]
    assert is_as_read(plain) and not is_as_read(sure)


# --- in a folder ----------------------------------------------------------------------------------------------------

READ = {
    "d0": [office("Jane Doe", "KEN")],
    "d1": [met("Doe"), told(STATE["PER"], "condemns", STATE["KEN"], start=90)],
    "d2": [told(person("Doe"), "meetsWith", person("Rai"), "d2"),
           told(person("Doe", "KEN"), "visits", STATE["PER"], "d2", 60)],
    "d3": [office("Ana Rai", "NPL", "d3"), office("John Doe", "PER", "d3", 70)],
}  # fmt: skip


def put(path, ids):
    with Folder(path).writing(made_by="test") as writing:
        for doc in writing.unread([document(id) for id in ids]):
            writing.add(doc, READ[doc.id])


def content(path):
    files = {name: (path / name).read_bytes() for name in ("claims.jsonl", "documents.jsonl", "graph.ttl")}
    return files | {"open": (path / ".kg/current/open.jsonl").read_bytes()}


def test_adding_and_removing_give_what_building_at_once_gives(tmp_path):
    subsets = [ids for size in range(1, 5) for ids in itertools.combinations(sorted(READ), size)]
    for number, ids in enumerate(subsets):
        put(tmp_path / f"{number}", ids)
    at_once = {ids: content(tmp_path / f"{number}") for number, ids in enumerate(subsets)}
    grown = tmp_path / "grown"
    order = ("d2", "d1", "d3", "d0")
    for size in range(1, 5):
        put(grown, order[:size])
        assert content(grown) == at_once[tuple(sorted(order[:size]))]
    for gone in ("d3", "d0", "d2"):
        Folder(grown).remove([gone])
        left = tuple(sorted(article.id for article in Folder(grown).articles()))
        assert content(grown) == at_once[left]
