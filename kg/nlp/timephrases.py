"""The English phrases that name a time, and what each means: a grammar as a table, `RULES`, tried from top to bottom.

A phrase is resolved against a `Moment`: the article's date, whether the clause looks back or forward, and the day that
the text named last ("the next day"). The clock is never asked. Choices made, where English leaves one:

* "on Friday" may be the article's own day; "last Friday" and "next Friday" may not;
* a week is Monday to Sunday, a weekend Saturday and Sunday;
* "last summer" is given by its year, for the season's months depend on the hemisphere;
* "three months ago" is as exact as its unit: a month;
* "the past year", "two years", "several days ago" last or are vague: no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from kg.documents.dates import MONTHS, WEEKDAYS, day_number, month_number, real_day
from kg.times import bounds

Tense = Literal["past", "future", "open"]


@dataclass(frozen=True, slots=True)
class Moment:
    """What a phrase is resolved against: the article's date as far as it is known, and the tense of the clause.

    `named` is the day that the text named last.
    """

    year: int | None = None
    month: tuple[int, int] | None = None
    day: date | None = None
    tense: Tense = "open"
    named: date | None = None


def moment(reported: str | None) -> Moment:
    """The moment of an article's date (ISO 8601 or a prefix). Of a date that is none, nothing is known."""
    known = bounds(reported)
    if known is None or "/" in str(reported):
        return Moment()
    first = date.fromisoformat(known.earliest)
    return Moment(
        first.year,
        (first.year, first.month) if known.precision != "year" else None,
        first if known.precision == "day" else None,
    )


Value = Callable[["re.Match[str]", Moment], str | None]


class Rule(NamedTuple):
    """A kind of phrase: its name, its pattern, and what a match means at a moment."""

    name: str
    pattern: re.Pattern[str]
    value: Value


class Phrase(NamedTuple):
    """A stretch of text that one rule matched."""

    rule: Rule
    match: re.Match[str]


def find_phrases(text: str) -> Iterator[Phrase]:
    """The phrases of a text that may name a time, from left to right, none within another."""
    for begin, end in _windows(text):
        for found in _ANY.finditer(text, begin, end + _LONGEST):
            if found.start() > end:
                break
            for rule in RULES:
                if (match := rule.pattern.match(text, found.start())) and match.end() == found.end():
                    yield Phrase(rule, match)
                    break


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Where a phrase may begin: the grammar is slow, and looked for only before the words that no phrase lacks."""
    places = [match.start() for match in _YEAR_LIKE.finditer(text)]
    for word in _CORE:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + 1)
    begin = end = -1
    for place in sorted(places):
        if place - _LONGEST <= end:
            end = place
            continue
        if end >= 0:
            yield begin, end
        begin, end = max(place - _LONGEST, end + 1), place
    if end >= 0:
        yield begin, end


# --- days ------------------------------------------------------------------------------------------------------------

_SLACK = timedelta(days=2)
"""How far after the article's date a day in the past tense may lie: articles are dated by where they were written."""

_LOOKS_BACK = 2
"""How many times nearer a future day must be, where the tense is open: news tells of what has been."""

_CLOSE = timedelta(days=31)
_FAR = timedelta(days=200)


def _days_of_month(match: re.Match[str], now: Moment) -> str | None:
    month = month_number(match["m"])
    first = _day(match["y"], month, day_number(match["d1"]), now)
    last = real_day(first.year, month, day_number(match["d2"])) if first else None
    return _span(first, last)


def _day_to_day(match: re.Match[str], now: Moment) -> str | None:
    last = _day(match["y"], month_number(match["m2"]), day_number(match["d2"]), now)
    if last is None:
        return None
    month, day = month_number(match["m1"]), day_number(match["d1"])
    year = int(match["y1"]) if match["y1"] else last.year - (month > last.month)
    return _span(real_day(year, month, day), last)


def _one_day(match: re.Match[str], now: Moment) -> str | None:
    return _iso(_day(match["y"], month_number(match["m"]), day_number(match["d"]), now))


