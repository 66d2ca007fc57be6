"""The teacher of the parser: a slower, better reader whose analyses of news the small encoder learns from.

A biaffine graph parser (Dozat and Manning 2017) over a pretrained transformer (`pretrained.py`), which also gives the
tags and the morphology. It is trained on the same treebanks and is not shipped.
`python training/teacher.py train TEACHER.pt`, then `python training/teacher.py read TEACHER.pt PIPELINE SILVER.spacy`
parses paragraphs of the bulk news, together with a pipeline of the small kind: the two err differently, and are better
together than either.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpora
import spacy
import torch
from augment import augmented
from pretrained import Encoder, Halves
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import minibatch
from text import bulk_paragraphs
from torch import Tensor, nn
from train import SEED, load, split_long

from kg.nlp.sentences import CLOSING, mark_sentence_starts

BATCH = 1200  # words
EPOCHS = 4
RATE = 1e-3
PRETRAINED_RATE = 1e-4
DROP = 0.25
VOICE = 1.0  # what the second reader's answer gains in log probability; best of 0 to 3 on the dev treebanks
LONGEST = 60  # words of a sentence that is learned from or read
SHARES = {"../news/current_events": 0.4, "text/reuters21578": 0.1, "text/whitehouse": 0.008}  # that it reads
SENTENCE_END = frozenset(".!?") | CLOSING | {'"'}


@dataclass(frozen=True)
class Sentence:
    """Words and, where known, their analysis: head (its place from 1; a root's is its own), label, tag, morphology."""

    words: list[str]
    heads: list[int]
    labels: list[tuple[str, str, str]]


def sentences(docs: Iterable[Doc]) -> Iterator[Sentence]:
    """Each sentence by itself."""
    for doc in docs:
        for sent in doc.sents:
            heads = [token.head.i - sent.start + 1 for token in sent]
            labels = [(token.dep_, token.tag_, f"{token.pos_} {token.morph}") for token in sent]
            yield Sentence([token.text for token in sent], heads, labels)


class Biaffine(nn.Module):
    """Scores of every pair of positions: (batch, words, words), or with labels (batch, words, words, labels)."""

    def __init__(self, source: int, width: int, labels: int = 1) -> None:
        super().__init__()
        self.dependent = nn.Sequential(nn.Linear(source, width), nn.GELU(), nn.Dropout(DROP))
        self.head = nn.Sequential(nn.Linear(source, width), nn.GELU(), nn.Dropout(DROP))
        self.weights = nn.Parameter(torch.zeros(labels, width + 1, width))

    def ends(self, encoded: Tensor) -> tuple[Tensor, Tensor]:
        """What each word is as a dependent, with a constant, and as a head."""
        dependent = self.dependent(encoded)
        return torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1), self.head(encoded)


