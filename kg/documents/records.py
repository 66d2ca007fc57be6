"""Files of many documents: JSON lines and CSV, with the fields id, text, title, date, story, url, publisher.

The text of a record is kept to the letter, for offsets into it are the contract with whoever wrote the file.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.documents.dates import iso_date
from kg.documents.source import MAX_BYTES, Found, Source, Unreadable, decode, no_date, read_lines, too_long
from kg.model import Document, Problem

_DELIMITERS = ",;\t"
_RECORD_HINT = "A record has text, and may have id, title, date, story, url, publisher."


def read_jsonl(stream: BinaryIO, source: Source) -> Iterator[Found | Problem]:
    """One JSON object a line; other fields are ignored, and so are empty lines."""
    empty = True
    for number, line in read_lines(stream):
        if not line.strip():
            continue
        empty = False
        try:
            yield from _documents(_parse_object(line, number), source, number)
        except Unreadable as error:
            yield source.problem(error)
    if empty:
        raise Unreadable("the file is empty.")


def read_csv(stream: BinaryIO, source: Source) -> Iterator[Found | Problem]:
    """A table with a head line; comma, semicolon or tab between the columns, as the head line has it."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))  # never narrower for others: the limit is global
    lines = read_lines(stream)
    number, head = next(lines, (1, b""))
    columns, delimiter = _parse_head(decode(head, number))
    # A wrong byte spoils its own record only: it travels as a lone surrogate, which `_text_of` finds.
    rows = csv.reader((line.decode("utf-8", "surrogateescape") for _, line in lines), delimiter=delimiter, strict=True)
    while True:
        number = rows.line_num + 2  # one for the head line, one for the line that comes next
        try:
            row = next(rows, None)
            if row is None:
                return
            if row:
                yield from _documents(_parse_row(row, columns, number), source, number)
        except csv.Error as error:
            yield source.problem(Unreadable(f"the row is not CSV: {error}.", "Is a quotation mark open?", number))
        except Unreadable as error:
            yield source.problem(error)


def _parse_object(line: bytes, number: int) -> Mapping[str, object]:
    try:
        record = json.loads(decode(line, number))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the line is not JSON: {error}.", "Write one object a line.", number) from error
    if not isinstance(record, dict):
        raise Unreadable("the line is JSON, but no object.", _RECORD_HINT, number)
    return record


def _parse_head(head: str) -> tuple[list[str], str]:
    """The names of the columns, and what parts them."""
    for delimiter in _DELIMITERS:
        columns = [name.strip().lower() for name in next(csv.reader([head], delimiter=delimiter), [])]
        if "text" in columns:
            return columns, delimiter
    if not head.strip():
        raise Unreadable("the file is empty.")
    raise Unreadable(f"the head line {head.strip()!r} has no column named text.", _RECORD_HINT, 1)


def _parse_row(row: list[str], columns: list[str], number: int) -> Mapping[str, object]:
    if len(row) != len(columns):
        reason = f"the row has {len(row)} columns and the head line {len(columns)}."
        raise Unreadable(reason, "Put a text that holds the column mark in quotation marks.", number)
    return dict(zip(columns, row, strict=True))


def _documents(record: Mapping[str, object], source: Source, number: int) -> Iterator[Found | Problem]:
    """The document in a record; before it a Problem if the record's date is none, and the document is read without."""
    text = _text_of(record, number)
    written = _field(record, "date")
    date = iso_date(written or "")
    if written and date is None:
        yield source.problem(no_date(written, number))
    document = Document(
        _field(record, "id") or f"{source.name}:{number}",
        text,
        title=_field(record, "title"),
        date=date,
        publisher=_field(record, "publisher"),
        url=_field(record, "url"),
        story=_field(record, "story"),
    )
    yield Found(source.where(number), document)


def _text_of(record: Mapping[str, object], number: int) -> str:
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Unreadable(f"the record has no text; its fields are {', '.join(record)}.", _RECORD_HINT, number)
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise Unreadable("the text holds a byte that is not UTF-8.", "Save the file as UTF-8.", number) from error
    if len(encoded) > MAX_BYTES:
        raise too_long(number)
    if "\0" in text:
        raise Unreadable("the text is binary: it holds a zero character.", "Give the text of the article.", number)
    return text


def _field(record: Mapping[str, object], name: str) -> str | None:
    """A short field as text; numbers are taken as written, blank ones and other things as absent."""
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return str(value).encode("utf-8", "replace").decode().strip() or None
