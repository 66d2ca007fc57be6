"""Persons: by the words of an office around a name, by the table of office-holders, by nationality.

The shape that is read around every title, left to right, each part optional but the title:

    guards     nation             other words     TITLE      of X            ,  NAME              of X
    former     Indian / Israel's  Industry and    Minister   of the EU       ,  Rajnath Singh     of Jordan

and the same without a name ("the Russian president"), or after the name, between commas ("Sergei Shoigu, Russia's
defence minister"). A title without a nation is left without a code here: the table of office-holders, the person's
other mentions and the text around it decide later (`kg.nlp.actors`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.nlp.gazetteer import Entry, Title
from kg.nlp.guards import ENDED, effect, joined_after
from kg.nlp.reading import Hit, Reading, TitlePhrase

_PARTICLES = frozenset(
    ("al", "el", "ul", "ad", "ash", "as", "an", "ar", "bin", "ibn", "bint", "ben", "abu", "de", "da", "do", "dos",
     "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "zu", "y", "e", "st")
)  # fmt: skip
_APOSTROPHES = frozenset(("'", "’", "‘"))
_SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "II", "III", "IV", "VI", "XIV", "XVI", "XII", "XXIII"))
_TIMES = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "june", "july", "august", "september", "october", "november", "december")
)  # fmt: skip
_NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "VBN", "VBG", "HYPH", "AFX", "FW"))
_MISTAGGED = frozenset(("NN", "JJ", "FW", "UH", "VB"))  # what a tagger makes of names that it has never seen
_HYPHENS = frozenset(("-", "–"))
CIRCLES = frozenset(("bloc", "alliance", "union", "organisation", "organization"))  # nouns for organisations of states
_QUOTES = frozenset(('"', "“", "”", "''", "``", "‘"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_REACH = 9  # tokens: longer than any stretch of modifiers before a title


@dataclass(slots=True)
class PersonPhrase:
    """A title with what stands around it. `name` is a token span, None for an unnamed holder of the office.

    `nation` names whom the person acts for, `owner` is a pronoun or noun that says it instead ("his counterpart",
    "the country's leader"), `ended` whether a guard denies the office, `indefinite` whether "a" precedes.
    """

    start: int
    end: int
    title: TitlePhrase | None
    nation: Entry | None = None
    nation_start: int = -1
    name: tuple[int, int] | None = None
    owner: int = -1
    ended: bool = False
    foreign: bool = False  # belongs to something that is no actor of the tables: a company, a party
    indefinite: bool = False
    definite: bool = False
    also: list[Title] = field(default_factory=list)
    target: Hit | None = None  # where an envoy is sent: keeps a mention of its own
    nations: list[Hit] = field(default_factory=list)  # of a plural: "the foreign ministers of India and China"


def person_phrases(reading: Reading) -> list[PersonPhrase]:
    """All phrases with a title, left to right, without overlaps."""
    found: list[PersonPhrase] = []
    after = 0
    for title in reading.titles:
        if title.start < after or _is_inside_hit(reading, title):
            continue
        if reading.words[title.start].endswith(".") and reading.words[title.start].islower():
            continue  # "8 p.m."
        if title.title.group == "military" and reading.words[title.start].islower() and title.end - title.start == 1:
            continue  # "general", "major" as adjectives
        phrase = _read(reading, title, after)
        others = _further_names(reading, phrase)
        if found and phrase.name is None and _is_apposed(reading, found[-1], phrase):
            _merge(found[-1], phrase)
        else:
            found.append(phrase)
        found += others
        after = found[-1].end
    return found


def _further_names(reading: Reading, phrase: PersonPhrase) -> list[PersonPhrase]:
    """The other persons of "Presidents Vladimir Putin and Xi Jinping"."""
    others: list[PersonPhrase] = []
    at = phrase.end
    while phrase.name and phrase.title and phrase.title.plural and at + 1 < len(reading):
        if reading.words[at] not in (",", "and", "&"):
            break
        end = name_end(reading, at + 1)
        if end == at + 1:
            break
        other = PersonPhrase(at + 1, end, phrase.title, phrase.nation, phrase.nation_start, (at + 1, end))
        other.also, other.ended, other.foreign = phrase.also, phrase.ended, phrase.foreign
        others.append(other)
        at = end
    return others


def _is_apposed(reading: Reading, named: PersonPhrase, phrase: PersonPhrase) -> bool:
    """Whether a title follows a titled name: "Sir John Smith, the ambassador of Canada"."""
    gap = [word for word in reading.words[named.end : phrase.start] if word.lower() not in ("the", "a", "an")]
    return named.name is not None and named.name[1] == named.end and gap == [","]


def _merge(named: PersonPhrase, phrase: PersonPhrase) -> None:
    """Give a named person the further title that follows."""
    if named.nation is None:
        named.nation, named.nation_start = phrase.nation, phrase.nation_start
        named.ended = named.ended or phrase.ended
        named.foreign = named.foreign or phrase.foreign
    if named.owner < 0:
        named.owner = phrase.owner
    named.also += phrase.also
    named.end = phrase.end


def _is_inside_hit(reading: Reading, title: TitlePhrase) -> bool:
    hit = reading.hit_at[title.start]
    return hit is not None and (hit.end >= title.end or hit.start < title.start)


def _read(reading: Reading, title: TitlePhrase, floor: int) -> PersonPhrase:
    phrase = PersonPhrase(title.start, title.end, title, also=[title.title])
    hit = reading.hit_at[title.start]
    if hit and hit.entry:  # the title itself names the nation: "UN envoy"
        phrase.nation, phrase.nation_start = hit.entry, hit.start
    _read_left(reading, phrase, floor)
    _read_right(reading, phrase)
    if phrase.name is None:
        _read_apposed(reading, phrase, floor)
    return phrase


def _read_left(reading: Reading, phrase: PersonPhrase, floor: int) -> None:
    """Nation, guards, owner and other modifiers before the title."""
    at = phrase.start - 1
    possessed = False
    low = max(floor, phrase.start - _REACH)
    while at >= low:
        word, hit = reading.words[at], reading.hit_at[at]
        if hit and hit.entry and hit.start >= floor and phrase.nation is None:
            if not possessed and hit.entry.use not in ("adjective",) and not _leans_right(reading, hit, phrase):
                break
            phrase.nation, phrase.nation_start = hit.entry, hit.start
            others = reading.joined_before(hit) if phrase.title and phrase.title.plural else []
            others = [other for other in others if other.start >= floor]
            if others:
                phrase.nations = [*others, hit]
            phrase.start = others[0].start if others else hit.start
            at = phrase.start - 1
            possessed = False
            continue
        if word in _POSSESSIVE and at > low:
            if phrase.nation is not None:
                break
            possessed = True
            at -= 1
            continue
        if possessed:  # "the company's president", "the country's leader"
            phrase.owner = at
            noun = reading.noun_until.get(at + 1)
            phrase.foreign = reading.keys[at] not in CIRCLES and (noun is None or not noun.head.acts_for_state)
            break
        guard = effect(reading, at)
        if guard in ENDED:
            phrase.ended = True
            phrase.start = at
        elif guard:
            phrase.start = at
        elif word in _HYPHENS:
            pass
        elif reading.tags[at] in ("PRP$",):
            phrase.owner = at
            phrase.start = at
            break
        elif reading.keys[at] in ("the", "a", "an"):
            phrase.definite = reading.keys[at] == "the"
            phrase.indefinite = not phrase.definite
            break
        elif phrase.nation is not None:
            break
        elif reading.tags[at] in _NOMINAL and reading.modifies(at, phrase.end):
            noun = reading.noun_until.get(at + 1)
            about = phrase.title is not None and phrase.title.title.group == "minister"  # "Youth and Industry Minister"
            if noun and not noun.head.acts_for_state and not phrase.ended and not about:
                phrase.foreign = True
            phrase.start = at
        elif (
            word in ("and", "&", ",")
            and at > low
            and reading.tags[at - 1] in ("NNP", "NNPS", "NN", "JJ")
            and (_is_domain_list(reading, at, phrase))
        ):
            phrase.start = at
        else:
            break
        at -= 1
    _trim(reading, phrase)


def _is_domain_list(reading: Reading, at: int, phrase: PersonPhrase) -> bool:
    """Whether "and" joins domains of one office: "Industry and Trade Minister", with a nation further left."""
    if phrase.nation is not None or phrase.title is None or phrase.title.title.group != "minister":
        return False
    for back in range(at - 1, max(at - 6, -1), -1):
        hit = reading.hit_at[back]
        if hit:
            return (hit.entry is not None and hit.entry.use == "adjective") or reading.words[hit.end] in _POSSESSIVE
        if reading.tags[back] not in _NOMINAL and reading.words[back] not in (",", "and", "&", "'s", "’s"):
            return False
    return False


def _leans_right(reading: Reading, hit: Hit, phrase: PersonPhrase) -> bool:
    """Whether a name without 's modifies what follows: "China foreign minister", not "told Russia Foreign ..."."""
    if hit.end == phrase.start and reading.words[phrase.start][0].isupper():
        return True
    last = hit.end - 1
    return any(reading.heads[i] >= hit.end for i in range(hit.start, hit.end)) and reading.deps[last] not in (
        "nsubj",
        "obj",
        "iobj",
    )


