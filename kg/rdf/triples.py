"""From claims to triples, in three layers: plain edges, claims, and the events and relationships that they tell.

Triples are grouped by subject; `Nodes` is `{"actor:IND": ["a kg:State", "kg:visits actor:KEN, actor:RUS", ...]}`: a
statement is a predicate, named once a subject, and its values, as Turtle writes them (`kg/rdf/terms.py`). There are no
blank nodes: every name is made of ids or of a hash.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from kg.actors import acts_for, in_office, nationality
from kg.articles import Article
from kg.claims import claim_key
from kg.events import Event, Relationship, find_events, find_relationships
from kg.model import Actor, Claim
from kg.nlp.gazetteer import Gazetteer, OfficeHolder
from kg.rdf.inference import Consequences
from kg.rdf.terms import actor_term, date, decimal, document_term, hashed_term, sentence_term, string, text
from kg.times import Bounds, bounds
from kg.vocabulary import Vocabulary

Nodes = Mapping[str, list[str]]


def graph_nodes(
    claims: Iterable[Claim[Actor]],
    articles: Iterable[Article],
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    *,
    infer: bool = False,
) -> Nodes:
    """All triples of a graph. With `infer`, plain edges also get their inverses and broader relations.

    Articles that tell nothing have no node: most news is about other things, and nothing would lead to them.
    """
    claims = list(claims)
    told = {claim.doc for claim in claims}
    by_id = {article.id: article for article in articles if article.id in told}
    writer = _Writer(by_id, vocabulary, gazetteer)
    for article in by_id.values():
        writer.article(article)
    for event in find_events(claims, by_id, vocabulary):
        writer.event(event)
    for relationship in find_relationships(claims, vocabulary):
        writer.relationship(relationship)
    for claim in claims:
        writer.claim(claim)
        writer.edge(claim)
    if infer:
        writer.infer()
    writer.actors()
    return writer.nodes


class _Writer:
    """Gathers triples by subject. Each method writes one kind of node."""

    def __init__(self, articles: Mapping[str, Article], vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
        self.nodes: dict[str, list[str]] = {}
        self._articles, self._vocabulary, self._gazetteer = articles, vocabulary, gazetteer
        self._reported = {article.id: _whole_date(article.date) for article in articles.values()}
        self._terms: dict[int, str] = {}  # claim, by identity -> its name
        self._tells: dict[str, str] = {}  # name of a claim -> name of its event or relationship
        self._edges: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # source, relation, targets
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        self._actors: dict[str, Actor] = {}

    def article(self, article: Article) -> None:
        node = ["a kg:Article, schema:NewsArticle", f"dcterms:identifier {string(article.id)}"]
        node.append(f"kg:contentHash {string(article.hash)}")
        if article.title:
            node.append(f"schema:headline {text(article.title)}")
        if article.publisher:
            node.append(f"dcterms:publisher {string(article.publisher)}")
        if article.url:
            node.append(f"schema:url {string(article.url)}^^xsd:anyURI")
        if article.story:
            node.append(f"kg:story {text(article.story)}")
        if reported := self._reported[article.id]:
            node.append(f"schema:datePublished {date(reported)}")
        else:
            node.extend(_time(bounds(article.date)))
        self.nodes[document_term(article.id)] = node

    def claim(self, claim: Claim[Actor]) -> None:
        term, evidence = self._claim_term(claim), claim.evidence
        document = document_term(claim.doc)
        sentence = sentence_term(claim.doc, evidence.sentence_start, evidence.sentence_start + len(evidence.sentence))
        node = [
            "a kg:Claim",
            f"rdf:subject {actor_term(claim.source.id)}",
            f"rdf:predicate kg:{claim.relation}",
            f"rdf:object {actor_term(claim.target.id)}",
            f"kg:status kg:{self._vocabulary.statuses[claim.status].name}",
            f"kg:confidence {decimal(claim.confidence)}",
            f"kg:quote {text(evidence.quote)}",
            f"kg:begin {evidence.start}",
            f"kg:end {evidence.end}",
            f"kg:sentence {sentence}",
            f"kg:rule {string(claim.rule)}",
            f"prov:wasDerivedFrom {document}",
            *_states(claim.source.code, claim.target.code),
            *_time(bounds(claim.when)),
        ]
        if reported := self._reported[claim.doc]:
            node.append(f"kg:reported {date(reported)}")
        if claim.place:
            node.append(f"kg:place {text(claim.place)}")
        if claim.amount:
            node.append(f"kg:amount {text(claim.amount)}")
        if term in self._tells:
            node.append(f"kg:evidenceOf {self._tells[term]}")
        self.nodes[term] = node
        if sentence not in self.nodes:
            self.nodes[sentence] = [
                "a kg:Sentence",
                f"dcterms:isPartOf {document}",
                f"kg:begin {evidence.sentence_start}",
                f"kg:text {text(evidence.sentence)}",
            ]
        for actor in (claim.source, claim.target):
            self._actors[actor.id] = in_office(self._actors.get(actor.id, actor), actor)
            self._names[actor.id][actor.name] += 1

    def edge(self, claim: Claim[Actor]) -> None:
        """The plain edge of an asserted claim; both directions of a symmetric relation."""
        if claim.status == "asserted":
            source, target = actor_term(claim.source.id), actor_term(claim.target.id)
            self._edges[source][claim.relation].add(target)
            if self._vocabulary.relations[claim.relation].symmetric:
                self._edges[target][claim.relation].add(source)

    def event(self, event: Event) -> None:
        term = hashed_term("event", event.relation, event.source.id, event.target.id, self._first_report(event.claims))
        node = [
            f"a kg:{self._vocabulary.relations[event.relation].event}",
            *self._told(term, event.relation, event.source, event.target, event.claims),
            *_time(event.time),
        ]
        if event.place:
            node.append(f"kg:place {text(event.place)}")
        self.nodes[term] = node

    def relationship(self, relationship: Relationship) -> None:
        source, target, claims = relationship.source, relationship.target, relationship.claims
        term = hashed_term("relationship", relationship.relation, source.id, target.id)
        self.nodes[term] = [
            "a kg:Relationship",
            *self._told(term, relationship.relation, source, target, claims),
        ]

    def _told(
        self, term: str, relation: str, source: Actor, target: Actor, claims: tuple[Claim[Actor], ...]
    ) -> list[str]:
        """What events and relationships have in common; notes which claims tell of it."""
        self._tells.update((self._claim_term(claim), term) for claim in claims)
        days = [day for claim in claims if (day := self._reported[claim.doc])]
        node = [
            f"kg:relation kg:{relation}",
            f"kg:source {actor_term(source.id)}",
            f"kg:target {actor_term(target.id)}",
            f"kg:reports {len({claim.doc for claim in claims})}",
            *_states(source.code, target.code),
        ]
        if self._vocabulary.relations[relation].symmetric:
            node.append(_all("kg:participant", {actor_term(source.id), actor_term(target.id)}))
        if days:
            node += [f"kg:firstReported {date(min(days))}", f"kg:lastReported {date(max(days))}"]
        return node

    def _claim_term(self, claim: Claim[Actor]) -> str:
        term = self._terms.get(id(claim))
        if term is None:
            term = self._terms[id(claim)] = hashed_term("claim", *claim_key(claim))
        return term

    def _first_report(self, claims: tuple[Claim[Actor], ...]) -> str:
        """The claim that told it first: later reports do not change the name of an event."""
        return self._claim_term(min(claims, key=lambda claim: (self._reported[claim.doc] or "9999", claim_key(claim))))

    def actors(self) -> None:
        """All actors of the claims, and the states and organisations that they act for or are of."""
        told = [self._actors[actor_id] for actor_id in sorted(self._actors)]
        for actor in told:
            self._actor(actor, self._vocabulary.kinds[actor.kind])
        behind = {acts_for(actor.code) or nationality(actor.code) for actor in told} - self._actors.keys()
        for code in sorted(code for code in behind if code):
            self._actor(Actor(code, code, code, "state"), self._class_of(code))

    def _class_of(self, code: str) -> str:
        """The class of a code that no claim names by itself."""
        if code in self._gazetteer.states:
            return self._vocabulary.kinds["state"]
        known = self._gazetteer.organisations.get(code)
        return self._vocabulary.kinds[known.kind] if known else "Actor"

    def _actor(self, actor: Actor, cls: str) -> None:
        label, others = self._labels(actor)
        node = [f"a kg:{cls}", f"kg:code {string(actor.code)}", f"skos:prefLabel {text(label)}"]
        if others:
            node.append(_all("skos:altLabel", map(text, others)))
        if actor.id == actor.code:
            if known := self._gazetteer.states.get(actor.code) or self._gazetteer.organisations.get(actor.code):
                node.extend([f"owl:sameAs wd:{known.qid}"] if known.qid else [])
        elif state := acts_for(actor.code):
            node.append(f"kg:actsFor {actor_term(state)}")
        if state := nationality(actor.code):
            node.append(f"kg:ofState {actor_term(state)}")
        if actor.kind == "person" and (holders := self._offices(actor)):
            node.append(_all("kg:holds", {self._office(actor, holder) for holder in holders}))
        term = actor_term(actor.id)
        if term in self._edges:
            node.extend(_all(f"kg:{relation}", targets) for relation, targets in self._edges[term].items())
        self.nodes[term] = node

    def _labels(self, actor: Actor) -> tuple[str, set[str]]:
        """The name that the tables or most claims give an actor, and the other names that claims give it."""
        told = self._names.get(actor.id, Counter())
        known = self._gazetteer.display_name(actor.code) if actor.id == actor.code else None
        if known and known != actor.code:
            label = known
        elif told:
            label = min(told, key=lambda name: (-told[name], -len(name), name))
        else:
            label = actor.name
        return label, set(told) - {label}

    def _offices(self, actor: Actor) -> Iterable[OfficeHolder]:
        state = acts_for(actor.code) or nationality(actor.code)
        names = sorted(name for name in self._names[actor.id] if " " in name)
        found = {holder for name in names for holder in self._gazetteer.holders(name)}
        return sorted(holder for holder in found if holder.office and holder.code == state)

    def _office(self, actor: Actor, holder: OfficeHolder) -> str:
        term = hashed_term("office", actor.id, holder.office, holder.since, holder.until)
        since, until = bounds(holder.since), bounds(holder.until)
        node = ["a kg:Office", f"rdfs:label {text(holder.office)}", f"kg:actsFor {actor_term(holder.code)}"]
        if since:
            node.append(f"kg:earliest {date(since.earliest)}")
        if until:
            node.append(f"kg:latest {date(until.latest)}")
        self.nodes[term] = node
        return term

    def infer(self) -> None:
        consequences = Consequences(self._vocabulary)
        edges = [
            (source, relation, target)
            for source, relations in self._edges.items()
            for relation, targets in relations.items()
            for target in targets
        ]
        for edge in edges:
            for source, relation, target in consequences.of(*edge):
                self._edges[source][relation].add(target)


def _all(predicate: str, values: Iterable[str]) -> str:
    """One statement of different values, in an order that depends on nothing but them."""
    return f"{predicate} {', '.join(sorted(values))}"


@lru_cache(maxsize=65536)
def _states(source_code: str, target_code: str) -> tuple[str, ...]:
    found = (("kg:fromState", acts_for(source_code)), ("kg:toState", acts_for(target_code)))
    return tuple(f"{predicate} {actor_term(code)}" for predicate, code in found if code)


def _time(time: Bounds | None) -> list[str]:
    if time is None:
        return []
    return [
        f"kg:earliest {date(time.earliest)}",
        f"kg:latest {date(time.latest)}",
        f"kg:precision {string(time.precision)}",
    ]


def _whole_date(value: str | None) -> str | None:
    """A date that names its day, None otherwise."""
    day = bounds(value)
    return value if day and day.precision == "day" and day.earliest == value else None
