"""Step 5: lemmas, and the pipeline put together: `python training/lemmas.py MODEL ENTITIES OUT [--steps N]`.

The plain pipeline's lemmatiser learns to read the new encoder, which no longer changes; then the entity recogniser of
ENTITIES joins with its own encoder.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import corpora
from slim import write
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam, warmup_linear
from train import BASELINE, BATCH, SEED, adopt, load, shuffled, split_long, tagger_model


def main() -> None:
    """Train, join and write."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model", type=Path)
    arguments.add_argument("entities", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--steps", type=int, default=3000)
    options = arguments.parse_args()
    fix_random_seed(SEED)
    nlp = load(options.model)
    trees = [doc for name in ("ewt-train", "gum-train") for doc in split_long(corpora.treebank(nlp, name))]
    lemmatizer = {"model": tagger_model(nlp.get_pipe("tok2vec").model.get_dim("nO"))}
    nlp.add_pipe("trainable_lemmatizer", before="parser", config=lemmatizer)
    adopt(nlp, trees, BASELINE, ("trainable_lemmatizer",))
    dev = [doc for name in ("ewt-dev", "gum-dev") for doc in list(corpora.treebank(nlp, name))[::6]]
    stream = shuffled(trees, random.Random(SEED))
    optimizer = Adam(warmup_linear(4e-3, 50, options.steps), L2=0.01, L2_is_weight_decay=True, use_averages=True)
    losses: dict[str, float] = {}
    with nlp.select_pipes(enable=["tok2vec", "trainable_lemmatizer"]):
        for step in range(1, options.steps + 1):
            batch: list[Example] = []
            while sum(len(example.reference) for example in batch) < BATCH:
                gold = next(stream)
                batch.append(Example(nlp.make_doc(gold.text), gold))
            nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses, exclude=["tok2vec"], annotates=["tok2vec"])
            optimizer.step_schedules()
            if step % 100 == 0:
                print(step, round(losses.pop("trainable_lemmatizer") / 100, 1), flush=True)
    with nlp.use_params(optimizer.averages):
        found = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in dev])
        print("dev", json.dumps({key: round(found[key], 4) for key in ("tag_acc", "lemma_acc", "dep_las")}), flush=True)
        names = load(options.entities)
        names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
        nlp.add_pipe("ner", source=names)
        write(nlp, options.out, description=nlp.meta["description"])


if __name__ == "__main__":
    main()
