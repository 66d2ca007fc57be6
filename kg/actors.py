"""Whom a code speaks of. `IND` acts for a state, `~IND` is only of that nationality, `?` is unknown."""

from __future__ import annotations


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
