"""The graph on any SPARQL 1.1 server: `kg build PATH -o DIR --store http://…`.

An address that ends in `/update` takes SPARQL UPDATE in batches. Any other is a Graph Store: the graph is put there in
one request, in place of what was there. Both send the vocabulary too.

    http://localhost:7878/store?default                                              oxigraph serve
    http://localhost:7878/update                                                     oxigraph serve, by updates
    http://dba:PASSWORD@localhost:8890/sparql-graph-crud-auth?graph-uri=http://…     Virtuoso

Adding triples one by one would take some seventy times as long.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import GraphError
from kg.resources import ONTOLOGY

BATCH = 5_000
"""Triples an update."""

TIMEOUT = 600.0
"""Seconds that a server may take for one request."""


def publish(turtle: Path, address: str) -> None:
    """Replace what is at `address` by the graph of a Turtle file. Name and password may stand in the address.

    Updates replace the default graph. Raises GraphError if the server cannot be reached or refuses.
    """
    if urlsplit(address).path.rstrip("/").endswith("/update"):
        _send(address, "POST", b"CLEAR DEFAULT", "application/sparql-update")
        for triples in _batches(turtle):
            _send(address, "POST", f"INSERT DATA {{\n{triples}}}".encode(), "application/sparql-update")
    else:
        content = b"".join(f"{triple} .\n".encode() for triple in _triples(turtle))
        _send(address, "PUT", content, "text/turtle")  # N-Triples are Turtle, and more servers take that name


def _triples(turtle: Path) -> Iterator[ox.Triple]:
    for path in (ONTOLOGY / "kg.ttl", turtle):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            yield quad.triple


def _batches(turtle: Path) -> Iterator[str]:
    triples = _triples(turtle)
    while some := list(islice(triples, BATCH)):
        yield "".join(f"{triple} .\n" for triple in some)


def _send(address: str, method: str, content: bytes, content_type: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        raise GraphError(f"{address} is no address of a server. It begins with http:// or https://.")
    plain = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    if parts.username:
        passwords.add_password(None, plain, unquote(parts.username), unquote(parts.password or ""))
    opener = urllib.request.build_opener(
        urllib.request.HTTPBasicAuthHandler(passwords), urllib.request.HTTPDigestAuthHandler(passwords)
    )
    request = urllib.request.Request(plain, content, {"Content-Type": content_type}, method=method)
    try:
        with opener.open(request, timeout=TIMEOUT):
            pass
    except urllib.error.HTTPError as error:
        said = error.read(300).decode("utf-8", "replace").strip()
        raise GraphError(f"{plain} answered {error.code} {error.reason} to {method}. {said}") from error
    except OSError as error:
        raise GraphError(f"{plain} cannot be reached: {getattr(error, 'reason', error)}.") from error
