"""When and where a deed was done, and how much of it: what stands on the clause beside who did what to whom.

when    the time that hangs on the predicate, on what stands beside it, or on the light verb that carries it ("talks
        were held on Friday"). Not the time of what reports it: "said on Monday that it had attacked" dates the
        saying. "Before", "after" and "until" a time is not at it.
place   a place named behind "in", "at", "near", that is not itself one of the two ends.
amount  numbers and sums on the object or on the deed's own noun: "five S-400 systems", "$2.3 billion".

All of it in words of the text, except the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.extract.clauses import Clause, is_verbal, preposition_of
from kg.extract.lexicon import Lexicon
from kg.model import Mention
from kg.nlp.dates import TimeExpression, load_time_words
from kg.nlp.words import Sentence, Word, written
from kg.resources import DATA
from kg.wordlists import read_word_lists

_PLACE_LABELS = {"GPE", "LOC", "FAC"}
_PLACE_PREPOSITIONS = {"in", "at", "near", "outside", "off", "inside", "over", "above", "along", "around", "across"}
_NOT_AT = {"before", "after", "until"}
_PHRASE = {
    "nmod",
    "obl",
    "nmod:poss",
    "compound",
    "nummod",
    "amod",
    "nmod:unmarked",
    "obl:unmarked",
    "obl:npmod",
    "nmod:npmod",
}
_PHRASE |= {"acl", "appos", "advmod", "obj", "obl:tmod", "nmod:tmod", "dep", "flat", "advcl"}
_DEPTH = 4
_NEAR = 3
_HYPHENS = {"-", "–"}
_CLIMB = 3
_REACH = 20
_WEEK = 7
_NOUNS = {"NOUN", "PROPN"}
_MODIFIERS = {"ADJ", "NOUN", "PROPN", "NUM"}
_RECORDS = {"first", "only"}
_BORDERS = {"WDT", "WP", "WP$", "WRB", ":", ".", "``", "''"}


class Circumstances(NamedTuple):
    """`when` as on a claim (kg.model.Claim); `place` and `amount` in words of the text. None where nothing is said."""

    when: str | None = None
    place: str | None = None
    amount: str | None = None


def read_circumstances(
    clause: Clause, ends: Sequence[Mention], dates: Sequence[TimeExpression], lexicon: Lexicon
) -> Circumstances:
    """What the text says of time, place and amount for this clause between these two ends."""
    return Circumstances(find_when(clause, dates, lexicon), find_place(clause, ends), find_amount(clause, dates))


# --- when ------------------------------------------------------------------------------------------------------------


def find_when(clause: Clause, dates: Sequence[TimeExpression], lexicon: Lexicon) -> str | None:
    """The value of the time that belongs to the clause; None if it has none of its own.

    First by the tree, the nearest below the deed's words; then, because parsers attach a time high or low by chance, by
    the order of words: a time with no other predicate between.
    """
    sentence = clause.head.sent
    times = [each for each in dates if sentence.start <= each.head < sentence.end and _is_at(each, sentence)]
    if not times:
        return None
    anchors = [(word, _allowed(word, times)) for word in _anchors(clause, lexicon)]
    for word, allowed in anchors:
        if (found := _below(word, allowed)) is not None:
            return found.value
    reached = (each.value for word, allowed in anchors for each in allowed if _in_reach(word, each))
    return next(reached, None)


def _allowed(word: Word, times: list[TimeExpression]) -> list[TimeExpression]:
    """Leave out what a finite present ("signs") cannot mean: news says it of the days around the article only."""
    if word.tag_ not in {"VBZ", "VBP"} or any(child.dep_ in {"aux", "aux:pass"} for child in word.children):
        return times
    return [each for each in times if abs(each.gap or 0) <= _WEEK]


def _is_at(time: TimeExpression, sentence: Sentence) -> bool:
    """Whether a deed may lie at the time: not "before Friday", not "the first visit since 1983"."""
    if time.relation == "since":
        before = sentence.words[: time.start - sentence.start]
        return not any(word.lower_ in _RECORDS or word.tag_ in {"JJS", "RBS"} for word in before)
    return time.relation not in _NOT_AT


def _anchors(clause: Clause, lexicon: Lexicon) -> Iterator[Word]:
    """The words whose time is the deed's: itself, its light verb, then the predicates that share a time said once."""
    yield clause.head
    if clause.kind == "noun":
        for child in clause.head.children:
            if child.dep_ in {"acl", "acl:relcl"}:
                yield child
                yield from (each for each in child.children if each.dep_ == "xcomp")
    if clause.carrier is not None:
        yield clause.carrier
    yield from _shared(clause.carrier if clause.carrier is not None else clause.head)


