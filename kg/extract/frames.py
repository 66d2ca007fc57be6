"""Frames: which words express which relation. Loaded from `data/frames/*.toml`, matched against clauses.

A frame names its trigger words and says what must stand in which role:

    [[suppliesArmsTo]]
    verb = ["supply", "sell"]           # also noun = [...], adj = [...]
    subject = "source"                  # an actor, the relation's source
    "object|with" = "THING:arms"        # a word of data/things/arms.txt, in one of two roles
    "to|object|indirect" = "target"     # an actor, the relation's target
    match = ["Russia supplied India with missiles. | RUS IND"]
    miss = ["Russia supplied India with wheat."]

Roles are those of the clause reader (`subject`, `object`, `indirect`, `self`, `modifier`, `complement`, `governor`,
`maker`, `modified`, any preposition), `thing.owner` (whose the thing is: "Russian oil"), `thing.with`, ... (what stands
behind a preposition of the thing: "in clashes with Chad"), `thing.object` (what a thing that is a verb does it to:
"ships to watch Chad"), `trigger` (the trigger's own phrase), `clause` (the verb of the complement clause) and
`clause.subject`, `clause.object`, ... (its roles).

Fillers are `source`, `target`, `party` (one side of a symmetric relation), `THING:name`, `WORD:a,b`, `ANY`, each with
`not` before it for what must not stand there (`not source`: no actor whom no other slot has taken). A filler with a
question mark is optional; a list of fillers must all be met. An actor may be limited to kinds (`source:person,state`),
to what the word itself names and not its owner (`target:itself`: one meets a minister, not "the deadline of" a
minister), to those whose nationality is said and not guessed from the context (`target:named`), or not guessed to be
that of the doer (`target:foreign`: "Chadian jets killed five people" does not say that these were Chadians).

Options of a frame: `name`, `status` (the status it always has), `enacted_by` (words that do the deed by saying it:
sanctions that are approved are imposed, a loan that is approved is not yet paid), `instead_of` (relations that the same
words do not express when this frame fires), `home = true` (the target is a place, and a party at home there receives
the others), `mutual = true` (each of two parties does it to the other: they clash), `confidence` (0 to 1, before
calibration).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import combinations, permutations
from pathlib import Path
from typing import get_args

from kg.actors import acts_for, nationality
from kg.errors import DataError
from kg.extract.arguments import BY_CONTEXT, Arguments
from kg.extract.clauses import Clause, lemma
from kg.extract.lexicon import load_lexicon
from kg.model import Kind, Mention, Status
from kg.nlp.words import Word
from kg.resources import DATA
from kg.vocabulary import load_vocabulary

KINDS = ("verb", "noun", "adj")
_OPTIONS = {"match", "miss", "status", "enacted_by", "instead_of", "home", "mutual", "confidence", "name", *KINDS}
_ACTORS = {"source", "target", "party"}
_MODIFIERS = {"modifier", "maker", "poss"}
_RECIPROCALS = {("each", "other"), ("one", "another")}
_OF_THING = "thing."
_TRIGGER = "trigger"
_ITSELF = "itself"
_PLACE = "place"
_NAMED = "named"
_FOREIGN = "foreign"
_ORIGINS = {"maker", "adjective"}
_KINDS = {*get_args(Kind), _ITSELF, _PLACE, _NAMED, _FOREIGN}


End = tuple[Mention, Word]


@dataclass(frozen=True)
class Slot:
    """A requirement on a clause: in one of `roles` must stand a `filler`."""

    roles: tuple[str, ...]
    filler: str
    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    optional: bool = False
    forbidden: bool = False

    def __str__(self) -> str:
        """As it stands in the file, word lists cut short."""
        words = f" ({', '.join(sorted(self.words)[:3])} ...)" if self.words else ""
        return f"{'|'.join(self.roles)} = {'not ' if self.forbidden else ''}{self.filler}{words}"


@dataclass(frozen=True)
class Frame:
    """One way of saying a relation."""

    relation: str
    name: str
    triggers: Mapping[str, frozenset[str]]
    slots: tuple[Slot, ...]
    symmetric: bool
    status: str | None = None
    enacted_by: frozenset[str] = frozenset()
    instead_of: frozenset[str] = frozenset()
    home: bool = False
    mutual: bool = False
    confidence: float = 0.7
    match: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()

    def accepts(self, clause: Clause) -> bool:
        """Whether the clause's own word is one of the frame's triggers for its kind."""
        words = self.triggers.get(clause.kind)
        return words is not None and (clause.lemma in words or lemma(clause.head) in words)

    @cached_property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """The roles of each slot that only words of the clause can fill: without one of each the frame cannot fire."""
        return tuple(
            slot.roles
            for slot in self.slots
            if not (slot.optional or slot.forbidden or (self.symmetric and slot.filler == "target"))
            and not any(role == _TRIGGER or role.startswith(_OF_THING) for role in slot.roles)
        )


@dataclass(frozen=True)
class Match:
    """A frame that fired on a clause: the two ends and the words that prove it."""

    frame: Frame
    clause: Clause
    source: Mention
    target: Mention
    words: tuple[Word, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Frames:
    """All frames, found by trigger lemma."""

    frames: tuple[Frame, ...]
    by_trigger: Mapping[str, tuple[Frame, ...]]

    def candidates(self, name: str) -> tuple[Frame, ...]:
        """The frames that a word may trigger, in the order of the files."""
        return self.by_trigger.get(name, ())

    @cached_property
    def deeds(self) -> frozenset[str]:
        """The nouns that name a deed done to somebody: "invasion", "arrest"; behind their `of` stands the victim."""
        return frozenset(
            word
            for frame in self.frames
            if any(slot.filler == "target" and {"of", "object"} & set(slot.roles) for slot in frame.slots)
            for word in frame.triggers.get("noun", ())
        )


# --- loading ---------------------------------------------------------------------------------------------------------


@cache
def load_frames(folder: Path = DATA / "frames") -> Frames:
    """Read every frame file below `folder`, in the order of their names.

    Raises DataError for an unknown relation, filler, thing, kind or status, with the file and the frame's number.
    """
    frames = tuple(frame for path in sorted(folder.glob("*.toml")) for frame in _read(path))
    index: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in sorted({word.split()[0] for words in frame.triggers.values() for word in words}):
            index.setdefault(word, []).append(frame)
    return Frames(frames, {word: tuple(found) for word, found in index.items()})


def _read(path: Path) -> Iterator[Frame]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error
    relations = load_vocabulary().relations
    for relation, entries in tables.items():
        if relation not in relations:
            raise DataError(
                f'{path}: no relation "{relation}" in ontology/kg.ttl. It has: {", ".join(sorted(relations))}.'
            )
        for number, entry in enumerate(entries, start=1):
            where = f"{path}, [[{relation}]] number {number}"
            frame = _frame(relation, number, entry, where, symmetric=relations[relation].symmetric)
            if unknown := sorted(frame.instead_of - set(relations)):
                raise DataError(f'{where}: instead_of names "{unknown[0]}", which is no relation of ontology/kg.ttl.')
            yield frame


def _frame(relation: str, number: int, entry: dict[str, object], where: str, *, symmetric: bool) -> Frame:
    triggers = {kind: frozenset(_strings(entry[kind], where)) for kind in KINDS if kind in entry}
    if not triggers:
        raise DataError(f"{where}: a frame needs trigger words: verb, noun or adj.")
    slots = [
        _slot(roles, filler, where)
        for roles, fillers in entry.items()
        if roles not in _OPTIONS
        for filler in (fillers if isinstance(fillers, list) else [fillers])
    ]
    fillers = {slot.filler for slot in slots if not slot.forbidden}
    symmetric_frame = symmetric or bool(entry.get("mutual", False))
    if not ({"source", "target"} <= fillers or "party" in fillers or ("source" in fillers and symmetric_frame)):
        raise DataError(f'{where}: say who is "source" and who is "target" (or "party" for a symmetric relation).')
    status = _optional_string(entry.get("status"))
    if status is not None and status not in get_args(Status):
        raise DataError(f'{where}: "{status}" is no status. Statuses: {", ".join(get_args(Status))}.')
    slots.sort(key=lambda slot: slot.filler in _ACTORS)  # things first: an owner is asked of the thing found
    first = min(word for words in triggers.values() for word in words)
    return Frame(
        relation=relation,
        name=f"{relation}.{entry.get('name', first)}.{number}".replace(" ", "-"),
        triggers=triggers,
        slots=tuple(slots),
        symmetric=symmetric,
        status=status,
        enacted_by=frozenset(_strings(entry.get("enacted_by", []), where)),
        instead_of=frozenset(_strings(entry.get("instead_of", []), where)),
        home=bool(entry.get("home", False)),
        mutual=bool(entry.get("mutual", False)),
        confidence=float(str(entry.get("confidence", 0.7))),
        match=tuple(_strings(entry.get("match", []), where)),
        miss=tuple(_strings(entry.get("miss", []), where)),
    )


def _slot(roles: str, filler: object, where: str) -> Slot:
    text = str(filler)
    optional, forbidden = text.endswith("?"), text.startswith("not ")
    text = text.removesuffix("?").removeprefix("not ")
    names = tuple(roles.split("|"))
    kind, _, value = text.partition(":")
    if kind in _ACTORS:
        kinds = frozenset(value.split(",")) if value else frozenset()
        if unknown := sorted(kinds - _KINDS):
            raise DataError(f'{where}: "{unknown[0]}" is no kind of actor. Kinds: {", ".join(sorted(_KINDS))}.')
        return Slot(names, kind, kinds=kinds, optional=optional, forbidden=forbidden)
    if kind == "ANY":
        return Slot(names, "any", optional=optional, forbidden=forbidden)
    if kind == "WORD":
        return Slot(names, "word", frozenset(value.split(",")), optional=optional, forbidden=forbidden)
    things = load_lexicon().things
    if kind == "THING" and value in things:
        return Slot(names, "thing", things[value], optional=optional, forbidden=forbidden)
    raise DataError(
        f'{where}: "{filler}" is no filler. Fillers are source, target, party, ANY, WORD:a,b and THING: with one of '
        f"{', '.join(sorted(things))}."
    )


def _strings(value: object, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataError(f"{where}: expected a list of words, found {value!r}.")
    return value


def _optional_string(value: object) -> str | None:
    return None if value is None else str(value)


# --- matching --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filling:
    """How far the slots of a frame are filled by a clause. `missing` is the first required slot that stays empty."""

    ends: Mapping[str, list[list[End]]]
    things: list[Word]
    missing: Slot | None = None


def match_frame(frame: Frame, clause: Clause, arguments: Arguments) -> list[Match]:
    """Every pair of ends for which the frame fires on the clause; empty if a required slot stays unfilled."""
    if not all(any(map(clause.at, roles)) for roles in frame.needs):
        return []
    filling = fill(frame, clause, arguments)
    if filling.missing is not None:
        return []
    return [
        Match(frame, clause, source, target, (clause.head, *filling.things, at_source, at_target))
        for (source, at_source), (target, at_target) in _pairs(filling.ends, frame, arguments)
    ]


def fill(frame: Frame, clause: Clause, arguments: Arguments) -> Filling:
    """Fill the slots of a frame from a clause, in their order, up to the first that cannot be filled."""
    ends: dict[str, list[list[End]]] = {"source": [], "target": [], "party": []}
    things: list[Word] = []
    for slot in frame.slots:
        if slot.filler in _ACTORS:
            taken = {id(mention) for sides in ends.values() for side in sides for mention, _ in side}
            found = _fill_actors(slot, clause, arguments, things, taken)
            if not found and slot.filler == "target" and _is_reciprocal(slot, clause):
                found = [end for side in ends["source"] for end in side]
            if found and not slot.forbidden:
                ends[slot.filler].append(found)
            filled = not found if slot.forbidden else bool(found) or (frame.symmetric and slot.filler == "target")
        else:
            thing = _find_word(slot, clause, arguments)
            filled = (thing is None) if slot.forbidden else (thing is not None)
            if thing is not None and not slot.forbidden:
                things.append(thing)
        if not filled and not slot.optional:
            return Filling(ends, things, slot)
    return Filling(ends, things)


def _fill_actors(slot: Slot, clause: Clause, arguments: Arguments, things: list[Word], taken: set[int]) -> list[End]:
    """The actors in the first of the slot's roles that has any. Who fills another slot already is not taken twice."""
    for role in slot.roles:
        if role == "thing.owner":
            found = [(mention, thing) for thing in things for mention in _owners(thing, arguments)]
        elif role.startswith(_OF_THING):
            link = role.removeprefix(_OF_THING)
            found = [(mention, thing) for thing in things for mention in arguments.linked(thing, link)]
        else:
            found = [
                (mention, token)
                for token in clause.at(role)
                for mention in arguments.actors(token, owner=slot.filler == "target" and _ITSELF not in slot.kinds)
            ]
            found = _with_examples(found, clause, arguments)
            if role not in _MODIFIERS:
                found = _with_listed(found, arguments)
        found = [(mention, token) for mention, token in found if id(mention) not in taken and _suits(mention, slot)]
        if found:
            return found
    return []


