"""Step 1: the bulk text that the word vectors are learned from, as tokens: `python training/text.py OUT.txt`.

Current events (CC BY-SA 4.0), Reuters-21578 (research use), White House statements (public domain; a fixed share of
them, as they are five sixths of the words and repeat themselves), the sentences of the Groningen Meaning Bank that are
not for testing. One paragraph a line, lower case, spaCy's own English tokens.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from corpora import CORPORA, in_sample, is_test

WHITE_HOUSE_SHARE = 0.3
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|https?://\S+")


def paragraphs() -> Iterator[str]:
    """Every paragraph of the bulk text, once."""
    for path, share in (
        (CORPORA / "../news/current_events.jsonl.xz", 1.0),
        (CORPORA / "text/reuters21578.jsonl.xz", 1.0),
        (CORPORA / "text/whitehouse.jsonl.xz", WHITE_HOUSE_SHARE),
    ):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if in_sample(record["id"], share):
                    for paragraph in re.split(r"\n\s*\n", LINK.sub(r"\1", record["text"])):
                        yield " ".join(paragraph.split())
    with gzip.open(CORPORA / "ner/gmb.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if not is_test(record["text"]):
                yield record["text"]


def main(out: Path) -> None:
    """Write the tokens of every paragraph that is long enough to teach anything."""
    tokenizer = spacy.blank("en").tokenizer
    seen: set[str] = set()
    with out.open("w", encoding="utf-8") as file:
        for paragraph in paragraphs():
            if len(paragraph) < 30 or paragraph in seen:
                continue
            seen.add(paragraph)
            file.write(" ".join(token.lower_ for token in tokenizer(paragraph)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
