"""Which actor a name means at its place in the text: "Georgia" the state or a person, "Congress" of which state.

The gazetteer gives every reading of a name. Three questions decide, in this order:

1. Is it part of a person's name ("Jordan Smith", "Paris Hilton")? Then it is no actor.
2. Does a neighbour settle it? "Atlanta, Georgia" is in the state of Atlanta; "Latin American" is of no state.
3. Of the readings left, the one whose code the rest of the text (title and story label included) speaks of most;
   if it speaks of none of them, the likeliest, which the tables put first.
"""

from __future__ import annotations

from collections import Counter

from kg.nlp.gazetteer import Entry, Gazetteer, OfficeHolder
from kg.nlp.reading import Hit, Reading

_Holders = tuple[OfficeHolder, ...]
_Scanned = tuple[int, int, tuple[Entry, ...], _Holders]  # tokens [start, end), readings of the name
_WATERS = frozenset(("Sea", "Gulf", "Bay", "Strait", "Straits"))
_NAMED_AFTER_PLACES = frozenset(
    ("Agreement", "Agreements", "Accord", "Accords", "Treaty", "Convention", "Conventions", "Protocol", "Pact",
     "Declaration", "Post", "Times", "Journal", "Herald", "Tribune", "Memorandum", "Principles",
     "Review", "University", "Marathon")
)  # fmt: skip
_PLACE_WORDS = frozenset(("in", "across", "through", "off", "near", "into"))
_REGIONS = frozenset(("Latin", "South", "North", "Central", "Native", "Pan", "West", "East"))


def settle_names(reading: Reading) -> None:
    """Give `reading` its hits, one sense each."""
    found = [
        _without_title(reading, *scanned) for scanned in reading.scan() if not _is_part_of_a_name(reading, *scanned)
    ]
    support = _codes_spoken_of(reading, [entries for _, _, entries, _ in found])
    hits: list[Hit] = []
    for at, (start, end, entries, holders) in enumerate(found):
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        entry = None
        if entries:
            entry = _province(reading, start, end, entries[0], before, after) or _choose(entries, support)
            if entry.use in ("body", "seat") and _is_anybodys(reading, entry, start, end, before, after, support):
                continue  # the head noun and the state beside it decide
            if entry.ambiguous and _is_of_a_region(reading, entry, start, end):
                continue
        uses = frozenset(other.use for other in entries if entry and other.code == entry.code)
        hits.append(Hit(start, end, entry, holders, uses))
    reading.put(hits)


def _without_title(reading: Reading, start: int, end: int, entries: tuple[Entry, ...], holders: _Holders) -> _Scanned:
    """The name without the title that the table gives with it: "Pope Francis" as "Francis"."""
    title = reading.title_at.get(start)
    if holders and not entries and title and title.end < end:
        start = title.end
    return start, end, entries, holders


def _is_of_a_region(reading: Reading, entry: Entry, start: int, end: int) -> bool:
    """Whether the name is part of a region's: "Latin American", "the American continent", "the Persian Gulf"."""
    before = reading.words[start - 1] if start else ""
    if before in _REGIONS:
        return True
    if entry.kind == "organisation" and before == "the" and start > 1 and reading.keys[start - 2] in _PLACE_WORDS:
        return True  # "tankers in the Gulf": waters, no council of states
    if reading.words[start] in _WATERS:
        return (before[:1].isupper() and before != "The") or reading.keys[end : end + 1] == ["of"]
    return end < len(reading) and reading.keys[end] in ("continent", "continents", "hemisphere")


def _province(
    reading: Reading, start: int, end: int, entry: Entry, before: _Scanned | None, after: _Scanned | None
) -> Entry | None:
    """The province that shares its name with a state: "Atlanta, Georgia", "Florida and Georgia", "state of Georgia"."""
    if not entry.ambiguous or entry.kind != "state" or entry.use != "name":
        return None
    for other, gap in (
        (before, reading.words[before[1] : start] if before else []),
        (after, reading.words[end : after[0]] if after else []),
    ):
        place = other[2][0] if other and other[2] else None
        if place is None or place.code == entry.code or place.code.startswith("~"):
            continue
        listed = gap in ([","], ["and"], [",", "and"], ["&"]) and place.use == "territory"
        within = other is before and ((gap == [","] and place.use == "city") or gap == ["state", "of"])
        if listed or within:
            return entry._replace(code=place.code, use="territory")
    return None


