"""Fits data/learned/confidence.json: how sure claims are, from gold and the claims that the frames alone read in it.

    python -m training.learned.annotations > annotated.jsonl
    kg extract ../shared/gold/items_train.jsonl annotated.jsonl -o claims.jsonl --extractor frames
    python -m training.learned.calibrate ../shared/gold/items_train.jsonl claims.jsonl
    python -m training.learned.calibrate --check ../shared/gold/items_dev.jsonl claims_dev.jsonl   (reliability table)

Every figure of a text comes from the other folds: the record of the rule (claims of other folds) and the classifier's
probability (fitted on other folds). A claim is right if its ends, its relation and its status stand in the gold. The
annotated items count for the records of the rules alone: what a record is worth is learned on the gold.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from kg.extract.combine import RULE
from kg.extract.confidence import frame_features, smoothed_share
from kg.extract.learned import read_vectors
from kg.nlp.gazetteer import load_gazetteer
from kg.nlp.pipeline import load_pipeline
from kg.resources import DATA
from kg.vocabulary import Vocabulary, load_vocabulary
from training.learned.annotations import annotated_records
from training.learned.examples import FOLDS, actor_examples, fold_of, gold_records
from training.learned.train import fit_relations, raw_probabilities


def key(claim: dict, vocabulary: Vocabulary) -> tuple[str, str, str, str]:
    """Ends, relation and status; symmetric relations either way round."""
    source, target = claim["source"]["code"], claim["target"]["code"]
    if vocabulary.relations[claim["relation"]].symmetric:
        source, target = sorted((source, target))
    return source, claim["relation"], target, claim["status"]


def read_lines(path: Path) -> list[dict]:
    """A JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def unseen_probabilities(
    records: list[dict], more: list[dict], vocabulary: Vocabulary
) -> dict[tuple[str, str, str, str], float]:
    """Raw probability by (document, source, relation, target) of `records`, from models that had not seen the document.

    The models learn from `more` records too. Symmetric relations have one key. Of several mentions the surest counts.
    """
    asked = {record["id"] for record in records}
    examples = actor_examples([*records, *more], load_pipeline(), load_gazetteer(), vocabulary)
    vectors = read_vectors(DATA / "learned/vectors.npz")
    best: dict[tuple[str, str, str, str], float] = {}
    for fold in range(FOLDS):
        judge = fit_relations([e for e in examples if e.fold != fold], vectors)
        unseen = [e for e in examples if e.fold == fold and e.text in asked]
        names = judge.heads["relation"].answers
        for example, row in zip(unseen, raw_probabilities(judge, unseen), strict=True):
            for relation, probability in zip(names, row.tolist(), strict=True):
                source, target = example.codes
                if vocabulary.relations[relation].symmetric:
                    source, target = sorted((source, target))
                place = (example.text, source, relation, target)
                best[place] = max(probability, best.get(place, 0.0))
    return best


def tally(claims: list[tuple[str, str, bool]]) -> dict[str, tuple[int, int]]:
    """(right, all) by name."""
    right, count = Counter(n for n, _, r in claims if r), Counter(n for n, _, _ in claims)
    return {name: (right[name], count[name]) for name in sorted(count)}