def _shared(word: Word) -> Iterator[Word]:
    """Where a time said once holds for more: "on Friday, A met B and signed C", "Friday's decision to withdraw"."""
    for _ in range(_CLIMB):
        governor = word.head
        if word.dep_ == "acl" and word.tag_ == "VB":
            yield governor
        shares = word.dep_ in {"xcomp", "conj"} or (word.dep_ == "advcl" and preposition_of(word) == "to")
        if not shares or governor is word or not is_verbal(governor):
            return
        yield governor
        word = governor


def _below(word: Word, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The time nearest below the word, level by level, without entering another clause."""
    by_head = {each.head: each for each in reversed(times)}
    level = [word]
    for depth in range(_DEPTH):
        for each in level:
            found = by_head.get(each.i)
            if found and (depth < 2 or not _names_a_noun(found, each)) and not _is_reporters(each, word):
                return found
        level = [child for each in level for child in each.children if child.dep_ in _PHRASE and not _is_clause(child)]
    return None


def _names_a_noun(time: TimeExpression, head: Word) -> bool:
    """Whether it says which: "the 2013 agreement", "Friday's attack", and not when something was done to it."""
    if preposition_of(head):
        return False
    after = head.doc[time.end] if time.end < len(head.doc) else head
    return (head.head.i >= time.end and head.head.pos_ in _NOUNS) or after.tag_ in {"NN", "NNS", "JJ", "POS"}


def _is_reporters(time: Word, word: Word) -> bool:
    """Whether it is of the verb above: "said Monday it would send", where the parser hangs "Monday" on "send"."""
    subject = next((child for child in word.children if child.dep_ in {"nsubj", "nsubj:pass"}), None)
    return subject is not None and word.head.i < time.i < subject.left_edge.i


def _in_reach(word: Word, time: TimeExpression) -> bool:
    """Whether no predicate and no border of a clause stands between the word and the time."""
    doc = word.doc
    if word.i < time.start:
        if _names_a_noun(time, doc[time.head]):
            return False
        return time.start - word.i <= _REACH and not any(_is_border(token) for token in doc[word.i + 1 : time.start])
    between = doc[time.end : word.i]
    if word.pos_ in _NOUNS:
        return len(between) <= 4 and all(
            token.pos_ in _MODIFIERS or token.tag_ in {"POS", "HYPH"} or token.text == "-" for token in between
        )
    if not _opens_clause(time, word) or _names_a_noun(time, doc[time.head]):
        return False
    return word.dep_ == "ROOT" or not any(_is_border(token) for token in between)


def _is_border(token: Word) -> bool:
    return _is_clause(token) or token.pos_ == "SCONJ" or token.tag_ in _BORDERS


def _opens_clause(time: TimeExpression, word: Word) -> bool:
    """Whether the time stands first in its clause, so that it reaches forward: "On Friday, the ministers met"."""
    first = time.start
    while first > word.sent.start and word.doc[first - 1].pos_ in {"ADP", "DET"}:
        first -= 1
    before = word.doc[first - 1]
    return first == word.sent.start or before.lower_ in {"that", "and", "but"} or before.tag_ in {",", "``"}


def _is_clause(token: Word) -> bool:
    """Whether the word begins a clause of its own; "starting on Friday" is as good as a preposition."""
    return token.pos_ in {"VERB", "AUX"} and token.lower_ not in load_time_words().beginnings


# --- where -----------------------------------------------------------------------------------------------------------


def find_place(clause: Clause, ends: Sequence[Mention]) -> str | None:
    """The name of the place behind a preposition of place on the clause or on its arguments. An end is no place."""
    doc = clause.head.doc
    for word in (clause.head, clause.carrier):
        for token in _phrases_below(word, _NEAR) if word is not None else ():
            if preposition_of(token) in _PLACE_PREPOSITIONS and (name := _name_of_place(token)) is not None:
                start, end = name[0].idx, name[-1].idx + len(name[-1])
                if not any(each.start <= start and end <= each.end for each in ends):
                    return doc.text[start:end]
    return None


def _name_of_place(token: Word) -> list[Word] | None:
    """The entity that the token belongs to; a proper name that is no person or body may be of a sea or a river."""
    doc, start, end = token.doc, token.i, token.i + 1
    if token.ent_type_ in _PLACE_LABELS:
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
    elif token.pos_ == "PROPN" and not token.ent_type_:
        while start > token.sent.start and doc[start - 1].pos_ == "PROPN" and not doc[start - 1].ent_type_:
            start -= 1
        if end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].pos_ == "PROPN":
            end += 2
    else:
        return None
    return doc[start:end]


# --- how much --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AmountWords:
    """The word lists of `data/amounts.toml`."""

    measures: frozenset[str]
    currencies: frozenset[str]
    approximators: frozenset[str]


@cache
def load_amount_words(path: Path = DATA / "amounts.toml") -> AmountWords:
    """Read the word lists. Raises DataError if the file is missing, damaged or lacks a list."""
    return read_word_lists(AmountWords, path)


def find_amount(clause: Clause, dates: Sequence[TimeExpression], words: AmountWords | None = None) -> str | None:
    """The first quantity in the object of the deed or on its own noun, in words of the text."""
    words = words or load_amount_words()
    timed = {index for each in dates for index in range(each.start, each.end)}
    roots = [*([clause.head] if clause.kind == "noun" else []), *clause.at("object"), *clause.at("with")]
    for root in roots:
        for token in sorted(_phrases_below(root, _DEPTH), key=lambda each: each.i):
            if token.i not in timed and _begins_amount(token, words):
                return written(_amount(token, words))
    return None


def _begins_amount(token: Word, words: AmountWords) -> bool:
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if (after is not None and after.text in _HYPHENS) or (before is not None and before.text in _HYPHENS):
        return False  # "a 33-year rule", "Su-27"
    counts = after is not None and (after.pos_ in _MODIFIERS or after.lower_ in words.measures)
    if before is not None and before.pos_ in _NOUNS and not counts and before.lower_ not in words.currencies:
        return False  # "Resolution 2231"
    if token.lower_ == "one":
        return after is not None and after.pos_ in _MODIFIERS
    return (
        token.tag_ == "CD"
        or token.lower_ in words.currencies
        or (token.tag_ == "NNS" and token.lower_ in words.measures)
    )


def _amount(token: Word, words: AmountWords) -> list[Word]:
    """From the number to the noun that it counts, with "at least" before it and "of its arms" behind a measure."""
    doc, end = token.doc, token.i + 1
    is_sum = token.lower_ in words.currencies or (token.i > 0 and token.nbor(-1).lower_ in words.currencies)
    while end < token.sent.end and (
        doc[end].tag_ == "CD" or (not is_sum and _continues(doc[end - 1], doc[end], words))
    ):
        end += 1
    while doc[end - 1].lower_ in words.measures and end < token.sent.end and doc[end].lower_ == "of":
        counted = next((c for c in doc[end - 1].children if c.i > end and preposition_of(c) == "of"), None)
        if counted is None:
            break
        end = counted.i + 1
    start = token.i
    while start > token.sent.start and (
        doc[start - 1].tag_ == "CD" or doc[start - 1].lower_ in words.currencies | words.approximators
    ):
        start -= 1
    while start < token.i and doc[start].lower_ in {"to", "a", "at"} and doc[start + 1].lower_ != "least":
        start += 1
    return doc[start:end]


def _continues(last: Word, token: Word, words: AmountWords) -> bool:
    """Whether the noun phrase of the number goes on: to its head noun, not beyond it."""
    if last.lower_ in words.measures or (last.pos_ in _NOUNS and last.head.i < last.i):
        return False
    return token.pos_ in _MODIFIERS or token.tag_ in {"HYPH", "VBN"} or token.text in {"-", "%"}


# --- shared ----------------------------------------------------------------------------------------------------------


def _phrases_below(word: Word, depth: int) -> Iterator[Word]:
    """The word and the heads of the phrases on it, level by level, without entering another clause."""
    level = [word]
    for _ in range(depth):
        yield from level
        level = [child for each in level for child in each.children if child.dep_ in _PHRASE and not _is_clause(child)]
