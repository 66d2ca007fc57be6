"""Words say of a parse what spaCy's tokens say of it."""

import pytest

from kg.model import Document
from kg.nlp.pipeline import load_pipeline, parse
from kg.nlp.words import Text, text_of, written

TEXT = """Envoys agree in Oslo

On 3 May, Peru's envoy -- who had met Chad's two ministers - didn't sign the 1,000-page treaty that Fiji wrote.
He'll return to Oslo next week, the New York Times said; "it's a start"."""
NAMES = ["i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_"]


@pytest.fixture(scope="module")
def doc():
    [(_, doc)] = parse([Document("a", TEXT)], load_pipeline())
    return doc


def test_a_word_has_what_its_token_has(doc):
    for token, word in zip(doc, Text(doc), strict=True):
        assert [getattr(word, name) for name in NAMES] == [getattr(token, name) for name in NAMES]
        assert (word.is_title, word.is_lower) == (token.is_title, token.is_lower)
        assert word.head.i == token.head.i
        assert [child.i for child in word.children] == [child.i for child in token.children]
        assert word.left_edge.i == token.left_edge.i
        assert [each.i for each in word.subtree] == [each.i for each in token.subtree]
        assert (word.sent.start, word.sent.end) == (token.sent.start, token.sent.end)
        assert word.sent.root.i == token.sent.root.i
        assert word.is_sent_start == (word.i == token.sent.start)


def test_sentences_have_the_characters_of_their_spans(doc):
    assert [(s.start_char, s.end_char) for s in Text(doc).sents] == [(s.start_char, s.end_char) for s in doc.sents]


def test_characters_are_found_in_the_words_that_they_touch(doc):
    text, at = Text(doc), TEXT.index("York Times")
    first, end = text.tokens(at + 1, at + 6)
    assert written(text[first:end]) == "York Times"
    assert written(text[first : first + 1]) == text[first].text == text[first - 1].nbor().text == "York"


def test_a_text_is_made_once_for_its_readers(doc):
    assert text_of(doc) is text_of(doc)
    assert text_of(doc) is not text_of(doc.copy())


def test_an_empty_text_has_no_words():
    doc = load_pipeline().make_doc("")
    assert (len(Text(doc)), Text(doc).sents) == (0, [])