def _trim(reading: Reading, phrase: PersonPhrase) -> None:
    """Begin at a word that can begin a phrase, not at a conjunction or hyphen."""
    while phrase.start < phrase.end and (
        reading.words[phrase.start] in (",", "and", "&") or reading.words[phrase.start] in _HYPHENS
    ):
        phrase.start += 1


def _read_right(reading: Reading, phrase: PersonPhrase) -> None:
    """Further titles, "of X", and the name."""
    at = phrase.end
    size = len(reading)
    link = at + (at < size and reading.words[at] in _HYPHENS)
    if link < size and effect(reading, link) == "not yet":  # "president-elect", "Secretary-General designate"
        phrase.ended = True
        at = link + 1
    at = _read_titles(reading, phrase, at)
    at = _read_of(reading, phrase, at)
    at = _read_titles(reading, phrase, at)
    phrase.end = at
    phrase.name = _name_after(reading, phrase, at)
    if phrase.name:
        phrase.end = phrase.name[1]
        if phrase.nation is None and phrase.owner < 0:
            phrase.end = max(phrase.end, _read_of(reading, phrase, phrase.end, names_only=True))
        if phrase.nation is None:
            phrase.end = _read_brackets(reading, phrase, phrase.end)


def _read_brackets(reading: Reading, phrase: PersonPhrase, at: int) -> int:
    """Take the nation in brackets: "Queen Elizabeth II (UK)"."""
    hit = reading.hit_at[at + 1] if at + 2 < len(reading) and reading.words[at] == "(" else None
    if hit and hit.entry and hit.end < len(reading) and reading.words[hit.end] == ")":
        phrase.nation, phrase.nation_start = hit.entry, hit.start
        return hit.end + 1
    return at


