"""Pronouns, descriptions and plurals: what they point back to. Light and exact rather than far-reaching."""

from __future__ import annotations

from kg.nlp.context import Context
from kg.nlp.reading import Found, Reading


def refer(reading: Reading, context: Context, found: list[Found]) -> list[Found]:
    """The mentions that point back to those in `found`."""
    return []
