"""Which actors and things stand in a role of a clause.

A role is filled by a word ("half", "soil", "missile"); the actor may be that word itself, what stands behind its `of`
("half of the allies"), or its owner ("Syrian soil", "a Russian missile").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.clauses import FINITE_TAGS, lemma, names_of, preposition_of
from kg.extract.lexicon import Lexicon
from kg.model import Mention
from kg.nlp.words import Text, Word

_RELATIVE_TAGS = {"WDT", "WP", "WP$"}
_REFERRING = {"pronoun", "description"}
BY_CONTEXT = "context"  # how a noun without a nationality got its code
_JOINS = re.compile(r"(?:,?(?P<last> and| &| as well as| along with)|,)(?: the)? ")
_PHRASE_LINKS = {"compound", "amod", "flat", "nummod", "nmod:unmarked", "nmod:desc"}


class Arguments:
    """The mentions of a document, looked up by token."""

    def __init__(self, doc: Text, mentions: Sequence[Mention], lexicon: Lexicon, deeds: frozenset[str]) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.deeds = deeds
        self.mentions = mentions
        self._at: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.start - m.end):
            for at in range(*doc.tokens(mention.start, mention.end)):
                self._at[at] = mention  # the innermost mention wins inside, the outer one at its own head
        for mention in mentions:
            self._at[mention.head] = mention
        self._listed = {id(member): listed for listed in enumerations(doc, mentions) for member in listed}
        self.names = cache(self._names)  # every frame of a trigger asks the same words

    def mention_at(self, token: Word) -> Mention | None:
        """The mention that the token belongs to, the innermost one."""
        return self._at.get(token.i)

    def listed_with(self, mention: Mention) -> tuple[Mention, ...]:
        """The whole enumeration that the mention is part of, in the order of the text; empty if it is part of none."""
        return self._listed.get(id(mention), ())

    def actors(self, token: Word, *, owner: bool, depth: int = 3) -> list[Mention]:
        """The actors that the word stands for; with `owner`, also whose it is ("Syrian soil")."""
        mention = self._at.get(token.i)
        named = [] if depth == 0 else self._named_members(token, depth)
        if mention is not None:
            named = [each for each in named if each.how != BY_CONTEXT]  # "eleven Greeks, including two children"
            return [*(mention.members or named or [mention]), *self._beside(mention, token, depth)]
        if named:
            return named
        if token.tag_ in _RELATIVE_TAGS:
            before = self._nearest_before(token)
            return [before] if before else []
        if depth == 0:
            return []
        for child in token.children:
            if child.dep_ in {"appos", "flat"} and (found := self.actors(child, owner=False, depth=depth - 1)):
                return found
        if lemma(token) in self.lexicon.quantity_nouns or token.pos_ in {"NUM", "DET"}:
            found = self._behind(token, {"of", "from", "among"}, depth)
            if found:
                return found
        instrument = lemma(token) in self.lexicon.instruments
        found = self._launchers(token, depth) if instrument and not owner else []
        found = found or (self.owners(token, depth=depth) if owner or instrument else [])
        return found or (self._issuer(token, depth) if instrument else [])

    def _issuer(self, token: Word, depth: int) -> list[Mention]:
        """Who passes, signs or sends the law, resolution or letter that then acts: the subject of its verb."""
        if token.dep_ != "obj" or lemma(token.head) not in self.lexicon.issuing_verbs:
            return []
        subjects = [child for child in token.head.children if child.dep_ == "nsubj"]
        return [found for child in subjects for found in self.actors(child, owner=False, depth=depth - 1)]

    def _beside(self, mention: Mention, token: Word, depth: int) -> list[Mention]:
        """Those whom the parser coordinated to a word inside a name: "Premier of China Wen | Jiabao and President"."""
        if depth == 0 or mention.members:
            return []
        first, end = self.doc.tokens(mention.start, mention.end)
        others = [
            child
            for word in self.doc[first:end]
            if word is not token
            for child in word.children
            if child.dep_ == "conj" and child.i >= end and child.pos_ in {"PROPN", "NOUN"}
        ]
        return [found for other in others for found in self.actors(other, owner=False, depth=depth - 1)]

    def _named_members(self, token: Word, depth: int) -> list[Mention]:
        """Those whom a plural names: "several ministers, including ...", "countries such as ..."."""
        if token.tag_ not in {"NNS", "NNPS"}:
            return []
        return self._behind(token, {"including", "such as", "like"}, depth)

    def owners(self, token: Word, depth: int = 3) -> list[Mention]:
        """Whose the thing is: who did it (`by`), possessor or nationality, then what stands behind `of`, `from`, `in`.

        Behind the `of` of a deed stands its victim ("the invasion of Ukraine"), who owns nothing.
        """
        name, lexicon = lemma(token), self.lexicon
        if name in lexicon.followers:
            return []  # "supporters of the president"
        found = self._behind(token, {"by"}, depth)
        if found:
            return found
        for child in token.children:
            if child.dep_ in {"nmod:poss", "amod", "compound", "nmod", "nmod:unmarked"} and not preposition_of(child):
                found = self.actors(child, owner=child.dep_ == "nmod:poss", depth=depth - 1)
                if found:
                    return found
        if name in lexicon.own_acts and (found := self._behind(token, {"of"}, depth)):
            return found  # "the visit of the envoy"
        strikes = name in self.deeds or name in lexicon.weapons  # "a bomb in Chad" is not Chad's
        return self._behind(token, {"from"} if strikes else {"of", "from", "in"}, depth)

    def _launchers(self, token: Word, depth: int) -> list[Mention]:
        """Who fired, planted or sent it: "a shell fired by Peru", "rockets launched from Peruvian ships".

        Behind `from` only what acts for its owner counts: a rocket fired from Peru need not be Peru's.
        """
        if depth == 0:
            return []
        done = self.lexicon.issuing_verbs | self.lexicon.light_verbs
        makers = [c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN" and lemma(c) in done]
        for child in [c for verb in makers for c in verb.children if c.dep_ in {"obl", "obl:agent", "nmod"}]:
            link, acts = preposition_of(child), lemma(child) in self.lexicon.instruments
            if link == "by" or (link == "from" and acts):
                return [m for each in _with_conjuncts(child) for m in self.actors(each, owner=True, depth=depth - 1)]
        return []

    def _behind(self, token: Word, prepositions: set[str], depth: int) -> list[Mention]:
        for child in token.children:
            if child.dep_ in {"nmod", "obl"} and preposition_of(child) in prepositions and depth > 0:
                found = [m for each in _with_conjuncts(child) for m in self.actors(each, owner=True, depth=depth - 1)]
                if found:
                    return found
        return []

    def linked(self, token: Word, link: str) -> list[Mention]:
        """The actors behind a preposition of the word ("clashes with Chad"), or its object ("to watch Chad")."""
        if link != "object":
            return self._behind(token, {link}, depth=3)
        objects = [child for child in token.children if child.dep_ == "obj"]
        return [found for each in objects for found in self.actors(each, owner=True)]

    def _nearest_before(self, token: Word) -> Mention | None:
        start = token.sent.start_char
        before = [m for m in self.mentions if start <= m.start and m.end <= token.idx and m.how not in _REFERRING]
        return before[-1] if before else None

    def thing(self, token: Word, words: frozenset[str]) -> Word | None:
        """The word of the phrase that is of the class `words`: "half of its military equipment" -> "equipment"."""
        return next((word for word, alone, joined in self.names(token) if alone & words or joined & words), None)

    def _names(self, token: Word) -> list[tuple[Word, frozenset[str], set[str]]]:
        """The words of a phrase, each with what a word list may call it: alone, and with a word that hangs on it."""
        found = []
        for word in phrase(token):
            alone = names_of(word)
            lefts = [lemma(left) for left in word.children if left.dep_ in _PHRASE_LINKS]
            found.append((word, alone, {f"{left} {name}" for left in lefts for name in alone}))
        return found


def enumerations(doc: Text, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Actors that the text joins by commas and a final "and", whatever the parser made of them.

    Parsers tear long lists and titled names apart: of "the premier of A X and the president of B Y" one becomes the
    subject and the other an apposition.
    """
    named = [m for m in mentions if m.how not in _REFERRING]
    outer = [m for m in named if not any(o is not m and o.start <= m.start and m.end <= o.end for o in named)]
    chain: list[Mention] = []
    closed = False
    for mention in sorted(outer, key=lambda m: m.start):
        link = _JOINS.fullmatch(doc.text, chain[-1].end, mention.start) if chain else None
        if chain and (link is None or closed or mention.code == chain[-1].code):
            if closed and len(chain) > 1:
                yield from _sound(doc, chain)
            chain, closed = [], False
            link = None
        chain.append(mention)
        closed = link is not None and link["last"] is not None
    if closed and len(chain) > 1:
        yield from _sound(doc, chain)