def _read_titles(reading: Reading, phrase: PersonPhrase, at: int) -> int:
    """Take further titles: "Prime Minister and Foreign Minister", "Emir Sheikh"; give where they end."""
    while at < len(reading):
        step = at + 1 if reading.words[at] in ("and", "&") and phrase.nation is not None else at
        follower = reading.title_at.get(step)
        if follower is None or (step > at and follower.plural):
            break
        phrase.also.append(follower.title)
        at = follower.end
    return at


def _read_of(reading: Reading, phrase: PersonPhrase, at: int, *, names_only: bool = False) -> int:
    """Take "of the EU", "for Trade and Industry", "to Libya"; give where it ends."""
    if at >= len(reading) or reading.keys[at] not in ("of", "for", "to", "in", "at"):
        return at
    link = reading.keys[at]
    inner = at + 1
    while inner < len(reading) and (reading.keys[inner] in ("the", "a", "an") or effect(reading, inner) == "none"):
        inner += 1
    if inner >= len(reading):
        return at
    hit = reading.hit_at[inner]
    is_domain = hit and phrase.nation is not None and hit.end < len(reading) and reading.words[hit.end] in ("and", "&")
    if hit and joined_after(reading, hit)[0]:
        return at  # "of the UN-backed government of Chad"
    if hit and hit.entry and not is_domain:
        if link == "of" or (link == "for" and phrase.nation is None):
            if phrase.nation is None and phrase.owner < 0:
                phrase.nation, phrase.nation_start = hit.entry, hit.start
            end = hit.end
            others = reading.joined_after(hit) if phrase.title and phrase.title.plural and not names_only else []
            if others:
                phrase.nations = [hit, *others]
                return others[-1].end
            if hit.entry.use == "adjective" or (end < len(reading) and reading.words[end] in _POSSESSIVE):
                end = _base_noun_end(reading, end)
            return end
        if names_only or link not in ("to", "for"):
            return at
        phrase.target = hit
        return hit.end
    if names_only or link not in ("of", "for"):
        return at
    if link == "for" and reading.words[inner].islower() and reading.keys[inner] not in reading.lexicon.domains:
        return at  # "officials for clarification"
    return _domain_end(reading, phrase, inner, at)


