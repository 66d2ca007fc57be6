"""Every example of every frame, read with the shipped pipeline, and how examples are written.

`KNOWN` is the list of those that the pipeline misreads today. It must stay true: an example that fails and is not
listed fails the test, and so does one that is listed and passes.
"""

from dataclasses import replace

import pytest

from kg.extract import load_knowledge
from kg.extract.examples import examples_of, failures, try_sentence
from kg.extract.frames import Frame
from kg.nlp.pipeline import load_pipeline

KNOWN: dict[str, list[str]] = {}  # relation: sentences


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


def test_every_example_gives_what_it_must(nlp):
    found = {(example.frame.relation, example.text): fault for example, fault in failures(load_knowledge(), nlp)}
    listed = {(relation, text) for relation, texts in KNOWN.items() for text in texts}
    told = "\n".join(f"{relation}: {text}\n    {fault}" for (relation, text), fault in found.items())
    assert set(found) - listed == set(), told
    assert listed - set(found) == set(), "these pass now: take them out of KNOWN"


# --- how an example is written ---------------------------------------------------------------------------------------


def frame(match=(), miss=(), relation="attacks"):
    return Frame(relation, f"{relation}.test.1", {}, (), symmetric=False, match=match, miss=miss)


EXAMPLES = {
    "A bombed B.": (None, "asserted"),
    "A bombed B. | AAA BBB": (("AAA", "BBB"), "asserted"),
    "A bombed B. | AAA BBB planned": (("AAA", "BBB"), "planned"),
    "A bombed B. | AAA ~BBB:GROUP": (("AAA", "~BBB:GROUP"), "asserted"),
    "A bombed B. | ARAB LEAGUE > BBB": (("ARAB LEAGUE", "BBB"), "asserted"),
    "A bombed B. | AAA > WORLD BANK denied": (("AAA", "WORLD BANK"), "denied"),
}


@pytest.mark.parametrize(("line", "wanted"), EXAMPLES.items())
def test_what_an_example_asks_for(line, wanted):
    [example] = examples_of(frame(match=(line,)))
    assert example.text == "A bombed B."
    assert example.must_match
    assert (example.ends, example.status) == wanted


def test_a_miss_is_a_sentence_that_must_not_match():
    [example] = examples_of(frame(miss=("A bombed.",)))
    assert (example.text, example.must_match) == ("A bombed.", False)


FAULTS = {
    "what it must": ("Russia attacked Ukraine. | RUS UKR", None),
    "any claim of the relation": ("Russia attacked Ukraine.", None),
    "other ends": (
        "Russia attacked Ukraine. | UKR RUS",
        "must give attacks UKR RUS asserted, but gave RUS attacks UKR",
    ),
    "another status": ("Russia attacked Ukraine. | RUS UKR denied", "must give attacks RUS UKR denied, but gave"),
    "nothing": ("Nothing happened.", "must give attacks any asserted, but gave no claim"),
}


@pytest.mark.parametrize(("line", "fault"), FAULTS.values(), ids=FAULTS)
def test_faults(nlp, line, fault):
    found = [reason for _, reason in failures(knowledge_with(frame(match=(line,))), nlp)]
    assert found == [] if fault is None else found[0].startswith(fault)


def test_a_miss_that_its_own_frame_matches_is_a_fault(nlp):
    first = next(each for each in load_knowledge().frames.frames if each.relation == "attacks")
    wrong = replace(first, match=(), miss=("Russia attacked Ukraine.",))
    [(_, reason)] = failures(knowledge_with(wrong), nlp)
    assert reason.startswith("must not match, but gave RUS attacks UKR")


def knowledge_with(frame):
    """The shipped knowledge, in which only this frame has examples."""
    knowledge = load_knowledge()
    silent = (replace(each, match=(), miss=()) for each in knowledge.frames.frames if each.name != frame.name)
    return replace(knowledge, frames=replace(knowledge.frames, frames=(frame, *silent)))


# --- one sentence tried ----------------------------------------------------------------------------------------------


def test_a_sentence_tried_tells_of_every_frame_that_its_words_trigger(nlp):
    mentions, trials, claims = try_sentence("Russia supplied India with wheat.", load_knowledge(), nlp)
    assert [mention.code for mention in mentions] == ["RUS", "IND"]
    arms = next(trial for trial in trials if trial.frame.startswith("suppliesArmsTo."))
    assert arms.word == "supplied"
    assert "subject: Russia" in arms.roles
    assert arms.outcome.startswith("needs object")
    assert not [claim for claim in claims if claim.relation == "suppliesArmsTo"]


def test_a_sentence_without_triggers_tells_nothing(nlp):
    assert try_sentence("Trees bloomed.", load_knowledge(), nlp) == ([], [], [])
