"""The teacher of the parser: a slower, better reader whose analyses of news the small encoder learns from.

A biaffine graph parser (Dozat and Manning 2017) over two layers of bidirectional LSTM, which also gives the tags and
the morphology; it reads the same word vectors and hashed word shapes as the pipeline. It is trained on the same
treebanks and is not shipped. `python training/teacher.py train VECTORS.floret TEACHER.pt`, then
`python training/teacher.py read TEACHER.pt PIPELINE SILVER.spacy` parses paragraphs of the bulk news, together with a
pipeline of the small kind: the two err differently, and are better together than either.
"""

from __future__ import annotations

import argparse
import random
import time
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpora
import numpy as np
import spacy
import torch
from augment import augmented
from spacy.lang.lex_attrs import word_shape
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import minibatch
from text import bulk_paragraphs
from torch import Tensor, nn
from train import SEED, load, read_vectors, split_long

from kg.nlp.sentences import CLOSING, mark_sentence_starts

ROWS = {"word": 30_000, "suffix": 4_000, "prefix": 4_000, "shape": 1_000}
WIDTHS = {"word": 96, "suffix": 48, "prefix": 24, "shape": 24}
HIDDEN = 288
BATCH = 1500  # words
EPOCHS = 10
RATE = 2e-3
DROP = 0.33
VOICE = 3.0  # what the second reader's answer gains in log probability; best of 0 to 4 on the dev treebanks
LONGEST = 60  # words of a sentence that is learned from or read
SHARES = {"../news/current_events": 0.85, "text/reuters21578": 0.2, "text/whitehouse": 0.015}  # that it reads
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


def hashed(word: str) -> list[int]:
    """The rows of a word in the four tables."""
    lower = word.lower()
    parts = {"word": lower, "suffix": lower[-3:], "prefix": lower[:3], "shape": word_shape(word)}
    return [zlib.crc32(parts[name].encode()) % rows for name, rows in ROWS.items()]


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
    """Encoder and heads. A sentence enters with a mark before its first word."""

    def __init__(self, vector_width: int, answers: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.answers = [list(kind) for kind in answers]  # labels of arcs, tags, morphology
        self.places = [{answer: place for place, answer in enumerate(kind)} for kind in answers]
        self.tables = nn.ModuleList(nn.Embedding(ROWS[name], WIDTHS[name]) for name in ROWS)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        width = sum(WIDTHS.values()) + vector_width
        self.start = nn.Parameter(torch.randn(width) * 0.3)
        self.encoder = nn.ModuleList(nn.LSTM(size, HIDDEN, bidirectional=True) for size in (width, 2 * HIDDEN))
        self.arcs = Biaffine(2 * HIDDEN, 256)
        self.deps = Biaffine(2 * HIDDEN, 96, len(self.answers[0]))
        self.tags = nn.ModuleList(
            nn.Sequential(nn.Linear(2 * HIDDEN, 128), nn.GELU(), nn.Dropout(DROP), nn.Linear(128, len(kind)))
            for kind in self.answers[1:]
        )

    def encode(self, rows: Tensor, vectors: Tensor) -> Tensor:
        """(batch, words, 4) rows and (batch, words, width) vectors to (batch, 1 + words, 2 * HIDDEN)."""
        parts = [table(rows[..., i]) for i, table in enumerate(self.tables)]
        if self.training:  # a word now and then unknown: its pieces must do
            parts[0] = parts[0] * (torch.rand(rows.shape[:2]) > 0.2).unsqueeze(-1)
        words = torch.cat([*parts, vectors], -1)
        states = torch.cat([self.start.expand(len(rows), 1, -1), words], 1).transpose(0, 1)
        for layer in self.encoder:
            states = layer(self.drop(states))[0]
        return self.drop(states).transpose(0, 1).float()

    def drop(self, states: Tensor) -> Tensor:
        """Dropout that leaves out the same features of every word of a sentence (Gal and Ghahramani 2016)."""
        if not self.training:
            return states
        mask = (torch.rand(states.shape[1:]) > DROP) / (1 - DROP)
        return states * mask

    def arc_scores(self, encoded: Tensor) -> Tensor:
        """(batch, words, 1 + words): how well each position heads each word."""
        dependent, head = self.arcs.ends(encoded)
        return torch.einsum("bix,xy,bjy->bij", dependent[:, 1:], self.arcs.weights[0], head)

    def dep_scores(self, encoded: Tensor, heads: Tensor) -> Tensor:
        """(batch, words, labels) of the arcs to the given heads."""
        dependent, head = self.deps.ends(encoded)
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        return torch.einsum("bix,lxy,biy->bil", dependent[:, 1:], self.deps.weights, chosen)

    def loss(self, rows: Tensor, vectors: Tensor, heads: Tensor, labels: Tensor) -> Tensor:
        """Cross entropy of heads, labels, tags and morphology, a mean over words."""
        encoded = self.encode(rows, vectors)
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
        self, rows: Tensor, vectors: Tensor, heads: Tensor, labels: Tensor, *, voice: float = VOICE
    ) -> tuple[Tensor, list[Tensor]]:
        """The best head of each word, and the best label, tag and morphology.

        `heads` and `labels` are a second reader's answers, which gain `voice` in log probability.
        """
        encoded = self.encode(rows, vectors)
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


