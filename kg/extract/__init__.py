"""From a `Doc` to claims between mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from kg.extract.claims import distinct, read_claims
from kg.extract.combine import Extractor, by_record, doubt, propose
from kg.extract.confidence import Confidence, load_confidence
from kg.extract.frames import Frames, load_frames
from kg.extract.learned import PairModel, load_model
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.offices import read_offices
from kg.model import Claim, Document, Mention
from kg.nlp.gazetteer import Gazetteer, load_gazetteer
from kg.nlp.words import text_of
from kg.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True)
class Knowledge:
    """All that extraction knows before it reads: tables, word lists, frames, classifier, vocabulary."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    frames: Frames
    model: PairModel
    confidence: Confidence
    vocabulary: Vocabulary


@cache
def load_knowledge() -> Knowledge:
    """The shipped knowledge. Raises DataError where data/ or ontology/ contradicts itself."""
    return Knowledge(
        load_gazetteer(), load_lexicon(), load_frames(), load_model(), load_confidence(), load_vocabulary()
    )


def extract(
    doc: Doc,
    document: Document,
    mentions: Sequence[Mention],
    knowledge: Knowledge,
    extractor: Extractor = "both",
    *,
    undecided: bool = False,
) -> list[Claim[Mention]]:
    """Every claim of one document in the order of the text; offices are read by whichever `extractor`.

    With `undecided`, also what frames read of persons whose state the document does not tell (see `kg.settle`).
    """
    model, confidence, vocabulary = knowledge.model, knowledge.confidence, knowledge.vocabulary
    text = text_of(doc)
    claims: list[Claim[Mention]] = []
    if extractor != "learned":
        frames, lexicon = knowledge.frames, knowledge.lexicon
        claims = list(read_claims(text, document, mentions, frames, lexicon, vocabulary, undecided=undecided))
    if extractor == "frames":
        claims = by_record(claims, confidence)
    elif extractor == "learned":
        claims = propose(text, model.tree(text), document, mentions, model, confidence, vocabulary)
    else:
        tree = model.tree(text)
        claims = doubt(claims, tree, mentions, model, confidence)
        claims += propose(text, tree, document, mentions, model, confidence, vocabulary, known=claims)
    offices = read_offices(text, document, mentions, knowledge.gazetteer, confidence, vocabulary)
    return distinct([*claims, *offices], vocabulary)
