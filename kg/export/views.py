"""Which actors and which pairs of actors are drawn, as pyvis networks.

Two views of the same claims. In `states`, persons and bodies that act for a state (or an organisation of states) are
folded into it; in `everyone`, each stands for itself, near the state that it acts for. In both views there is one edge
a pair of actors and direction, and the edge lists its claims: how it is drawn follows from those that the reader lets
through.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.export.layout import layout

if TYPE_CHECKING:
    from pyvis.network import Network

_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 120, "hoverConnectedEdges": False},
    # Names of less than this many pixels are not drawn: they come on zooming in.
    "nodes": {"borderWidth": 0, "scaling": {"label": {"drawThreshold": 7}}},
    "edges": {"arrowStrikethrough": False, "selectionWidth": 0, "hoverWidth": 0},
}


def pairs(ends: Sequence[tuple[int, int]], directed: Sequence[bool]) -> dict[tuple[int, int], list[int]]:
    """The claims (by index) of every ordered pair of actors; claims of an actor about itself make no pair.

    A claim of a symmetric relation has no direction, so it joins the direction that the pair's other claims have more
    of; where there is none, the pair is ordered as its numbers are.
    """
    claims_of: dict[tuple[int, int], list[int]] = defaultdict(list)
    for claim, (source, target) in enumerate(ends):
        if source != target and directed[claim]:
            claims_of[source, target].append(claim)
    forward = {pair: len(claims_of[pair]) >= len(claims_of.get(pair[::-1], ())) for pair in claims_of}
    for claim, (source, target) in enumerate(ends):
        if source != target and not directed[claim]:
            low, high = sorted((source, target))
            is_forward = forward.get((low, high), (high, low) not in forward)
            claims_of[(low, high) if is_forward else (high, low)].append(claim)
    return {pair: sorted(claims) for pair, claims in sorted(claims_of.items())}


def network(
    names: Sequence[str],
    kinds: Sequence[str],
    claims_of: Mapping[tuple[int, int], Sequence[int]],
    *,
    near: Sequence[tuple[int, int]] = (),
    styles: Mapping[str, Mapping[str, Any]],
) -> Network:
    """The pyvis network of the pairs: nodes strongest first, with their places; edges with their claims.

    `names` and `kinds` are those of all actors, by index; `near` are further pairs to be placed close together;
    `styles` gives vis-network's options for a kind of actor.
    """
    from pyvis.network import Network  # Half a second, which only those who draw shall pay.

    strength: dict[int, int] = defaultdict(int)
    for pair, claims in claims_of.items():
        for actor in pair:
            strength[actor] += len(claims)
    drawn = sorted(strength, key=lambda actor: (-strength[actor], actor))
    position = {actor: place for place, actor in enumerate(drawn)}
    ties = [(position[a], position[b]) for a, b in (*claims_of, *near) if a in position and b in position]
    net = Network(directed=True)
    # Lists set whole: add_node and add_edge look through all the others each time.
    net.nodes = [
        {"id": actor, "label": names[actor], "group": kinds[actor], "strength": strength[actor], "x": x, "y": y}
        for actor, (x, y) in zip(drawn, layout([names[actor] for actor in drawn], ties), strict=True)
    ]
    net.edges = [
        {"id": f"{source}-{target}", "from": source, "to": target, "claims": list(claims)}
        for (source, target), claims in claims_of.items()
    ]
    net.set_options(json.dumps(_OPTIONS | {"groups": styles}))
    return net
