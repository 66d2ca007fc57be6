"""Speed and size of the graph stages, on claims that are already there.

    python bench/graph.py                            # claims that a seeded generator makes up, three for two items
    python bench/graph.py items.jsonl claims.jsonl   # items, and the claims that `kg extract` read in them

Every fifth item of the news since 2002, 20,000 in all, and their claims are made by

    xz -dc ../shared/news/current_events.jsonl.xz | awk 'NR % 5 == 1' | head -n 20000 > items.jsonl
    kg extract items.jsonl --extractor frames -o claims.jsonl

Prints a table in Markdown; `bench/RESULTS.md` holds the last one with the machine it ran on.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

from kg.documents import read_documents
from kg.folder import Folder
from kg.graph import KnowledgeGraph
from kg.model import Actor, Claim, Document, Evidence, claim_from_json
from kg.nlp.gazetteer import load_gazetteer
from kg.query import named_queries, run_query
from kg.rdf.store import build_store
from kg.validate import validate
from kg.vocabulary import load_vocabulary

SEED = 6

Claims = dict[str, list[Claim[Actor]]]
Result = TypeVar("Result")


def invented_claims(items: int, claims_per_item: float) -> tuple[list[Document], list[Claim[Actor]]]:
    """Documents of 22 years with claims between states, ministers, armies and rebels; some states far more frequent."""
    chance = random.Random(SEED)
    relations = sorted(load_vocabulary().relations)
    codes = [code for code, state in sorted(load_gazetteer().states.items()) if not state.until]
    chance.shuffle(codes)
    shares = [1 / rank for rank in range(1, len(codes) + 1)]
    documents, claims = [], []
    for number in range(items):
        day = 1 + number * 8000 // items
        date = time.strftime("%Y-%m-%d", time.gmtime(1_025_481_600 + day * 86400))
        documents.append(Document(f"item-{number:06}", f"The text of item {number}.", date=date))
        start = 0
        while chance.random() < claims_per_item / (1 + claims_per_item):
            pair = chance.choices(codes, shares, k=2)
            ends = [_invented_actor(chance, code) for code in pair]
            relation = chance.choice(relations)
            quote = f"{ends[0].name} {relation} {ends[1].name}"
            words = " ".join(f"word{chance.randrange(5000)}" for _ in range(chance.randrange(5, 25)))
            status = chance.choices(("asserted", "planned", "denied", "alleged", "possible"), (80, 8, 4, 4, 4))[0]
            when = date if chance.random() < 0.2 else None
            sentence = f"{quote} {words}."
            evidence = Evidence(quote, start, start + len(quote), sentence, start)
            confidence = round(chance.uniform(0.5, 1), 2)
            claims.append(
                Claim(documents[-1].id, ends[0], relation, ends[1], status, evidence, confidence, "made-up", when)
            )
            start += len(sentence) + 1
    return documents, claims


def _invented_actor(chance: random.Random, code: str) -> Actor:
    kind = chance.choices(("state", "person", "body", "movement"), (60, 25, 10, 5))[0]
    if kind == "state":
        return Actor(code, code, code, "state")
    if kind == "person":
        number = chance.randrange(20)
        return Actor(f"{code}.minister-{number}", f"Minister {number} of {code}", code, "person")
    if kind == "body":
        return Actor(f"{code}.military", f"{code} army", code, "body")
    return Actor(f"~{code}.rebels", f"{code} rebels", f"~{code}", "movement")


class Seconds(NamedTuple):
    """How long something took: by the clock, and in CPU time of this process and its children."""

    clock: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} ({self.cpu:.2f})"


def measured(action: Callable[[], Result]) -> tuple[Seconds, Result]:
    """The time that an action takes, and what it gives."""
    started, used = time.perf_counter(), _cpu()
    result = action()
    return Seconds(time.perf_counter() - started, _cpu() - used), result


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def fill(folder: Folder, documents: list[Document], claims: Claims) -> KnowledgeGraph:
    """What `kg build` does once the claims are there, without the page."""
    with folder.writing(made_by="bench") as writing:
        for document in writing.unread(documents):
            writing.add(document, claims.get(document.id, []))
    return writing.graph


def peak(arguments: argparse.Namespace, folder: Path) -> float:
    """The most memory, in MB, of a process that builds a folder and walks its graph."""
    fill(Folder(folder), *read(arguments)).to_networkx()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read(arguments: argparse.Namespace) -> tuple[list[Document], Claims]:
    """The documents and the claims of each."""
    if arguments.claims:
        documents = list(read_documents([arguments.items], lambda problem: sys.exit(str(problem))))
        claims = [claim_from_json(json.loads(line)) for line in arguments.claims.open(encoding="utf-8")]
    else:
        documents, claims = invented_claims(20_000, 1.5)
    by_document: Claims = {}
    for claim in claims:
        by_document.setdefault(claim.doc, []).append(claim)
    return documents, by_document


def main() -> None:
    """Measure everything, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=Path, nargs="?", help="a .jsonl of documents; made up if not given")
    parser.add_argument("claims", type=Path, nargs="?", help="what `kg extract` wrote for them")
    arguments = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="kg-bench-"))
    print("| measured | seconds by the clock (of CPU) |\n| --- | --- |")
    try:
        for name, value in report(arguments, work):
            print(f"| {name} | {value} |", flush=True)
    finally:
        shutil.rmtree(work)


