"""Whose government is "the government"? The state that the text speaks of at a place.

A title or a head noun without a nationality belongs to the state that the text is about there. Two questions are told
apart, because their evidence differs:

who acts      "The Foreign Minister said": the subject of the sentence, of the one before, then the nearest state named
where it is   "Gunmen stormed a hotel in Kabul": the place of the sentence, then as above

The title and the story label of the document count where the text itself names no state.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from kg.nlp.names import codes_in
from kg.nlp.reading import Hit, Reading

_STATE_USES = frozenset(("name", "adjective", "capital", "seat", "body", "city", "territory", "people"))
_PLACE_WORDS = frozenset(("in", "at", "near", "inside", "outside", "across", "off", "around", "throughout"))
_ABROAD = frozenset(("embassy", "embassies", "consulate", "consulates"))  # near one of Chad's one is not in Chad
_UP = frozenset(("amod", "compound", "nmod:poss", "flat", "nmod:desc", "nmod", "appos", "conj"))


class Named(NamedTuple):
    """A state or organisation named at a token."""

    token: int
    code: str
    is_subject: bool
    is_place: bool


class Context:
    """The states and organisations that a text names, and where."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.states: list[Named] = []
        self.organisations: list[Named] = []
        for hit in reading.hits:
            self._file(hit)
        self.counts = Counter(named.code for named in self.states)
        document = reading.document
        self.labels: list[str] = []
        for line in (document.title, document.story):
            if line:
                codes = codes_in(reading.gazetteer, line, document.date)
                self.labels += [code for code in codes if code in reading.gazetteer.states]

    def _file(self, hit: Hit) -> None:
        entry, reading = hit.entry, self.reading
        if entry is None:
            return
        code = entry.code.removeprefix("~").partition(":")[0]
        named = Named(hit.start, code, self._is_subject(hit), self._is_place(hit))
        if entry.use in _STATE_USES and entry.kind in ("state", "body") and code in reading.gazetteer.states:
            self.states.append(named)
        elif entry.kind == "organisation":
            self.organisations.append(named)

    def add_person(self, token: int, code: str) -> None:
        """A person of a known state was named: "Putin said his forces"."""
        plain = code.removeprefix("~").partition(":")[0]
        if plain in self.reading.gazetteer.states:
            is_subject = self.reading.deps[token].startswith("nsubj")
            self.states.append(Named(token, plain, is_subject, False))
            self.states.sort()

    def _is_subject(self, hit: Hit) -> bool:
        """Whether the name is the subject of its clause or part of it: "Iran", "Iran's army", "the army of Iran"."""
        deps, heads = self.reading.deps, self.reading.heads
        token = hit.end - 1
        for _ in range(4):
            if deps[token].startswith("nsubj"):
                return True
            if deps[token] not in _UP and deps[token] != "case":
                return False
            token = heads[token]
        return False

    def _is_place(self, hit: Hit) -> bool:
        """Whether "in" or the like stands before the name: "in Kabul", "in northern Mali", "off the Somali coast"."""
        keys, tags = self.reading.keys, self.reading.tags
        if not _ABROAD.isdisjoint(keys[hit.end : hit.end + 3]):
            return False
        at = hit.start - 1
        while at >= 0 and hit.start - at < 4 and (keys[at] == "the" or tags[at] in ("JJ", "NNP", "NN")):
            at -= 1
        if at >= 0 and self.reading.words[at] == ",":  # "in Jeddah, Saudi Arabia"
            before = self.reading.hit_at[at - 1]
            return before is not None and before.end == at and bool(self.states) and self.states[-1].is_place
        return at >= 0 and keys[at] in _PLACE_WORDS

    def state_at(self, token: int) -> str | None:
        """The state whose officials act at `token`, None if the text speaks of none."""
        here, earlier, later = self._around(self.states, token)
        before = [named for named in here if named.token < token]
        for named in reversed(before):
            if named.is_subject:
                return named.code
        for named in reversed(before):
            if named.is_place:
                return named.code
        for named in reversed(earlier):
            if named.is_subject:
                return named.code
        return self._any(before, earlier, here, later)

    def place_at(self, token: int, *, strict: bool = False) -> str | None:
        """The state where it happens at `token`, None if the text speaks of none (`strict`: of no place)."""
        here, earlier, later = self._around(self.states, token)
        before = [named for named in here if named.token < token]
        places = [named for named in here if named.is_place]
        if places:
            return min(places, key=lambda named: abs(named.token - token)).code
        for named in (*reversed(earlier), *later):
            if named.is_place:
                return named.code
        if strict:
            return self.labels[0] if len(set(self.labels)) == 1 else None
        return self._any(before, earlier, here, later)

    def _any(self, before: list[Named], earlier: list[Named], here: list[Named], later: list[Named]) -> str | None:
        if self.labels and not before and not earlier:
            return self.labels[0]
        for group in (before, earlier):
            if group:
                return group[-1].code
        for group in (here, later):
            if group:
                return group[0].code
        return self.labels[0] if self.labels else None

    def organisation_at(self, token: int) -> str | None:
        """The organisation that the text speaks of at `token`, the nearest before it first."""
        here, earlier, later = self._around(self.organisations, token)
        before = [named for named in here if named.token < token] or earlier
        if before:
            return before[-1].code
        return (here or later)[0].code if here or later else None

    def _around(self, named: list[Named], token: int) -> tuple[list[Named], list[Named], list[Named]]:
        """Those in the sentence of `token`, in the sentences before, in the sentences after."""
        sentences = self.reading.sentences
        sentence = sentences[token]
        here = [one for one in named if sentences[one.token] == sentence]
        earlier = [one for one in named if sentences[one.token] < sentence]
        later = [one for one in named if sentences[one.token] > sentence]
        return here, earlier, later

    def state_at_without(self, token: int, code: str) -> str | None:
        """Where an "Iran-backed" group acts: the nearest place, else the nearest state named, other than `code`."""
        places = [named for named in self.states if named.is_place and named.code != code]
        others = [named for named in self.states if named.code != code]
        if named := places or others:
            return min((abs(one.token - token), one.code) for one in named)[1]
        return min((other for other in self.labels if other != code), default=None)