def _is_reciprocal(slot: Slot, clause: Clause) -> bool:
    """Whether "each other" or "one another" stands in the slot: then the doers are also those to whom it is done."""
    words = [token for role in slot.roles for token in clause.at(role)]
    doc = clause.head.doc
    pairs = [(doc[at].lower_, doc[at + 1].lower_) for word in words for at in (word.i - 1, word.i) if at + 1 < len(doc)]
    return any(pair in _RECIPROCALS for pair in pairs)


def _owners(thing: Word, arguments: Arguments) -> list[Mention]:
    """Whose the thing is: its own owner, or that of the trade in it ("Russian fuel imports")."""
    found = arguments.owners(thing)
    traded = thing.dep_ in {"compound", "amod"} and lemma(thing.head) in arguments.lexicon.quantity_nouns
    return found or (arguments.owners(thing.head) if traded else []) or _makers(thing, arguments)


def _makers(thing: Word, arguments: Arguments) -> list[Mention]:
    """Where the thing was made: "Spanish-built ships", "Russian S-400 missile systems"."""
    marks = [child for child in thing.children if child.dep_ in {"amod", "compound"} and child.i < thing.i]
    inner = [word for mark in marks for word in mark.subtree if word.i < mark.i]
    made = [mention for word in inner if (mention := arguments.mention_at(word)) is not None]
    return [mention for mention in made if mention.how in _ORIGINS][:1]


