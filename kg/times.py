"""Times as texts give them: an ISO date, a month, a year, or two of them with a slash between."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_PRECISIONS = ("year", "month", "day")


@dataclass(frozen=True, slots=True, order=True)
class Bounds:
    """The first and the last day that a time can mean, as ISO dates, and how closely it was given."""

    earliest: str
    latest: str
    precision: str

    def overlaps(self, other: Bounds) -> bool:
        """Whether both can mean the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def within(self, other: Bounds) -> Bounds:
        """The days that both can mean, at the finer precision; both must overlap."""
        finer = max(self.precision, other.precision, key=_PRECISIONS.index)
        return Bounds(max(self.earliest, other.earliest), min(self.latest, other.latest), finer)


@lru_cache(maxsize=65536)
def bounds(time: str | None) -> Bounds | None:
    """The days that a time can mean; None if there is no time, or it is none of the calendar.

    >>> bounds("2023-02")
    Bounds(earliest='2023-02-01', latest='2023-02-28', precision='month')
    >>> bounds("2023-04-28/2023-04-29").latest
    '2023-04-29'
    """
    if not time:
        return None
    first, _, last = time.partition("/")
    start, end = _day(first, last=False), _day(last or first, last=True)
    if start is None or end is None or start > end:
        return None
    coarser = min(first.count("-"), (last or first).count("-"))
    return Bounds(start, end, _PRECISIONS[coarser])


def _day(time: str, *, last: bool) -> str | None:
    """The first or the last day of a date, a month or a year."""
    match = _DATE.fullmatch(time)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or (12 if last else 1)), match[3]
    try:
        return date(year, month, int(day or (monthrange(year, month)[1] if last else 1))).isoformat()
    except ValueError:  # no such day, month or year
        return None
