"""A parsed document as plain Python objects, for the readers that ask its words again and again.

spaCy makes a token anew each time one is asked for, and looks its strings up each time: half of the time of extraction
went there. A `Text` asks once. Its words have spaCy's names for what the parse says of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import overload

from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    LEMMA,
    LENGTH,
    LOWER,
    POS,
    SENT_START,
    TAG,
)
from spacy.strings import StringStore
from spacy.tokens import Doc

from kg.once import Once

_STRINGS = (LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE)
_NUMBERS = (ENT_IOB, HEAD, IDX, LENGTH, SENT_START)
_IOB = ("", "I", "O", "B")
_KNOWN_STRINGS = 2**16


@dataclass(slots=True, eq=False, repr=False)
class Word:
    """A word of a `Text`. `idx` is its first character; `children` hang on it; the root is its own `head`."""

    doc: Text
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    head: Word = field(init=False)
    sent: Sentence = field(init=False)
    children: list[Word] = field(init=False, default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_title(self) -> bool:
        """Whether the word is written like a name."""
        return self.text.istitle()

    @property
    def is_lower(self) -> bool:
        """Whether the word has no capitals."""
        return self.text.islower()

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with the word."""
        return self.i == self.sent.start

    @property
    def left_edge(self) -> Word:
        """The first word of the phrase of which this one is the head."""
        return min((self, *[child.left_edge for child in self.children]), key=lambda word: word.i)

    @property
    def subtree(self) -> Iterator[Word]:
        """The words of the phrase of which this one is the head, in their order."""
        for child in self.children:
            if child.i < self.i:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree

    def nbor(self, distance: int = 1) -> Word:
        """The word so many places further on."""
        return self.doc[self.i + distance]


@dataclass(slots=True, eq=False)
class Sentence:
    """The words [start, end) of a text."""

    words: list[Word]
    start: int
    end: int

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @property
    def root(self) -> Word:
        """The word that hangs on no other."""
        return next((word for word in self.words if word.head is word), self.words[0])

    @property
    def start_char(self) -> int:
        """The first character."""
        return self.words[0].idx

    @property
    def end_char(self) -> int:
        """One past the last character."""
        return self.words[-1].idx + len(self.words[-1])


class Text:
    """The words and sentences of a parsed document."""

    def __init__(self, doc: Doc) -> None:
        self.parsed = doc
        self.text = doc.text  # spaCy joins the tokens anew each time it is asked
        columns = doc.to_array([*_STRINGS, *_NUMBERS]).astype("int64").T.tolist() if len(doc) else [[]] * 11
        strings, (iob, heads, self._starts, lengths, begins) = columns[:6], columns[6:]
        self._ends = [start + length for start, length in zip(self._starts, lengths, strict=True)]
        names = _names_of(doc.vocab.strings)
        forms = [self.text[start:end] for start, end in zip(self._starts, self._ends, strict=True)]
        read = [[names[key] for key in column] for column in strings]
        entities = [_IOB[key] for key in iob]
        self.words = [
            Word(self, i, *attributes)
            for i, attributes in enumerate(zip(self._starts, forms, *read, entities, strict=True))
        ]
        for word, offset in zip(self.words, heads, strict=True):
            word.head = self.words[word.i + offset]
            if offset:
                word.head.children.append(word)
        firsts = [i for i, begin in enumerate(begins) if i == 0 or begin == 1]
        self.sents = [
            Sentence(self.words[first:after], first, after) for first, after in pairwise([*firsts, len(self.words)])
        ]
        for sentence in self.sents:
            for word in sentence.words:
                word.sent = sentence

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Word: ...

    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...

    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        return self.words[at]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The words (first, one past the last) that the characters from `start` to `end` touch, at least one."""
        first = bisect_right(self._ends, start)
        return first, max(bisect_left(self._starts, end), first + 1)


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> Text:
    """The text of a parsed document, made once for the readers that ask for it one after the other."""
    return Text(doc)


def written(words: Sequence[Word]) -> str:
    """Words that follow one another, as they stand in the text."""
    return words[0].doc.text[words[0].idx : words[-1].idx + len(words[-1])]


@lru_cache(maxsize=1)
def _names_of(strings: StringStore) -> Once[int, str]:
    """The strings of spaCy's numbers, looked up once each and kept from text to text of one vocabulary."""
    return Once(lambda key: strings[key % 2**64], most=_KNOWN_STRINGS)  # numbers come back signed, spaCy's are not
