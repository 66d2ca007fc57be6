"""Frames and classifier together: each claim with the confidence that both give it, and what only one of them saw.

frames     what a frame read; the classifier raises or lowers the confidence, and a claim that it thinks hopeless goes
learned    what the classifier proposes for two actors between whom no frame read anything
both       the two together: the default
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from kg.extract.claims import evidence, is_reportable
from kg.extract.confidence import Confidence
from kg.extract.features import Tree
from kg.extract.learned import PairModel, Proposal
from kg.model import Claim, Document, Mention
from kg.nlp.words import Text
from kg.vocabulary import Vocabulary

Extractor = Literal["frames", "learned", "both"]

DOUBTED = 0.35
"""Least confidence of a claim that a frame read, where the classifier is asked too. Chosen on items_dev."""

PROPOSED = 0.45
"""Least confidence of a claim that the classifier alone proposes. Chosen on items_dev."""

RULE = "learned"


def by_record(claims: Iterable[Claim[Mention]], confidence: Confidence) -> list[Claim[Mention]]:
    """The claims of the frames alone, each as sure as its rule has been right."""
    return [replace(claim, confidence=round(confidence.share(claim.rule, claim.relation), 3)) for claim in claims]


def doubt(
    claims: Sequence[Claim[Mention]], tree: Tree, mentions: Sequence[Mention], model: PairModel, confidence: Confidence
) -> list[Claim[Mention]]:
    """The claims of the frames that the classifier does not think hopeless, with the confidence of both.

    Of a relation that the classifier was not trained on, such as one added since, it has no opinion.
    """
    known = [claim for claim in claims if claim.relation in model.known]
    judged = [
        replace(claim, confidence=round(confidence.of_frame(claim.rule, claim.relation, claim.status, probability), 3))
        for claim, probability in zip(known, model.probabilities(tree, mentions, known), strict=True)
    ]
    unknown = by_record((claim for claim in claims if claim.relation not in model.known), confidence)
    return [claim for claim in judged if claim.confidence >= DOUBTED] + unknown


def propose(
    text: Text,
    tree: Tree,
    document: Document,
    mentions: Sequence[Mention],
    model: PairModel,
    confidence: Confidence,
    vocabulary: Vocabulary,
    *,
    known: Sequence[Claim[Mention]] = (),
) -> list[Claim[Mention]]:
    """What the classifier proposes for pairs of actors between whom nothing is `known` yet.

    A deed that a frame has read has its doer: that another actor of the sentence did the same to the same one, as the
    United States in "the US wants to isolate Moscow after its invasion of Ukraine", is not proposed.
    """
    taken = {frozenset((claim.source.code, claim.target.code)) for claim in known}
    done = {(claim.relation, _sentence(text, claim.target), claim.target.code) for claim in known}
    claims = []
    for proposal in model.propose(tree, mentions, at_least=PROPOSED, settled=taken):
        chance = confidence.of_proposal(proposal.raw) if known else proposal.probability
        reportable = is_reportable(proposal.relation, proposal.source, proposal.target, vocabulary)
        told = (proposal.relation, _sentence(text, proposal.target), proposal.target.code) in done
        if chance >= PROPOSED and reportable and (not told or vocabulary.relations[proposal.relation].symmetric):
            claims.append(_claim(proposal, chance, text, document))
    return claims


def _sentence(text: Text, mention: Mention) -> int:
    """Where the sentence of a mention begins."""
    return text[mention.head].sent.start


def _claim(proposal: Proposal, chance: float, text: Text, document: Document) -> Claim[Mention]:
    sentence = text[proposal.source.head].sent
    return Claim(
        doc=document.id,
        source=proposal.source,
        relation=proposal.relation,
        target=proposal.target,
        status=proposal.status,
        evidence=evidence(document, proposal.start, proposal.end, sentence),
        confidence=round(chance, 3),
        rule=RULE,
    )
