"""Who stands in the middle of the graph, and who belongs together: for `kg stats`.

Persons and bodies count for the state that they act for; an edge between two states weighs as many asserted claims as
there are between them, in either direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from kg.actors import stands_for
from kg.graph import KnowledgeGraph

SEED = 1
"""Of the search for communities: the same graph has the same communities in every run."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers of a graph. `centrality` is sorted, highest first; `communities` largest first, each sorted."""

    documents: int
    claims: int
    actors: int
    statuses: dict[str, int]
    relations: dict[str, int]
    centrality: tuple[Centrality, ...]
    communities: tuple[tuple[str, ...], ...]

    def to_text(self, most: int = 15) -> str:
        """The numbers for people; of each list the first `most` entries."""
        lines = [f"{self.documents} documents, {self.claims} claims, {self.actors} actors", ""]
        lines += ["claims by status", *(f"  {count:>7}  {name}" for name, count in self.statuses.items()), ""]
        lines += [
            "claims by relation",
            *(f"  {count:>7}  {name}" for name, count in list(self.relations.items())[:most]),
        ]
        lines += ["", "states and organisations by their links", "   claims  partners  between  pagerank  actor"]
        lines += [
            f"  {c.claims:>7}  {c.partners:>8}  {c.betweenness:>7.3f}  {c.pagerank:>8.3f}  {c.name}"
            for c in self.centrality[:most]
        ]
        lines += ["", "communities (Louvain)"]
        lines += [f"  {number}. {', '.join(names)}" for number, names in enumerate(self.communities[:most], 1)]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Centrality:
    """How a state or organisation is linked: its claims, partners, betweenness and PageRank (both from 0 to 1)."""

    id: str
    name: str
    claims: int
    partners: int
    betweenness: float
    pagerank: float


def statistics(graph: KnowledgeGraph) -> Statistics:
    """Count, measure and group. Communities need two actors at least."""
    links = _links(graph)
    names = dict(links.nodes(data="name"))
    strength = dict(links.degree(weight="weight"))
    between = nx.betweenness_centrality(links, k=min(len(links), 500), seed=SEED) if len(links) else {}
    rank = nx.pagerank(links, weight="weight") if links.number_of_edges() else dict.fromkeys(links, 0.0)
    centrality = [Centrality(n, names[n], strength[n], len(links[n]), between[n], rank[n]) for n in links]
    groups = nx.community.louvain_communities(links, weight="weight", seed=SEED) if links.number_of_edges() else []
    communities = [tuple(sorted(names[node] for node in group)) for group in groups if len(group) > 1]
    return Statistics(
        documents=len(graph.documents),
        claims=len(graph.claims),
        actors=len({end.id for claim in graph.claims for end in (claim.source, claim.target)}),
        statuses=_counted(claim.status for claim in graph.claims),
        relations=_counted(claim.relation for claim in graph.claims if claim.status == "asserted"),
        centrality=tuple(sorted(centrality, key=lambda c: (-c.pagerank, c.id))),
        communities=tuple(sorted(communities, key=lambda group: (-len(group), group))),
    )


def _links(graph: KnowledgeGraph) -> nx.Graph:
    """States, organisations, and who acts for none; nodes and edges in the order of their ids."""
    weights: Counter[tuple[str, str]] = Counter()
    names: dict[str, Counter[str]] = {}
    for claim in graph.claims:
        if claim.status == "asserted":
            ends = sorted((stands_for(claim.source), stands_for(claim.target)))
            for actor in (claim.source, claim.target):
                counted = names.setdefault(stands_for(actor), Counter())
                counted[actor.name] += actor.id == stands_for(actor)
            if ends[0] != ends[1]:
                weights[ends[0], ends[1]] += 1
    links = nx.Graph()
    for id in sorted(names):
        links.add_node(id, name=min(names[id], key=lambda n: (-names[id][n], n)) if names[id].total() else id)
    links.add_weighted_edges_from((one, other, weight) for (one, other), weight in sorted(weights.items()))
    return links


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
