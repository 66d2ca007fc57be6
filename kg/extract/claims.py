"""From a parsed `Text` with its mentions to claims between mentions.

    trigger words -> clauses (clauses.py) -> frames that fire (frames.py) -> status (status.py) -> claims with quotes

Then `represents` claims from the offices that the text gives (offices.py), then one claim for each distinct
(source, relation, target, status): the surest, and of those the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.actors import acts_for, nationality
from kg.extract.answers import load_answers, match_answer
from kg.extract.arguments import BY_CONTEXT, Arguments
from kg.extract.circumstances import read_circumstances
from kg.extract.clauses import Clause, lemma, read_clause
from kg.extract.frames import Frame, Frames, Match, match_frame
from kg.extract.lexicon import Lexicon
from kg.extract.status import read_status
from kg.model import Actor, Claim, Document, Evidence, Mention, Status
from kg.nlp.dates import TimeExpression, find_dates
from kg.nlp.words import Sentence, Text, Word
from kg.vocabulary import Vocabulary

UNSAID = "unsaid"
"""The status of what is only the content of a demand or threat: no claim."""


def read_claims(
    text: Text,
    document: Document,
    mentions: Sequence[Mention],
    frames: Frames,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    *,
    undecided: bool = False,
) -> Iterator[Claim[Mention]]:
    """Every claim that the frames find in the document, in the order of the text.

    With `undecided`, also those of persons of whom this document does not say for whom they act: another one may.
    """
    dates = find_dates(text.parsed, document.date)
    arguments = Arguments(text, mentions, lexicon, frames.deeds)
    told: list[Match] = []
    for sentence in text.sents:
        triggers = list(triggers_in(sentence, frames, lexicon))
        matches = [
            m for clause, fitting in triggers for frame in fitting for m in match_frame(frame, clause, arguments)
        ]
        matches += answers_in(triggers, matches, arguments, frames, told)
        told += matches
        for match in _most_specific(matches, vocabulary):
            status = _status(match, lexicon)
            reportable = is_reportable(match.frame.relation, match.source, match.target, vocabulary)
            if status != UNSAID and (reportable or (undecided and _is_undecided(match))):
                yield _claim(match, status, document, dates, lexicon)


def _status(match: Match, lexicon: Lexicon) -> str:
    """What is said of the deed: by the frame itself ("halted arms sales"), unless that is lifted, or by the words."""
    frame, head = match.frame, match.clause.head
    if frame.status is None:
        return read_status(match.clause, lexicon, frame.enacted_by, frame.relation)
    lifted = frame.status == "denied" and match.clause.kind == "noun" and head.dep_ in {"obj", "nsubj:pass"}
    return UNSAID if lifted and lemma(head.head) in lexicon.lifting_verbs else frame.status


def triggers_in(sentence: Sentence, frames: Frames, lexicon: Lexicon) -> Iterator[tuple[Clause, list[Frame]]]:
    """The clause of every word that triggers frames, with the frames that accept it."""
    for token in sentence:
        if (candidates := frames.candidates(lemma(token))) and not _is_in_a_name(token):
            clause = read_clause(token, lexicon)
            yield clause, [frame for frame in candidates if frame.accepts(clause)]


def _is_in_a_name(token: Word) -> bool:
    """Whether a verb is part of a name, as in "F-16 Fighting Falcons": a capital where the sentence has few."""
    if not token.tag_.startswith("VB") or not token.is_title or token.is_sent_start:
        return False
    before = token.nbor(-1)
    longer = [word for word in token.sent if len(word) > 3]
    return before.pos_ != "PUNCT" and 2 * sum(word.is_lower for word in longer) > len(longer)


def answers_in(
    triggers: Sequence[tuple[Clause, list[Frame]]],
    matches: Sequence[Match],
    arguments: Arguments,
    frames: Frames,
    told: list[Match],
) -> Iterator[Match]:
    """The matches of a sentence whose target stands in what was told before it (kg/extract/answers.py)."""
    answers = load_answers()
    done = {(match.clause.head.i, match.frame.relation) for match in matches}
    for clause, fitting in triggers:
        for frame in fitting:
            if frame.relation in answers and (clause.head.i, frame.relation) not in done:
                yield from match_answer(frame, clause, arguments, frames, told)


def _most_specific(matches: list[Match], vocabulary: Vocabulary) -> Iterator[Match]:
    """Leave out the less specific: a super-relation of, or one replaced by, another match of the pair and words."""
    for match in matches:
        rivals = [other for other in matches if _same_ends(match, other) and _same_words(match, other)]
        replaced = any(match.frame.relation in rival.frame.instead_of for rival in rivals)
        general = any(match.frame.relation in vocabulary.ancestors(rival.frame.relation) for rival in rivals)
        settled = match.frame.status is None and any(_settles(rival, match) for rival in rivals)
        if not replaced and not general and not settled and not _is_told_of_its_state(match, matches):
            yield match


def _same_ends(first: Match, second: Match) -> bool:
    return {first.source.code, first.target.code} == {second.source.code, second.target.code}


def _same_words(first: Match, second: Match) -> bool:
    """Whether one clause's trigger is among the words of the other: "lifts sanctions" is read at both."""
    return first.clause.head in second.words or second.clause.head in first.words