class Words:
    """Rows and vectors of words, each looked up once."""

    def __init__(self, nlp: Language) -> None:
        self.vectors = nlp.vocab.vectors
        self.known: dict[str, tuple[list[int], np.ndarray]] = {}

    def tensors(self, batch: list[Sentence]) -> tuple[Tensor, Tensor]:
        """(batch, words, 4) and (batch, words, width)."""
        new = sorted({word for item in batch for word in item.words} - self.known.keys())
        if new:
            table = self.vectors.get_batch([word.lower() for word in new])
            self.known.update((word, (hashed(word), row)) for word, row in zip(new, table, strict=True))
        rows = torch.tensor([[self.known[word][0] for word in item.words] for item in batch])
        vectors = np.stack([np.stack([self.known[word][1] for word in item.words]) for item in batch])
        return rows, torch.from_numpy(vectors) / 3


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
def evaluate(model: Teacher, items: list[Sentence], words: Words) -> dict[str, float]:
    """LAS with punctuation and tag accuracy of the teacher alone, each sentence by itself."""
    model.eval()
    right = tagged = total = 0
    for batch in batches(items, None):
        gold = answers_of(model, batch)
        nobody = [torch.zeros_like(answer) for answer in gold]
        heads, best = model.read(*words.tensors(batch), *nobody, voice=0.0)
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
    words = Words(nlp)
    model = Teacher(nlp.vocab.vectors.shape[1], answers)
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.95), weight_decay=0.01)
    rng = random.Random(SEED)
    steps = EPOCHS * len(list(batches(known, None)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / 200) * max(0.02, 1 - step / steps)
    )
    began = time.time()
    for epoch in range(EPOCHS):
        changed = (augmented(doc, rng) for doc in docs)
        items = [item for item in sentences(changed) if len(item.words) <= LONGEST]
        total = 0.0
        for batch in batches(items, rng):
            rows, vectors = words.tensors(batch)
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = model.loss(rows, vectors, *answers_of(model, batch))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(model)
            total += loss.item() * rows.shape[0] * rows.shape[1]
        words_read = sum(len(item.words) for item in items)
        figures = {name: evaluate(mean.module, items, words) for name, items in dev.items()}
        print(epoch, f"{time.time() - began:.0f} s", round(total / words_read, 3), figures, flush=True)
        torch.save({"answers": answers, "weights": mean.module.state_dict()}, out)


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
    words = Words(second)
    for part in minibatch(ready_docs(second, texts), 2000):
        docs = [doc for doc in second.pipe(part, disable=["ner", "trainable_lemmatizer"])]
        split = [list(sentences([doc])) for doc in docs]
        analyses: dict[int, Sentence] = {}
        for batch in batches([sentence for parts in split for sentence in parts], None):
            heads, best = model.read(*words.tensors(batch), *answers_of(model, batch))
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
    training.add_argument("vectors")
    training.add_argument("out", type=Path)
    reading.add_argument("model", type=Path)
    reading.add_argument("second", type=Path, help="the pipeline that reads beside the teacher")
    reading.add_argument("out", type=Path)
    options = arguments.parse_args()
    torch.set_num_threads(1)  # and so the same sums in the same order
    torch.manual_seed(SEED)
    if options.task == "train":
        nlp = spacy.blank("en")
        nlp.vocab.vectors = read_vectors(nlp, options.vectors)
        train(nlp, options.out)
        return
    second = load(options.second)
    state = torch.load(options.model)
    model = Teacher(second.vocab.vectors.shape[1], state["answers"])
    model.load_state_dict(state["weights"])
    silver = DocBin(attrs=["ORTH", "SPACY", "HEAD", "DEP", "TAG", "POS", "MORPH", "SENT_START"])
    for doc in read(second, model, dict.fromkeys(bulk_paragraphs(SHARES))):
        silver.add(doc)
    silver.to_disk(options.out)
    print(len(silver), "paragraphs", flush=True)


if __name__ == "__main__":
    main()
