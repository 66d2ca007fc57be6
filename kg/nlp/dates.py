"""The times that a document names, each resolved against the article's date.

    phrases of the grammar (timephrases.py) -> those that are no time in this sentence left out -> tense of the clause
    -> value

"On Friday" is the Friday before the article in "met on Friday", the one after it in "will meet on Friday": the tense of
the verb that the phrase hangs on tells, or a word that looks ahead ("scheduled", "the upcoming", "agreed to"). The
words are data (`data/dates.toml`). What stands in a dateline is no time of a deed. A phrase whose year nobody can tell
has no value; the clock is never asked.

A grammar by hand and not the library dateparser: that looks in one direction for a whole text, not as the verb says,
and costs many times more a phrase (bench/RESULTS.md, "Dates").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from kg.documents.dateline import find_dateline
from kg.documents.dates import MONTHS
from kg.nlp.timephrases import Tense, find_phrases, moment
from kg.nlp.words import text_of
from kg.resources import DATA
from kg.times import bounds
from kg.wordlists import read_word_lists

_MAX_CLIMB = 6
_NOUNS = {"NOUN", "PROPN", "NUM", "SYM"}
_WILL = {"will", "shall", "'ll", "’ll", "wo", "would"}
_BEFORE_OR_AFTER = {
    "after": "after",
    "beyond": "after",
    "following": "after",
    "before": "before",
    "ahead": "before",
    "prior": "before",
}
_RELATIONS = {
    "since": "since",
    "until": "until",
    "till": "until",
    "through": "until",
    "by": "by",
    "from": "since",
    **_BEFORE_OR_AFTER,
}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Tokens [start, end) that name a time, and what it means.

    `head` is the index of the token that ties the phrase to its clause. `value` is ISO 8601 or a prefix, or two with a
    slash; None if the year cannot be told. `relation` says how the deed lies to it: "at", "since" (the value is the
    beginning), "until", "by", "before", "after". `gap` is how many days the value lies ahead of the article (negative:
    back), 0 if it holds the article's day, None if either is unknown.
    """

    start: int
    end: int
    head: int
    text: str
    value: str | None
    relation: str = "at"
    gap: int | None = None


@dataclass(frozen=True)
class TimeWords:
    """The word lists of `data/dates.toml`."""

    forward: frozenset[str]
    ahead: frozenset[str]
    beginnings: frozenset[str]
    backward: frozenset[str]
    no_year_before: frozenset[str]
    month_leads: frozenset[str]
    feasts: frozenset[str]


@cache
def load_time_words(path: Path = DATA / "dates.toml") -> TimeWords:
    """Read the word lists. Raises DataError if the file is missing, damaged or lacks a list."""
    return read_word_lists(TimeWords, path)


def find_dates(doc: Doc, reported: str | None, words: TimeWords | None = None) -> tuple[TimeExpression, ...]:
    """Every time that the document names, in the order of the text.

    `reported` is the article's date, ISO 8601 or a prefix of it. If nothing but a dateline tells it, read that first
    (`kg.documents.dateline.date_in_text`).
    """
    words = words or load_time_words()
    text = text_of(doc).text
    phrases = list(find_phrases(text))
    dateline = find_dateline(text) if phrases else None
    now = moment(reported)
    found: list[TimeExpression] = []
    for rule, match in phrases:
        if dateline and dateline.start <= match.start() < dateline.end:
            continue
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None or not _is_time(span, rule.name, words):
            continue
        value = rule.value(match, replace(now, tense=_tense(span.root, words)))
        if value and len(value) == 10:
            now = replace(now, named=date.fromisoformat(value))
        relation = "at" if value and "/" in value else _relation(span)
        found.append(
            TimeExpression(span.start, span.end, span.root.i, span.text, value, relation, _gap(value, reported))
        )
    return tuple(found)


def _gap(value: str | None, reported: str | None) -> int | None:
    told, known = bounds(value), bounds(reported)
    if told is None or known is None:
        return None
    first, last = date.fromisoformat(told.earliest), date.fromisoformat(told.latest)
    ahead, back = first - date.fromisoformat(known.latest), last - date.fromisoformat(known.earliest)
    return max(ahead.days, 0) or min(back.days, 0)


# --- is it a time at all? --------------------------------------------------------------------------------------------


def _is_time(span: Span, rule: str, words: TimeWords) -> bool:
    """Whether the words mean a time here: "in May" and not Theresa May, "Friday" and not Black Friday."""
    doc = span.doc
    before = doc[span.start - 1] if span.start and not doc[span.start].is_sent_start else None
    after = doc[span.end] if span.end < len(doc) and not doc[span.end].is_sent_start else None
    if before is not None and before.lower_ in {"every", "each"}:
        return False
    if rule == "year":
        return _is_year(span, before, after, words)
    if rule == "month" and len(span) == 1:
        return _is_month(span[0], before, after, words)
    if rule in {"weekday", "deictic"} and len(span) == 1:
        return _is_day_name(span[0], words)
    return True


