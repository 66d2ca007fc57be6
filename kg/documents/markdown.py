"""Markdown: the words without the marks; front matter (`---`, `title: …`, `---`) tells title, date, publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.documents.dates import iso_date
from kg.documents.source import Found, Source, Unreadable, decode, no_date, read_bytes
from kg.model import Document, Problem

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)


def read_markdown(stream: BinaryIO, source: Source) -> Iterator[Found | Problem]:
    """The document in a `.md`, its paragraphs parted by empty lines.

    The title is that of the front matter or the first heading.
    """
    written = decode(read_bytes(stream)).replace("\r\n", "\n")
    front = _FRONT_MATTER.match(written)
    fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(front[1] if front else "")}
    tokens = MarkdownIt("commonmark").parse(written[front.end() :] if front else written)
    text = "\n\n".join(_paragraphs(tokens))
    if not text.strip():
        raise Unreadable("the file has no text.")
    date = iso_date(fields.get("date", ""))
    if fields.get("date") and date is None:
        yield source.problem(no_date(fields["date"]))
    document = Document(
        source.name,
        text,
        title=fields.get("title") or _first_heading(tokens),
        date=date,
        publisher=fields.get("publisher") or None,
        url=fields.get("url") or None,
        story=fields.get("story") or None,
    )
    yield Found(source.place, document)


def _paragraphs(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline" and (words := _words(token).strip()):
            yield words


def _first_heading(tokens: list[Token]) -> str | None:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            return _words(inline).strip() or None
    return None


def _words(inline: Token) -> str:
    """What a reader of the rendered line sees; tags and the descriptions of pictures are no part of it."""
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    seen = (
        breaks.get(part.type, part.content)
        for part in inline.children or []
        if part.type not in ("image", "html_inline")
    )
    return "".join(seen)