def _settles(rival: Match, match: Match) -> bool:
    """Whether the rival says the same with a status of its own: "supplies were cut" beside "supplies"."""
    same = rival.frame.relation == match.frame.relation and rival.source.code == match.source.code
    return same and rival.frame.status == "denied" and rival.clause.head != match.clause.head


def _is_told_of_its_state(match: Match, matches: list[Match]) -> bool:
    """Whether the target is somebody whom only the context makes a citizen of a state, and the state is struck as well.

    "Troops shelled Goma, killing six people" is one attack. "Killing six Congolese" names them.
    """
    state = nationality(match.target.code)
    return (
        match.target.how == BY_CONTEXT
        and state is not None
        and any(
            other.frame.relation == match.frame.relation
            and other.source.code == match.source.code
            and other.target.code == state
            for other in matches
        )
    )


def _is_undecided(match: Match) -> bool:
    return any(end.code == "?" and end.kind == "person" for end in (match.source, match.target))


def is_reportable(relation: str, source: Mention | Actor, target: Mention | Actor, vocabulary: Vocabulary) -> bool:
    """The guide's limits: one end at least acts for a state; domestic matters only where the relation allows them.

    An end of whom nobody can tell whom it acts for makes no claim: of 18 in the gold texts none was right.
    """
    if source.code == target.code or "?" in (source.code, target.code):
        return False
    if not (acts_for(source.code) or acts_for(target.code)):
        return False
    return vocabulary.relations[relation].domestic or _nation(source.code) != _nation(target.code)


def _nation(code: str) -> str | None:
    return acts_for(code) or nationality(code)


def _claim(
    match: Match, status: str, document: Document, dates: Sequence[TimeExpression], lexicon: Lexicon
) -> Claim[Mention]:
    words = [*match.words, *([match.clause.carrier] if match.clause.carrier is not None else [])]
    sentence = match.clause.head.sent
    when, place, amount = read_circumstances(match.clause, (match.source, match.target), dates, lexicon)
    ends = [m for m in (match.source, match.target) if sentence.start_char <= m.start < sentence.end_char]
    start = min([word.idx for word in words] + [m.start for m in ends])
    end = max([word.idx + len(word) for word in words] + [m.end for m in ends])
    return Claim(
        doc=document.id,
        source=match.source,
        relation=match.frame.relation,
        target=match.target,
        status=status,  # type: ignore[arg-type]
        evidence=evidence(document, start, end, sentence),
        confidence=match.frame.confidence,
        rule=match.frame.name,
        when=when,
        place=place,
        amount=amount,
    )


def evidence(document: Document, start: int, end: int, sentence: Sentence) -> Evidence:
    """The quote and the sentence around it, both by offsets into the document's text."""
    begin, finish = min(start, sentence.start_char), max(end, sentence.end_char)
    text = document.text[begin:finish]
    begin += len(text) - len(text.lstrip())
    return Evidence(document.text[start:end], start, end, document.text[begin:finish].rstrip(), begin)


_FIRMNESS: tuple[Status, ...] = ("asserted", "denied", "planned", "alleged", "possible")


def distinct(claims: Iterable[Claim[Mention]], vocabulary: Vocabulary) -> list[Claim[Mention]]:
    """One claim for each (source, relation, target, status); in one sentence one for each (source, relation, target).

    Of several the firmest ("will meet to discuss" is one plan, not a plan and a possibility), then the surest, then the
    first is kept. In the order of the text.
    """
    ordered = sorted(claims, key=_place)
    in_sentence = _best(ordered, lambda c: (*_ends(c, vocabulary), c.evidence.sentence_start))
    return sorted(_best(in_sentence, lambda c: (*_ends(c, vocabulary), c.status)), key=_place)


def _best(
    claims: Iterable[Claim[Mention]], key: Callable[[Claim[Mention]], tuple[object, ...]]
) -> list[Claim[Mention]]:
    best: dict[tuple[object, ...], Claim[Mention]] = {}
    for claim in claims:
        other = best.get(key(claim))
        if other is None or _rank(claim) < _rank(other):
            best[key(claim)] = claim
    return list(best.values())


def _rank(claim: Claim[Mention]) -> tuple[int, float]:
    return _FIRMNESS.index(claim.status), -claim.confidence


def _ends(claim: Claim[Mention], vocabulary: Vocabulary) -> tuple[object, ...]:
    ends = [(claim.source.code, claim.source.name), (claim.target.code, claim.target.name)]
    return (*(sorted(ends) if vocabulary.relations[claim.relation].symmetric else ends), claim.relation)


def _place(claim: Claim[Mention]) -> tuple[int, int, str, str]:
    return claim.evidence.start, claim.evidence.end, claim.relation, claim.rule
