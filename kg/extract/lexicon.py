"""The words that extraction knows, whatever the relation: `data/grammar.toml`, `data/status.toml`, `data/things/*.txt`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.resources import DATA


@dataclass(frozen=True)
class Lexicon:
    """Word lists. `governors`, `modifiers` and `auxiliaries` map a lemma to the status that it gives."""

    light_verbs: frozenset[str]
    happening_verbs: frozenset[str]
    subject_control: frozenset[str]
    announcing_verbs: frozenset[str]
    quantity_nouns: frozenset[str]
    instruments: frozenset[str]
    governors: Mapping[str, str]
    modifiers: Mapping[str, str]
    auxiliaries: Mapping[str, str]
    things: Mapping[str, frozenset[str]]


@cache
def load_lexicon(folder: Path = DATA) -> Lexicon:
    """Read the word lists below `folder`. Raises DataError where a file is missing or says two things of one word."""
    grammar = _toml(folder / "grammar.toml")
    status = _toml(folder / "status.toml")
    return Lexicon(
        **{name: frozenset(words) for name, words in grammar.items()},
        **{table: _by_word(folder / "status.toml", table, status[table]) for table in status},
        things={path.stem: _things(path) for path in sorted((folder / "things").glob("*.txt"))},
    )


def _toml(path: Path) -> dict[str, dict[str, list[str]]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf8"))
    except FileNotFoundError as error:
        raise DataError(f"{path} is missing: it belongs to kg's data; install kg again or restore the file.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error


def _by_word(path: Path, table: str, lists: dict[str, list[str]]) -> dict[str, str]:
    status_of: dict[str, str] = {}
    for status, words in lists.items():
        for word in words:
            if status_of.setdefault(word, status) != status:
                raise DataError(f'{path}, [{table}]: "{word}" stands under both {status_of[word]} and {status}.')
    return status_of


def _things(path: Path) -> frozenset[str]:
    lines = (line.split("#")[0].strip().lower() for line in path.read_text(encoding="utf8").splitlines())
    return frozenset(line for line in lines if line)
