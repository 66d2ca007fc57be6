"""When and by whom a text says that it was written: its dateline, its headline, its date.

    New Delhi, Apr 28 (EFE).- …        LONDON, 3 March (Reuters) - …        WASHINGTON — March 3, 2021

Agencies leave the year out. It is then told, in this order, by

1. a full date in the text within a week of the dateline's day ("will meet again on May 2, 2023");
2. the calendar: a picture caption above the dateline is older than the article, and the article says "on Friday".
   If in the five years after the picture the dateline's day is a Friday once, and never a Saturday, that is the year.

Else the date is unknown, for a wrong date is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.documents.dates import (
    DAY,
    MONTH,
    WEEKDAY,
    day_number,
    full_dates,
    iso_date,
    month_number,
    real_day,
    weekday_numbers,
)

_TOP = 3000
"""How many characters from the beginning a dateline is looked for: a caption and a headline may stand above it."""

_NEAR = timedelta(days=7)
_YEARS_AFTER_PICTURE = 5

_NAME = r"(?!(?:After|As|At|Before|By|For|From|In|It|On|Since|The|Until)\b)[A-Z][\w.'’-]*"
_PLACE = rf"{_NAME}(?:[ /](?:{_NAME}|of|de|del|la|al|and)){{0,4}}"
_DATE = rf"(?:(?P<m1>{MONTH})\s+(?P<d1>{DAY})|(?P<d2>{DAY})\s+(?P<m2>{MONTH}))(?:,?\s+(?P<year>\d{{4}})\b)?"
_AGENCY = r"(?:[(/](?P<agency>[A-Z][^()/\n]{1,28})[)/])"
_END = r"(?:[.,]?\s*(?:--?|—|–)(?=\s|\w)|:\s|\s*$)"

_DATELINE = re.compile(
    rf"^[ \t]*(?P<place>{_PLACE}(?:, {_PLACE}){{0,2}})\s*[,(—–-]+\s*(?:{WEEKDAY},?\s+)?{_DATE}(?:,?\s+{WEEKDAY})?\)?"
    rf"(?:[.,]?\s*{_AGENCY}\s*\.?\s*(?:--?|—|–|\n|$)?|{_END})",
    re.MULTILINE | re.ASCII,
)
_UNDATED = re.compile(rf"^[ \t]*(?:{_PLACE}(?:, {_PLACE}){{0,2}}\s+)?{_AGENCY}\s*\.?\s*(?:--?|—|–)\s", re.MULTILINE)
_LEADING = re.compile(r"\s*date:?\s+(\d{4}(?:-\d\d){0,2})(?![\d-])", re.IGNORECASE)
_DATE_LINE = re.compile(
    rf"^[ \t]*(?:(?:published|posted|updated|date|released)(?: on| at)?:?\s+)?(?:{WEEKDAY},?\s+)?"
    rf"(?P<date>{MONTH}\s+{DAY},?\s+\d{{4}}|{DAY}\s+{MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:,?\s+(?:at )?\d\d?[:.]\d\d[\w .]*)?[ \t]*$",
    re.MULTILINE | re.IGNORECASE | re.ASCII,
)
_LOOKS_BACK = re.compile(r"\b(?:since|anniversary|ago|file|archive|picture|photo|pictured)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before an agency's first sentence; `start` and `end` are its offsets. Its day may lack a year."""

    start: int
    end: int
    agency: str | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None


def date_in_text(text: str) -> str | None:
    """The day on which a text says it was written, in ISO 8601; None if it does not say.

    It says so by a leading `date 2023-04-29`, by its dateline, or by a line that is a date and nothing else.
    """
    if leading := _LEADING.match(text):
        return iso_date(leading[1])
    dateline = find_dateline(text)
    if dateline and dateline.day and dateline.month:
        year = dateline.year or _year_of(dateline.month, dateline.day, dateline.start, text)
        found = real_day(year, dateline.month, dateline.day) if year else None
        return found.isoformat() if found else None
    line = _DATE_LINE.search(text, 0, _TOP)
    return iso_date(line["date"]) if line else None


def find_dateline(text: str) -> Dateline | None:
    """The dateline of a text, at the beginning of one of its first lines. None if it has none."""
    if match := _DATELINE.search(text[:_TOP]):
        month, day = month_number(match["m1"] or match["m2"]), day_number(match["d1"] or match["d2"])
        return Dateline(
            match.start(), match.end(), match["agency"], month, day, int(match["year"]) if match["year"] else None
        )
    if match := _UNDATED.search(text[:_TOP]):
        return Dateline(match.start(), match.end(), match["agency"])
    return None


def find_headline(text: str) -> str | None:
    """The line before the dateline, or the first line, if it stands alone, is short and is no sentence."""
    dateline = find_dateline(text)
    before = [line.strip() for line in text[: dateline.start].splitlines() if line.strip()] if dateline else []
    first = re.match(r"\s*(\S[^\n]*)\n\s*\n", text)
    line = before[-1] if before else (first[1].strip() if first and not dateline else "")
    return line if 0 < len(line) <= 150 and line[-1] not in ".!?:;,]" else None


def _year_of(month: int, day: int, start: int, text: str) -> int | None:
    """The year of a dateline that begins at `start`, as far as the rest of the text tells it for certain."""
    weekdays = weekday_numbers(_paragraph(text, start))
    near = {day_.year for day_ in _near_days(month, day, text) if _fits(day_, weekdays)}
    if near:
        return near.pop() if len(near) == 1 else None
    pictures = [found.day for found in full_dates(text[:start])]
    if not pictures or not weekdays:
        return None
    after = [day_ for day_ in _same_day_after(max(pictures), month, day) if _fits(day_, weekdays)]
    return after[0].year if len(after) == 1 and after[0].weekday() in weekdays else None


def _near_days(month: int, day: int, text: str) -> Iterator[date]:
    """The dateline's day in the year of each full date that is near to it and does not look back to an earlier year."""
    for found in full_dates(text):
        if _LOOKS_BACK.search(_line_before(text, found.start)):
            continue
        for year in (found.day.year - 1, found.day.year, found.day.year + 1):
            candidate = real_day(year, month, day)
            if candidate and abs(candidate - found.day) <= _NEAR:
                yield candidate


def _same_day_after(picture: date, month: int, day: int) -> Iterator[date]:
    for year in range(picture.year, picture.year + _YEARS_AFTER_PICTURE + 1):
        candidate = real_day(year, month, day)
        if candidate and timedelta(0) <= candidate - picture <= timedelta(days=366 * _YEARS_AFTER_PICTURE):
            yield candidate


def _fits(day: date, weekdays: set[int]) -> bool:
    """False if the article names days of the week, and neither the dateline's nor the one before it is among them.

    Agencies write "on Friday" on Friday or soon after.
    """
    return not weekdays or bool({day.weekday(), (day - timedelta(days=1)).weekday()} & weekdays)


def _paragraph(text: str, start: int) -> str:
    return re.split(r"\n\s*\n", text[start:].lstrip(), maxsplit=1)[0]


def _line_before(text: str, end: int) -> str:
    return text[text.rfind("\n", 0, end) + 1 : end]
