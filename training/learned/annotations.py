"""19,600 more news items with claims: `annotations.tsv` says which, their texts come from the bulk news.

The items are of those of current_events.jsonl.xz that name two states or more, are filed under no "International
relations" and stand in no gold file: a sample by hash of the id (8,400, of which 4,000 also name trade, talks, arms or
ties), then those whose words are most like the words of items_train (8,400, by a logistic regression on word pairs).
They were read and labelled against the gold's GUIDE.md by machine-assisted annotators, once, without seeing the
program's output. Offices are not labelled. `begin` and `end` are the characters of the text that prove the claim; an
item without a claim has its id alone. No text is kept here.

    python -m training.learned.annotations > annotated.jsonl      (the items with their texts and claims)
"""

import csv
import json
import lzma
from pathlib import Path

ANNOTATIONS = Path(__file__).with_name("annotations.tsv")
NEWS = Path(__file__).resolve().parents[3] / "shared/news/current_events.jsonl.xz"


def annotated_records(news: Path = NEWS, annotations: Path = ANNOTATIONS) -> list[dict]:
    """The items as records of the gold's form, in the order of their ids. `news` is current_events.jsonl.xz."""
    claims: dict[str, list[dict]] = {}
    with annotations.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            claims.setdefault(row["id"], [])
            if row["relation"]:
                claims[row["id"]].append(row)
    with lzma.open(news, "rt", encoding="utf8") as lines:
        records = {record["id"]: record for record in map(json.loads, lines) if record["id"] in claims}
    return [records[id] | {"claims": [_claim(row, records[id]["text"]) for row in claims[id]]} for id in sorted(claims)]


def _claim(row: dict[str, str], text: str) -> dict:
    return {
        "source": {"code": row["source"]},
        "relation": row["relation"],
        "target": {"code": row["target"]},
        "status": row["status"],
        "quote": text[int(row["begin"]) : int(row["end"])],
    }


if __name__ == "__main__":
    for annotated in annotated_records():
        print(json.dumps(annotated, ensure_ascii=False))
