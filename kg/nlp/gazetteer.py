"""Who acts for whom, as tables: names, offices and head nouns from `data/actors/`, and the look-up of a text in them.

The idea. Every name that may stand for an actor is an `Entry`: what is written (`Moscow`), whom it stands for (`RUS`),
how (`capital`), and from when to when (since 1991-12-26; before that the same name is an entry of `SUN`). All names are
kept under one *key*: words in lower case without accents, dots, apostrophes, hyphens or a leading "the", so that
"U.S.", "Al-Qa'eda" and "CÔTE D’IVOIRE" meet their entries. Case is then compared: "us" is not "US", "turkey" is not
"Turkey" (`is_written_like`).

How to use it.

1. `scan(text, date)` walks over a text and gives the longest names with their offsets, and the persons known by full
   name. A possessive 's stays outside. What it cannot know - whether "Moscow" acts or is a place, whether "Indian"
   belongs to a minister or a company, whether "Jordan" is a person - is the business of the mention finder.
2. `lookup("the Kremlin", date)` asks for one name; `holders("Bush", date)` for a person by full name or surname.
   `Match.holders` are all spans of a person, of any date: one whose spans are all over by then is a former holder.
3. `titles`, `heads` and `guards` say what the words around a name mean: "foreign minister" holds a national office,
   "troops" act for their state, "companies" do not, "former" ends an office. A title or noun that is not listed is read
   by its longest listed ending: "industry and trade minister" as "trade minister", "patrol boats" as "boat".

Entries come in the order of the tables, today's before those of the past. Where a name can mean several things
(`Entry.ambiguous`, listed in `ambiguous.csv`), the first one is the likeliest. Contradictions are refused: one name for
two codes at one time, an unknown code, a date that ends before it begins; the message names both lines.

The tables and their columns are described in `data/actors/README.md`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from kg.collector import no_collection
from kg.errors import DataError
from kg.model import Kind
from kg.resources import DATA

Use = Literal[
    "name",  # of a state, an organisation, a movement: "Russia", "European Union", "Hezbollah"
    "adjective",  # "Russian"
    "people",  # "Russians": citizens, hardly ever the state
    "capital",  # "Moscow": the government or the place
    "seat",  # "Kremlin": the government
    "body",  # "Duma", "State Department", "Security Council": acts for its code
    "company",  # state companies act for the state (RUS), private ones are of it (~USA)
    "territory",  # "Scotland", "Crimea"
    "city",  # a place only
]


class Entry(NamedTuple):
    """One written name and whom it stands for. `since` and `until` are ISO dates or prefixes, "" for open.

    `canonical` is the full name of what the name means: "Russia" for "Russian" and "Moscow", "State Department" for
    "Department of State". `group` is the class of a body ("parliament", "military"; see `heads.csv`), "" for others.
    """

    name: str
    code: str
    kind: Kind
    use: Use
    canonical: str
    since: str = ""
    until: str = ""
    group: str = ""
    ambiguous: bool = False


class OfficeHolder(NamedTuple):
    """A person in an office for a time. `code` is as in `Mention`: `RUS`, `UN`, or `~RUS` for one without an office."""

    name: str
    code: str
    office: str
    since: str
    until: str


class State(NamedTuple):
    """A state (or a territory of the state `part_of`), for those who build the graph."""

    code: str
    qid: str
    name: str
    since: str
    until: str
    successor: str
    part_of: str
    adjectives: tuple[str, ...]


class Member(NamedTuple):
    """A state's membership of an organisation."""

    state: str
    since: str
    until: str


class Organisation(NamedTuple):
    """An organisation of states, or (`kind` "group") a loose circle of them such as `WEST`."""

    code: str
    qid: str
    name: str
    kind: Kind
    since: str
    until: str
    members: tuple[Member, ...]


class Title(NamedTuple):
    """The words of an office, by themselves. `represents`: who holds it acts for the state or organisation."""

    phrase: str
    office: str
    represents: bool
    group: str


class HeadNoun(NamedTuple):
    """A noun after a nationality: "Russian troops" act for the state, "Russian companies" do not."""

    lemma: str
    acts_for_state: bool
    group: str


