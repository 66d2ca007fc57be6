import random

import pytest

from kg.articles import article_of
from kg.claims import in_order
from kg.events import find_events, find_relationships
from kg.vocabulary import load_vocabulary
from tests.graph_samples import claim, document


def events(*claims, dates=None):
    dates = dates or {c.doc: "2024-03-05" for c in claims}
    articles = {id: article_of(document(id, date)) for id, date in dates.items()}
    return find_events(claims, articles, load_vocabulary())


def told(*claims, dates=None):
    """The documents of each event."""
    return sorted([c.doc for c in event.claims] for event in events(*claims, dates=dates))


def test_one_meeting_in_five_articles_is_one_event():
    dates = {"a": "2024-03-04", "b": "2024-03-05", "c": "2024-03-05", "d": "2024-03-06", "e": None}
    meeting = events(
        claim("FIN.anna", "meetsWith", "KEN.jane", doc="a", when="2024-03-04"),
        claim("KEN.jane", "meetsWith", "FIN.anna", doc="b"),
        claim("KEN", "meetsWith", "FIN", doc="c", when="2024-03"),
        claim("FIN.anna", "meetsWith", "KEN", doc="d"),
        claim("FIN", "meetsWith", "KEN", doc="e", when="2024-03-04", place="Nairobi"),
        dates=dates,
    )
    assert len(meeting) == 1
    assert (meeting[0].source.id, meeting[0].target.id) == ("FIN.anna", "KEN.jane")
    assert [c.doc for c in meeting[0].claims] == ["a", "b", "c", "d", "e"]
    assert meeting[0].time.earliest == meeting[0].time.latest == "2024-03-04"
    assert meeting[0].place == "Nairobi"


@pytest.mark.parametrize(
    "other",
    [
        claim("FIN.anna", "visits", "KEN.jane", doc="b"),
        claim("FIN.anna", "meetsWith", "KEN.tom", doc="b"),
        claim("FIN.anna", "meetsWith", "PER", doc="b"),
        claim("FIN.anna", "meetsWith", "KEN.jane", doc="b", when="2024-03-01"),
        claim("FIN.anna", "meetsWith", "KEN.jane", doc="b", place="Lima"),
    ],
    ids=["relation", "participant", "state", "time", "place"],
)
def test_what_differs_is_another_event(other):
    first = claim("FIN.anna", "meetsWith", "KEN.jane", doc="a", when="2024-03-04", place="Nairobi")
    assert told(first, other) == [["a"], ["b"]]


@pytest.mark.parametrize("status", ["denied", "planned", "alleged", "possible"])
def test_only_what_is_asserted_happened(status):
    assert events(claim("FIN", "visits", "KEN", status=status)) == []


def test_directions_matter_only_where_they_do():
    assert told(claim("FIN", "condemns", "KEN", doc="a"), claim("KEN", "condemns", "FIN", doc="b")) == [["a"], ["b"]]
    assert told(claim("FIN", "meetsWith", "KEN", doc="a"), claim("KEN", "meetsWith", "FIN", doc="b")) == [["a", "b"]]


def test_a_vague_report_of_two_meetings_stands_alone():
    claims = (
        claim("FIN", "meetsWith", "KEN", doc="a", when="2024-03-04"),
        claim("FIN", "meetsWith", "KEN", doc="b", when="2024-05-04"),
        claim("FIN", "meetsWith", "KEN", doc="c", when="2024"),
    )
    assert told(*claims) == [["a"], ["b"], ["c"]]
    assert told(*claims[1:]) == [["b", "c"]]


def test_reports_without_dates_are_one_event_only_in_one_article():
    claims = (
        claim("FIN", "visits", "KEN", doc="a"),
        claim("FIN", "visits", "KEN", doc="a", start=90),
        claim("FIN", "visits", "KEN", doc="b"),
    )
    assert told(*claims, dates={"a": None, "b": None}) == [["a", "a"], ["b"]]


def test_reports_some_days_apart_are_one_event_and_weeks_apart_two():
    near = {"a": "2024-03-01", "b": "2024-03-03", "c": "2024-03-20"}
    assert told(*(claim("FIN", "visits", "KEN", doc=doc) for doc in near), dates=near) == [["a", "b"], ["c"]]


def test_standing_relations_have_reports_and_no_events():
    claims = (claim("JPN", "buysOilFrom", "PER", doc="a"), claim("JPN", "buysOilFrom", "PER", doc="b"))
    assert events(*claims) == []
    (oil,) = find_relationships(claims, load_vocabulary())
    assert [c.doc for c in oil.claims] == ["a", "b"]


def test_the_order_of_claims_does_not_matter():
    chance = random.Random(1)
    ends = ["FIN", "FIN.anna", "FIN.bo", "KEN", "KEN.jane", "PER"]
    claims = [
        claim(*chance.sample(ends, 2)[:1], chance.choice(["meetsWith", "visits"]), chance.choice(ends), doc=f"d{n}",
              when=chance.choice([None, f"2024-03-{n % 9 + 1:02}", "2024-03", "2024"]),
              place=chance.choice([None, "Lima"]))
        for n in range(200)
    ]  # fmt: skip
    dates = {c.doc: chance.choice([f"2024-03-{n % 9 + 1:02}", None]) for n, c in enumerate(claims)}
    expected = events(*in_order(claims), dates=dates)
    assert len(expected) < 150
    for _ in range(3):
        chance.shuffle(claims)
        assert events(*claims, dates=dates) == expected
