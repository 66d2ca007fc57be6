"""Fits the classifier: which strings it knows, and one linear head a question (linear SVM, one against the rest)."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

from kg.extract.features import PLACES
from kg.extract.learned import Describer, Floats, Head, Vectors
from training.learned.examples import Example

PLACE_WEIGHTS = {"path": 0.4, "beside": 0.28, "between": 0.28, "sentence": 0.4, "target": 0.12, "source": 0.12}
"""How much the vectors of a place count beside the strings (whose length is one)."""


def fit_describer(examples: Sequence[Example], vectors: Vectors, *, at_least: int = 2) -> Describer:
    """Strings that stand in `at_least` examples, weighed by inverse document frequency."""
    counts = Counter(string for example in examples for string in example.strings)
    strings = sorted(string for string, n in counts.items() if n >= at_least)
    rarity = np.log(len(examples) / np.array([counts[string] for string in strings], dtype=np.float32))
    places = np.array([PLACE_WEIGHTS[place] for place in PLACES], dtype=np.float32)
    return Describer(strings, rarity.astype(np.float32), vectors, places)


def matrix(describer: Describer, examples: Sequence[Example]) -> sparse.csr_matrix:
    """One row an example: strings, then vectors."""
    rows, values = zip(*(describer.known(example.strings) for example in examples), strict=True)
    around = describer.around([example.words for example in examples])
    starts = np.cumsum([0, *map(len, rows)])
    strings = sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(rows), starts), shape=(len(examples), len(describer.strings))
    )
    return sparse.hstack([strings, sparse.csr_matrix(around)]).tocsr()


def fit_head(x: sparse.csr_matrix, y: Sequence, strings: int, *, cost: float, slope: float) -> Head:
    """A head for the labels `y`; `y` of booleans gives one answer ("yes"). The first `strings` columns are strings."""
    model = LinearSVC(C=cost, random_state=0).fit(x, y)
    answers = tuple(map(str, model.classes_)) if len(model.classes_) > 2 else ("yes",)
    weights: Floats = model.coef_.T.astype(np.float32)
    return Head(answers, weights[:strings], weights[strings:], model.intercept_.astype(np.float32), slope)


def scores(head: Head, x: sparse.csr_matrix) -> Floats:
    """Scores of many examples at once (examples × answers)."""
    weights = np.concatenate([head.of_strings, head.of_vectors])
    return x @ weights + head.offset
