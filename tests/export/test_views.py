import pytest

from kg.export.views import pairs, stands_for
from kg.model import Actor


@pytest.mark.parametrize(
    ("actor", "drawn"),
    [
        (Actor("NPL.ana-rai", "Ana Rai", "NPL", "person"), "NPL"),
        (Actor("NPL.army", "Nepal Army", "NPL", "body"), "NPL"),
        (Actor("UN.jo-bo", "Jo Bo", "UN", "person"), "UN"),
        (Actor("NPL", "Nepal", "NPL", "state"), "NPL"),
        (Actor("~NPL.ana-rai", "Ana Rai", "~NPL", "person"), "~NPL.ana-rai"),
        (Actor("~NPL:RED", "Red Front", "~NPL:RED", "movement"), "~NPL:RED"),
        (Actor("?.envoy", "an envoy", "?", "person"), "?.envoy"),
    ],
)
def test_who_is_folded_into_a_state(actor, drawn):
    assert stands_for(actor) == drawn


def test_one_edge_a_pair_and_direction():
    assert pairs([(0, 1), (1, 0), (0, 1), (2, 2)], [True] * 4) == {(0, 1): [0, 2], (1, 0): [1]}


@pytest.mark.parametrize(
    ("directed", "expected"),
    [
        ([(1, 0)], {(1, 0): [0, 1]}),
        ([(0, 1)], {(0, 1): [0, 1]}),
        ([(0, 1), (1, 0), (1, 0)], {(0, 1): [0], (1, 0): [1, 2, 3]}),
        ([], {(0, 1): [0]}),
    ],
)
@pytest.mark.parametrize("symmetric", [(0, 1), (1, 0)])
def test_a_symmetric_claim_joins_the_stronger_direction(directed, symmetric, expected):
    ends = [*directed, symmetric]
    assert pairs(ends, [True] * len(directed) + [False]) == expected
