"""The learned half of extraction: what a text says that one actor does to another, from a pair of marked places.

1. `features.py` describes the pair by short strings (path, acts, operators, surface) and by words at six places.
2. Strings have a row of weights each; words have vectors, whose mean at each place is weighed too.
3. Linear heads read the description. One judge knows `related` (is there any relation?), `relation` (which, if there
   is one?) and `status`; another, fitted on sentences that were coded by PLOVER's own codebook, the `family`.

Weights were fitted by `training/learned/train.py` and stand in `data/learned/`. Only numpy is needed here.
A proposal names its cues: the strings that spoke most for it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.errors import DataError
from kg.extract.features import PLACES, PairView, Part, Tree, pair_features, span_head
from kg.extract.triggers import Triggers, load_triggers
from kg.model import Claim, Mention, Status
from kg.nlp.words import Text
from kg.once import Once
from kg.resources import DATA
from kg.vocabulary import load_vocabulary

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

_UNOFFICIAL = ("~", "?")
_WORTH_NAMING = 0.02
"""Below this probability `classify` names no relation."""
_HOPELESS = -2.5
"""Log odds of any relation by the strings alone below which a pair is not looked at further: 6 in 10 pairs of
items_dev, none of which would have become a claim. To 99 in 100 pairs the vectors add less than 2."""
_VENUE = ("at", "in")
_MAX_APART = 18
"""Most words between two actors of a pair: 98 in 100 gold pairs of items_train stand nearer."""


@dataclass(frozen=True)
class Proposal:
    """`source` does `relation` to `target`, the classifier thinks; `start` and `end` are characters that show it."""

    source: Mention
    target: Mention
    relation: str
    status: Status
    probability: float
    raw: float
    """The classifier's own figure, which `Confidence` reads; `probability` is what it means when it works alone."""
    start: int
    end: int
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What a text says that a marked source does to a marked target. `relation` is None when nothing of the 43."""

    relation: str | None
    family: str
    status: Status
    confidence: float
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Vectors:
    """Word vectors of unit length: the row of a word in `table` (words × dimensions)."""

    rows: Mapping[str, int]
    table: Floats

    def means(self, groups: Sequence[Iterable[str]]) -> Floats:
        """The direction of the mean of each group's words (groups × dimensions), zero if none of them has a vector."""
        rows = [[self.rows[word] for word in words if word in self.rows] for words in groups]
        means = np.zeros((len(rows), self.table.shape[1]), dtype=np.float32)
        filled = [k for k, group in enumerate(rows) if group]
        if filled:
            starts = [0, *accumulate(len(rows[k]) for k in filled[:-1])]
            sums = np.add.reduceat(self.table[[row for group in rows for row in group]], starts, axis=0)
            means[filled] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        return means


@dataclass(frozen=True)
class Description:
    """A pair in numbers: rows and values of its strings, and the vectors of the words around it."""

    view: PairView
    rows: Rows
    values: Floats
    around: Floats