def _is_anybodys(
    reading: Reading,
    entry: Entry,
    start: int,
    end: int,
    before: _Scanned | None,
    after: _Scanned | None,
    support: Counter[str],
) -> bool:
    """Whether a name such as "Supreme Court" belongs to whichever state the text means, and not to the table's."""
    if entry.code == "?":
        return True
    if before and before[2] and (before[1] == start or (before[1] == start - 1 and reading.keys[start - 1] == "")):
        return before[2][0].code != entry.code and before[2][0].use in ("name", "adjective")
    if after and after[2] and reading.keys[end : after[0]] in (["of"], ["of", "the"]):
        return after[2][0].code != entry.code and after[2][0].use == "name"
    return entry.ambiguous and bool(support) and not support[entry.code.removeprefix("~")]


def _codes_spoken_of(reading: Reading, found: list[tuple[Entry, ...]]) -> Counter[str]:
    """How often the text, its title and its story label name each code without ambiguity."""
    support = Counter(entries[0].code for entries in found if entries and _is_plain(entries))
    for line in (reading.document.title, reading.document.story):
        if line:
            support.update(code for code in codes_in(reading.gazetteer, line, reading.document.date))
    return support


def codes_in(gazetteer: Gazetteer, line: str, date: str | None) -> list[str]:
    """The codes that a headline or a story label names, in order, without the doubtful ones."""
    return [match.entries[0].code for match in gazetteer.scan(line, date) if match.entries and _is_plain(match.entries)]


def _is_plain(entries: tuple[Entry, ...]) -> bool:
    """Whether a name speaks for one code: no "Congress", but "Jordan", which is seldom a person."""
    first = entries[0]
    return not first.ambiguous or (first.kind == "state" and all(entry.code == first.code for entry in entries))


def _choose(entries: tuple[Entry, ...], support: Counter[str]) -> Entry:
    if len(entries) == 1 or len({entry.code for entry in entries}) == 1:
        return entries[0]
    return max(entries, key=lambda entry: (support[entry.code.removeprefix("~")], -entries.index(entry)))


def _is_part_of_a_name(reading: Reading, start: int, end: int, entries: tuple[Entry, ...], holders: _Holders) -> bool:
    """Whether the name stands inside the name of a person or of something that is not in the tables."""
    if not entries or holders:
        return False
    entry = entries[0]
    if entry.kind == "state" and _is_in_a_title(reading, start, end, entry):
        return True
    if end - start > 1:
        return False
    if not (entry.ambiguous or entry.use in ("capital", "city", "territory", "company")):
        return False
    after = end < len(reading) and _joins(reading, start, end)
    if after and reading.is_person[end] and reading.is_person[start] and not _is_word_of_office(reading, end):
        return start == 0 or reading.keys[start - 1] != "of"
    before = start > 0 and _joins(reading, end - 1, start - 1)
    return (
        before
        and reading.is_person[start]
        and reading.is_person[start - 1]
        and not _is_word_of_office(reading, start - 1)
    )


def _is_in_a_title(reading: Reading, start: int, end: int, entry: Entry) -> bool:
    """Whether the name is part of another's: "US$ 5", "Sea of Japan", "Algiers Agreement", "Washington Post"."""
    stop = reading.offsets[end - 1] + len(reading.words[end - 1])
    if "$" in reading.words[end - 1] or reading.string[stop : stop + 1] == "$":
        return True
    whole = reading.words[start - 2] if start > 1 and reading.keys[start - 1] == "of" else ""
    if whole in _WATERS:
        return True
    if entry.use not in ("capital", "city"):
        return False
    while end < len(reading) - 1 and reading.words[end] not in _NAMED_AFTER_PLACES and _names(reading, end):
        end += 1  # "Oslo | Peace | Accords"
    following = reading.words[end] if end < len(reading) else ""
    return whole in _NAMED_AFTER_PLACES or following in _NAMED_AFTER_PLACES


def _names(reading: Reading, at: int) -> bool:
    """Whether the word may stand inside a name: it has a capital and is no verb, as in "Oslo | Rejects | Treaty"."""
    return reading.words[at].istitle() and reading.tags[at] in ("NNP", "NN", "JJ", "CD")


def _joins(reading: Reading, at: int, other: int) -> bool:
    """Whether two neighbouring capitalised tokens are one name in the parse."""
    return reading.tags[other] in ("NNP", "NNPS") and (
        reading.deps[other] in ("flat", "compound") or reading.deps[at] in ("flat", "compound")
    )


def _is_word_of_office(reading: Reading, at: int) -> bool:
    return any(title.start <= at < title.end for title in reading.titles)
