"""Step 4: entities with an encoder of their own: `python training/entities.py VECTORS.floret OUT [--steps N]`.

The encoder begins as the plain parser's, which has seen no entity corpus (the plain recogniser has seen sentences that
are now for testing), and learns from the Groningen Meaning Bank alone. One encoder shared with the parser was measured
to be worse (bench/RESULTS.md).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import corpora
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from train import BASELINE, ORACLE_CUT, SEED, WIDTH, adopt, encoder, read_vectors, train, transition_model

DEPTH = 4


def gmb_parts(nlp: Language) -> tuple[list[Doc], list[Doc]]:
    """The sentences to train on and those to look at meanwhile, each once; those for testing are in neither."""
    docs = {text: doc for text, doc in corpora.gmb(nlp) if not corpora.is_test(text)}
    return [d for t, d in docs.items() if not corpora.is_dev(t)], [d for t, d in docs.items() if corpora.is_dev(t)]


def main() -> None:
    """Train and write."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("vectors")
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--steps", type=int, default=4000)
    options = arguments.parse_args()
    fix_random_seed(SEED)
    nlp = spacy.blank("en")
    nlp.vocab.vectors = read_vectors(nlp, options.vectors)
    nlp.add_pipe("tok2vec", config={"model": encoder(DEPTH, WIDTH)})
    recogniser = nlp.add_pipe("ner", config={"model": transition_model("ner", 64, 2, WIDTH)})
    docs, dev = gmb_parts(nlp)
    adopt(nlp, docs, BASELINE, ("tok2vec",))
    recogniser.initialize(lambda: [Example(nlp.make_doc(doc.text), doc) for doc in docs[:5000]], nlp=nlp)
    recogniser.cfg["update_with_oracle_cut_size"] = ORACLE_CUT
    train(nlp, [docs], dev, ("ents_f", "ents_p", "ents_r"), options.steps, options.out)


if __name__ == "__main__":
    main()