class Describer:
    """Turns pair views into numbers: `strings` weighed by rarity and to unit length, and the words' vectors."""

    def __init__(self, strings: Sequence[str], rarity: Floats, vectors: Vectors, place_weights: Floats) -> None:
        self.strings = strings
        self.row = {string: i for i, string in enumerate(strings)}
        self.rarity = rarity
        self.vectors = vectors
        self.place_weights = place_weights
        self._rows_of = Once(self._look_up, most=2**15).__getitem__

    def _look_up(self, strings: Iterable[str]) -> list[int]:
        return [i for i in map(self.row.get, strings) if i is not None]

    def known(self, strings: Iterable[str]) -> tuple[Rows, Floats]:
        """Rows and values of the strings that the model knows."""
        rows = np.array(self._look_up(strings), dtype=np.intp)
        values = self.rarity[rows]
        return rows, values / np.float32(max(math.sqrt(float(values @ values)), 1e-9))

    def around(self, words: Sequence[Mapping[str, Sequence[str]]]) -> Floats:
        """The weighed mean vectors of the words at each place, one after the other: a row for each pair."""
        means = self.vectors.means([of_pair[place] for of_pair in words for place in PLACES])
        weighed = np.tile(self.place_weights, len(words))[:, None] * means
        return np.asarray(weighed.reshape(len(words), len(PLACES) * means.shape[1]))

    def describe(
        self, views: Sequence[PairView], question: Head | None = None, hopeless: float = -math.inf
    ) -> dict[int, Description]:
        """The description of each view, by its number, but for those whose answer to a yes-or-no `question` is clear.

        These have log odds below `hopeless` by their strings alone, without the slower vectors. All views are read at
        once, because small arrays take as long as larger ones.
        """
        rows = [[*dict.fromkeys(chain.from_iterable(map(self._rows_of, view.parts)))] for view in views]
        lengths = [len(each) for each in rows]
        every, owner = np.array([*chain.from_iterable(rows)], dtype=np.intp), np.arange(len(views)).repeat(lengths)
        values = self.rarity.take(every)
        norms = np.sqrt(np.bincount(owner, values * values, len(views)))
        values /= np.maximum(norms, 1e-9).astype(np.float32)[owner]
        numbers = list(range(len(views)))
        if question is not None:
            spoken = np.bincount(owner, values * question.of_strings[:, 0].take(every), len(views))
            numbers = np.flatnonzero(question.slope * (spoken + question.offset[0]) >= hopeless).tolist()
        around = self.around([views[number].words for number in numbers])
        places = [slice(start, end) for start, end in pairwise(accumulate(lengths, initial=0))]
        return {
            number: Description(views[number], every[places[number]], values[places[number]], vectors)
            for number, vectors in zip(numbers, around, strict=True)
        }


@dataclass(frozen=True)
class Head:
    """One linear question: its possible answers, the weights (strings × answers, vectors × answers) and offsets.

    `slope` turns scores into probabilities (a logistic curve for one answer, a softmax for several).
    """

    answers: tuple[str, ...]
    of_strings: Floats
    of_vectors: Floats
    offset: Floats
    slope: float

    def scores(self, pair: Description) -> Floats:
        """A score for each answer."""
        by_strings = pair.values @ self.of_strings.take(pair.rows, axis=0)
        return np.asarray(by_strings + pair.around @ self.of_vectors + self.offset)

    def probabilities(self, pair: Description) -> Floats:
        """The scores as probabilities."""
        z = self.slope * self.scores(pair)
        if len(self.answers) == 1:
            return np.asarray(1 / (1 + np.exp(-z)), dtype=np.float32)
        e = np.exp(z - z.max())
        return np.asarray(e / e.sum(), dtype=np.float32)


@dataclass(frozen=True)
class Judge:
    """A description and the questions asked of it."""

    describer: Describer
    heads: Mapping[str, Head]

    def cues(self, pair: Description, question: str, answer: str, most: int = 4) -> tuple[str, ...]:
        """The strings that spoke most for an answer, strongest first."""
        head = self.heads[question]
        weights = pair.values * head.of_strings[pair.rows, head.answers.index(answer)]
        best = np.argsort(-weights, kind="stable")[:most]
        return tuple(self.describer.strings[pair.rows[i]] for i in best if weights[i] > 0)


