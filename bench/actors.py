"""Measures the mention finder on ../shared/gold: `python bench/actors.py [ends|links|time|misses] [FILE]`."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import spacy

from kg.model import Document
from kg.nlp.actors import find_mentions
from kg.nlp.gazetteer import load_gazetteer

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def records(name):
    with open(GOLD / name, encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def documents(rows):
    return [Document(id=r["id"], text=r["text"], date=r.get("date"), story=r.get("story")) for r in rows]


def parsed(docs):
    try:
        from kg.nlp.pipeline import load_pipeline, parse
    except ImportError:
        nlp = spacy.load("data/pipeline")
        yield from zip(docs, nlp.pipe(doc.text for doc in docs), strict=True)
        return
    nlp = load_pipeline()
    for document, doc in parse(docs, nlp):
        yield document, doc


def codes_of(mentions):
    for mention in mentions:
        yield mention.code
        for member in mention.members:
            yield member.code


def fold(name):
    import re
    import unicodedata

    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return tuple(re.sub(r"[^a-z0-9 ]", " ", re.sub(r"^(the|mr|mrs|ms|dr) ", "", name)).split()[-1:] or [name])


def ends(name, show=0):
    rows = records(name)
    gazetteer = load_gazetteer(Path(os.environ["ACTORS"])) if "ACTORS" in os.environ else load_gazetteer()
    hit = total = 0
    tp = fp = fn = 0
    missed = Counter()
    examples = defaultdict(list)
    for row, (document, doc) in zip(rows, parsed(documents(rows)), strict=True):
        mentions = find_mentions(doc, document, gazetteer)
        codes = set(codes_of(mentions))
        for claim in row["claims"]:
            if claim["relation"] == "represents":
                continue
            for side in ("source", "target"):
                total += 1
                code = claim[side]["code"]
                if code in codes:
                    hit += 1
                else:
                    missed[code] += 1
                    examples[code].append((claim[side]["name"], row["text"], sorted(codes)))
        gold = {
            (fold(c["source"]["name"]), c["target"]["code"]) for c in row["claims"] if c["relation"] == "represents"
        }
        mine = {(fold(m.name), m.code) for m in mentions if m.office and not m.code.startswith(("~", "?"))}
        tp += len(gold & mine)
        fp += len(mine - gold)
        fn += len(gold - mine)
        if show and (mine - gold or gold - mine):
            print(
                "REPRESENTS",
                "extra",
                sorted(mine - gold),
                "missing",
                sorted(gold - mine),
                "|",
                row["date"],
                row.get("story"),
                "|",
                row["text"][:show],
            )
    print(f"{name}: ends found {hit}/{total} = {hit / total:.3f}")
    print(
        f"{name}: represents P {tp / max(1, tp + fp):.3f} R {tp / max(1, tp + fn):.3f} F1 {2 * tp / max(1, 2 * tp + fp + fn):.3f}"
    )
    if show:
        for code, count in missed.most_common(60):
            print(code, count)
            for end, text, codes in examples[code][:3]:
                print("     ", end, "|", text[:show], "|", codes)


if __name__ == "__main__":
    ends(sys.argv[1] if len(sys.argv) > 1 else "items_dev.jsonl", int(sys.argv[2]) if len(sys.argv) > 2 else 0)