def _iso_day(match: re.Match[str], now: Moment) -> str | None:
    year, month, day = match[0].split("-")
    return _iso(real_day(int(year), int(month), int(day)))


def _day(year: str | None, month: int, day: int, now: Moment) -> date | None:
    """The day of that name: in the year said, else the nearest that the tense allows."""
    if year:
        return real_day(int(year), month, day)
    if now.year is None:
        return None
    if now.day is None:
        return real_day(now.year, month, day)
    candidates = [real_day(now.day.year + shift, month, day) for shift in (-1, 0, 1)]
    return _nearest([each for each in candidates if each], now.day, now.tense)


def _nearest(candidates: list[date], today: date, tense: Tense) -> date | None:
    """The candidate nearest to the article's day, of those that the tense allows.

    A future far away loses to a past close by: "had ordered them to leave on 11 August" was said of last week.
    """
    nearest = min(candidates, key=lambda each: abs(each - today) * (1 if each <= today else _LOOKS_BACK), default=None)
    if nearest is None or tense == "open":
        return nearest
    if tense == "past":
        return max((each for each in candidates if each <= today + _SLACK), default=None)
    ahead = min((each for each in candidates if each >= today - _SLACK), default=None)
    close_by = abs(nearest - today) < _CLOSE and (ahead is None or ahead - today > _FAR)
    return nearest if close_by else ahead


def _weekday(match: re.Match[str], now: Moment) -> str | None:
    return _iso(_day_of_week(match["w"], match["rel"] or "", now))


def _weekdays(match: re.Match[str], now: Moment) -> str | None:
    first = _day_of_week(match["w1"], match["rel"] or "", now)
    if first is None:
        return None
    return _span(first, first + timedelta(days=(_weekday_number(match["w2"]) - first.weekday()) % 7))


def _weekday_number(name: str) -> int:
    return WEEKDAYS.index(name.lower())


def _day_of_week(name: str, relative: str, now: Moment) -> date | None:
    if now.day is None:
        return None
    back = (now.day.weekday() - _weekday_number(name)) % 7
    relative = relative.lower()
    if relative == "last":
        return now.day - timedelta(days=back or 7)
    if relative == "next":
        return now.day + timedelta(days=7 - back)
    if now.tense == "future" or "coming" in relative:
        return now.day + timedelta(days=(7 - back) % 7)
    return now.day - timedelta(days=back)


_DEICTIC = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}


def _deictic(match: re.Match[str], now: Moment) -> str | None:
    return _iso(now.day + timedelta(days=_DEICTIC[match["word"].lower()])) if now.day else None


def _deictic_twice(match: re.Match[str], now: Moment) -> str | None:
    """Reads "the day before yesterday", "the day after tomorrow"."""
    return _iso(now.day + timedelta(days=2 * _DEICTIC[match["word"]])) if now.day else None


def _named_day(match: re.Match[str], now: Moment) -> str | None:
    """Reads "the next day", "a day earlier": seen from the day that the text named last."""
    words = match[0].lower().split()
    if {"same", "that"} & set(words):
        shift = 0
    else:
        shift = -1 if {"previous", "preceding", "before", "prior", "earlier"} & set(words) else 1
    seen_from = now.named or (now.day if shift < 0 else None)
    return _iso(seen_from + timedelta(days=shift)) if seen_from else None


# --- weeks, months, years --------------------------------------------------------------------------------------------