def _sound(doc: Text, chain: list[Mention]) -> Iterator[tuple[Mention, ...]]:
    """The chain, unless its last member begins a clause of its own: "A blames B and C denies it"."""
    first, _ = doc.tokens(chain[0].start, chain[0].end)
    _, end = doc.tokens(chain[-1].start, chain[-1].end)
    sentence = doc[first].sent
    if first == sentence.start + 1 and doc[sentence.start].tag_ == "IN":  # "In Geneva, A and B met"
        chain = chain[1:]
    follows = doc[end] if end < len(doc) else None
    verb_before = any(w.tag_ in FINITE_TAGS for w in doc[sentence.start : first])
    if len(chain) > 1 and not (verb_before and follows is not None and follows.tag_ in FINITE_TAGS):
        yield tuple(chain)


def phrase(token: Word, depth: int = 4) -> Iterator[Word]:
    """The words that say what a noun phrase is about: head, modifiers, coordinated heads, what stands behind `of`."""
    yield token
    if depth == 0:
        return
    for child in token.children:
        if (
            child.dep_ in _PHRASE_LINKS
            or child.dep_ in {"conj", "appos"}
            or (
                child.dep_ in {"nmod", "obl"}
                and preposition_of(child)
                in {
                    "of",
                    "in",
                    "worth",
                    "including",
                    "for",
                    "on",
                    "such as",
                }
            )
        ):
            yield from phrase(child, depth - 1)


def _with_conjuncts(token: Word) -> Iterator[Word]:
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from _with_conjuncts(child)
