"""Step 3: one encoder for tags, morphology and parse: `python training/train.py VECTORS.floret OUT [--steps N]`.

The encoder and its heads go on from another pipeline: the first one from the plain pipeline
(`../shared/baseline/parser`, made from the same treebanks), with word vectors as a new input and with more layers; the
one that ships from the first, wider, and with news that the teacher has read. Lemmas and entities are steps of their
own: lemmas gain nothing from changing the encoder, entities were measured to be better with one of their own.

Rates fall in a straight line to zero, and the model kept is the running average of the weights where it does best on
the dev texts.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import corpora
import numpy as np
import spacy
from augment import augmented
from numpy.typing import NDArray
from slim import write
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import fix_random_seed
from spacy.vectors import Vectors
from thinc.api import Adam, Model, warmup_linear

Floats = NDArray[np.float32]

BASELINE = Path(__file__).resolve().parents[2] / "shared" / "baseline" / "parser"
SEED = 0
DESCRIPTION = "English news: tags, morphology, lemmas, UD parse, entities."
WIDTH = 96
DEPTH = 6
BATCH = 1000  # words
EVALUATE_EVERY = 1000  # steps
ORACLE_CUT = 15  # transitions; shorter pieces of a text train side by side, which a CPU does faster
NEW_LAYER = 0.1  # how much a layer that the encoder before lacks says at first; the others say 1
NEW_INPUT = 0.5  # the same of a feature
VECTOR_SIZE = 3.0  # mean length of a word vector: about what the encoder's own embeddings have


def encoder(depth: int, width: int) -> dict[str, object]:
    """Hash embeddings and word vectors, mixed, then `depth` layers that each see one word to the left and right."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": True,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def listener(width: int) -> dict[str, object]:
    """What a head hears of the encoder."""
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}


def tagger_model(width: int) -> dict[str, object]:
    """One answer a word."""
    return {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener(width)}


