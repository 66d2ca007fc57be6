"""Trees built by hand: `word/TAG/dep>head` for each token, the head by its word (`@3` by its index)."""

import spacy
from spacy.tokens import Doc

from kg.model import Mention

_VOCAB = spacy.blank("en").vocab
_TAGS = {
    "NOUN": "NN NNS", "PROPN": "NNP NNPS", "ADJ": "JJ JJR JJS", "ADP": "IN RP", "PART": "TO POS", "DET": "DT",
    "NUM": "CD", "ADV": "RB RBR", "AUX": "MD", "PRON": "PRP PRP$ WDT WP", "CCONJ": "CC",
    "SYM": "$", "PUNCT": ", . HYPH",
}  # fmt: skip
_POS = {tag: pos for pos, tags in _TAGS.items() for tag in tags.split()}
_FORMS = {
    "meet": "met", "hold": "held", "be": "was is were are", "say": "said",
    "sell": "sold", "have": "had has", "begin": "began",
    "plan": "planned", "schedule": "scheduled", "attack": "attacked", "sign": "signed signs", "talk": "talks",
    "order": "ordered", "impose": "imposed", "suspend": "suspends", "condemn": "condemned", "agree": "agreed",
    "take": "took", "launch": "launched", "visit": "visits", "buy": "bought", "sanction": "sanctions",
    "supplier": "suppliers", "importer": "importers", "sale": "sales", "missile": "missiles",
}  # fmt: skip
_LEMMAS = {form: lemma for lemma, forms in _FORMS.items() for form in forms.split()}


def tree(text: str, *, entities: tuple[tuple[str, str], ...] = ()) -> Doc:
    """The Doc of a text of `word/TAG/dep>head` tokens; "+" before a token joins it to the one before."""
    parts = [token.rsplit("/", 2) for token in text.split()]
    glued = [word.startswith("+") for word, _, _ in parts]
    words = [word.removeprefix("+") for word, _, _ in parts]
    links = [link.partition(">") for _, _, link in parts]
    heads = [i if not head else _index(head, words) for i, (_, _, head) in enumerate(links)]
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=[not after for after in [*glued[1:], True]],
        tags=[tag for _, tag, _ in parts],
        pos=[_pos(tag, dep) for (_, tag, _), (dep, _, _) in zip(parts, links, strict=True)],
        lemmas=[_LEMMAS.get(word.lower(), word.lower()) for word in words],
        heads=heads,
        deps=[dep for dep, _, _ in links],
    )
    doc.set_ents([_entity(doc, name, label) for name, label in entities])
    return doc


def mention(doc: Doc, words: str, code: str, kind: str = "state", how: str = "state name", **more) -> Mention:
    """A mention of the first place where the words stand in the Doc; `more` sets the other fields of a Mention."""
    start = doc.text.index(words)
    span = doc.char_span(start, start + len(words))
    known = {"head": span.root.i, "name": words} | more
    return Mention(start=start, end=start + len(words), text=words, code=code, kind=kind, how=how, **known)


def _index(head: str, words: list[str]) -> int:
    return int(head[1:]) if head.startswith("@") else words.index(head)


def _pos(tag: str, dep: str) -> str:
    if tag.startswith("VB"):
        return "AUX" if dep in {"aux", "aux:pass", "cop"} else "VERB"
    return _POS[tag]


def _entity(doc: Doc, name: str, label: str):
    start = doc.text.index(name)
    return doc.char_span(start, start + len(name), label=label)