_SHIFT = {"last": -1, "previous": -1, "this": 0, "the": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def _unit(match: re.Match[str], now: Moment) -> str | None:
    period = _period(match["unit"].lower(), _SHIFT[match["rel"].lower().split()[-1]], now)
    if period and match["unit"].lower() == "week" and match["rel"].lower() == "this":
        monday, _, sunday = period.partition("/")
        return {"earlier": f"{monday}/{now.day}", "later": f"{now.day}/{sunday}"}.get(
            (match["part"] or "").lower(), period
        )
    return period


def _end_of_unit(match: re.Match[str], now: Moment) -> str | None:
    return _period(match["unit"], _SHIFT[match["rel"].lower()], now)


def _year_end(match: re.Match[str], now: Moment) -> str | None:
    return _period("year", 0, now)


_EXACT_YEARS = 20
"""Beyond it "years ago" is a round number."""


def _ago(match: re.Match[str], now: Moment) -> str | None:
    number, unit = _number(match["n"]), match["unit"].lower()
    return _period(unit, -number, now) if unit != "year" or number <= _EXACT_YEARS else None


def _period(unit: str, shift: int, now: Moment) -> str | None:
    """The week, month, year, … `shift` units after the article's."""
    if unit == "day":
        return _iso(now.day + timedelta(days=shift)) if now.day else None
    if unit in {"week", "weekend"}:
        return _week(unit, shift, now)
    if unit == "month":
        return _month_from(now.month, shift)
    if now.year is None:
        return None
    if unit in _SEASON_BEGINS:
        return _season(unit, shift, now)
    return str(now.year + shift)


def _week(unit: str, shift: int, now: Moment) -> str | None:
    if now.day is None:
        return None
    monday = now.day - timedelta(days=now.day.weekday()) + timedelta(weeks=shift)
    if unit == "week":
        return _span(monday, monday + timedelta(days=6))
    if shift == 0 and now.tense == "past" and now.day.weekday() < 5:
        monday -= timedelta(weeks=1)
    return _span(monday + timedelta(days=5), monday + timedelta(days=6))


def _the_weekend(match: re.Match[str], now: Moment) -> str | None:
    return _week("weekend", 0, now if now.tense == "future" else replace(now, tense="past"))


def _month_from(month: tuple[int, int] | None, shift: int) -> str | None:
    if month is None:
        return None
    years, index = divmod(month[0] * 12 + month[1] - 1 + shift, 12)
    return f"{years:04}-{index + 1:02}"


_SEASON_BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _season(season: str, shift: int, now: Moment) -> str | None:
    """Reads "last autumn": in December this year's, in July the year before's. Northern seasons, as news has them."""
    if now.year is None or now.month is None:
        return None
    over = (_SEASON_BEGINS[season] + 2) < now.month[1]
    if (shift < 0 and over) or (shift > 0 and now.month[1] < _SEASON_BEGINS[season]):
        shift = 0
    return str(now.year + shift)


def _month(match: re.Match[str], now: Moment) -> str | None:
    month, year = month_number(match["m"]), match["y"]
    if year:
        return f"{year}-{month:02}"
    if now.year is None:
        return None
    if match["yrel"]:
        return f"{now.year + _SHIFT[match['yrel'].lower()]}-{month:02}"
    if now.month is None:
        return f"{now.year}-{month:02}"
    return _nearest_month(month, (match["rel"] or "").lower(), now.month, now.tense)


def _nearest_month(month: int, relative: str, reported: tuple[int, int], tense: Tense) -> str:
    year, this = reported
    if relative == "last":
        return f"{year - (month >= this)}-{month:02}"
    if relative == "next":
        return f"{year + (month <= this)}-{month:02}"
    if relative.endswith("past") or tense == "past":
        return f"{year - (month > this)}-{month:02}"
    if relative.endswith("coming") or tense == "future":
        return f"{year + (month < this)}-{month:02}"
    distance = (month - this + 8) % 12 - 8  # eight months back, three ahead: news tells of what has been
    return str(_month_from(reported, distance))


def _months(match: re.Match[str], now: Moment) -> str | None:
    last = match["y"] or now.year
    if last is None:
        return None
    first, final = month_number(match["m1"]), month_number(match["m2"])
    begin = match["y1"] or int(last) - (first > final)
    return f"{begin}-{first:02}/{last}-{final:02}"


def _year(match: re.Match[str], now: Moment) -> str | None:
    return match["y"]


def _years(match: re.Match[str], now: Moment) -> str | None:
    first, last = match["y1"], match["y2"]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if int(first) < int(last) else None


def _decade(match: re.Match[str], now: Moment) -> str | None:
    return f"{match['y']}/{int(match['y']) + 9}"


def _named_period(match: re.Match[str], now: Moment) -> str | None:
    """Reads "that year", "the following month": seen from the day that the text named last."""
    if now.named is None:
        return None
    there = moment(now.named.isoformat())
    shift = {"same": 0, "that": 0, "following": 1, "previous": -1, "preceding": -1}[match["rel"].lower()]
    return _period(match["unit"].lower(), shift, there)


# --- small helpers ---------------------------------------------------------------------------------------------------

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _number(words: str) -> int:
    words = words.lower()
    return int(words) if words.isdigit() else _NUMBERS.index(words) if words in _NUMBERS else 1


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(first: date | None, last: date | None) -> str | None:
    if first is None or last is None or last < first:
        return None
    return f"{first}/{last}" if last - first < _FAR else None


# --- the grammar -----------------------------------------------------------------------------------------------------

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?:1[5-9]|20)[0-9][0-9]\b(?![:.,][0-9])"
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_ON = rf"(?:{_WEEKDAY}(?:,\s|\s(?:the\s)?))?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|and|until|till|through|&)\s(?:the\s)?)"
_UNTIL = r"(?:\s?[-–—]\s?|\s(?:to|until|till|through)\s)"
_AND_YEAR = rf"(?:,?\s(?P<y>{_YEAR}))?"
_PART = r"(?:\s(?:early\s|late\s)?(?:morning|afternoon|evening|night)\b)?"
_UNITS = r"(?:day|week|month|year)"
_PERIODS = r"(?:weekend|week|month|year|spring|summer|autumn|fall|winter)\b"
_STOPS = r"(?=\s*(?:[.,;:)\"”]|and\b|$))"


