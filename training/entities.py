"""Step 4: entities with an encoder of their own: `python training/entities.py MODEL OUT [--steps N]`.

The recogniser of MODEL, trained on the encoder it shares with the parser, goes on with a copy of that encoder on the
Groningen Meaning Bank alone: the shared one was measured to be worse (see bench/RESULTS.md).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import corpora
import spacy
from augment import augmented
from slim import write
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam, warmup_linear
from train import BATCH, ORACLE_CUT, SEED, shuffled


def gmb_parts(nlp: Language) -> tuple[list[Doc], list[Doc]]:
    """The sentences to train on and those to look at meanwhile, each once; those for testing are in neither."""
    docs = {text: doc for text, doc in corpora.gmb(nlp) if not corpora.is_test(text)}
    return [d for t, d in docs.items() if not corpora.is_dev(t)], [d for t, d in docs.items() if corpora.is_dev(t)]


def main() -> None:
    """Train and write."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--steps", type=int, default=1000)
    options = arguments.parse_args()
    fix_random_seed(SEED)
    nlp = spacy.load(options.model)
    nlp.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.get_pipe("ner").cfg["update_with_oracle_cut_size"] = ORACLE_CUT
    names, dev = gmb_parts(nlp)
    rng = random.Random(SEED)
    stream = shuffled(names, rng)
    optimizer = Adam(
        warmup_linear(1e-3, 50, options.steps), L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    losses: dict[str, float] = {}
    began = time.time()
    with nlp.select_pipes(enable=["ner"]):
        for step in range(1, options.steps + 1):
            batch: list[Example] = []
            while sum(len(example.reference) for example in batch) < BATCH:
                gold = augmented(next(stream), rng)
                batch.append(Example(nlp.make_doc(gold.text), gold))
            nlp.update(batch, sgd=optimizer, drop=0.2, losses=losses)
            optimizer.step_schedules()
            if step % 100 == 0:
                print(step, f"{time.time() - began:.0f} s", round(losses.pop("ner") / 100, 1), flush=True)
            if step % 500 == 0 or step == options.steps:
                with nlp.use_params(optimizer.averages):
                    found = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in dev])
                    print(
                        step,
                        "dev",
                        json.dumps({k: round(found[k], 4) for k in ("ents_p", "ents_r", "ents_f")}),
                        flush=True,
                    )
        averages = nlp.use_params(optimizer.averages)
    with averages:
        write(nlp, options.out, description=nlp.meta["description"])


if __name__ == "__main__":
    main()
