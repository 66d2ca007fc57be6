import pytest

from kg.documents.dateline import date_in_text, find_dateline, find_headline
from kg.documents.dates import iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023-04-28", "2023-04-28"),
        ("2023-04", "2023-04"),
        ("2023", "2023"),
        (" 2023-04-28T10:30:00Z ", "2023-04-28"),
        ("2023-04-28 10:30:00+02:00", "2023-04-28"),
        ("April 28, 2023", "2023-04-28"),
        ("28th Apr. 2023", "2023-04-28"),
        ("Fri, 28 Apr 2023 10:30:00 GMT", "2023-04-28"),
        ("2023-02-30", None),
        ("2023-13", None),
        ("31 April 2023", None),
        ("04/05/2023", None),  # April or May?
        ("1 May 2023 to 3 May 2023", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_of_metadata_is_iso_or_none(written, iso):
    assert iso_date(written) == iso


BODY = "The two ministers spoke about grain."


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        (f"date 2023-04-29 {BODY}", "2023-04-29"),
        (f"  Date: 2023-04 {BODY}", "2023-04"),
        (f"OSLO, March 3, 2021 (Reuters) - {BODY}", "2021-03-03"),
        (f"OSLO, 3 March 2021 (Reuters) - {BODY}", "2021-03-03"),
        (f"OSLO — March 3, 2021 — {BODY}", "2021-03-03"),
        (f"OSLO — March 3, 2021\n\n{BODY}", "2021-03-03"),
        (f"OSLO, Norway, Mar. 3, 2021 /Kyodo/ {BODY}", "2021-03-03"),
        (f"GENEVA (3 March 2021) – {BODY}", "2021-03-03"),
        (f"St. John's, Wednesday, March 3, 2021 -- {BODY}", "2021-03-03"),
        (f"A headline\n\nRio de Janeiro, 3 March 2021. (EFE).- {BODY}", "2021-03-03"),
        (f"A headline\n\nPublished: 3 March 2021, 10:30 GMT\n\n{BODY}", "2021-03-03"),
        (f"Wednesday, March 3, 2021\n\n{BODY}", "2021-03-03"),
        (f"OSLO, 31 February 2021 (Reuters) - {BODY}", None),
        (f"(CNN) — {BODY}", None),
        (BODY, None),
        ("", None),
    ],
)
def test_a_text_that_says_when_it_was_written(text, iso):
    assert date_in_text(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        # No year anywhere, or none that must be this year's.
        (f"OSLO, 3 March (Reuters) - {BODY}", None),
        (f"OSLO, 3 March (Reuters) - {BODY} Norway joined in April 1949.", None),
        (f"OSLO, 3 March (Reuters) - {BODY} A treaty was signed on 12 May 2004.", None),
        # A full date within a week of the dateline.
        (f"OSLO, 3 March (Reuters) - {BODY} They meet again on 5 March 2021.", "2021-03-03"),
        (f"OSLO, Dec 30 (Reuters) - {BODY} It begins on January 2, 2021.", "2020-12-30"),
        # An anniversary names another year's day; two years cannot both be right.
        (f"OSLO, 3 March (Reuters) - {BODY} The base has been closed since 1 March 2015.", None),
        (f"OSLO, 3 March (Reuters) - {BODY} First 4 March 2019, then 4 March 2020.", None),
        # 3 March 2021 was a Wednesday, and agencies write "on Tuesday" a day later, but not "on Sunday".
        ("OSLO, 3 March (Reuters) - They met on Wednesday and will meet on 5 March 2021.", "2021-03-03"),
        ("OSLO, 3 March (Reuters) - They met on Tuesday and will meet on 5 March 2021.", "2021-03-03"),
        ("OSLO, 3 March (Reuters) - They met on Sunday and will meet on 5 March 2021.", None),
        # A picture is older than the article. In the years after these, 3 March was a Friday, a Saturday, a Sunday, a
        # Tuesday (2020), a Wednesday.
        ("FILE photo of 7 January 2017.\n\nOSLO, 3 March (Reuters) - They met on Sunday.", "2019-03-03"),
        ("FILE photo of 7 January 2017.\n\nOSLO, 3 March (Reuters) - They met on Monday.", None),
        ("FILE photo of 7 January 2017.\n\nOSLO, 3 March (Reuters) - They met on Friday.", None),
        ("FILE photo of 7 January 2017.\n\nOSLO, 3 March (Reuters) - They met on Thursday.", None),
        ("FILE photo of 7 June 2017.\n\nOSLO, 3 March (Reuters) - They met.", None),
        # A picture taken on the dateline's day of another year.
        ("FILE photo of 4 March 2019.\n\nOSLO, 3 March (Reuters) - They met.", None),
    ],
)
def test_the_year_of_a_dateline_is_known_or_left_open(text, iso):
    assert date_in_text(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "On Thursday, Dec. 15, 2022, aircraft struck a depot near the border.",
        "I am visiting Norway on 13-15 July 2003 and then Sweden - for the first time.",
        "In Oslo, March 3 - the day of the vote - was quiet.",
        "Norway and Sweden-based firms met.",
    ],
)
def test_a_sentence_is_no_dateline(text):
    assert find_dateline(text) is None


def test_the_agency_and_the_headline_stand_around_the_dateline():
    text = f"A caption with a full stop.\n\nNorway, Sweden discuss grain\n\nOSLO, 3 March 2021 (EFE).- {BODY}"
    assert find_dateline(text).agency == "EFE"
    assert find_headline(text) == "Norway, Sweden discuss grain"


def test_a_first_sentence_is_no_headline():
    assert find_headline(f"{BODY}\n\n{BODY}") is None
    assert find_headline(f"Ministers speak about grain\n\n{BODY}") == "Ministers speak about grain"
    assert find_headline("Ministers speak about grain") is None
