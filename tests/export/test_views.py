import pytest

from kg.export.views import pairs


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
