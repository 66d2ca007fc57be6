"""What the classifier sees of a pair of actors in a parsed text: a list of short strings, each a reason one can read.

A `Tree` unpacks a text once into plain lists. For a source and a target it then answers:

path       the words of the parse between the two, and what the two are to the word where their ways meet
acts       which deeds these words (and those that hang on them) name, by data/learned/triggers.toml
operators  what stands above the deed: refused to, agreed to, will, not, called for
ends       the words and the kind of the two actors
surface    the words between, before and after
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import chain, pairwise

from kg.extract.triggers import Triggers
from kg.nlp.words import Text
from kg.once import Once

_FUNCTION = {"punct", "det", "cc", "case", "mark", "aux", "aux:pass", "cop", "expl"}
_CONTENT = {"NOUN", "VERB", "ADJ", "PROPN", "ADV", "AUX"}
_VERBAL = {"VERB", "AUX"}
_NAMING = {"NOUN", "VERB", "ADJ"}
_FAR_LINKS = {"acl", "advcl", "ccomp", "parataxis", "xcomp", "appos", "conj", "list", "dep"}
_MAX_UP = 12
_MAX_BETWEEN = 25

Part = tuple[str, ...]
"""Strings that describe a pair and come together."""

PLACES = ("path", "beside", "between", "sentence", "target", "source")
"""Where words stand that are described by vectors: between the two in the parse, hanging on that, in the text, ..."""


class Tree:
    """A text as plain lists, with the acts that each word names.

    `up[i]` is the word that i hangs on once coordination is undone ("A and B met": both hang on "met"), -1 at the top;
    `link[i]` is the label of that tie. What many pairs ask of the same word is worked out once:

    acts(i)        the acts that word i names, alone or with a word that hangs on it: pairs of (act, how)
    names(i)       these acts alone
    operators(i)   what word i makes of the deed below it: its operator classes, modals and negation
    chain(i)       i and the words above it, up to the top
    role(i)        what i is to the word above it: its label, with the preposition
    """

    def __init__(self, text: Text, triggers: Triggers) -> None:
        self.triggers, self.tokens = triggers, text.tokens
        words = text.words
        self.lower, self.pos = [word.lower_ for word in words], [word.pos_ for word in words]
        self.tag, self.dep = [word.tag_ for word in words], [word.dep_ for word in words]
        self.kind = [word.ent_type_ for word in words]
        self.lemma = [triggers.lemma(w.lower_, w.pos_, (w.lemma_ or w.lower_).lower()) for w in words]
        self.head = [word.head.i for word in words]
        self.children = [[child.i for child in word.children] for word in words]
        self.starts = [word.idx for word in words]
        self.ends = [word.idx + len(word.text) for word in words]
        self.sentence = [number for number, sentence in enumerate(text.sents) for _ in sentence]
        self.sentence_words = [[word.i for word in sentence if word.pos_ in _CONTENT] for sentence in text.sents]
        ties = [self._tie(i) for i in range(len(words))]
        self.up, self.link = [above for above, _ in ties], [label for _, label in ties]
        self.far_link = [rough if (rough := link.split(":")[0]) in _FAR_LINKS else "" for link in self.link]
        self.shared_subject = self._shared_subjects()
        self.acts = Once(self._acts).__getitem__
        self.names = Once(self._act_names).__getitem__
        self.operators = Once(self._operators).__getitem__
        self.chain = Once(self._chain).__getitem__
        self.role = Once(self._role).__getitem__
        self.actor_strings = Once(self._actor_strings).__getitem__
        self.node_strings = Once(self._node_strings).__getitem__
        self.dependents = Once(self._dependents).__getitem__
        self.tag_string = Once(self._tag_string).__getitem__

    def _tie(self, i: int) -> tuple[int, str]:
        first = i
        while self.dep[first] == "conj" and self.head[first] != first:
            first = self.head[first]
        if self.head[first] == first:
            return -1, "root"
        return self.head[first], self.dep[first]

    # -- acts ---------------------------------------------------------------

    def _acts(self, i: int) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys(self._find_acts(i)))

    def _act_names(self, i: int) -> tuple[str, ...]:
        return tuple([act for act, _ in self.acts(i)])

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

    def _actor_strings(self, actor: tuple[str, int, tuple[int, int]]) -> tuple[Part, Part]:
        """The strings of an actor (side "s" or "t", head, span), and the kinds that its words name ("-" if none)."""
        side, head, span = actor
        strings = [f"{side}:{self.lemma[head]}", f"{side}e:{self.kind[head]}", f"{side}p:{self.pos[head]}"]
        kinds = set()
        for i in range(*span):
            if i != head and self.pos[i] in _CONTENT:
                strings.append(f"{side}w:{self.lemma[i]}")
            for kind in self.triggers.actors.get(self.lemma[i], ()):
                kinds.add(kind)
                strings.append(f"{side}k{'' if i != head else 'h'}:{kind}")
            if self.pos[i] in {"NOUN", "VERB"}:
                strings += [f"{side}a:{act}" for act in self.names(i)]
        return tuple(strings), tuple(sorted(kinds)) or ("-",)

    def _node_strings(self, node: tuple[int, str]) -> Part:
        """The strings of a word that stands on a way, on this side of it."""
        i, side = node
        word, triggers = self.lemma[i], self.triggers
        strings = [f"p:{word}", f"p{side}:{word}"]
        for act, how in self.acts(i):
            strings += [f"pa:{act}", f"pa{side}:{act}:{how}"]
        strings += [f"pl:{name}" for name in triggers.light.get(word, ())]
        return (*strings, *[f"pn:{name}" for name in triggers.things.get(word, ())])

    def _dependents(self, i: int) -> list[tuple[int, Part, Part]]:
        """The words that hang on i, each with its strings and its acts."""
        word, found = self.lemma[i], []
        for j in self.children[i]:
            if self.dep[j] not in {"punct", "det", "cc", "case"}:
                label = self.dep[j].split(":")[0]
                strings = [f"c:{self.lemma[j]}", f"c:{word}+{self.lemma[j]}", f"cd:{word}>{label}"]
                acts: Part = ()
                if label not in {"nsubj", "advcl", "parataxis"}:
                    acts = self.names(j)
                    strings += [f"ca:{act}" for act in acts]
                    strings += [f"cn:{name}" for name in self.triggers.things.get(self.lemma[j], ())]
                found.append((j, tuple(strings), acts))
        return found

    def _tag_string(self, i: int) -> str:
        """How word i is inflected."""
        passive = any(self.dep[j] == "aux:pass" for j in self.children[i])
        return f"tag:{self.tag[i]}:{'pass' if passive else ''}"

    def _shared_subjects(self) -> dict[int, int]:
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
        if tree.shared_subject:
            up_source = self._share_subject(up_source, up_target)
            up_target = self._share_subject(up_target, up_source)
        self.meet = next((i for i in up_source if i in up_target), -1)
        below_source = up_source.index(self.meet) if self.meet >= 0 else len(up_source)
        below_target = up_target.index(self.meet) if self.meet >= 0 else len(up_target)
        self.source_side, self.target_side = up_source[1:below_source], up_target[1:below_target]
        self.above = up_source[below_source + 1 : below_source + 4]
        self.source, self.target = source, target
        self.source_top, self.target_top = up_source[max(below_source, 1) - 1], up_target[max(below_target, 1) - 1]

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
    """What the classifier sees of a pair: `parts`, collected a kind at a time, and `words`.

    A part is a few strings that come together. Most come back in pair after pair, so the functions at the end of this
    file make them once, and whoever looks strings up need not look them up again (`Describer.rows`).
    """

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
        self.order = "st" if source_span <= target_span else "ts"
        first, second = (source_span, target_span) if self.order == "st" else (target_span, source_span)
        self.before, self.after = first[0], second[1]
        self.between = [i for i in range(first[1], second[0]) if tree.pos[i] != "PUNCT"]
        self.acts_on: list[str] = []
        self.acts_by: list[str] = []
        self.parts: list[Part] = []

    @property
    def strings(self) -> list[str]:
        """The strings of all parts, each once."""
        return list(dict.fromkeys(chain.from_iterable(self.parts)))

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
        source, self.source_kinds = self.tree.actor_strings(("s", self.source, self.source_span))
        target, self.target_kinds = self.tree.actor_strings(("t", self.target, self.target_span))
        self.parts += (source, target)

    def read_roles(self) -> None:
        """Labels alone: what the ends are to the words above them, and the shape of the way."""
        link, path = self.tree.link, self.path
        self.parts.append(_role_strings(self.source_role, self.target_role, self.own_source, self.own_target))
        up = "<".join([link[self.source], *[link[i] for i in path.source_side]])
        down = ">".join([*[link[i] for i in reversed(path.target_side)], link[self.target]])
        self.parts.append((f"shape:{up}^{down}", f"length:{min(len(self.nodes), 6)}"))

    def read_path(self) -> None:
        """The words of the way and those that hang on it, with the acts and things that they name."""
        tree, nodes, lemma = self.tree, self.nodes, self.tree.lemma
        words, off = [lemma[i] for i, _ in nodes], self.on_path | self.inside
        self.parts.append(("way:" + "_".join(words),))
        for node in nodes:
            i = node[0]
            self.parts.append(tree.node_strings(node))
            self.acts_on += tree.names(i)
            for j, strings, acts in tree.dependents(i):
                if j not in off:
                    self.parts.append(strings)
                    self.acts_by += acts
        if nodes:
            steps = [f"pp:{word}_{after}" for word, after in pairwise(words)]
            last, first = f"lt:{words[-1]}:{self.own_target}", f"st:{words[0]}:{self.own_source}"
            middle = f"mid:{words[len(words) // 2]}:{self.source_role}:{self.target_role}"
            self.parts.append((*steps, last, first, middle))

    def read_acts(self) -> None:
        """Acts together with what the two ends are to them."""
        tree, source, target = self.tree, self.source_role, self.target_role
        self.acts = tuple(dict.fromkeys(self.acts_on or self.acts_by or ("none",)))
        self.has = "act" if self.acts_on else "near" if self.acts_by else "none"
        self.parts += [_act_strings(act, source, target, self.source_kinds, self.target_kinds) for act in self.acts]
        nearest = next((act for i, _ in reversed(self.nodes) for act in tree.names(i)), "none")
        tone = tree.triggers.tone.get(nearest, "?")
        self.parts.append(_nearest_strings(self.has, nearest, tone, source, target, self.own_source, self.own_target))

    def read_operators(self) -> None:
        """What stands above and at the deed, from the top down to the word that governs the target."""
        tree, path = self.tree, self.path
        at = [*([path.meet] if path.meet >= 0 else []), *reversed(path.target_side)]
        inner = [name for i in at for name in tree.operators(i)]
        outer = [(name, False) for i in reversed(path.above) if i not in self.inside for name in tree.operators(i)]
        for i in at:
            if i not in self.inside or i == path.meet:
                outer += [(name, True) for name in tree.operators(i)]
        tones = {tree.triggers.tone[act] for act in self.acts if act != "none"}
        self.parts.append(_operator_strings(tuple(outer)))
        self.parts.append(_deed_strings(tuple(inner), tuple(sorted(tones)), self.acts))
        self.parts.append(tuple([tree.tag_string(i) for i in [*reversed(path.above), *at][-3:]]))

    def read_distance(self) -> None:
        """How far apart the two are, and what stands between them: clauses, other actors, words."""
        tree, path, has = self.tree, self.path, self.has
        verbs = min(sum([tree.pos[i] in _VERBAL for i in self.on_path]), 4)
        links = {tree.far_link[i] for i in (self.source, self.target, *self.on_path) if i != path.meet}
        others = min(len(self.on_path.intersection(self.others)), 2)
        low, high = sorted((self.source, self.target))
        crowd = min(sum([low < i < high for i in self.others]), 4)
        self.parts.append(_between_strings(has, verbs, frozenset(links), others, crowd))
        depths = min(len(path.source_side), 4), min(len(path.target_side), 4)
        self.parts.append(_distance_strings(has, *depths, self.order, min(len(self.between) // 3, 8)))

    def read_surface(self) -> None:
        """The words between, before and after the two, and all of the sentence."""
        tree, lemma, strings = self.tree, self.tree.lemma, list[str]()
        add = strings.append
        if len(self.between) <= _MAX_BETWEEN:
            for i in self.between:
                add(f"b:{lemma[i]}")
                add(f"b{self.order}:{lemma[i]}")
                if tree.pos[i] in _NAMING:
                    for act in tree.names(i):
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
                    for act in tree.names(i):
                        add(f"wa:{act}")
        self.parts.append(tuple(strings))

    @property
    def words(self) -> dict[str, list[str]]:
        """The words (lower case) at each of PLACES."""
        tree, out_of_path = self.tree, self.on_path | self.inside
        pos, lower, sentence = tree.pos, tree.lower, tree.sentence_words[tree.sentence[self.source]]
        beside = [j for i, _ in self.nodes for j in tree.children[i] if j not in out_of_path]
        return {
            "path": [lower[i] for i, _ in self.nodes],
            "beside": [lower[j] for j in beside if tree.dep[j] not in _FUNCTION],
            "between": [lower[i] for i in self.between if pos[i] in _CONTENT or pos[i] == "ADP"],
            "sentence": [lower[i] for i in sentence if i not in self.inside and pos[i] in _NAMING],
            "target": [lower[i] for i in range(*self.target_span) if pos[i] != "DET"],
            "source": [lower[i] for i in range(*self.source_span) if pos[i] != "DET"],
        }


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

    `others` are the heads of all actors mentioned, each once. Without `surface` the words of the sentence are left out:
    twice as fast, and where there are many examples no worse.
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
    return view


# -- parts that come back in many pairs -----------------------------------------------------------------------------

_made_once = lru_cache(maxsize=2**14)


@_made_once
def _role_strings(source: str, target: str, own_source: str, own_target: str) -> Part:
    return f"roles:{source}|{target}", f"own:{own_source}|{own_target}"


@_made_once
def _act_strings(act: str, source: str, target: str, source_kinds: Part, target_kinds: Part) -> Part:
    of_target = [f"a:{act}|t={kind}" for kind in target_kinds]
    of_source = [f"a:{act}|s={kind}" for kind in source_kinds]
    return (f"a:{act}", f"a:{act}|{source.split(':')[0]}|{target}", *of_target, *of_source)


@_made_once
def _nearest_strings(
    has: str, nearest: str, tone: str, source: str, target: str, own_source: str, own_target: str
) -> Part:
    rough_source, rough_target = source.split(":")[0], target.split(":")[0]
    return (
        f"any:{has}|{source}|{target}",
        f"any:{has}|{rough_source}|{rough_target}",
        f"own:{has}|{own_source}|{own_target}",
        f"near:{nearest}|{own_source}|{own_target}",
        f"near:{nearest}|{own_target}",
        f"near:{nearest}|{rough_source}|{rough_target}",
        f"tone:{tone}|{source}|{target}",
    )


@_made_once
def _operator_strings(operators: tuple[tuple[str, bool], ...]) -> Part:
    """The operators from the top down, each with whether it stands on the way and not above it."""
    singly = [string for name, on_way in operators for string in (f"o:{name}", f"oi:{name}")[: 1 + on_way]]
    return (*singly, "ops:" + ">".join([name for name, _ in operators]))


@_made_once
def _deed_strings(operators: Part, tones: Part, acts: Part) -> Part:
    strings: list[str] = []
    for name in dict.fromkeys(operators or ("plain",)):
        strings += [f"ot:{name}|{tone}" for tone in tones or ("?",)]
        strings += [f"oa:{name}|{act}" for act in acts]
    return tuple(strings)


@_made_once
def _between_strings(has: str, verbs: int, links: frozenset[str], others: int, crowd: int) -> Part:
    far = [string for link in sorted(links - {""}) for string in (f"link:{link}", f"link:{link}|{has}")]
    return (f"verbs:{verbs}|{has}", *far, f"others:{others}|{has}", f"crowd:{crowd}|{has}")


@_made_once
def _distance_strings(has: str, source_depth: int, target_depth: int, order: str, gap: int) -> Part:
    return f"depth:{source_depth}|{target_depth}|{has}", f"order:{order}", f"gap:{gap}"


def span_head(tree: Tree, start: int, end: int) -> int:
    """The token of [start, end) that the span hangs on: the one whose head lies outside, the first if several."""
    for i in range(start, end):
        if (not start <= tree.head[i] < end or tree.head[i] == i) and tree.pos[i] != "PUNCT":
            return i
    return end - 1
