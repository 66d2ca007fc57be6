"""Who the persons of a text are, and whom each acts for.

Every named person gets a record, under the full name and under each later bare surname. Whom a person acts for is
decided by the first of these that speaks:

1. the words around the name ("Israel's prime minister", "his Russian counterpart", "a Saudi journalist")
2. another mention of the same person in the text
3. the table of office-holders at the date of the document (out of office then: a former one, code `~`)
4. for a person with a title, the state that the text speaks of there
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Kind
from kg.nlp.context import Context
from kg.nlp.gazetteer import OfficeHolder, covers, fold
from kg.nlp.persons import CIRCLES, PersonPhrase, name_end, person_phrases
from kg.nlp.reading import Found, Hit, Reading

# Offices whose holder's other namesakes are not asked: a bare surname in the news means these.
_PROMINENT = ("President", "Prime Minister", "Chancellor", "King", "Queen", "Pope", "Supreme Leader", "Emir", "Sultan")
_REPRESENTING = frozenset(
    (
        "head of state",
        "head of government",
        "minister",
        "envoy",
        "spokesman",
        "organisation",
        "royal",
        "parliament",
        "official",
        "military",
        "counterpart",
    )
)


@dataclass(slots=True)
class Person:
    """What the text says of one named person, over all mentions."""

    name: str
    code: str = ""
    office: str = ""


class People:
    """The named persons of a text, by full name and by surname."""

    def __init__(self) -> None:
        self.by_name: dict[str, Person] = {}
        self.by_surname: dict[str, list[Person]] = {}

    def get(self, name: str) -> Person | None:
        """The person of this full name, or the last one with this surname."""
        key = fold(name)
        known = self.by_name.get(key)
        if known is None:
            namesakes = self.by_surname.get(key) or self.by_surname.get(_surname(key), [])
            if " " in key:
                namesakes = [one for one in namesakes if _may_be_same(one.name, name)]
            known = namesakes[-1] if namesakes else None
        return known

    def add(self, name: str, code: str = "", office: str = "") -> Person:
        """File a mention of a person; what is known already stays."""
        person = self.get(name)
        if person is None:
            person = Person(name)
            key = fold(name)
            self.by_surname.setdefault(_surname(key), []).append(person)
        elif len(name) > len(person.name):
            person.name = name
        self.by_name.setdefault(fold(name), person)
        person.code = person.code or code
        person.office = person.office or office
        return person


def _surname(key: str) -> str:
    """The last word of a folded name that is no suffix: "locsin" of "teodoro locsin jr"."""
    words = [word for word in key.split() if word not in ("jr", "sr", "ii", "iii", "iv")]
    return words[-1] if words else key


def _may_be_same(name: str, other: str) -> bool:
    """Whether two names with one surname agree: a bare surname, or given names with one initial."""
    first, second = fold(name).split(), fold(other).split()
    return len(first) == 1 or len(second) == 1 or first[0][0] == second[0][0]


def find_people(reading: Reading, context: Context) -> list[Found]:
    """Mentions of persons: by title, by full name, by surname."""
    people = People()
    found: list[Found] = []
    open_phrases: list[tuple[Found, PersonPhrase]] = []
    taken = [False] * len(reading)

    def take(one: Found) -> Found:
        found.append(one)
        taken[one.start : one.end] = [True] * (one.end - one.start)
        return one

    unnamed: list[PersonPhrase] = []
    installed: list[PersonPhrase] = []
    for phrase in person_phrases(reading):
        one = _titled(reading, phrase)
        if one is None:
            unnamed.append(phrase)
            continue
        take(one)
        if phrase.name is None:
            if _follows_as(reading, phrase):
                installed.append(phrase)
            continue
        if one.code:
            people.add(one.name, one.code, one.office or "")
        else:
            open_phrases.append((one, phrase))
    for one, phrase in open_phrases:
        _decide(reading, context, people, one, phrase)
    for start, end in _names_left(reading, taken):
        other = _untitled(reading, context, people, start, end)
        if other:
            _share_nationality(reading, people, found[-1] if found else None, other)
            take(other)
    named = [one for one in found if one.kind == "person" and one.how != "unnamed"]
    for phrase in installed:
        _install(reading, people, named, phrase)
    for phrase in unnamed:
        description = _described(reading, context, named, phrase, found)
        if description:
            take(description)
    for one in found:
        if one.how == "unnamed" and one.kind == "person":
            _recognise(reading, named, one)
    for one in found:
        person = people.get(one.name) if one.kind == "person" and one.how != "unnamed" else None
        if person:
            own, realm = _name_and_realm(reading, person.name)
            one.name = own if realm else person.name
    return found


def _name_and_realm(reading: Reading, name: str) -> tuple[str, str]:
    """The name of a monarch and the code of the state in it: "Albert II", `MCO` of "Albert II of Monaco", else ""."""
    own, of, realm = name.rpartition(" of ")
    entries = reading.gazetteer.lookup(realm, reading.document.date) if of else ()
    codes = [entry.code for entry in entries if entry.kind == "state" and entry.use == "name"]
    return own, codes[0] if codes else ""


def _follows_as(reading: Reading, phrase: PersonPhrase) -> bool:
    """Whether "as" stands before an office: "sworn in as the new President of Chad"."""
    at = phrase.start - 1
    while at > 0 and (reading.keys[at] in ("the", "a", "its") or reading.tags[at] == "JJ"):
        at -= 1
    return reading.keys[at] == "as"


def _install(reading: Reading, people: People, named: list[Found], phrase: PersonPhrase) -> None:
    """Give the office to whom the sentence gives it: the person right before "as", else the subject."""
    if phrase.nation is None or phrase.title is None or phrase.ended or phrase.foreign:
        return
    if (
        not phrase.title.title.represents
        or phrase.nation.code.startswith("~")
        or phrase.nation.use in ("territory", "city")
    ):
        return
    sentence = reading.sentences[phrase.start]
    before = [one for one in named if reading.sentences[one.start] == sentence and one.end <= phrase.start]
    beside = [one for one in before if "as" in reading.keys[one.end : one.end + 1]]
    subjects = [one for one in before if reading.deps[reading.head_of(one)].startswith("nsubj")]
    for one in beside[-1:] or subjects[-1:]:
        if one.office is None:
            one.code, one.office = phrase.nation.code, reading.text(phrase.title.start, phrase.title.end)
            people.add(one.name, one.code, one.office).code = one.code


def _described(
    reading: Reading, context: Context, named: list[Found], phrase: PersonPhrase, found: list[Found]
) -> Found | None:
    """The last person of the office of "the president", "its foreign minister"; else that of the state spoken of."""
    title = phrase.title
    if title is None or title.plural or phrase.nation or phrase.foreign or phrase.ended:
        return None
    if not (phrase.definite or phrase.owner >= 0) or not title.title.represents:
        return None
    if phrase.end < len(reading) and (
        reading.tags[phrase.end][:2] == "NN" or reading.keys[phrase.end] in ("of", "for")
    ):
        return None
    holder = _last_holder(reading, named, phrase.start, title.title.office)
    if holder:
        return _found(reading, phrase, holder.code, "description", holder.name, None)
    unnamed = _last_unnamed(reading, found, phrase)
    if unnamed:
        return _found(reading, phrase, unnamed.code, "description", unnamed.name, None)
    state = context.state_at(phrase.start)
    if state is None or title.title.group not in _REPRESENTING:
        return None
    return _found(reading, phrase, state, "unnamed", reading.text(title.start, title.end), None)


def _last_unnamed(reading: Reading, found: list[Found], phrase: PersonPhrase) -> Found | None:
    """The unnamed holder of the same office shortly before: "A Danish spokesman denied it. The spokesman added"."""
    assert phrase.title is not None
    for one in sorted(found, key=lambda one: -one.start):
        if one.how != "unnamed" or one.start >= phrase.start or not one.code or one.code.startswith("?"):
            continue
        if reading.sentences[phrase.start] - reading.sentences[one.start] > _SHORTLY:
            return None
        if any(
            one.start <= title.start < one.end and title.title.office == phrase.title.title.office
            for title in reading.titles
        ):
            return one
    return None


def _last_holder(reading: Reading, named: list[Found], before: int, office: str, code: str = "") -> Found | None:
    """The last person named before a token with this office (of this state)."""
    for one in sorted(named, key=lambda one: -one.start):
        if one.start < before and one.office and (not code or one.code == code):
            title = reading.gazetteer.titles.get(fold(one.office))
            if title and title.office == office:
                return one
    return None


def _recognise(reading: Reading, named: list[Found], one: Found) -> None:
    """Give "the Russian president" the name that the text has for the Russian president."""
    title = next((phrase for phrase in reading.titles if one.start <= phrase.start < one.end), None)
    if title is None or title.plural:
        return
    holder = _last_holder(reading, named, one.start, title.title.office, one.code)
    if holder:
        one.name, one.how = holder.name, "description"


def _titled(reading: Reading, phrase: PersonPhrase) -> Found | None:
    """The mention that a title phrase makes; code "" if the phrase itself does not say whom the person acts for."""
    title = phrase.title
    assert title is not None
    name = reading.text(*phrase.name) if phrase.name else ""
    code = ""
    office: str | None = None
    sub_national = not any(one.represents for one in phrase.also)
    if phrase.nation is None:
        _, code = _name_and_realm(reading, name)
        code = "" if phrase.ended or phrase.foreign else code
    else:
        code = phrase.nation.code
        of_a_city = phrase.nation.use == "capital" and phrase.nation_start > title.start  # "prosecutor of Tehran"
        if phrase.nation.use in ("territory", "city", "people") or of_a_city:
            sub_national = True
        if phrase.ended or phrase.foreign or (sub_national and title.title.group != "subnational"):
            code = code if code.startswith("~") else "~" + code
    if not name:
        if not phrase.nation or (
            phrase.end < len(reading) and reading.tags[phrase.end] in ("NN", "NNS", "NNP", "NNPS")
        ):
            return None  # "National Guard", "prime minister candidate"
        if sub_national and (title.title.group == "subnational" or reading.noun_until.get(title.end)):
            return None  # `kg.nlp.phrases` reads it as a head noun
        end = phrase.target.start - 1 if phrase.target and phrase.target.end == phrase.end else phrase.end
        words = reading.text(phrase.start, max(end, title.end)).removesuffix(" to")  # "Peru's ambassador to the UN"
        one = _found(reading, phrase, code, "unnamed", words, None)
        if phrase.nations:
            one.members = [_member(reading, one, hit, phrase) for hit in phrase.nations]
            one.code = "?"
        return one
    if not phrase.ended and not phrase.foreign and not sub_national and not code.startswith("~"):
        groups = {one.group for one in phrase.also if one.represents}
        if groups & _REPRESENTING:
            office = reading.text(title.start, title.end)
    if phrase.ended and not phrase.nation:
        code = ""
    return _found(reading, phrase, code, "title", name, office)


def _member(reading: Reading, plural: Found, hit: Hit, phrase: PersonPhrase) -> Found:
    """One of several unnamed: "foreign ministers" of one of the nations."""
    assert phrase.title is not None and hit.entry is not None
    nation = hit.entry
    ended = phrase.ended or phrase.foreign
    code = nation.code if not ended or nation.code.startswith("~") else "~" + nation.code
    words = reading.text(phrase.title.start, phrase.title.end)
    adjectives = reading.gazetteer.states[nation.code].adjectives if nation.code in reading.gazetteer.states else ()
    name = f"{adjectives[0] if adjectives else nation.canonical} {words}"
    return Found(hit.start, hit.end, code, plural.kind, "unnamed", name, anchor=hit.start, group=plural.group)


def _found(reading: Reading, phrase: PersonPhrase, code: str, how: str, name: str, office: str | None) -> Found:
    anchor = phrase.name[0] if phrase.name else phrase.title.end - 1 if phrase.title else -1
    title = phrase.title
    kind: Kind = "person"
    if title and title.plural and not phrase.name:
        kind = "body" if not code.startswith("~") else "group"
    found = Found(phrase.start, phrase.end, code, kind, how, name, office, anchor=anchor)
    found.group = title.title.group if title else ""
    if phrase.target and found.start <= phrase.target.start < found.end:
        found.inner = phrase.target.start, phrase.target.end
    return found


def _decide(reading: Reading, context: Context, people: People, one: Found, phrase: PersonPhrase) -> None:
    """Find whom a titled person acts for when the title phrase does not say."""
    known = people.get(one.name)
    if known and known.code:
        code = known.code
    else:
        holder = _named_with_title(reading, phrase) or _holder(
            reading, one.name, context, titled=True, office=one.office
        )
        if holder:
            code = holder.code if _in_office(reading, holder) or one.office else "~" + holder.code.removeprefix("~")
            one.how = "office-holder table"
        else:
            one.how = "context"
            if _is_official(phrase):
                code = _context_code(context, one, phrase) or "?"
            else:
                place = context.place_at(one.start)
                code = f"~{place}" if place else "?"
    if phrase.ended or phrase.foreign:
        code = code if code.startswith("~") or code == "?" else "~" + code
    if code.startswith("~") or code == "?":
        one.office = None
    one.code = code
    people.add(one.name, code, one.office or "")


def _is_official(phrase: PersonPhrase) -> bool:
    """Whether the title alone tells that its holder acts for a state: a minister or a mayor, not a businessman."""
    if phrase.foreign or phrase.title is None:
        return False
    return phrase.title.title.group == "subnational" or any(title.represents for title in phrase.also)


def _named_with_title(reading: Reading, phrase: PersonPhrase) -> OfficeHolder | None:
    """Who the table knows by title and name together, "Pope Leo" or "King Charles", and holds the office that day."""
    hit = reading.hit_at[phrase.name[0]] if phrase.name else None
    holders = [holder for holder in hit.holders if _in_office(reading, holder)] if hit else []
    return holders[0] if len({holder.code for holder in holders}) == 1 else None


def _context_code(context: Context, one: Found, phrase: PersonPhrase) -> str | None:
    circle = phrase.owner >= 0 and context.reading.keys[phrase.owner] in CIRCLES
    if circle or any(title.group == "organisation" for title in phrase.also):
        organisation = context.organisation_at(one.start)
        if organisation:
            return organisation
    return context.state_at(one.start)


def _holder(
    reading: Reading, name: str, context: Context, *, titled: bool = False, office: str | None = None
) -> OfficeHolder | None:
    """The office-holder that a name means at the document's date, else the last one before it.

    Of several with one surname who holds the `office` that the text gives, then whose state the text speaks of.
    """
    gazetteer, date = reading.gazetteer, reading.document.date
    key = fold(name)
    known = gazetteer.persons.get(key)
    if known is None or (" " not in key and date is not None and key in gazetteer.surnames):
        known = gazetteer.surnames.get(key, ())
        if not titled:
            rare = len({holder.code.removeprefix("~") for holder in known}) == 1
            known = tuple(one for one in known if (rare or one.office in _PROMINENT) and not one.code.startswith("~"))
        if date is not None:
            known = tuple(holder for holder in known if covers(holder.since, holder.until, date))
        else:
            known = tuple(sorted(known, key=lambda holder: holder.since, reverse=True))
        if len({holder.code for holder in known}) > 1:
            counts = context.counts
            known = tuple(sorted(known, key=lambda one: (one.office != office, -counts[one.code.removeprefix("~")])))
            if counts[known[0].code] == 0 and not titled:
                return None
        return known[0] if known else None
    if date is not None:
        now = [holder for holder in known if covers(holder.since, holder.until, date)]
        acting = [holder for holder in now if not holder.code.startswith("~")]
        if acting or now:
            return (acting or now)[0]
        before = [holder for holder in known if holder.since[: len(date)] <= date]
        return max(before, key=lambda holder: holder.since) if before else None
    return max(known, key=lambda holder: holder.since) if known else None


def _in_office(reading: Reading, holder: OfficeHolder) -> bool:
    date = reading.document.date
    return date is None or covers(holder.since, holder.until, date)


def _names_left(reading: Reading, taken: list[bool]) -> list[tuple[int, int]]:
    """Token spans of personal names that no title phrase has taken."""
    spans = []
    at = 0
    while at < len(reading):
        hit = reading.hit_at[at]
        if taken[at] or (hit and not hit.holders and not reading.is_person[at]):
            at += 1
            continue
        known = hit is not None and bool(hit.holders) and hit.start == at
        if known or reading.is_person[at] or reading.tags[at] in ("NNP", "NNPS"):
            end = name_end(reading, at)
            if end > at:
                while any(taken[at:end]):
                    end -= 1
                if end > at:
                    spans.append((at, end))
                at = max(end, at + 1)
                continue
        at += 1
    return spans


def _untitled(reading: Reading, context: Context, people: People, start: int, end: int) -> Found | None:
    """A person without a title: known from the text or the tables, else nobody."""
    name = reading.text(start, end)
    hit = reading.hit_at[start]
    known = people.get(name)
    if known and known.code:
        return Found(
            start, end, known.code, "person", "surname" if " " not in name else "name", known.name, anchor=start
        )
    full = hit is not None and bool(hit.holders)
    holder = _holder(reading, name, context)
    if not full and (end - start > 1 or (holder and not reading.is_person[start] and holder.office not in _PROMINENT)):
        holder = None
    if holder is None:
        return _by_nationality(reading, people, start, end) if any(reading.is_person[start:end]) else None
    code = holder.code if _in_office(reading, holder) else "~" + holder.code.removeprefix("~")
    people.add(name, code)
    person = people.get(name)
    incumbent = start > 0 and reading.keys[start - 1] == "incumbent" and not code.startswith("~")
    office = reading.words[start - 1] if incumbent else None  # "the incumbent Hassan Rouhani" says that he holds it
    full_name = person.name if person else name
    return Found(start, end, code, "person", "office-holder table", full_name, office, anchor=start)


def _share_nationality(reading: Reading, people: People, last: Found | None, one: Found) -> None:
    """Two of a list have one nationality: "two American hikers, Jane Doe and John Roe"."""
    if last is None or last.how != "nationality" or one.how != "unknown" or reading.words[last.start - 1] != ",":
        return
    if reading.words[last.end : one.start] in (["and"], [","], [",", "and"]):
        one.code, one.how = last.code, "nationality"
        people.add(one.name, one.code)


def _is_a_make(reading: Reading, start: int, end: int) -> bool:
    """Whether a supposed name is that of a product: "Sukhoi Su-35 fighters", "the Javelin missiles"."""
    if any(letter.isdigit() for letter in reading.text(start, end)):
        return True
    if end < len(reading) and (reading.words[end][0].isdigit() or reading.words[end] in ("-", "–")):
        return True
    return (
        reading.deps[end - 1] in ("compound", "amod")
        and reading.heads[end - 1] >= end
        and reading.tags[end][:2] == "NN"
    )


def _by_nationality(reading: Reading, people: People, start: int, end: int) -> Found | None:
    """An unknown person with the nationality beside the name: "the Dutch trader Jan Roe", "two US hikers, Jane Doe".

    Who has none acts for nobody that we know: `?`.
    """
    if any(hit and hit.entry for hit in reading.hit_at[start:end]) or _is_a_make(reading, start, end):
        return None
    if any(title.start <= start and end <= title.end for title in reading.titles):
        return None  # "The Vice President agreed": an office that the recogniser took for a name
    name = reading.text(start, end)
    first, code = start, "?"
    at = start - 1
    crossed = False
    while at >= 0 and start - at < _BESIDE:
        hit = reading.hit_at[at]
        if hit and hit.entry and hit.entry.use in ("adjective", "name", "people"):
            modifies = "adjective" in hit.uses or reading.heads[hit.end - 1] >= hit.end
            modifies = modifies and not _is_clause(reading, hit, start)
            if modifies and hit.end < start - crossed and hit.entry.kind in ("state", "organisation", "movement"):
                code = hit.entry.code if hit.entry.code.startswith("~") else "~" + hit.entry.code
                first = start if crossed else hit.start
            break
        if reading.words[at] in (",", "and") and not crossed and reading.tags[at - 1][:2] == "NN":
            crossed = True
        elif reading.tags[at] not in _BESIDE_TAGS:
            break
        at -= 1
    people.add(name, code if code != "?" else "")
    return Found(first, end, code, "person", "nationality" if code != "?" else "unknown", name, anchor=start)


def _is_clause(reading: Reading, hit: Hit, name: int) -> bool:
    """Whether the plural between a state and a name is a verb: "Chile forms Petromar", not "US climbers Jane Doe"."""
    verb = hit.end
    named = hit.entry is not None and hit.entry.use == "name"
    return named and verb + 1 == name and reading.tags[verb] == "NNS" and verb not in reading.noun_at


_SHORTLY = 3  # sentences in which "the spokesman" is the one just spoken of
_BESIDE = 8  # tokens between a nationality and the name that it belongs to
_BESIDE_TAGS = frozenset(("NN", "NNS", "NNP", "JJ", "JJS", "VBN", "VBG", "HYPH", "CD", "-"))
