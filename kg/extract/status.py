"""Said is not done: the status of a deed, read from the words on it and above it.

Three places are read, from the deed outwards: its own auxiliaries and modifiers ("will not meet", "alleged attack"),
what governs it ("refused to condemn", "plan to visit", "accused of"), and the clause that it stands in ("if ..."). The
words are data (`data/status.toml`). Where several speak, a denial beats an allegation, that a possibility, and that a
plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.clauses import Clause, lemma, trigger_lemma
from kg.extract.lexicon import Lexicon

_PRECEDENCE = ("unsaid", "denied", "alleged", "possible", "planned")
_COMPLEMENTS = {
    "xcomp",
    "ccomp",
    "acl",
    "advcl",
    "obj",
    "obl",
    "nmod",
    "nsubj:pass",
    "conj",
    "appos",
    "parataxis",
    "csubj",
}
_MAX_CLIMB = 6


def read_status(clause: Clause, lexicon: Lexicon, enacted_by: frozenset[str] = frozenset()) -> str:
    """`asserted`, `denied`, `planned`, `alleged`, `possible`, or `unsaid` for the mere content of a demand or threat.

    `enacted_by` are governing words that do this deed by saying it ("announce", "approve").
    """
    if enacted_by:
        governors = {word: status for word, status in lexicon.governors.items() if word not in enacted_by}
        lexicon = replace(lexicon, governors=governors)
    found = set(_statuses(clause, lexicon))
    if found >= {"denied", "unsaid"}:
        return "unsaid"
    return next((status for status in _PRECEDENCE if status in found), "asserted")


def _statuses(clause: Clause, lexicon: Lexicon) -> Iterator[str]:
    word = clause.head
    yield from _on_the_word(word, lexicon)
    if clause.carrier is not None:
        yield from _on_the_word(clause.carrier, lexicon)
        yield from _of_governor(clause.carrier, lexicon)
        word = clause.carrier
    yield from _above(word, lexicon, noun=clause.kind == "noun" and clause.carrier is None)


def _on_the_word(word: Token, lexicon: Lexicon) -> Iterator[str]:
    reported_past = _reported_in_the_past(word)
    for child in word.children:
        form = child.lower_
        if child.dep_ in {"aux", "aux:pass"} and form in lexicon.auxiliaries:
            if form == "would" and not reported_past:
                yield "possible"
            else:
                yield lexicon.auxiliaries[form]
        elif child.dep_ in {"advmod", "amod", "det", "cc", "cc:preconj", "mark", "case", "neg"}:
            # "alleged" stands in the list as it is, and not as a form of "allege"
            status = lexicon.modifiers.get(form) or lexicon.modifiers.get(lemma(child))
            if status is not None:
                yield status
    if _is_to_do(word):
        yield "planned"


def _reported_in_the_past(word: Token) -> bool:
    """A future seen from the past, not a condition: "said it would send"."""
    governor = word.head
    return word.dep_ in {"ccomp", "parataxis", "acl:relcl", "conj", "advcl"} and governor.tag_ in {"VBD", "VBN", "VBZ"}


def _is_to_do(word: Token) -> bool:
    """The auxiliary `be` with an infinitive: "is to visit"."""
    auxiliaries = [child for child in word.children if child.dep_ in {"aux", "cop", "mark"} and child.i < word.i]
    return (
        any(a.lemma_ == "be" for a in auxiliaries) and any(a.lower_ == "to" for a in auxiliaries) and word.tag_ == "VB"
    )


def _above(word: Token, lexicon: Lexicon, *, noun: bool) -> Iterator[str]:
    for _ in range(_MAX_CLIMB):
        governor = word.head
        if governor == word:
            return
        link = word.dep_
        if link == "conj":
            if word.tag_ == governor.tag_ or word.tag_ == "VB":
                yield from (
                    s for s in _on_the_word(governor, lexicon) if s in {"planned", "possible"} and word.tag_ == "VB"
                )
            word = governor
            continue
        if link not in _COMPLEMENTS:
            return
        if link != "acl" or not _is_bare_participle(word):  # "the agreement signed by": the noun is what it is done to
            yield from _by_governor(word, governor, link, lexicon)
        if link in {"obj", "obl", "nmod", "nsubj:pass", "appos"} and noun:
            governed = lexicon.governors.get(trigger_lemma(governor)) or lexicon.governors.get(lemma(governor))
            if governed is None:
                return
            yield from _on_the_word(governor, lexicon)
            noun = False
        elif link in {"xcomp", "acl"} or (link == "ccomp"):
            yield from (s for s in _on_the_word(governor, lexicon) if not (link == "ccomp" and s in {"planned"}))
        elif link == "advcl":
            if not any(child.dep_ == "mark" and child.lower_ == "to" for child in word.children):
                return
        else:
            return
        word = governor


def _is_bare_participle(word: Token) -> bool:
    return word.tag_ == "VBN" and not any(child.dep_ in {"aux", "mark"} for child in word.children)


def _by_governor(word: Token, governor: Token, link: str, lexicon: Lexicon) -> Iterator[str]:
    if link in {"advcl"}:
        marks = {child.lower_ for child in word.children if child.dep_ == "mark"}
        if "to" in marks and governor.dep_ != "xcomp" and lexicon.governors.get(lemma(governor)) is None:
            yield "possible"
        if "to" not in marks and "of" not in marks and "from" not in marks and "for" not in marks:
            return
    status = lexicon.governors.get(trigger_lemma(governor)) or lexicon.governors.get(lemma(governor))
    if status is not None:
        yield status


def _of_governor(carrier: Token, lexicon: Lexicon) -> Iterator[str]:
    """A light verb may itself deny or plan: "cancelled a visit", "refused talks", "announced sanctions"."""
    status = lexicon.governors.get(trigger_lemma(carrier))
    if status is not None:
        yield status
