"""One identity each: from mentions of one document to actors that are the same in every document.

An identity is a function of the mention and the tables alone, never of other documents. What other documents say of a
person whom one document leaves open is added later, when all of them are read (`kg.settle`).

    IND                    a state; its government, capital and seats of government; an organisation of states: UN
    IND.rajnath-singh      a person of a state, in office or not: whom the person acts for in a claim says its code. The
                           table of office-holders unites spellings of one name
    ISR.military           a body of a state, by its class in `data/actors/heads.csv`; RUS.gazprom a body with a name
    ~PSE:HAMAS             a movement with a code
    ~SYR.rebels            a group, by the class of its noun; ~USA.boeing what has a name
    ?.rebels               an actor of no known state
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kg.model import Actor, Claim, Mention
from kg.nlp.gazetteer import Gazetteer, OfficeHolder, fold, load_gazetteer
from kg.nlp.reading import plural_of

# Spellings that transliteration swaps, applied in this order to folded names.
_SAME_SOUND: tuple[tuple[str, str], ...] = (
    (r"\b(?:al|el|ul|ad|ash|as|an) ", ""),
    (r"kh", "h"),
    (r"gh", "g"),
    (r"ph", "f"),
    (r"sch|sz", "sh"),
    (r"tch|tsch|cz", "ch"),
    (r"ou|oo", "u"),
    (r"[ij]y|yi|iy|ii|ee|ey|ei\b", "i"),
    (r"y", "i"),
    (r"ie", "e"),
    (r"w", "v"),
    (r"q|ck|c(?!h)", "k"),
    (r"x", "ks"),
    (r"(.)\1+", r"\1"),
)


def resolve(claims: Iterable[Claim[Mention]], gazetteer: Gazetteer | None = None) -> Iterator[Claim[Actor]]:
    """The claims with actors for ends, in the same order. Without a `gazetteer`, the tables of `data/actors`."""
    tables = gazetteer or load_gazetteer()
    for claim in claims:
        yield Claim(
            doc=claim.doc,
            source=actor_of(claim.source, tables),
            relation=claim.relation,
            target=actor_of(claim.target, tables),
            status=claim.status,
            evidence=claim.evidence,
            confidence=claim.confidence,
            rule=claim.rule,
            when=claim.when,
            place=claim.place,
            amount=claim.amount,
        )


def actor_of(mention: Mention, gazetteer: Gazetteer) -> Actor:
    """The actor that a mention means; the same mention gives the same actor in every build."""
    return Actor(_identity(mention, gazetteer), mention.name, mention.code, mention.kind)


def _identity(mention: Mention, gazetteer: Gazetteer) -> str:
    code, name = mention.code, mention.name
    if mention.kind == "person":
        if mention.how == "unnamed":
            return f"{code}.{_class_of_title(name, gazetteer)}"
        return f"{_plain(code)}.{_person_slug(name, code, gazetteer)}"
    if ":" in code or code in gazetteer.organisations:
        return code
    if mention.kind in ("state", "organisation"):
        return code if not code.startswith(("~", "?")) else f"{code}.{_slug(name)}"
    if mention.how == "people":
        return f"{code}.citizens"
    entries = gazetteer.lookup(name)
    if entries and not entries[0].name.split()[-1].islower():  # "Syrian rebels" in a table is still a description
        group = entries[0].group
        if group in ("", "company", "state company"):  # many movements and firms stand in one row of a table
            return f"{code}.{_slug(entries[0].name)}"
        return f"{code}.{_slug(group)}"
    return f"{code}.{_class_of_noun(name, gazetteer)}"


def _slug(name: str) -> str:
    """A name as the last part of an identifier.

    >>> _slug("Lula da Silva"), _slug("Nicușor Dan")
    ('lula-da-silva', 'nicusor-dan')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "unnamed"


def _person_slug(name: str, code: str, gazetteer: Gazetteer) -> str:
    """The slug of a person: of the table's spelling if the table knows the person, else of a forgiving spelling."""
    plain, key = _plain(code), fold(name)
    holders = _of(plain, gazetteer.persons.get(key, ()))
    if not holders and " " in key:
        holders = _spellings(gazetteer).get((plain, sound_key(name)), ())
    if not holders:
        holders = _of(plain, gazetteer.surnames.get(key, ()))
    names = {holder.name for holder in holders}
    return _slug(names.pop()) if len(names) == 1 else sound_key(name).replace(" ", "-") or "unnamed"


def _plain(code: str) -> str:
    return code.removeprefix("~").partition(":")[0]


def _of(code: str, holders: Iterable[OfficeHolder]) -> tuple[OfficeHolder, ...]:
    return tuple(holder for holder in holders if _plain(holder.code) == code)


_SPELLINGS: dict[int, tuple[Gazetteer, Mapping[tuple[str, str], tuple[OfficeHolder, ...]]]] = {}


def _spellings(gazetteer: Gazetteer) -> Mapping[tuple[str, str], tuple[OfficeHolder, ...]]:
    """The table of office-holders by code and forgiving key, made once a gazetteer."""
    known = _SPELLINGS.get(id(gazetteer))
    if known is None:
        table: dict[tuple[str, str], tuple[OfficeHolder, ...]] = {}
        for name, holders in gazetteer.persons.items():
            for holder in holders:
                key = _plain(holder.code), sound_key(name)
                table[key] = (*table.get(key, ()), holder)
        known = _SPELLINGS[id(gazetteer)] = gazetteer, table
    return known[1]


@lru_cache(maxsize=65536)
def sound_key(name: str) -> str:
    """A spelling of a name that transliterations share: words in order, folded, letters that sound alike made one.

    >>> sound_key("Sergei Shoigu") == sound_key("Sergey Shoygu")
    True
    >>> sound_key("Mikhail Bogdanov") == sound_key("Mikhail Bogatov")
    False
    """
    key = fold(name)
    for pattern, sound in _SAME_SOUND:
        key = re.sub(pattern, sound, key)
    return key


def _class_of_title(name: str, gazetteer: Gazetteer) -> str:
    words = fold(name).split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            title = gazetteer.titles.get(" ".join(words[start:end]))
            if title:
                return _slug(title.group)
    return _class_of_noun(name, gazetteer)


def _class_of_noun(name: str, gazetteer: Gazetteer) -> str:
    """The class of the last head noun in a description ("Ugandan security forces" -> "military"), else its slug."""
    words = fold(name).split()
    cut = next((i for i, word in enumerate(words) if i and word in ("of", "in", "for", "from")), len(words))
    nouns = _plurals(gazetteer)
    for end in range(cut, 0, -1):
        for start in range(end):
            group = nouns.get(" ".join(words[start:end]))
            if group:
                return _slug(group)
    return _slug(name)


_PLURALS: dict[int, tuple[Gazetteer, Mapping[str, str]]] = {}


def _plurals(gazetteer: Gazetteer) -> Mapping[str, str]:
    """Head nouns in singular and plural, with their class."""
    known = _PLURALS.get(id(gazetteer))
    if known is None:
        table = {plural_of(noun): head.group for noun, head in gazetteer.heads.items()}
        table.update((noun, head.group) for noun, head in gazetteer.heads.items())
        known = _PLURALS[id(gazetteer)] = gazetteer, table
    return known[1]
