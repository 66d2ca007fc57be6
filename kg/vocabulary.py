"""The vocabulary: relations, families, statuses and classes, as `ontology/kg.ttl` says them.

Nothing else in kg knows the name of a relation. `python -m kg.vocabulary` checks the file and lists the relations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.resources import ONTOLOGY

NAMESPACE = "https://w3id.org/kg-news#"

_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Relation:
    """What one actor can do to another.

    `family` is the PLOVER event category, or STANDING. `inverse` names the relation read from the target's side
    (None if symmetric), `parents` the broader relations right above, both only inferred. `weight` goes from -10
    (conflict) to 10 (cooperation) and `weight_basis` says whose figure it is. `event` is the class of the events that
    the relation tells of, None for a standing relation such as an alliance. `domain` and `range` are classes. A
    `domestic` relation is also told of a state and its own citizens; `office` marks the one of office-holders.
    """

    name: str
    label: str
    definition: str
    example: str
    family: str
    symmetric: bool
    inverse: str | None
    parents: tuple[str, ...]
    domain: str
    range: str
    weight: float
    weight_basis: str
    cameo: str | None
    event: str | None
    domestic: bool
    office: bool

    @property
    def standing(self) -> bool:
        """Whether it holds for a time (an alliance) rather than happens once (a visit)."""
        return self.event is None


@dataclass(frozen=True, slots=True)
class Term:
    """A family, a status, a class, or a relation that is only inferred."""

    name: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that `ontology/kg.ttl` defines, by name and in the order of the names.

    `statuses` and `kinds` are keyed as in `claims.jsonl` ("asserted", "state"); a status is the local name of its
    IRI, a kind that of its class. `report_window` is in days.
    """

    relations: dict[str, Relation]
    inferred: dict[str, Term]
    families: dict[str, Term]
    statuses: dict[str, Term]
    classes: dict[str, Term]
    kinds: dict[str, str]
    report_window: int

    @property
    def office_relation(self) -> str:
        """The relation between a person and whom the person holds an office of."""
        return next(name for name, relation in self.relations.items() if relation.office)

    def ancestors(self, name: str) -> frozenset[str]:
        """All broader relations above a relation."""
        terms: dict[str, Term | Relation] = {**self.inferred, **self.relations}
        above = frozenset(terms[name].parents if name in terms else ())
        return above.union(*(self.ancestors(parent) for parent in above))


@cache
def load_vocabulary(path: Path = ONTOLOGY / "kg.ttl") -> Vocabulary:
    """Read and check the vocabulary. Raises DataError, with file and line, where the file contradicts itself."""
    graph = _Graph(path)
    classes = {name: graph.term(name, f"{_RDFS}subClassOf") for name in graph.instances(f"{_OWL}Class")}
    families = {name: graph.term(name) for name in graph.instances(f"{NAMESPACE}Family")}
    statuses = {graph.one(name, f"{_SKOS}notation"): graph.term(name) for name in graph.instances(f"{NAMESPACE}Status")}
    kinds = {graph.one(name, f"{NAMESPACE}kind"): name for name in classes if graph.all(name, f"{NAMESPACE}kind")}
    relations = {name: _relation(graph, name) for name in graph.instances(f"{NAMESPACE}Relation")}
    properties = graph.instances(f"{_OWL}ObjectProperty")
    above = {parent for name in properties for parent in graph.all(name, f"{_RDFS}subPropertyOf")}
    inverses = {relation.inverse for relation in relations.values() if relation.inverse}
    names = (above | inverses) - set(relations) - {"participant"}
    inferred = {name: graph.term(name, f"{_RDFS}subPropertyOf") for name in sorted(names)}
    window = int(graph.one("Event", f"{NAMESPACE}reportWindow"))
    vocabulary = Vocabulary(relations, inferred, families, statuses, classes, kinds, window)
    _check(graph, vocabulary)
    return vocabulary


def _relation(graph: _Graph, name: str) -> Relation:
    symmetric = f"{_OWL}SymmetricProperty" in graph.all(name, _RDF_TYPE)
    inverse = graph.maybe(name, f"{_OWL}inverseOf")
    if symmetric and inverse:
        raise graph.error(name, f"is symmetric and has the inverse kg:{inverse}; take one of both away")
    if not symmetric and not inverse:
        raise graph.error(name, "is neither symmetric nor has an inverse; give it one of both")
    return Relation(
        name=name,
        label=graph.one(name, f"{_RDFS}label"),
        definition=graph.one(name, f"{_SKOS}definition"),
        example=graph.one(name, f"{_SKOS}example"),
        family=graph.one(name, f"{NAMESPACE}family"),
        symmetric=symmetric,
        inverse=inverse,
        parents=graph.all(name, f"{_RDFS}subPropertyOf"),
        domain=graph.one(name, f"{_RDFS}domain"),
        range=graph.one(name, f"{_RDFS}range"),
        weight=float(graph.one(name, f"{NAMESPACE}weight")),
        weight_basis=graph.one(name, f"{NAMESPACE}weightBasis"),
        cameo=graph.maybe(name, f"{NAMESPACE}cameo"),
        event=graph.maybe(name, f"{NAMESPACE}eventClass"),
        domestic=graph.maybe(name, f"{NAMESPACE}domestic") == "true",
        office=graph.maybe(name, f"{NAMESPACE}office") == "true",
    )


