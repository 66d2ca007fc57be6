"""Claims against gold: `python bench/extraction.py ../shared/gold/items_dev.jsonl [MORE.jsonl ...] [--extractor both]`.

Extracts each gold file, scores it with the scorer that lies beside it, and prints a table of the levels and one of the
relations (asserted claims; source, relation and target right), in Markdown, with the processor time of each stage.
"""

import argparse
import importlib.util
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.documents import read_documents
from kg.extract import extract, load_knowledge
from kg.model import claim_to_json
from kg.nlp.actors import find_mentions
from kg.nlp.pipeline import load_pipeline, parse
from kg.resolve import resolve

LEVELS = ("strict", "family", "pair", "status", "names", "represents", "meetsWith", "suppliesArmsTo", "buysOilFrom")
COUNTS = ("status_right", "reversed", "false_alarms", "asserted_though_not", "bad_quotes")


def scorer(gold: Path):
    """The module `score.py` that lies beside a gold file."""
    spec = importlib.util.spec_from_file_location("score", gold.parent / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(gold: Path, extractor: str) -> tuple[list[dict], dict[str, float]]:
    """The claims of a gold file's texts, and the processor seconds of each stage."""
    knowledge, nlp = load_knowledge(), load_pipeline()
    documents = list(read_documents([gold], lambda problem: print(problem, file=sys.stderr)))
    clock = time.process_time
    start = clock()
    parsed = list(parse(documents, nlp))
    after_parse = clock()
    mentions = [find_mentions(doc, document, knowledge.gazetteer) for document, doc in parsed]
    after_mentions = clock()
    claims = [
        claim_to_json(claim)
        for (document, doc), found in zip(parsed, mentions, strict=True)
        for claim in resolve(extract(doc, document, found, knowledge, extractor), knowledge.gazetteer)
    ]
    seconds = {"parse": after_parse - start, "actors": after_mentions - after_parse, "claims": clock() - after_mentions}
    return claims, seconds


def by_relation(score, records: list[dict], claims: list[dict]) -> str:
    """Gold, found and right asserted claims of each relation."""
    gold, found, right = Counter(), Counter(), Counter()
    for record in records:
        wanted = {score.key(c, score.code) for c in record["claims"] if c["status"] == "asserted"}
        given = {score.key(c, score.code) for c in claims if c["doc"] == record["id"] and c["status"] == "asserted"}
        gold.update(k[1] for k in wanted)
        found.update(k[1] for k in given)
        right.update(k[1] for k in wanted & given)
    rows = ["| relation | gold | found | right |", "| --- | ---: | ---: | ---: |"]
    rows += [f"| {name} | {gold[name]} | {found[name]} | {right[name]} |" for name, _ in gold.most_common()]
    return "\n".join(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--extractor", choices=("frames", "learned", "both"), default="both")
    options = parser.parse_args()
    for gold in options.gold:
        score = scorer(gold)
        records = score.read(gold)
        claims, seconds = read(gold, options.extractor)
        result = score.score(records, claims)
        print(f"\n### {gold.stem}, {options.extractor}\n\n| level | P | R | F1 |\n| --- | ---: | ---: | ---: |")
        for level in LEVELS:
            print("| {} | {p:.3f} | {r:.3f} | {f1:.3f} |".format(level, **result[level]))
        print("\n" + ", ".join(f"{name} {result[name]}" for name in COUNTS))
        print("\nprocessor seconds: " + ", ".join(f"{name} {value:.1f}" for name, value in seconds.items()))
        print("\n" + by_relation(score, records, claims))


if __name__ == "__main__":
    main()
