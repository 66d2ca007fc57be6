"""Claims in one order, each once: the same list whatever the order of documents and workers."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Actor, Claim

ClaimKey = tuple[str, int, int, str, str, str, str]


def claim_key(claim: Claim[Actor]) -> ClaimKey:
    """What makes a claim this one and no other: where it is told, who does what to whom, and its status."""
    evidence = claim.evidence
    return (
        claim.doc,
        evidence.start,
        evidence.end,
        claim.relation,
        claim.source.id,
        claim.target.id,
        claim.status,
    )


def in_order(claims: Iterable[Claim[Actor]]) -> list[Claim[Actor]]:
    """Claims sorted by document and place in it; of claims with the same key only the surest is kept."""
    ordered = sorted(claims, key=lambda claim: (claim_key(claim), -claim.confidence, claim.rule, claim.when or ""))
    return list({claim_key(claim): claim for claim in reversed(ordered)}.values())[::-1]