def _base_noun_end(reading: Reading, at: int) -> int:
    """The end of the noun group that begins at token `at` ("Brazilian | Chamber of Deputies" ends after Chamber)."""
    while at < len(reading) and (reading.words[at] in _POSSESSIVE or reading.tags[at] in _NOMINAL):
        if reading.is_person[at]:
            break
        at += 1
    return at


def _domain_end(reading: Reading, phrase: PersonPhrase, inner: int, at: int) -> int:
    """The end of what an office is about: "(Minister) of Agriculture and Rural Development | Jane Doe".

    The first word after "of" and after "and" belongs to it; so do plurals, words in lower case and words that offices
    are known to be about; other capitalised words begin a name.
    """
    end, first = inner, True
    while end < len(reading):
        word, tag = reading.words[end], reading.tags[end]
        if word in ("and", "&", ",") and not first and end + 1 < len(reading) and reading.words[end + 1][0].isupper():
            if reading.is_person[end + 1] or (word == "," and not _lists_on(reading, end + 1)):
                break
            first = True
        elif tag not in _NOMINAL or reading.is_person[end]:
            break
        elif first or word.islower() or tag in ("NNS", "NNPS") or reading.keys[end] in reading.lexicon.domains:
            first = False
        else:
            break
        end += 1
    while end > inner and reading.words[end - 1] in ("and", "&", ","):
        end -= 1
    if end == inner:
        return at
    noun = reading.noun_until.get(end)
    if phrase.nation is None and noun and not noun.head.acts_for_state:
        phrase.foreign = True
    if end < len(reading) and reading.keys[end] == "of":  # "Minister of Foreign Affairs | of Ukraine"
        return max(end, _read_of(reading, phrase, end, names_only=True))
    return end


def _lists_on(reading: Reading, at: int) -> bool:
    """Whether a list of domains goes on at token `at`: "Trade, | Industry and Energy"."""
    return any(reading.words[i] in ("and", "&") for i in range(at + 1, min(at + 4, len(reading))))


def _name_after(reading: Reading, phrase: PersonPhrase, at: int) -> tuple[int, int] | None:
    """The name right after the title, or after a comma: "The Prime Minister of Turkey, Recep Tayyip Erdogan,"."""
    if phrase.title and phrase.title.plural and reading.words[at - 1].islower():
        return None
    end = name_end(reading, at)
    if end > at:
        return (at, end) if _is_personal(reading, phrase, at, end) else None
    if at + 1 < len(reading) and reading.words[at] in (",", "(") and not phrase.indefinite:
        start = at + 1
        if (honorific := reading.title_at.get(start)) and not honorific.title.represents:  # ", Mr. Mahmoud Abbas,"
            start = honorific.end
        end = name_end(reading, start)
        if end > start and _is_closed(reading, end) and _is_personal(reading, phrase, start, end):
            return start, end
    return None


def _is_closed(reading: Reading, at: int) -> bool:
    """Whether an apposition can end before token `at`: at punctuation, or where the clause goes on."""
    if at >= len(reading) or reading.tags[at] in (",", ".", "-RRB-", ":", "''", "VBD", "VBZ", "MD"):
        return True
    return reading.words[at] == "and" and at + 1 < len(reading) and reading.tags[at + 1] in ("VBD", "VBZ")


def _is_personal(reading: Reading, phrase: PersonPhrase, start: int, end: int) -> bool:
    """Whether capitalised words after a title name a person and not a body ("General Council")."""
    if any(reading.is_person[start:end]) or _is_known(reading, start):
        return True
    named = phrase.title is not None and phrase.title.title.represents
    return named and not any(reading.keys[i] in reading.gazetteer.heads for i in range(start, end))


def _is_known(reading: Reading, at: int) -> bool:
    hit = reading.hit_at[at]
    return hit is not None and bool(hit.holders)


def _read_apposed(reading: Reading, phrase: PersonPhrase, floor: int) -> None:
    """The name before the title and a comma: "Sergei Shoigu, Russia's defence minister"."""
    at = phrase.start - 1
    if at >= 0 and reading.keys[at] in ("the", "a", "an"):
        at -= 1
    if at < 1 or reading.words[at] not in (",", "(", "–", "-"):
        return
    start = name_start(reading, at)
    if start < at and start >= floor and reading.words[start][0].isalpha() and _is_personal(reading, phrase, start, at):
        phrase.name = (start, at)
        phrase.start = start


# --- names of persons ------------------------------------------------------------------------------------------------


