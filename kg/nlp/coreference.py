"""Pronouns, descriptions and plurals: what they point back to. Light and exact rather than far-reaching.

The method is that of the classical recency and salience heuristics (Hobbs 1978; Lappin and Leass 1994), cut down to
what is nearly always right in news: agreement in kind (he: a person; it: a state, organisation or body; they: several
or a group), never further back than the sentence before, the subject before the rest, the nearer before the farther.
What stays undecided gets no mention.

    he, she, his, her ...      the last person; of two in the sentence, its subject
    I, we, our                 the speaker, whom the speaker acts for (kg/nlp/speakers.py)
    it, its                    the last state, organisation, movement or body that is no mere place
    they, their                the last plural: a group, or actors joined by "and"
    the embassy, the navy      the last body that was named with this noun
    the South                  the state of that name, where the text names one
    the country, the kingdom   the state that the text speaks of
    the bloc, the group        the last organisation or movement
    the president              the last person of that office; else the one of the state that the text speaks of
    the former, the latter     the first and the second of the two actors before it in the sentence
    the two countries, both ministers, the two sides      the last two different ones
    the two Koreas             the two states of that name
    the leaders, the ministers, the two                   the persons of the nearest sentence with several states
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.nlp.context import Context
from kg.nlp.gazetteer import covers
from kg.nlp.persons import CIRCLES
from kg.nlp.reading import Found, Reading
from kg.nlp.speakers import Speakers, is_first_person, is_singular

_MALE = frozenset(("he", "him", "his", "himself"))
_FEMALE = frozenset(("she", "her", "hers", "herself"))
_THING = frozenset(("it", "its", "itself"))
_REASONS = frozenset(("over", "for", "following", "after", "about", "despite", "against"))
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_STATE_WORDS = frozenset(("country", "nation", "kingdom", "republic", "emirate", "sultanate", "monarchy"))
_BAND_WORDS = frozenset(("group", "movement", "militia", "organisation", "organization"))
_STATES_WORDS = frozenset(
    ("countries", "nations", "states", "sides", "governments", "parties", "neighbours", "neighbors", "powers", "rivals",
     "allies", "capitals", "armies", "militaries")
)  # fmt: skip
_COUNTRIES = frozenset(("countries", "nations", "states", "governments"))
_NAMES = frozenset(("state name", "organisation name", "movement name", "seat"))
_OUR_STATES = _COUNTRIES | {"sides"}
_PERSONS_WORDS = frozenset(
    ("leaders", "ministers", "presidents", "men", "women", "diplomats", "officials", "premiers", "politicians", "heads",
     "counterparts", "chiefs", "monarchs", "kings", "chancellors")
)  # fmt: skip
_DIRECTIONS = frozenset(("North", "South", "East", "West"))
_NARROWING = frozenset(("of", "who", "from", "in", "at", "that", "whose", "attending"))
_NO_PLURALS = frozenset(("pronoun", "place", "adjective"))
_PARTIES_REACH = 10  # sentences: who meets is said once, at the beginning
_MOST_PARTIES = 8
_OF_TWO = {"former": 0, "latter": 1}
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "2": 2, "3": 3}
_ENDS = frozenset(("state", "organisation", "body", "person"))
_ACTING_KINDS = frozenset(("state", "organisation", "body", "movement", "group"))


def refer(reading: Reading, context: Context, found: list[Found]) -> list[Found]:
    """The mentions that point back to those in `found`, left to right."""
    return _Referrer(reading, context, found).run()


class _Referrer:
    def __init__(self, reading: Reading, context: Context, found: list[Found]) -> None:
        self.reading = reading
        self.context = context
        self.seen: list[Found] = []  # antecedents so far, in order of the text
        self.waiting = sorted(found, key=lambda one: (one.start, -one.end))
        self.gender: dict[str, str] = {}
        self.new: list[Found] = []
        self.speakers = Speakers(reading, found)

    def run(self) -> list[Found]:
        reading = self.reading
        covered = [False] * len(reading)
        for one in self.waiting:
            covered[one.start : one.end] = [True] * (one.end - one.start)
        long_names = [one for one in self.waiting if one.how in _NAMES and one.end - one.start > 1]
        names = {at for one in long_names for at in range(one.start, one.end)}  # "the | United Kingdom"
        at = upcoming = 0
        while at < len(reading):
            while upcoming < len(self.waiting) and self.waiting[upcoming].start <= at:
                self.seen.append(self.waiting[upcoming])
                upcoming += 1
            new = None if covered[at] else self._at(at)
            if new is None or (new.how == "description" and new.anchor in names):
                at += 1
                continue
            self.new.append(new)
            self.seen.append(new)
            at = new.end
        return self.new

    def _at(self, at: int) -> Found | None:
        owner = self._referring(at)
        return self._country_of(at, owner) or owner if owner else None

    def _country_of(self, at: int, owner: Found) -> Found | None:
        """The state of "his country": whom the owner acts for."""
        reading = self.reading
        owned = reading.tags[at] == "PRP$" and at + 1 < len(reading) and reading.keys[at + 1] in _STATE_WORDS
        if not owned or owner.members or owner.code not in reading.gazetteer.states or owner.end > at + 1:
            return None
        return Found(at, at + 2, owner.code, "state", "description", self._name_of(owner.code), anchor=at + 1)

    def _referring(self, at: int) -> Found | None:
        key = self.reading.keys[at]
        if key in _MALE or key in _FEMALE:
            return self._person(at, "female" if key in _FEMALE else "male")
        if key in _THING:
            return None if self.reading.deps[at] == "expl" else self._like(at, self._nearest(at, _is_single_actor))
        if key in _PLURAL:
            return self._several(at)
        if is_first_person(self.reading, at):
            return self._our_description(at) or self._first_person(at)
        if key in ("the", "both", "this") or key in _COUNTS:
            return self._description(at)
        return None

    # --- who may be meant

    def _candidates(self, at: int, fits: Callable[[Found], bool]) -> tuple[list[Found], list[Found]]:
        """Those that fit in this sentence before `at`, and in the sentence before."""
        sentences = self.reading.sentences
        at = self.speakers.before(at)
        here: list[Found] = []
        before: list[Found] = []
        for one in reversed(self.seen):
            distance = sentences[at] - sentences[one.start]
            if distance > 1:
                break
            if fits(one) and one.end <= at:
                (before if distance else here).append(one)
        return here, before

    def _nearest(self, at: int, fits: Callable[[Found], bool]) -> Found | None:
        here, before = self._candidates(at, fits)
        for group in (here, before):
            if not group:
                continue
            subjects = [one for one in group if self._is_subject(one)]
            if group is here and (blamed := self._blamed(at, group)):
                return blamed
            if group is here and (telling := self._telling(at, group)):
                return telling
            if subjects:
                return subjects[0] if group is here else subjects[-1]
            owners = [one for one in group if self._is_owner(one)]
            if owners and group is here:
                return owners[0]  # "Delhi's support for Moscow, its neutrality in ..."
            if group is here or len({one.code for one in group}) == 1:
                return group[0]
        return None

    def _is_subject(self, one: Found) -> bool:
        return self.reading.deps[self.reading.head_of(one)].startswith("nsubj")

    def _blamed(self, at: int, group: list[Found]) -> Found | None:
        """The object whose doing is the reason: "sanctions on Iran over its attack", "isolate Moscow after its ..."."""
        if self.reading.keys[at] != "its" or at == 0 or self.reading.keys[at - 1] not in _REASONS:
            return None
        nearest = group[0]
        return nearest if self.reading.deps[self.reading.head_of(nearest)] in ("obj", "iobj", "obl", "nmod") else None

    def _telling(self, at: int, group: list[Found]) -> Found | None:
        """Who tells of itself: "Chad's announcement that it will ...", whoever is the subject of the sentence."""
        reading = self.reading
        told = reading.heads[at]
        if not reading.deps[at].startswith("nsubj") or reading.deps[told] not in ("acl", "ccomp"):
            return None
        noun = reading.heads[told]
        owners = [one for one in group if self._is_owner(one) and reading.heads[reading.head_of(one)] == noun]
        return owners[0] if owners else None

    def _is_owner(self, one: Found) -> bool:
        return self.reading.deps[self.reading.head_of(one)] == "nmod:poss"

    # --- pronouns

    def _person(self, at: int, gender: str) -> Found | None:
        def fits(one: Found) -> bool:
            return one.kind == "person" and not one.members and self.gender.get(one.name, gender) == gender

        person = self._nearest(at, fits)
        if person is None:
            return None
        self.gender.setdefault(person.name, gender)
        return self._like(at, person)

    def _first_person(self, at: int) -> Found | None:
        """The speaker for "I"; for "we" whom the speaker acts for, or all who sign a statement."""
        speaker = self.speakers.speaker_at(at)
        if speaker is None:
            return None
        if speaker < 0:
            authors = self.speakers.authors
            if is_singular(self.reading, at):
                return self._like(at, authors[0]) if len(authors) == 1 else None
            if len(authors) > 1:
                return self._all(at, at + 1, authors, "pronoun")
            one = authors[0] if authors else None
        else:
            one = self._said_by(speaker)
        if one is None or is_singular(self.reading, at):
            return self._like(at, one)
        if one.kind != "person" or one.code not in self.reading.gazetteer.states:
            return self._like(at, one)
        return Found(at, at + 1, one.code, "state", "pronoun", self._name_of(one.code), anchor=at)

    def _our_description(self, at: int) -> Found | None:
        """The two of "our two countries": whom the speaker acts for, and the last other one."""
        reading = self.reading
        noun = at + 2 if reading.keys[at + 1 : at + 2] and reading.keys[at + 1] in _COUNTS else at + 1
        if noun >= len(reading) or reading.keys[at] != "our" or reading.keys[noun] not in _OUR_STATES:
            return None
        own = self._first_person(at)
        count = _COUNTS.get(reading.keys[noun - 1], 2)
        if own is None or own.members:
            return own if own and len(own.members) == count else None
        others = [one for one in reversed(self.seen) if _is_state(one) or (one.kind == "person" and _is_state_of(one))]
        others = list({one.code: one for one in others if one.code not in (own.code, "?")}.values())
        if count != 2 or not others:
            return None
        other = Found(at, at + 1, others[0].code, "state", "plural", self._name_of(others[0].code))
        return self._all(at, noun + 1, [own, other], "plural")

    def _said_by(self, speaker: int) -> Found | None:
        """The mention at the subject of a verb of saying, which may stand behind what is said."""
        reading = self.reading
        key = reading.keys[speaker]
        if key in _MALE or key in _FEMALE:
            return self._person(speaker, "female" if key in _FEMALE else "male")
        if key in _THING:
            return self._nearest(speaker, _is_single_actor)
        if is_first_person(reading, speaker):
            return next(iter(self.speakers.authors), None)
        named = [one for one in (*self.waiting, *self.new) if one.start <= speaker < one.end]
        return named[0] if named else None

    def _several(self, at: int) -> Found | None:
        here, before = self._candidates(at, lambda one: bool(one.members) or one.how not in _NO_PLURALS)
        for group in (here, before):
            ordered = [one for one in group if self._is_subject(one)] if group is before else []
            for one in [*ordered, *group]:
                if one.members:
                    return self._like(at, one)
                joined = self._joined(one, group)
                if len(joined) > 1:
                    return self._all(at, at + 1, joined, "pronoun")
                if one in ordered and one.kind == "body":
                    return self._like(at, one)
                if one.kind in ("group", "movement") or (one.kind == "body" and self._is_plural(one)):
                    return self._two_who_met(at, group) or self._like(at, one)
            if group and (two := self._two_who_met(at, group)):
                return two
        return None

    def _two_who_met(self, at: int, group: list[Found]) -> Found | None:
        """The two persons of a sentence, of different states: "X met Y. They agreed"."""
        persons = _one_a_code(_singles(one for one in reversed(group) if one.kind == "person"))
        subjects = [one for one in group if one.kind == "person" and self._is_subject(one)]
        return self._all(at, at + 1, persons, "pronoun") if len(persons) == 2 and subjects else None

    def _joined(self, last: Found, group: list[Found]) -> list[Found]:
        """The actors joined by "and" whose last one is `last`, in order of the text."""
        heads, deps = self.reading.heads, self.reading.deps
        own = {self.reading.head_of(one): one for one in group}
        token = self.reading.head_of(last)
        if deps[token] != "conj":
            return []
        first = heads[token]
        joined = [one for at, one in own.items() if at == first or (deps[at] == "conj" and heads[at] in (first, token))]
        return sorted(joined, key=lambda one: one.start)

    def _is_plural(self, one: Found) -> bool:
        return self.reading.tags[self.reading.head_of(one)] in ("NNS", "NNPS")

    # --- descriptions

    def _description(self, at: int) -> Found | None:
        reading = self.reading
        if reading.keys[at] == "the" and (
            again := self._again(at + 1) or self._by_direction(at + 1) or self._of_two(at + 1)
        ):
            return again
        step, count = at, 0
        if reading.keys[step] in ("the", "this"):
            step += 1
        while step < len(reading) and step < at + 4:
            key = reading.keys[step]
            count = count or _COUNTS.get(key, 0)
            if key in _STATE_WORDS and not count:
                return self._country(at, step, key)
            if not count and key in CIRCLES | _BAND_WORDS and step == at + 1:
                return self._circle(at, step, key)
            if not count and key in _PERSONS_WORDS and step == at + 1 and reading.keys[at] == "the":
                return self._parties(at, step)
            if key.endswith("s") and reading.words[step][:1].isupper():
                return self._namesakes(at, step)
            if count == 2 and reading.tags[step] == "CD" and self._is_alone(step):
                return self._parties(at, step, 2)
            if count and key in _STATES_WORDS:
                return self._last(at, step, count, _is_state)
            if count and key in _PERSONS_WORDS:
                return self._last(at, step, count, _is_named_person)
            if reading.tags[step] not in ("JJ", "CD", "NN", "VBG", "DT", "NNP") and key not in _COUNTS:
                return None
            step += 1
        return None

    def _again(self, at: int) -> Found | None:
        """The body that the text named before with the same noun: "the embassy" after "the Danish embassy"."""
        reading = self.reading
        noun = reading.noun_at.get(at)
        if noun is None or noun.plural or not noun.head.acts_for_state:
            return None
        if noun.end < len(reading) and (
            reading.tags[noun.end][:2] == "NN" or reading.keys[noun.end] in _NARROWING or reading.hit_at[noun.end]
        ):
            return None
        for one in reversed(self.seen):
            last = reading.noun_until.get(one.end)
            if last and last.head.lemma == noun.head.lemma and one.kind in ("body", "state") and _is_state_of(one):
                like = Found(at, noun.end, one.code, one.kind, "description", one.name, anchor=noun.end - 1)
                like.group = one.group
                return like
        return None

    def _by_direction(self, at: int) -> Found | None:
        """The state of the text whose name begins so: "the South" where South Korea is spoken of."""
        reading = self.reading
        if at >= len(reading) or reading.words[at] not in _DIRECTIONS:
            return None
        if at + 1 < len(reading) and (reading.tags[at + 1][:2] in ("NN", "JJ", "HY") or reading.keys[at + 1] == "of"):
            return None
        display_name = reading.gazetteer.display_name
        codes = [code for code in self.context.counts if display_name(code).startswith(f"{reading.words[at]} ")]
        if len(codes) != 1:
            return None
        return Found(at, at + 1, codes[0], "state", "description", display_name(codes[0]), anchor=at)

    def _of_two(self, at: int) -> Found | None:
        """The one of two: "Japan met Fiji, and the latter agreed"; nobody if three stand before it."""
        reading = self.reading
        if at >= len(reading) or reading.keys[at] not in _OF_TWO:
            return None
        if at + 1 < len(reading) and reading.tags[at + 1][:2] in ("NN", "JJ", "HY", "CD"):
            return None  # "the former minister"
        sentence = reading.sentences[at]
        before = [one for one in self.seen if reading.sentences[one.start] == sentence and one.end <= at]
        two = _one_a_code(_singles(one for one in before if one.how not in _NO_PLURALS and one.kind in _ENDS))
        return self._like(at, two[_OF_TWO[reading.keys[at]]], how="description") if len(two) == 2 else None

    def _is_alone(self, at: int) -> bool:
        """Whether the number has no noun: "the two condemned it"."""
        reading = self.reading
        after = reading.tags[at + 1] if at + 1 < len(reading) else "."
        return reading.keys[at - 1] == "the" and after[:2] in ("VB", "MD", "RB") and reading.deps[at] == "nsubj"

    def _parties(self, at: int, noun: int, count: int = 0) -> Found | None:
        """The persons of different states in the nearest sentence that has several: "the leaders", "the two"."""
        sentences = self.reading.sentences
        if noun + 1 < len(self.reading) and self.reading.keys[noun + 1] in _NARROWING:
            return None
        by_sentence: dict[int, list[Found]] = {}
        for one in self.seen:
            if 0 <= sentences[at] - sentences[one.start] <= _PARTIES_REACH:
                by_sentence.setdefault(sentences[one.start], []).append(one)
        for sentence in sorted(by_sentence, reverse=True):
            several = _one_a_code(_singles(one for one in by_sentence[sentence] if _is_holder(one)))
            if len(several) == count if count else 1 < len(several) <= _MOST_PARTIES:
                return self._all(at if at == noun else at + 1, noun + 1, several, "plural")
        return None

    def _country(self, at: int, noun: int, word: str) -> Found | None:
        reading = self.reading
        after = reading.keys[noun + 1] if noun + 1 < len(reading) else ""
        if after in ("of", "that", "which", "where", "in"):
            return None
        state = self.context.state_at(at)
        if state is None:
            return None
        start = noun if noun == at + 1 else at + 1
        name = self._name_of(state)
        return Found(start, noun + 1, state, "state", "description", name, anchor=noun)

    def _namesakes(self, at: int, noun: int) -> Found | None:
        """The two states of the day whose names end so: "the two Koreas"."""
        reading = self.reading
        name, date = reading.words[noun][:-1], reading.document.date
        namesakes = [state for state in reading.gazetteer.states.values() if state.name.split()[-1] == name]
        states = [state for state in namesakes if not date or covers(state.since, state.until, date)]
        if len(states) != 2:
            return None
        members = [Found(at, noun + 1, state.code, "state", "plural", state.name, anchor=noun) for state in states]
        return self._all(at if at == noun else at + 1, noun + 1, members, "plural")

    def _circle(self, at: int, noun: int, word: str) -> Found | None:
        def fits(one: Found) -> bool:
            return (word in CIRCLES and one.kind == "organisation") or (word in _BAND_WORDS and one.kind == "movement")

        antecedent = self._nearest(at, fits)
        return self._like(noun, antecedent, how="description") if antecedent else None

    def _last(self, at: int, noun: int, count: int, fits: Callable[[Found], bool]) -> Found | None:
        """The last `count` different ones; none if there were more than that in the sentences that named them."""
        sentences = self.reading.sentences
        states = self.reading.gazetteer.states
        countries = self.reading.keys[noun] in _COUNTRIES  # "both sides" may be an organisation's, "both countries" not
        chosen: dict[str, Found] = {}
        for one in reversed(self.seen):
            if sentences[at] - sentences[one.start] > 2 and len(chosen) >= count:
                break
            if sentences[at] - sentences[one.start] > 4:
                break
            for single in one.members or [one]:
                if fits(single) and (not countries or single.code in states):
                    key = single.code if single.kind != "person" else single.name
                    if key not in chosen and len(chosen) < count:
                        chosen[key] = single
        members = list(reversed(chosen.values()))
        if len(members) < count:
            members = self._all_states(at, count) if fits is _is_state else []
        if len(members) != count:
            return None
        start = at if self.reading.keys[at] not in ("the", "this") else at + 1
        return self._all(start, noun + 1, members, "plural")

    def _all_states(self, at: int, count: int) -> list[Found]:
        """The states of the headline or story label, of the persons who met, or of the whole text: exactly `count`."""
        labels = list(dict.fromkeys(self.context.labels))
        met = None if len(labels) == count else self._parties(at, at, count)
        codes = labels if len(labels) == count else [one.code for one in met.members] if met else []
        codes = codes or list(self.context.counts)
        if len(codes) != count:
            return []
        return [Found(at, at + 1, code, "state", "plural", self._name_of(code)) for code in codes]

    def _name_of(self, code: str) -> str:
        for one in reversed(self.seen):
            if one.code == code and one.kind == "state":
                return one.name
        return self.reading.gazetteer.display_name(code)

    # --- new mentions

    def _like(self, at: int, antecedent: Found | None, how: str = "pronoun") -> Found | None:
        if antecedent is None:
            return None
        return Found(
            at, at + 1, antecedent.code, antecedent.kind, how, antecedent.name, members=list(antecedent.members),
            anchor=at, group=antecedent.group,
        )  # fmt: skip

    def _all(self, start: int, end: int, members: list[Found], how: str) -> Found:
        kind = members[0].kind
        name = " and ".join(member.name for member in members)
        return Found(start, end, "?", kind, how, name, members=members, anchor=end - 1)


def _is_single_actor(one: Found) -> bool:
    return (
        one.kind in _ACTING_KINDS
        and one.how not in ("place", "backer", "maker", "prefix", "people")
        and not one.members
    )


def _is_state(one: Found) -> bool:
    return one.kind in ("state", "body") and not one.code.startswith(("~", "?")) and one.how not in ("backer", "maker")


def _is_state_of(one: Found) -> bool:
    return bool(one.code) and not one.code.startswith(("~", "?"))


def _is_holder(one: Found) -> bool:
    """A person, or several, that act for their states."""
    return all(_is_state_of(single) and single.kind in ("person", "body") for single in _singles([one])) and (
        one.kind == "person" or bool(one.members)
    )


def _singles(found: Iterable[Found]) -> list[Found]:
    return [single for one in found for single in one.members or [one]]


def _one_a_code(found: list[Found]) -> list[Found]:
    """The first for each code; those who act for nobody that we know are left out."""
    return list({one.code: one for one in reversed(found) if _is_state_of(one)}.values())[::-1]


def _is_named_person(one: Found) -> bool:
    return one.kind == "person" and not one.members
