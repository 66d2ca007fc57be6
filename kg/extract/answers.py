"""What a deed answers, where the text said it before and does not say it again.

    Peru asked Chad for help. Chad turned down the request.        who asked is whom Chad turns down
    Peru attacked Chad. Fiji condemned the attack.                 who attacked is whom Fiji condemns

A frame fired on "turned down", but its target is missing: in its place stands a deed spoken of as known ("the request",
"these attacks") and nobody's. The last earlier claim that this noun can name fills it; "the move" names any, and where
none was told, what the subject of the sentence before does. Two kinds of answer are told apart (`data/answers.toml`):
a reply goes to who did the deed to the one that replies; a judgement, to who did it to whomever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.extract.arguments import Arguments
from kg.extract.clauses import Clause, lemma
from kg.extract.frames import Frame, Frames, Match, fill
from kg.model import Mention
from kg.nlp.words import Word
from kg.resources import DATA
from kg.vocabulary import load_vocabulary
from kg.wordlists import read_word_lists

_KNOWN = {"the", "this", "that", "these", "those", "such"}
_OWNED = {"nmod", "nmod:poss", "amod", "compound", "acl", "acl:relcl", "obl"}
_REACH = 4  # sentences
_NEAR = 1  # for a noun that may name any deed


@dataclass(frozen=True)
class Answers:
    """Which relations answer a deed: to who did it to them (`reply`), or to who did it at all (`judge`).

    `any_deed` are the nouns that name no deed of their own, but the last one told: "the move", "this decision".
    """

    reply: frozenset[str]
    judge: frozenset[str]
    any_deed: frozenset[str]

    def __contains__(self, relation: str) -> bool:
        """Whether the relation answers a deed at all."""
        return relation in self.reply or relation in self.judge


@cache
def load_answers(path: Path = DATA / "answers.toml") -> Answers:
    """Read the two lists. Raises DataError if the file is missing or damaged, or names an unknown relation."""
    answers = read_word_lists(Answers, path)
    if unknown := sorted((answers.reply | answers.judge) - set(load_vocabulary().relations)):
        raise DataError(f'{path}: no relation "{unknown[0]}" in ontology/kg.ttl.')
    return answers


def match_answer(
    frame: Frame, clause: Clause, arguments: Arguments, frames: Frames, told: Sequence[Match]
) -> Iterator[Match]:
    """The match of a frame whose target is the doer of a deed told before; none if the frame lacks anything else."""
    filling = fill(frame, clause, arguments)
    missing, sources = filling.missing, [end for side in filling.ends["source"] for end in side]
    if missing is None or missing.filler != "target" or not sources:
        return
    for token in (token for role in missing.roles for token in clause.at(role)):
        if not _is_known_deed(token, arguments):
            continue
        for source, at_source in sources:
            proof = (clause.head, *filling.things, at_source, token)
            for doer in _answered(frame.relation, source, token, frames, told) or _acting_before(
                source, token, arguments
            ):
                yield Match(frame, clause, source, doer, proof)
        return


def _answered(relation: str, source: Mention, noun: Word, frames: Frames, told: Sequence[Match]) -> list[Mention]:
    """Who did the last deed told that the noun can name, and that `source` answers."""
    answers, named = load_answers(), _relations_named(noun, frames)
    general = lemma(noun) in answers.any_deed
    for deed in reversed(told):
        if _sentences_between(deed.clause.head, noun) > (_NEAR if general else _REACH):
            break
        to_me = general or deed.target.code == source.code or relation in answers.judge
        doers = [doer for doer in _doers(deed) if doer.code != source.code]
        if doers and to_me and (general or deed.frame.relation in named):
            return doers
    return []


def _acting_before(source: Mention, noun: Word, arguments: Arguments) -> list[Mention]:
    """Whose "the move" is where no deed was told: whoever the sentence before is about, its subject."""
    start = noun.sent.start
    if lemma(noun) not in load_answers().any_deed or start == 0:
        return []
    subjects = [child for child in noun.doc[start - 1].sent.root.children if child.dep_ == "nsubj"]
    return [doer for child in subjects for doer in arguments.actors(child, owner=True) if doer.code != source.code]


def _doers(deed: Match) -> tuple[Mention, ...]:
    """Who did it: the source, of what two do together both."""
    return (deed.source, deed.target) if deed.frame.symmetric else (deed.source,)


def _relations_named(token: Word, frames: Frames) -> frozenset[str]:
    """The relations that a noun can name: those of the frames that it triggers."""
    name = lemma(token)
    return frozenset(frame.relation for frame in frames.candidates(name) if name in frame.triggers.get("noun", ()))


def _is_known_deed(token: Word, arguments: Arguments) -> bool:
    """Whether the noun is spoken of as known, and nothing on it says whose deed it is."""
    if arguments.mention_at(token) is not None or not any(child.lower_ in _KNOWN for child in token.children):
        return False
    return not any(child.dep_ in _OWNED and arguments.actors(child, owner=True) for child in token.children)


def _sentences_between(earlier: Word, later: Word) -> int:
    """How many sentences further on the later word stands."""
    return sum(token.is_sent_start for token in later.doc[earlier.i + 1 : later.i + 1])
