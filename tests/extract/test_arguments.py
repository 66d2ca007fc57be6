"""Which actors a word stands for, and whose a thing is. Parses and mentions are built by hand."""

from dataclasses import replace

import pytest
from spacy.tokens import Doc

from kg.extract.arguments import Arguments, phrase
from kg.extract.lexicon import load_lexicon
from kg.nlp.words import text_of
from tests.trees import mention, tree

LEXICON = replace(
    load_lexicon(), quantity_nouns=frozenset({"half", "one"}), instruments=frozenset({"missile", "statement"})
)
DEEDS = frozenset({"invasion"})
STATES = {"Peru": "PER", "Peruvian": "PER", "Chad": "TCD", "Chadian": "TCD", "Fiji": "FJI"}


def arguments_of(doc, *more):
    states = [mention(doc, token.text, STATES[token.text]) for token in doc if token.text in STATES]
    covered = {token for each in more for token in range(each.start, each.end)}
    return Arguments(text_of(doc), [*(m for m in states if m.start not in covered), *more], LEXICON, DEEDS)


def word_of(doc, text):
    return next(token for token in text_of(doc) if token.text == text)


def codes(mentions):
    return " ".join(each.code for each in mentions)


# the tree, the word, the codes of whom it stands for, the codes with its owner
ACTORS = {
    "a name": ("Peru/NNP/ROOT", "Peru", "PER", "PER"),
    "a thing, by its possessor": (
        "Chad/NNP/nmod:poss>soil 's/POS/case>Chad soil/NN/ROOT",
        "soil",
        "",
        "TCD",
    ),
    "a thing, by a nationality": ("Chadian/JJ/amod>soil soil/NN/ROOT", "soil", "", "TCD"),
    "a thing, by an adjective without a nationality": ("foreign/JJ/amod>soil soil/NN/ROOT", "soil", "", ""),
    "a thing, by of": ("soil/NN/ROOT of/IN/case>Chad Chad/NNP/nmod>soil", "soil", "", "TCD"),
    "a thing, by who did it rather than whose it is": (
        "Chad/NNP/nmod:poss>raid 's/POS/case>Chad raid/NN/ROOT by/IN/case>Peru Peru/NNP/nmod>raid",
        "raid",
        "",
        "PER",
    ),
    "a deed, not by its victim": ("invasion/NN/ROOT of/IN/case>Chad Chad/NNP/nmod>invasion", "invasion", "", ""),
    "an instrument, which acts for its owner": (
        "Peruvian/JJ/amod>missile missile/NN/ROOT",
        "missile",
        "PER",
        "PER",
    ),
    "a share, by what it is a share of": (
        "half/NN/ROOT of/IN/case>Peru Peru/NNP/nmod>half",
        "half",
        "PER",
        "PER",
    ),
    "a share of several": (
        "one/CD/ROOT of/IN/case>Peru Peru/NNP/nmod>one and/CC/cc>Chad Chad/NNP/conj>Peru",
        "one",
        "PER TCD",
        "PER TCD",
    ),
    "a description, by its apposition": (
        "the/DT/det>neighbour neighbour/NN/ROOT ,/,/punct>Chad Chad/NNP/appos>neighbour",
        "neighbour",
        "TCD",
        "TCD",
    ),
    "a plural, by its examples": (
        "countries/NNS/ROOT including/VBG/case>Peru Peru/NNP/nmod>countries and/CC/cc>Chad Chad/NNP/conj>Peru",
        "countries",
        "PER TCD",
        "PER TCD",
    ),
    "a singular, not by examples": (
        "region/NN/ROOT including/VBG/case>Peru Peru/NNP/nmod>region",
        "region",
        "",
        "",
    ),
    "a relative pronoun, by the name before it": (
        "Peru/NNP/nsubj>left which/WDT/nsubj>bombed bombed/VBD/dep>left Chad/NNP/obj>bombed left/VBD/ROOT",
        "which",
        "PER",
        "PER",
    ),
}


@pytest.mark.parametrize(("text", "word", "without", "with_owner"), ACTORS.values(), ids=ACTORS)
def test_whom_a_word_stands_for(text, word, without, with_owner):
    doc = tree(text)
    arguments, token = arguments_of(doc), word_of(doc, word)
    assert codes(arguments.actors(token, owner=False)) == without
    assert codes(arguments.actors(token, owner=True)) == with_owner