def _with_examples(found: list[End], clause: Clause, arguments: Arguments) -> list[End]:
    """In place of an unnamed plural, those that the clause names as examples: "ministers have visited, including X"."""
    examples = [m for token in clause.at("including") for m in arguments.actors(token, owner=False)]
    ends: list[End] = []
    for mention, token in found:
        named = [(each, token) for each in examples if each.code == mention.code and each.kind == "person"]
        ends += named if named and token.tag_ == "NNS" else [(mention, token)]
    return ends


def _with_listed(found: list[End], arguments: Arguments) -> list[End]:
    """The ends with those that the text enumerates beside them, each at its own head."""
    ends: list[End] = []
    for mention, token in found:
        itself = token.pos_ in {"PROPN", "NOUN"} and arguments.mention_at(token) is mention
        for each in (arguments.listed_with(mention) if itself else ()) or (mention,):
            if not any(each is other for other, _ in ends):
                ends.append((each, token if each is mention else arguments.doc[each.head]))
    return ends


def _suits(mention: Mention, slot: Slot) -> bool:
    kinds = slot.kinds - {_ITSELF, _NAMED, _FOREIGN}
    if _NAMED in slot.kinds and mention.how == BY_CONTEXT:
        return False
    return not kinds or mention.kind in kinds or (_PLACE in kinds and mention.how == _PLACE)


