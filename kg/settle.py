"""What one document says of a person's office is remembered for the other documents of the same build.

"Sergei Shoigu, Russia's defence minister" in one document is a `represents` claim, and with the date of its document it
is evidence of an office. Where another document only says "Shoigu", its claims are *open*: the reading of that document
alone gives him no state (`?.shoigu`) or only a surname (`RUS.shoigu`). `settle` closes them, once everything is read:

1. evidence    every `represents` claim of a person, dated by its document
2. is open     a claim with a person of no known state, or known by surname alone
3. who fits    evidence of the same name, not more than a year away; a bare surname fits whoever has it
4. settled     if all that fits is one person of one state; else the claim stays as it is

What a document says is a function of that document, and what `settle` makes of all of them is a function of the set:
neither the order of documents nor the way that they came together matters. So a folder keeps open claims as they were
read (`kg.folder`) and settles them anew whenever a document comes or goes. A settled claim is as sure as the claim and
the office together, and its rule says that the office is from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kg.articles import Article
from kg.claims import claim_key
from kg.extract.claims import is_reportable
from kg.model import Actor, Claim
from kg.resolve import sound_key
from kg.times import Bounds, bounds
from kg.vocabulary import Vocabulary

NEAR = 366
"""Days between a document and the evidence of an office: most terms are longer."""

ELSEWHERE = "+office-elsewhere"
"""The end of the rule of a settled claim."""


class _Office(NamedTuple):
    """A person in an office of `code`, as a document of `time` says."""

    code: str
    id: str
    name: str
    time: Bounds | None
    confidence: float


def is_open(claim: Claim[Actor]) -> bool:
    """Whether another document may tell more of a person in this claim: whose the person is, or the full name."""
    return _is_open(claim.source) or _is_open(claim.target)


def is_as_read(claim: Claim[Actor]) -> bool:
    """Whether the document of the claim alone says all of it."""
    return not is_open(claim) and not claim.rule.endswith(ELSEWHERE)


def settle(
    claims: Iterable[Claim[Actor]], articles: Mapping[str, Article], vocabulary: Vocabulary
) -> list[Claim[Actor]]:
    """The claims of a build, the open ones settled by the offices that any of its documents tells of.

    `claims` are those that were read, document by document; `articles` has every document by its id. An open claim with
    an end that nobody can tell is left out, and so is one that turns out not to be between two states.
    """
    claims = list(claims)
    offices = _offices(claims, articles, vocabulary.office_relation)
    settled = [_settled(claim, offices, articles) for claim in claims if is_open(claim)]
    closed = [claim for claim in claims if not is_open(claim)]
    changed = {claim.doc for claim in settled}
    told = {claim_key(claim) for claim in closed if claim.doc in changed}
    return closed + [claim for claim in settled if claim_key(claim) not in told and _is_decided(claim, vocabulary)]


def _is_decided(claim: Claim[Actor], vocabulary: Vocabulary) -> bool:
    """Whether an open claim is one now: extraction has judged those whose ends it could tell."""
    if not claim.rule.endswith(ELSEWHERE) and "?" not in (claim.source.code, claim.target.code):
        return True
    return is_reportable(claim.relation, claim.source, claim.target, vocabulary)


def _is_open(actor: Actor) -> bool:
    if actor.kind != "person":
        return False
    return actor.code == "?" or (actor.name[:1].isupper() and " " not in actor.name and "-" not in actor.id)


def _offices(
    claims: Iterable[Claim[Actor]], articles: Mapping[str, Article], relation: str
) -> Mapping[str, Sequence[_Office]]:
    """The evidence by surname."""
    found: dict[str, list[_Office]] = defaultdict(list)
    for claim in claims:
        person = claim.source
        if claim.relation == relation and claim.status == "asserted" and person.kind == "person":
            time, name = bounds(articles[claim.doc].date), sound_key(person.name)
            found[_surname(name)].append(_Office(person.code, person.id, name, time, claim.confidence))
    return found


def _surname(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _settled(
    claim: Claim[Actor], offices: Mapping[str, Sequence[_Office]], articles: Mapping[str, Article]
) -> Claim[Actor]:
    time = bounds(articles[claim.doc].date)
    source, surer = _settle_end(claim.source, time, offices)
    target, sure = _settle_end(claim.target, time, offices)
    if source == claim.source and target == claim.target:
        return claim
    confidence = round(claim.confidence * surer * sure, 3)
    return replace(claim, source=source, target=target, confidence=confidence, rule=claim.rule + ELSEWHERE)


def _settle_end(actor: Actor, time: Bounds | None, offices: Mapping[str, Sequence[_Office]]) -> tuple[Actor, float]:
    """The person that the evidence leaves, and how sure it is; else the actor itself, and 1."""
    if not _is_open(actor):
        return actor, 1.0
    name = sound_key(actor.name)
    fitting = [
        office
        for office in offices.get(_surname(name), ())
        if (office.name == name or " " not in name)
        and actor.code in ("?", office.code, f"~{office.code}")
        and _are_near(office.time, time)
    ]
    full = [office for office in fitting if " " in office.name] or fitting
    if len({office.code for office in fitting}) != 1 or len({office.id for office in full}) != 1:
        return actor, 1.0
    surest = max(full, key=lambda office: office.confidence)
    if actor.id == surest.id:
        return actor, 1.0
    code = surest.code if actor.code == "?" else actor.code
    return replace(actor, code=code, id=surest.id), surest.confidence


def _are_near(one: Bounds | None, other: Bounds | None) -> bool:
    """Whether two times are near; nothing speaks against one that is not known."""
    if one is None or other is None:
        return True
    gap = date.fromisoformat(max(one.earliest, other.earliest)) - date.fromisoformat(min(one.latest, other.latest))
    return gap.days <= NEAR
