"""What follows from a plain edge: its inverse and the broader relations, as the ontology declares them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.vocabulary import Relation, Term, Vocabulary


class Consequences:
    """The closure of sub-properties, inverses and symmetry (rules prp-spo1, prp-inv and prp-symp of OWL 2 RL)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._terms: dict[str, Relation | Term] = {**vocabulary.inferred, **vocabulary.relations}
        pairs = [(r.name, r.inverse) for r in vocabulary.relations.values() if r.inverse]
        self._inverse = dict(pairs) | {inverse: name for name, inverse in pairs}
        self._symmetric = {r.name for r in vocabulary.relations.values() if r.symmetric}
        self._closure = cache(self._find_closure)

    def of(self, source: str, relation: str, target: str) -> Iterator[tuple[str, str, str]]:
        """All edges that follow from one, without itself."""
        for name, turned in self._closure(relation):
            yield (target, name, source) if turned else (source, name, target)

    def _find_closure(self, relation: str) -> tuple[tuple[str, bool], ...]:
        """Relations that follow, and whether they hold from target to source."""
        start = (relation, False)
        found, queue = {start}, [start]
        while queue:
            name, turned = queue.pop()
            next_steps = [(parent, turned) for parent in self._terms[name].parents if parent in self._terms]
            if name in self._inverse:
                next_steps.append((self._inverse[name], not turned))
            if name in self._symmetric:
                next_steps.append((name, not turned))
            new = [step for step in next_steps if step not in found]
            found.update(new)
            queue.extend(new)
        return tuple(sorted(found - {start}))
