"""Step 2: subword vectors of the bulk text: `python training/vectors.py TEXT.txt OUT.floret`.

floret (Boyd and Warmerdam 2022; fastText with hashed n-grams in one small table): every word, seen or not, has a
vector, and the table's size is ours to choose. One thread and a fixed order: the same text gives the same vectors.
"""

from __future__ import annotations

import sys

import floret


def main(text: str, out: str) -> None:
    """Learn the vectors and write them in the form that `spacy init vectors --mode floret` reads."""
    model = floret.train_unsupervised(
        text,
        mode="floret",
        model="cbow",
        hashCount=2,
        bucket=40_000,
        dim=96,
        minn=3,
        maxn=5,
        minCount=5,
        ws=4,
        epoch=4,
        lr=0.05,
        thread=1,
        verbose=2,
    )
    model.save_floret_vectors(out)


if __name__ == "__main__":
    main(*sys.argv[1:3])
