"""`kg classify`: what texts say that a marked source does to a marked target, a record at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.errors import InputError
from kg.extract.learned import PairModel


def classify(records: Iterable[Mapping[str, Any]], nlp: Language, model: PairModel) -> Iterator[dict[str, Any]]:
    """For each record with `id`, `text`, `source` and `target` ([start, end] in characters) what the text says.

    Gives `id`, `relation` (None: none of the vocabulary's), `family`, `status`, `confidence` and `cues`, in the same
    order. Raises InputError, with the record's number and id, where a field is missing or a span leaves the text.
    """
    checked = ((_checked(record, number)["text"], record) for number, record in enumerate(records, start=1))
    for doc, record in nlp.pipe(checked, as_tuples=True):
        reading = model.classify(doc, tuple(record["source"]), tuple(record["target"]))
        yield {
            "id": record["id"],
            "relation": reading.relation,
            "family": reading.family,
            "status": reading.status,
            "confidence": round(reading.confidence, 3),
            "cues": list(reading.cues),
        }


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file. Raises InputError, with file and line, for what is no JSON object."""
    try:
        with path.open(encoding="utf8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _record(line, f"{path}:{number}")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where} is not JSON: {error}.") from error
    if not isinstance(record, dict):
        raise InputError(f'{where} is no JSON object: a line is {{"id": …, "text": …, "source": […], "target": […]}}.')
    return record


def _checked(record: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    missing = [field for field in ("id", "text", "source", "target") if field not in record]
    if missing:
        needs = 'it needs {"id", "text", "source": [start, end], "target": [start, end]}.'
        raise InputError(f"Record {number} has no {' and no '.join(missing)}: {needs}")
    text = record["text"]
    if not isinstance(text, str) or not text.strip():
        raise InputError(f'Record {number} ({record["id"]}): "text" is empty.')
    for field in ("source", "target"):
        span = record[field]
        whole = isinstance(span, list | tuple) and len(span) == 2 and all(isinstance(at, int) for at in span)
        if not whole or not 0 <= span[0] <= span[1] <= len(text):
            limit = f"two character offsets, start <= end <= {len(text)} (the length of the text)."
            raise InputError(f'Record {number} ({record["id"]}): "{field}" is {span!r}; it must be {limit}')
    return record
