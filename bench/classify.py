"""PLOVER family of marked pairs, 5 folds by hash of the sentence; nothing is fitted outside the fold.

    python bench/classify.py ../shared/gold/plv_train.tsv

The folds fit strings, their rarity and the weights anew. What is the same for all folds: the word lists of
data/learned/triggers.toml (written by hand), word vectors and parser (trained on other text, without labels).
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.extract.learned import read_vectors
from kg.nlp.pipeline import load_pipeline
from kg.resources import DATA
from training.learned.examples import FOLDS, marked_examples
from training.learned.fit import fit_describer, fit_head, matrix, scores


def predict(examples, vectors) -> list[str]:
    """The family of each example, by a model that was fitted on the other folds."""
    predicted = [""] * len(examples)
    for fold in range(FOLDS):
        known = [example for example in examples if example.fold != fold]
        describer = fit_describer(known, vectors)
        x = matrix(describer, known)
        head = fit_head(x, [example.family for example in known], len(describer.strings), cost=1.0, slope=2.0)
        unknown = [i for i, example in enumerate(examples) if example.fold == fold]
        best = scores(head, matrix(describer, [examples[i] for i in unknown])).argmax(axis=1)
        for i, answer in zip(unknown, best, strict=True):
            predicted[i] = head.answers[answer]
    return predicted


def main() -> None:
    """Print precision, recall and F1 of each family, macro-F1 and accuracy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    args = parser.parse_args()
    examples = marked_examples(args.gold, load_pipeline())
    predicted = predict(examples, read_vectors(DATA / "learned/vectors.npz"))
    gold = [example.family for example in examples]
    right = Counter(g for g, p in zip(gold, predicted, strict=True) if g == p)
    said, there = Counter(predicted), Counter(gold)
    f1 = {family: 2 * right[family] / (said[family] + there[family]) for family in sorted(there)}
    print("| family | gold | P | R | F1 |\n| --- | --- | --- | --- | --- |")
    for family in f1:
        precision = right[family] / said[family] if said[family] else 0.0
        print(
            f"| {family} | {there[family]} | {precision:.2f} | {right[family] / there[family]:.2f} | {f1[family]:.2f} |"
        )
    print(f"\nmacro-F1 {np.mean(list(f1.values())):.3f}, accuracy {sum(right.values()) / len(gold):.3f}, n {len(gold)}")


if __name__ == "__main__":
    main()
