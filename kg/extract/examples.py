"""The frames' own examples: sentences that must match and sentences that must not.

An example may say what must come out: "Russia supplied India with missiles. | RUS IND" (source code, target code, and a
status if it is not asserted; codes of two words are parted by " > "). Without it, any claim of the relation will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from kg.extract import Knowledge, extract
from kg.extract.arguments import Arguments
from kg.extract.clauses import lemma, read_clause
from kg.extract.frames import Frame, fill
from kg.model import Claim, Document, Mention
from kg.nlp.actors import find_mentions
from kg.nlp.pipeline import parse
from kg.nlp.words import Text


@dataclass(frozen=True)
class Example:
    """A sentence of a frame and what it must give: `ends` (source and target code) with `status`, or anything."""

    frame: Frame
    text: str
    must_match: bool
    ends: tuple[str, str] | None = None
    status: str = "asserted"


def examples_of(frame: Frame) -> Iterator[Example]:
    """The examples of one frame."""
    for line in frame.match:
        text, _, wanted = line.partition(" | ")
        yield _wanting(Example(frame, text.strip(), True), wanted.strip())
    for text in frame.miss:
        yield Example(frame, text, False)


def _wanting(example: Example, wanted: str) -> Example:
    if not wanted:
        return example
    source, rest = wanted.split(" > ", 1) if " > " in wanted else wanted.split(" ", 1)
    target, _, status = rest.rpartition(" ") if rest.rsplit(" ", 1)[-1].islower() else (rest, "", "")
    return Example(example.frame, example.text, True, (source.strip(), target.strip()), status or "asserted")


def failures(knowledge: Knowledge, nlp: Language) -> Iterator[tuple[Example, str]]:
    """Every example that does not give what it must, with what it gave instead."""
    examples = [example for frame in knowledge.frames.frames for example in examples_of(frame)]
    documents = [Document(str(number), example.text) for number, example in enumerate(examples)]
    for document, doc in parse(documents, nlp):
        example = examples[int(document.id)]
        claims = extract(doc, document, find_mentions(doc, document, knowledge.gazetteer), knowledge, "frames")
        if (fault := _fault(example, claims, knowledge)) is not None:
            yield example, fault


def _fault(example: Example, claims: list[Claim[Mention]], knowledge: Knowledge) -> str | None:
    relation = example.frame.relation
    same = [claim for claim in claims if claim.relation == relation]
    if not example.must_match:
        by_frame = [claim for claim in same if claim.rule == example.frame.name]
        return f"must not match, but gave {_told(by_frame)}" if by_frame else None
    for claim in same:
        ends = (claim.source.code, claim.target.code)
        turned = ends[::-1] if knowledge.vocabulary.relations[relation].symmetric else ends
        if example.ends is None or (example.ends in (ends, turned) and claim.status == example.status):
            return None
    wanted = " ".join((*(example.ends or ("any",)), example.status))
    return f"must give {relation} {wanted}, but gave {_told(claims)}"


def _told(claims: list[Claim[Mention]]) -> str:
    return (
        "; ".join(f"{c.source.code} {c.relation} {c.target.code} {c.status} ({c.rule})" for c in claims) or "no claim"
    )


@dataclass(frozen=True)
class Trial:
    """What one word of a sentence triggered: the clause as it was read, and each frame with its outcome."""

    word: str
    kind: str
    roles: str
    frame: str
    outcome: str


def try_sentence(
    text: str, knowledge: Knowledge, nlp: Language
) -> tuple[list[Mention], list[Trial], list[Claim[Mention]]]:
    """The mentions of a sentence, which frames its words trigger and why they fire or not, and the claims it gives."""
    [(document, doc)] = parse([Document("sentence", text)], nlp)
    mentions = find_mentions(doc, document, knowledge.gazetteer)
    words = Text(doc)
    arguments = Arguments(words, mentions, knowledge.lexicon, knowledge.frames.deeds)
    trials = []
    for token in words:
        candidates = knowledge.frames.candidates(lemma(token))
        clause = read_clause(token, knowledge.lexicon) if candidates else None
        for frame in candidates:
            if clause is not None and frame.accepts(clause):
                filling = fill(frame, clause, arguments)
                roles = "; ".join(
                    f"{role}: {', '.join(t.text for t in tokens)}" for role, tokens in clause.roles.items()
                )
                outcome = "fires" if filling.missing is None else f"needs {filling.missing}"
                trials.append(Trial(token.text, clause.kind, roles, frame.name, outcome))
    return list(mentions), trials, extract(doc, document, mentions, knowledge, "frames")
