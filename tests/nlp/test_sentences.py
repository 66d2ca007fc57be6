"""Where a sentence may begin: datelines, quotation marks, and what is no end of a sentence."""

import pytest
import spacy

from kg.model import Document
from kg.nlp.pipeline import load_pipeline, parse
from kg.nlp.sentences import dateline_end, mark_sentence_starts

nlp = spacy.blank("en")

DATELINES = [
    "PORT LOUIS, May 2 (Reporter) - ",
    "OSLO, 2 May 2023 (Reporter) - ",
    "Santo Domingo, Apr 28 (ABC).- ",
    "LJUBLJANA, Slovenia (Newsdesk) — ",
    "MONTEVIDEO — ",
    "VADUZ, Oct. 5 - ",
    "Bern (DPX): ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_dateline(dateline):
    text = dateline + "The foreign minister left on Monday."
    assert text[: dateline_end(text)] == dateline
    doc = mark_sentence_starts(nlp(text))
    assert [token.text for token in doc if token.is_sent_start and token.i] == ["The"]


@pytest.mark.parametrize(
    "text",
    [
        "Chile – Peru ties grow after talks.",
        "UN-backed talks in Bern failed. They go on.",
        "The minister (Foreign) - said to be ill - left.",
        "F-16 jets arrived. They are old.",
        "CHILE — PERU TALKS FAIL",
        "MONTEVIDEO — talks failed.",
    ],
)
def test_no_dateline(text):
    assert dateline_end(text) == 0


def may_start(text):
    """The words at which the parser may still begin a sentence."""
    return [token.text for token in mark_sentence_starts(nlp(text))[1:] if token.is_sent_start is not False]


STARTS = [
    ("Norway thanked Chile. Peru left.", ["Peru"]),
    ("Norway Thanks Chile For Ships", []),
    ("Norway thanked the U.S. Senate on Monday.", ["Senate"]),
    ("Norway thanked Inc. and left.", []),
    ('"We left." He smiled.', ["He"]),
    ('He smiled. "We left."', ['"']),
    ("He smiled. “We left.” They did.", ["“", "They"]),
    ("Norway (Oslo) thanked Chile: Peru left; Bolivia stayed — Brazil too.", []),
    ("who won? norway did", ["norway"]),
    ("Who won? norway did", []),
]


@pytest.mark.parametrize(("text", "expected"), STARTS)
def test_where_a_sentence_may_start(text, expected):
    assert may_start(text) == expected


def test_the_parser_keeps_to_it():
    text = 'OSLO, May 2 (Reporter) - "We will sign," the minister of Norway said. Chile agreed.\n\nTalks With Peru Fail'
    [(_, doc)] = parse([Document("a", text)], load_pipeline())
    starts = [sent.text.split()[0] for sent in doc.sents]
    assert starts == ["OSLO,", '"We', "Chile", "Talks"]
