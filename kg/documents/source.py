"""One file of the user's: where it lies, what it is called, and its bytes within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Document, Problem

MAX_BYTES = 10_000_000
"""The longest text of one document, in bytes of UTF-8. An article has some thousands; more than this is no article."""

MAX_LINE_BYTES = 6 * MAX_BYTES
"""The longest line of a file of records: JSON may write six bytes (`\\u00e9`) for what UTF-8 writes in one or two."""


class Unreadable(InputError):
    """A file, or one line of it, cannot be read. It never leaves this room: it becomes a `Problem` of the report."""

    def __init__(self, reason: str, hint: str = "", line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.line = reason, hint, line


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it lies and what its document will be called.

    `place` is its path as the user would write it, `name` the id of the document in it, `suffix` its format (`.txt`,
    without `.gz`), `open` gives its bytes, unpacked.
    """

    place: str
    name: str
    suffix: str
    open: Callable[[], BinaryIO]

    def where(self, line: int | None) -> str:
        """`news.jsonl:12`, or the file alone."""
        return self.place if line is None else f"{self.place}:{line}"

    def problem(self, error: Unreadable) -> Problem:
        """The line of the report for what could not be read here."""
        return Problem(self.where(error.line), error.reason, error.hint)


@dataclass(frozen=True, slots=True)
class Found:
    """A document that was read, and where: `news.txt`, `news.jsonl:12`."""

    where: str
    document: Document


def read_bytes(stream: BinaryIO) -> bytes:
    """All of a file that holds one document. Raises Unreadable if it is empty or too long."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_long()
    if not data.strip():
        raise Unreadable("the file is empty.")
    return data


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines of a file of records, numbered from 1, each with its line end; the byte order mark is left out.

    Raises Unreadable at a line that no record can need, instead of filling the memory with it.
    """
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            raise too_long(number)
        yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def decode(data: bytes, line: int | None = None) -> str:
    """UTF-8 text, without byte order mark. Raises Unreadable with the line of the first wrong byte."""
    check_not_binary(data, line)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = line or data.count(b"\n", 0, error.start) + 1
        wrong = f"byte 0x{data[error.start]:02x} is not UTF-8."
        hint = "Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
        raise Unreadable(wrong, hint, at) from error


def check_not_binary(data: bytes, line: int | None = None) -> None:
    """Raises Unreadable if the bytes are no text: no text in UTF-8 has a zero byte or begins like a PDF."""
    if b"\0" in data or data.startswith(b"%PDF-"):
        raise Unreadable("the file is binary, not text.", "Give the text of the article, as .txt or .html.", line)


def no_date(written: str, line: int | None = None) -> Unreadable:
    """The error for a date that is none; the document is read without it."""
    return Unreadable(f"the date {written!r} is no date; it is left out.", "Write 2023-04-28.", line)


def too_long(line: int | None = None) -> Unreadable:
    """The error for a document of more than `MAX_BYTES`."""
    return Unreadable(f"longer than {MAX_BYTES // 1_000_000} MB.", "Split it into its articles.", line)
