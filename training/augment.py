"""What news looks like and the corpora do not: headlines, capitals, sentences without a full stop, carelessness.

Each function takes a gold `Doc` and gives another one with other words and the same analysis, but without lemmas where
the case changes: they would teach the lemmatiser a rule for every word.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from spacy.tokens import Doc, Token

SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
SHARES = ((0.2, "news_present"), (0.05, "headline"), (0.04, "capitals"), (0.03, "lower"), (0.05, "no_full_stop"))


def augmented(doc: Doc, rng: random.Random) -> Doc:
    """`doc`, or now and then a variant of it."""
    chance = rng.random()
    for share, name in SHARES:
        if chance < share:
            return VARIANTS[name](doc)
        chance -= share
    return doc


def headline(doc: Doc) -> Doc:
    """Ministers Sign Agreement With Norway."""
    words = [
        word if i and word.lower() in SMALL_WORDS else word[:1].upper() + word[1:]
        for i, word in enumerate(token.text for token in doc)
    ]
    return no_full_stop(_rewritten(doc, words, lemmas=False))


def capitals(doc: Doc) -> Doc:
    """MINISTERS SIGN AGREEMENT WITH NORWAY."""
    words = [token.text.upper() for token in doc]
    return _rewritten(doc, words, lemmas=False) if _same_lengths(doc, words) else doc


def lower(doc: Doc) -> Doc:
    """ministers sign agreement with norway."""  # noqa: D403
    words = [token.text.lower() for token in doc]
    return _rewritten(doc, words, lemmas=False) if _same_lengths(doc, words) else doc


def no_full_stop(doc: Doc) -> Doc:
    """The last sentence without its full stop."""
    last = len(doc) - 1
    if last < 1 or doc[last].text != "." or (doc.has_annotation("DEP") and any(doc[last].children)):
        return doc
    return _rewritten(doc, [token.text for token in doc][:last])


def news_present(doc: Doc) -> Doc:
    """Ministers sign agreements: the past told in the present, as headlines and chronicles tell it.

    Treebanks have few of "Russia bombs Aleppo", and a parser that has not seen them reads "bombs" as a noun.
    """
    if not doc.has_annotation("DEP"):
        return doc
    words, tags, morphs = ([getattr(t, name) for t in doc] for name in ("text", "tag_", "morph"))
    for token in doc:
        if token.tag_ == "VBD" and token.lemma_ and token.text.islower():
            singular = _has_singular_subject(token)
            words[token.i] = _present(token.lemma_.lower(), token.lower_, singular=singular)
            tags[token.i] = "VBZ" if singular else "VBP"
            number = "Number=Sing|Person=3|" if singular else ""
            morphs[token.i] = f"Mood=Ind|{number}Tense=Pres|VerbForm=Fin"
    changed = _rewritten(doc, words)
    for token, tag, morph in zip(changed, tags, morphs, strict=True):
        token.tag_ = tag
        token.set_morph(str(morph))
    return changed


def _has_singular_subject(verb: Token) -> bool:
    while True:
        subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubj:pass", "expl"}]
        if subjects or verb.dep_ not in {"conj", "aux", "aux:pass", "cop"}:
            break
        verb = verb.head
    if not subjects or any(child.dep_ == "conj" for child in subjects[0].children):
        return False
    return subjects[0].tag_ in {"NN", "NNP", "DT", "WDT", "WP"} or subjects[0].lower_ in {"he", "she", "it", "there"}


def _present(lemma: str, past: str, *, singular: bool) -> str:
    if lemma == "be":
        return "is" if singular else "are"
    if not singular or lemma != lemma.strip() or past == "d":
        return lemma
    if lemma in {"have", "do", "go"}:
        return {"have": "has", "do": "does", "go": "goes"}[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")


VARIANTS: dict[str, Callable[[Doc], Doc]] = {
    "headline": headline,
    "capitals": capitals,
    "lower": lower,
    "no_full_stop": no_full_stop,
    "news_present": news_present,
}


def _same_lengths(doc: Doc, words: list[str]) -> bool:
    return all(len(token) == len(word) for token, word in zip(doc, words, strict=True))


def _rewritten(doc: Doc, words: list[str], *, lemmas: bool = True) -> Doc:
    """`doc` with other words; if there are fewer of them, without its last tokens."""
    tokens = doc[: len(words)]
    spaces = [bool(token.whitespace_) for token in tokens]
    entities = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else t.ent_iob_ for t in tokens]
    if not doc.has_annotation("DEP"):
        return Doc(doc.vocab, words=words, spaces=spaces, ents=entities)
    return Doc(
        doc.vocab,
        words=words,
        spaces=spaces,
        heads=[token.head.i for token in tokens],
        deps=[token.dep_ for token in tokens],
        tags=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        morphs=[str(token.morph) for token in tokens],
        lemmas=[token.lemma_ if lemmas else "" for token in tokens],
    )
