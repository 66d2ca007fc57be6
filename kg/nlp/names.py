"""Which actor a name means at its place in the text: "Georgia" the state or a person, "Congress" of which state.

The gazetteer gives every reading of a name. Three questions decide, in this order:

1. Is it part of a person's name ("Jordan Smith", "Paris Hilton") or of a longer name that the tables lack ("Air India")?
   Then it is no actor.
2. Does a neighbour settle it? "Atlanta, Georgia" belongs to the state that Atlanta lies in.
3. Of the readings left, the one whose code the rest of the text (title and story label included) speaks of most;
   if it speaks of none of them, the likeliest, which the tables put first.
"""

from __future__ import annotations

from collections import Counter

from kg.nlp.gazetteer import Entry, Gazetteer
from kg.nlp.reading import Hit, Reading

_PLACES = frozenset(("name", "capital", "city", "territory"))


def settle_names(reading: Reading) -> None:
    """Give `reading` its hits, one sense each."""
    found = [scanned for scanned in reading.scan() if not _is_part_of_a_name(reading, *scanned)]
    support = _codes_spoken_of(reading, [entries for _, _, entries, _ in found])
    hits = []
    for at, (start, end, entries, holders) in enumerate(found):
        before = found[at - 1] if at else None
        entry = None
        if entries:
            near = before[2] if before and before[1] == start - 1 and reading.words[start - 1] == "," else ()
            entry = _choose(entries, near, support)
            if entry.use in ("body", "seat") and _is_anybodys(reading, entry, start, before, support):
                continue  # the head noun and the state beside it decide
        uses = frozenset(other.use for other in entries if entry and other.code == entry.code)
        hits.append(Hit(start, end, entry, holders, uses))
    reading.put(hits)


def _is_anybodys(
    reading: Reading,
    entry: Entry,
    start: int,
    before: tuple[int, int, tuple[Entry, ...], tuple[object, ...]] | None,
    support: Counter[str],
) -> bool:
    """Whether a name such as "Supreme Court" belongs to whichever state the text means, and not to the table's."""
    if entry.code == "?":
        return True
    if before and before[2] and (before[1] == start or (before[1] == start - 1 and reading.keys[start - 1] == "")):
        return before[2][0].code != entry.code and before[2][0].use in ("name", "adjective")
    return entry.ambiguous and bool(support) and not support[entry.code.removeprefix("~")]


def _codes_spoken_of(reading: Reading, found: list[tuple[Entry, ...]]) -> Counter[str]:
    """How often the text, its title and its story label name each code without ambiguity."""
    support = Counter(entries[0].code for entries in found if entries and not entries[0].ambiguous)
    for line in (reading.document.title, reading.document.story):
        if line:
            support.update(code for code in codes_in(reading.gazetteer, line, reading.document.date))
    return support


def codes_in(gazetteer: Gazetteer, line: str, date: str | None) -> list[str]:
    """The codes that a headline or a story label names, in order, without the ambiguous ones."""
    return [
        match.entries[0].code
        for match in gazetteer.scan(line, date)
        if match.entries and not match.entries[0].ambiguous
    ]


def _choose(entries: tuple[Entry, ...], near: tuple[Entry, ...], support: Counter[str]) -> Entry:
    if len(entries) == 1 or len({entry.code for entry in entries}) == 1:
        return entries[0]
    if near:
        neighbours = {entry.code for entry in near}
        for entry in entries:
            if entry.code in neighbours and entry.use in _PLACES:
                return entry
    return max(entries, key=lambda entry: (support[entry.code.removeprefix("~")], -entries.index(entry)))


def _is_part_of_a_name(
    reading: Reading, start: int, end: int, entries: tuple[Entry, ...], holders: tuple[object, ...]
) -> bool:
    """Whether the name stands inside the name of a person or of something that is not in the tables."""
    if not entries or holders or end - start > 1:
        return False
    entry = entries[0]
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


def _joins(reading: Reading, at: int, other: int) -> bool:
    """Whether two neighbouring capitalised tokens are one name in the parse."""
    return reading.tags[other] in ("NNP", "NNPS") and (
        reading.deps[other] in ("flat", "compound") or reading.deps[at] in ("flat", "compound")
    )


def _is_word_of_office(reading: Reading, at: int) -> bool:
    return any(title.start <= at < title.end for title in reading.titles)