@pytest.mark.parametrize(
    ("verb", "rest", "expected"),
    [
        ("fired", "by/IN/case>Peru Peru/NNP/obl:agent>fired", "PER"),
        ("fired", "from/IN/case>statement Peruvian/JJ/amod>statement statement/NN/obl>fired", "PER"),
        ("fired", "from/IN/case>Peru Peru/NNP/obl>fired", ""),
        ("seen", "by/IN/case>Peru Peru/NNP/obl:agent>seen", ""),
    ],
)
def test_an_instrument_acts_for_who_fired_it_and_not_for_where_it_came_from(verb, rest, expected):
    doc = tree(f"missile/NN/ROOT {verb}/VBN/acl>missile {rest}")
    assert codes(arguments_of(doc).actors(word_of(doc, "missile"), owner=False)) == expected


def test_whom_a_word_is_linked_to():
    doc = tree("clashes/NNS/ROOT with/IN/case>Chad Chad/NNP/nmod>clashes")
    assert codes(arguments_of(doc).linked(word_of(doc, "clashes"), "with")) == "TCD"
    assert codes(arguments_of(doc).linked(word_of(doc, "clashes"), "object")) == ""
    doc = tree("watch/VB/ROOT Chad/NNP/obj>watch")
    assert codes(arguments_of(doc).linked(word_of(doc, "watch"), "object")) == "TCD"


def test_a_relative_pronoun_does_not_stand_for_a_pronoun():
    doc = tree("Peru/NNP/ROOT it/PRP/dep>Peru which/WDT/dep>Peru")
    arguments = arguments_of(doc, mention(doc, "it", "TCD", how="pronoun"))
    assert codes(arguments.actors(word_of(doc, "which"), owner=False)) == "PER"


def test_a_plural_stands_for_its_members():
    doc = tree("both/DT/det>countries countries/NNS/ROOT")
    members = tuple(mention(doc, "countries", code) for code in ("PER", "TCD"))
    arguments = arguments_of(doc, mention(doc, "both countries", "?", kind="group", members=members))
    assert codes(arguments.actors(word_of(doc, "countries"), owner=False)) == "PER TCD"


def test_the_inner_mention_holds_its_word_and_the_outer_one_its_head():
    doc = tree("Chadian/JJ/amod>troops troops/NNS/ROOT")
    outer, inner = mention(doc, "Chadian troops", "~TCD", kind="group"), mention(doc, "Chadian", "TCD")
    arguments = Arguments(text_of(doc), [outer, inner], LEXICON, DEEDS)
    assert arguments.mention_at(word_of(doc, "Chadian")) is inner
    assert arguments.mention_at(word_of(doc, "troops")) is outer


def test_who_is_coordinated_to_a_word_inside_a_name():
    doc = tree(
        "Premier/NNP/ROOT of/IN/case>Chad Chad/NNP/nmod>Premier Lee/NNP/flat>Premier and/CC/cc>President "
        "President/NNP/conj>Chad Diaz/NNP/flat>President of/IN/case>Peru Peru/NNP/nmod>President"
    )
    premier = mention(doc, "Premier of Chad Lee", "TCD", kind="person")
    president = mention(doc, "President Diaz of Peru", "PER", kind="person")
    arguments = arguments_of(doc, premier, president)
    assert codes(arguments.actors(word_of(doc, "Premier"), owner=False)) == "TCD PER"


LISTS = {
    "torn apart by the parser": (
        "Peru/NNP/appos>Fiji ,/,/punct>Peru Chad/NNP/appos>Peru and/CC/cc>Fiji Fiji/NNP/nsubj>met met/VBD/ROOT",
        "Fiji",
        "PER TCD FJI",
    ),
    "no list without its and": ("Peru/NNP/nsubj>met ,/,/punct>met Chad/NNP/appos>Peru met/VBD/ROOT", "Peru", ""),
    "a place before the list": (
        "In/IN/case>Peru Peru/NNP/obl>met ,/,/punct>met Chad/NNP/nsubj>met and/CC/cc>Fiji Fiji/NNP/conj>Chad "
        "met/VBD/ROOT",
        "Chad",
        "TCD FJI",
    ),
    "another clause begins with the last": (
        "it/PRP/nsubj>blames blames/VBZ/ROOT Peru/NNP/obj>blames and/CC/cc>denies Chad/NNP/nsubj>denies "
        "denies/VBZ/conj>blames",
        "Peru",
        "",
    ),
}


