"""Labelled examples for the classifier: marked pairs with a PLOVER family, and pairs of actors with gold claims.

A pair of actors of an item gets every relation of a gold claim with its codes whose quote covers both
mentions. Where the codes fit but the quote stands elsewhere, nobody knows: such pairs are `unsure` and left out.
"""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from spacy.language import Language

from kg.extract.features import PairView, Tree, pair_features, span_head
from kg.extract.learned import actor_pairs, token_span, view_pair
from kg.extract.triggers import load_triggers
from kg.model import Document
from kg.nlp.actors import find_mentions
from kg.nlp.gazetteer import Gazetteer
from kg.nlp.pipeline import parse
from kg.nlp.words import Text
from kg.vocabulary import Vocabulary

FOLDS = 5


@dataclass
class Example:
    """A described pair: `words` holds the forms at each place. `statuses` are the gold statuses by relation."""

    text: str
    fold: int
    strings: list[str]
    words: dict[str, list[str]]
    family: str = ""
    statuses: dict[str, str] = field(default_factory=dict)
    unsure: bool = False
    codes: tuple[str, str] = ("", "")


def fold_of(text: str) -> int:
    """The fold of a text, by its hash: the same text is never in two folds."""
    return int(sha256(text.encode()).hexdigest(), 16) % FOLDS


def read_marked(marked: str) -> tuple[str, tuple[int, int] | None, tuple[int, int] | None]:
    """A sentence with <s>…</s> and <t>…</t> as plain text with the first span of each (None if it is not marked)."""
    text, spans, start = "", {}, 0
    for part in re.split(r"(</?[st]>)", marked):
        if part in ("<s>", "<t>"):
            start = len(text)
        elif part in ("</s>", "</t>"):
            spans.setdefault(part[2], (start, len(text)))
        else:
            text += part
    return text, spans.get("s"), spans.get("t")


def marked_rows(path: Path) -> list[dict]:
    """The rows of plv_train.tsv as `kg classify` reads them, with the gold family and the fold.

    A few rows lack one of the marks: their span is empty and stands at the start (source) or end (target) of the text.
    """
    rows = []
    with path.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            text, source, target = read_marked(row["marked_sentence"])
            rows.append(
                {
                    "id": row["sentence_id"],
                    "text": text,
                    "source": source or (0, 0),
                    "target": target or (len(text), len(text)),
                    "family": row["gold_root"],
                    "fold": fold_of(row["sentence"]),
                }
            )
    return rows


def _example(view: PairView, **more) -> Example:
    return Example(strings=view.strings, words=view.words, **more)


def marked_examples(path: Path, nlp: Language) -> list[Example]:
    """One example for each row of plv_train.tsv."""
    triggers, rows, examples = load_triggers(), marked_rows(path), []
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        tree = Tree(Text(doc), triggers)
        source, target = token_span(doc, *row["source"]), token_span(doc, *row["target"])
        view = pair_features(tree, span_head(tree, *source), span_head(tree, *target), source, target)
        examples.append(_example(view, text=row["text"], fold=row["fold"], family=row["family"]))
    return examples


def gold_records(path: Path) -> list[dict]:
    """The records of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def actor_examples(
    gold_records: Sequence[dict], nlp: Language, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> list[Example]:
    """One example for each ordered pair of actors in a sentence of a record."""
    records = {record["id"]: record for record in gold_records}
    documents = [Document(r["id"], r["text"], date=r["date"], story=r["story"]) for r in records.values()]
    triggers, examples = load_triggers(), []
    for document, doc in parse(documents, nlp):
        mentions = find_mentions(doc, document, gazetteer)
        gold = _gold(records[document.id], vocabulary)
        tree = Tree(Text(doc), triggers)
        others = frozenset(mention.head for mention in mentions)
        for source, target in actor_pairs(tree, mentions):
            codes = (source.mention.code, target.mention.code)
            statuses, unsure = {}, False
            for relation, status, begin, end in gold.get(codes, ()):
                if all(m.mention.start < end and begin < m.mention.end for m in (source, target)):
                    statuses[relation] = status
                else:
                    unsure = True
            view = view_pair(tree, source, target, others)
            examples.append(
                _example(
                    view,
                    text=document.id,
                    fold=fold_of(document.id),
                    statuses=statuses,
                    unsure=unsure and not statuses,
                    codes=codes,
                )
            )
    return examples


def _gold(record: dict, vocabulary: Vocabulary) -> dict[tuple[str, str], list[tuple[str, str, int, int]]]:
    """Claims by codes: relation, status and where the quote stands; symmetric relations both ways, no offices."""
    gold: dict[tuple[str, str], list[tuple[str, str, int, int]]] = {}
    for claim in record["claims"]:
        relation = vocabulary.relations[claim["relation"]]
        if relation.office:
            continue
        begin = record["text"].find(claim["quote"])
        begin, end = (begin, begin + len(claim["quote"])) if begin >= 0 else (0, len(record["text"]))
        codes = (claim["source"]["code"], claim["target"]["code"])
        for ends in (codes, codes[::-1]) if relation.symmetric else (codes,):
            gold.setdefault(ends, []).append((relation.name, claim["status"], begin, end))
    return gold
