"""A toy parse for short sentences, so that tests of actors read like text and are deaf to model updates.

Words may carry a tag, `met/VBD`; without one, capitals are names (NNP), the words below have theirs, other words in -s
are plural nouns and the rest are nouns. The tree is the plain one: noun groups lean on their last word, the first verb
of a sentence is its root, what stands before it is its subject, what stands after it its object, what follows a
preposition an oblique of it; `and` joins the noun group before. Punctuation stands apart: "Paris , France". A `+`
before a word joins it to the one before; `'s` and `-` always join. A `¶` begins a paragraph; `"` is a
quotation mark, the second of two ends a sentence.
"""

import spacy
from spacy.tokens import Doc

_VOCAB = spacy.blank("en").vocab
_KNOWN = {
    "the": "DT", "a": "DT", "an": "DT", "both": "DT", "of": "IN", "in": "IN", "with": "IN", "to": "IN", "by": "IN",
    "from": "IN", "for": "IN", "on": "IN", "and": "CC", "or": "CC", "but": "CC", "his": "PRP$", "her": "PRP$",
    "its": "PRP$", "their": "PRP$", "he": "PRP", "she": "PRP", "it": "PRP", "they": "PRP", "him": "PRP", "them": "PRP",
    "i": "PRP", "we": "PRP", "my": "PRP$", "our": "PRP$", '"': "``", ":": ":",
    "us": "PRP", "'s": "POS", ",": ",", ".": ".", "(": "-LRB-", ")": "-RRB-", "-": "HYPH", "former": "JJ", "two": "CD",
    "three": "CD", "new": "JJ", "armed": "JJ", "foreign": "JJ", "prime": "JJ",
    "met": "VBD", "said": "VBD", "left": "VBD", "bought": "VBD", "attacked": "VBD", "visited": "VBD", "praised": "VBD",
    "resigned": "VBD", "signed": "VBD", "based": "VBN", "backed": "VBN", "led": "VBN", "made": "VBN",
}  # fmt: skip
_NOMINAL = {"JJ", "NN", "NNS", "NNP", "NNPS", "CD", "VBN", "HYPH"}
_NOUN = {"NN", "NNS", "NNP", "NNPS", "PRP"}


def toy(text: str, *, persons: tuple[str, ...] = (), adjectives: tuple[str, ...] = ()) -> Doc:
    """The Doc of a text; `persons` are recognised names, `adjectives` capitalised words that are tagged JJ."""
    words, tags, glued = [], [], []
    for part in text.split():
        word, _, tag = part.partition("/")
        word, tag = ("\n\n", "_SP") if word == "¶" else (word, tag)
        glue = word.startswith("+") or word in ("'s", "-", ",", ".", ")") or (words and words[-1] in ("-", "("))
        word = word.removeprefix("+")
        words.append(word)
        glued.append(bool(glue))
        tags.append(tag or ("JJ" if word in adjectives else _tag(word)))
    heads, deps = [0] * len(words), [""] * len(words)
    start = 0
    for at, word in enumerate(words):
        closed = word == '"' and words[: at + 1].count('"') % 2 == 0
        if word in (".", "\n\n") or closed or at == len(words) - 1:
            _parse(tags, heads, deps, words, start, at + 1)
            start = at + 1
    spaces = [not after for after in [*glued[1:], True]]
    lemmas = [_lemma(word) for word in words]
    doc = Doc(_VOCAB, words=words, spaces=spaces, tags=tags, heads=heads, deps=deps, lemmas=lemmas)
    found = [(doc.text.index(name), name) for name in persons if name in doc.text]
    doc.set_ents([doc.char_span(at, at + len(name), label="PERSON") for at, name in found])
    return doc


def _tag(word: str) -> str:
    known = _KNOWN.get(word.lower())
    if known and (
        word[0].islower()
        or word.lower() in ("the", "a", "both", "he", "she", "it", "they", "we", "i", "our", "two", "former")
    ):
        return known
    if known and not word[0].isalpha():
        return known
    if word[0].isupper():
        return "NNP"
    return "NNS" if word.endswith("s") else "NN"


def _lemma(word: str) -> str:
    return {"visited": "visit", "met": "meet", "flew": "fly"}.get(word.lower(), word.lower())


def _parse(tags: list[str], heads: list[int], deps: list[str], words: list[str], start: int, end: int) -> None:
    inside = range(start, end)
    root = next((at for at in inside if tags[at] in ("VBD", "VBZ", "VBP")), None)
    groups = []  # [first, last] of noun groups
    at = start
    while at < end:
        last = at
        while tags[at] in _NOMINAL and last + 1 < end and tags[last + 1] in _NOMINAL:
            last += 1
        if tags[last] in _NOUN or tags[last] in _NOMINAL:
            groups.append((at, last))
        at = last + 1
    if root is None:
        root = groups[-1][1] if groups else start
    for at in inside:
        heads[at], deps[at] = root, "punct"
    deps[root] = "ROOT"
    before = None
    for first, last in groups:
        for at in range(first, last):
            heads[at], deps[at] = last, "amod" if tags[at] == "JJ" else "compound"
        if last == root:
            continue
        left = first - 1
        while left > start and tags[left] in ("DT", "PRP$"):
            heads[left], deps[left] = last, "nmod:poss" if tags[left] == "PRP$" else "det"
            left -= 1
        if left >= start and tags[left] in ("DT", "PRP$"):
            heads[left], deps[left] = last, "nmod:poss" if tags[left] == "PRP$" else "det"
        if last + 1 < end and tags[last + 1] == "POS":
            owned = next((group[1] for group in groups if group[0] > last), root)
            heads[last], deps[last] = owned, "nmod:poss"
        elif left >= start and tags[left] == "CC" and before is not None:
            heads[last], deps[last] = before, "conj"
            heads[left], deps[left] = last, "cc"
        elif left >= start and tags[left] == "IN":
            of = words[left] == "of" and before is not None
            heads[last], deps[last] = (before, "nmod") if of else (root, "obl")
            heads[left], deps[left] = last, "case"
        elif left >= start and tags[left] == "," and before is not None:
            heads[last], deps[last] = before, "appos"
        else:
            deps[last] = "nsubj" if last < root else "obj"
        if deps[last] not in ("conj", "appos", "nmod", "nmod:poss"):
            before = last