class PairModel:
    """Reads pairs of actors.

    `relations` was fitted on pairs of actors with gold claims, `families` on marked pairs with PLOVER families. `curve`
    maps the raw probability of a proposal to how often such proposals are right.
    """

    def __init__(
        self,
        relations: Judge,
        families: Judge,
        triggers: Triggers,
        symmetric: frozenset[str],
        curve: tuple[Floats, Floats],
    ) -> None:
        self.relations = relations
        self.families = families
        self.triggers = triggers
        self.symmetric = symmetric
        self.curve = curve

    def tree(self, text: Text) -> Tree:
        """A parsed text as `propose` and `probabilities` read it: make it once for both."""
        return Tree(text, self.triggers)

    def propose(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        *,
        at_least: float = 0.05,
        settled: Collection[frozenset[str]] = (),
    ) -> list[Proposal]:
        """What the actors of a sentence do to one another, in the order of the text.

        Only what is at least as probable as `at_least`; at most two relations for a pair; nothing for actors whose pair
        of codes is `settled`.
        """
        pairs = [
            (source, target)
            for source, target in actor_pairs(tree, mentions)
            if frozenset((source.mention.code, target.mention.code)) not in settled
        ]
        least = float(np.interp(at_least, *self.curve[::-1]))
        raw: dict[tuple[int, int, str], tuple[float, Description]] = {}
        views = self._views(tree, pairs, mentions)
        described = self.relations.describer.describe(views, self.relations.heads["related"], _HOPELESS)
        for number, pair in described.items():
            source, target = pairs[number]
            for relation, probability in self._read_pair(pair, least=least):
                raw[source.number, target.number, relation] = (probability, pair)
        ends = {end.number: end for pair in pairs for end in pair}
        proposals = []
        for (s, t, relation), (chance, pair) in sorted(raw.items(), key=lambda item: item[0]):
            if relation in self.symmetric:
                back = raw.get((t, s, relation))
                if s > t and back:
                    continue
                chance = (chance + back[0]) / 2 if back else chance / 2
            probability = float(np.interp(chance, *self.curve))
            if probability >= at_least:
                cues, status = self.relations.cues(pair, "relation", relation), self._status(pair)
                begin, end = _extent(ends[s], ends[t], pair.view)
                proposals.append(
                    Proposal(ends[s].mention, ends[t].mention, relation, status, probability, chance, begin, end, cues)
                )
        return proposals

    @property
    def known(self) -> tuple[str, ...]:
        """The relations that it was trained on."""
        return self.relations.heads["relation"].answers

    def probabilities(self, tree: Tree, mentions: Sequence[Mention], claims: Sequence[Claim[Mention]]) -> list[float]:
        """What the classifier thinks of claims of `known` relations that something else read: raw probabilities."""
        asked: list[tuple[End, End]] = []
        askers: list[int] = []
        for number, claim in enumerate(claims):
            source, target = (
                End(m, m.head, tree.tokens(m.start, m.end), i) for i, m in enumerate((claim.source, claim.target))
            )
            ways = [(source, target), (target, source)] if claim.relation in self.symmetric else [(source, target)]
            asked += ways
            askers += [number] * len(ways)
        found: list[list[float]] = [[] for _ in claims]
        for number, pair in self.relations.describer.describe(self._views(tree, asked, mentions)).items():
            claim = claims[askers[number]]
            found[askers[number]].append(dict(self._read_pair(pair, best=len(self.known)))[claim.relation])
        return [sum(each) / len(each) for each in found]

    def _views(self, tree: Tree, pairs: Sequence[tuple[End, End]], mentions: Sequence[Mention]) -> list[PairView]:
        others = frozenset(mention.head for mention in mentions)
        return [view_pair(tree, source, target, others) for source, target in pairs]

    def _read_pair(self, pair: Description, *, best: int = 2, least: float = 0.0) -> list[tuple[str, float]]:
        """The `best` relations for a pair, each with raw probability; none if that of any is below `least`."""
        heads = self.relations.heads
        any_relation = heads["related"].probabilities(pair)[0]
        if any_relation < least:
            return []
        which = any_relation * heads["relation"].probabilities(pair)
        return [(self.known[k], float(which[k])) for k in (-which).argsort(kind="stable")[:best]]

    def _status(self, pair: Description) -> Status:
        status = self.relations.heads["status"]
        said: Status = status.answers[int(status.scores(pair).argmax())]  # type: ignore[assignment]
        return said

    def classify(self, doc: Doc, source: tuple[int, int], target: tuple[int, int]) -> Reading:
        """What the text says that the source does to the target, both given as character offsets."""
        tree = self.tree(Text(doc))
        first, second = token_span(doc, *source), token_span(doc, *target)
        view = pair_features(tree, span_head(tree, *first), span_head(tree, *second), first, second)
        for_family = self.families.describer.describe([view])[0]
        of_family = self.families.heads["family"].probabilities(for_family)
        family = self.families.heads["family"].answers[int(of_family.argmax())]
        pair = self.relations.describer.describe([view])[0]
        relation, probability = self._read_pair(pair, best=1)[0]
        return Reading(
            relation=relation if probability >= _WORTH_NAMING else None,
            family=family,
            status=self._status(pair),
            confidence=float(of_family.max()),
            cues=self.families.cues(for_family, "family", family),
        )


