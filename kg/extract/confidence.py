"""How sure a claim is: from the record of the frame that read it, and from what the classifier thinks of it.

`data/learned/confidence.json` is fitted by `training/learned/calibrate.py` on claims with gold beside them:

    frame claims       a logistic curve over three numbers: the record of the rule (its share of right claims, drawn
                       towards that of its relation, and that towards the share of all: a rule seen twice is not sure),
                       the classifier's probability, and whether the claim is plainly asserted
    learned claims     the share of right ones among proposals of that probability for which no frame fired
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from kg.errors import DataError
from kg.resources import DATA

PRIOR = 4.0
"""How many claims the share of the broader class counts for."""

Record = tuple[int, int]


@dataclass(frozen=True)
class Confidence:
    """`rules` and `relations` hold (right, all) by name; `total` the same for all claims."""

    rules: Mapping[str, Record]
    relations: Mapping[str, Record]
    total: Record
    weights: tuple[float, float, float, float]
    raw: tuple[float, ...]
    right: tuple[float, ...]

    def of_frame(self, rule: str, relation: str, status: str, probability: float) -> float:
        """The confidence of a claim that a frame read, given the classifier's raw probability of it."""
        features = frame_features(self.share(rule, relation), probability, status)
        score = sum(weight * feature for weight, feature in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-score))

    def of_proposal(self, probability: float) -> float:
        """The confidence of a proposal of the classifier where no frame fired, given its raw probability."""
        return float(np.interp(probability, self.raw, self.right))

    def share(self, rule: str, relation: str) -> float:
        """The smoothed share of right claims of a rule."""
        return smoothed_share(rule, relation, self.rules, self.relations, self.total)


def smoothed_share(
    rule: str, relation: str, rules: Mapping[str, Record], relations: Mapping[str, Record], total: Record
) -> float:
    """The share of right claims of a rule, drawn towards its relation's, drawn towards that of all."""
    share = (total[0] + 1) / (total[1] + 2)
    for right, count in (relations.get(relation, (0, 0)), rules.get(rule, (0, 0))):
        share = (right + PRIOR * share) / (count + PRIOR)
    return share


def frame_features(share: float, probability: float, status: str) -> tuple[float, float, float, float]:
    """What the logistic curve reads: a constant, the log odds of rule and classifier, 1 if asserted."""
    return (1.0, _log_odds(share), _log_odds(probability), float(status == "asserted"))


def _log_odds(probability: float) -> float:
    probability = min(max(probability, 0.002), 0.998)
    return math.log(probability / (1 - probability))


@cache
def load_confidence(path: Path = DATA / "learned/confidence.json") -> Confidence:
    """The shipped figures. Raises DataError if they are missing."""
    try:
        table = json.loads(path.read_text(encoding="utf8"))
    except FileNotFoundError as error:
        hint = "it belongs to kg's data; install kg again or run training/learned/calibrate.py."
        raise DataError(f"{path} is missing: {hint}") from error
    return Confidence(
        rules={rule: (right, count) for rule, (right, count) in table["rules"].items()},
        relations={relation: (right, count) for relation, (right, count) in table["relations"].items()},
        total=tuple(table["total"]),
        weights=tuple(table["weights"]),
        raw=tuple(table["raw"]),
        right=tuple(table["right"]),
    )
