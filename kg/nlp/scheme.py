"""One dependency scheme for all rules: Universal Dependencies.

spaCy's own English models (`en_core_web_*`) label with ClearNLP (Choi and Palmer 2012), in which prepositions and
copulas are heads; our pipeline and all rules use Universal Dependencies (UD), in which content words are heads.
`to_universal` rewrites a ClearNLP `Doc` in place, in four steps, each on plain lists of heads and labels:

1. coordination: all conjuncts hang on the first, a conjunction on the conjunct behind it;
2. prepositions: the complement takes the place of its preposition, which becomes its `case` (or `mark`);
3. copulas: the predicate takes the place of "be", which becomes its `cop`;
4. small clauses, names of persons, and the labels that only change their name.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from spacy.tokens import Doc

RENAMED = {
    "acomp": "xcomp",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
PREPOSITIONS = {"prep", "agent", "dative", "pcomp"}  # labels that a preposition bears
COMPLEMENTS = {"pobj", "pcomp"}
CLEARNLP_ONLY = frozenset(RENAMED) | {"agent", "dative", "npadvmod", "pcomp", "pobj", "prep"}
NOMINALS = {"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"}
VERBS = {"VERB", "AUX"}
PREDICATES = ("attr", "acomp")


def is_clearnlp(labels: Iterable[str]) -> bool:
    """Whether a parser with these labels follows ClearNLP."""
    return not CLEARNLP_ONLY.isdisjoint(labels)


def to_universal(doc: Doc, labels: Iterable[str] | None = None) -> Doc:
    """Rewrite heads and labels of a ClearNLP parse to Universal Dependencies, in place; leave a UD parse alone.

    `labels` are those that the parser knows; without them the labels of `doc` must tell the scheme.
    """
    if not is_clearnlp({token.dep_ for token in doc} if labels is None else labels):
        return doc
    tree = _Tree(doc)
    _coordinate(tree)
    _lower_prepositions(tree)
    _lower_copulas(tree)
    _raise_objects(tree)
    _flatten_names(tree)
    _rename(tree)
    strings = doc.vocab.strings
    offsets = np.array(tree.heads, dtype=np.int64) - np.arange(len(doc))
    hashes = [strings.add(label) for label in tree.labels]
    rows = np.array([offsets.astype(np.uint64), np.array(hashes, dtype=np.uint64)]).T
    doc.from_array(["HEAD", "DEP"], rows)  # type: ignore[arg-type]
    return doc


class _Tree:
    """Heads and labels of a `Doc` as lists that may change; a root is its own head."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        self.labels = [token.dep_ for token in doc]

    def children(self, head: int, *labels: str) -> list[int]:
        """The tokens on `head`, in order; only those with one of `labels` if any are given."""
        # A sentence is near its head, and far shorter than a document.
        sent = self.doc[head].sent
        return [
            token
            for token in range(sent.start, sent.end)
            if self.heads[token] == head and token != head and (not labels or self.labels[token] in labels)
        ]

    def depth(self, token: int) -> int:
        """How many heads stand above the token."""
        depth = 0
        while self.heads[token] != token:
            token = self.heads[token]
            depth += 1
        return depth

    def pos(self, token: int) -> str:
        """The coarse part of speech."""
        return self.doc[token].pos_

    def promote(self, new: int, old: int) -> None:
        """`new`, a dependent of `old`, takes its place; all that hung on `old`, and `old` itself, hang on `new`."""
        for child in self.children(old):
            self.heads[child] = new
        self.heads[new] = new if self.heads[old] == old else self.heads[old]
        self.heads[old] = new


def _coordinate(tree: _Tree) -> None:
    """A, B and C: B and C hang on A, "and" on C."""
    conjuncts = [token for token, label in enumerate(tree.labels) if label == "conj"]
    groups: dict[int, list[int]] = {}
    for token in conjuncts:
        first = tree.heads[token]
        while tree.labels[first] == "conj":
            first = tree.heads[first]
        groups.setdefault(first, []).append(token)
    member_of = {token: first for first, tokens in groups.items() for token in (first, *tokens)}
    for token, label in enumerate(tree.labels):
        if label == "cc" and tree.heads[token] in member_of:
            first = member_of[tree.heads[token]]
            tree.heads[token] = next((conjunct for conjunct in groups[first] if conjunct > token), tree.heads[token])
    for first, tokens in groups.items():
        for token in tokens:
            tree.heads[token] = first


