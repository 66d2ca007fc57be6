"""Web pages: trafilatura finds the article among menus and advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.documents.dates import iso_date
from kg.documents.source import Found, Source, Unreadable, check_not_binary, decode, read_bytes
from kg.model import Document, Problem

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype html|<html|<head|<\?xml[^>]*>\s*<(?:!doctype )?html", re.IGNORECASE)

_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2999-12-31"}
"""Only the date that the page states of itself: htmldate's extensive search guesses, and its own bound is today."""


def looks_like_html(beginning: bytes) -> bool:
    """True if a file's first bytes are those of a web page."""
    return _PAGE.match(beginning) is not None


def read_html(stream: BinaryIO, source: Source) -> Iterator[Found | Problem]:
    """The article of a page, with the title, date, publisher and address that the page states of itself."""
    # Loading trafilatura takes a second, which a run over plain text need not spend.
    from trafilatura import bare_extraction

    page = _decode_page(read_bytes(stream))
    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATES,
    )
    if found is None or isinstance(found, dict) or not (text := found.text or "").strip():
        raise Unreadable("no article was found in the page.", "Save the article itself, not a page of links.")
    document = Document(
        source.name,
        text,
        title=found.title or None,
        date=iso_date(found.date or ""),
        publisher=found.sitename or None,
        url=found.url or None,
    )
    yield Found(source.place, document)


def _decode_page(data: bytes) -> str:
    """The page in UTF-8 or in the encoding that it declares."""
    declared = _DECLARED.search(data, 0, 4096)
    try:
        return decode(data)
    except Unreadable:
        if declared is None:
            raise
        check_not_binary(data)
    try:
        return data.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError) as error:
        raise Unreadable(f"the page declares {declared[1].decode()} and is not.", "Save it as UTF-8.") from error
