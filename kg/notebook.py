"""How a graph shows itself in a notebook: the page in a frame, and a picture and a line for where no script may run."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.export.page import data_of, render
from kg.export.picture import draw_picture

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

FRAME_HEIGHT = 680
"""Pixels."""


def mimebundle(graph: KnowledgeGraph) -> dict[str, str]:
    """What `KnowledgeGraph._repr_mimebundle_` answers, by media type.

    The frame may run scripts and nothing else: no access to the notebook, no pop-ups, no forms. A notebook that is not
    trusted strips the frame and keeps the text within it.
    """
    data, summary = data_of(graph), repr(graph)
    frame = (
        f'<iframe sandbox="allow-scripts" title="Who deals with whom" width="100%" height="{FRAME_HEIGHT}" '
        f'style="border: 0" srcdoc="{escape(render(data))}">'
        f"<p>{escape(summary)} Trust the notebook to see the page, or write it with to_html().</p></iframe>"
    )
    return {"text/html": frame, "image/svg+xml": draw_picture(data), "text/plain": summary}
