"""Speed and size of the graph stages, on claims that are already there.

    python bench/graph.py                            # claims that a seeded generator makes up, two for three items
    python bench/graph.py --claims claims.jsonl      # claims that `kg extract ... -o claims.jsonl` wrote

Prints a table in Markdown; `bench/RESULTS.md` holds the last one with the machine it ran on.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from kg.folder import Folder
from kg.graph import KnowledgeGraph
from kg.model import Actor, Claim, Document, Evidence, claim_from_json
from kg.nlp.gazetteer import load_gazetteer
from kg.query import named_queries, run_query
from kg.validate import validate
from kg.vocabulary import load_vocabulary

SEED = 6

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


def fill(folder: Folder, documents: list[Document], claims: dict[str, list[Claim[Actor]]]) -> None:
    """What `kg build` does once the claims are there, without the page."""
    with folder.writing(made_by="bench") as writing:
        for document in writing.unread(documents):
            writing.add(document, claims.get(document.id, []))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=Path, help="claims.jsonl of `kg extract`; made up if not given")
    parser.add_argument("--documents", type=Path, help="the .jsonl the claims were read from, for dates")
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--per-item", type=float, default=1.5)
    arguments = parser.parse_args()
    if arguments.claims:
        claims = [claim_from_json(json.loads(line)) for line in arguments.claims.open(encoding="utf-8")]
        documents = [Document(id, "") for id in sorted({claim.doc for claim in claims})]
    else:
        documents, claims = invented_claims(arguments.items, arguments.per_item)
    report(documents, claims)


def report(documents: list[Document], claims: list[Claim[Actor]]) -> None:
    """Measure everything on these claims, and print one table."""
    by_document: dict[str, list[Claim[Actor]]] = {}
    for claim in claims:
        by_document.setdefault(claim.doc, []).append(claim)
    rows: list[tuple[str, str]] = [("documents, claims", f"{len(documents):,}, {len(claims):,}")]
    work = Path(tempfile.mkdtemp(prefix="kg-bench-"))
    try:
        folder = Folder(work / "all")
        built, _ = measured(lambda: fill(folder, documents, by_document))
        opened, graph = measured(lambda: KnowledgeGraph.open(folder.path))
        walked, network = measured(graph.to_networkx)
        clock, cpu = built.clock + walked.clock, built.cpu + walked.cpu
        rows.append(("claims.jsonl, Turtle, store", str(built)))
        rows.append(
            (f"networkx ({network.number_of_nodes():,} nodes, {network.number_of_edges():,} edges)", str(walked))
        )
        rows.append(("claims a second, both together", f"{len(claims) / clock:,.0f} ({len(claims) / cpu:,.0f})"))
        rows.append(("open the folder", str(opened)))
        rows.append(("triples in the store", f"{len(graph.to_rdflib()):,}"))
        sizes = {path.name: path.stat().st_size for path in folder.store.parent.iterdir() if path.is_file()}
        sizes["store"] = sum(path.stat().st_size for path in folder.store.rglob("*"))
        rows.append(("MB", ", ".join(f"{name} {size / 1e6:.1f}" for name, size in sorted(sizes.items()))))
        for query in named_queries().values():
            asked, answer = measured(lambda sparql=query.sparql: run_query(folder.store, sparql))
            rows.append((f"query {query.name}, {len(answer.rows):,} rows", str(asked)))
        less = Folder(work / "less")
        fill(less, documents[:-100], by_document)
        added, _ = measured(lambda: fill(less, documents, by_document))
        rows.append(("adding the last 100 documents to the others", str(added)))
        rows.append(("the same bytes as all at once", "yes" if _same(folder, less) else "NO"))
        rows.append(_validation(documents, by_document, work / "valid.ttl"))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    finally:
        shutil.rmtree(work)
    rows.append(("peak memory of this process, MB", f"{peak:.0f}"))
    print("| measured | seconds by the clock (of CPU) |\n| --- | --- |")
    for name, value in rows:
        print(f"| {name} | {value} |")


def _validation(documents: list[Document], claims: dict[str, list[Claim[Actor]]], turtle: Path) -> tuple[str, str]:
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