def _find_word(slot: Slot, clause: Clause, arguments: Arguments) -> Word | None:
    for role in slot.roles:
        tokens = [clause.head] if role == _TRIGGER else clause.at(role)
        for token in tokens:
            if slot.filler == "any":
                return token
            if slot.filler == "thing":
                thing = arguments.thing(token, slot.words)
            else:
                thing = next((word for word, alone, _ in arguments.names(token) if alone & slot.words), None)
            if thing is not None:
                return thing
    return None


def _pairs(ends: Mapping[str, list[list[End]]], frame: Frame, arguments: Arguments) -> Iterable[tuple[End, End]]:
    """The two ends of each claim. Two sides meet each other; a single side of a symmetric relation meets itself."""
    targets = [end for side in ends["target"] for end in side]
    sides = ends["source"] + ends["party"]
    if frame.mutual:  # of three nobody can tell who does it to whom
        both = [end for side in sides for end in side]
        return permutations(both, 2) if len({mention.code for mention, _ in both}) == 2 else []
    if frame.home:
        return _guests([end for side in sides for end in side], targets)
    if frame.symmetric and not targets:
        if len(sides) > 1:
            return ((first, second) for first in sides[0] for side in sides[1:] for second in side)
        return (pair for side in sides for pair in combinations(side, 2) if _are_two_sides(*pair, arguments))
    foreign = any(_FOREIGN in slot.kinds for slot in frame.slots)
    return [
        (source, target)
        for side in sides
        for source in side
        for target in targets
        if source[0] is not target[0] and not (foreign and _is_guessed_citizen(target[0], source[0]))
    ]


def _is_guessed_citizen(mention: Mention, state: Mention) -> bool:
    """Whether only the context, which may be that state's deed, makes the mention one of the state's citizens.

    Where the context says whose both are ("security forces killed protesters"), they belong together.
    """
    nation = acts_for(state.code) if state.how != BY_CONTEXT else None
    return mention.how == BY_CONTEXT and nation is not None and nationality(mention.code) == nation


def _are_two_sides(first: End, second: End, arguments: Arguments) -> bool:
    """Whether two ends of one role face each other: "both leaders" do, examples of "powers, including ..." do not."""
    mention = arguments.mention_at(first[1])
    return first[1] != second[1] or (mention is not None and bool(mention.members))


def _guests(parties: list[End], places: list[End]) -> Iterator[tuple[End, End]]:
    """A meeting on a participant's own soil is a visit of the guests."""
    for place in places:
        if any(party[0].code == place[0].code for party in parties):
            yield from ((party, place) for party in parties if party[0].code != place[0].code)
