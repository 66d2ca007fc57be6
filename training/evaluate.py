"""How well pipelines read: `python training/evaluate.py NAME=FOLDER ... [--words N]` prints one table of them all.

LAS     labelled attachment on EWT test and GUM test, raw text in, punctuation left out (spaCy's scorer)
tag     fine tags on EWT test
entity  F1 on the tenth of GMB that `corpora.is_test` holds back; places with and without a government are one kind
        there, because the corpus does not tell them apart and the plain pipeline does not either
re3d    F1 of PERSON and ORG on its documents, read through `kg.nlp.pipeline.parse`
sents   F1 of sentences in GUM's news documents, dev and test, each read whole through `kg.nlp.pipeline.parse`
speed   words a second on one core: current events through `nlp.pipe`, the pipelines in turn, best of three

Pipelines are loaded by `load_pipeline`, which also widens vectors that are stored in half precision.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import corpora
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from kg.model import Document
from kg.nlp.pipeline import load_pipeline, parse

NEWS = corpora.CORPORA.parent / "news" / "current_events.jsonl.xz"


def f1(gold: set[object], found: set[object]) -> float:
    """Harmonic mean of precision and recall of a set."""
    return 2 * len(gold & found) / (len(gold) + len(found)) if gold or found else 0.0


def treebank_scores(nlp: Language, name: str) -> dict[str, float]:
    """What spaCy's scorer says about a treebank file."""
    return nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in corpora.treebank(nlp, name)])


def entities(docs: Iterable[Doc | Span]) -> set[object]:
    """Every entity with its place, LOC as GPE."""
    return {
        (number, ent.start_char, ent.end_char, "GPE" if ent.label_ == "LOC" else ent.label_)
        for number, doc in enumerate(docs)
        for ent in doc.ents
        if ent.label_ in {*corpora.GMB_KINDS.values(), "LOC"}
    }


def gmb_f1(nlp: Language) -> float:
    """Entities of the test sentences, each sentence once."""
    gold = list({text: doc for text, doc in corpora.gmb(nlp) if corpora.is_test(text)}.values())
    return f1(entities(gold), entities(nlp.pipe(doc.text for doc in gold)))


def read(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The texts as the product reads them."""
    return (doc for _, doc in parse((Document(str(n), text) for n, text in enumerate(texts)), nlp))


def re3d_f1(nlp: Language) -> dict[str, float]:
    """PERSON and ORG on re3d."""
    gold = list(corpora.re3d(nlp))
    wanted, found = entities(gold), entities(read(nlp, (doc.text for doc in gold)))
    return {
        kind: f1({e for e in wanted if e[3] == kind}, {e for e in found if e[3] == kind}) for kind in ("PERSON", "ORG")
    }


def news_documents() -> Iterator[tuple[str, set[tuple[int, int]]]]:
    """GUM's held-back news documents, paragraphs parted by a blank line, with the offsets of their sentences."""
    blank = spacy.blank("en")
    for name in ("gum-dev", "gum-test"):
        for document in corpora.news_ids(name):
            text, sentences = "", set()
            for paragraph in corpora.treebank(blank, name, only=document):
                for sent in paragraph.sents:
                    sentences.add((len(text) + sent.start_char, len(text) + sent.start_char + len(sent.text.rstrip())))
                text += paragraph.text.rstrip() + "\n\n"
            yield text, sentences


def sentence_f1(nlp: Language) -> float:
    """Sentences of news documents."""
    texts, gold = zip(*news_documents(), strict=True)
    found = {
        (number, sent.start_char, sent.start_char + len(sent.text.rstrip()))
        for number, doc in enumerate(read(nlp, texts))
        for sent in doc.sents
    }
    return f1({(number, *span) for number, spans in enumerate(gold) for span in spans}, found)


def megabytes(folder: Path) -> float:
    """Size of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def speeds(pipelines: dict[str, Language], words: int) -> dict[str, float]:
    """Words a second of processor time, the pipelines by turns so that a busy machine slows all alike."""
    texts: list[str] = []
    count = 0
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            texts.append(json.loads(line)["text"])
            count += len(texts[-1].split())
            if count >= words:
                break
    best = dict.fromkeys(pipelines, 0.0)
    for _ in range(3):
        for name, nlp in pipelines.items():
            began = time.process_time()
            for _ in nlp.pipe(texts, batch_size=256):
                pass
            best[name] = max(best[name], count / (time.process_time() - began))
    return best


def main() -> None:
    """Print the table, a column a pipeline."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("pipelines", nargs="+", metavar="NAME=FOLDER")
    arguments.add_argument("--words", type=int, default=30_000, help="to measure the speed on")
    options = arguments.parse_args()
    folders = dict(item.split("=", 1) for item in options.pipelines)
    pipelines = {name: load_pipeline(folder) for name, folder in folders.items()}
    table: dict[str, dict[str, float]] = {}
    for name, nlp in pipelines.items():
        ewt, gum = treebank_scores(nlp, "ewt-test"), treebank_scores(nlp, "gum-test")
        re3d = re3d_f1(nlp)
        table[name] = {
            "LAS, EWT test": ewt["dep_las"],
            "LAS, GUM test": gum["dep_las"],
            "tag accuracy, EWT test": ewt["tag_acc"],
            "lemma accuracy, EWT test": ewt["lemma_acc"],
            "entity F1, GMB test": gmb_f1(nlp),
            "PERSON F1, re3d": re3d["PERSON"],
            "ORG F1, re3d": re3d["ORG"],
            "sentence F1, EWT test": ewt["sents_f"],
            "sentence F1, GUM news": sentence_f1(nlp),
            "size, MB": megabytes(Path(folders[name])),
        }
    for name, speed in speeds(pipelines, options.words).items():
        table[name]["words a second"] = speed
    print("| measure | " + " | ".join(table) + " |\n| --- |" + " ---: |" * len(table))
    for measure in next(iter(table.values())):
        values = [table[name][measure] for name in table]
        print(f"| {measure} | " + " | ".join(f"{v:,.0f}" if v > 100 else f"{v:.3f}" for v in values) + " |")


if __name__ == "__main__":
    main()
