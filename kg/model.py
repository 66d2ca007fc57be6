"""The nouns of the project: what travels from stage to stage. All of them are frozen.

Document   a text with what is known about it
Mention    a stretch of a text that stands for an actor
Actor      who acts: a state, an organisation of states, a person, a body, a movement, a group
Evidence   the stretch of text that proves a claim
Claim      a relation between two ends (mentions at first, actors once resolved), its status and its evidence
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

Status = Literal["asserted", "denied", "planned", "alleged", "possible"]
Kind = Literal["state", "organisation", "person", "body", "movement", "group"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read. `date` is ISO 8601 or a prefix of it (`2023`, `2023-04`), None when unknown."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a document that stands for an actor: a name, an adjective, a title with a name, a pronoun.

    `start` and `end` are character offsets; `head` is the index of the token that the clause hangs on ("Singh" in
    "Indian Defence Minister Rajnath Singh", "Russian" in "Russian oil"). `name` is the fullest name that the text gives
    this actor, `code` whom it acts for (see the guide: `IND`, `UN`, `~SYR`, `~PSE:HAMAS`, `WEST`, `?`), `how` how
    that was decided ("state name", "title", "surname", "pronoun", ...). `office` is the office that the text itself
    gives a person in this mention ("Defence Minister"), None otherwise. A plural mention ("the two countries", "both
    ministers") lists its `members`, and the claims go to each of them.
    """

    start: int
    end: int
    head: int
    text: str
    name: str
    code: str
    kind: Kind
    how: str
    office: str | None = None
    members: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `id` is the same in every build: `IND`, `UN`, `IND.rajnath-singh`, `ISR.military`, `~PSE:HAMAS`.

    `name` is the name as the text of the claim gives it; `code` whom the actor acts for.
    """

    id: str
    name: str
    code: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a claim: `quote == text[start:end]` of the document, and the sentence it stands in."""

    quote: str
    start: int
    end: int
    sentence: str
    sentence_start: int

    def parts(self) -> tuple[str, str, str]:
        """The sentence in three: before the quote, the quote, after it."""
        start = self.start - self.sentence_start
        return self.sentence[:start], self.quote, self.sentence[start + len(self.quote) :]


End = TypeVar("End", Mention, Actor)


@dataclass(frozen=True, slots=True)
class Claim(Generic[End]):
    """`source` does `relation` to `target`, says document `doc`.

    `when` is the time of the deed as far as the text dates it: an ISO date, a prefix of one, or two of them with a
    slash between (`2023-04-28/2023-04-29`). `rule` names the frame or model that fired; `confidence` is the
    probability that the claim is right, from 0 to 1. `place` and `amount` are words of the text.
    """

    doc: str
    source: End
    relation: str
    target: End
    status: Status
    evidence: Evidence
    confidence: float
    rule: str
    when: str | None = None
    place: str | None = None
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that could not be read or built, for the report at the end of a run."""

    where: str
    reason: str
    hint: str = ""


def claim_to_json(claim: Claim[Actor]) -> dict[str, Any]:
    """The claim as one line of `claims.jsonl`: the contract that the scorer and other programs read."""
    source, target, evidence = claim.source, claim.target, claim.evidence
    return {
        "doc": claim.doc,
        "source": {"name": source.name, "code": source.code, "id": source.id, "kind": source.kind},
        "relation": claim.relation,
        "target": {"name": target.name, "code": target.code, "id": target.id, "kind": target.kind},
        "status": claim.status,
        "when": claim.when,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "place": claim.place,
        "amount": claim.amount,
        "sentence": evidence.sentence,
        "sentence_start": evidence.sentence_start,
    }


def claim_from_json(line: dict[str, Any]) -> Claim[Actor]:
    """The claim that `claim_to_json` wrote. Raises KeyError if a field of the contract is missing."""
    return Claim(
        doc=line["doc"],
        source=Actor(**{k: line["source"][k] for k in ("id", "name", "code", "kind")}),
        relation=line["relation"],
        target=Actor(**{k: line["target"][k] for k in ("id", "name", "code", "kind")}),
        status=line["status"],
        evidence=Evidence(line["quote"], line["start"], line["end"], line["sentence"], line["sentence_start"]),
        confidence=line["confidence"],
        rule=line["rule"],
        when=line["when"],
        place=line["place"],
        amount=line["amount"],
    )
