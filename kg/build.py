"""START HERE: the road from articles to a graph, a line a stage.

    articles --documents--> Document --nlp--> Doc --extract--> claims of mentions --resolve--> claims of actors
        claims of all documents --settle--> claims --rdf--> triples in a store --graph--> networkx
        --export--> graph.ttl, graph.html

Each stage stands in a file or folder of its name and knows nothing of the others.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from kg.articles import article_of
from kg.documents import read_documents
from kg.export.page import write_page
from kg.extract import extract, load_knowledge
from kg.extract.combine import Extractor
from kg.folder import Folder
from kg.graph import KnowledgeGraph
from kg.model import Actor, Claim, Document, Problem
from kg.nlp.actors import find_mentions
from kg.nlp.pipeline import load_pipeline, parse
from kg.resolve import resolve
from kg.resources import DATA
from kg.settle import settle
from kg.vocabulary import load_vocabulary

Report = Callable[[Problem], None]
Watch = Callable[[Iterable[Document]], Iterable[Document]]


def build(
    paths: str | Path | Iterable[str | Path],
    output: str | Path | None = None,
    *,
    pipeline: str | None = None,
    extractor: Extractor = "both",
    workers: int = 1,
    infer: bool = False,
    on_problem: Report | None = None,
    watch: Watch = iter,
) -> KnowledgeGraph:
    """Read articles and build their knowledge graph.

    `paths` are files or folders (see `kg.documents`). With `output`, a folder is written that `KnowledgeGraph.open` and
    the command line read; documents that it already holds unchanged are not read again, and after Ctrl-C it holds what
    was read so far. `pipeline` names another spaCy pipeline, `extractor` what reads the claims (see
    `kg.extract.combine`), `workers` is a number of processes, `infer` adds inverse and broader relations. Each document
    that cannot be read is told to `on_problem` (by default a warning); `watch` may wrap the documents to show progress.
    Raises InputError for a path that does not exist.
    """
    report = on_problem or _warn
    documents = watch(read_documents(_as_list(paths), report))
    read_all = partial(
        read_claims, pipeline=pipeline, extractor=extractor, workers=workers, undecided=True, on_problem=report
    )
    if output is None:
        read = list(read_all(documents))
        articles = {document.id: article_of(document) for document, _ in read}
        settled = settle((c for _, claims in read for c in claims), articles, load_vocabulary())
        return KnowledgeGraph(articles.values(), settled, infer=infer)
    interrupted = False
    folder = Folder(Path(output))
    with folder.writing(made_by=made_by(pipeline, extractor), infer=infer, page=write_page) as writing:
        unread = writing.unread(documents)
        try:
            for document, claims in read_all(unread):
                writing.add(document, claims)
        except KeyboardInterrupt:
            interrupted = True  # what was read so far is written first
    if interrupted:
        raise KeyboardInterrupt
    return writing.graph


def read_claims(
    documents: Iterable[Document],
    *,
    pipeline: str | None = None,
    extractor: Extractor = "both",
    workers: int = 1,
    undecided: bool = False,
    on_problem: Report | None = None,
) -> Iterator[tuple[Document, list[Claim[Actor]]]]:
    """Each document with its claims, in the order of the documents. A document on which reading fails is reported.

    With `undecided`, the claims of persons whose state the document does not tell are among them, for `kg.settle`.
    """
    report = on_problem or _warn
    knowledge = load_knowledge()
    for document, doc in parse(documents, load_pipeline(pipeline), workers=workers):
        try:
            mentions = find_mentions(doc, document, knowledge.gazetteer)
            claims = extract(doc, document, mentions, knowledge, extractor, undecided=undecided)
            actors = list(resolve(claims, knowledge.gazetteer))
        except Exception as error:  # one bad document never ends a run, and is never lost silently
            reason = f"could not be read: {type(error).__name__}: {error}"
            report(Problem(document.id, reason, "Please report this text."))
        else:
            yield document, actors


def made_by(pipeline: str | None = None, extractor: Extractor = "both") -> str:
    """What claims depend on besides the documents: version, pipeline, extractor, and a hash of the knowledge."""
    digest = sha256()
    for path in sorted(path for path in DATA.rglob("*") if path.is_file() and "articles" not in path.parts):
        digest.update(path.relative_to(DATA).as_posix().encode() + b"\0" + path.read_bytes())
    name = pipeline or "of kg"
    return f"kg {version('kg-news')}, pipeline {name}, extractor {extractor}, data {digest.hexdigest()[:12]}"


def _as_list(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _warn(problem: Problem) -> None:
    warnings.warn(f"{problem.where}: {problem.reason} {problem.hint}".strip(), stacklevel=2)
