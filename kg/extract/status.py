"""Said is not done: the status of a deed, read from the words on it and above it.

Three places are read, from the deed outwards: its own auxiliaries and modifiers ("will not meet", "alleged attack"),
what governs it ("refused to condemn", "plan to visit", "accused of"), and the clause that it stands in ("if ..."). The
words are data (`data/status.toml`). Where several speak, a denial beats an allegation, that a possibility, and that a
plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.clauses import Clause, asked_to, lemma, preposition_of, trigger_lemma
from kg.extract.lexicon import Lexicon
from kg.nlp.words import Word

_AIM = "aim"
"""What a deed is done for, where nothing surer is said of it: possible."""

_PRECEDENCE = ("unsaid", "denied", "alleged", "possible", "planned", _AIM)
_NOUN_LINKS = {"obj", "obl", "nmod", "nsubj:pass", "appos"}
_VERB_MARKS = {"of", "from", "for", "to"}
_GOVERNING_PREPOSITIONS = {"", "of", "for", "to", "on", "from", "about", "with", "into", "against", "towards", "toward"}
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


def read_status(clause: Clause, lexicon: Lexicon, enacted_by: frozenset[str] = frozenset(), relation: str = "") -> str:
    """`asserted`, `denied`, `planned`, `alleged`, `possible`, or `unsaid` for the mere content of a demand or threat.

    `enacted_by` are governing words that do this deed by saying it ("announce", "approve"). Of a `relation` that hands
    something over, what is announced is planned.
    """
    if enacted_by:
        governors = {word: status for word, status in lexicon.governors.items() if word not in enacted_by}
        lexicon = replace(lexicon, governors=governors)
    found = {*_statuses(clause, lexicon), *_of_announced(clause, lexicon, relation)}
    if found >= {"denied", "unsaid"}:
        return "unsaid"
    status = next((status for status in _PRECEDENCE if status in found), "asserted")
    if status == _AIM:
        return "asserted" if relation in lexicon.voiced else "possible"
    return status


def _statuses(clause: Clause, lexicon: Lexicon) -> Iterator[str]:
    word = clause.head
    yield from _on_the_word(word, lexicon)
    if clause.carrier is not None:
        yield from _on_the_word(clause.carrier, lexicon)
        yield from _of_governor(clause.carrier, lexicon)
        word = clause.carrier
    yield from _above(word, lexicon, noun=clause.kind == "noun" and clause.carrier is None)


def _on_the_word(word: Word, lexicon: Lexicon) -> Iterator[str]:
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
            status = lexicon.modifiers.get(form) or lexicon.modifiers.get(lemma(child)) or _before(child, lexicon)
            if status is not None:
                yield status
        elif _is_ahead(child, lexicon):
            yield "planned"
    if _is_to_do(word):
        yield "planned"


def _before(preposition: Word, lexicon: Lexicon) -> str | None:
    """What a preposition before the deed makes of it: "ahead of a visit to Peru", "a step towards joining"."""
    deed = preposition.head
    if preposition.i > deed.i:
        return None
    if preposition.dep_ == "case" and not deed.tag_.startswith("VB"):
        return lexicon.before_nouns.get(preposition.lower_)
    return lexicon.before_gerunds.get(preposition.lower_) if deed.tag_ == "VBG" else None


def _is_ahead(time: Word, lexicon: Lexicon) -> bool:
    """Whether the word is a time still to come: "a visit to Peru next week", "from tomorrow"; "the next day" is not."""
    if time.ent_type_ not in {"DATE", "TIME"} or time.tag_.startswith("VB"):
        return False
    words = [word for word in (time, *time.children) if lexicon.modifiers.get(word.lower_) == "planned"]
    return bool(words) and not any(child.lower_ == "the" for child in time.children)


def _reported_in_the_past(word: Word) -> bool:
    """A future seen from the past, not a condition: "said it would send"."""
    governor = word.head
    return word.dep_ in {"ccomp", "parataxis", "acl:relcl", "conj", "advcl"} and governor.tag_ in {"VBD", "VBN", "VBZ"}


def _is_to_do(word: Word) -> bool:
    """The auxiliary `be` with an infinitive: "is to visit"."""
    auxiliaries = [child for child in word.children if child.dep_ in {"aux", "cop", "mark"} and child.i < word.i]
    return (
        any(a.lemma_ == "be" for a in auxiliaries) and any(a.lower_ == "to" for a in auxiliaries) and word.tag_ == "VB"
    )


def _above(word: Word, lexicon: Lexicon, *, noun: bool) -> Iterator[str]:
    for step in range(_MAX_CLIMB):
        governor = word.head
        if governor == word:
            return
        link = word.dep_
        if asked_to(word, lexicon):
            yield "unsaid"
            return
        if link == "conj":
            if word.tag_ == governor.tag_ or word.tag_ == "VB":
                yield from (
                    s for s in _on_the_word(governor, lexicon) if s in {"planned", "possible"} and word.tag_ == "VB"
                )
            word = governor
            continue
        if link not in _COMPLEMENTS or (link in _NOUN_LINKS and step and not noun):
            return
        done_to = link == "acl" and _is_bare_participle(word)  # "the agreement signed by": it is done to the noun
        if not done_to:
            yield from _by_governor(word, governor, link, lexicon)
        if link in _NOUN_LINKS and noun:
            governed = lexicon.governors.get(trigger_lemma(governor)) or lexicon.governors.get(lemma(governor))
            if governed is None:
                return
            yield from _on_the_word(governor, lexicon)
            noun = False
        elif link in {"xcomp", "acl", "ccomp"}:
            yield from (s for s in _on_the_word(governor, lexicon) if not (link == "ccomp" and s in {"planned"}))
            noun = link == "acl" and not done_to and _hangs_on(word, governor, lexicon)
        elif link == "advcl" and _is_purpose(word):
            yield from _of_aim(governor, lexicon)
        elif link == "advcl" and _is_result(word):
            yield from _on_the_word(governor, lexicon)
        else:
            return
        word = governor


def _is_bare_participle(word: Word) -> bool:
    return word.tag_ == "VBN" and not any(child.dep_ in {"aux", "mark"} for child in word.children)


def _hangs_on(word: Word, noun: Word, lexicon: Lexicon) -> bool:
    """Whether what is said of the noun is said of the deed: "vetoed a resolution condemning", "accused Peru of arming".

    It is not in "met the rebels fighting Peru".
    """
    known = lemma(noun) in lexicon.governors or lemma(noun) in lexicon.bearers
    return known or word.tag_ != "VBG" or bool(preposition_of(word))


def _is_purpose(word: Word) -> bool:
    """A deed that another is done for, "flew to Peru to meet": as sure as the other, or only an aim of it."""
    return word.tag_ == "VB" and any(child.dep_ == "mark" and child.lower_ == "to" for child in word.children)


def _is_result(word: Word) -> bool:
    """A deed that is part of another: "bombed a camp, killing two"; who says the one says the other."""
    return word.tag_ == "VBG" and not any(child.dep_ in {"mark", "nsubj", "aux"} for child in word.children)


def _of_aim(governor: Word, lexicon: Lexicon) -> Iterator[str]:
    """What the verb of the main clause and its object make of an aim: "signed a deal to buy" plans, "met to" does."""
    objects = [lemma(child) for child in governor.children if child.dep_ == "obj"]
    named = [lexicon.aims[name] for name in (lemma(governor), *objects) if name in lexicon.aims]
    above = [lexicon.governors[name] for name in (lemma(governor), *objects) if name in lexicon.governors]
    yield from [*named, *above, *_on_the_word(governor, lexicon)] or [_AIM]


def _by_governor(word: Word, governor: Word, link: str, lexicon: Lexicon) -> Iterator[str]:
    if link == "advcl" and not {child.lower_ for child in word.children if child.dep_ == "mark"} & _VERB_MARKS:
        return
    if link in {"obl", "nmod"} and preposition_of(word).split(" ")[0] not in _GOVERNING_PREPOSITIONS:
        return
    reported = link == "xcomp" and any(child.dep_ == "aux:pass" for child in governor.children)
    names = (trigger_lemma(governor), lemma(governor), *([governor.lower_] if reported else []))
    status = next((lexicon.governors[name] for name in names if name in lexicon.governors), None)
    if status is not None:
        yield status


def _of_governor(carrier: Word, lexicon: Lexicon) -> Iterator[str]:
    """A light verb may itself deny or plan: "cancelled a visit", "refused talks", "announced sanctions"."""
    status = lexicon.governors.get(trigger_lemma(carrier))
    if status is not None:
        yield status


def _of_announced(clause: Clause, lexicon: Lexicon, relation: str) -> Iterator[str]:
    """What a relation makes of a deed that is the object of an announcement: "announced arms sales to Peru"."""
    noun = clause.head
    status = lexicon.announced.get(relation)
    announced = noun.dep_ in {"obj", "nsubj:pass"} and lemma(noun.head) in lexicon.announcing_verbs
    if status is not None and clause.kind == "noun" and announced:
        yield status