def fit(gold_path: Path, claims: list[dict]) -> dict:
    """All figures of confidence.json."""
    vocabulary = load_vocabulary()
    checked, annotated = gold_records(gold_path), annotated_records()
    gold = {r["id"]: {key(c, vocabulary) for c in r["claims"]} for r in [*annotated, *checked]}
    if any(c["rule"] == RULE for c in claims):
        # the shipped classifier was fitted on this gold: its own claims in it look far better than they are
        raise SystemExit(f'There are claims with the rule "{RULE}" among them: read them with --extractor frames.')
    claims = [c | {"right": key(c, vocabulary) in gold[c["doc"]]} for c in claims if c["doc"] in gold]
    offices = [c for c in claims if vocabulary.relations[c["relation"]].office]
    claims = [c for c in claims if not vocabulary.relations[c["relation"]].office]
    probabilities = unseen_probabilities(checked, annotated, vocabulary)

    def records(keep):
        rows = [(c["rule"], c["relation"], c["right"]) for c in claims if keep(c)]
        by_relation = [(relation, "", r) for _, relation, r in rows]
        return tally(rows), tally(by_relation), (sum(r for _, _, r in rows), len(rows))

    others = [records(lambda c, fold=fold: fold_of(c["doc"]) != fold) for fold in range(FOLDS)]
    ids = {record["id"] for record in checked}
    known = [c for c in offices if c["doc"] in ids]  # the annotated items say nothing of offices
    weighed = [c for c in claims if c["doc"] in ids]
    right = [c["right"] for c in weighed]
    place = [(c["doc"], *key(c, vocabulary)[:3]) for c in weighed]
    x = []
    for claim, where in zip(weighed, place, strict=True):
        share = smoothed_share(claim["rule"], claim["relation"], *others[fold_of(claim["doc"])])
        x.append(frame_features(share, probabilities.get(where, 0.0), claim["status"]))
    model = LogisticRegression(C=1.0, fit_intercept=False).fit(np.array(x), right)
    fired = {(doc, source, target) for doc, source, _, target in place} | {(d, t, s) for d, s, _, t in place}
    silent = [
        (probability, any((source, relation, target) == claim[:3] for claim in gold[doc]))
        for (doc, source, relation, target), probability in sorted(probabilities.items())
        if (doc, source, target) not in fired and probability > 0.01
    ]
    curve = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(*zip(*silent, strict=True))
    knots = np.linspace(0, 1, 51)
    rules, relations, total = records(lambda c: True)
    print(f"{len(weighed)} frame claims, {sum(right)} right; {len(silent)} proposals where frames are silent")
    print("weights", model.coef_[0].round(3))
    expected = model.predict_proba(np.array(x))[:, 1]
    print(reliability(expected.tolist(), right))
    return {
        "rules": rules | tally([(c["rule"], "", c["right"]) for c in known]),
        "relations": relations | tally([(c["relation"], "", c["right"]) for c in known]),
        "total": total,
        "weights": model.coef_[0].round(4).tolist(),
        "raw": knots.round(2).tolist(),
        "right": curve.predict(knots).round(4).tolist(),
    }


def reliability(confidence: list[float], right: list[bool]) -> str:
    """Ten bins of confidence with the share of right claims in each, and the expected calibration error."""
    lines, error = ["| confidence | claims | mean | right |", "| --- | --- | --- | --- |"], 0.0
    for low in range(10):
        inside = [i for i, c in enumerate(confidence) if min(int(c * 10), 9) == low]
        if inside:
            mean = sum(confidence[i] for i in inside) / len(inside)
            share = sum(right[i] for i in inside) / len(inside)
            error += len(inside) / len(confidence) * abs(mean - share)
            lines.append(f"| {low / 10:.1f}–{(low + 1) / 10:.1f} | {len(inside)} | {mean:.2f} | {share:.2f} |")
    return "\n".join([*lines, f"\nexpected calibration error {error:.3f}, n {len(confidence)}"])


def main() -> None:
    """Fit confidence.json, or with --check print how reliable the confidences of a claims file are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, default=DATA / "learned/confidence.json")
    args = parser.parse_args()
    claims = read_lines(args.claims)
    if args.check:
        vocabulary = load_vocabulary()
        gold = {r["id"]: {key(c, vocabulary) for c in r["claims"]} for r in read_lines(args.gold)}
        known = [c for c in claims if c["doc"] in gold]
        print(reliability([c["confidence"] for c in known], [key(c, vocabulary) in gold[c["doc"]] for c in known]))
        return
    args.out.write_text(json.dumps(fit(args.gold, claims), indent=1, sort_keys=True) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
