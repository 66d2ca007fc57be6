"""A parsed document as the mention finders look at it: parallel lists over its tokens, and the names found in it.

The finders work on plain lists, which `Reading` makes once. It also aligns the gazetteer's names, which have character
offsets, with the tokens, and finds the words of offices and the head nouns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeVar

from spacy.tokens import Doc

from kg.model import Document, Kind, Mention
from kg.nlp.gazetteer import Entry, Gazetteer, HeadNoun, OfficeHolder, Title, fold
from kg.nlp.words import text_of

T = TypeVar("T")


class Hit(NamedTuple):
    """A name of the gazetteer over tokens [start, end).

    `entry` is the sense chosen for this place, None for the full name of an office-holder; `uses` are all uses that the
    name has for the same code ("Chinese" is an adjective and a people).
    """

    start: int
    end: int
    entry: Entry | None
    holders: tuple[OfficeHolder, ...]
    uses: frozenset[str] = frozenset()


class TitlePhrase(NamedTuple):
    """Words of an office over tokens [start, end)."""

    start: int
    end: int
    title: Title
    plural: bool


class HeadPhrase(NamedTuple):
    """A head noun, or a fixed phrase such as "security forces", over tokens [start, end)."""

    start: int
    end: int
    head: HeadNoun
    plural: bool


@dataclass(slots=True)
class Found:
    """A mention in the making: tokens [start, end) that stand for an actor. Becomes a frozen `Mention` at the end."""

    start: int
    end: int
    code: str
    kind: Kind
    how: str
    name: str
    office: str | None = None
    members: list[Found] = field(default_factory=list)
    anchor: int = -1
    """A token that surely belongs to the core of the phrase; the head if the parse leaves several to choose from."""
    group: str = ""
    """The class of a head noun or body ("military", "parliament"), "" for others."""
    inner: tuple[int, int] | None = None
    """Tokens inside the phrase that keep a mention of their own: "Chad" in "the ambassador to Chad"."""


# --- titles and head nouns by their first word ----------------------------------------------------------------------

_Forms = Mapping[str, tuple[tuple[tuple[str, ...], T, bool], ...]]


@dataclass(frozen=True)
class Lexicon:
    """Titles and head nouns by first word; each candidate is (further words, what it is, plural), longest first."""

    titles: _Forms[Title]
    heads: _Forms[HeadNoun]
    domains: frozenset[str]
    """Words in the names of offices, "trade" or "affairs": what an office can be about."""


_LEXICONS: dict[int, tuple[Gazetteer, Lexicon]] = {}


def lexicon_of(gazetteer: Gazetteer) -> Lexicon:
    """The lexicon of a gazetteer, made once. A gazetteer holds mappings, so it cannot be a key of `lru_cache`."""
    known = _LEXICONS.get(id(gazetteer))
    if known is None:
        domains = frozenset(word for phrase in gazetteer.titles for word in phrase.split())
        known = gazetteer, Lexicon(_by_first_word(gazetteer.titles), _by_first_word(gazetteer.heads), domains)
        _LEXICONS[id(gazetteer)] = known
    return known[1]


def plural_of(phrase: str) -> str:
    """The plural of a noun phrase; of "minister of defence" the plural is "ministers of defence".

    >>> plural_of("secretary of state"), plural_of("navy"), plural_of("foreign minister"), plural_of("gunman")
    ('secretaries of state', 'navies', 'foreign ministers', 'gunmen')
    """
    words = phrase.split()
    linked = [i for i, word in enumerate(words) if i and word in ("of", "to", "for", "in", "general", "s")]
    at = (linked[0] if linked else len(words)) - 1
    noun = words[at]
    if noun.endswith("man"):
        noun = noun[:-3] + "men"
    elif noun.endswith("y") and noun[-2:-1] not in ("a", "e", "o", "u", ""):
        noun = noun[:-1] + "ies"
    elif noun.endswith(("s", "x", "ch", "sh")):
        noun += "es"
    else:
        noun += "s"
    return " ".join((*words[:at], noun, *words[at + 1 :]))


def _by_first_word(table: Mapping[str, T]) -> _Forms[T]:
    found: dict[str, list[tuple[tuple[str, ...], T, bool]]] = {}
    plurals = {plural_of(phrase) for phrase in table}
    for phrase, value in table.items():
        forms = [(phrase, phrase in plurals)]
        if (plural := plural_of(phrase)) not in table:
            forms.append((plural, True))
        for form, is_plural in forms:
            first, *rest = form.split()
            found.setdefault(first, []).append((tuple(rest), value, is_plural))
    return {first: tuple(sorted(forms, key=lambda form: -len(form[0]))) for first, forms in found.items()}


# --- the document ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def fold_token(word: str) -> str:
    """The folded form of one token; "" for punctuation and the possessive 's."""
    return "" if word in ("'s", "’s", "'", "’") else fold(word)


