"""The graph in an Oxigraph store on disk: the vocabulary and the triples of `graph.ttl`.

A new store is bulk loaded, both halves of the file at once, because the engine loads each on one core. Where little
has changed since an earlier store, its files are taken over and only the paragraphs of the Turtle file that differ are
removed and added: a paragraph holds all triples of a subject.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.errors import GraphError
from kg.resources import ONTOLOGY

_TURTLE = ox.RdfFormat.TURTLE

# Where more of the subjects have changed than this share, a bulk load is faster.
_FEW = 0.05


def build_store(turtle: Path, store: Path) -> None:
    """Load a Turtle file and the vocabulary into a new folder `store`. Raises GraphError if the folder exists."""
    if store.exists():
        raise GraphError(f"{store} exists. A store is always built into a new folder: remove it, or choose another.")
    store.mkdir(parents=True)
    opened = ox.Store(str(store))
    vocabulary = (ONTOLOGY / "kg.ttl").read_bytes()
    one, other = _halves(turtle.read_bytes())
    with ThreadPoolExecutor() as threads:
        loads = [threads.submit(opened.bulk_load, half, format=_TURTLE) for half in (vocabulary + one, other)]
    for load in loads:
        load.result()
    opened.flush()


def update_store(old_turtle: Path, old_store: Path, turtle: Path, store: Path) -> bool:
    """Make the store of `turtle` out of that of `old_turtle`, if both are much alike. Returns whether they were.

    Both Turtle files must come from `write_turtle`. The old store stays as it is.
    """
    old, new = _paragraphs(old_turtle), _paragraphs(turtle)
    header, gone, come = new[0], set(old) - set(new), set(new) - set(old)
    if len(gone) + len(come) > _FEW * len(new):
        return False
    _take_over(old_store, store)
    opened = ox.Store(str(store))
    for triple in _triples(header, gone):
        opened.remove(ox.Quad(*triple))
    opened.extend(ox.Quad(*triple) for triple in _triples(header, come))
    opened.flush()
    return True


def open_store(store: Path) -> ox.Store:
    """The store for reading; any number of processes can do so at once. Raises GraphError if there is none."""
    if not (store / "CURRENT").is_file():
        raise GraphError(f"{store} holds no store. `kg build PATH -o DIR` makes one in DIR/store.")
    return ox.Store.read_only(str(store))


def open_rdflib(store: Path) -> rdflib.Graph:
    """The store as an rdflib graph, for reading. Raises GraphError if there is none."""
    return rdflib.Graph(store=OxigraphStore(store=open_store(store)), identifier=DATASET_DEFAULT_GRAPH_ID)


def _halves(turtle: bytes) -> list[bytes]:
    """Two Turtle texts with much the same number of triples: every other subject.

    A third load, also that of the vocabulary by itself, would make the engine merge them all at once.
    """
    header, *subjects = turtle.split(b"\n\n")
    return [b"\n\n".join([header, *half]) + b"\n" for half in (subjects[::2], subjects[1::2])]


def _paragraphs(turtle: Path) -> list[str]:
    """The prefixes, then one text a subject."""
    return turtle.read_text("utf-8").rstrip("\n").split("\n\n")


def _triples(header: str, paragraphs: Iterable[str]) -> Iterator[ox.Triple]:
    text = "\n".join([header, *sorted(paragraphs)])
    for quad in ox.parse(text.encode(), format=_TURTLE):
        yield quad.triple


def _take_over(old: Path, new: Path) -> None:
    """The files of a store in a new folder. Tables (.sst) never change once written, and are linked, not copied."""
    new.mkdir(parents=True)
    for path in old.iterdir():
        if path.suffix == ".sst":
            os.link(path, new / path.name)
        elif path.name != "LOCK":
            shutil.copy2(path, new / path.name)