def _rule(name: str, pattern: str, value: Value) -> Rule:
    return Rule(name, re.compile(pattern), value)


RULES: tuple[Rule, ...] = (
    _rule("iso day", r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]\b", _iso_day),
    _rule(
        "day to day",
        rf"(?P<d1>{_DAY})\s(?P<m1>{_MONTH})(?:\s(?P<y1>{_YEAR}))?{_TO}(?P<d2>{_DAY})\s(?P<m2>{_MONTH}){_AND_YEAR}",
        _day_to_day,
    ),
    _rule(
        "day to day",
        rf"(?P<m1>{_MONTH})\s(?P<d1>{_DAY})(?:,?\s(?P<y1>{_YEAR}))?{_TO}(?P<m2>{_MONTH})\s(?P<d2>{_DAY}){_AND_YEAR}",
        _day_to_day,
    ),
    _rule(
        "days of month", rf"{_ON}(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY})\s(?:of\s)?(?P<m>{_MONTH}){_AND_YEAR}", _days_of_month
    ),
    _rule(
        "days of month",
        rf"{_ON}(?P<m>{_MONTH})\s(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY})(?!\s[a-z]+s\b){_AND_YEAR}",
        _days_of_month,
    ),
    _rule("day", rf"{_ON}(?P<d>{_DAY})\s(?:of\s)?(?P<m>{_MONTH}){_AND_YEAR}", _one_day),
    _rule(
        "day",
        rf"{_ON}(?P<m>{_MONTH})\s(?P<d>{_DAY})(?![:,][0-9]|\.[0-9]|\s(?:percent|million|billion)){_AND_YEAR}",
        _one_day,
    ),
    _rule("months", rf"(?P<m1>{_MONTH})(?:\s(?P<y1>{_YEAR}))?{_UNTIL}(?P<m2>{_MONTH}){_AND_YEAR}", _months),
    _rule(
        "month",
        rf"(?:(?i:early|late|mid)[-\s])?(?:(?P<rel>(?i:last|next|this(?:\spast|\scoming)?))\s)?(?P<m>{_MONTH})"
        rf"(?:(?:,|\sof)?\s(?P<y>{_YEAR})|(?:\sof)?\s(?P<yrel>last|this|next)\syear\b)?",
        _month,
    ),
    _rule(
        "months",
        rf"(?i:between)\s(?P<m1>{_MONTH})(?:\s(?P<y1>{_YEAR}))?\sand\s(?P<m2>{_MONTH}){_AND_YEAR}",
        _months,
    ),
    _rule("years", rf"(?i:between)\s(?P<y1>{_YEAR})\sand\s(?P<y2>{_YEAR})", _years),
    _rule("years", rf"(?P<y1>{_YEAR})(?:{_UNTIL}|/)(?P<y2>{_YEAR}|[0-9][0-9]\b(?!-[0-9]))", _years),
    _rule("decade", r"(?:(?i:early|late|mid)[-\s])?(?P<y>(?:1[5-9]|20)[0-9]0)s\b", _decade),
    _rule("year", rf"(?:(?i:early|late|mid)[-\s])?(?P<y>{_YEAR})(?![-–]\w|%)", _year),
    _rule("weekdays", rf"(?:(?P<rel>(?i:last|next))\s)?(?P<w1>{_WEEKDAY}){_TO}(?P<w2>{_WEEKDAY})", _weekdays),
    _rule(
        "weekday", rf"(?:(?P<rel>(?i:last|next|this(?:\spast|\scoming)?|coming))\s)?(?P<w>{_WEEKDAY}){_PART}", _weekday
    ),
    _rule("deictic", r"(?i:the\sday\s(?:before|after))\s(?P<word>yesterday|tomorrow)\b", _deictic_twice),
    _rule("deictic", rf"(?P<word>(?i:today|tonight|yesterday|tomorrow))\b{_PART}", _deictic),
    _rule("deictic", r"(?P<word>(?i:this(?=\s(?:morning|afternoon|evening)\b)|last(?=\snight\b)))\s\w+", _deictic),
    _rule(
        "unit",
        rf"(?:(?P<part>(?i:earlier|later|early|late|sometime))\s)?(?P<rel>(?<!the\s)(?i:last|next)|(?i:this|the\scoming|the\scurrent))\s"
        rf"(?P<unit>{_PERIODS})",
        _unit,
    ),
    _rule(
        "end of unit",
        r"(?i:the\s(?:end|start|beginning|middle)\sof)\s(?P<rel>the|this|last|next)\s(?P<unit>week|month|year)\b",
        _end_of_unit,
    ),
    _rule("end of unit", r"year(?:(?:'|’)s\s|-)end\b", _year_end),
    _rule("weekend", r"(?i:the\sweekend)\b", _the_weekend),
    _rule("ago", rf"(?P<n>\b(?i:{'|'.join(_NUMBERS[1:])}|an?|[0-9]{{1,3}}))\s(?P<unit>{_UNITS})s?\sago\b", _ago),
    _rule(
        "ago",
        rf"(?P<n>\b(?i:{'|'.join(_NUMBERS[2:])}|[0-9]{{1,3}}))\s(?P<unit>{_UNITS})s\s(?:earlier|prior){_STOPS}",
        _ago,
    ),
    _rule(
        "named day",
        r"(?i:(?:on\s)?(?:the\s(?:same|next|following|previous|preceding)|that(?:\ssame)?)\sday)\b",
        _named_day,
    ),
    _rule("named day", rf"(?i:(?:the|a|one)\sday\s(?:before|prior|earlier|after|later)){_STOPS}", _named_day),
    _rule(
        "named period",
        r"(?i:the\s)?(?P<rel>(?i:same|that|following|previous|preceding))\s(?P<unit>week|month|year)\b",
        _named_period,
    ),
)

_LONGEST = 48
"""Characters from the beginning of a phrase to its last core word, at most."""

_YEAR_LIKE = re.compile(r"(?:1[5-9]|20)[0-9][0-9]")
_CORE = (
    *(name.capitalize() for name in MONTHS),
    *(
        "day",
        "week",
        "month",
        "year",
        "morrow",
        "night",
        "morning",
        "noon",
        "evening",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
    ),
)

_ANY = re.compile(
    rf"(?<![\w$€£.-])(?:{'|'.join(re.sub(r'[?]P<[^>]+>', '?:', rule.pattern.pattern) for rule in RULES)})"
)
