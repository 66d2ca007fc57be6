"""The folder that `kg build` makes, and how it grows: documents added, changed or removed, never half.

    DIR/claims.jsonl      every claim, sorted
    DIR/documents.jsonl   what is known of every document, and a hash of what was read
    DIR/graph.ttl, DIR/graph.html, DIR/store, DIR/build.json
    DIR/.kg/<hash>/       where these files really are; the names above are links through DIR/.kg/current
    DIR/.kg/<hash>/open.jsonl   claims as read, those that an office told in another document may settle (`kg.settle`)

Everything else is made from the claims, and these from what each document alone says, so that adding documents gives
what building all of them at once gives. A new state is written beside the old one and the link `current` is renamed to
it, which happens at once or not at all: a process that is killed in between leaves the old state, and the next one
clears what lies about.

How `kg build` uses it:

    with Folder(out).writing(made_by=..., infer=False) as writing:
        for document in writing.unread(documents):      # new or changed by their content; read them in any order
            ...
        writing.add(document, claims_of_it)             # once for each unread document, also one without claims
    # leaving the block writes the new state; an exception leaves the old one

The claims of a document that are added must depend on nothing but that document.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from kg.articles import Article, article_from_json, article_of, article_to_json
from kg.claims import in_order
from kg.collector import no_collection
from kg.errors import GraphError
from kg.graph import KnowledgeGraph
from kg.model import Actor, Claim, Document, claim_from_json, claim_to_json
from kg.rdf.store import build_store, update_store
from kg.resources import ONTOLOGY
from kg.settle import is_as_read, is_open, settle
from kg.vocabulary import load_vocabulary

FORMAT = 2

_NAMES = ("build.json", "claims.jsonl", "documents.jsonl", "graph.html", "graph.ttl", "store")

Page = Callable[[KnowledgeGraph, Path], None]


class Folder:
    """A folder of a built graph, or one to be built. Nothing is read before it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._inside = path / ".kg"

    @property
    def exists(self) -> bool:
        """Whether a graph has been built here."""
        return (self._inside / "current").exists()

    @property
    def store(self) -> Path:
        """The Oxigraph store. Raises GraphError if nothing has been built here."""
        return self._state() / "store"

    @property
    def turtle(self) -> Path:
        """The graph as Turtle. Raises GraphError if nothing has been built here."""
        return self._state() / "graph.ttl"

    @property
    def infer(self) -> bool:
        """Whether plain edges have their inverses and broader relations."""
        return bool(self._settings()["infer"])

    @property
    def made_by(self) -> str:
        """What read the documents: version, pipeline, data."""
        return str(self._settings()["made_by"])

    def articles(self) -> list[Article]:
        """What is known of every document, sorted by id."""
        with no_collection():
            return [article_from_json(line) for line in self._lines("documents.jsonl")]

    def claims(self) -> list[Claim[Actor]]:
        """Every claim, sorted."""
        with no_collection():
            return [claim_from_json(line) for line in self._lines("claims.jsonl")]

    def _claims_as_read(self) -> list[Claim[Actor]]:
        """What each document alone says: the claims without what offices told elsewhere made of the open ones."""
        with no_collection():
            unsettled = [claim_from_json(line) for line in self._lines("open.jsonl")]
            return [claim for claim in self.claims() if is_as_read(claim)] + unsettled

    def remove(self, document_ids: Iterable[str], *, page: Page | None = None) -> None:
        """Take documents out: what stays is what building the others gives. Raises GraphError for an unknown id."""
        with self.writing(made_by=self.made_by, infer=self.infer, page=page) as writing:
            writing.remove(document_ids)

    @contextmanager
    def writing(self, *, made_by: str, infer: bool = False, page: Page | None = None) -> Iterator[Writing]:
        """Add and remove documents; the new state is written at the end of the block, unless it raises.

        `made_by` names all that the claims depend on besides the documents (version, pipeline): documents that were
        read by something else cannot be mixed in. `page` writes `graph.html`.
        Raises GraphError if another process is writing, or the folder was made by something else.
        """
        self._inside.mkdir(parents=True, exist_ok=True)
        with (self._inside / "lock").open("w") as lock:
            _lock(lock, self.path)
            self._check_mixture(made_by)
            self._clear()
            writing = Writing(self.articles(), self._claims_as_read()) if self.exists else Writing([], [])
            yield writing
            settings = {"format": FORMAT, "infer": infer, "made_by": made_by, "vocabulary": _vocabulary_hash()}
            with no_collection():
                read = list(writing.all_claims())
                settled = settle(read, writing.articles, load_vocabulary())
                graph = KnowledgeGraph(writing.articles.values(), settled, infer=infer)
                unsettled = in_order(claim for claim in read if is_open(claim))
                self._switch_to(self._write_state(graph, unsettled, settings, page))
            graph.store = self.store
            writing.graph = graph

    # writing

    def _write_state(
        self, graph: KnowledgeGraph, unsettled: list[Claim[Actor]], settings: dict[str, Any], page: Page | None
    ) -> Path:
        state = Path(tempfile.mkdtemp(prefix="new-", dir=self._inside))
        _write_lines(state / "build.json", [settings])
        _write_lines(state / "open.jsonl", map(claim_to_json, unsettled))
        graph.to_turtle(state / "graph.ttl")
        with ThreadPoolExecutor() as thread:  # the store is most of the work, and none of it Python's
            store = thread.submit(self._write_store, state, settings)
            _write_lines(state / "claims.jsonl", map(claim_to_json, graph.claims))
            _write_lines(state / "documents.jsonl", map(article_to_json, graph.documents))
            if page:
                page(graph, state / "graph.html")
        store.result()
        state.chmod(0o755)
        _sync(state)
        return state

    def _write_store(self, state: Path, settings: dict[str, Any]) -> None:
        turtle, store = state / "graph.ttl", state / "store"
        if self.exists and self._settings()["vocabulary"] == settings["vocabulary"]:
            old = self._state()
            if update_store(old / "graph.ttl", old / "store", turtle, store):
                return
        build_store(turtle, store)

    def _switch_to(self, new: Path) -> None:
        """Give the new state its name, a hash of its files, and make it the current one in one step."""
        named = self._inside / _hash(new)
        current = self._inside / "current"
        if current.exists() and current.resolve() == named.resolve():
            shutil.rmtree(new)
            return
        if named.exists():
            shutil.rmtree(named)
        new.rename(named)
        for name in _NAMES:
            self._link(self.path / name, Path(".kg", "current", name))
        link = self._inside / "next"
        link.unlink(missing_ok=True)
        link.symlink_to(named.name)
        _sync_entry(self._inside)
        link.replace(current)
        _sync_entry(self._inside)
        self._clear()

    def _link(self, link: Path, target: Path) -> None:
        if link.is_symlink() and link.readlink() == target:
            return
        if link.exists() and not link.is_symlink():
            raise GraphError(
                f"{link} is in the way: kg would write it, and did not make it. Move it, or choose another -o."
            )
        link.unlink(missing_ok=True)
        link.symlink_to(target)

    def _clear(self) -> None:
        """Remove what is not the current state: earlier ones, and those that a killed process left unfinished."""
        current = self._inside / "current"
        keep = {"lock", "current", current.readlink().name if current.is_symlink() else ""}
        for path in self._inside.iterdir():
            if path.name not in keep:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()

    def _check_mixture(self, made_by: str) -> None:
        if self.exists and self.made_by != made_by:
            raise GraphError(
                f"{self.path} was made by {self.made_by}, and this is {made_by}. Documents read by different means do "
                "not belong in one graph: build all of them into a new folder."
            )

    # reading

    def _state(self) -> Path:
        if not self.exists:
            raise GraphError(f"{self.path} holds no graph. `kg build PATH -o {self.path}` makes one.")
        return (self._inside / "current").resolve()

    def _settings(self) -> dict[str, Any]:
        settings = next(iter(self._lines("build.json")), {})
        if settings.get("format") != FORMAT:
            raise GraphError(f"{self.path} was written by another version of kg. Build it again into a new folder.")
        return settings

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        path = self._state() / name
        try:
            with path.open(encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    try:
                        yield json.loads(line)
                    except ValueError as error:
                        raise GraphError(f"{self.path / name}, line {number}, is damaged: {error}.") from error
        except OSError as error:
            raise GraphError(f"{self.path / name} cannot be read: {error.strerror}.") from error


class Writing:
    """What a folder will hold: the documents of before, those added, without those removed.

    `graph` is what was written; there is none before.
    """

    graph: KnowledgeGraph

    def __init__(self, articles: Iterable[Article], claims: Iterable[Claim[Actor]]) -> None:
        self.articles = {article.id: article for article in articles}
        self._claims: dict[str, list[Claim[Actor]]] = {id: [] for id in self.articles}
        for claim in claims:
            self._claims.setdefault(claim.doc, []).append(claim)

    def unread(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents that are new, or were read with another content, each once."""
        seen = set[str]()
        for document in documents:
            known = self.articles.get(document.id)
            if document.id not in seen and (known is None or known != article_of(document)):
                yield document
            seen.add(document.id)

    def add(self, document: Document, claims: Iterable[Claim[Actor]]) -> None:
        """Put a document in, in place of the one that had its id. Raises GraphError for claims of another document."""
        claims = list(claims)
        if strays := {claim.doc for claim in claims} - {document.id}:
            raise GraphError(f"Claims of {sorted(strays)[0]!r} were added with the document {document.id!r}.")
        self.articles[document.id] = article_of(document)
        self._claims[document.id] = claims

    def remove(self, document_ids: Iterable[str]) -> None:
        """Take documents out. Raises GraphError, naming those that are there, for an unknown id."""
        for document_id in document_ids:
            if document_id not in self.articles:
                some = ", ".join(sorted(self.articles)[:5])
                raise GraphError(
                    f"There is no document {document_id!r}. There are {len(self.articles)}, such as: {some}."
                )
            del self.articles[document_id], self._claims[document_id]

    def all_claims(self) -> Iterator[Claim[Actor]]:
        """The claims of all documents."""
        for claims in self._claims.values():
            yield from claims


def _lock(file: IO[str], folder: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise GraphError(f"Another process is writing to {folder}. Wait for it to end.") from error


def _write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{encode(line)}\n" for line in lines)


def _vocabulary_hash() -> str:
    """Of the vocabulary, which is in every store."""
    return sha256((ONTOLOGY / "kg.ttl").read_bytes()).hexdigest()[:16]


def _hash(state: Path) -> str:
    """Of the files, not the store, which is made of them and differs in its inner names from build to build."""
    digest = sha256()
    for path in sorted(path for path in state.iterdir() if path.is_file()):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
    return digest.hexdigest()[:16]


def _sync(folder: Path) -> None:
    """Make sure that the disk has every file before the switch."""
    for path in [*folder.rglob("*"), folder]:
        _sync_entry(path)


def _sync_entry(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
