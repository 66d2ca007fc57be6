"""The plain pipeline, to compare with: `python training/plain.py OUT` joins the two halves of ../shared/baseline."""

from __future__ import annotations

import sys
from pathlib import Path

import spacy
from corpora import CORPORA
from slim import write

BASELINE = CORPORA.parent / "baseline"


def main(out: Path) -> None:
    """Tagger, morphologizer, lemmatiser and parser on one encoder, entities with their own."""
    nlp, names = spacy.load(BASELINE / "parser"), spacy.load(BASELINE / "ner")
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=names)
    write(nlp, out, description="The plain pipeline: UD English EWT and GUM, Groningen Meaning Bank.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
