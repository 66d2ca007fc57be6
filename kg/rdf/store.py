"""The graph in an Oxigraph store on disk: the vocabulary and the triples of `graph.ttl`, written in one bulk load."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.errors import GraphError
from kg.resources import ONTOLOGY


def build_store(turtle: Path, store: Path) -> None:
    """Load a Turtle file and the vocabulary into a new folder `store`. Raises GraphError if the folder exists."""
    if store.exists():
        raise GraphError(f"{store} exists. A store is always built into a new folder: remove it, or choose another.")
    store.mkdir(parents=True)
    opened = ox.Store(str(store))
    opened.bulk_load(path=str(ONTOLOGY / "kg.ttl"), format=ox.RdfFormat.TURTLE)
    opened.bulk_load(path=str(turtle), format=ox.RdfFormat.TURTLE)
    opened.flush()


def open_store(store: Path) -> ox.Store:
    """The store for reading; any number of processes can do so at once. Raises GraphError if there is none."""
    if not (store / "CURRENT").is_file():
        raise GraphError(f"{store} holds no store. `kg build PATH -o DIR` makes one in DIR/store.")
    return ox.Store.read_only(str(store))


def open_rdflib(store: Path) -> rdflib.Graph:
    """The store as an rdflib graph, for reading. Raises GraphError if there is none."""
    return rdflib.Graph(store=OxigraphStore(store=open_store(store)), identifier=DATASET_DEFAULT_GRAPH_ID)
