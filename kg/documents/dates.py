"""Dates as they are written: in metadata, and in full in English text. Nothing here knows what day it is today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?)"

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]\d\d:?\d\d.*)?", re.ASCII)
_FULL = re.compile(
    rf"\b(?:(?P<m1>{MONTH})\s+(?P<d1>{DAY}),?\s+(?P<y1>\d{{4}})|(?P<d2>{DAY})\s+(?P<m2>{MONTH}),?\s+(?P<y2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d\d-\d\d))\b",
    re.ASCII | re.IGNORECASE,
)


class Written(NamedTuple):
    """A full date in a text, and the offset where it begins."""

    day: date
    start: int


def iso_date(written: str) -> str | None:
    """`2023-04-28`, `2023-04` or `2023` for a date in ISO 8601 (a time of day is left out) or in full in English.

    None if it is not one, or no such day exists.

    >>> iso_date("2023-04-28T10:30:00Z"), iso_date("Fri, 28 Apr 2023 10:30 GMT"), iso_date("2023-02-30")
    ('2023-04-28', '2023-04-28', None)
    """
    written = written.strip()
    if match := _ISO.fullmatch(written):
        year, month, day = match.groups()
        if real_day(int(year), int(month or 1), int(day or 1)) is None:
            return None
        return "-".join(part for part in (year, month, day) if part)
    found = list(full_dates(written)) if len(written) < 60 else []
    return found[0].day.isoformat() if len(found) == 1 else None


def full_dates(text: str) -> Iterator[Written]:
    """The days that a text names with their year: `April 28, 2023`, `28 Apr. 2023`, `2023-04-28`."""
    for match in _FULL.finditer(text):
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        else:
            year = int(match["y1"] or match["y2"])
            month, day = month_number(match["m1"] or match["m2"]), day_number(match["d1"] or match["d2"])
        if found := real_day(year, month, day):
            yield Written(found, match.start())


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """4 for `April`, `Apr.`."""
    return MONTHS.index(name[:3].lower()) + 1


def day_number(written: str) -> int:
    """28 for `28`, `28th`."""
    return int(written.rstrip("stndrh"))


def weekday_numbers(text: str) -> set[int]:
    """The days of the week that a text names in full, Monday 0."""
    return {number for number, name in enumerate(WEEKDAYS) if re.search(rf"\b{name}\b", text, re.IGNORECASE)}
