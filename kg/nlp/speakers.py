"""Who says "I" and "we": the speaker of a quotation, else the author of the statement.

Three places are told apart, each token belonging to the first that holds it:

quotation      "We condemn it," the minister said.     the subject of the verb of saying, before or after it
announced      The minister said: ... (no marks)       the paragraphs behind a paragraph that ends in a colon
statement      Statement by ..., Joint statement ...   those who sign it: named in its headline, or "We, the leaders of"

A quotation that no verb of saying attributes goes on with the speaker of the one before it. A statement that nobody
signs speaks for its publisher, else for the state whose people act in it most often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.nlp.names import codes_in
from kg.nlp.reading import Found, Reading
from kg.resources import DATA
from kg.wordlists import read_word_lists

FIRST_PERSON = frozenset(("i", "me", "my", "myself", "we", "us", "our", "ours", "ourselves"))
_SINGULAR = frozenset(("i", "me", "my", "myself"))
_PRONOUN_TAGS = frozenset(("PRP", "PRP$"))
_OPENING, _CLOSING, _EITHER = frozenset("“"), frozenset("”"), frozenset(('"', "``", "''"))
_SIGNED = frozenset(("by", "from"))
_SIDES = frozenset(("of", "between"))
_ABOUT = frozenset(("on", "regarding", "concerning", "about", "following", "at", "welcoming", "to", "marking"))
_ACTING = frozenset(("state", "organisation", "body", "person"))
_PARAGRAPH = re.compile(r"\n\s*\n")
_REACH = 12  # tokens between the end of a quotation and the verb of saying behind it
_CLIMB = 3


@dataclass(frozen=True)
class SpeechWords:
    """The word lists of `data/speech.toml`."""

    saying: frozenset[str]
    quoting: frozenset[str]
    statements: frozenset[str]


@cache
def load_speech_words(path: Path = DATA / "speech.toml") -> SpeechWords:
    """Read the word lists. Raises DataError if the file is missing, damaged or lacks a list."""
    return read_word_lists(SpeechWords, path)


@dataclass(frozen=True, slots=True)
class _Speech:
    """Tokens [start, end) that one speaker says, the subject of the verb of saying at `speaker`."""

    start: int
    end: int
    speaker: int


def is_first_person(reading: Reading, at: int) -> bool:
    """Whether the token is "I", "we" or a form of them; "US" is not."""
    return reading.keys[at] in FIRST_PERSON and reading.tags[at] in _PRONOUN_TAGS


def is_singular(reading: Reading, at: int) -> bool:
    """Whether the token is "I" or a form of it."""
    return reading.keys[at] in _SINGULAR


class Speakers:
    """The speakers of a text, by token."""

    def __init__(self, reading: Reading, found: list[Found]) -> None:
        self.reading = reading
        self.words = load_speech_words()
        self.found = sorted(found, key=lambda one: (one.start, -one.end))
        self.paragraphs = _paragraphs(reading)
        self.quoted = self._quoted()
        self.speeches = self._speeches()

    def speaker_at(self, at: int) -> int | None:
        """The token of whoever says the words at `at`: -1 where nobody is quoted, None where it stays unknown."""
        for speech in self.speeches:
            if speech.start <= at < speech.end:
                return speech.speaker if speech.speaker >= 0 else None
        return -1

    def before(self, at: int) -> int:
        """Where to look back from: for a speaker named behind the quotation ("...," he said) its beginning."""
        starts = (speech.start for speech in self.speeches if speech.speaker == at and speech.end <= at)
        return min(starts, default=at)

    @cached_property
    def authors(self) -> list[Found]:
        """Who speaks where nobody is quoted; several sign a joint statement. Empty if the text does not say."""
        return self._signatories() or self._joint_subject() or self._house()

    # --- quotations

    def _quoted(self) -> list[tuple[int, int]]:
        """The stretches between quotation marks; one that is not closed ends with its paragraph."""
        stretches: list[tuple[int, int]] = []
        opened = -1
        for at, word in enumerate(self.reading.words):
            if opened >= 0 and self.paragraphs[at] != self.paragraphs[opened]:
                stretches.append((opened, at))
                opened = -1
            if opened < 0 and (word in _OPENING or word in _EITHER):
                opened = at + 1 if at + 1 < len(self.reading) and self.paragraphs[at + 1] == self.paragraphs[at] else -1
            elif opened >= 0 and (word in _CLOSING or word in _EITHER):
                stretches.append((opened, at))
                opened = -1
        if opened >= 0:
            stretches.append((opened, len(self.reading)))
        return stretches

    def _speeches(self) -> list[_Speech]:
        inside = [False] * len(self.reading)
        for start, end in self.quoted:
            inside[start:end] = [True] * (end - start)
        speeches: list[_Speech] = []
        for start, end in self.quoted:
            speaker = self._attributed(start, end, inside)
            if speaker < 0 and speeches and self.paragraphs[start] - self.paragraphs[speeches[-1].start] <= 1:
                speaker = speeches[-1].speaker
            speeches.append(_Speech(start, end, speaker))
        return speeches + self._announced(inside)

    def _attributed(self, start: int, end: int, inside: list[bool]) -> int:
        """The subject of the verb of saying that the quotation hangs on, -1 if there is none."""
        reading = self.reading
        before = [at for at in self._paragraph_before(start) if not inside[at]]
        leads = bool(before) and (reading.words[before[-1]] in (":", ",") or reading.keys[before[-1]] == "that")
        behind = self._behind(end, inside)
        same = [at for at in reversed(before) if reading.sentences[at] == reading.sentences[start]]
        if leads and not same:
            same = [at for at in reversed(before) if reading.sentences[at] == reading.sentences[before[-1]]]
        for at in (*same, *behind) if leads else (*behind, *same):
            if (subject := self._subject_of_saying(at)) >= 0:
                return subject
        return self._subject_of_sentence(same[0]) if leads and same else -1

    def _behind(self, end: int, inside: list[bool]) -> list[int]:
        """The tokens behind a quotation, to the end of the sentence that goes on there."""
        reading = self.reading
        behind: list[int] = []
        for at in range(end, min(end + _REACH, len(reading))):
            over = at > end + 1 and reading.words[at] in (".", "!", "?")
            if over or inside[at] or self.paragraphs[at] != self.paragraphs[end - 1]:
                break
            behind.append(at)
        return behind

    def _paragraph_before(self, start: int) -> list[int]:
        """The tokens of the paragraph before `start`, quotation marks left out."""
        marks = _OPENING | _CLOSING | _EITHER
        first = start
        while first > 0 and self.paragraphs[first - 1] == self.paragraphs[start]:
            first -= 1
        return [at for at in range(first, start) if self.reading.words[at] not in marks]

    def _subject_of_saying(self, at: int) -> int:
        reading = self.reading
        key = reading.keys[at]
        if key in self.words.quoting:
            objects = [i for i in self._children(at) if reading.deps[i] in ("obj", "nsubj:pass")]
            return objects[0] if objects else -1
        if key not in self.words.saying or reading.tags[at][:2] != "VB":
            return -1
        verb = at
        for _ in range(_CLIMB):
            subjects = [i for i in self._children(verb) if reading.deps[i].startswith("nsubj")]
            if subjects:
                return subjects[0]
            if reading.deps[verb] not in ("conj", "xcomp", "advcl", "ccomp", "acl"):
                return -1
            verb = reading.heads[verb]
        return -1

    def _subject_of_sentence(self, at: int) -> int:
        """Who does what leads to the quotation, whatever the verb: "The minister defended the move, "...""."""
        reading = self.reading
        for _ in range(len(reading)):
            if reading.heads[at] == at:
                break
            at = reading.heads[at]
        return next((i for i in self._children(at) if reading.deps[i] == "nsubj"), -1)

    def _children(self, at: int) -> list[int]:
        return [child.i for child in self.reading.doc[at].children]

    def _announced(self, inside: list[bool]) -> list[_Speech]:
        """What stands without marks behind a paragraph that ends in a colon: "The minister said:"."""
        reading = self.reading
        speeches: list[_Speech] = []
        opened, speaker = -1, -1
        for at in range(1, len(reading)):
            if self.paragraphs[at] == self.paragraphs[at - 1]:
                continue
            if reading.words[at - 1] == ":" and not inside[at - 1]:
                if opened >= 0:
                    speeches.append(_Speech(opened, self._first_of(self.paragraphs[at - 1]), speaker))
                    opened = -1
                line = range(self._first_of(self.paragraphs[at - 1]), at)
                subjects = [subject for i in reversed(line) if (subject := self._subject_of_saying(i)) >= 0]
                if subjects and not is_first_person(reading, subjects[0]):
                    opened, speaker = at, subjects[0]
        if opened >= 0:
            speeches.append(_Speech(opened, len(reading), speaker))
        return speeches

    def _first_of(self, paragraph: int) -> int:
        return self.paragraphs.index(paragraph)

    # --- statements

    def _joint_subject(self) -> list[Found]:
        """Those whom "We, the leaders of A, B and C, met" names."""
        reading = self.reading
        for at in range(len(reading) - 1):
            if reading.keys[at] == "we" and reading.words[at + 1] == "," and self.speaker_at(at) == -1:
                verb = next((i for i in range(at + 2, len(reading)) if reading.tags[i][:2] in ("VB", "MD")), at)
                named = [one for one in self.found if at < one.start < verb and _acts(one) and one.how != "context"]
                if len({one.code for one in _single(named)}) > 1:
                    return _one_each(_single(named))
        return []

    def _signatories(self) -> list[Found]:
        """Those whom the headline of a statement names as its authors, all of them if it is a joint one."""
        reading = self.reading
        end = next((at for at in range(len(reading)) if self.paragraphs[at] != self.paragraphs[0]), len(reading))
        word = self._first_key(0, end, self.words.statements)
        if word is None:
            return []
        joint = "joint" in reading.keys[:end]
        link = self._first_key(word + 1, end, _SIGNED)
        if link is None and joint:
            link = self._first_key(word + 1, end, _SIDES)
        named: list[Found] = []
        if link is not None:
            stop = next((at for at in range(link + 1, end) if reading.keys[at] in _ABOUT and not self._inside(at)), end)
            named = _single(one for one in self.found if link < one.start < stop and _acts(one))
        if joint and not named:
            named = _single(one for one in self.found if one.start < end and _acts(one))
        return _one_each(named) if joint else named[:1]

    def _first_key(self, start: int, end: int, keys: frozenset[str]) -> int | None:
        return next((at for at in range(start, end) if self.reading.keys[at] in keys), None)

    def _inside(self, at: int) -> bool:
        return any(one.start <= at < one.end for one in self.found)

    def _house(self) -> list[Found]:
        """The state of the publisher; else of whoever is most often a subject of the text."""
        reading = self.reading
        publisher = reading.document.publisher
        codes = [
            code
            for code in (codes_in(reading.gazetteer, publisher, reading.document.date) if publisher else [])
            if code in reading.gazetteer.states
        ]
        if not codes:
            subjects = Counter(
                one.code
                for one in self.found
                if reading.deps[reading.head_of(one)].startswith("nsubj") and one.kind in ("state", "person")
            )
            codes = [code for code, _ in subjects.most_common() if code in reading.gazetteer.states]
        if not codes:
            return []
        return [Found(0, 1, codes[0], "state", "publisher", reading.gazetteer.display_name(codes[0]))]


def _paragraphs(reading: Reading) -> list[int]:
    numbers: list[int] = []
    number, last = 0, 0
    for offset, word in zip(reading.offsets, reading.words, strict=True):
        if offset - last > 1 and _PARAGRAPH.search(reading.string, last, offset):
            number += 1
        numbers.append(number)
        last = offset + (len(word) if word.strip() else 0)
    return numbers


def _acts(one: Found) -> bool:
    return bool(one.members) or (one.kind in _ACTING and not one.code.startswith(("~", "?")))


def _single(found: Iterable[Found]) -> list[Found]:
    return [single for one in found for single in one.members or [one]]


def _one_each(found: list[Found]) -> list[Found]:
    """One for each code, a person before a state, in the order of the text."""
    chosen: dict[str, Found] = {}
    for one in found:
        if one.code not in chosen or (one.kind == "person" and chosen[one.code].kind != "person"):
            chosen[one.code] = one
    return list(chosen.values())
