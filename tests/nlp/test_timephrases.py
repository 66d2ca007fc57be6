"""What each phrase of the grammar means, seen from Wednesday 26 April 2023."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from kg.nlp.timephrases import find_phrases, moment

NOW = replace(moment("2023-04-26"), named=date(2023, 4, 20))


def values(text, tense="past", now=NOW):
    return [rule.value(match, replace(now, tense=tense)) for rule, match in find_phrases(text)]


MEANINGS = [
    ("28 April 2019", "2019-04-28"),
    ("April 28th, 2019", "2019-04-28"),
    ("Sunday, May 2, 2010", "2010-05-02"),
    ("the 3rd of March", "2023-03-03"),
    ("Sept. 4", "2022-09-04"),
    ("2019-04-28", "2019-04-28"),
    ("24–25 April", "2023-04-24/2023-04-25"),
    ("from 3 to 5 March", "2023-03-03/2023-03-05"),
    ("September 4-10, 2014", "2014-09-04/2014-09-10"),
    ("30 December 2021 to 2 January 2022", "2021-12-30/2022-01-02"),
    ("December 30 – January 2, 2022", "2021-12-30/2022-01-02"),
    ("in April", "2023-04"),
    ("in May", "2022-05"),
    ("mid-June 2013", "2013-06"),
    ("last April", "2022-04"),
    ("June last year", "2022-06"),
    ("June to August 2014", "2014-06/2014-08"),
    ("2018", "2018"),
    ("2014–16", "2014/2016"),
    ("between 1998 and 2001", "1998/2001"),
    ("in the 1990s", "1990/1999"),
    ("Friday", "2023-04-21"),
    ("Wednesday", "2023-04-26"),
    ("last Wednesday", "2023-04-19"),
    ("next Wednesday", "2023-05-03"),
    ("Monday night", "2023-04-24"),
    ("Monday and Tuesday", "2023-04-24/2023-04-25"),
    ("today", "2023-04-26"),
    ("this morning", "2023-04-26"),
    ("yesterday", "2023-04-25"),
    ("last night", "2023-04-25"),
    ("tomorrow", "2023-04-27"),
    ("the day before yesterday", "2023-04-24"),
    ("last week", "2023-04-17/2023-04-23"),
    ("next week", "2023-05-01/2023-05-07"),
    ("earlier this week", "2023-04-24/2023-04-26"),
    ("later this week", "2023-04-26/2023-04-30"),
    ("the weekend", "2023-04-22/2023-04-23"),
    ("last month", "2023-03"),
    ("earlier this year", "2023"),
    ("next year", "2024"),
    ("the end of the year", "2023"),
    ("last summer", "2022"),
    ("two days ago", "2023-04-24"),
    ("three months ago", "2023-01"),
    ("five months ago", "2022-11"),
    ("a year ago", "2022"),
    ("the next day", "2023-04-21"),
    ("a day earlier.", "2023-04-19"),
    ("that year", "2023"),
]


@pytest.mark.parametrize(("phrase", "value"), MEANINGS)
def test_a_phrase_has_one_meaning(phrase, value):
    assert values(phrase) == [value]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [("Friday", "2023-04-28"), ("in April", "2023-04"), ("in March", "2024-03"), ("May 2", "2023-05-02")],
)
def test_a_future_clause_looks_ahead(phrase, value):
    assert values(phrase, tense="future") == [value]


def test_a_near_past_beats_a_far_future():
    assert values("April 21", tense="future") == ["2023-04-21"]


@pytest.mark.parametrize(
    ("phrase", "value"), [("March 2", "2023-03-02"), ("May 9", "2023-05-09"), ("October", "2022-10")]
)
def test_without_a_tense_the_nearest_day_counts(phrase, value):
    assert values(phrase, tense="open") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "for two days",
        "over the past year",
        "in the last week",
        "2,014 people",
        "$2014",
        "an S-2000 launcher",
        "several days ago",
    ],
)
def test_durations_counts_and_names_are_no_dates(text):
    assert values(text) == []


@pytest.mark.parametrize(
    "phrase", ["Friday", "28 April", "last week", "last month", "last year", "yesterday", "in May"]
)
def test_an_undated_article_dates_nothing(phrase):
    assert values(phrase, now=moment(None)) == [None]


@pytest.mark.parametrize(
    ("reported", "phrase", "value"),
    [
        ("2023-04", "Friday", None),
        ("2023-04", "last month", "2023-03"),
        ("2023", "last month", None),
        ("2023", "last year", "2022"),
        ("2023", "28 April", "2023-04-28"),
        ("no date", "last year", None),
        (None, "28 April 2019", "2019-04-28"),
    ],
)
def test_an_article_dated_by_month_or_year_dates_as_far_as_it_can(reported, phrase, value):
    assert values(phrase, now=moment(reported)) == [value]


def test_a_day_that_the_calendar_lacks_is_none():
    assert values("30 February 2019") == [None]


def test_phrases_come_from_left_to_right_and_do_not_overlap():
    text = "On Friday, 28 April 2023, and in 2014, since last month; the army left two days ago." * 3
    spans = [match.span() for _, match in find_phrases(text)]
    assert len(spans) == 12
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
