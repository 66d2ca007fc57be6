"""The tokenizer: spaCy's English one, with what the treebanks write otherwise: `build(nlp)` changes `nlp` in place.

Compounds are words of their own in Universal Dependencies ("oil - rich"), but a prefix stays with its word
("anti-government"), as do runs of marks ("!!!"), numbers that are called or dated ("555-0100", "2-3-2001") and
abbreviations with their full stop ("Sat."). Which prefixes and abbreviations is counted in the training files.
A prefix before a name is kept apart ("anti - American"): those who read names look for the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import corpora
from spacy.lang.en import English
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokens import Doc
from spacy.util import compile_suffix_regex

TREEBANKS = ("ewt-train", "gum-train")
MARKS = r"(?:[!?.]{2,}|" + "|".join(rf"{re.escape(mark)}{{2,}}" for mark in "-*_=~#<>$") + ")"
NUMBERS = r"\d{3}-\d{4}|\d+-\d+-\d+(-\d+)?|\d{1,2}-[A-Z][a-z]{2}-\d{2,4}"


def written(docs: Iterable[Doc]) -> Iterator[tuple[str, bool]]:
    """Every word with a hyphen or a full stop, and whether it is one token. A word is what stands between spaces."""
    for doc in docs:
        begin = 0
        for token in doc:
            if token.whitespace_ or token.i + 1 == len(doc):
                word = doc[begin : token.i + 1]
                yield word.text, len(word) == 1
                begin = token.i + 1


def mostly_whole(words: Iterable[tuple[str, bool]], least: int, share: float) -> list[str]:
    """Those that are met at least `least` times, at least this `share` of them as one token."""
    counts, whole = Counter[str](), Counter[str]()
    for word, is_whole in words:
        counts[word] += 1
        whole[word] += is_whole
    return sorted(word for word, n in counts.items() if n >= least and whole[word] >= share * n)


def prefixes(words: Iterable[tuple[str, bool]]) -> list[str]:
    """What stays with the word behind the hyphen, whatever word that is: each counts once."""
    hyphened = re.compile(r"([A-Za-z]+)-[a-z]+")
    kinds = sorted(set(words))
    found = ((match[1].lower(), whole) for word, whole in kinds if (match := hyphened.fullmatch(word)))
    return mostly_whole(found, 3, 0.8)


def abbreviations(words: Iterable[tuple[str, bool]]) -> list[str]:
    """What keeps its full stop; not "no.", which is mostly an answer where it ends a sentence."""
    found = ((word, whole) for word, whole in words if re.fullmatch(r"[A-Z][a-z]{1,4}\.|[a-z]{2,4}\.", word))
    return [word for word in mostly_whole(found, 3, 0.5) if word.lower() != "no."]


def build(nlp: Language) -> None:
    """Give `nlp` the tokenizer."""
    blank = English()
    words = [each for name in TREEBANKS for each in written(corpora.treebank(blank, name))]
    kept = "|".join(prefixes(words))
    tokenizer = blank.tokenizer
    tokenizer.suffix_search = compile_suffix_regex([MARKS, *blank.Defaults.suffixes]).search
    tokenizer.token_match = re.compile(rf"(?:{MARKS}|{NUMBERS}|(?i:{kept})-[a-z]+)\Z").match
    tokenizer.rules = {word: parts for word, parts in tokenizer.rules.items() if word != "and/or"}
    for word in abbreviations(words):
        tokenizer.add_special_case(word, [{ORTH: word}])
    nlp.tokenizer.from_bytes(tokenizer.to_bytes(exclude=["vocab"]), exclude=["vocab"])