def name_end(reading: Reading, at: int) -> int:
    """The end of the personal name that begins at token `at`; `at` itself if none does."""
    size = len(reading)
    end = at
    while end < size:
        hit = reading.hit_at[end]
        if hit and hit.holders and hit.start == end:
            end = hit.end
        elif is_name_word(reading, end):
            end += 1
        elif end > at and reading.words[end] in _QUOTES and (closed := _nickname_end(reading, end)):
            end = closed
        elif end > at and _is_joint(reading, end) and effect(reading, end + 1) not in ENDED:
            end += 2
        elif (reading.keys[end] in _PARTICLES and _leads_to_a_name(reading, end)) or (
            end > at and (reading.words[end] in _SUFFIXES or _is_letter(reading, end))
        ):
            end += 1
        elif (
            end > at and reading.words[end] == "," and end + 1 < size and reading.words[end + 1] in ("Jr.", "Jr", "Sr.")
        ):
            end += 2
        else:
            break
    return end


def name_start(reading: Reading, end: int) -> int:
    """The beginning of the personal name that ends before token `end`; `end` itself if none does."""
    start = end
    while start > 0:
        before = start - 1
        hit = reading.hit_at[before]
        if hit and hit.holders and hit.end == start:
            start = hit.start
        elif (
            is_name_word(reading, before)
            or (reading.words[before] in _SUFFIXES and start == end)
            or (_is_joint(reading, before) and start < end)
        ):
            start -= 1
        elif before > 1 and _is_joint(reading, before - 1) and reading.tags[before][:2] == "NN":
            start -= 2
        elif start < end and reading.keys[before] in _PARTICLES and reading.words[before].islower():
            start -= 1
        else:
            break
    return start


def _stop(reading: Reading, at: int) -> int:
    return reading.offsets[at] + len(reading.words[at])


def _nickname_end(reading: Reading, at: int) -> int:
    """Where a nickname in quotes ends, if the name goes on behind it: "Joko “Jokowi” | Widodo"; else 0."""
    for end in range(at + 2, min(at + 4, len(reading) - 1)):
        if reading.words[end] in _QUOTES:
            return end + 1 if is_name_word(reading, end + 1) else 0
    return 0


def _is_joint(reading: Reading, at: int) -> bool:
    """Whether token `at` is a hyphen inside a word."""
    return (
        reading.words[at] in _HYPHENS
        and 0 < at < len(reading) - 1
        and reading.offsets[at] == _stop(reading, at - 1)
        and reading.offsets[at + 1] == _stop(reading, at)
    )


def _is_letter(reading: Reading, at: int) -> bool:
    """Whether an apostrophe belongs to the name: "Mohammed Shia' | Al Sudani"; in "Abbas' Fatah" it is a genitive."""
    before = reading.words[at - 1]
    glued = reading.words[at] in _APOSTROPHES and reading.offsets[at] == _stop(reading, at - 1)
    follows = at + 1 < len(reading) and (
        is_name_word(reading, at + 1) or (reading.keys[at + 1] in _PARTICLES and _leads_to_a_name(reading, at + 1))
    )
    return glued and follows and before[-1] not in "sxz"


def _leads_to_a_name(reading: Reading, at: int) -> bool:
    """Whether a particle ("bin", "al-", "van der") is followed by a word of a name."""
    step = at + 1
    while (
        step < len(reading) and step < at + 4 and (reading.words[step] in _HYPHENS or reading.keys[step] in _PARTICLES)
    ):
        step += 1
    return step < len(reading) and is_name_word(reading, step)


def is_name_word(reading: Reading, at: int) -> bool:
    """Whether token `at` can be a word of a personal name: capitalised, no office, no actor, no day or month."""
    word = reading.words[at]
    if not word[0].isupper() or reading.keys[at] in _TIMES or reading.is_date[at]:
        return False  # "in May" is no minister
    hit = reading.hit_at[at]
    if hit and hit.entry and not hit.holders and not reading.is_person[at]:
        return False
    if hit and hit.entry and hit.entry.use == "adjective":
        return False
    starts_sentence = at == 0 or reading.sentences[at] != reading.sentences[at - 1]
    if starts_sentence and effect(reading, at):
        return False  # "Incumbent Jane Doe"
    title = reading.title_at.get(at)
    if title and not (title.end - title.start == 1 and at and reading.is_person[at - 1]):
        return False  # but the last word of "Hun Sen" is no senator
    if reading.is_person[at]:
        return True
    if reading.tags[at] in ("NNP", "NNPS"):
        return len(word) < 4 or not word.isupper()
    return reading.tags[at] in _MISTAGGED and not starts_sentence and reading.keys[at] not in reading.gazetteer.heads
