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
from itertools import chain
from pathlib import Path

import spacy
from corpora import CORPORA, in_sample, is_test

SHARES = {"../news/current_events": 1.0, "text/reuters21578": 1.0, "text/whitehouse": 0.3}
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|https?://\S+")


def bulk_paragraphs(shares: dict[str, float]) -> Iterator[str]:
    """The paragraphs of files of the corpora, of each file the given share of its documents."""
    for name, share in shares.items():
        with lzma.open(CORPORA / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if in_sample(record["id"], share):
                    for paragraph in re.split(r"\n\s*\n", LINK.sub(r"\1", record["text"])):
                        yield " ".join(paragraph.split())


def entity_sentences() -> Iterator[str]:
    """The sentences of the Groningen Meaning Bank that are not for testing."""
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
        for paragraph in chain(bulk_paragraphs(SHARES), entity_sentences()):
            if len(paragraph) < 30 or paragraph in seen:
                continue
            seen.add(paragraph)
            file.write(" ".join(token.lower_ for token in tokenizer(paragraph)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