class Match(NamedTuple):
    """What `scan` found at text[start:end]: entries of that name, or persons of that full name, or both."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    holders: tuple[OfficeHolder, ...]


@dataclass(frozen=True)
class Gazetteer:
    """All tables, loaded. Keys of `phrases`, `persons`, `surnames`, `titles`, `heads`, `guards` are folded (`fold`)."""

    states: Mapping[str, State]
    organisations: Mapping[str, Organisation]
    movements: Mapping[str, str]
    phrases: Mapping[str, tuple[Entry, ...]]
    persons: Mapping[str, tuple[OfficeHolder, ...]]
    surnames: Mapping[str, tuple[OfficeHolder, ...]]
    titles: Mapping[str, Title]
    heads: Mapping[str, HeadNoun]
    guards: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]
    """First word of a phrase or full name -> how many words such names have, longest first."""

    def lookup(self, name: str, date: str | None = None) -> tuple[Entry, ...]:
        """The entries written like `name`, valid at `date` where any is.

        >>> [entry.code for entry in load_gazetteer().lookup("the Kremlin", "1975")]
        ['SUN']
        """
        entries = self.phrases.get(fold(name), ())
        return valid(tuple(entry for entry in entries if is_written_like(entry.name, name)), date)

    def holders(self, name: str, date: str | None = None) -> tuple[OfficeHolder, ...]:
        """The persons of this full name or surname who hold an office at `date` (an ISO date or a prefix of one).

        With a date and nobody in office then: none. Without a date: all of them, the latest first.
        """
        key = fold(name)
        found = self.persons.get(key) or self.surnames.get(key, ())
        if date is None:
            return tuple(sorted(found, key=lambda holder: holder.since, reverse=True))
        return tuple(holder for holder in found if covers(holder.since, holder.until, date))

    def display_name(self, code: str) -> str:
        """The English name of a code: "Russia" for `RUS` and `~RUS`, "Hamas" for `~PSE:HAMAS`, else the code itself."""
        if code in self.movements:
            return self.movements[code]
        plain = code.removeprefix("~").partition(":")[0]
        known = self.states.get(plain) or self.organisations.get(plain)
        return known.name if known else code

    def scan(self, text: str, date: str | None = None) -> Iterator[Match]:
        """The longest names in `text` from left to right, never overlapping, with the entries valid at `date`."""
        words = _words(text)
        folded = [word for word, _, _, _ in words]
        after = 0
        for first, (word, _, _, _) in enumerate(words):
            if first < after:
                continue
            for length in self.lengths.get(word, ()):
                key = " ".join(folded[first : first + length])
                if key not in self.phrases and key not in self.persons:
                    continue
                found = self._match(text, words[first : first + length], key, date)
                if found:
                    after = first + length
                    yield found
                    break

    def _match(self, text: str, words: list[_Word], key: str, date: str | None) -> Match | None:
        entries, holders = self.phrases.get(key, ()), self.persons.get(key, ())
        gaps = [_gap(text, left, right) for left, right in pairwise(words)]
        if "break" in gaps:
            return None
        surfaces = [surface for _, surface, _, _ in words]
        entries = _written(entries, surfaces)
        if "comma" in gaps:
            entries, holders = tuple(entry for entry in entries if "," in entry.name), ()
        if holders and (len(words) == 1 or not all(surface[0].isupper() for surface in (surfaces[0], surfaces[-1]))):
            holders = ()
        if not entries and not holders:
            return None
        return Match(words[0][2], words[-1][3], valid(entries, date), holders)


# --- words, keys, dates --------------------------------------------------------------------------------------------

_Word = tuple[str, str, int, int]  # folded, as written, start, end

# "U.S." and "U.S" are one word; an apostrophe, a hyphen or a dot ends one.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])|[^\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ʻ": None}
)
_POSSESSIVES = ("'s", "’s")
_JOINTS = frozenset(
    ("", " ", "-", "\u2010", "\u2011", "–", "'", "’", "‘", "ʻ", " & ", "&", "+", "\n", "\u00a0", " '", "' ", "’ ")
)


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    word = word.replace(".", "").lower()
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _words(text: str) -> list[_Word]:
    return [(_fold_word(found[0]), found[0], found.start(), found.end()) for found in _WORD.finditer(text)]


def fold(name: str) -> str:
    """The key of a name: words in lower case, no accents, dots, hyphens, possessive 's or leading "the".

    >>> fold("The U.S."), fold("Côte d’Ivoire's"), fold("al-Qaeda")
    ('us', 'cote d ivoire', 'al qaeda')
    """
    if name.isascii() and name.replace(" ", "").isalpha():  # most names; the pattern below is three times slower
        return " ".join(name.lower().split()).removeprefix("the ")
    words = _WORD.findall(name)
    if len(words) > 1:
        if words[-1] == "s" and name.endswith(_POSSESSIVES):
            words.pop()
        if words[0] in ("the", "The", "THE"):
            del words[0]
    return " ".join([_fold_word(word) for word in words])


def is_written_like(name: str, surface: str) -> bool:
    """Whether `surface` may be the `name` of a table: an acronym in capitals, a capital where the name has one.

    >>> is_written_like("US", "U.S."), is_written_like("US", "us"), is_written_like("Turkey", "turkey")
    (True, False, False)
    """
    words = _WORD.findall(surface)
    return _is_written_like(name, words[1:] if len(words) > 1 and words[0].lower() == "the" else words)


def _is_written_like(name: str, surfaces: list[str]) -> bool:
    for (first_upper, all_upper), surface in zip(_cased_words(name), surfaces, strict=False):
        if (first_upper and not surface[0].isupper()) or (all_upper and not surface.isupper()):
            return False
    return True


# Written with and without a capital: "Al-Qaeda" and "al-Qaeda".
_PARTICLES = frozenset(("al", "el", "ad", "as", "ash", "bin", "ibn", "de", "del", "van", "von", "der", "of", "and"))


@lru_cache(maxsize=32768)
def _cased_words(name: str) -> tuple[tuple[bool, bool], ...]:
    words = [found[0] for found in _WORD.finditer(name)]
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    return tuple(
        (word[0].isupper() and word.lower() not in _PARTICLES, len(word) > 1 and word.isupper()) for word in words
    )


def _written(entries: tuple[Entry, ...], surfaces: list[str]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if _is_written_like(entry.name, surfaces))


def _gap(text: str, left: _Word, right: _Word) -> Literal["joint", "comma", "break"]:
    between = text[left[3] : right[2]]
    if between in _JOINTS:
        return "joint"
    if between in (".", ". ") and len(left[1]) <= 2:  # "S. Korea", "St. Lucia"
        return "joint"
    return "comma" if between == ", " else "break"


def covers(since: str, until: str, date: str) -> bool:
    """Whether `date` lies between `since` and `until`, all ISO dates or prefixes; a year covers its days, "" is open.

    >>> covers("1991-12-26", "", "1991"), covers("1985", "1991-12-25", "1991-12-26")
    (True, False)
    """
    return (not since or date >= since[: len(date)]) and (not until or date[: len(until)] <= until)


def valid(entries: tuple[Entry, ...], date: str | None) -> tuple[Entry, ...]:
    """The entries that cover `date`; all of them if none does, and without a date those of today before the others."""
    if len(entries) < 2 and date is None:
        return entries
    if date is None:
        return tuple(sorted(entries, key=lambda entry: entry.until != ""))
    return tuple(entry for entry in entries if covers(entry.since, entry.until, date)) or entries


# --- loading -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def load_gazetteer(folder: Path = DATA / "actors") -> Gazetteer:
    """All tables of `folder`, checked. Raises DataError naming file and line (both, for a contradiction)."""
    with no_collection():  # nothing here becomes garbage; walking the fresh tuples again takes a third of the time
        return _Loader(folder).load()


class _Row:
    """A line of a table: its cells by column, and where it stands; six times as quick to make as a dict."""

    __slots__ = ("cells", "columns", "file", "line")

    def __init__(self, cells: list[str], columns: Mapping[str, int], file: str, line: int) -> None:
        self.cells, self.columns, self.file, self.line = cells, columns, file, line

    def __getitem__(self, column: str) -> str:
        return self.cells[self.columns[column]]

    def get(self, column: str) -> str:
        """The cell, or the empty string where the table has no such column."""
        at = self.columns.get(column)
        return "" if at is None else self.cells[at]

    @property
    def where(self) -> str:
        return f"{self.file}, line {self.line}"


_DATED = re.compile(r"\s*\[(?P<since>[\d-]*)/(?P<until>[\d-]*)\]$")
_ISO = re.compile(r"\d{4}(-\d\d){0,2}$")


def _read(path: Path, columns: str) -> Iterator[_Row]:
    """The rows of a table; lines that begin with # are comments."""
    wanted = columns.split()
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise DataError(f"{path}: this table is missing ({error.strerror}).") from error
    numbers = [number for number, line in enumerate(lines, start=1) if line and line[0] != "#"]
    table = zip(numbers, csv.reader([lines[number - 1] for number in numbers]), strict=False)
    file, columns_at = path.name, {column: at for at, column in enumerate(wanted)}
    for number, cells in islice(table, 1):
        if cells != wanted:
            raise DataError(f"{file}, line {number}: columns are {cells}, expected {wanted}.")
    for number, cells in table:
        if len(cells) != len(wanted):
            raise DataError(
                f"{file}, line {number}: {len(cells)} cells, expected {len(wanted)} ({', '.join(wanted)}); "
                'quote a cell that has a comma in it: "Washington, D.C."'
            )
        yield _Row(cells, columns_at, file, number)