def _is_year(span: Span, before: Token | None, after: Token | None, words: TimeWords) -> bool:
    year = span[-1].text
    if after is not None and after.lower_ in words.no_year_before:
        return False
    if before is not None and (before.lower_ == "at" or (before.pos_ in _NOUNS and before.dep_ != "punct")):
        return False
    governor = span.root.head
    counts = governor.tag_ in {"NNS", "NNPS"} and governor.i > span.root.i  # "2000 troops", but "the 2015 talks"
    return not counts or (
        before is not None and before.pos_ in {"DET", "PRON", "PART", "ADJ"} and not year.endswith("00")
    )


def _is_month(month: Token, before: Token | None, after: Token | None, words: TimeWords) -> bool:
    if month.tag_ not in {"NNP", "NNPS", "NN"}:
        return False
    if month.text.lower()[:3] in MONTHS and before is not None and before.lower_ in words.month_leads:
        return after is None or after.ent_type_ != "PERSON" or month.ent_type_ == "DATE"
    modifies = month.dep_ in {"compound", "nmod", "amod", "nmod:poss", "nmod:unmarked"} and month.head.i > month.i
    return modifies and before is not None and before.pos_ in {"DET", "PRON", "PART", "ADJ"}


def _is_day_name(word: Token, words: TimeWords) -> bool:
    """No day of the article's: "Black Friday", "Sunday Times", "USA Today", BBC's "Today programme"."""
    before = word.doc[word.i - 1] if word.i else None
    if before is not None and before.lower_ in words.feasts:
        return False
    if word.lower_ == "today":
        return word.text[0].islower() or before is None or before.pos_ != "PROPN"
    named = word.dep_ in {"compound", "nmod:unmarked"} and word.head.i == word.i + 1 and word.head.pos_ == "PROPN"
    return not (named and word.ent_type_ not in {"DATE", ""})


# --- past or future --------------------------------------------------------------------------------------------------


def _tense(head: Token, words: TimeWords) -> Tense:
    """Whether the clause that the phrase hangs on looks back or ahead, "open" if nothing tells."""
    word = head
    for _ in range(_MAX_CLIMB):
        modifiers = {child.lower_ for child in word.children if child.dep_ in {"amod", "advmod"}}
        if modifiers & words.ahead:
            return "future"
        if modifiers & words.backward:
            return "past"
        if word is not head and _looks_ahead(word, words):
            return "future"
        if tense := _tense_of_verb(word, words):
            return tense
        if word.head is word:
            return "open"
        word = word.head
    return "open"


def _looks_ahead(word: Token, words: TimeWords) -> bool:
    """Whether the word is a participle that looks ahead: "talks planned for Friday", "is due on Friday"."""
    return word.tag_ in {"VBN", "JJ"} and word.lemma_.lower() in words.forward and not _is_perfect(word)


def _is_perfect(word: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in word.children)


def _tense_of_verb(word: Token, words: TimeWords) -> Tense | None:
    helpers = [
        child for child in word.children if child.dep_ in {"aux", "aux:pass", "cop", "mark"} and child.i < word.i
    ]
    if word.pos_ not in {"VERB", "AUX"} and not helpers:
        return None
    if any(helper.lower_ in _WILL for helper in helpers):
        return "future"
    if _is_perfect(word):
        return "past"
    if any(helper.tag_ == "MD" and helper.lower_ != "could" for helper in helpers):
        return "future"
    if any(helper.lower_ == "to" for helper in helpers):
        is_to = any(helper.lemma_ == "be" and helper.tag_ in {"VBZ", "VBP", "VBD"} for helper in helpers)
        governed = word.dep_ in {"xcomp", "ccomp", "acl"} and word.head.lemma_.lower() in words.forward
        return "future" if is_to or governed else None
    if any(helper.tag_ == "VBD" for helper in helpers):
        return "past"
    return "past" if word.tag_ == "VBD" or (word.tag_ == "VBN" and word.dep_ != "advcl") else None


def _relation(span: Span) -> str:
    """How the deed lies to the time, from the preposition before it."""
    for child in span.root.children:
        if child.dep_ in {"case", "mark"} and child.i <= span.root.i and child.lower_ in _RELATIONS:
            return _RELATIONS[child.lower_]
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return _RELATIONS.get(before, "at")
