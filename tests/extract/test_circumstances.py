"""Which time, place and amount belong to a clause. The article is of Wednesday 26 April 2023."""

import pytest

from kg.errors import DataError
from kg.extract.circumstances import find_amount, find_place, find_when, load_amount_words, read_circumstances
from kg.extract.clauses import read_clause
from kg.extract.lexicon import load_lexicon
from kg.model import Mention
from kg.nlp.dates import find_dates
from kg.nlp.words import text_of
from tests.trees import tree

LEXICON = load_lexicon()


def clause_of(doc, word):
    return read_clause(next(token for token in text_of(doc) if token.text == word), LEXICON)


def when(text, word):
    doc = tree(text)
    return find_when(clause_of(doc, word), find_dates(doc, "2023-04-26"), LEXICON)


ON_FRIDAY = "on/IN/case>Friday Friday/NNP/obl>"
FRIDAY = "2023-04-21"

DATED = {
    "on the verb": ("Peru/NNP/nsubj>met met/VBD/ROOT Chad/NNP/obj>met " + ON_FRIDAY + "met", "met"),
    "on its argument": (
        "Peru/NNP/nsubj>met met/VBD/ROOT Chad/NNP/obj>met on/IN/case>Friday Friday/NNP/nmod>Chad",
        "met",
    ),
    "on the light verb": (
        "Peru/NNP/nsubj>held held/VBD/ROOT talks/NNS/obj>held " + ON_FRIDAY + "held",
        "talks",
    ),
    "before the noun": (
        "Friday/NNP/nmod:poss>talks 's/POS/case>Friday talks/NNS/nsubj>took took/VBD/ROOT place/NN/obj>took",
        "talks",
    ),
    "on a participle of the noun": (
        "talks/NNS/ROOT scheduled/VBN/acl>talks in/IN/case>2021 2021/CD/obl>scheduled",
        "talks",
    ),
    "said first, for two deeds": (
        "on/IN/case>Friday Friday/NNP/obl>met Peru/NNP/nsubj>met met/VBD/ROOT Chad/NNP/obj>met and/CC/cc>signed "
        "signed/VBD/conj>met it/PRP/obj>signed",
        "signed",
    ),
    "on the verb that begins it": (
        "Peru/NNP/nsubj>began began/VBD/ROOT " + ON_FRIDAY + "began to/TO/mark>leave leave/VB/xcomp>began",
        "leave",
    ),
    "hung too low by the parser": (
        "Peru/NNP/nsubj>met met/VBD/ROOT the/DT/det>king king/NN/obj>met of/IN/case>Chad Chad/NNP/nmod>king "
        "on/IN/case>Friday Friday/NNP/dep>Chad",
        "met",
    ),
}


@pytest.mark.parametrize(("text", "word"), DATED.values(), ids=DATED)
def test_a_time_belongs_to_the_clause(text, word):
    assert when(text, word) in {FRIDAY, "2021"}


UNDATED = {
    "of the report above": (
        "Peru/NNP/nsubj>said said/VBD/ROOT " + ON_FRIDAY + "said that/IN/mark>attacked Chad/NNP/nsubj>attacked "
        "attacked/VBD/ccomp>said Fiji/NNP/obj>attacked",
        "attacked",
    ),
    "of the report above, hung on the report's clause": (
        "Peru/NNP/nsubj>said said/VBD/ROOT Friday/NNP/obl>attacked Chad/NNP/nsubj>attacked attacked/VBD/ccomp>said",
        "attacked",
    ),
    "of the thing named": (
        "Peru/NNP/nsubj>condemned condemned/VBD/ROOT the/DT/det>deal 2013/CD/nummod>deal deal/NN/obj>condemned",
        "condemned",
    ),
    "of another clause": (
        "Peru/NNP/nsubj>met met/VBD/ROOT Chad/NNP/obj>met who/WDT/nsubj>attacked attacked/VBD/acl:relcl>Chad "
        "Fiji/NNP/obj>attacked " + ON_FRIDAY + "attacked",
        "met",
    ),
    "before which it was": (
        "Peru/NNP/nsubj>met met/VBD/ROOT Chad/NNP/obj>met before/IN/case>Friday Friday/NNP/obl>met",
        "met",
    ),
    "of the one before": (
        "the/DT/det>visit first/JJ/amod>visit visit/NN/ROOT since/IN/case>1983 1983/CD/nmod>visit",
        "visit",
    ),
    "too far for a present": (
        "Peru/NNP/nsubj>signs signs/VBZ/ROOT it/PRP/obj>signs in/IN/case>2013 2013/CD/obl>signs",
        "signs",
    ),
}


