"""Where the knowledge lies: `data/` and `ontology/` at the top of a checkout, inside the package in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    packaged = _PACKAGE / f"_{name}"
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


DATA = _folder("data")
ONTOLOGY = _folder("ontology")
