"""Word lists of `data/` as a dataclass of sets: one TOML file, one list for each field."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from kg.errors import DataError

Lists = TypeVar("Lists")


def read_word_lists(kind: type[Lists], path: Path) -> Lists:
    """The lists of a file as a `kind`. Raises DataError if the file is missing, damaged, or has other lists."""
    try:
        lists = tomllib.loads(path.read_text(encoding="utf8"))
        return kind(**{name: frozenset(words) for name, words in lists.items()})
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        raise DataError(f"{path}: {error}. It belongs to kg's data: restore the file.") from error