@pytest.mark.parametrize(("text", "word"), UNDATED.values(), ids=UNDATED)
def test_a_time_belongs_to_something_else(text, word):
    assert when(text, word) is None


def test_the_named_thing_itself_is_dated():
    text = "Peru/NNP/nsubj>condemned condemned/VBD/ROOT the/DT/det>deal 2013/CD/nummod>deal deal/NN/obj>condemned"
    assert when(text, "deal") == "2013"


# --- places ----------------------------------------------------------------------------------------------------------

MET_IN_OSLO = "Peru/NNP/nsubj>met met/VBD/ROOT Chad/NNP/obj>met in/IN/case>Oslo Oslo/NNP/obl>met"


def mention(doc, name):
    start = doc.text.index(name)
    return Mention(start, start + len(name), 0, name, name, "XXX", "state", "state name")


def test_a_place_is_named_behind_a_preposition_of_place():
    doc = tree(MET_IN_OSLO, entities=(("Oslo", "GPE"),))
    assert find_place(clause_of(doc, "met"), []) == "Oslo"


def test_an_end_is_no_place():
    doc = tree(MET_IN_OSLO, entities=(("Oslo", "GPE"),))
    assert find_place(clause_of(doc, "met"), [mention(doc, "Oslo")]) is None


def test_a_person_is_no_place_and_a_sea_is_one():
    text = "Peru/NNP/nsubj>met met/VBD/ROOT near/IN/case>Sea the/DT/det>Sea Red/NNP/compound>Sea Sea/NNP/obl>met"
    assert find_place(clause_of(tree(text), "met"), []) == "Red Sea"
    assert find_place(clause_of(tree(text, entities=(("Red Sea", "PERSON"),)), "met"), []) is None


# --- amounts ---------------------------------------------------------------------------------------------------------

AMOUNTS = {
    "five jets": "five/CD/nummod>jets jets/NNS/obj>sold",
    "at least five fast jets": "at/RB/advmod>least least/JJS/advmod>five five/CD/nummod>jets fast/JJ/amod>jets"
    " jets/NNS/obj>sold",
    "60–70 percent of its arms": "60–70/CD/nummod>percent percent/NN/obj>sold of/IN/case>arms its/PRP$/nmod:poss>arms"
    " arms/NNS/nmod>percent",
    "hundreds of drones": "hundreds/NNS/obj>sold of/IN/case>drones drones/NNS/nmod>hundreds",
    "$2.3 billion": "$/$/obj>sold +2.3/CD/compound>billion billion/CD/nummod>$ of/IN/case>jets jets/NNS/nmod>$",
}


@pytest.mark.parametrize(("amount", "phrase"), AMOUNTS.items(), ids=AMOUNTS)
def test_an_amount_stands_on_the_object(amount, phrase):
    doc = tree(f"Peru/NNP/nsubj>sold sold/VBD/ROOT {phrase} to/IN/case>Chad Chad/NNP/obl>sold")
    assert find_amount(clause_of(doc, "sold"), ()) == amount


NO_AMOUNTS = {
    "a number of a name": "Resolution/NNP/obj>sold 1973/CD/nummod>Resolution",
    "an age": "a/DT/det>ship 33/CD/nummod>year +-/HYPH/punct>year +year/NN/compound>ship ship/NN/obj>sold",
    "one of some": "one/CD/obj>sold of/IN/case>jets its/PRP$/nmod:poss>jets jets/NNS/nmod>one",
    "nothing counted": "jets/NNS/obj>sold",
}


@pytest.mark.parametrize("phrase", NO_AMOUNTS.values(), ids=NO_AMOUNTS)
def test_what_is_no_amount(phrase):
    doc = tree(f"Peru/NNP/nsubj>sold sold/VBD/ROOT {phrase} to/IN/case>Chad Chad/NNP/obl>sold")
    assert find_amount(clause_of(doc, "sold"), ()) is None


def test_a_time_is_no_amount_and_all_three_come_together():
    doc = tree(
        "Peru/NNP/nsubj>sold sold/VBD/ROOT five/CD/nummod>jets jets/NNS/obj>sold in/IN/case>Oslo Oslo/NNP/obl>sold "
        "in/IN/case>2014 2014/CD/obl>sold",
        entities=(("Oslo", "GPE"),),
    )
    found = read_circumstances(clause_of(doc, "sold"), [], find_dates(doc, "2023-04-26"), LEXICON)
    assert found == ("2014", "Oslo", "five jets")


def test_a_damaged_list_of_words_is_named(tmp_path):
    path = tmp_path / "amounts.toml"
    path.write_text("measures = [", encoding="utf8")
    with pytest.raises(DataError, match=r"amounts\.toml"):
        load_amount_words(path)