@dataclass(frozen=True)
class End:
    """One actor of a pair: the mention (or a member of a plural mention), where it stands, its number in the text."""

    mention: Mention
    at: int
    span: tuple[int, int]
    number: int


def actor_pairs(tree: Tree, mentions: Sequence[Mention]) -> list[tuple[End, End]]:
    """Ordered pairs of actors in one sentence that may deal with each other: not the same, and not both unofficial."""
    ends: list[End] = []
    for mention in mentions:
        if _is_venue(tree, mention):
            continue
        span = tree.tokens(mention.start, mention.end)
        for member in mention.members or (mention,):
            ends.append(End(member, mention.head, span, len(ends)))
    return [
        (source, target)
        for source in ends
        for target in ends
        if source.number != target.number
        and tree.sentence[source.at] == tree.sentence[target.at]
        and source.mention.code != target.mention.code
        and max(source.span[0] - target.span[1], target.span[0] - source.span[1]) <= _MAX_APART
        and not (source.mention.code.startswith(_UNOFFICIAL) and target.mention.code.startswith(_UNOFFICIAL))
    ]


def _is_venue(tree: Tree, mention: Mention) -> bool:
    """Whether things are done in or at an organisation: of 218 such pairs in the labelled items 4 had a relation."""
    return mention.kind == "organisation" and tree.case(mention.head) in _VENUE


def view_pair(tree: Tree, source: End, target: End, others: Collection[int]) -> PairView:
    """The description of a pair of mentions: that of the pair of places, and what the actors are.

    `others` are the heads of all mentions, each once.
    """
    view = pair_features(tree, source.at, target.at, source.span, target.span, others, surface=False)
    s, t = source.mention, target.mention
    same = s.code.strip("~").split(":")[0] == t.code.strip("~").split(":")[0]
    view.parts.append(_actor_strings(s.kind, s.how, _shape(s), t.kind, t.how, _shape(t), same))
    return view


@lru_cache(maxsize=2**12)
def _actor_strings(
    source_kind: str,
    source_how: str,
    source_shape: str,
    target_kind: str,
    target_how: str,
    target_shape: str,
    same: bool,
) -> Part:
    return (
        f"sm:{source_kind}",
        f"tm:{target_kind}",
        f"sc:{source_shape}",
        f"tc:{target_shape}",
        f"mc:{source_shape}|{target_shape}",
        f"mm:{source_kind}|{target_kind}",
        f"sh:{source_how}",
        f"th:{target_how}",
        "state:same" if same else "state:other",
    )


def _shape(mention: Mention) -> str:
    if mention.code.startswith(_UNOFFICIAL):
        return mention.code[0]
    return "org" if mention.kind == "organisation" else "state"


