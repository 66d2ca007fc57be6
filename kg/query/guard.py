r"""Refuses what a question to the graph has no business to do: call other servers, read other files, change data.

SERVICE makes the engine call an address, FROM can name data elsewhere, and updates would make the store differ from
the claims it is built from. The check reads the query's tokens, so that a word in a text, a name or a comment is none.
It is stricter than the grammar in two points, because parsers may split words where a person would not
(`trueSERVICE`): a keyword counts wherever it is part of a bare word, and escapes such as \u0053 are refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<text>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<blank>_:[\w.-]+)
    | (?P<name>(?P<prefix>[^\W\d_][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<word>[^\W\d_]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\[uU][0-9A-Fa-f]{4}")
_UPDATES = frozenset(("insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"))
_FORMS = frozenset(("select", "ask", "construct", "describe"))
_REASONS = {
    "service": "SERVICE makes this computer call another server",
    "from": "FROM names other data than this graph",
}


def check_query(query: str, allow: Collection[str] = ()) -> None:
    """Raise QueryError if a query is an update or uses SERVICE or FROM, unless `allow` names "service" or "from"."""
    if _ESCAPE.search(query):
        raise QueryError("The query has an escape such as \\u0041. Write the character itself.")
    words = list(_bare_words(query))
    form = next((word for word in words if word in _FORMS | _UPDATES), None)
    if form in _UPDATES:
        raise QueryError(
            f"{form.upper()} is an update. The store is built from claims.jsonl and is never changed by hand: "
            "use `kg build` and `kg remove`, or load graph.ttl into a store of your own."
        )
    if form is None:
        raise QueryError("This is no query: it has none of SELECT, ASK, CONSTRUCT and DESCRIBE.")
    for keyword, reason in _REASONS.items():
        if keyword not in allow and any(keyword in word for word in words):
            raise QueryError(f"{reason}, and is refused unless asked for: --allow {keyword}.")


def _bare_words(query: str) -> Iterator[str]:
    for found in _TOKEN.finditer(query):
        word = found["word"] or found["prefix"]
        if word:
            yield word.lower()
