"""Whom a code speaks of. `IND` acts for a state, `~IND` is only of that nationality, `?` is unknown."""

from __future__ import annotations

from kg.model import Actor

FOLDED_KINDS = ("person", "body")
"""Kinds of actors that are folded into the state or organisation that they act for."""


def acts_for(code: str) -> str | None:
    """The state or organisation that an actor of this code acts for, None if it acts for none.

    >>> acts_for("IND"), acts_for("~SYR"), acts_for("?")
    ('IND', None, None)
    """
    return None if code.startswith(("~", "?")) else code


def nationality(code: str) -> str | None:
    """The state that an actor of this code is of without acting for it, None if it acts for a state or is unknown.

    >>> nationality("~PSE:HAMAS"), nationality("IND"), nationality("~?")
    ('PSE', None, None)
    """
    state = code[1:].partition(":")[0]
    return state if code.startswith("~") and not state.startswith("?") else None


def in_office(one: Actor, other: Actor) -> Actor:
    """Of two claims' views of one actor the one that acts for a state: a former minister was one.

    >>> actor = Actor("RUS.ivan-testov", "Ivan Testov", "RUS", "person")
    >>> in_office(Actor("RUS.ivan-testov", "Testov", "~RUS", "person"), actor) == actor
    True
    """
    return other if acts_for(other.code) and not acts_for(one.code) else one


def stands_for(actor: Actor) -> str:
    """The id of whoever a person or body acts for, its own id for all others: who stands for it where states count."""
    return (acts_for(actor.code) if actor.kind in FOLDED_KINDS else None) or actor.id