@pytest.mark.parametrize(("text", "word", "expected"), LISTS.values(), ids=LISTS)
def test_enumerations_are_read_from_the_text(text, word, expected):
    doc = tree(text)
    doc = Doc(
        doc.vocab,
        words=[w.text for w in doc],
        spaces=[w.i + 1 < len(doc) and doc[w.i + 1].text != "," for w in doc],
        tags=[w.tag_ for w in doc],
        pos=[w.pos_ for w in doc],
        heads=[w.head.i for w in doc],
        deps=[w.dep_ for w in doc],
    )
    arguments = arguments_of(doc)
    mention_there = arguments.mention_at(word_of(doc, word))
    assert codes(arguments.listed_with(mention_there)) == expected


PASSED = "Peru/NNP/nsubj>{0} {0}/VBD/ROOT a/DT/det>statement statement/NN/obj>{0}"


def test_who_issues_what_then_speaks():
    doc = tree(PASSED.format("issue"))
    assert codes(arguments_of(doc).actors(word_of(doc, "statement"), owner=False)) == "PER"
    doc = tree(PASSED.format("reject"))
    assert codes(arguments_of(doc).actors(word_of(doc, "statement"), owner=False)) == ""


# --- things ----------------------------------------------------------------------------------------------------------

ARMS = frozenset({"tank", "military equipment", "arms"})
THINGS = {
    "the word itself": ("tank/NN/ROOT", "tank", "tank"),
    "its plural": ("tanks/NNS/ROOT", "tanks", "tanks"),
    "behind of": ("half/NN/ROOT of/IN/case>tanks its/PRP$/nmod:poss>tanks tanks/NNS/nmod>half", "half", "tanks"),
    "two words": ("new/JJ/amod>equipment military/JJ/amod>equipment equipment/NN/ROOT", "equipment", "equipment"),
    "coordinated": ("wheat/NN/ROOT and/CC/cc>tanks tanks/NNS/conj>wheat", "wheat", "tanks"),
    "a modifier": ("tank/NN/compound>parts parts/NNS/ROOT", "parts", "tank"),
    "half of the two words": ("sports/NNS/compound>equipment equipment/NN/ROOT", "equipment", None),
    "a possessor": ("tank/NN/nmod:poss>crew 's/POS/case>tank crew/NN/ROOT", "crew", None),
    "in a relative clause": (
        "oil/NN/ROOT that/WDT/nsubj>moves moves/VBZ/acl:relcl>oil tanks/NNS/obj>moves",
        "oil",
        None,
    ),
}


@pytest.mark.parametrize(("text", "word", "expected"), THINGS.values(), ids=THINGS)
def test_things(text, word, expected):
    doc = tree(text)
    thing = arguments_of(doc).thing(word_of(doc, word), ARMS)
    assert (thing and thing.text) == expected


def test_a_phrase_is_followed_only_so_far():
    doc = tree("a/NN/ROOT of/IN/case>b b/NN/nmod>a of/IN/case>c c/NN/nmod>b")
    assert [token.text for token in phrase(text_of(doc)[0], 1)] == ["a", "b"]
    assert [token.text for token in phrase(text_of(doc)[0])] == ["a", "b", "c"]


OWNERS = {
    "from": ("oil/NN/ROOT from/IN/case>Peru Peru/NNP/nmod>oil", "PER"),
    "in": ("oil/NN/ROOT in/IN/case>Peru Peru/NNP/nmod>oil", "PER"),
    "nationality before from": ("Chadian/JJ/amod>oil oil/NN/ROOT from/IN/case>Peru Peru/NNP/nmod>oil", "TCD"),
    "for, who does not own it": ("oil/NN/ROOT for/IN/case>Peru Peru/NNP/nmod>oil", ""),
    "several": ("oil/NN/ROOT from/IN/case>Peru Peru/NNP/nmod>oil and/CC/cc>Chad Chad/NNP/conj>Peru", "PER TCD"),
}


@pytest.mark.parametrize(("text", "expected"), OWNERS.values(), ids=OWNERS)
def test_whose_a_thing_is(text, expected):
    doc = tree(text)
    assert codes(arguments_of(doc).owners(word_of(doc, "oil"))) == expected


@pytest.mark.parametrize(("how", "expected"), [("context", "~PER"), ("people", "~TCD")])
def test_a_named_people_is_not_replaced_by_those_whom_only_the_context_places(how, expected):
    doc = tree("Peruvians/NNPS/ROOT including/VBG/case>children two/CD/nummod>children children/NNS/nmod>Peruvians")
    people = mention(doc, "Peruvians", "~PER", "group", "people")
    children = mention(doc, "two children", "~TCD", "group", how)
    found = arguments_of(doc, people, children).actors(word_of(doc, "Peruvians"), owner=False)
    assert codes(found) == expected
