"""How often the `when` of a claim is the gold's, and what finding dates costs.

    python bench/dates.py GOLD.jsonl ...             on the gold's own claims: the clause is taken as given
    python bench/dates.py GOLD.jsonl --claims FILE   of the claims that `kg extract` found rightly

Without --claims, the clause of a gold claim is the highest word of its quote that triggers a frame of its relation,
else the quote's own root. Left out: `represents`, which has no time, and claims quoted from a story label, which the
text does not date.
`same` also counts a value that lies within the gold's or holds it ("last week" of 2020-01); `null` is no value.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from kg.extract.circumstances import find_when
from kg.extract.clauses import lemma, read_clause
from kg.extract.frames import load_frames
from kg.extract.lexicon import load_lexicon
from kg.model import Document
from kg.nlp.dates import find_dates
from kg.nlp.pipeline import load_pipeline, parse
from kg.times import bounds


def main():
    """Print a table, and with --wrong every claim whose time differs."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", nargs="+", type=Path)
    arguments.add_argument("--claims", type=Path)
    arguments.add_argument("--wrong", action="store_true")
    options = arguments.parse_args()
    for path in options.gold:
        records = [json.loads(line) for line in path.open(encoding="utf8")]
        pairs = list(found_pairs(records, options.claims) if options.claims else given_pairs(records))
        report(path.name, pairs, options.wrong)


def given_pairs(records):
    """Gold and chosen time of each gold claim, with its quote."""
    nlp, lexicon, frames = load_pipeline(), load_lexicon(), load_frames()
    documents = [Document(r["id"], r["text"], r.get("title"), r["date"], story=r.get("story")) for r in records]
    started = time.process_time()
    parsed = list(parse(documents, nlp))
    parsing = time.process_time() - started
    find_dates(parsed[0][1], None)  # loads the word lists
    started = time.process_time()
    dated = [find_dates(doc, document.date) for document, doc in parsed]
    words = sum(len(doc) for _, doc in parsed)
    dating = time.process_time() - started
    print(f"parse {parsing / words * 1e6:.0f}, dates {dating / words * 1e6:.2f} CPU ms per 1,000 tokens")
    for record, (_, doc), dates in zip(records, parsed, dated, strict=True):
        for claim in record["claims"]:
            if claim["relation"] == "represents":
                continue
            start = doc.text.find(claim["quote"])
            span = doc.char_span(start, start + len(claim["quote"]), alignment_mode="expand") if start >= 0 else None
            if span is None:
                continue
            head = head_of(span, claim["relation"], frames)
            yield (
                claim["when"],
                find_when(read_clause(head, lexicon), dates, lexicon),
                (record["date"], claim["relation"], head.text, claim["quote"], head.sent.text),
            )


def head_of(span, relation, frames):
    """The highest word of the quote that triggers a frame of the relation, else the quote's root."""
    triggers = [t for t in span if any(f.relation == relation for f in frames.candidates(lemma(t)))]
    return min(triggers, key=lambda t: (len(list(t.ancestors)), t.i), default=span.root)


def found_pairs(records, path):
    """Gold and extracted time of each claim found with the right ends and relation."""
    claims = [json.loads(line) for line in path.open(encoding="utf8")]
    found = {
        (c["doc"], c["relation"], frozenset((c["source"]["code"], c["target"]["code"]))): c for c in reversed(claims)
    }
    for record in records:
        for claim in record["claims"]:
            ends = frozenset((claim["source"]["code"], claim["target"]["code"]))
            if match := found.get((record["id"], claim["relation"], ends)):
                yield (
                    claim["when"],
                    match["when"],
                    (record["date"], claim["relation"], "", claim["quote"], match["sentence"]),
                )


def compatible(one, other):
    """Whether one lies within the other."""
    a, b = bounds(one), bounds(other)
    if a is None or b is None:
        return one == other
    return a.earliest <= b.earliest <= b.latest <= a.latest or b.earliest <= a.earliest <= a.latest <= b.latest


def report(name, pairs, wrong):
    """The counts of one file."""
    counts = Counter()
    for gold, ours, where in pairs:
        kind = (
            "null=null"
            if gold == ours is None
            else "exact"
            if gold == ours
            else "missed"
            if ours is None
            else "invented"
            if gold is None
            else "same"
            if compatible(gold, ours)
            else "differs"
        )
        counts[kind] += 1
        if wrong and kind in {"missed", "invented", "differs"}:
            print(kind, gold, ours, *where, sep=" | ")
    dated = sum(counts[k] for k in ("exact", "same", "differs", "missed"))
    given = sum(counts[k] for k in ("exact", "same", "differs", "invented"))
    right = counts["exact"] + counts["same"]
    agree = (right + counts["null=null"]) / max(1, len(pairs))
    exact = (counts["exact"] + counts["null=null"]) / max(1, len(pairs))
    print(f"{name}: {len(pairs)} claims, agree {agree:.3f} (exact {exact:.3f}); dated: precision", end=" ")
    print(f"{right / max(1, given):.2f}, recall {right / max(1, dated):.2f}; {dict(sorted(counts.items()))}")


if __name__ == "__main__":
    main()