def _list(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()] if cell else []


def _overlap(since: str, until: str, other_since: str, other_until: str) -> bool:
    """Whether two spans share more than the date on which one ends and the other begins."""
    start, end = max(since, other_since), min(until or "9999", other_until or "9999")
    return start[: len(end)] < end[: len(start)] if start else True


class _Loader:
    """Reads the tables in the order in which they need each other; the Gazetteer it gives is frozen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.states: dict[str, State] = {}
        self.organisations: dict[str, Organisation] = {}
        self.movements: dict[str, str] = {}  # those with a code of their own
        self.phrases: dict[str, list[Entry]] = {}
        self.phrase_rows: dict[str, list[_Row]] = {}
        self.ambiguous: dict[str, str] = {}
        self.code_rows: dict[str, _Row] = {}

    def rows(self, name: str, columns: str) -> Iterator[_Row]:
        return _read(self.folder / f"{name}.csv", columns)

    def load(self) -> Gazetteer:
        for row in self.rows("ambiguous", "name default meanings"):
            self.ambiguous[fold(row["name"])] = row["default"]
        self._load_states()
        self._load_organisations()
        self._load_territories()
        self._load_bodies()
        self._load_movements()
        self._load_companies()
        self._load_cities()
        self._put_defaults_first()
        persons, surnames = self._load_office_holders()
        phrases = {key: tuple(entries) for key, entries in self.phrases.items()}
        return Gazetteer(
            states=MappingProxyType(self.states),
            organisations=MappingProxyType(self.organisations),
            movements=MappingProxyType(self.movements),
            phrases=MappingProxyType(phrases),
            persons=MappingProxyType(persons),
            surnames=MappingProxyType(surnames),
            titles=MappingProxyType(self._load_titles()),
            heads=MappingProxyType(self._load_heads()),
            guards=MappingProxyType(self._load_guards()),
            lengths=MappingProxyType(_lengths([phrases, persons])),
        )

    # names

    def _load_states(self) -> None:
        rows = list(self.rows("states", "code qid name since until successor part_of names adjectives people capitals"))
        for row in rows:
            self._new_code(row)
            since, until = self._dates(row)
            self.states[row["code"]] = State(
                row["code"], row["qid"], row["name"], since, until, row["successor"], row["part_of"],
                tuple(_DATED.sub("", item) for item in _list(row["adjectives"])),
            )  # fmt: skip
        for row in rows:
            for column in ("successor", "part_of"):
                if row[column]:
                    self._known(row[column], row)
            self._add(row, row["name"], "name", "state")
            for column, use in _STATE_COLUMNS:
                for item in _list(row[column]):
                    self._add(row, item, use, "state", canonical=row["name"])

    def _load_organisations(self) -> None:
        members: dict[str, list[Member]] = {}
        rows = list(self.rows("organisations", "code qid kind name names adjectives since until"))
        for row in rows:
            self._new_code(row)
        for row in self.rows("members", "organisation state since until"):
            self._known(row["organisation"], row)
            self._known(row["state"], row)
            members.setdefault(row["organisation"], []).append(Member(row["state"], *self._dates(row)))
        for row in rows:
            kind: Kind = "group" if self._one_of(row, "kind", ("organisation", "group")) == "group" else "organisation"
            self.organisations[row["code"]] = Organisation(
                row["code"], row["qid"], row["name"], kind, *self._dates(row), tuple(members.get(row["code"], ()))
            )
            self._add_all(row, "name", kind)
            for item in _list(row["adjectives"]):
                self._add(row, item, "adjective", kind, canonical=row["name"])

    def _load_territories(self) -> None:
        for row in self.rows("territories", "code name names adjectives people since until"):
            self._add_all(row, "territory", "state")
            for column, use in _STATE_COLUMNS[1:3]:
                for item in _list(row[column]):
                    self._add(row, item, use, "state", canonical=row["name"])

    def _load_bodies(self) -> None:
        for row in self.rows("bodies", "code group name names since until"):
            use: Use = "seat" if row["group"] == "seat" else "company" if row["group"] == "company" else "body"
            self._add_all(row, use, "body", group=row["group"])

    def _load_movements(self) -> None:
        for row in self.rows("movements", "code name names adjectives since until"):
            self._add_all(row, "name", "movement")
            if ":" in row["code"]:
                self.movements.setdefault(row["code"], row["name"])
            for item in _list(row["adjectives"]):
                self._add(row, item, "adjective", "movement", canonical=row["name"])

    def _load_companies(self) -> None:
        for row in self.rows("companies", "code name names since until"):
            self._add_all(row, "company", "body", group="company")

    def _load_cities(self) -> None:
        for row in self.rows("cities", "code name names"):
            self._add_all(row, "city", "state")

    def _add_all(self, row: _Row, use: Use, kind: Kind, group: str = "") -> None:
        self._known(row["code"], row)
        self._check_dates(row.get("since"), row.get("until"), row)
        self._add(row, row["name"], use, kind, group=group)
        for item in _list(row["names"]):
            self._add(row, item, use, kind, canonical=row["name"], group=group)

    def _add(self, row: _Row, item: str, use: Use, kind: Kind, canonical: str = "", group: str = "") -> None:
        """File one name. `item` may carry dates of its own: "Bonn [/1999-09-01]"."""
        dated = _DATED.search(item) if item[-1:] == "]" else None
        name = item[: dated.start()] if dated else item
        since, until = row.get("since"), row.get("until")
        if dated:
            since, until = dated["since"], dated["until"]
            self._check_dates(since, until, row)
        if use == "name" and kind == "state" and not dated:
            since = until = ""  # "Russia" meant something before 1991 too; only names with dates of their own are bound
        code = row["code"]
        key = fold(name)
        if not key:
            raise DataError(f"{row.where}: a name without letters: {item!r}.")
        entry = Entry(name, code, kind, use, canonical or name, since, until, group, key in self.ambiguous)
        known = self.phrases.setdefault(key, [])
        rows = self.phrase_rows.setdefault(key, [])
        if known and any(other[1:] == entry[1:] and _cased_words(other.name) == _cased_words(name) for other in known):
            return  # "UK" and "U.K.", "S. Korea" and "S Korea"
        if known and not entry.ambiguous:
            for other, other_row in zip(known, rows, strict=True):
                if other.code != code and _overlap(since, until, other.since, other.until):
                    raise DataError(
                        f"{row.where}: {name!r} is {code} here, but {other.code} in {other_row.where}. "
                        "Give them dates that do not overlap, or list the name in ambiguous.csv."
                    )
        known.append(entry)
        rows.append(row)

    def _put_defaults_first(self) -> None:
        for key, default in self.ambiguous.items():
            if key in self.phrases:
                self.phrases[key].sort(key=lambda entry: entry.code != default)

    # persons

    def _load_office_holders(self) -> tuple[dict[str, tuple[OfficeHolder, ...]], dict[str, tuple[OfficeHolder, ...]]]:
        persons: dict[str, list[OfficeHolder]] = {}
        surnames: dict[str, list[OfficeHolder]] = {}
        rows: dict[str, list[_Row]] = {}
        for row in self.rows("office_holders", "code name names surname office since until"):
            since, until = self._dates(row)
            self._known(row["code"], row)
            holder = OfficeHolder(row["name"], row["code"], row["office"], since, until)
            for name in {fold(item): None for item in (row["name"], *_list(row["names"]))}:
                if name in persons:
                    self._check_person(name, holder, row, persons[name], rows[name])
                persons.setdefault(name, []).append(holder)
                rows.setdefault(name, []).append(row)
            for surname in _list(row["surname"]) or [row["name"].rsplit(" ", 1)[-1]]:
                surnames.setdefault(fold(surname), []).append(holder)
        return _frozen(persons), _frozen(surnames)

    def _check_person(
        self, name: str, holder: OfficeHolder, row: _Row, others: Iterable[OfficeHolder], rows: Iterable[_Row]
    ) -> None:
        if " " not in name or name in self.ambiguous:
            return  # a surname alone may well be shared
        for other, other_row in zip(others, rows, strict=True):
            if other.code != holder.code and _overlap(holder.since, holder.until, other.since, other.until):
                raise DataError(
                    f"{row.where}: {holder.name!r} acts for {holder.code} here, but for {other.code} at the same "
                    f"time in {other_row.where}. Correct the dates, or list the name in ambiguous.csv."
                )

    # words

    def _load_titles(self) -> dict[str, Title]:
        titles: dict[str, Title] = {}
        seen: dict[str, _Row] = {}
        for row in self.rows("titles", "phrases office represents group"):
            represents = self._yes(row, "represents")
            for phrase in _list(row["phrases"]):
                key = fold(phrase)
                self._once(key, row, seen)
                titles[key] = Title(phrase, row["office"], represents, row["group"])
        return titles

    def _load_heads(self) -> dict[str, HeadNoun]:
        heads: dict[str, HeadNoun] = {}
        seen: dict[str, _Row] = {}
        for row in self.rows("heads", "group acts_for_state nouns"):
            acts = self._yes(row, "acts_for_state")
            for noun in _list(row["nouns"]):
                key = fold(noun)
                self._once(key, row, seen)
                heads[key] = HeadNoun(noun, acts, row["group"])
        return heads

    def _load_guards(self) -> dict[str, str]:
        guards: dict[str, str] = {}
        seen: dict[str, _Row] = {}
        for row in self.rows("guards", "effect words"):
            for word in _list(row["words"]):
                self._once(fold(word), row, seen)
                guards[fold(word)] = row["effect"]
        return guards

    # checks

    def _new_code(self, row: _Row) -> None:
        self._once(row["code"], row, self.code_rows)

    def _known(self, code: str, row: _Row) -> None:
        if code not in self.code_rows and code.removeprefix("~").partition(":")[0] not in self.code_rows:
            raise DataError(f"{row.where}: unknown code {code!r}; codes stand in states.csv and organisations.csv.")

    def _once(self, key: str, row: _Row, seen: dict[str, _Row]) -> None:
        if key in seen:
            raise DataError(f"{row.where}: {key!r} stands already in {seen[key].where}; keep one of them.")
        seen[key] = row

    def _yes(self, row: _Row, column: str) -> bool:
        return self._one_of(row, column, ("yes", "no")) == "yes"

    def _one_of(self, row: _Row, column: str, allowed: tuple[str, ...]) -> str:
        if row[column] not in allowed:
            raise DataError(f"{row.where}: {column} is {row[column]!r}, expected one of {', '.join(allowed)}.")
        return row[column]

    def _dates(self, row: _Row) -> tuple[str, str]:
        self._check_dates(row["since"], row["until"], row)
        return row["since"], row["until"]

    def _check_dates(self, since: str, until: str, row: _Row) -> None:
        if not since and not until:
            return
        for date in (since, until):
            if date and not _ISO.match(date):
                raise DataError(f"{row.where}: {date!r} is not a date; write 2023, 2023-04 or 2023-04-28.")
        if since and until and since[: len(until)] > until[: len(since)]:
            raise DataError(f"{row.where}: it ends ({until}) before it begins ({since}).")


_STATE_COLUMNS: tuple[tuple[str, Use], ...] = (
    ("names", "name"),
    ("adjectives", "adjective"),
    ("people", "people"),
    ("capitals", "capital"),
)


def _frozen(persons: dict[str, list[OfficeHolder]]) -> dict[str, tuple[OfficeHolder, ...]]:
    return {name: tuple(holders) for name, holders in persons.items()}


def _lengths(tables: list[Mapping[str, object]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = defaultdict(set)
    for table in tables:
        for key in table:
            found[key.partition(" ")[0]].add(key.count(" ") + 1)
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in found.items()}
