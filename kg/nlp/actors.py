"""Finds who is mentioned in a text: states, organisations, persons, bodies, movements, groups.

The journey, each step leaving what it found to the next:

1. `names`     the gazetteer's names, one sense each                       "Georgia", "the Kremlin", "UN"
2. `persons`   titles with what stands around them                         "Indian Defence Minister Rajnath Singh"
3. here        other persons: by the table of office-holders, by surname   "Putin", "Shoigu"
4. `phrases`   nationality or name with a head noun; head nouns alone      "Russian troops", "Seoul-based firm"
5. here        the names that are left                                     "Russia", "Moscow", "Russian (oil)"
6. `coreference`  pronouns, descriptions, plurals                          "he", "the country", "both ministers"

Mentions do not overlap, with two exceptions: a name inside a guard keeps a mention of its own ("Iran" in "Iran-backed
militia", `how` "backer"; "Chinese" in "Chinese-made", `how` "maker"), and so does the nationality of arms and troops
("Russian" in "Russian fighter jets"), because such a phrase may be an actor or a thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc

from kg.model import Document, Mention
from kg.nlp.context import Context
from kg.nlp.coreference import refer
from kg.nlp.gazetteer import Gazetteer
from kg.nlp.names import settle_names
from kg.nlp.people import find_people
from kg.nlp.phrases import find_neighbours, find_phrases, give_to_owners
from kg.nlp.reading import Reading


def find_mentions(doc: Doc, document: Document, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The actors mentioned in a parsed document, sorted by start. `doc` was made of `document.text`."""
    reading = Reading(doc, document, gazetteer)
    settle_names(reading)
    context = Context(reading)
    found = find_people(reading, context)
    found += find_phrases(reading, context, found)
    pronouns = refer(reading, context, found)
    give_to_owners(reading, found, pronouns)
    found += pronouns + find_neighbours(reading, context, pronouns)
    mentions = [reading.mention(one) for one in found]
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))


def mention_lines(document: Document, mentions: Iterable[Mention]) -> Iterator[dict[str, Any]]:
    """The mentions of a document as the lines of `kg actors`; a plural gives a line for each member.

    The line of a member stands at its own words if the plural has them ("Indian" in "Indian and Pakistani troops"),
    else at the words of the plural ("both countries").
    """
    for mention in mentions:
        for member in mention.members or (mention,):
            inside = mention.start <= member.start and member.end <= mention.end
            place = member if inside else mention
            yield {
                "doc": document.id,
                "start": place.start,
                "end": place.end,
                "text": place.text,
                "name": member.name,
                "code": member.code,
                "kind": member.kind,
                "how": mention.how,
            }
