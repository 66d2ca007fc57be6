"""From a `Doc` to claims between mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from kg.extract.claims import distinct, read_claims
from kg.extract.frames import Frames, load_frames
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.offices import read_offices
from kg.model import Claim, Document, Mention
from kg.nlp.gazetteer import Gazetteer, load_gazetteer
from kg.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True)
class Knowledge:
    """All that extraction knows before it reads: tables, word lists, frames, vocabulary."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    frames: Frames
    vocabulary: Vocabulary


@cache
def load_knowledge() -> Knowledge:
    """The shipped knowledge. Raises DataError where data/ or ontology/ contradicts itself."""
    return Knowledge(load_gazetteer(), load_lexicon(), load_frames(), load_vocabulary())


def extract(doc: Doc, document: Document, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Claim[Mention]]:
    """Every claim of one document, one for each distinct (source, relation, target, status), in the order of the text."""
    claims = [
        *read_claims(doc, document, mentions, knowledge.frames, knowledge.lexicon, knowledge.vocabulary),
        *read_offices(doc, document, mentions, knowledge.gazetteer, knowledge.vocabulary),
    ]
    return distinct(claims, knowledge.vocabulary)