class Teacher(nn.Module):
    """Encoder and heads. The mark before a sentence's first word stands for the place above its root."""

    def __init__(self, answers: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.answers = [list(kind) for kind in answers]  # labels of arcs, tags, morphology
        self.places = [{answer: place for place, answer in enumerate(kind)} for kind in answers]
        self.encoder = Encoder()
        width = self.encoder.width
        self.arcs = Biaffine(width, 320)
        self.deps = Biaffine(width, 128, len(self.answers[0]))
        self.tags = nn.ModuleList(
            nn.Sequential(nn.Linear(width, 192), nn.GELU(), nn.Dropout(DROP), nn.Linear(192, len(kind)))
            for kind in self.answers[1:]
        )

    def encode(self, batch: Sequence[Sentence]) -> Tensor:
        """(batch, 1 + words, width): the sentences, all of one length."""
        states = self.encoder([sentence.words for sentence in batch])
        return nn.functional.dropout(states, DROP, self.training)

    def arc_scores(self, encoded: Tensor) -> Tensor:
        """(batch, words, 1 + words): how well each position heads each word."""
        dependent, head = self.arcs.ends(encoded)
        return torch.einsum("bix,xy,bjy->bij", dependent[:, 1:], self.arcs.weights[0], head)

    def dep_scores(self, encoded: Tensor, heads: Tensor) -> Tensor:
        """(batch, words, labels) of the arcs to the given heads."""
        dependent, head = self.deps.ends(encoded)
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        return torch.einsum("bix,lxy,biy->bil", dependent[:, 1:], self.deps.weights, chosen)

    def loss(self, batch: Sequence[Sentence]) -> Tensor:
        """Cross entropy of heads, labels, tags and morphology, a mean over words."""
        heads, labels = answers_of(self, batch)
        encoded = self.encode(batch)
        scores = [self.arc_scores(encoded), self.dep_scores(encoded, heads)]
        scores += [layer(encoded[:, 1:]) for layer in self.tags]
        gold = [heads, *labels.unbind(-1)]
        parts = [
            nn.functional.cross_entropy(score.flatten(0, 1), answer.flatten(), label_smoothing=0.03)
            for score, answer in zip(scores, gold, strict=True)
        ]
        return torch.stack(parts).sum()

    @torch.no_grad()
    def read(
        self, batch: Sequence[Sentence], heads: Tensor, labels: Tensor, *, voice: float = VOICE
    ) -> tuple[Tensor, list[Tensor]]:
        """The best head of each word, and the best label, tag and morphology.

        `heads` and `labels` are a second reader's answers, which gain `voice` in log probability.
        """
        encoded = self.encode(batch)
        best = _best(self.arc_scores(encoded), heads, voice)
        scores = [self.dep_scores(encoded, best), *(layer(encoded[:, 1:]) for layer in self.tags)]
        return best, [_best(score, label, voice) for score, label in zip(scores, labels.unbind(-1), strict=True)]


def _best(scores: Tensor, second: Tensor, voice: float) -> Tensor:
    """The best answers by our log probability and the second reader's voice."""
    heard = torch.zeros_like(scores).scatter_(-1, second.unsqueeze(-1), voice)
    return (scores.log_softmax(-1) + heard).argmax(-1)


def batches(items: list[Sentence], rng: random.Random | None) -> Iterator[list[Sentence]]:
    """Sentences of one length side by side, so that nothing has to be padded."""
    by_length: dict[int, list[Sentence]] = defaultdict(list)
    for item in items:
        by_length[len(item.words)].append(item)
    found = []
    for length in sorted(by_length):
        same = by_length[length]
        if rng:
            rng.shuffle(same)
        size = max(1, BATCH // length)
        found += [same[i : i + size] for i in range(0, len(same), size)]
    if rng:
        rng.shuffle(found)
    yield from found


def is_tree(heads: Sequence[int]) -> bool:
    """Whether one word is a root and every other hangs, through its heads, on it.

    >>> is_tree([2, 2, 2]), is_tree([2, 1, 3])
    (True, False)
    """
    roots = [word for word, head in enumerate(heads, start=1) if word == head]
    for word in range(1, len(heads) + 1):
        for _ in heads:
            word = heads[word - 1] if word else 0
        if [word] != roots:
            return False
    return True


@torch.no_grad()
def evaluate(model: Teacher, items: list[Sentence]) -> dict[str, float]:
    """LAS with punctuation and tag accuracy of the teacher alone, each sentence by itself."""
    model.eval()
    right = tagged = total = 0
    for batch in batches(items, None):
        gold = answers_of(model, batch)
        nobody = [torch.zeros_like(answer) for answer in gold]
        heads, best = model.read(batch, *nobody, voice=0.0)
        right += int(((heads == gold[0]) & (best[0] == gold[1][..., 0])).sum())
        tagged += int((best[1] == gold[1][..., 1]).sum())
        total += heads.numel()
    model.train()
    return {"las": round(right / total, 4), "tags": round(tagged / total, 4)}


def answers_of(model: Teacher, batch: list[Sentence]) -> tuple[Tensor, Tensor]:
    """The heads (batch, words) and the places of the three labels (batch, words, 3); an unknown label is the first."""
    labels = [
        [[places.get(answer, 0) for places, answer in zip(model.places, word, strict=True)] for word in item.labels]
        for item in batch
    ]
    return torch.tensor([item.heads for item in batch]), torch.tensor(labels)


def train(nlp: Language, out: Path) -> None:
    """Train on the treebanks; the running mean of the weights is what is kept."""
    docs = [doc for name in ("ewt-train", "gum-train") for doc in split_long(corpora.treebank(nlp, name))]
    dev = {name: list(sentences(corpora.treebank(nlp, name))) for name in ("ewt-dev", "gum-dev")}
    known = [item for item in sentences(docs) if len(item.words) <= LONGEST]
    answers = [sorted({label[kind] for item in known for label in item.labels}) for kind in range(3)]
    model = Teacher(answers)
    halves = Halves(model.encoder.bert, PRETRAINED_RATE)
    others = [weight for name, weight in model.named_parameters() if ".bert." not in name]
    optimizer = torch.optim.AdamW(others, lr=RATE, betas=(0.9, 0.95), weight_decay=0.01)
    rng = random.Random(SEED)
    steps = EPOCHS * len(list(batches(known, None)))
    step = 0
    began = time.time()
    for epoch in range(EPOCHS):
        changed = (augmented(doc, rng) for doc in docs)
        items = [item for item in sentences(changed) if len(item.words) <= LONGEST]
        total = 0.0
        for batch in batches(items, rng):
            step += 1
            share = min(1, step / 100) * max(0.02, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = share * RATE
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = model.loss(batch)
            loss.backward()
            nn.utils.clip_grad_norm_(others, 5.0)
            optimizer.step()
            halves.step(share)
            total += loss.item() * sum(len(item.words) for item in batch)
            if step % 50 == 0:
                print(step, steps, f"{time.time() - began:.0f} s", round(loss.item(), 3), flush=True)
        words_read = sum(len(item.words) for item in items)
        figures = {name: evaluate(model, items) for name, items in dev.items()}
        print(epoch, f"{time.time() - began:.0f} s", round(total / words_read, 3), figures, flush=True)
        torch.save({"answers": answers, "weights": model.state_dict()}, out)


def ready_docs(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The paragraphs cut into sentences by our rules; not those where one is too long or ends like an abbreviation."""
    for text in texts:
        doc = mark_sentence_starts(nlp.make_doc(text))
        starts = [token.i for token in doc if token.i == 0 or token.is_sent_start is not False]
        for token in doc:
            token.is_sent_start = token.i in starts
        lengths = [end - start for start, end in zip(starts, [*starts[1:], len(doc)], strict=True)]
        ended = all(doc[end - 1].text in SENTENCE_END for end in [*starts[1:], len(doc)])
        if starts and ended and min(lengths) >= 3 and max(lengths) <= LONGEST:
            yield doc


def read(second: Language, model: Teacher, texts: Iterable[str]) -> Iterator[Doc]:
    """The paragraphs as the teacher and the `second` reader read them, where the best heads of all words make trees."""
    model.eval()
    for part in minibatch(ready_docs(second, texts), 2000):
        docs = [doc for doc in second.pipe(part, disable=["ner", "lemmatizer"])]
        split = [list(sentences([doc])) for doc in docs]
        analyses: dict[int, Sentence] = {}
        for batch in batches([sentence for parts in split for sentence in parts], None):
            heads, best = model.read(batch, *answers_of(model, batch))
            for i, sentence in enumerate(batch):
                columns = zip(*(kind[i].tolist() for kind in best), strict=True)
                labels = [tuple(kind[j] for kind, j in zip(model.answers, column, strict=True)) for column in columns]
                analyses[id(sentence)] = Sentence(sentence.words, heads[i].tolist(), labels)
        for doc, parts in zip(docs, split, strict=True):
            found = [analyses[id(sentence)] for sentence in parts]
            if all(is_tree(sentence.heads) for sentence in found):
                yield analysed(doc, found)


def analysed(doc: Doc, found: list[Sentence]) -> Doc:
    """`doc` with the analyses of its sentences."""
    heads: list[int] = []
    for sentence in found:
        start = len(heads)
        heads += [start + head - 1 for head in sentence.heads]
    deps, tags, kinds = zip(*(label for sentence in found for label in sentence.labels), strict=True)
    pos, morphs = zip(*(kind.split(" ", 1) for kind in kinds), strict=True)
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        heads=heads,
        deps=list(deps),
        tags=list(tags),
        pos=list(pos),
        morphs=list(morphs),
    )


def main() -> None:
    """Train the teacher, or let it read."""
    arguments = argparse.ArgumentParser()
    tasks = arguments.add_subparsers(dest="task", required=True)
    training, reading = tasks.add_parser("train"), tasks.add_parser("read")
    training.add_argument("out", type=Path)
    reading.add_argument("model", type=Path)
    reading.add_argument("second", type=Path, help="the pipeline that reads beside the teacher")
    reading.add_argument("out", type=Path)
    options = arguments.parse_args()
    torch.set_num_threads(1)  # and so the same sums in the same order
    torch.manual_seed(SEED)
    if options.task == "train":
        train(spacy.blank("en"), options.out)
        return
    second = load(options.second)
    state = torch.load(options.model)
    model = Teacher(state["answers"])
    model.load_state_dict(state["weights"])
    silver = DocBin(attrs=["ORTH", "SPACY", "HEAD", "DEP", "TAG", "POS", "MORPH", "SENT_START"])
    for doc in read(second, model, dict.fromkeys(bulk_paragraphs(SHARES))):
        silver.add(doc)
    silver.to_disk(options.out)
    print(len(silver), "paragraphs", flush=True)


if __name__ == "__main__":
    main()
