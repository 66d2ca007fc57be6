"""The road of this room: paths -> files -> documents, each with an id of its own and, if anything tells it, a date."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.documents.dateline import date_in_text, find_dateline
from kg.documents.find import check_paths, find_sources
from kg.documents.html import read_html
from kg.documents.markdown import read_markdown
from kg.documents.records import read_csv, read_jsonl
from kg.documents.source import Found, Source, Unreadable
from kg.documents.text import read_stream, read_text
from kg.model import Document, Problem

FORMATS: dict[str, Callable[[BinaryIO, Source], Iterator[Found | Problem]]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
}


def read_documents(paths: Iterable[str | Path], on_problem: Callable[[Problem], None]) -> Iterator[Document]:
    """The documents in files and folders (`-` is standard input), one at a time; the corpus is never held in memory.

    A folder is read recursively in order of name, without hidden files. A document's id is the `id` of its record, or
    its path from the given folder, without suffix. What cannot be read goes to `on_problem`, and the rest is read.

    Raises InputError at once, before anything is read, if a path does not exist.
    """
    return _read(check_paths(paths), on_problem)


def _read(paths: list[Path | None], on_problem: Callable[[Problem], None]) -> Iterator[Document]:
    places: dict[str, str] = {}
    for source in find_sources(paths, FORMATS.keys()):
        if isinstance(source, Problem):
            on_problem(source)
            continue
        for found in _read_source(source):
            if isinstance(found, Problem):
                on_problem(found)
                continue
            document = found.document
            if document.id in places:
                on_problem(_duplicate(document.id, places[document.id], found.where))
                continue
            places[document.id] = found.where
            yield _completed(document)


def _read_source(source: Source) -> Iterator[Found | Problem]:
    """One file. Whatever is wrong with it is a Problem, for what came before the fault is good."""
    read = FORMATS.get(source.suffix, read_stream)
    try:
        with source.open() as stream:
            yield from read(stream, source)
    except Unreadable as error:
        yield source.problem(error)
    except (EOFError, zlib.error, lzma.LZMAError) as error:
        yield Problem(source.place, f"the packed file is damaged: {error}.", "Pack or download it again.")
    except OSError as error:
        yield Problem(source.place, f"the file cannot be read: {error.strerror or error}.")


def _completed(document: Document) -> Document:
    """The document with the date and the agency that its text tells, where its metadata did not."""
    if document.date and document.publisher:
        return document
    dateline = find_dateline(document.text)
    return replace(
        document,
        date=document.date or date_in_text(document.text),
        publisher=document.publisher or (dateline.agency if dateline else None),
    )


def _duplicate(id: str, first: str, second: str) -> Problem:
    reason = f"the id {id!r} stands in {first} already; that document is kept, this one left out."
    return Problem(second, reason, "Give each document an id of its own.")
