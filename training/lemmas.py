"""Step 5: lemmas, and the pipeline put together: `python training/lemmas.py MODEL ENTITIES OUT`.

Lemmas come from spaCy's rule lemmatiser. Its tables are WordNet's (package spacy-lookups-data: exceptions, bases and
endings of nouns, verbs, adjectives and adverbs), and beside them what the treebanks write: the forms that stand there
twice or more with their commonest lemma, and the bases of all others. A lemmatiser that was trained on the encoder
knew fewer verbs ("lifte", "clashe"; bench/RESULTS.md). Then the entity recogniser of ENTITIES joins with its encoder.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import corpora
from slim import write
from spacy.language import Language
from spacy.lookups import Lookups, load_lookups
from spacy.tokens import Token
from train import load

WORDNET = ("lemma_rules", "lemma_exc", "lemma_index")
OPEN = frozenset(("noun", "verb", "adj", "adv"))
UNCOUNTED = frozenset(("PROPN", "PUNCT", "SYM", "X", "NUM", ""))


def counted(nlp: Language) -> dict[tuple[str, str], Counter[str]]:
    """How often the treebanks give which lemma, by part of speech and form."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in ("ewt-train", "gum-train"):
        for doc in corpora.treebank(nlp, name):
            for token in doc:
                if token.pos_ not in UNCOUNTED and token.lemma_ not in ("", "_"):
                    found[token.pos_.lower(), token.lower_][_lemma(token)] += 1
    return found


def _lemma(token: Token) -> str:
    return token.lemma_ if token.pos_ == "PRON" else token.lemma_.lower()  # "I"


def tables(nlp: Language) -> Lookups:
    """The three tables that the lemmatiser reads, by part of speech."""
    wordnet = load_lookups(nlp.lang, WORDNET)
    rules, irregular, bases = (wordnet.get_table(name) for name in WORDNET)
    endings = {pos: rules.get(pos, []) for pos in OPEN}
    exceptions = defaultdict(dict, {pos: dict(irregular.get(pos, {})) for pos in OPEN})
    known = defaultdict(set, {pos: set(bases.get(pos, ())) for pos in OPEN})
    for (pos, form), lemmas in counted(nlp).items():
        lemma, count = lemmas.most_common(1)[0]
        known[pos].add(lemma)
        if count > 1 or pos not in OPEN:
            exceptions[pos][form] = [lemma]
    endings["aux"] = endings["verb"]
    made = Lookups()
    made.add_table("lemma_rules", {pos: endings.get(pos, []) for pos in sorted({*endings, *exceptions})})
    made.add_table("lemma_exc", {pos: dict(sorted(exceptions[pos].items())) for pos in sorted(exceptions)})
    made.add_table("lemma_index", {pos: dict.fromkeys(sorted(known[pos]), 1) for pos in sorted(known)})  # found faster
    return made


def main() -> None:
    """Join and write."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model", type=Path)
    arguments.add_argument("entities", type=Path)
    arguments.add_argument("out", type=Path)
    options = arguments.parse_args()
    nlp = load(options.model)
    lemmatizer = nlp.add_pipe("lemmatizer", before="parser", config={"mode": "rule"})
    lemmatizer.initialize(lookups=tables(nlp))
    names = load(options.entities)
    if "ner" in names.get_pipe("tok2vec").listening_components:  # not when it has an encoder of its own already
        names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=names)
    write(nlp, options.out, description=nlp.meta["description"])


if __name__ == "__main__":
    main()