def transition_model(state: str, hidden: int, pieces: int, width: int) -> dict[str, object]:
    """The transition-based parser of spaCy over the encoder."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": pieces,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener(width),
    }


def make_pipeline(vectors: str, width: int) -> Language:
    """The untrained pipeline with its word vectors."""
    nlp = spacy.blank("en")
    nlp.vocab.vectors = read_vectors(nlp, vectors)
    nlp.add_pipe("tok2vec", config={"model": encoder(DEPTH, width)})
    nlp.add_pipe("tagger", config={"model": tagger_model(width), "label_smoothing": 0.05})
    nlp.add_pipe("morphologizer", config={"model": tagger_model(width), "label_smoothing": 0.05})
    nlp.add_pipe("parser", config={"model": transition_model("parser", 128, 3, width)})
    return nlp


def read_vectors(nlp: Language, path: str) -> Vectors:
    """The floret table, scaled, in half precision (which costs nothing that can be measured and compresses)."""
    with open(path, encoding="utf-8") as lines:
        rows, width, minn, maxn, hashes, seed, begin, end = next(lines).split()
        table = np.loadtxt(lines, dtype=np.float32, usecols=range(1, int(width) + 1))
    assert table.shape == (int(rows), int(width))
    settings = dict(minn=int(minn), maxn=int(maxn), hash_count=int(hashes), hash_seed=int(seed), bow=begin, eow=end)
    vectors = Vectors(strings=nlp.vocab.strings, data=table, name="news", mode="floret", attr="LOWER", **settings)
    words = ["minister", "said", "russia", "agreement", "tanks", "of", "the", "visited", "oil", "sanctions"]
    scale = VECTOR_SIZE / np.linalg.norm(vectors.get_batch(words), axis=1).mean()
    vectors.data = (table * scale).astype(np.float16).astype(np.float32)
    return vectors


def adopt(nlp: Language, docs: list[Doc], start: Path, parts: Iterable[str]) -> None:
    """Labels and weights of `parts` as the pipeline `start`, which may be smaller, has them."""
    known = load(start)
    for word in known.vocab.strings:
        nlp.vocab.strings.add(word)
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs[:100]]
    widths = tuple(pipeline.get_pipe("tok2vec").model.get_dim("nO") for pipeline in (known, nlp))
    for name in parts:
        old, new = known.get_pipe(name), nlp.get_pipe(name)
        labels = {} if name == "tok2vec" else {"labels": old.label_data}
        new.initialize(lambda: examples, nlp=nlp, **labels)
        copy_weights(old.model, new.model, widths)


def load(folder: Path) -> Language:
    """A model with its vectors, which are stored in half precision, as wide as spaCy reckons."""
    nlp = spacy.load(folder)
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype("float32")
    return nlp


def copy_weights(known: Model, new: Model, widths: tuple[int, int]) -> None:
    """The weights of a model into one that may read word vectors beside and have wider (from, to) and more layers."""
    kinds = {node.name for node in known.walk()}
    before = [node for node in known.walk(order="dfs_pre") if node.param_names]
    after = [node for node in new.walk(order="dfs_pre") if node.param_names and node.name in kinds]
    for old, node in zip(before, after, strict=False):
        for name in old.param_names:
            node.set_param(name, placed(old.get_param(name), node.get_param(name), widths))
    for node in after[len(before) :]:
        if node.name == "layernorm":
            node.set_param("G", node.get_param("G") * NEW_LAYER)


def placed(known: Floats, new: Floats, widths: tuple[int, int]) -> Floats:
    """`known` in the corner of `new`; of inputs side by side, each `widths` wide, each in the corner of its own."""
    if known.shape == new.shape:
        return known.copy()
    if known.shape[-1] % widths[0] == 0 and new.shape[-1] % widths[1] == 0:
        known, spread = (
            part.reshape(*part.shape[:-1], -1, width) for part, width in zip((known, new), widths, strict=True)
        )
    else:
        spread = new
    spread = spread * NEW_INPUT
    spread[tuple(slice(size) for size in known.shape)] = known
    return spread.reshape(new.shape)


def batches(sources: Sequence[list[Doc]], nlp: Language, rng: random.Random, steps: int) -> Iterator[list[Example]]:
    """Batches of some BATCH words, as many from each source, each text now and then in another dress."""
    streams = [shuffled(docs, rng) for docs in sources]
    for _ in range(steps):
        batch: list[Example] = []
        for part, stream in enumerate(streams, start=1):
            while sum(len(example.reference) for example in batch) < BATCH * part / len(streams):
                gold = augmented(next(stream), rng)
                batch.append(Example(nlp.make_doc(gold.text), gold))
        yield batch


def shuffled(docs: list[Doc], rng: random.Random) -> Iterator[Doc]:
    """The docs over and over, in another order each time."""
    while True:
        order = list(docs)
        rng.shuffle(order)
        yield from order


def split_long(docs: Iterator[Doc], limit: int = 250) -> Iterator[Doc]:
    """Paragraphs of more than `limit` tokens in pieces of whole sentences."""
    for doc in docs:
        start = 0
        for sent in doc.sents:
            if sent.end - start > limit and sent.start > start:
                yield doc[start : sent.start].as_doc()
                start = sent.start
        yield doc[start:].as_doc() if start else doc


def train(
    nlp: Language, sources: Sequence[list[Doc]], dev: list[Doc], figures: Sequence[str], steps: int, out: Path
) -> None:
    """Learn from the `sources` alike and write the model that does best on `dev` by the first of spaCy's `figures`."""
    optimizer = Adam(
        warmup_linear(1e-3, 100, steps), L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    best = 0.0
    losses: dict[str, float] = {}
    began = time.time()
    for step, batch in enumerate(batches(sources, nlp, random.Random(SEED), steps), start=1):
        nlp.update(batch, sgd=optimizer, drop=0.2, losses=losses)
        optimizer.step_schedules()
        if step % 100 == 0:
            said = {name: round(float(loss) / 100, 1) for name, loss in losses.items()}
            print(step, f"{time.time() - began:.0f} s", said, flush=True)
            losses.clear()
        if step % EVALUATE_EVERY == 0 or step == steps:
            with nlp.use_params(optimizer.averages):
                found = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in dev])
                found = {figure: round(found[figure], 4) for figure in figures}
                print(step, f"{time.time() - began:.0f} s", json.dumps(found), flush=True)
                if found[figures[0]] > best:
                    best = found[figures[0]]
                    write(nlp, out, description=DESCRIPTION)


def main() -> None:
    """Train and write the best model."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("vectors")
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--start", type=Path, default=BASELINE, help="the pipeline whose weights it goes on from")
    arguments.add_argument("--width", type=int, default=WIDTH, help="features of a word")
    arguments.add_argument("--silver", type=Path, help="news as the teacher reads it, half of every batch")
    arguments.add_argument("--steps", type=int, default=5000)
    options = arguments.parse_args()
    fix_random_seed(SEED)
    nlp = make_pipeline(options.vectors, options.width)
    docs = [doc for name in ("ewt-train", "gum-train") for doc in split_long(corpora.treebank(nlp, name))]
    dev = [doc for name in ("ewt-dev", "gum-dev") for doc in list(corpora.treebank(nlp, name))[::3]]
    print(len(docs), "paragraphs", flush=True)
    adopt(nlp, docs, options.start, ("tok2vec", "tagger", "morphologizer", "parser"))
    nlp.get_pipe("parser").cfg["update_with_oracle_cut_size"] = ORACLE_CUT
    silver = list(DocBin().from_disk(options.silver).get_docs(nlp.vocab)) if options.silver else []
    train(nlp, [docs, silver] if silver else [docs], dev, ("dep_las", "tag_acc", "sents_f"), options.steps, options.out)


if __name__ == "__main__":
    main()