def report(arguments: argparse.Namespace, work: Path) -> Iterator[tuple[str, object]]:
    """What was measured, and its value."""
    documents, claims = read(arguments)
    count = sum(map(len, claims.values()))
    load_vocabulary(), load_gazetteer()  # whoever has claims has read these
    yield "documents, claims", f"{len(documents):,}, {count:,}"
    yield from _parts(documents, claims, count, work)

    folder = Folder(work / "all")
    yield "the folder: the same, claims.jsonl, documents.jsonl", measured(lambda: fill(folder, documents, claims))[0]
    opened, graph = measured(lambda: KnowledgeGraph.open(folder.path))
    yield "open the folder", opened
    yield "triples in the store", f"{len(graph.to_rdflib()):,}"
    sizes = {path.name: path.stat().st_size for path in folder.store.parent.iterdir() if path.is_file()}
    sizes["store"] = sum(path.stat().st_size for path in folder.store.rglob("*"))
    yield "MB", ", ".join(f"{name} {size / 1e6:.1f}" for name, size in sorted(sizes.items()))
    for query in named_queries().values():
        asked, answer = measured(lambda sparql=query.sparql: run_query(folder.store, sparql))
        yield f"query {query.name}, {len(answer.rows):,} rows", asked

    less = Folder(work / "less")
    fill(less, documents[:-100], claims)
    yield "add the last 100 documents to the others", measured(lambda: fill(less, documents, claims))[0]
    yield "the same bytes as all at once", "yes" if _same(folder, less) else "NO"
    yield _validation(documents, claims, work / "valid.ttl")
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        most = process.submit(peak, arguments, work / "memory").result()
    yield "peak memory of one process that builds the folder and walks the graph, MB", f"{most:.0f}"


def _parts(documents: list[Document], claims: Claims, count: int, work: Path) -> Iterator[tuple[str, object]]:
    """Turtle, store and networkx, one after the other."""
    graph = KnowledgeGraph(documents, [claim for some in claims.values() for claim in some])
    turtle = work / "graph.ttl"
    written, _ = measured(lambda: graph.to_turtle(turtle))
    stored, _ = measured(lambda: build_store(turtle, work / "store"))
    walked, network = measured(graph.to_networkx)
    yield "Turtle", written
    yield "store", stored
    yield f"networkx ({network.number_of_nodes():,} nodes, {network.number_of_edges():,} edges)", walked
    clock, cpu = (sum(part) for part in zip(written, stored, walked, strict=True))
    yield "claims a second, all three", f"{count / clock:,.0f} ({count / cpu:,.0f})"


def _validation(documents: list[Document], claims: Claims, turtle: Path) -> tuple[str, str]:
    """`kg validate` on the first documents that have 10,000 claims together."""
    taken: list[Document] = []
    count = 0
    for document in documents:
        if count >= 10_000:
            break
        taken.append(document)
        count += len(claims.get(document.id, []))
    told = [claim for document in taken for claim in claims.get(document.id, [])]
    KnowledgeGraph(taken, told).to_turtle(turtle)
    checked, findings = measured(lambda: validate(turtle))
    violations = sum(finding.severity == "violation" for finding in findings)
    return f"SHACL and rules on {len(told):,} claims, {violations} violations", str(checked)


def _same(one: Folder, other: Folder) -> bool:
    names = ("claims.jsonl", "documents.jsonl", "graph.ttl")
    return all((one.path / name).read_bytes() == (other.path / name).read_bytes() for name in names)


if __name__ == "__main__":
    main()
