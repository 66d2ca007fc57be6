"""A still picture (SVG) of the strongest actors and what is asserted between them, for places that run no scripts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

PICTURED_ACTORS = 60

_MARGIN = 90
_BEND = 0.12


def draw_picture(data: Mapping[str, Any]) -> str:
    """The view of states, as `kg.export.page.page_data` gives it, as SVG text with a transparent ground."""
    view = data["views"]["states"]
    nodes = {node["id"]: node for node in view["nodes"][:PICTURED_ACTORS]}
    across, down = [node["x"] for node in nodes.values()], [node["y"] for node in nodes.values()]
    left, top = min(across, default=0) - _MARGIN, min(down, default=0) - _MARGIN
    width, height = max(across, default=0) + _MARGIN - left, max(down, default=0) + _MARGIN - top
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"{left} {top} {width} {height}",
            "width": str(min(width, 1000)),
            "role": "img",
            "font-family": "sans-serif",
            "font-size": "13",
            "text-anchor": "middle",
        },
    )
    ElementTree.SubElement(svg, "title").text = "Who deals with whom"
    for edge in view["edges"]:
        if edge["from"] in nodes and edge["to"] in nodes:
            _draw_edge(svg, edge, nodes, data)
    for node in nodes.values():
        _draw_node(svg, node, data)
    return ElementTree.tostring(svg, encoding="unicode")


def _draw_edge(
    svg: ElementTree.Element, edge: Mapping[str, Any], nodes: Mapping[int, Mapping[str, Any]], data: Mapping[str, Any]
) -> None:
    relations = [data["relations"][claim["relation"]] for claim in _asserted(edge, data)]
    if not relations:
        return
    colour = _colour(Counter(relation["family"] for relation in relations), data)
    (x1, y1), (x2, y2) = ((nodes[edge[end]]["x"], nodes[edge[end]]["y"]) for end in ("from", "to"))
    bend_x, bend_y = (x1 + x2) / 2 - (y2 - y1) * _BEND, (y1 + y2) / 2 + (x2 - x1) * _BEND
    line = {
        "d": f"M{x1} {y1}Q{bend_x:.1f} {bend_y:.1f} {x2} {y2}",
        "fill": "none",
        "stroke": colour,
        "stroke-width": f"{1 + math.log2(1 + len(relations)):.1f}",
    }
    ElementTree.SubElement(svg, "path", line)
    if not all(relation["symmetric"] for relation in relations):
        middle_x, middle_y = (x1 + 2 * bend_x + x2) / 4, (y1 + 2 * bend_y + y2) / 4
        turned = math.degrees(math.atan2(y2 - y1, x2 - x1))
        place = f"translate({middle_x:.1f} {middle_y:.1f}) rotate({turned:.1f})"
        ElementTree.SubElement(svg, "path", {"d": "M7 0L-5 5L-5 -5Z", "fill": colour, "transform": place})


def _asserted(edge: Mapping[str, Any], data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [data["claims"][claim] for claim in edge["claims"] if data["claims"][claim]["status"] == "asserted"]


def _colour(families: Counter[str], data: Mapping[str, Any]) -> str:
    """The colour of the commonest family; of equals, of the first in the palette."""
    colours: dict[str, str] = {
        family: colour for group in data["groups"] for family, colour in group["families"].items()
    }
    order = {family: rank for rank, family in enumerate(colours)}
    commonest = min(families, key=lambda family: (-families[family], order.get(family, len(order)), family))
    return colours.get(commonest, list(colours.values())[-1])


def _draw_node(svg: ElementTree.Element, node: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    colour = next((kind["colour"] for kind in data["kinds"] if kind["name"] == node["group"]), "#808690")
    radius = 6 + min(16, 2.4 * math.sqrt(node["strength"]))
    place = {"cx": str(node["x"]), "cy": str(node["y"]), "r": f"{radius:.1f}", "fill": colour}
    ElementTree.SubElement(svg, "circle", place)
    name = {"x": str(node["x"]), "y": f"{node['y'] + radius + 15:.1f}", "fill": "#40607f", "stroke": "#fff"}
    name |= {"stroke-width": "4", "paint-order": "stroke"}
    ElementTree.SubElement(svg, "text", name).text = node["label"]
