"""Forms: the lemma of a verb or noun that kg knows, from its form alone.

A lemmatizer believes the tagger, which takes the verbs of headlines for nouns, and one that was trained errs on rarer
words ("massed", "froze"); a frame whose word is not recognised is lost. So every verb and noun that stands in the data
is inflected here, by the rules of English spelling and the list of irregular verbs, and a form found in these tables
beats the lemmatizer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from kg.extract.lexicon import load_lexicon
from kg.resources import DATA

_VOWELS = "aeiou"


@cache
def verb_forms(folder: Path = DATA) -> Mapping[str, str]:
    """Form -> lemma, for every verb of the frames, the grammar and the status words, and every irregular verb."""
    forms: dict[str, str] = {}
    irregular: dict[str, list[str]] = {}
    for line in (folder / "irregular_verbs.txt").read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            word, *others = line.split()
            irregular[word] = others
    for word in sorted(set(_verbs(folder)) | set(irregular)):
        for form in (*_regular(word, past=word not in irregular), *irregular.get(word, ())):
            forms.setdefault(form, word)
    return forms


@cache
def noun_forms(folder: Path = DATA) -> Mapping[str, str]:
    """Plural -> singular, for every noun of the frames and of the things; not of a plural that is listed itself."""
    nouns = set(_nouns(folder))
    return {form: noun for noun in sorted(nouns) for form in _plurals(noun) if form not in nouns}


def _nouns(folder: Path) -> Iterator[str]:
    for frame in _frames(folder):
        yield from frame.get("noun", ())
        for filler in chain.from_iterable(
            value if isinstance(value, list) else [str(value)] for value in frame.values()
        ):
            yield from filler.partition("WORD:")[2].split(",")
    yield from chain.from_iterable(load_lexicon(folder).things.values())


def _plurals(noun: str) -> Iterator[str]:
    r"""The plural that spelling gives, none of a word with a blank or too short to be one.

    >>> list(_plurals("clash")), list(_plurals("ally")), list(_plurals("tank"))
    (['clashes'], ['allies'], ['tanks'])
    """
    if not noun.isalpha() or len(noun) < 3 or noun.endswith("s"):
        return
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        yield noun[:-1] + "ies"
    else:
        yield noun + ("es" if noun.endswith(("x", "z", "ch", "sh")) else "s")


def _verbs(folder: Path) -> Iterator[str]:
    for frame in _frames(folder):
        yield from (verb.split()[0] for verb in frame.get("verb", ()))
    grammar = tomllib.loads((folder / "grammar.toml").read_text(encoding="utf8"))
    for name in ("light_verbs", "happening_verbs", "subject_control", "accidents"):
        yield from (verb.split()[0] for verb in grammar[name])


@cache
def _frames(folder: Path) -> list[dict[str, Any]]:
    """The frames as they are written, read once for verbs and nouns."""
    tables = [tomllib.loads(path.read_text(encoding="utf8")) for path in sorted((folder / "frames").glob("*.toml"))]
    return [frame for table in tables for frames in table.values() for frame in frames]


def _regular(verb: str, *, past: bool) -> Iterator[str]:
    r"""The forms that spelling gives.

    >>> sorted(_regular("ship", past=True)), sorted(_regular("deny", past=True))
    (['ship', 'shiped', 'shiping', 'shipped', 'shipping', 'ships'], ['denied', 'denies', 'deny', 'denying'])
    """
    yield verb
    after_vowel = verb[-2:-1] in _VOWELS
    if verb.endswith("y") and not after_vowel:
        yield from (verb[:-1] + "ies", verb + "ing")
        if past:
            yield verb[:-1] + "ied"
        return
    yield verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    stems = [stem]
    if after_vowel and verb[-1] not in "aeiouwxy" and verb[-3:-2] not in _VOWELS:
        stems.append(verb + verb[-1])
    for each in stems:
        yield each + "ing"
        if past:
            yield each + ("d" if each.endswith("e") else "ed")
