"""Fits the classifier that ships in data/learned: families.npz, relations.npz and curve.json.

    python -m training.learned.vectors data/learned/vectors.npz      (once; needs only the bulk text)
    python -m training.learned.train

1. `families`: every marked pair of plv_train.tsv.
2. `relations`: every pair of actors in a sentence of items_train.jsonl and of the items of annotations.tsv.
3. `curve`: how often proposals are right, by their raw probability; from proposals for texts that the model had not
   seen (five folds by hash of the document), as an isotonic curve.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from kg.extract.learned import Judge, Vectors, read_vectors, save_judge
from kg.nlp.gazetteer import load_gazetteer
from kg.nlp.pipeline import load_pipeline
from kg.resources import DATA
from kg.vocabulary import load_vocabulary
from training.learned.annotations import NEWS, annotated_records
from training.learned.examples import FOLDS, Example, actor_examples, gold_records, marked_examples
from training.learned.fit import fit_describer, fit_head, matrix, scores

SHARED = Path(__file__).resolve().parents[3] / "shared"


def fit_families(examples: Sequence[Example], vectors: Vectors) -> Judge:
    """The judge of PLOVER families."""
    describer = fit_describer(examples, vectors)
    x, strings = matrix(describer, examples), len(describer.strings)
    return Judge(describer, {"family": fit_head(x, [e.family for e in examples], strings, cost=1.0, slope=2.0)})


def fit_relations(examples: Sequence[Example], vectors: Vectors) -> Judge:
    """The judge of relations. Whether there is any is learned from all pairs, which one from those that have one."""
    sure = [example for example in examples if not example.unsure]
    describer = fit_describer(sure, vectors, at_least=5)
    x, strings = matrix(describer, sure), len(describer.strings)
    labels = [(i, relation, status) for i, e in enumerate(sure) for relation, status in sorted(e.statuses.items())]
    rows = [i for i, _, _ in labels]
    return Judge(
        describer,
        {
            "related": fit_head(x, [bool(e.statuses) for e in sure], strings, cost=1.0, slope=2.5),
            "relation": fit_head(x[rows], [relation for _, relation, _ in labels], strings, cost=1.0, slope=2.0),
            "status": fit_head(x[rows], [status for _, _, status in labels], strings, cost=1.0, slope=2.0),
        },
    )


def raw_probabilities(judge: Judge, examples: Sequence[Example]) -> np.ndarray:
    """The raw probability of each relation for each example."""
    x = matrix(judge.describer, examples)
    related, relation = judge.heads["related"], judge.heads["relation"]
    any_relation = 1 / (1 + np.exp(-related.slope * scores(related, x)))
    which = np.exp(relation.slope * scores(relation, x))
    return np.asarray(any_relation * which / which.sum(axis=1, keepdims=True))


def fit_curve(examples: Sequence[Example], vectors: Vectors, symmetric: frozenset[str]) -> dict[str, list[float]]:
    """Raw probability -> share that is right, for the best relation of pairs of texts that the judge had not seen."""
    raw, right = [], []
    for fold in range(FOLDS):
        judge = fit_relations([e for e in examples if e.fold != fold], vectors)
        unseen = [e for e in examples if e.fold == fold and not e.unsure]
        names = judge.heads["relation"].answers
        for example, row in zip(unseen, raw_probabilities(judge, unseen), strict=True):
            best = int(row.argmax())
            raw.append(float(row[best]))
            right.append(names[best] in example.statuses)
    curve = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(raw, right)
    knots = np.linspace(0, 1, 101)
    return {"raw": [round(k, 2) for k in knots.tolist()], "right": [round(p, 4) for p in curve.predict(knots).tolist()]}


def main() -> None:
    """Fit and write all parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--news", type=Path, default=NEWS)
    parser.add_argument("--out", type=Path, default=DATA / "learned")
    args = parser.parse_args()
    nlp, vocabulary, vectors = load_pipeline(), load_vocabulary(), read_vectors(args.out / "vectors.npz")
    save_judge(args.out / "families.npz", fit_families(marked_examples(args.gold / "plv_train.tsv", nlp), vectors))
    records = [*gold_records(args.gold / "items_train.jsonl"), *annotated_records(args.news)]
    examples = actor_examples(records, nlp, load_gazetteer(), vocabulary)
    save_judge(args.out / "relations.npz", fit_relations(examples, vectors))
    symmetric = frozenset(name for name, relation in vocabulary.relations.items() if relation.symmetric)
    curve = fit_curve(examples, vectors, symmetric)
    (args.out / "curve.json").write_text(json.dumps(curve) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
