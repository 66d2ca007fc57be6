"""Word vectors from the bulk text: what the classifier knows of words that it saw in no labelled sentence.

1. Count which words stand within four words of each other in the bulk news and speeches.
2. Turn counts into positive pointwise mutual information, contexts smoothed by 0.75.
3. Keep the strongest directions (truncated SVD, singular values to the power of one half), unit length, int8.
(Levy, Goldberg and Dagan 2015, "Improving distributional similarity with lessons learned from word embeddings".)

    python training/learned/vectors.py data/learned/vectors.npz
"""

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from kg.extract.learned import Vectors, save_vectors

SHARED = Path(__file__).resolve().parents[3] / "shared"
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
WINDOW = 4


def texts(shared: Path) -> Iterator[str]:
    """Every text of the bulk corpora, in a fixed order."""
    for path in (
        shared / "news/current_events.jsonl.xz",
        shared / "corpora/text/reuters21578.jsonl.xz",
        shared / "corpora/text/whitehouse.jsonl.xz",
    ):
        with lzma.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                yield json.loads(line)["text"]
    for path in sorted((shared / "news/pool/docs").iterdir()):
        yield path.read_text(encoding="utf8")


def words(text: str) -> list[str]:
    """Lower-case words; numbers and names of one letter fall out."""
    return WORD.findall(text.lower())


def vectors(shared: Path, size: int, dimensions: int) -> Vectors:
    """The `size` commonest words and their unit vectors, commonest first."""
    counts: Counter[str] = Counter()
    for text in texts(shared):
        counts.update(words(text))
    vocabulary = sorted(counts, key=lambda word: (-counts[word], word))[:size]
    number = {word: i for i, word in enumerate(vocabulary)}
    total = sparse.csr_matrix((size, size), dtype=np.float32)
    block: list[int] = []

    def add(block: list[int]) -> None:
        nonlocal total
        ids = np.array(block, dtype=np.int64)
        for gap in range(1, WINDOW + 1):
            left, right = ids[:-gap], ids[gap:]
            keep = (left >= 0) & (right >= 0)
            pairs, times = np.unique(left[keep] * size + right[keep], return_counts=True)
            counted = sparse.csr_matrix(
                (times.astype(np.float32) / gap, (pairs // size, pairs % size)), shape=(size, size)
            )
            total = total + counted + counted.T

    for text in texts(shared):
        block.extend(number.get(word, -1) for word in words(text))
        block.extend([-1] * WINDOW)
        if len(block) > 4_000_000:
            add(block)
            block = []
    add(block)
    pmi = total.tocoo()
    word_sum = np.asarray(total.sum(axis=1)).ravel()
    context = word_sum**0.75
    value = np.log(pmi.data * context.sum() / (word_sum[pmi.row] * context[pmi.col]))
    keep = value > 0
    ppmi = sparse.csr_matrix((value[keep], (pmi.row[keep], pmi.col[keep])), shape=(size, size))
    left, strength, _ = svds(ppmi, k=dimensions, v0=np.ones(size), solver="arpack")
    order = np.argsort(-strength)
    table = left[:, order] * np.sqrt(strength[order])
    table *= np.where(table.sum(axis=0) < 0, -1, 1)  # the sign of a direction is arbitrary: fix it
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return Vectors({word: i for i, word in enumerate(vocabulary)}, table.astype(np.float32))


def main() -> None:
    """Read the bulk text, write the vectors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--dimensions", type=int, default=64)
    args = parser.parse_args()
    save_vectors(args.out, vectors(args.shared, args.size, args.dimensions))


if __name__ == "__main__":
    main()
