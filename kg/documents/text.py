"""Plain text: the file is the article."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO, cast

from kg.documents.dateline import find_headline
from kg.documents.html import looks_like_html, read_html
from kg.documents.records import read_jsonl
from kg.documents.source import Found, Source, decode, read_bytes
from kg.model import Document, Problem


def read_text(stream: BinaryIO, source: Source) -> Iterator[Found | Problem]:
    """The document in a `.txt`: the text as it stands, with every line end made the same, as Python reads text."""
    text = decode(read_bytes(stream)).replace("\r\n", "\n").replace("\r", "\n")
    yield Found(source.place, Document(source.name, text, title=find_headline(text)))


def read_stream(stream: BinaryIO, source: Source) -> Iterator[Found | Problem]:
    """Standard input: JSON lines if it begins with an object, a page if it begins like one, else one plain text."""
    beginning = cast(BufferedReader, stream).peek(1024).lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(b"{"):
        yield from read_jsonl(stream, source)
    elif looks_like_html(beginning):
        yield from read_html(stream, source)
    else:
        yield from read_text(stream, source)
