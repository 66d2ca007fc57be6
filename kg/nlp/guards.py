"""What the words around a name take away: "former", "-elect", "Iran-backed", "Seoul-based", "Chinese-made".

`data/actors/guards.csv` lists the words by effect. Before a title or a head noun:

past, not yet, claimed   the person or body does not act for the state (code `~`), and the text gives it no office
none                     harmless ("acting", "deputy"): skipped

After a name and a hyphen:

seat      "Seoul-based firm", "Malaysia-based agent": the noun is of that state (`~KOR`)
backer    "Iran-backed militia": the noun acts for nobody; the name stays a mention of its own (`how` "backer")
leader    "US-led coalition": the noun acts for that state
maker     "Chinese-made missiles": the name stays a mention (`how` "maker"), the noun is no actor
prefix    "pro-Russian", "anti-American": the name stays a mention (`how` "prefix"), the noun is not of that state
"""

from __future__ import annotations

from kg.nlp.reading import Hit, Reading

_HYPHENS = frozenset(("-", "–", "\u2010", "\u2011"))
ENDED = frozenset(("past", "not yet", "claimed"))


def effect(reading: Reading, at: int) -> str:
    """The effect of the word at token `at`, "" for a word that is no guard."""
    return reading.gazetteer.guards.get(reading.keys[at], "") if reading.keys[at] else ""


def joined_after(reading: Reading, hit: Hit) -> tuple[str, int]:
    """The effect of the word joined to a name by a hyphen, and the token after it: "Iran-backed" -> "backer"."""
    at = hit.end
    if at + 1 < len(reading) and reading.words[at] in _HYPHENS:
        return reading.gazetteer.guards.get(reading.keys[at + 1], "other"), at + 2
    last = reading.keys[hit.end - 1]
    if " " in last:  # the tokenizer kept "Iran-backed" in one piece
        word = last.rsplit(" ", 1)[1]
        return reading.gazetteer.guards.get(word, ""), hit.end
    return "", hit.end


def joined_before(reading: Reading, start: int) -> tuple[str, int]:
    """The effect of the word joined to the token `start` by a hyphen in front, and where that word begins."""
    if start >= 2 and reading.words[start - 1] in _HYPHENS and reading.keys[start - 2]:
        return reading.gazetteer.guards.get(reading.keys[start - 2], "other"), start - 2
    return "", start
