"""What pronouns, descriptions and plurals point back to."""

import pytest

from kg.model import Document
from kg.nlp.actors import find_mentions
from kg.nlp.gazetteer import load_gazetteer
from tests.nlp.toy import toy
from tests.trees import tree

ADJECTIVES = ("Indian", "Russian", "Pakistani")


def found(text, words, persons=(), story=None):
    doc = toy(text, persons=persons, adjectives=ADJECTIVES)
    mentions = find_mentions(doc, Document("x", doc.text, story=story), load_gazetteer())
    return [mention for mention in mentions if mention.text == words]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Indian Defence Minister Ravi Test left . He praised China .", "He", "IND"),
        ("India left . It praised China .", "It", "IND"),
        ("India met China in Moscow . It praised them .", "It", "IND"),
        ("Moscow praised its army .", "its", "RUS"),
        ("They met in Kenya . The country praised them .", "country", "KEN"),
        ("The European Union left . The bloc praised them .", "bloc", "EU"),
        ("Russian rebels left . They praised China .", "They", "~RUS"),
    ],
)
def test_who_is_meant(text, words, code):
    assert [mention.code for mention in found(text, words, persons=("Ravi Test",))] == [code]


def test_the_president_is_the_one_named():
    text = "President Anna Test of Chad left . The president praised China ."
    (mention,) = found(text, "president", persons=("Anna Test",))
    assert (mention.code, mention.name, mention.how) == ("TCD", "Anna Test", "description")


@pytest.mark.parametrize(
    ("text", "words", "members"),
    [
        ("India met Pakistan . The two countries signed it .", "two countries", ["IND", "PAK"]),
        ("India met Pakistan . Both sides signed it .", "Both sides", ["IND", "PAK"]),
        ("India and Pakistan left . They praised China .", "They", ["IND", "PAK"]),
        ("India met Pakistan and UN troops . Both countries signed it .", "Both countries", ["IND", "PAK"]),
        ("India met UN troops . Both sides signed it .", "Both sides", ["IND", "UN"]),
    ],
)
def test_plurals_have_members(text, words, members):
    (mention,) = found(text, words)
    assert [member.code for member in mention.members] == members


def test_both_ministers():
    text = "Indian minister Ravi Test met Russian minister Oleg Proof . Both ministers signed it ."
    (mention,) = found(text, "Both ministers", persons=("Ravi Test", "Oleg Proof"))
    assert [(member.name, member.code) for member in mention.members] == [("Ravi Test", "IND"), ("Oleg Proof", "RUS")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The film left . He praised it .", "He"),  # nobody was named
        ("India left . The two countries signed it .", "two countries"),  # only one was
        ("They met in Moscow . The oil left . It praised them .", "It"),  # nothing in the sentence before
    ],
)
def test_nothing_is_guessed(text, words):
    assert found(text, words) == []


def test_two_countries_of_the_story():
    (mention,) = found("The two countries signed it .", "two countries", story="India–Pakistan relations")
    assert [member.code for member in mention.members] == ["IND", "PAK"]


MET = "Indian minister Ravi Test met Russian minister Oleg Proof ."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MET} The ministers praised China .", "ministers"),
        (f"{MET} The two praised/VBD China .", "two"),
        (f"{MET} They praised China .", "They"),
        (f"{MET} China left . The ministers praised it .", "ministers"),
        (f"{MET} They left . They praised China .", "They"),
    ],
)
def test_the_ministers_are_those_who_met(text, words):
    mentions = found(text, words, persons=("Ravi Test", "Oleg Proof"))
    assert {tuple(member.code for member in mention.members) for mention in mentions} == {("IND", "RUS")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MET} The ministers of Chad praised China .", "ministers"),
        (f"{MET} The two films praised China .", "two"),
        (f"{MET} Armed ministers praised China .", "ministers"),
        ("Indian minister Ravi Test left . The ministers praised China .", "ministers"),  # which others?
        ("Indian minister Ravi Test met Indian minister Oleg Proof . They praised China .", "They"),  # of one state
    ],
)
def test_other_ministers_are_not_those_who_met(text, words):
    mentions = found(text, words, persons=("Ravi Test", "Oleg Proof"))
    assert not [mention for mention in mentions if mention.members]


def test_an_office_is_nobody_else():
    text = "Chadian Vice President Anna Test left . The Vice President praised China ."
    mentions = found(text, "Vice President", persons=("Anna Test", "Vice President"))
    assert [mention.code for mention in mentions] == ["TCD"]
    assert not found(text, "President", persons=("Anna Test", "President"))


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The Indian embassy left . China left . The embassy praised it .", "embassy", "IND"),
        ("North Korea met South Korea . The South left .", "South", "KOR"),
        ("North Korea met South Korea . The North 's army left .", "North", "PRK"),
        ("China met India . Officials in Nairobi left .", "Officials", "KEN"),
        ("An Indian spokesman left . China left . The spokesman praised it .", "spokesman", "IND"),
    ],
)
def test_what_was_named_before(text, words, code):
    assert [mention.code for mention in found(text, words)] == [code]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("North Korea met South Korea . The South of the film left .", "South"),
        ("India met China . The South left .", "South"),
        ("The film left . The embassy praised it .", "embassy"),
        ("The Indian embassy left . The embassy of the film left .", "embassy"),
    ],
)
def test_what_was_not_named_before(text, words):
    assert found(text, words) == []


def test_his_country_is_whom_he_acts_for():
    text = "Indian minister Ravi Test said his country praised China . His film left ."
    mentions = found(text, "his country", persons=("Ravi Test",))
    assert [(mention.code, mention.kind) for mention in mentions] == [("IND", "state")]
    assert [mention.kind for mention in found(text, "His", persons=("Ravi Test",))] == ["person"]


def test_nobodys_country():
    assert found("The film praised his country .", "his country") == []


def test_the_two_sides_are_the_states_of_those_who_met():
    (mention,) = found(f"{MET} The two sides praised China .", "two sides", persons=("Ravi Test", "Oleg Proof"))
    assert [(member.code, member.kind) for member in mention.members] == [("IND", "state"), ("RUS", "state")]


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("The two Koreas met .", "two Koreas", ["KOR", "PRK"]),
        ("Both Sudans/NNPS met .", "Sudans", ["SDN", "SSD"]),
        ("The two Indias met .", "two Indias", []),
        ("Koreas/NNPS met .", "Koreas", []),
    ],
)
def test_two_states_of_one_name(text, words, codes):
    assert [member.code for mention in found(text, words) for member in mention.members] == codes


@pytest.mark.parametrize(("word", "codes"), [("latter", ["CHN"]), ("former", ["IND"])])
def test_the_one_of_two(word, codes):
    assert [mention.code for mention in found(f"India met China and the {word}/NN left .", word)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "India met China and Kenya and the latter/NN left .",
        "India met China . The latter/NN left .",
        "India met China and the latter/JJ army left .",
    ],
)
def test_the_one_of_two_is_not_one_of_three_of_another_sentence_or_a_modifier(text):
    assert found(text, "latter") == []


@pytest.mark.parametrize(("link", "code"), [("acl", "IND"), ("advcl", "CHN")])
def test_who_announces_tells_of_itself(link, code):
    doc = tree(
        "China/NNP/nsubj>denied denied/VBD/ROOT India/NNP/nmod:poss>news +'s/POS/case>India news/NN/obj>denied "
        f"it/PRP/nsubj>left left/VBD/{link}>news"
    )
    mentions = find_mentions(doc, Document("x", doc.text), load_gazetteer())
    assert [mention.code for mention in mentions if mention.text == "it"] == [code]
