import pytest

from kg.times import bounds


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2023", ("2023-01-01", "2023-12-31", "year")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2023-02", ("2023-02-01", "2023-02-28", "month")),
        ("2023-04-28", ("2023-04-28", "2023-04-28", "day")),
        ("2023-04-28/2023-05-01", ("2023-04-28", "2023-05-01", "day")),
        ("2022/2023-04", ("2022-01-01", "2023-04-30", "year")),
    ],
)
def test_bounds(time, expected):
    found = bounds(time)
    assert (found.earliest, found.latest, found.precision) == expected


@pytest.mark.parametrize("time", [None, "", "soon", "2023-13", "2023-02-30", "2024/2023", "23-04-01", "2023-4-1"])
def test_no_bounds(time):
    assert bounds(time) is None


def test_within_keeps_the_finer_precision():
    both = bounds("2023-04").within(bounds("2023-04-28"))
    assert both == bounds("2023-04-28")
    assert not bounds("2023-03").overlaps(both)
