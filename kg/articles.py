"""What the graph keeps of a document: where it is from and a hash of what was read, never its text."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from kg.model import Document


@dataclass(frozen=True, slots=True)
class Article:
    """A document without its text. `hash` is the SHA-256 of everything that was read of it."""

    id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    story: str | None
    hash: str


_FIELDS = tuple(field.name for field in fields(Article))
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def article_of(document: Document) -> Article:
    """The article that stands for a document in the graph."""
    read = {"title": document.title, "date": document.date, "publisher": document.publisher}
    read |= {"url": document.url, "story": document.story}
    content = _ENCODER.encode([document.text, read])
    digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(document.id, **read, hash=digest)


def article_to_json(article: Article) -> dict[str, Any]:
    """The article as one line of `documents.jsonl`."""
    return {name: getattr(article, name) for name in _FIELDS}


def article_from_json(line: dict[str, Any]) -> Article:
    """The article that `article_to_json` wrote. Raises KeyError if a field is missing."""
    return Article(**{name: line[name] for name in _FIELDS})
