"""Verb forms: the lemma of a verb that kg knows, from its form alone.

The small lemmatizer of the pipeline errs on rarer verbs ("massed", "froze"), and a frame whose verb is not recognised
is lost. So every verb that stands in the data is inflected here, by the rules of English spelling and the list of
irregular verbs, and a form found in that table beats the lemmatizer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

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


def _verbs(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "frames").glob("*.toml")):
        for frames in tomllib.loads(path.read_text(encoding="utf8")).values():
            for frame in frames:
                yield from (verb.split()[0] for verb in frame.get("verb", ()))
    grammar = tomllib.loads((folder / "grammar.toml").read_text(encoding="utf8"))
    for name in ("light_verbs", "happening_verbs", "subject_control"):
        yield from (verb.split()[0] for verb in grammar[name])


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
