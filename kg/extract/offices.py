"""Who holds which office: `represents` claims from the offices that the text itself gives to persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.actors import acts_for
from kg.extract.claims import evidence
from kg.extract.confidence import Confidence
from kg.model import Claim, Document, Mention
from kg.nlp.gazetteer import Gazetteer
from kg.nlp.words import Text
from kg.vocabulary import Vocabulary


def read_offices(
    text: Text,
    document: Document,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    confidence: Confidence,
    vocabulary: Vocabulary,
) -> Iterator[Claim[Mention]]:
    """One claim for each person to whom the text gives an office of a state or of an organisation of states.

    It is as sure as offices told in that way have been right.
    """
    relation = vocabulary.office_relation
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        if mention.office is None or not acts_for(mention.code) or (mention.name, mention.code) in seen:
            continue
        seen.add((mention.name, mention.code))
        first, _ = text.tokens(mention.start, mention.end)
        known = gazetteer.organisations.get(mention.code)
        name, kind = gazetteer.display_name(mention.code), known.kind if known else "state"
        rule = f"office.{mention.how}".replace(" ", "-")
        yield Claim(
            doc=document.id,
            source=mention,
            relation=relation,
            target=replace(mention, name=name, kind=kind, how="office", office=None),
            status="asserted",
            evidence=evidence(document, mention.start, mention.end, text[first].sent),
            confidence=round(confidence.share(rule, relation), 3),
            rule=rule,
        )
