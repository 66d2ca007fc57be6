"""What the classifier sees of a pair of actors in a parsed text: a list of short strings, each a reason one can read.

A `Tree` unpacks a Doc once into plain lists. For a source and a target it then answers:

path       the words of the parse between the two, and what the two are to the word where their ways meet
acts       which deeds these words (and those that hang on them) name, by data/learned/triggers.toml
operators  what stands above the deed: refused to, agreed to, will, not, called for
ends       the words and the kind of the two actors
surface    the words between, before and after
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from functools import cache, cached_property
from itertools import accumulate, pairwise

from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, SENT_START, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc

from kg.extract.triggers import Triggers

_FUNCTION = {"punct", "det", "cc", "case", "mark", "aux", "aux:pass", "cop", "expl"}
_CONTENT = {"NOUN", "VERB", "ADJ", "PROPN", "ADV", "AUX"}
_VERBAL = {"VERB", "AUX"}
_NAMING = {"NOUN", "VERB", "ADJ"}
_FAR_LINKS = {"acl", "advcl", "ccomp", "parataxis", "xcomp", "appos", "conj", "list", "dep"}
_MAX_UP = 12
_MAX_BETWEEN = 25


PLACES = ("path", "beside", "between", "sentence", "target", "source")
"""Where words stand that are described by vectors: between the two in the parse, hanging on that, in the text, ..."""


class _Names(dict[int, str]):
    """The strings of spaCy's numbers, looked up once each."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self._strings = doc.vocab.strings

    def __missing__(self, key: int) -> str:
        # numbers came back signed, spaCy's are not
        name = self[key] = self._strings[key % 2**64]
        return name