def token_span(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Tokens that the characters touch, white space at the rims left out; an empty stretch is the token there."""
    text = doc.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    span = doc.char_span(start, max(end, start + 1), alignment_mode="expand")
    return (span.start, span.end) if span is not None and len(span) else (max(len(doc) - 1, 0), len(doc))


def _extent(source: End, target: End, view: PairView) -> tuple[int, int]:
    """The characters from the first to the last of: both actors, and the words between them in the parse."""
    path = [i for i, _ in view.nodes]
    first = min(source.span[0], target.span[0], *path)
    last = max(source.span[1] - 1, target.span[1] - 1, *path)
    return view.tree.starts[first], view.tree.ends[last]


# -- the shipped model --------------------------------------------------------------------------------------------


def save_vectors(path: Path, vectors: Vectors) -> None:
    """Write word vectors, in 255 steps a dimension."""
    table, scale = _to_bytes(vectors.table)
    np.savez_compressed(path, words=np.array("\n".join(vectors.rows)), table=table, scale=scale)


def read_vectors(path: Path) -> Vectors:
    """The vectors that `save_vectors` wrote. Raises DataError if the file is missing."""
    with _open(path) as file:
        words = str(file["words"]).split("\n")
        return Vectors({word: i for i, word in enumerate(words)}, _from_bytes(file["table"], file["scale"]))


def save_judge(path: Path, judge: Judge) -> None:
    """Write a judge. Weights are rounded to 255 steps for each answer: small, and the same bytes every time."""
    describer = judge.describer
    arrays: dict[str, NDArray[Any]] = {
        "strings": np.array("\n".join(describer.strings)),
        "rarity": describer.rarity.astype(np.float16),
        "place_weights": describer.place_weights,
        "answers": np.array(json.dumps({name: head.answers for name, head in judge.heads.items()})),
    }
    for name, head in judge.heads.items():
        arrays[f"{name}.strings"], arrays[f"{name}.strings.scale"] = _to_bytes(head.of_strings)
        arrays[f"{name}.vectors"], arrays[f"{name}.vectors.scale"] = _to_bytes(head.of_vectors)
        arrays[f"{name}.offset"] = head.offset
        arrays[f"{name}.slope"] = np.array(head.slope)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def read_judge(path: Path, vectors: Vectors) -> Judge:
    """The judge that `save_judge` wrote. Raises DataError if the file is missing."""
    with _open(path) as file:
        strings = str(file["strings"]).split("\n")
        describer = Describer(strings, file["rarity"].astype(np.float32), vectors, file["place_weights"])
        heads = {
            name: Head(
                tuple(answers),
                _from_bytes(file[f"{name}.strings"], file[f"{name}.strings.scale"]),
                _from_bytes(file[f"{name}.vectors"], file[f"{name}.vectors.scale"]),
                file[f"{name}.offset"],
                float(file[f"{name}.slope"]),
            )
            for name, answers in json.loads(str(file["answers"])).items()
        }
    return Judge(describer, heads)


def _open(path: Path) -> NpzFile:
    try:
        file: NpzFile = np.load(path, allow_pickle=False)
    except FileNotFoundError as error:
        hint = "it belongs to kg's data; install kg again or run training/learned/train.py."
        raise DataError(f"{path} is missing: {hint}") from error
    return file


def _to_bytes(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9).astype(np.float32) / 127
    return np.round(weights / scale).astype(np.int8), scale


def _from_bytes(steps: NDArray[np.int8], scale: Floats) -> Floats:
    return np.asarray(steps * scale, dtype=np.float32)


@cache
def load_model(folder: Path = DATA / "learned") -> PairModel:
    """The shipped classifier. Raises DataError if one of its files is missing."""
    vectors = read_vectors(folder / "vectors.npz")
    with (folder / "curve.json").open(encoding="utf8") as file:
        curve = json.load(file)
    return PairModel(
        relations=read_judge(folder / "relations.npz", vectors),
        families=read_judge(folder / "families.npz", vectors),
        triggers=load_triggers(folder / "triggers.toml"),
        symmetric=frozenset(name for name, relation in load_vocabulary().relations.items() if relation.symmetric),
        curve=(np.asarray(curve["raw"], dtype=np.float32), np.asarray(curve["right"], dtype=np.float32)),
    )
