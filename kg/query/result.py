"""The answer to a query: rows of terms, and how they are shown."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from kg.rdf.terms import PREFIXES

_XSD = PREFIXES["xsd"]
_WHOLE = frozenset(f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger"))
_FRACTIONS = frozenset(f"{_XSD}{name}" for name in ("decimal", "double", "float"))
_STRING = f"{_XSD}string"
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


@dataclass(frozen=True, slots=True)
class Cell:
    """An RDF term: an IRI, a blank node, or a literal with its datatype and language."""

    kind: Literal["iri", "blank", "literal"]
    value: str
    datatype: str | None = None
    language: str | None = None

    def __str__(self) -> str:
        """The value as people read it: an IRI with its prefix."""
        if self.kind != "iri":
            return self.value
        prefix, iri = next(((p, i) for p, i in _BY_LENGTH if self.value.startswith(i)), ("", ""))
        return f"{prefix}:{self.value[len(iri) :]}" if prefix else self.value

    def to_python(self) -> str | int | float | bool:
        """A number or a truth value where the term is one, text otherwise."""
        if self.datatype in _WHOLE:
            return int(self.value)
        if self.datatype in _FRACTIONS:
            return float(self.value)
        if self.datatype == f"{_XSD}boolean":
            return self.value in ("true", "1")
        return str(self)

    def to_json(self) -> dict[str, str]:
        """The term as SPARQL 1.1 Query Results JSON has it."""
        kind = {"iri": "uri", "blank": "bnode"}.get(self.kind, "literal")
        extra = {"xml:lang": self.language} if self.language else {"datatype": self.datatype}
        return {"type": kind, "value": self.value} | {k: v for k, v in extra.items() if v and v != _STRING}


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of an answer. `more` says that there were more than asked for. ASK and CONSTRUCT give rows too."""

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    more: bool = False

    def to_frame(self) -> pd.DataFrame:
        """A data frame; IRIs carry their prefix (`actor:KEN`), and what is unbound is None."""
        rows = [[cell.to_python() if cell else None for cell in row] for row in self.rows]
        return pd.DataFrame(rows, columns=list(self.columns))

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON."""
        if self.kind == "ask":
            return _dump({"head": {}, "boolean": str(self.rows[0][0]) == "true"})
        bindings = [
            {name: cell.to_json() for name, cell in zip(self.columns, row, strict=True) if cell} for row in self.rows
        ]
        return _dump({"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}})

    def to_csv(self) -> str:
        """SPARQL 1.1 Query Results CSV: plain values, full IRIs."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([cell.value if cell else "" for cell in row] for row in self.rows)
        return out.getvalue()

    def to_table(self, width: int = 60) -> str:
        """Text in columns, each at most `width` characters wide; the last line says how many rows there are."""
        cells = [[_shorten(str(cell) if cell else "", width) for cell in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(self.columns, *cells, strict=True)]
        table = [self.columns, ["─" * size for size in widths], *cells]
        lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in table]
        count = f"{len(self.rows)} row{'' if len(self.rows) == 1 else 's'}"
        return "\n".join([*lines, f"({count}, and more: raise --limit)" if self.more else f"({count})"])


def _shorten(value: str, width: int) -> str:
    line = " ".join(value.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