class Tree:
    """A Doc as plain lists (faster than tokens by far), with the acts that each word names.

    `up[i]` is the word that i hangs on once coordination is undone ("A and B met": both hang on "met"), -1 at the top;
    `link[i]` is the label of that tie. What many pairs ask of the same word is worked out once:

    acts(i)        the acts that word i names, alone or with a word that hangs on it: pairs of (act, how)
    operators(i)   what word i makes of the deed below it: its operator classes, modals and negation
    chain(i)       i and the words above it, up to the top
    role(i)        what i is to the word above it: its label, with the preposition
    """

    def __init__(self, doc: Doc, triggers: Triggers) -> None:
        self.triggers = triggers
        values = doc.to_array([LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE, HEAD, IDX, LENGTH, SENT_START]).astype("int64")
        names = _Names(doc)
        columns = values.T.tolist() if len(doc) else [[] for _ in range(10)]
        lower, lemmas, pos, tags, deps, kinds = ([names[key] for key in column] for column in columns[:6])
        self.lower, self.pos, self.tag, self.dep, self.kind = lower, pos, tags, deps, kinds
        self.lemma = [triggers.lemma(f, p, (m or f).lower()) for f, p, m in zip(lower, pos, lemmas, strict=True)]
        self.head = [i + offset for i, offset in enumerate(columns[6])]
        self.starts = columns[7]
        self.ends = [start + length for start, length in zip(columns[7], columns[8], strict=True)]
        self.sentence = list(accumulate(int(i > 0 and begins == 1) for i, begins in enumerate(columns[9])))
        self.sentence_words: dict[int, list[int]] = {number: [] for number in self.sentence}
        for i, number in enumerate(self.sentence):
            if self.pos[i] in _CONTENT:
                self.sentence_words[number].append(i)
        self.children: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.up = list(self.head)
        self.link = list(self.dep)
        for i in range(len(self.head)):
            self.up[i], self.link[i] = self._tie(i)
        self.acts = cache(self._acts)
        self.operators = cache(self._operators)
        self.chain = cache(self._chain)
        self.role = cache(self._role)
        self.actor_strings = cache(self._actor_strings)
        self.node_strings = cache(self._node_strings)
        self.dependents = cache(self._dependents)

    def _tie(self, i: int) -> tuple[int, str]:
        first = i
        while self.dep[first] == "conj" and self.head[first] != first:
            first = self.head[first]
        if self.head[first] == first:
            return -1, "root"
        return self.head[first], self.dep[first]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (first, one past the last) that the characters from `start` to `end` touch."""
        first = bisect_right(self.ends, start)
        return first, max(bisect_left(self.starts, end), first + 1)

    # -- acts ---------------------------------------------------------------

    def _acts(self, i: int) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys(self._find_acts(i)))

    def _find_acts(self, i: int) -> Iterable[tuple[str, str]]:
        triggers, word = self.triggers, self.lemma[i]
        below = self._below(i)
        light = list(triggers.light.get(word, ()))
        for j in below:
            for name in triggers.pairs.get((word, self.lemma[j]), ()):
                if name.startswith("light:"):
                    light.append(name[6:])
                elif not name.startswith("operator:"):
                    yield name, "pair"
        # taggers err between "kill" the verb and the noun: what one list lacks the other may have
        nominal = self.pos[i] not in _VERBAL
        lists = ((triggers.nouns, "noun"), (triggers.verbs, "verb"))
        for names, how in lists if nominal else lists[::-1]:
            if word in names:
                for name in names[word]:
                    yield name, how
                break
        if light:
            for j in below:
                for thing in triggers.things.get(self.lemma[j], ()):
                    for verb in light:
                        act = triggers.joined.get((verb, thing))
                        if act:
                            yield act, "joined"

    def _below(self, i: int) -> list[int]:
        """Words that hang on i, and those that hang on its objects and complements."""
        near: list[int] = []
        for j in self.children[i]:
            near.append(j)
            if self.dep[j] not in _FUNCTION and not self.dep[j].startswith(("nsubj", "advcl", "ccomp", "parataxis")):
                near.extend(self.children[j])
        return near

    def _operators(self, i: int) -> list[str]:
        found = list(self.triggers.operators.get(self.lemma[i], ()))
        for j in self.children[i]:
            if self.dep[j] in {"aux", "aux:pass"} and self.tag[j] == "MD":
                found.append(f"modal:{self.lemma[j]}")
            if self.lemma[j] in {"not", "n't", "no", "never", "neither", "nor", "without"}:
                found.append("not")
            for name in self.triggers.pairs.get((self.lemma[i], self.lemma[j]), ()):
                if name.startswith("operator:"):
                    found.append(name[9:])
        return list(dict.fromkeys(found))

    # -- paths --------------------------------------------------------------

    def _chain(self, i: int) -> list[int]:
        chain = [i]
        while len(chain) < _MAX_UP and self.up[chain[-1]] >= 0 and self.up[chain[-1]] not in chain:
            chain.append(self.up[chain[-1]])
        return chain

    def case(self, i: int) -> str:
        """The preposition of i, "'s" for a possessive, else the empty string."""
        words = [self.lemma[j] for j in self.children[i] if self.dep[j] == "case"]
        return "_".join(words[:2])

    def _role(self, i: int) -> str:
        first = i
        while self.dep[first] == "conj" and self.head[first] != first:
            first = self.head[first]
        label = (
            self.link[i].split(":")[0] if self.link[i] not in {"nsubj:pass", "obl:agent", "nmod:poss"} else self.link[i]
        )
        case = self.case(i) or self.case(first)
        return f"{label}:{case}" if case else label

    # -- strings of one actor or word, whatever the pair ----------------------

    def _actor_strings(self, side: str, head: int, span: tuple[int, int]) -> tuple[list[str], list[str]]:
        """The strings of an actor (side "s" or "t"), and the kinds of actor that its words name ("-" if none)."""
        strings = [f"{side}:{self.lemma[head]}", f"{side}e:{self.kind[head]}", f"{side}p:{self.pos[head]}"]
        kinds = set()
        for i in range(*span):
            if i != head and self.pos[i] in _CONTENT:
                strings.append(f"{side}w:{self.lemma[i]}")
            for kind in self.triggers.actors.get(self.lemma[i], ()):
                kinds.add(kind)
                strings.append(f"{side}k{'' if i != head else 'h'}:{kind}")
            if self.pos[i] in {"NOUN", "VERB"}:
                strings += [f"{side}a:{act}" for act, _ in self.acts(i)]
        return strings, sorted(kinds) or ["-"]

    def _node_strings(self, i: int, side: str) -> list[str]:
        """The strings of a word that stands on a way, on this side of it."""
        word, triggers = self.lemma[i], self.triggers
        strings = [f"p:{word}", f"p{side}:{word}"]
        for act, how in self.acts(i):
            strings += [f"pa:{act}", f"pa{side}:{act}:{how}"]
        strings += [f"pl:{name}" for name in triggers.light.get(word, ())]
        return strings + [f"pn:{name}" for name in triggers.things.get(word, ())]

    def _dependents(self, i: int) -> list[tuple[int, list[str], list[str]]]:
        """The words that hang on i, each with its strings and its acts."""
        word, found = self.lemma[i], []
        for j in self.children[i]:
            if self.dep[j] not in {"punct", "det", "cc", "case"}:
                label = self.dep[j].split(":")[0]
                strings = [f"c:{self.lemma[j]}", f"c:{word}+{self.lemma[j]}", f"cd:{word}>{label}"]
                acts: list[str] = []
                if label not in {"nsubj", "advcl", "parataxis"}:
                    acts = [act for act, _ in self.acts(j)]
                    strings += [f"ca:{act}" for act in acts]
                    strings += [f"cn:{name}" for name in self.triggers.things.get(self.lemma[j], ())]
                found.append((j, strings, acts))
        return found

    @cached_property
    def shared_subject(self) -> dict[int, int]:
        """Verbs without a subject of their own → the coordinated verb before them, whose subject they share."""
        shared = {}
        for i, dep in enumerate(self.dep):
            if (
                dep == "conj"
                and self.pos[i] in _VERBAL
                and not any(self.dep[j].startswith("nsubj") for j in self.children[i])
            ):
                shared[i] = self.head[i]
        return shared


class Path:
    """The way from source to target through the parse."""

    def __init__(self, tree: Tree, source: int, target: int) -> None:
        self.tree = tree
        up_source, up_target = tree.chain(source), tree.chain(target)
        up_source = self._share_subject(up_source, up_target)
        up_target = self._share_subject(up_target, up_source)
        above_target = set(up_target)
        self.meet = next((i for i in up_source if i in above_target), -1)
        self.source_side = up_source[1 : up_source.index(self.meet)] if self.meet >= 0 else up_source[1:]
        self.target_side = up_target[1 : up_target.index(self.meet)] if self.meet >= 0 else up_target[1:]
        top = up_source[up_source.index(self.meet) + 1 :] if self.meet >= 0 else []
        self.above = top[:3]
        self.source, self.target = source, target
        self.source_top = (up_source[: up_source.index(self.meet)] or [source])[-1] if self.meet >= 0 else up_source[-1]
        self.target_top = (up_target[: up_target.index(self.meet)] or [target])[-1] if self.meet >= 0 else up_target[-1]

    def _share_subject(self, mine: list[int], other: list[int]) -> list[int]:
        """If my verb's coordinated follower governs the other end, I hang on that follower as well."""
        tree = self.tree
        if len(mine) > 1 and tree.link[mine[0]].startswith("nsubj"):
            for i in other:
                verb, steps = i, 0
                while verb in tree.shared_subject and steps < 4:
                    verb, steps = tree.shared_subject[verb], steps + 1
                    if verb == mine[1]:
                        return [mine[0], i, *tree.chain(i)[1:]]
        return mine

    def nodes(self) -> list[tuple[int, str]]:
        """The words on the way without the two ends, each with its side: S below the meeting, M, T."""
        middle = [(self.meet, "M")] if self.meet not in (-1, self.source, self.target) else []
        return [(i, "S") for i in self.source_side] + middle + [(i, "T") for i in reversed(self.target_side)]


