"""The classifier's word knowledge: `data/learned/triggers.toml`, which sorts words by what they do between actors."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.resources import DATA

Classes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Triggers:
    """Word classes by lemma.

    `verbs` and `nouns`: acts that the word names. `pairs`: acts of a word with a word that hangs on it. `light` and
    `things`: classes of light verbs and of the nouns they take; `joined`: the act of a light class with a thing.
    `operators`: what a word above a deed makes of it. `actors`: kinds of actors. `tone`: +, - or 0 of an act.
    """

    verbs: Classes
    nouns: Classes
    pairs: Mapping[tuple[str, str], tuple[str, ...]]
    light: Classes
    things: Classes
    joined: Mapping[tuple[str, str], str]
    operators: Classes
    actors: Classes
    tone: Mapping[str, str]
    verb_forms: Mapping[str, str]
    noun_forms: Mapping[str, str]

    def lemma(self, form: str, part_of_speech: str, lemma: str) -> str:
        """The lemma of a word that the lists know in one of its forms (taggers and lemmatisers err), else `lemma`."""
        first, second = (self.noun_forms, self.verb_forms)
        if part_of_speech in {"VERB", "AUX"}:
            first, second = second, first
        return first.get(form) or second.get(form) or lemma


@cache
def load_triggers(path: Path = DATA / "learned/triggers.toml") -> Triggers:
    """Read the word classes. Raises DataError where a row of [joined] names a class that does not exist."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf8"))
    except FileNotFoundError as error:
        raise DataError(f"{path} is missing: it belongs to kg's data; install kg again or restore the file.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error
    acts = table["acts"]
    verbs, pairs = _by_word({act: entry["verbs"] for act, entry in acts.items()})
    nouns, _ = _by_word({act: entry["nouns"] for act, entry in acts.items()})
    light, light_pairs = _by_word(table["light"])
    operators, operator_pairs = _by_word(table["operators"])
    joined = {}
    for row, act in table["joined"].items():
        verb, _, thing = row.partition("+")
        for name, known in ((verb, table["light"]), (thing, table["nouns"]), (act, acts)):
            if name not in known:
                raise DataError(f'{path}, [joined], "{row}" = "{act}": there is no class "{name}".')
        joined[verb, thing] = act
    known_pairs = pairs | light_pairs | operator_pairs
    irregular = {base: forms.split() for base, forms in table["irregular"].items()}
    things, actors = _by_word(table["nouns"])[0], _by_word(table["actors"])[0]
    return Triggers(
        verbs=verbs,
        nouns=nouns,
        pairs=pairs
        | {pair: tuple(f"light:{name}" for name in names) for pair, names in light_pairs.items()}
        | {pair: tuple(f"operator:{name}" for name in names) for pair, names in operator_pairs.items()},
        light=light,
        things=things,
        joined=joined,
        operators=operators,
        actors=actors,
        tone={act: entry["tone"] for act, entry in acts.items()},
        verb_forms=_forms({*verbs, *light, *operators, *(word for word, _ in known_pairs)}, _verb_forms, irregular),
        noun_forms=_forms({*nouns, *things, *actors}, _noun_forms, {}),
    )


def _by_word(lists: Mapping[str, str]) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], tuple[str, ...]]]:
    """Classes by single word, and by word with a word that hangs on it ("a+b")."""
    single: dict[str, list[str]] = {}
    double: dict[tuple[str, str], list[str]] = {}
    for name, words in lists.items():
        for entry in words.split():
            word, _, dependent = entry.partition("+")
            names = double.setdefault((word, dependent), []) if dependent else single.setdefault(word, [])
            if name not in names:
                names.append(name)
    return {w: tuple(n) for w, n in single.items()}, {w: tuple(n) for w, n in double.items()}


def _forms(
    words: Iterable[str], inflect: Callable[[str], list[str]], irregular: Mapping[str, list[str]]
) -> dict[str, str]:
    """Every form of every word → the word. A form that is itself a word of the list stays itself."""
    forms: dict[str, str] = {}
    listed = sorted(set(words))
    for word in listed:
        forms[word] = word
    for word in listed:
        for form in irregular.get(word) or inflect(word):
            forms.setdefault(form, word)
        for form in inflect(word):
            forms.setdefault(form, word)
    return forms


def _noun_forms(word: str) -> list[str]:
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return [word[:-1] + "ies"]
    return [word + "es"] if word.endswith(("s", "x", "z", "ch", "sh")) else [word + "s"]


def _verb_forms(word: str) -> list[str]:
    """Regular English inflection, with the last consonant doubled and not (cancelled, canceled)."""
    if word.endswith("e"):
        return [word + "s", word + "d", word[:-1] + "ing"]
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return [word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    forms = [*_noun_forms(word), word + "ed", word + "ing"]
    if word[-1:] not in tuple("aeiouwxy") and word[-2:-1] in tuple("aeiou"):
        forms += [word + word[-1] + "ed", word + word[-1] + "ing"]
    return forms