class Reading:
    """A document as parallel lists over tokens. `hit_at[i]`: the name that token i belongs to, None outside names."""

    def __init__(self, doc: Doc, document: Document, gazetteer: Gazetteer) -> None:
        self.doc = doc
        text = text_of(doc)
        self.string = text.text
        self.document = document
        self.gazetteer = gazetteer
        self.lexicon = lexicon_of(gazetteer)
        self.words = [word.text for word in text]
        self.keys = [fold_token(word) for word in self.words]
        self.tags = [word.tag_ for word in text]
        self.deps = [word.dep_ for word in text]
        self.heads = [word.head.i for word in text]
        self.offsets = [word.idx for word in text]
        self.is_person = [word.ent_type_ == "PERSON" for word in text]
        self.is_date = [word.ent_type_ == "DATE" for word in text]
        self.sentences = [number for number, sentence in enumerate(text.sents) for _ in sentence]
        self.hits: list[Hit] = []
        self.hit_at: list[Hit | None] = [None] * len(doc)
        self.titles = [TitlePhrase(*found) for found in self._phrases(self.lexicon.titles)]
        self.nouns = [HeadPhrase(*found) for found in self._phrases(self.lexicon.heads)]
        self.title_at = {title.start: title for title in self.titles}
        self.noun_at = {noun.start: noun for noun in self.nouns}
        self.noun_until = {noun.end: noun for noun in self.nouns}

    def __len__(self) -> int:
        return len(self.words)

    def _phrases(self, forms: _Forms[T]) -> list[tuple[int, int, T, bool]]:
        """The longest phrases of a lexicon, left to right: tokens [start, end), what it is, plural."""
        found: list[tuple[int, int, T, bool]] = []
        end = 0
        for at, key in enumerate(self.keys):
            if at < end or key not in forms:
                continue
            for rest, value, plural in forms[key]:
                if (stop := self._follows(at + 1, rest)) > 0:
                    found.append((at, stop, value, plural))
                    end = stop
                    break
        return found

    def _follows(self, at: int, words: tuple[str, ...]) -> int:
        """Where `words` end if they stand at token `at` (hyphens between them do not count), else -1."""
        for word in words:
            if at < len(self.keys) and not self.keys[at] and self.words[at] in ("-", "–", "'s", "’s", "'", "’"):
                at += 1
            if at >= len(self.keys) or self.keys[at] != word:
                return -1
            at += 1
        return at

    def scan(self) -> list[tuple[int, int, tuple[Entry, ...], tuple[OfficeHolder, ...]]]:
        """The gazetteer's names with token positions. A name that begins or ends inside a token takes the token."""
        found = []
        for match in self.gazetteer.scan(self.string, self.document.date):
            start = bisect_right(self.offsets, match.start) - 1
            end = bisect_right(self.offsets, match.end - 1)
            found.append((start, end, match.entries, match.holders))
        return found

    def put(self, hits: list[Hit]) -> None:
        """Take the hits, their senses chosen."""
        self.hits = hits
        for hit in hits:
            self.hit_at[hit.start : hit.end] = [hit] * (hit.end - hit.start)

    def joined_before(self, hit: Hit) -> list[Hit]:
        """The names joined to this one in front, in order: "Britain, France" before "and Germany"."""
        joined: list[Hit] = []
        first = hit
        while True:
            at = first.start - 1
            if at > 0 and self.keys[at] == "the":
                at -= 1
            linked = at > 0 and self.words[at] in (("and", "&", "or") if first is hit else (",",))
            if linked and first is hit and self.words[at - 1] == ",":  # "Britain, France, and Germany"
                at -= 1
            before = self.hit_at[at - 1] if linked else None
            if before is None or before.entry is None or before.end != at:
                return joined
            joined.insert(0, before)
            first = before

    def joined_after(self, hit: Hit) -> list[Hit]:
        """The names joined to this one behind, in order: ", France and Germany" after "Britain"."""
        joined: list[Hit] = []
        last = hit
        while last.end + 1 < len(self):
            at = last.end
            if self.words[at] == "," and self.words[at + 1] == "and":
                at += 1
            if self.words[at] not in (",", "and", "&"):
                break
            closing = self.words[at] != ","
            at += 1 + (self.keys[at + 1] == "the")
            after = self.hit_at[at] if at < len(self) else None
            if after is None or after.entry is None or after.start != at:
                break
            if closing and self.words[last.end] == "," and self._begins_clause(after):
                break
            joined.append(after)
            last = after
            if closing:
                return joined
        return []  # a list that no "and" closes may be something else

    def _begins_clause(self, hit: Hit) -> bool:
        """Whether a name is the subject of what follows: "troops of Chad, and | Niger has praised it"."""
        last = hit.end - 1
        return self.deps[last].startswith("nsubj") and self.heads[last] > last

    def modifies(self, at: int, end: int) -> bool:
        """Whether token `at` modifies a noun before token `end`: "armed" in "armed men", not in "they armed men"."""
        tag = self.tags[at]
        if tag in ("JJ", "JJR", "JJS", "CD", "NNP", "NNPS", "HYPH", "AFX"):
            return True
        return tag in ("NN", "VBN", "VBG", "NNS") and at < self.heads[at] < end and self.deps[at] in _MODIFIERS

    def text(self, start: int, end: int) -> str:
        """The words of tokens [start, end) as written."""
        last = end - 1
        return self.string[self.offsets[start] : self.offsets[last] + len(self.words[last])]

    def head_of(self, found: Found) -> int:
        """The token of a phrase that the clause hangs on: the one whose own head lies outside the phrase."""
        outside = [
            i
            for i in range(found.start, found.end)
            if not found.start <= self.heads[i] < found.end or self.heads[i] == i
        ]
        if not outside:
            return found.anchor if found.anchor >= 0 else found.end - 1
        if len(outside) > 1:
            outside = [i for i in outside if self.deps[i] not in _SMALL] or outside
        return found.anchor if found.anchor in outside else outside[0]

    def mention(self, found: Found) -> Mention:
        """The frozen form."""
        return Mention(
            start=self.offsets[found.start],
            end=self.offsets[found.end - 1] + len(self.words[found.end - 1]),
            head=self.head_of(found),
            text=self.text(found.start, found.end),
            name=found.name,
            code=found.code,
            kind=found.kind,
            how=found.how,
            office=found.office,
            members=tuple(self.mention(member) for member in found.members),
        )


_MODIFIERS = frozenset(
    ("amod", "compound", "nmod", "nmod:desc", "nmod:poss", "flat", "nummod", "goeswith", "obl:npmod")
)
_SMALL = frozenset(("punct", "det", "case", "cc", "mark", "advmod", "aux", "cop"))