def _lower_prepositions(tree: _Tree) -> None:
    """Of "exports to India": "India" hangs on "exports", "to" on "India"; of "out of Ukraine": "of" goes first."""
    prepositions = [
        token
        for token, label in enumerate(tree.labels)
        if label in PREPOSITIONS or (label == "conj" and tree.children(token, *COMPLEMENTS))
    ]
    for preposition in sorted(prepositions, key=lambda token: (-tree.depth(token), token)):
        complements = tree.children(preposition, *COMPLEMENTS)
        if not complements:
            if tree.labels[preposition] in ("prep", "agent"):
                # Stranded ("the country it depends on"): UD lets the preposition stand for what it governs.
                tree.labels[preposition] = "obl"
            continue
        complement = complements[0]
        clausal = tree.labels[complement] == "pcomp" and tree.pos(complement) in VERBS
        label, head = tree.labels[preposition], tree.heads[preposition]
        tree.promote(complement, preposition)
        tree.labels[preposition] = "mark" if clausal else "case"
        tree.labels[complement] = _oblique_label(tree, label, head, clausal=clausal)


def _oblique_label(tree: _Tree, label: str, head: int, *, clausal: bool) -> str:
    """What the complement of a preposition is to the head that the preposition had."""
    if label in ("conj", "ROOT", "pcomp"):
        return "pobj" if label == "pcomp" else label
    if tree.labels[head] in PREPOSITIONS:
        return "pobj"  # of the outer of two prepositions, whose turn is next
    nominal = tree.pos(head) in NOMINALS
    if clausal:
        return "acl" if nominal else "advcl"
    if label == "agent":
        return "obl:agent"
    return "nmod" if nominal else "obl"


def _lower_copulas(tree: _Tree) -> None:
    """In "India is an importer" the noun takes the place of "is"; in "There is a dispute" the verb stays the head."""
    for verb in range(len(tree.labels)):
        if tree.doc[verb].lemma_ != "be" or tree.labels[verb] in ("aux", "auxpass"):
            continue
        predicates = tree.children(verb, *PREDICATES)
        if tree.children(verb, "expl") and tree.children(verb, "attr"):
            tree.labels[tree.children(verb, "attr")[0]] = "nsubj"
            continue
        if not predicates and tree.children(verb, "nsubj"):
            # "The minister is in Delhi"
            predicates = [
                token for token in tree.children(verb, "obl") if token > verb and tree.children(token, "case")
            ]
        if predicates:
            predicate = max(predicates[:1] + [token for token in predicates if token > verb][:1])
            label = tree.labels[verb]
            tree.promote(predicate, verb)
            tree.labels[predicate], tree.labels[verb] = label, "cop"


def _raise_objects(tree: _Tree) -> None:
    """In "wants India to stop" ClearNLP has a clause with a subject, UD an object and an open complement."""
    for verb, label in enumerate(tree.labels):
        if label != "ccomp" or tree.children(tree.heads[verb], "dobj"):
            continue
        infinitive = any(tree.doc[token].tag_ == "TO" for token in tree.children(verb, "aux"))
        subjects = tree.children(verb, "nsubj", "nsubjpass")
        if infinitive and subjects and not tree.children(verb, "mark"):
            tree.heads[subjects[0]], tree.labels[subjects[0]] = tree.heads[verb], "dobj"
            tree.labels[verb] = "xcomp"


def _flatten_names(tree: _Tree) -> None:
    """ClearNLP's head is the last word of a person's name, UD's the first."""
    for name in tree.doc.ents:
        last = name.end - 1
        first = next((t for t in range(name.start, last) if tree.labels[t] == "compound"), None)
        inner = [token for token in tree.children(last, "compound") if token >= name.start]
        if name.label_ != "PERSON" or first is None or inner != list(range(first, last)):
            continue
        label = tree.labels[last]
        tree.promote(first, last)
        tree.labels[first] = label
        for token in (*inner[1:], last):
            tree.labels[token] = "flat"


def _rename(tree: _Tree) -> None:
    """The labels that differ only in name, and those that depend on the word or on its head."""
    for token, label in enumerate(tree.labels):
        nominal_head = tree.pos(tree.heads[token]) in NOMINALS
        if label == "aux" and tree.doc[token].tag_ == "TO":
            label = "mark"
        elif label in ("dative", "pobj"):
            label = "iobj" if label == "dative" else "obl"
        elif label == "npadvmod":
            label = "nmod:unmarked" if nominal_head else "obl:unmarked"
        elif label == "nmod":
            label = "nmod" if tree.children(token, "case") else "compound"
        tree.labels[token] = RENAMED.get(label, label)
