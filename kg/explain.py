"""Every claim between two actors: the answer to "why is there an edge?"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from kg.errors import GraphError
from kg.model import Actor, Claim
from kg.nlp.gazetteer import load_gazetteer


def between(claims: Iterable[Claim[Actor]], first: str, second: str) -> list[Claim[Actor]]:
    """The claims from one actor to the other or back. A code stands for all who act for it or are of it."""
    return [
        claim
        for claim in claims
        if (_is(claim.source, first) and _is(claim.target, second))
        or (_is(claim.source, second) and _is(claim.target, first))
    ]


def _is(actor: Actor, wanted: str) -> bool:
    return wanted in (actor.id, actor.code)


def find_actor(words: str, claims: Sequence[Claim[Actor]]) -> str:
    """The id or code that a user's words mean: an id, a code, or a name. Raises GraphError with what comes close."""
    actors = [end for claim in claims for end in (claim.source, claim.target)]
    ids = {actor.id for actor in actors} | {actor.code for actor in actors}
    if words in ids:
        return words
    by_name = {actor.name.lower(): actor.id for actor in reversed(actors)}
    if words.lower() in by_name:
        return by_name[words.lower()]
    known = [entry.code for entry in load_gazetteer().lookup(words) if entry.code in ids]
    if known:
        return known[0]
    close = get_close_matches(words.lower(), sorted(by_name), n=3) or sorted(ids)[:5]
    raise GraphError(f"There is no actor {words!r} in this graph. Near to it: {', '.join(close)}.")