class PairView:
    """What the classifier sees of a pair: `strings`, collected a kind at a time, and `words`, read when asked for."""

    def __init__(
        self,
        tree: Tree,
        source: int,
        target: int,
        source_span: tuple[int, int],
        target_span: tuple[int, int],
        others: Collection[int],
    ) -> None:
        self.tree, self.source, self.target, self.others = tree, source, target, others
        self.source_span, self.target_span = source_span, target_span
        self.inside = {*range(*source_span), *range(*target_span)}
        self.path = Path(tree, source, target)
        self.nodes = self.path.nodes()
        self.on_path = {i for i, _ in self.nodes}
        self.own_source, self.own_target = tree.role(source), tree.role(target)
        self.source_role, self.target_role = self._roles()
        first, second = sorted((source_span, target_span))
        self.before, self.after = first[0], second[1]
        self.order = "st" if first == source_span else "ts"
        self.between = [i for i in range(first[1], second[0]) if tree.pos[i] != "PUNCT"]
        self.acts_on: list[str] = []
        self.acts_by: list[str] = []
        self.strings: list[str] = []

    def _roles(self) -> tuple[str, str]:
        """What each end is to the word where their ways meet ("top": it is that word itself)."""
        path, tree = self.path, self.tree
        if path.meet < 0:
            return "apart", "apart"
        source = "top" if path.meet == self.source else tree.role(path.source_top)
        target = "top" if path.meet == self.target else tree.role(path.target_top)
        return source, target

    def read_ends(self) -> None:
        """The words and kinds of the two actors, and the acts named inside them."""
        self.kinds: dict[str, list[str]] = {}
        for side, head, span in (("s", self.source, self.source_span), ("t", self.target, self.target_span)):
            strings, self.kinds[side] = self.tree.actor_strings(side, head, span)
            self.strings += strings

    def read_roles(self) -> None:
        """Labels alone: what the ends are to the words above them, and the shape of the way."""
        tree, add, path = self.tree, self.strings.append, self.path
        add(f"roles:{self.source_role}|{self.target_role}")
        add(f"own:{self.own_source}|{self.own_target}")
        up = "<".join(tree.link[i] for i in [self.source, *path.source_side])
        down = ">".join(tree.link[i] for i in [*reversed(path.target_side), self.target])
        add(f"shape:{up}^{down}")
        add(f"length:{min(len(self.nodes), 6)}")

    def read_path(self) -> None:
        """The words of the way and those that hang on it, with the acts and things that they name."""
        tree, add, lemma = self.tree, self.strings.append, self.tree.lemma
        add("way:" + "_".join(lemma[i] for i, _ in self.nodes))
        for i, side in self.nodes:
            self.strings += tree.node_strings(i, side)
            self.acts_on += [act for act, _ in tree.acts(i)]
            for j, strings, acts in tree.dependents(i):
                if j not in self.on_path and j not in self.inside:
                    self.strings += strings
                    self.acts_by += acts
        for (i, _), (j, _) in pairwise(self.nodes):
            add(f"pp:{lemma[i]}_{lemma[j]}")
        if self.nodes:
            add(f"lt:{lemma[self.nodes[-1][0]]}:{self.own_target}")
            add(f"st:{lemma[self.nodes[0][0]]}:{self.own_source}")
            add(f"mid:{lemma[self.nodes[len(self.nodes) // 2][0]]}:{self.source_role}:{self.target_role}")

    def read_acts(self) -> None:
        """Acts together with what the two ends are to them."""
        tree, add, tone = self.tree, self.strings.append, self.tree.triggers.tone
        source, target = self.source_role, self.target_role
        rough_source, rough_target = source.split(":")[0], target.split(":")[0]
        self.acts = list(dict.fromkeys(self.acts_on)) or list(dict.fromkeys(self.acts_by)) or ["none"]
        for act in self.acts:
            add(f"a:{act}")
            add(f"a:{act}|{rough_source}|{target}")
            for kind in self.kinds["t"]:
                add(f"a:{act}|t={kind}")
            for kind in self.kinds["s"]:
                add(f"a:{act}|s={kind}")
        self.has = "act" if self.acts_on else "near" if self.acts_by else "none"
        add(f"any:{self.has}|{source}|{target}")
        add(f"any:{self.has}|{rough_source}|{rough_target}")
        add(f"own:{self.has}|{self.own_source}|{self.own_target}")
        nearest = next((act for i, _ in reversed(self.nodes) for act, _ in tree.acts(i)), "none")
        add(f"near:{nearest}|{self.own_source}|{self.own_target}")
        add(f"near:{nearest}|{self.own_target}")
        add(f"near:{nearest}|{rough_source}|{rough_target}")
        add(f"tone:{tone.get(nearest, '?')}|{source}|{target}")

    def read_operators(self) -> None:
        """What stands above and at the deed, from the top down to the word that governs the target."""
        tree, add, path = self.tree, self.strings.append, self.path
        line = [*reversed(path.above), *([path.meet] if path.meet >= 0 else []), *reversed(path.target_side)]
        outer: list[str] = []
        inner: list[str] = []
        for i in line:
            above = i in path.above
            if not above:
                inner += tree.operators(i)
            if i not in self.inside or i == path.meet:
                for name in tree.operators(i):
                    outer.append(name)
                    add(f"o:{name}")
                    if not above:
                        add(f"oi:{name}")
        add("ops:" + ">".join(outer))
        tones = sorted({tree.triggers.tone[act] for act in self.acts if act != "none"}) or ["?"]
        for name in dict.fromkeys(inner or ["plain"]):
            for tone in tones:
                add(f"ot:{name}|{tone}")
            for act in self.acts:
                add(f"oa:{name}|{act}")
        for i in line[-3:]:
            passive = any(tree.dep[j] == "aux:pass" for j in tree.children[i])
            add(f"tag:{tree.tag[i]}:{'pass' if passive else ''}")

    def read_distance(self) -> None:
        """How far apart the two are, and what stands between them: clauses, other actors, words."""
        tree, add, path, has = self.tree, self.strings.append, self.path, self.has
        add(f"verbs:{min(sum(tree.pos[i] in _VERBAL for i in self.on_path), 4)}|{has}")
        links = {tree.link[i].split(":")[0] for i in [self.source, self.target, *self.on_path] if i != path.meet}
        for link in sorted(links & _FAR_LINKS):
            add(f"link:{link}")
            add(f"link:{link}|{has}")
        add(f"others:{min(sum(i in self.others for i in self.on_path), 2)}|{has}")
        low, high = sorted((self.source, self.target))
        add(f"crowd:{min(sum(low < i < high for i in self.others), 4)}|{has}")
        add(f"depth:{min(len(path.source_side), 4)}|{min(len(path.target_side), 4)}|{has}")
        add(f"order:{self.order}")
        add(f"gap:{min(len(self.between) // 3, 8)}")

    def read_surface(self) -> None:
        """The words between, before and after the two, and all of the sentence."""
        tree, add, lemma = self.tree, self.strings.append, self.tree.lemma
        if len(self.between) <= _MAX_BETWEEN:
            for i in self.between:
                add(f"b:{lemma[i]}")
                add(f"b{self.order}:{lemma[i]}")
                if tree.pos[i] in _NAMING:
                    for act, _ in tree.acts(i):
                        add(f"ba:{act}:{self.order}")
            for i, j in pairwise(self.between):
                add(f"bb:{lemma[i]}_{lemma[j]}")
            for i, j, k in zip(self.between, self.between[1:], self.between[2:], strict=False):
                add(f"bbb:{lemma[i]}_{lemma[j]}_{lemma[k]}")
        for i in range(max(0, self.before - 3), self.before):
            add(f"pre:{lemma[i]}")
        for i in range(self.after, min(len(lemma), self.after + 4)):
            add(f"post:{lemma[i]}")
            if i + 1 < len(lemma):
                add(f"post:{lemma[i]}_{lemma[i + 1]}")
        for i in tree.sentence_words[tree.sentence[self.source]]:
            if i not in self.inside:
                add(f"w:{lemma[i]}")
                if tree.pos[i] != "PROPN":
                    for act, _ in tree.acts(i):
                        add(f"wa:{act}")

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """The words (lower case) at each of PLACES."""
        tree, out_of_path = self.tree, self.on_path | self.inside
        pos, sentence = tree.pos, tree.sentence_words[tree.sentence[self.source]]
        beside = [j for i, _ in self.nodes for j in tree.children[i] if j not in out_of_path]
        places = {
            "path": [i for i, _ in self.nodes],
            "beside": [j for j in beside if tree.dep[j] not in _FUNCTION],
            "between": [i for i in self.between if pos[i] in _CONTENT or pos[i] == "ADP"],
            "sentence": [i for i in sentence if i not in self.inside and pos[i] in _NAMING],
            "target": [i for i in range(*self.target_span) if pos[i] != "DET"],
            "source": [i for i in range(*self.source_span) if pos[i] != "DET"],
        }
        return {place: [tree.lower[i] for i in at] for place, at in places.items()}


def pair_features(
    tree: Tree,
    source: int,
    target: int,
    source_span: tuple[int, int],
    target_span: tuple[int, int],
    others: Collection[int] = (),
    *,
    surface: bool = True,
) -> PairView:
    """Strings that describe what `source` may do to `target` (head tokens, and token spans with exclusive ends).

    `others` are the heads of all actors mentioned. Without `surface` the words of the sentence are left out: twice as
    fast, and where there are many examples no worse.
    """
    view = PairView(tree, source, target, source_span, target_span, others)
    view.read_ends()
    view.read_roles()
    view.read_path()
    view.read_acts()
    view.read_operators()
    view.read_distance()
    if surface:
        view.read_surface()
    view.strings = list(dict.fromkeys(view.strings))
    return view


def span_head(tree: Tree, start: int, end: int) -> int:
    """The token of [start, end) that the span hangs on: the one whose head lies outside, the first if several."""
    for i in range(start, end):
        if (not start <= tree.head[i] < end or tree.head[i] == i) and tree.pos[i] != "PUNCT":
            return i
    return end - 1
