"""The words that extraction knows, whatever the relation: `grammar.toml`, `status.toml` and `things/` of `data/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.resources import DATA


@dataclass(frozen=True)
class Lexicon:
    """Word lists. Those from `status.toml` map a word to the status that it gives to a deed."""

    light_verbs: frozenset[str]
    happening_verbs: frozenset[str]
    subject_control: frozenset[str]
    announcing_verbs: frozenset[str]
    lifting_verbs: frozenset[str]
    blaming: frozenset[str]
    issuing_verbs: frozenset[str]
    helping_verbs: frozenset[str]
    asking_verbs: frozenset[str]
    quantity_nouns: frozenset[str]
    instruments: frozenset[str]
    weapons: frozenset[str]
    own_acts: frozenset[str]
    followers: frozenset[str]
    accidents: frozenset[str]
    governors: Mapping[str, str]
    modifiers: Mapping[str, str]
    auxiliaries: Mapping[str, str]
    before_nouns: Mapping[str, str]
    before_gerunds: Mapping[str, str]
    announced: Mapping[str, str]
    aims: Mapping[str, str]
    bearers: frozenset[str]
    voiced: frozenset[str]
    things: Mapping[str, frozenset[str]]


_STATUS = {"governors", "modifiers", "auxiliaries", "before_nouns", "before_gerunds", "announced", "aims"}
_GRAMMAR = {field.name for field in fields(Lexicon)} - _STATUS - {"things"}


@cache
def load_lexicon(folder: Path = DATA) -> Lexicon:
    """Read the word lists below `folder`.

    Raises DataError where a file or a list is missing, a list is unknown, or a word stands under two statuses.
    """
    grammar = _toml(folder / "grammar.toml", _GRAMMAR)
    status = _toml(folder / "status.toml", _STATUS)
    words: dict[str, Any] = {name: frozenset(listed) for name, listed in grammar.items()}
    words |= {table: _by_word(folder / "status.toml", table, lists) for table, lists in status.items()}
    return Lexicon(**words, things={path.stem: _things(path) for path in sorted((folder / "things").glob("*.txt"))})


def _toml(path: Path, lists: set[str]) -> dict[str, Any]:
    """The file, which must have exactly these lists."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf8"))
    except FileNotFoundError as error:
        raise DataError(f"{path} is missing: it belongs to kg's data; install kg again or restore the file.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error
    for name in sorted(lists ^ set(table)):
        wrong = "is no list that kg knows" if name in table else "is missing"
        raise DataError(f"{path}: {name} {wrong}. Its lists are: {', '.join(sorted(lists))}.")
    return table


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
