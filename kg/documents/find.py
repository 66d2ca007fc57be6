"""From the paths that the user gave to the files behind them, in an order that does not depend on the disk."""

from __future__ import annotations

import difflib
import gzip
import io
import lzma
import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from kg.documents.source import Source
from kg.errors import InputError
from kg.model import Problem

STDIN = "-"

_UNPACK: dict[str, Callable[[Path], Any]] = {".gz": gzip.GzipFile, ".xz": lzma.LZMAFile}


def check_paths(paths: Iterable[str | Path]) -> list[Path | None]:
    """The paths, None for standard input. Raises InputError, naming what exists nearby, if one does not exist."""
    checked: list[Path | None] = []
    for path in paths:
        if str(path) == STDIN:
            checked.append(None)
            continue
        path = Path(path)
        if not path.exists() and not path.is_symlink():
            raise InputError(f"{path} does not exist{_nearby(path)}")
        checked.append(path)
    return checked


def find_sources(paths: Iterable[Path | None], suffixes: Collection[str]) -> Iterator[Source | Problem]:
    """Every file to read, each once, folders in order of name; a Problem for what has no format of `suffixes`.

    A file given by name without a suffix is taken for plain text; in a folder it may be anything, and is reported.
    """
    seen: set[str] = set()
    for path in paths:
        if path is None:
            yield Source("standard input", "stdin", "", _open_stdin)
        elif path.is_dir():
            yield from _find_in_folder(path, suffixes, seen)
        elif _first_time(path, seen):
            suffix = format_suffix(path)
            if suffix and suffix not in suffixes:
                yield _unknown_format(path.as_posix(), suffixes)
            else:
                yield _source(path, _without_suffixes(path.name), suffix or ".txt")


def format_suffix(path: Path) -> str:
    """The suffix that tells the format: `.jsonl` of `news.JSONL.xz`."""
    name = Path(path.stem) if path.suffix.lower() in _UNPACK else path
    return name.suffix.lower()


def _find_in_folder(folder: Path, suffixes: Collection[str], seen: set[str]) -> Iterator[Source | Problem]:
    if not _first_time(folder, seen):
        return
    unknown: Counter[str] = Counter()
    empty = True
    for found in _walk(folder, seen):
        empty = False
        if isinstance(found, Problem):
            yield found
        elif not _first_time(found, seen):
            continue
        elif (suffix := format_suffix(found)) in suffixes:
            name = _without_suffixes(found.relative_to(folder).as_posix())
            yield _source(found, name, suffix)
        else:
            unknown[found.suffix] += 1
    if empty:
        yield Problem(folder.as_posix(), "the folder holds no files.", f"kg reads {_listed(suffixes)}.")
    for suffix, count in sorted(unknown.items()):
        pattern = f"{folder.as_posix()}/**/*{suffix}" if suffix else f"{folder.as_posix()}: without suffix"
        yield _unknown_format(f"{pattern} ({count})", suffixes)


def _walk(folder: Path, seen: set[str]) -> Iterator[Path | Problem]:
    """Files below a folder, sorted, hidden ones left out. A real place is entered once, so link loops end."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Problem(folder.as_posix(), f"the folder cannot be listed: {error.strerror}.")
        return
    for path in (folder / name for name in names if not name.startswith(".")):
        if path.is_dir():
            if _first_time(path, seen):
                yield from _walk(path, seen)
        elif path.is_file():
            yield path
        else:
            yield Problem(path.as_posix(), "neither a file nor a folder.", "Is it a link that leads nowhere?")


def _first_time(path: Path, seen: set[str]) -> bool:
    real = os.path.realpath(path)
    if real in seen:
        return False
    seen.add(real)
    return True


def _source(path: Path, name: str, suffix: str) -> Source:
    return Source(path.as_posix(), name, suffix, partial(_UNPACK.get(path.suffix.lower(), _open), path))


class _StandardInput(io.BufferedReader):
    """Standard input; it belongs to the program, which may want it again."""

    def close(self) -> None:
        """Leave it open."""


def _open_stdin() -> BinaryIO:
    return _StandardInput(sys.stdin.buffer)  # type: ignore[arg-type]  # any readable stream will do


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _without_suffixes(name: str) -> str:
    path = Path(name)
    if path.suffix.lower() in _UNPACK:
        path = path.with_suffix("")
    return path.with_suffix("").as_posix()


def _unknown_format(where: str, suffixes: Collection[str]) -> Problem:
    return Problem(where, "not a format that kg reads.", f"It reads {_listed(suffixes)}.")


def _listed(suffixes: Collection[str]) -> str:
    return f"{' '.join(sorted(suffixes))}, each also packed as {' or '.join(sorted(_UNPACK))}"


def _nearby(path: Path) -> str:
    """What the user may have meant: names like it beside it, or the last folder of the path that exists."""
    folder = path.parent
    while not folder.is_dir():
        folder = folder.parent
    if folder != path.parent:
        return f"; the folder {folder} exists, but not {path.relative_to(folder).parts[0]} in it"
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError:
        return ""
    if alike := difflib.get_close_matches(path.name, names, n=3, cutoff=0.5):
        return f"; did you mean {' or '.join(str(folder / name) for name in alike)}?"
    more = ", …" if len(names) > 8 else ""
    return f"; in {folder} there is {', '.join(names[:8])}{more}" if names else f"; {folder} is empty"
