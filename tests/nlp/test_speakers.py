"""Who says "I", "we" and "our"."""

import pytest

from kg.model import Document
from kg.nlp.actors import find_mentions
from kg.nlp.gazetteer import load_gazetteer
from tests.nlp.toy import toy

PERSONS = ("Ravi Test", "Oleg Proof", "Anna Model")
ADJECTIVES = ("Indian", "Russian", "Danish")


def found(text, words, **known):
    doc = toy(text, persons=PERSONS, adjectives=ADJECTIVES)
    mentions = find_mentions(doc, Document("x", doc.text, **known), load_gazetteer())
    return [mention for mention in mentions if mention.text == words]


@pytest.mark.parametrize(
    ("text", "words", "code", "name"),
    [
        ('Indian minister Ravi Test said : " We praised China . "', "We", "IND", "India"),
        ('Indian minister Ravi Test said : " I praised China . "', "I", "IND", "Ravi Test"),
        ('" We praised China , " Indian minister Ravi Test said .', "We", "IND", "India"),
        ('Indian minister Ravi Test met Russian minister Oleg Proof . " I praised China , " he said .', "I", "IND",
         "Ravi Test"),
        ('Indian rebels said : " We attacked China . "', "We", "~IND", "Indian rebels"),
        ("Indian minister Ravi Test said : ¶ We praised China . ¶ We left .", "We", "IND", "India"),
    ],
)  # fmt: skip
def test_in_a_quotation_its_speaker(text, words, code, name):
    mentions = found(text, words)
    assert {(mention.code, mention.name) for mention in mentions} == {(code, name)}


def test_a_quotation_goes_on_in_the_next_paragraph():
    text = '" We praised China , " Indian minister Ravi Test said . ¶ " Our army left . "'
    assert [mention.code for mention in found(text, "Our")] == ["IND"]


def test_after_the_quotation_nobody_is_quoted():
    text = 'Indian minister Ravi Test said : " China left . " ¶ Denmark left . Denmark praised it . We left .'
    assert [mention.code for mention in found(text, "We")] == ["DNK"]


def test_a_statement_speaks_for_who_signs_it():
    text = "Statement by Indian minister Ravi Test on Denmark ¶ We praised it . Denmark left . Denmark praised it ."
    assert [mention.code for mention in found(text, "We")] == ["IND"]


def test_a_joint_statement_speaks_for_all_who_sign_it():
    text = "Joint statement on Kenya from Indian minister Ravi Test and Danish minister Anna Model ¶ We praised it ."
    (mention,) = found(text, "We")
    assert [member.code for member in mention.members] == ["IND", "DNK"]
    assert found(text.replace("We", "I"), "I") == []  # nobody of several says "I"


def test_a_statement_that_nobody_signs_speaks_for_its_publisher():
    (mention,) = found("Chad left . We praised it .", "We", publisher="Government of Kenya")
    assert mention.code == "KEN"


def test_our_two_countries():
    text = "Statement by Indian minister Ravi Test ¶ Denmark left . Our two countries signed it ."
    (mention,) = found(text, "Our two countries")
    assert [member.code for member in mention.members] == ["IND", "DNK"]


@pytest.mark.parametrize(
    "text",
    [
        '" We praised it , " the film said .',  # whoever that is
        "The US left .",  # no pronoun
    ],
)
def test_nothing_is_guessed(text):
    assert found(text, "We") == []
