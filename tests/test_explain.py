"""Every claim between two actors, and whom a user's words mean."""

import pytest

from kg import GraphError
from kg.explain import between, find_actor
from kg.model import Actor, Claim, Evidence

INDIA = Actor("IND", "India", "IND", "state")
RUSSIA = Actor("RUS", "Russia", "RUS", "state")
SINGH = Actor("IND.rajnath-singh", "Rajnath Singh", "IND", "person")
ARMY = Actor("RUS.military", "Russian army", "RUS", "body")
FARMERS = Actor("~RUS.farmers", "Russian farmers", "~RUS", "group")
TURKEY = Actor("TUR", "Türkiye", "TUR", "state")


def claim(source, target, number=0):
    return Claim("d", source, "meetsWith", target, "asserted", Evidence("x", number, number + 1, "x", 0), 0.5, "r")


CLAIMS = [
    claim(INDIA, RUSSIA),
    claim(RUSSIA, INDIA, 1),
    claim(SINGH, RUSSIA, 2),
    claim(INDIA, ARMY, 3),
    claim(INDIA, FARMERS, 4),
    claim(INDIA, TURKEY, 5),
]


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("IND", "RUS", [0, 1, 2, 3]),
        ("RUS", "IND", [0, 1, 2, 3]),
        ("IND.rajnath-singh", "RUS", [2]),
        ("IND.rajnath-singh", "RUS.military", []),
        ("IND", "~RUS", [4]),
        ("RUS", "TUR", []),
    ],
)
def test_a_code_stands_for_all_who_act_for_it(first, second, numbers):
    assert [found.evidence.start for found in between(CLAIMS, first, second)] == numbers


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("IND", "IND"),
        ("IND.rajnath-singh", "IND.rajnath-singh"),
        ("India", "IND"),
        ("india", "IND"),
        ("Rajnath Singh", "IND.rajnath-singh"),
        ("Russian army", "RUS.military"),
        ("Turkey", "TUR"),
        ("~RUS", "~RUS"),
    ],
)
def test_whom_words_mean(words, found):
    assert find_actor(words, CLAIMS) == found


@pytest.mark.parametrize(
    ("words", "near"),
    [("Indai", "india"), ("Rajnath Sing", "rajnath singh"), ("France", "IND"), ("zzzz", "IND")],
)
def test_whom_words_do_not_mean(words, near):
    with pytest.raises(GraphError, match=rf"no actor '{words}'.*Near to it: .*{near}"):
        find_actor(words, CLAIMS)
