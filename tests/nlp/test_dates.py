"""Which words of a sentence are times, and which way its tense points. The article is of Wednesday 26 April 2023."""

import pytest

from kg.errors import DataError
from kg.nlp.dates import find_dates, load_time_words
from tests.trees import tree

REPORTED = "2023-04-26"


def times(text, reported=REPORTED):
    return [(each.text, each.value) for each in find_dates(tree(text), reported)]


def test_a_past_tense_looks_back_and_will_looks_ahead():
    past = "They/PRP/nsubj>met met/VBD/ROOT on/IN/case>Friday Friday/NNP/obl>met"
    future = "They/PRP/nsubj>meet will/MD/aux>meet meet/VB/ROOT on/IN/case>Friday Friday/NNP/obl>meet"
    assert times(past) == [("Friday", "2023-04-21")]
    assert times(future) == [("Friday", "2023-04-28")]


AHEAD = {
    "is to": "They/PRP/nsubj>meet are/VBP/aux>meet to/TO/mark>meet meet/VB/ROOT Friday/NNP/obl>meet",
    "agreed to": "They/PRP/nsubj>agreed agreed/VBD/ROOT to/TO/mark>meet meet/VB/xcomp>agreed Friday/NNP/obl>meet",
    "scheduled for": "Talks/NNS/ROOT scheduled/VBN/acl>Talks for/IN/case>Friday Friday/NNP/obl>scheduled",
    "upcoming": "They/PRP/nsubj>praised praised/VBD/ROOT the/DT/det>talks upcoming/JJ/amod>talks talks/NNS/obj>praised"
    " on/IN/case>Friday Friday/NNP/nmod>talks",
}


@pytest.mark.parametrize("text", AHEAD.values(), ids=AHEAD)
def test_words_that_look_ahead(text):
    assert times(text) == [("Friday", "2023-04-28")]


BACK = {
    "began to": "They/PRP/nsubj>began began/VBD/ROOT to/TO/mark>leave leave/VB/xcomp>began Friday/NNP/obl>leave",
    "had planned": "They/PRP/nsubj>planned had/VBD/aux>planned planned/VBN/ROOT it/PRP/obj>planned"
    " Friday/NNP/obl>planned",
    "signs": "She/PRP/nsubj>signs signs/VBZ/ROOT it/PRP/obj>signs Friday/NNP/obl>signs",
}


@pytest.mark.parametrize("text", BACK.values(), ids=BACK)
def test_what_only_seems_to_look_ahead(text):
    assert times(text) == [("Friday", "2023-04-21")]


NO_TIMES = {
    "a person": "Ruth/NNP/nsubj>met May/NNP/flat>Ruth met/VBD/ROOT them/PRP/obj>met",
    "a march": "The/DT/det>March March/NNP/nsubj>met met/VBD/ROOT them/PRP/obj>met",
    "a feast": "They/PRP/nsubj>met met/VBD/ROOT on/IN/case>Friday Black/NNP/compound>Friday Friday/NNP/obl>met",
    "a newspaper": "Oslo/NNP/compound>Today Today/NNP/nsubj>said said/VBD/ROOT so/RB/advmod>said",
    "a count": "They/PRP/nsubj>sold sold/VBD/ROOT 2000/CD/nummod>tanks tanks/NNS/obj>sold",
    "a number of a name": "They/PRP/nsubj>signed signed/VBD/ROOT Resolution/NNP/obj>signed 1973/CD/nummod>Resolution",
    "a time of day": "They/PRP/nsubj>met met/VBD/ROOT at/IN/case>1800 1800/CD/obl>met",
    "a habit": "They/PRP/nsubj>met met/VBD/ROOT every/DT/det>Friday Friday/NNP/obl>met",
}


@pytest.mark.parametrize("text", NO_TIMES.values(), ids=NO_TIMES)
def test_words_that_are_no_time_here(text):
    assert times(text) == []


def test_months_and_years_that_are_times():
    assert times("They/PRP/nsubj>met met/VBD/ROOT in/IN/case>May May/NNP/obl>met") == [("May", "2022-05")]
    assert times("The/DT/det>deal May/NNP/compound>deal deal/NN/ROOT") == [("May", "2023-05")]
    assert times("The/DT/det>tariffs 2015/CD/nummod>tariffs tariffs/NNS/ROOT") == [("2015", "2015")]


def test_a_dateline_is_no_time_of_a_deed():
    text = "OSLO/NNP/ROOT +,/,/punct>OSLO 3/CD/dep>OSLO March/NNP/dep>OSLO (Reuters)/NNP/dep>OSLO -/HYPH/punct>OSLO "
    text += "They/PRP/nsubj>met met/VBD/dep>OSLO on/IN/case>Tuesday Tuesday/NNP/obl>met"
    assert times(text) == [("Tuesday", "2023-04-25")]


@pytest.mark.parametrize(
    ("preposition", "relation"),
    [("since", "since"), ("before", "before"), ("after", "after"), ("by", "by"), ("in", "at")],
)
def test_how_the_deed_lies_to_the_time(preposition, relation):
    doc = tree(f"They/PRP/nsubj>met met/VBD/ROOT {preposition}/IN/case>2014 2014/CD/obl>met")
    (found,) = find_dates(doc, REPORTED)
    assert (found.relation, found.value, doc[found.head].text) == (relation, "2014", "2014")


def test_without_a_date_of_the_article_a_weekday_has_no_value_but_a_year_has():
    text = "They/PRP/nsubj>met met/VBD/ROOT on/IN/case>Friday Friday/NNP/obl>met and/CC/cc>2014 2014/CD/conj>Friday"
    assert times(text, reported=None) == [("Friday", None), ("2014", "2014")]


@pytest.mark.parametrize(("phrase", "gap"), [("2022", -116), ("2023", 0), ("2024", 250)])
def test_the_gap_is_counted_in_days_from_the_article(phrase, gap):
    (found,) = find_dates(tree(f"They/PRP/nsubj>met met/VBD/ROOT in/IN/case>{phrase} {phrase}/CD/obl>met"), REPORTED)
    assert found.gap == gap


def test_a_missing_list_of_words_is_named(tmp_path):
    path = tmp_path / "dates.toml"
    path.write_text('forward = ["plan"]\n', encoding="utf8")
    with pytest.raises(DataError, match=r"dates\.toml"):
        load_time_words(path)
