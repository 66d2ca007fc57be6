"""Where the actors stand on the page: computed once, at build time, so that the page opens still.

1. Each connected part of the graph is laid out on its own by igraph, and turned to lie wide, as screens do.
2. Actors whose names would cover each other are pushed apart.
3. The parts are packed in rows, the largest first.

Same graph, same places.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import igraph
import numpy as np
from numpy.typing import NDArray

Tie = tuple[int, int]
Places = NDArray[np.float64]

SPACING = 130.0
"""Pixels between two actors that deal with each other, about."""

CAREFUL_LIMIT = 400
"""Up to this many actors Kamada-Kawai draws, in cubic time and clearer, and names are kept apart; above it
Fruchterman-Reingold draws, in the time of a grid."""

_SEED = 1
_ACROSS = 1.25  # More room across than down, as names run.


def layout(names: Sequence[str], ties: Sequence[Tie]) -> list[tuple[int, int]]:
    """A place in whole pixels for each of the actors, given their names and who (by index) has to do with whom."""
    actors = len(names)
    distinct = sorted({(min(tie), max(tie)) for tie in ties if tie[0] != tie[1]})
    graph = igraph.Graph(n=actors, edges=distinct)
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    rooms = [_rooms([names[actor] for actor in part], np.asarray(graph.degree(part))) for part in parts]
    places = np.zeros((actors, 2))
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        drawn = [_apart(_draw(graph.induced_subgraph(part)), room) for part, room in zip(parts, rooms, strict=True)]
    finally:
        igraph.set_random_number_generator(random)
    for part, part_places in zip(parts, _pack(drawn, rooms), strict=True):
        places[part] = part_places
    return [(round(x), round(y)) for x, y in places.tolist()]


def _draw(part: igraph.Graph) -> Places:
    """The places of one connected part, in pixels."""
    actors = part.vcount()
    if actors == 1:
        return np.zeros((1, 2))
    if actors <= CAREFUL_LIMIT:
        places = np.asarray(part.layout_kamada_kawai(weights=_lengths(part)).coords)
        ends = np.asarray(part.get_edgelist())
        unit = np.median(np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1))
    else:
        places = np.asarray(part.layout_fruchterman_reingold(grid=True).coords)
        unit = np.ptp(places, axis=0).max() / math.sqrt(actors)
    drawn: Places = _lie_wide(places) * (SPACING / max(unit, 1e-9)) * (_ACROSS, 1)
    return drawn


def _lengths(part: igraph.Graph) -> list[float]:
    """How long each tie shall be: longer between two actors of many ties, who need the room around them."""
    degrees = part.degree()
    return [min(degrees[one], degrees[other]) ** 0.5 for one, other in part.get_edgelist()]


def _lie_wide(places: Places) -> Places:
    """Turns the places about their centre until the longest extent lies level; the sign is fixed by the first actor."""
    centred: Places = places - places.mean(axis=0)
    if len(places) < 2:
        return centred
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ axes.T if axes.shape == (2, 2) else centred
    signs = np.where(turned[0] < 0, -1.0, 1.0)
    return np.asarray(turned * signs, dtype=float)


def _rooms(names: Sequence[str], ties: NDArray[np.int64]) -> Places:
    """Width and height that an actor needs with its name under it; actors of many ties are drawn larger."""
    larger = np.minimum(np.sqrt(ties), 6.0)
    letters = np.array([len(name) for name in names])
    return np.stack([letters * (6.5 + 0.6 * larger) + 14, 46 + 6 * larger], axis=1)


def _apart(places: Places, rooms: Places, *, rounds: int = 300) -> Places:
    """Pushes actors whose boxes overlap apart, each pair along the axis where less is missing, half of it each."""
    if len(places) > CAREFUL_LIMIT:
        return places
    one, other = np.triu_indices(len(places), k=1)
    room = (rooms[one] + rooms[other]) / 2
    places = places.copy()
    for _ in range(rounds):
        between = places[one] - places[other]
        missing = room - np.abs(between)
        overlaps = np.flatnonzero(missing.min(axis=1) > 0)
        if not overlaps.size:
            break
        axis = missing[overlaps].argmin(axis=1)
        push = np.where(between[overlaps, axis] < 0, -0.5, 0.5) * missing[overlaps, axis]
        np.add.at(places, (one[overlaps], axis), push)
        np.add.at(places, (other[overlaps], axis), -push)
    return places


def _pack(parts: Sequence[Places], rooms: Sequence[Places]) -> list[Places]:
    """Sets the parts (largest first) side by side in rows, the whole about as wide as high."""
    boxes = [_box(part, part_rooms) for part, part_rooms in zip(parts, rooms, strict=True)]
    area = sum(float(np.prod(high - low)) for low, high in boxes)
    row_width = max([math.sqrt(area), *(float(high[0] - low[0]) for low, high in boxes)])
    packed: list[Places] = []
    left = top = row_height = 0.0
    for part, (low, high) in zip(parts, boxes, strict=True):
        width, height = (high - low).tolist()
        if left and left + width > row_width:
            left, top, row_height = 0.0, top + row_height, 0.0
        packed.append(part - low + np.array([left, top]))
        left += width
        row_height = max(row_height, height)
    return packed


def _box(part: Places, rooms: Places) -> tuple[Places, Places]:
    """The corners of a part with its names and some air: the least x and y, the largest x and y."""
    air = rooms / 2 + 22
    return (part - air).min(axis=0), (part + air).max(axis=0)
