"""Where a sentence of news may begin, told to the parser before it reads.

Parsers split sentences as one more guess about the tree, and learn it from e-mails and web pages, where full stops are
often missing. News is written carefully: a sentence ends with a full stop, a question mark or an exclamation mark, a
quotation mark belongs to the side it touches, and a dateline ("OSLO, May 2 (Reporter) -") is no part of the first
sentence. So most of the guesses can be ruled out. What is left open the parser decides ("the U.S. Senate" or two
sentences?). spaCy's parser keeps to `token.is_sent_start` where it is set beforehand.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

CLOSING = frozenset("”’»)]}") | {"''"}
OPENING = frozenset("“‘«([{") | {"``"}
EITHER = frozenset("\"'")
_DATELINE = re.compile(
    r"""(?: [^\W\d_a-z][^\s.!?()]*\.?[ ,/]+ ){1,7}     # Port Louis, St. Lucia,
        (?: \d{1,2}[ ,]+ (?: [A-Z][a-z]{2,8}\.?[ ,]+ )? (?: \d{4}[ ,]+ )? )?  # May 2, 2023 or 2 May 2023
        \( [A-Z][^()]{1,30} \) \s* (?: \.?\s?[-–—]+ | [:.] )   # (Reporter) -
      | [A-Z][A-Z .'’/-]{2,30} (?: ,\s[A-Z][\w .]{2,30} )? (?: ,\s[A-Z][a-z]{2,8}\.?\s\d{1,2} )? \s?[–—-]{1,2}
    """,
    re.VERBOSE,
)


def mark_sentence_starts(doc: Doc) -> Doc:
    """Rule out, in a paragraph that is not parsed yet, the tokens that begin no sentence; mark the one that must."""
    text = doc.text
    start = dateline_end(text)
    lower_case = text == text.lower()
    for token in doc[1:]:
        if start and token.idx == start:
            token.is_sent_start = True
        elif not _may_start(token, lower_case=lower_case):
            token.is_sent_start = False
    return doc


def dateline_end(text: str) -> int:
    """Where the text behind a dateline begins, 0 if the paragraph has none.

    >>> text = "OSLO, May 2 (Reporter) - Norway thanked Chile."
    >>> text[dateline_end(text) :]
    'Norway thanked Chile.'
    """
    match = _DATELINE.match(text)
    if not match or match.end() == len(text) or not re.search(r"[.!?]", text[match.end() :]):
        return 0
    gap = len(text) - match.end() - len(text[match.end() :].lstrip())
    following = text[match.end() + gap : match.end() + gap + 1]
    return match.end() + gap if gap and not following.islower() else 0


def _may_start(token: Token, *, lower_case: bool) -> bool:
    """Whether a sentence may begin at `token`, which is not the first."""
    if token.text in CLOSING or (token.text in EITHER and _touches_left(token)):
        return False
    if token.text[0].islower() and not lower_case:
        return False
    before = token.nbor(-1)
    if before.text in OPENING or (before.text in EITHER and not _touches_left(before)):
        return False
    while before.i and (before.text in CLOSING or before.text in EITHER):
        before = before.nbor(-1)
    return before.text[-1] in ".!?…" or before.text.endswith((".-", ".–", ".—")) or before.text == "•"


def _touches_left(token: Token) -> bool:
    """Whether no space stands before the token, as with a closing quotation mark."""
    return token.i > 0 and not token.nbor(-1).whitespace_