def _check(graph: _Graph, vocabulary: Vocabulary) -> None:
    relations, properties = vocabulary.relations, {*vocabulary.relations, *vocabulary.inferred}
    for relation in relations.values():
        name = relation.name
        for kind, value, known in (
            ("family", relation.family, vocabulary.families),
            ("domain", relation.domain, vocabulary.classes),
            ("range", relation.range, vocabulary.classes),
            ("event class", relation.event or relation.domain, vocabulary.classes),
        ):
            if value not in known:
                raise graph.error(name, f"has the {kind} kg:{value}, which is not defined. Defined: {', '.join(known)}")
        if relation.symmetric and relation.domain != relation.range:
            raise graph.error(
                name, f"is symmetric, but its domain kg:{relation.domain} and range kg:{relation.range} differ"
            )
        if not -10 <= relation.weight <= 10:
            raise graph.error(name, f"has the weight {relation.weight:g}; weights go from -10 to 10")
        if (broader := _cycle(relation, vocabulary)) is not None:
            raise graph.error(name, f"stands above itself by way of kg:{broader}")
    for name in vocabulary.inferred:
        if not graph.all(name, _RDF_TYPE):
            user = next(r.name for r in relations.values() if name in (r.inverse, *r.parents))
            raise graph.error(user, f"names kg:{name}, which is not defined. Defined: {', '.join(sorted(properties))}")
    for what, counted in (
        ("inverse", [(relation.inverse, relation.name) for relation in relations.values() if relation.inverse]),
        ("label", [(relation.label, relation.name) for relation in relations.values()]),
    ):
        repeated = [value for value, count in Counter(value for value, _ in counted).items() if count > 1]
        for value in repeated:
            first, second = [name for other, name in counted if other == value][:2]
            raise graph.error(second, f"has the same {what} as {graph.where(first)}: {value}")


def _cycle(relation: Relation, vocabulary: Vocabulary) -> str | None:
    """The broader relation right above which `relation` stands again, None if there is none."""
    terms: dict[str, Term | Relation] = {**vocabulary.inferred, **vocabulary.relations}
    queue, seen = list(relation.parents), set[str]()
    while queue:
        name = queue.pop()
        if name in seen or name not in terms:
            continue
        seen.add(name)
        if relation.name in terms[name].parents:
            return name
        queue.extend(terms[name].parents)
    return None


class _Graph:
    """The file's triples by subject and predicate, with names of our own namespace cut to the part after `#`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._instances: dict[str, list[str]] = defaultdict(list)
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                subject, predicate, value = _name(quad.subject), quad.predicate.value, _name(quad.object)
                self._values[subject, predicate].append(value)
                if predicate == _RDF_TYPE:
                    self._instances[f"{getattr(quad.object, 'value', '')}"].append(subject)
        except SyntaxError as error:
            raise DataError(f"{path} is not Turtle: {error}") from error
        except OSError as error:
            raise DataError(f"{path} cannot be read: {error}. It comes with kg: reinstall the package.") from error

    def instances(self, cls: str) -> list[str]:
        return sorted(self._instances[cls])

    def all(self, name: str, predicate: str) -> tuple[str, ...]:
        return tuple(sorted(self._values.get((name, predicate), ())))

    def maybe(self, name: str, predicate: str) -> str | None:
        values = self.all(name, predicate)
        if len(values) > 1:
            raise self.error(name, f"has {len(values)} values of {_short(predicate)}: {' and '.join(values)}; keep one")
        return values[0] if values else None

    def one(self, name: str, predicate: str) -> str:
        value = self.maybe(name, predicate)
        if value is None:
            raise self.error(name, f"has no {_short(predicate)}; add that line")
        return value

    def term(self, name: str, above: str = "") -> Term:
        if not self.all(name, _RDF_TYPE):
            return Term(name, "", "")  # named, never defined: _check says by whom
        parents = tuple(parent for parent in self.all(name, above) if ":" not in parent)
        return Term(name, self.one(name, f"{_RDFS}label"), self.one(name, f"{_SKOS}definition"), parents)

    def where(self, name: str) -> str:
        lines = self.path.read_text("utf-8").splitlines()
        line = next((number for number, text in enumerate(lines, 1) if text.startswith(f"kg:{name} ")), None)
        return f"kg:{name} ({self.path}, line {line})" if line else f"kg:{name} ({self.path})"

    def error(self, name: str, reason: str) -> DataError:
        return DataError(f"{self.where(name)} {reason}.")


def _name(term: object) -> str:
    return str(getattr(term, "value", term)).removeprefix(NAMESPACE)


def _short(iri: str) -> str:
    prefix, name = iri.rsplit("#", 1)
    return f"{ {'core': 'skos', 'rdf-schema': 'rdfs', 'owl': 'owl'}.get(prefix.rsplit('/', 1)[-1], 'kg') }:{name}"


if __name__ == "__main__":
    for listed in load_vocabulary().relations.values():
        arrow = "<->" if listed.symmetric else "-->"
        print(f"{listed.family:<10} {arrow} {listed.name:<22} {listed.weight:>5g}  {listed.label}")
