"""The graph in Python: claims and articles, asked in SPARQL, walked with networkx, written to files."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from kg.actors import in_office
from kg.articles import Article, article_of
from kg.claims import claim_key, in_order
from kg.collector import no_collection
from kg.errors import GraphError
from kg.events import ends
from kg.model import Actor, Claim, Document, Status
from kg.query.run import LIMIT, TIMEOUT, run_query
from kg.times import bounds
from kg.vocabulary import load_vocabulary

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

    from kg.rdf.triples import Nodes

ASSERTED: tuple[Status, ...] = ("asserted",)


class KnowledgeGraph:
    """Claims and the articles they were read from, and what can be made of them.

    With `infer`, plain edges also get their inverses and broader relations.
    """

    def __init__(
        self, documents: Iterable[Document | Article], claims: Iterable[Claim[Actor]], *, infer: bool = False
    ) -> None:
        articles = (article_of(d) if isinstance(d, Document) else d for d in documents)
        self.documents: tuple[Article, ...] = tuple(sorted(articles, key=lambda article: article.id))
        self.claims: tuple[Claim[Actor], ...] = tuple(in_order(claims))
        self.infer = infer
        known = {article.id for article in self.documents}
        strays = sorted({claim.doc for claim in self.claims} - known)
        if strays:
            raise GraphError(f"There are claims of {strays[0]!r}, but no such document ({len(strays)} of them).")

    @classmethod
    def open(cls, folder: str | Path) -> KnowledgeGraph:
        """The graph that `kg build` wrote. Raises GraphError if the folder holds none, or a damaged one."""
        from kg.folder import Folder

        opened = Folder(Path(folder))
        graph = cls(opened.articles(), opened.claims(), infer=opened.infer)
        graph.store = opened.store
        return graph

    def __repr__(self) -> str:
        actors = {end.id for claim in self.claims for end in (claim.source, claim.target)}
        return f"<KnowledgeGraph: {len(actors)} actors, {len(self.claims)} claims, {len(self.documents)} documents>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """How a notebook shows the graph."""
        from kg.notebook import mimebundle

        return mimebundle(self)

    def query(
        self, sparql: str, *, timeout: float = TIMEOUT, limit: int = LIMIT, allow: Collection[str] = ()
    ) -> pd.DataFrame:
        """The answer to a SPARQL query, with the prefixes of kg known; `timeout` in seconds, `limit` in rows.

        SERVICE and FROM are refused unless `allow` names "service" or "from", updates always. Raises QueryError if
        the query is wrong, refused or too slow.
        """
        return run_query(self.store, sparql, timeout=timeout, limit=limit, allow=allow).to_frame()

    @cached_property
    def store(self) -> Path:
        """The folder of the Oxigraph store. A graph that was never written gets one that lives as long as it does."""
        from kg.rdf.store import build_store

        temporary = tempfile.mkdtemp(prefix="kg-")
        weakref.finalize(self, shutil.rmtree, temporary, ignore_errors=True)
        turtle, store = Path(temporary, "graph.ttl"), Path(temporary, "store")
        self.to_turtle(turtle)
        build_store(turtle, store)
        return store

    def to_rdflib(self) -> rdflib.Graph:
        """The graph and its vocabulary as an rdflib graph over the store, for reading."""
        from kg.rdf.store import open_rdflib

        return open_rdflib(self.store)

    @no_collection()
    def nodes(self) -> Nodes:
        """All triples, grouped by subject; they take far more memory than the claims, and are not kept."""
        from kg.nlp.gazetteer import load_gazetteer
        from kg.rdf.triples import graph_nodes

        return graph_nodes(self.claims, self.documents, load_vocabulary(), load_gazetteer(), infer=self.infer)

    @no_collection()
    def to_turtle(self, path: str | Path) -> None:
        """Write all triples as Turtle: the same bytes for the same claims."""
        from kg.rdf.turtle import write_turtle

        with Path(path).open("w", encoding="utf-8", newline="\n") as file:
            write_turtle(self.nodes(), file)

    def to_html(self, path: str | Path) -> None:
        """Write the page that shows the graph."""
        from kg.export.page import write_page

        write_page(self, Path(path))

    def export(self, path: str | Path) -> None:
        """Write the graph in the format that the suffix of `path` names. Raises GraphError for an unknown suffix."""
        from kg.export.formats import export

        export(self, Path(path))

    @no_collection()
    def to_networkx(self, statuses: Collection[Status] = ASSERTED) -> nx.MultiDiGraph:
        """One node an actor, one edge a (source, relation, target) and status.

        Nodes are ids (`KEN`, `KEN.jane-doe`) with `name`, `kind` and `code`. Edges have the relation as key (with the
        status behind it if it is not "asserted") and:

        relation, label, family, status, symmetric, weight
        count       number of claims
        documents   number of documents that make them
        first, last ISO dates: the earliest and latest day that the claims give or are reported on; None if unknown
        confidence  of the surest claim
        evidence    tuple of (document, quote), in the order of the claims

        A symmetric relation has one edge, from the actor whose code and id sort first.
        """
        relations = load_vocabulary().relations
        names: dict[str, Counter[str]] = defaultdict(Counter)
        actors: dict[str, Actor] = {}
        edges: dict[tuple[str, str, str, Status], list[Claim[Actor]]] = defaultdict(list)
        for claim in self.claims:
            if claim.status in statuses:
                source, target = ends(claim, symmetric=relations[claim.relation].symmetric)
                edges[source.id, target.id, claim.relation, claim.status].append(claim)
                for actor in (source, target):
                    names[actor.id][actor.name] += 1
                    actors[actor.id] = in_office(actors.get(actor.id, actor), actor)
        graph = nx.MultiDiGraph()
        for actor_id in sorted(actors):
            name = min(names[actor_id], key=lambda n: (-names[actor_id][n], -len(n), n))
            graph.add_node(actor_id, name=name, kind=actors[actor_id].kind, code=actors[actor_id].code)
        reported = {article.id: article.date for article in self.documents}
        for source_id, target_id, name, status in sorted(edges):
            claims, relation = edges[source_id, target_id, name, status], relations[name]
            days = [day for claim in claims if (day := bounds(claim.when) or bounds(reported[claim.doc]))]
            graph.add_edge(
                source_id,
                target_id,
                key=name if status == "asserted" else f"{name} ({status})",
                relation=name,
                label=relation.label,
                family=relation.family,
                status=status,
                symmetric=relation.symmetric,
                weight=relation.weight,
                count=len(claims),
                documents=len({claim.doc for claim in claims}),
                first=min((day.earliest for day in days), default=None),
                last=max((day.latest for day in days), default=None),
                confidence=max(claim.confidence for claim in claims),
                evidence=tuple((claim.doc, claim.evidence.quote) for claim in sorted(claims, key=claim_key)),
            )
        return graph
