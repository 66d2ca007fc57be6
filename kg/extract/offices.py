"""Who holds which office: `represents` claims from the offices that the text itself gives to persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.actors import acts_for
from kg.extract.claims import evidence
from kg.model import Claim, Document, Mention
from kg.nlp.gazetteer import Gazetteer
from kg.nlp.words import Text
from kg.vocabulary import Vocabulary

CONFIDENCE = 0.9


def read_offices(
    text: Text, document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Iterator[Claim[Mention]]:
    """One claim for each person to whom the text gives an office of a state or of an organisation of states."""
    relation = vocabulary.office_relation
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        if mention.office is None or not acts_for(mention.code) or (mention.name, mention.code) in seen:
            continue
        seen.add((mention.name, mention.code))
        first, _ = text.tokens(mention.start, mention.end)
        known = gazetteer.organisations.get(mention.code)
        name, kind = gazetteer.display_name(mention.code), known.kind if known else "state"
        yield Claim(
            doc=document.id,
            source=mention,
            relation=relation,
            target=replace(mention, name=name, kind=kind, how="office", office=None),
            status="asserted",
            evidence=evidence(document, mention.start, mention.end, text[first].sent),
            confidence=CONFIDENCE,
            rule=f"office.{mention.how}".replace(" ", "-"),
        )
