"""Names and values as Turtle writes them: the one place where ids of kg become IRIs, and IRIs ids.

Terms are plain strings (`actor:IND`, `"Moscow"@en`, `812`), because a build makes some thirty for every claim.
`actor:` names are readable and can be turned back: `actor_term("~PSE:HAMAS") == "actor:of-PSE:HAMAS"`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, unquote

BASE = "https://w3id.org/kg-news"

PREFIXES = {
    "actor": f"{BASE}/actor/",
    "claim": f"{BASE}/claim/",
    "dcterms": "http://purl.org/dc/terms/",
    "doc": f"{BASE}/doc/",
    "event": f"{BASE}/event/",
    "kg": f"{BASE}#",
    "office": f"{BASE}/office/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "relationship": f"{BASE}/relationship/",
    "schema": "https://schema.org/",
    "sentence": f"{BASE}/sentence/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.:-]*[A-Za-z0-9_:-])?")
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f]')


@lru_cache(maxsize=65536)
def actor_term(actor_id: str) -> str:
    """The name of an actor in Turtle.

    >>> [actor_term(id) for id in ("IND.rajnath-singh", "~SYR.rebels", "?", "ARAB LEAGUE", "P5+1")]
    ['actor:IND.rajnath-singh', 'actor:of-SYR.rebels', 'actor:unknown', 'actor:ARAB_LEAGUE', 'actor:P5%2B1']
    """
    nationality, rest = ("of-", actor_id[1:]) if actor_id.startswith("~") else ("", actor_id)
    unknown, rest = ("unknown", rest[1:]) if rest.startswith("?") else ("", rest)
    local = local_name(rest).replace("_", "%5F").replace("%20", "_")
    if not unknown and local.startswith(("of-", "unknown")):
        local = f"%{ord(local[0]):02X}{local[1:]}"
    return f"actor:{nationality}{unknown}{local}"


def actor_id(iri: str) -> str:
    """The id of the actor that an IRI or its Turtle name stands for: the way back from `actor_term`."""
    local = iri.removeprefix(PREFIXES["actor"]).removeprefix("actor:")
    nationality, local = ("~", local[3:]) if local.startswith("of-") else ("", local)
    unknown, local = ("?", local[7:]) if local.startswith("unknown") else ("", local)
    return nationality + unknown + unquote(local.replace("_", " "))


def document_term(document_id: str) -> str:
    """The name of an article in Turtle."""
    return f"doc:{local_name(document_id)}"


def sentence_term(document_id: str, start: int, end: int) -> str:
    """The name of a sentence in Turtle: its article and its characters."""
    return f"sentence:{local_name(document_id)}.{start}-{end}"


def hashed_term(prefix: str, *parts: object) -> str:
    """A name in Turtle that depends on nothing but `parts`: the first 80 bits of their SHA-256."""
    key = "\x1f".join(map(str, parts))
    return f"{prefix}:{sha256(key.encode()).hexdigest()[:20]}"


def expand(term: str) -> str:
    """The IRI that a Turtle name stands for."""
    prefix, _, local = term.partition(":")
    return PREFIXES[prefix] + local


def text(value: str) -> str:
    """A text in English."""
    return f"{string(value)}@en"


def string(value: str) -> str:
    """A text in no language, such as a code or a name."""
    return f'"{_SPECIAL.sub(_escape, value)}"'


def date(value: str) -> str:
    """A whole ISO date."""
    return f'"{value}"^^xsd:date'


def decimal(value: float) -> str:
    """A number with at most four decimals."""
    digits = f"{value:.4f}".rstrip("0")
    return f"{digits}0" if digits.endswith(".") else digits


@lru_cache(maxsize=65536)
def local_name(value: str) -> str:
    """`value` percent-encoded where Turtle allows no such character in a name."""
    if _PLAIN_NAME.fullmatch(value):
        return value
    encoded = quote(value, safe=":").replace("~", "%7E")
    if encoded[:1] in ("-", "."):
        encoded = f"%{ord(encoded[0]):02X}{encoded[1:]}"
    return f"{encoded[:-1]}%2E" if encoded.endswith(".") else encoded


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"
