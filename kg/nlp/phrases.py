"""States, organisations and movements with a head noun, head nouns alone, and names alone.

"Russian troops" act for Russia, "Russian companies" are of it (`~RUS`), "Russian oil" is no actor: its mention is
"Russian". Which noun does which stands in `data/actors/heads.csv`. A noun without a nationality ("the army", "rebels")
takes the state that the text speaks of there.
"""

from __future__ import annotations

from kg.model import Kind
from kg.nlp.context import Context
from kg.nlp.gazetteer import Entry, HeadNoun
from kg.nlp.guards import ENDED, effect, joined_after, joined_before
from kg.nlp.persons import CIRCLES
from kg.nlp.reading import Found, HeadPhrase, Hit, Reading

_AFTER_VERBS = frozenset(("DT", "PRP", "PRP$", "CD", "JJ"))  # what no noun stands before, but an object begins with
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", "AFX", "FW"))
_GOVERNMENTS = frozenset(("government", "authority", "authorities", "regime", "administration", "junta", "cabinet"))
_PARTS = frozenset(("member", "crew member", "personnel", "veteran"))
_NO_ACTORS = frozenset(  # listed after a nationality ("Russian industry"), but things when alone
    ("exchange", "industry", "plant", "factory", "mill", "fund", "brand", "giant", "hotel", "restaurant", "consortium",
     "society", "community", "population", "church", "mosque", "school", "hospital", "university", "college", "network",
     "cell", "front", "train", "bus", "truck", "protest", "demonstration", "rally", "riot", "website", "television")
)  # fmt: skip
_PLACE_WORDS = frozenset(
    (
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "throughout",
        "within",
        "toward",
        "towards",
        "into",
        "off",
    )
)
_MOTION = frozenset(
    ("go", "travel", "fly", "arrive", "visit", "return", "come", "tour", "head", "depart", "leave", "drive", "sail",
     "trip", "journey", "land", "move", "reach", "enter")
)  # fmt: skip
_IMPERSONAL = frozenset(("deed", "materiel"))  # "Israeli airstrikes", "Russian jets": an actor or a thing
_LINKS = frozenset(("of", "in", "from"))
# Who comes from a state is of it: "refugees from Chad", "a ship from Libya"; a withdrawal, a message is not.
_COMING = frozenset(("citizens", "migrants", "ship", "journalists", "protesters", "rebels", "opposition", "company"))
# Groups whose nouns stand for an actor without a nationality beside them.
_ALONE = frozenset(
    ("government", "military", "police", "intelligence", "parliament", "court", "officials", "protesters", "rebels",
     "opposition", "journalists", "company", "ship", "citizens", "migrants", "crowd")
)  # fmt: skip
# Where they are tells not whose they are: migrants at a border come from elsewhere.
_MIGRANTS = "migrants"
_CROWD = "crowd"
_FOREIGN = "foreign"  # so do "foreign troops"
_BELONGS = frozenset(("ally", "allies", "member", "members", "partner", "partners", "candidate", "state", "states"))
_MANY = frozenset(("country", "nation"))  # "seven countries": actors of whom nobody can tell which
_FEW = frozenset(("one", "two", "three", "1", "2", "3"))  # of so many the text has mostly said which
_KNOWN = frozenset(("the", "these", "those", "all"))
_ONE = frozenset(("a", "an", "one", "another"))


def find_phrases(reading: Reading, context: Context, people: list[Found]) -> list[Found]:
    """The mentions that are no persons, given those that are."""
    finder = _Finder(reading, context)
    for person in people:
        finder.block(person.start, person.end)
        if person.inner:
            start, end = person.inner
            finder.taken[start:end] = [False] * (end - start)
    finder.nouns_of_names()
    finder.names()
    finder.nouns_alone()
    return finder.found


class _Finder:
    def __init__(self, reading: Reading, context: Context) -> None:
        self.reading = reading
        self.context = context
        self.found: list[Found] = []
        self.taken = [False] * len(reading)

    def block(self, start: int, end: int) -> None:
        self.taken[start:end] = [True] * (end - start)

    def add(
        self, start: int, end: int, code: str, kind: Kind, how: str, name: str, anchor: int, group: str = ""
    ) -> None:
        self.found.append(Found(start, end, code, kind, how, name, anchor=anchor, group=group))
        self.block(start, end)

    # "government of Iran", "people of Gaza", "companies in China"

    def nouns_of_names(self) -> None:
        reading = self.reading
        for noun in reading.nouns:
            link = noun.end
            if link + 1 >= len(reading) or reading.keys[link] not in _LINKS or self.taken[noun.start]:
                continue
            name = link + 1 + (reading.keys[link + 1] == "the")
            hit = reading.hit_at[name] if name < len(reading) else None
            if not hit or not hit.entry or reading.hit_at[noun.start] or self.taken[name]:
                continue
            if noun.head.group in _IMPERSONAL:
                continue  # "invasion of Iraq"
            if hit.end < len(reading) and (
                reading.words[hit.end] in _POSSESSIVE
                or (hit.entry.use == "adjective" and reading.tags[hit.end] in _NOMINAL)
            ):
                continue
            start, ended = self._left_of(noun.start)
            if reading.keys[link] != "of" and self._is_owned(start):
                continue  # "Panamanian nationals in Cuba"
            others = reading.joined_after(hit) if noun.plural else []
            if others:
                whose = ("of", "from") if noun.head.acts_for_state else ("of",)  # "envoys from Fiji and Tonga"
                self._several_of(start, noun, hit, others, of=reading.keys[link] in whose)
                continue
            if reading.keys[link] != "of":
                comes = reading.keys[link] == "from" and noun.head.group in _COMING
                here = reading.keys[link] == "in" and noun.plural
                if not noun.head.acts_for_state and (here or comes) and hit.entry.kind == "state":
                    code = "~" + _plain(hit.entry.code)
                    self.add(
                        start,
                        noun.end,
                        code,
                        "group",
                        "group",
                        reading.text(start, noun.end),
                        noun.end - 1,
                        noun.head.group,
                    )
                continue
            self._noun_phrase(start, hit.end, noun, hit.entry, ended, anchor=noun.end - 1)

    def _is_owned(self, start: int) -> bool:
        """Whether it is said before token `start` whose they are: "Panamanian | nationals", "its | citizens"."""
        reading = self.reading
        if start and reading.tags[start - 1] == "PRP$":
            return True
        before = start - 1 - (start > 1 and reading.words[start - 1] in _POSSESSIVE)
        hit = reading.hit_at[before] if before >= 0 else None
        return hit is not None and hit.entry is not None and ("adjective" in hit.uses or before < start - 1)

    def _several_of(self, start: int, noun: HeadPhrase, hit: Hit, others: list[Hit], *, of: bool) -> None:
        """One mention of "leaders of Britain and France"; of "rebels in Mali and Niger" the places stay mentions."""
        if not of and noun.head.acts_for_state:
            return
        words = self.reading.text(noun.start, noun.end)
        members = []
        for one in (hit, *others):
            if one.entry is None:
                continue
            code = one.entry.code
            code = code if noun.head.acts_for_state or code.startswith("~") else "~" + code
            kind: Kind = "group" if code.startswith("~") else "body"
            link = "of" if of else "in"
            name = f"{words} {link} {self.reading.text(one.start, one.end)}"
            members.append(Found(one.start, one.end, code, kind, kind, name, anchor=one.start, group=noun.head.group))
        end = others[-1].end if of else noun.end
        name = " and ".join(member.name for member in members)
        plural = Found(start, end, "?", members[0].kind, "plural", name, None, members, noun.end - 1, noun.head.group)
        self.found.append(plural)
        self.block(start, end)

    def _left_of(self, at: int) -> tuple[int, bool]:
        """Where the modifiers before a noun begin, and whether one of them is a guard."""
        reading = self.reading
        ended, end = False, at + 1
        while at > 0 and not self.taken[at - 1] and not reading.hit_at[at - 1]:
            guard = effect(reading, at - 1)
            if guard in ENDED:
                ended = True
            elif not guard and not self._widens(at - 1, end):
                break
            at -= 1
        return at, ended

    def _widens(self, at: int, end: int) -> bool:
        """Whether token `at` belongs to the noun before `end`: "wounded | soldiers", not "wounding" or "least"."""
        reading = self.reading
        tag = reading.tags[at]
        if tag in ("VBN", "VBG"):
            return reading.modifies(at, end)
        return tag in ("JJ", "NN", "NNP", "NNPS", "CD") or (tag in ("JJR", "JJS") and reading.tags[at + 1] != "CD")

    def _acts(self, head: HeadNoun, entry: Entry) -> bool:
        """Whether the noun acts for the name: "members of the Quds Force" do, "members of a party" do not.

        So do the ships of a navy.
        """
        if head.group == "ship" and entry.use == "body" and entry.group == "military":
            return True
        part = head.lemma in _PARTS and (entry.use in ("body", "seat") or entry.kind == "organisation")
        return head.acts_for_state or part

    def _noun_phrase(self, start: int, end: int, noun: HeadPhrase, entry: Entry, ended: bool, anchor: int) -> None:
        """The mention of a noun with a name."""
        head, code = noun.head, entry.code
        text = self.reading.text(start, end)
        if entry.kind == "organisation" and self.reading.keys[noun.end - 1] in CIRCLES:  # "the Gulf bloc"
            self.add(start, end, code, entry.kind, "description", entry.canonical, anchor)
        elif self._acts(head, entry) and not ended:
            if head.group in ("government", "deed") and entry.kind == "state" and not code.startswith("~"):
                self.add(start, end, code, "state", head.group, entry.canonical, anchor, head.group)
            elif entry.kind == "movement":
                self.add(
                    start, end, code, "movement", "body", self._name_of_movement(start, end, text), anchor, head.group
                )
            else:
                kind: Kind = "group" if code.startswith("~") else "body"
                self.add(start, end, code, kind, "body", text, anchor, head.group)
        else:
            if head.group == "rebels":  # "Somali | al-Shabaab | fighters"
                before = self._movements(max(start, noun.start - 1), noun.start)
                entry = next((self._branch(hit, named) for hit, named in before if hit.start > start), entry)
            kind, code = "movement" if entry.kind == "movement" else "group", entry.code
            code = code if code.startswith("~") else "~" + code
            if kind == "movement" and head.group == "rebels":
                text = self._name_of_movement(start, end, text)
            self.add(start, end, code, kind, "group", text, anchor, head.group)

    def _movements(self, start: int, end: int) -> list[tuple[Hit, Entry]]:
        """The movements that tokens [start, end) name."""
        hits = dict.fromkeys(hit for hit in self.reading.hit_at[start:end] if hit)
        return [(hit, hit.entry) for hit in hits if hit.entry and hit.entry.kind == "movement"]

    def _name_of_movement(self, start: int, end: int, text: str) -> str:
        """The movement that its fighters, rockets and attacks are: "Hezbollah" of "Hezbollah missiles"."""
        named = [self.reading.text(hit.start, hit.end) for hit, _ in self._movements(start, end)]
        return named[0] if named else text

    # "Russian troops", "Russia's army", "Seoul-based firm", and names alone

    def names(self) -> None:
        for hit in self.reading.hits:
            if hit.entry and not self.taken[hit.start]:
                self._name(hit, hit.entry)

    def _name(self, hit: Hit, entry: Entry) -> None:
        reading = self.reading
        if (end := self._describes_next(hit)) > 0:
            self.block(hit.start, end)
            return
        entry = self._branch(hit, entry)
        joint, at = joined_after(reading, hit)
        before, start = joined_before(reading, hit.start)
        if before == "prefix":
            self._alone(hit, entry, "prefix")
            return
        if before in ENDED and entry.kind == "state":  # "ex-Soviet states"
            self.block(start, hit.end)
            return
        if joint in ("seat", "backer", "leader", "maker"):
            self._guarded(hit, entry, joint, at)
            return
        if joint == "other":
            self._alone(hit, entry)
            return
        noun, end = self._head_noun(hit)
        if noun is None:
            self._alone(hit, entry)
            return
        if noun.head.group == "rebels" and self._movements(end, end + 1):  # "the Lebanese militia | Hezbollah"
            self.block(hit.start, end)
            return
        others = self.reading.joined_before(hit)
        if noun.plural and others and all("adjective" in one.uses for one in (*others, hit)):
            self._several(others, hit, noun, end)
            return
        start, ended = self._guards_before(hit.start)
        ended = ended or any(effect(reading, i) in ENDED for i in range(hit.end, noun.start))
        if noun.head.group in _IMPERSONAL:
            self.found.append(self._found_alone(hit, entry, ""))
        self._noun_phrase(start, self._domain_end(noun, end), noun, entry, ended, anchor=noun.end - 1)

    def _describes_next(self, hit: Hit) -> int:
        """Where words end that only say what the next name is, or 0: "NATO member | Norway", "US ally | Chad"."""
        reading = self.reading
        at = hit.end
        while at < len(reading) and at < hit.end + 2 and reading.keys[at] in _BELONGS:
            at += 1
        whole = at > hit.end or "body" in hit.uses  # "United States" belongs to nobody
        following = reading.hit_at[at] if whole and at < len(reading) and reading.keys[at - 1] in _BELONGS else None
        return at if following and following.entry and "name" in following.uses else 0

    def _domain_end(self, noun: HeadPhrase, end: int) -> int:
        """Where the name of a ministry ends: "US Department | of Transportation"."""
        reading = self.reading
        if noun.head.group != "ministry" or end + 1 >= len(reading) or reading.words[end] not in ("of", "for"):
            return end
        at = end + 1 + (reading.keys[end + 1] == "the")
        while at < len(reading) and not self.taken[at] and not reading.hit_at[at]:
            joined = reading.words[at] in ("and", "&", ",") and at + 1 < len(reading)
            word = reading.words[at + 1] if joined else reading.words[at]
            if not word[0].isupper() or (joined and (self.taken[at + 1] or reading.hit_at[at + 1])):
                break
            end = at + 1 + joined
            at = end
        return end

    def _branch(self, hit: Hit, entry: Entry) -> Entry:
        """Of a movement that acts in many states the one that acts here: `~IRQ:ISIS` or `~SYR:ISIS`."""
        if entry.kind != "movement" or not entry.ambiguous:
            return entry
        place = self.context.place_at(hit.start, strict=True)
        _, colon, name = entry.code.partition(":")
        return entry._replace(code=f"~{place}{colon}{name}") if place else entry

    def _several(self, others: list[Hit], hit: Hit, noun: HeadPhrase, end: int) -> None:
        """One mention of "Indian and Pakistani troops", with a member for each nationality."""
        members = []
        words = self.reading.text(noun.start, noun.end)
        for one in (*others, hit):
            if one.entry is None:
                continue
            code = one.entry.code
            code = code if noun.head.acts_for_state or code.startswith("~") else "~" + code
            kind: Kind = "group" if code.startswith("~") else "body"
            name = f"{self.reading.text(one.start, one.end)} {words}"
            members.append(Found(one.start, one.end, code, kind, kind, name, anchor=one.start, group=noun.head.group))
        for one in others:  # forget the names that stood alone
            self.found = [other for other in self.found if not one.start <= other.start < one.end]
        start = others[0].start
        name = " and ".join(member.name for member in members)
        plural = Found(start, end, "?", members[0].kind, "plural", name, None, members, noun.end - 1, noun.head.group)
        self.found.append(plural)
        self.block(start, end)

    def _guards_before(self, at: int) -> tuple[int, bool]:
        ended = False
        while at > 0 and not self.taken[at - 1] and (guard := effect(self.reading, at - 1)):
            ended = ended or guard in ENDED
            at -= 1
        return at, ended

    def _head_noun(self, hit: Hit) -> tuple[HeadPhrase | None, int]:
        """The head noun that the name modifies, and where the phrase ends; None if it modifies a thing or nothing."""
        reading = self.reading
        at = hit.end
        if at >= len(reading):
            return None, at
        if reading.words[at] in _POSSESSIVE:
            at += 1
        elif "adjective" not in hit.uses and not self._modifies(hit):
            return None, at
        best: HeadPhrase | None = None
        end = at
        plain = reading.words[at - 1] not in _POSSESSIVE and "adjective" not in hit.uses
        while end < len(reading) and not self.taken[end]:
            other = reading.hit_at[end]
            if other and other.entry and other.entry.kind != "movement":
                break
            noun = reading.noun_at.get(end)
            if plain and best is None and noun is None and reading.tags[end] == "NNS":
                break  # "Turkey scrambles fighter jets": a verb that the tagger took for a noun
            if noun and not (best and reading.tags[noun.end - 1][:2] == "VB"):  # "troops | attack"
                best = noun
                end = noun.end
                continue
            if reading.tags[end] not in _NOMINAL or reading.is_person[end]:
                break
            if best and reading.tags[end][:2] not in ("NN", "HY"):
                break
            if best and reading.tags[end] in ("NN", "NNS") and reading.words[end] not in ("-", "–"):
                if self._is_verb(end, best):
                    break
                best = None  # "Russian army base": a thing with a head noun inside
            end += 1
        if best is None:
            return None, end
        tag = reading.tags[best.end - 1][:2]
        if tag not in ("NN", "JJ", "CD") and not (tag == "VB" and best.plural and "adjective" in hit.uses):
            return None, end
        return best, best.end

    def _is_verb(self, at: int, noun: HeadPhrase) -> bool:
        """Whether the tagger took a verb for a noun: "Israeli troops | rescue 31 hostages", not "army base"."""
        reading, subject = self.reading, noun.end - 1
        if reading.deps[subject].startswith("nsubj") and reading.heads[subject] == at:
            return True
        after = at + 1
        return after < len(reading) and (reading.tags[after] in _AFTER_VERBS or reading.keys[after] == "that")

    def _modifies(self, hit: Hit) -> bool:
        """Whether a name without 's stands before its noun: "China government", "US troops"."""
        reading = self.reading
        last = hit.end - 1
        return reading.heads[last] >= hit.end and reading.deps[last] in (
            "compound",
            "nmod",
            "amod",
            "nmod:desc",
            "flat",
            "nmod:poss",
        )

    def _guarded(self, hit: Hit, entry: Entry, joint: str, at: int) -> None:
        """Read "Seoul-based firm", "Iran-backed militia", "US-led coalition", "Chinese-made missiles"."""
        reading = self.reading
        end, noun = at, None
        while end < len(reading) and reading.tags[end] in _NOMINAL and not self.taken[end]:
            other = reading.hit_at[end]
            if other and other.entry:
                break  # "Kurdish-led Syrian Democratic Forces" have a code of their own
            found = reading.noun_at.get(end)
            if found:
                noun = found
                end = found.end
            else:
                end += 1
        if joint != "leader" or noun is None:
            self.found.append(self._found_alone(hit, entry, joint))
        if noun is None or joint == "maker":
            self.block(hit.start, at)
            return
        text = reading.text(hit.start, noun.end)
        code = entry.code
        if joint == "leader":
            self.add(hit.start, noun.end, code, "body", "leader", text, noun.end - 1, noun.head.group)
        elif joint == "seat":
            governs = (
                noun.head.acts_for_state and noun.head.group != "officials"
            )  # "a Lima-based agent" may be anybody's
            code = code if governs or code.startswith("~") else "~" + code
            self.add(hit.start, noun.end, code, "group", "seat", text, noun.end - 1, noun.head.group)
        else:
            place = self.context.state_at_without(hit.start, _plain(code))
            self.add(
                hit.start,
                noun.end,
                f"~{place}" if place else "?",
                "group",
                "backed",
                text,
                noun.end - 1,
                noun.head.group,
            )

    def _alone(self, hit: Hit, entry: Entry, how: str = "") -> None:
        one = self._found_alone(hit, entry, how)
        self.found.append(one)
        self.block(one.start, one.end)

    def _found_alone(self, hit: Hit, entry: Entry, how: str) -> Found:
        code, kind, name = entry.code, entry.kind, entry.canonical
        use = entry.use
        if "people" in hit.uses and (use == "people" or self._is_people(hit)):
            code = code if code.startswith("~") else "~" + code
            kind = "movement" if kind == "movement" else "group"
            return Found(
                hit.start,
                hit.end,
                code,
                kind,
                how or "people",
                self.reading.text(hit.start, hit.end),
                anchor=hit.end - 1,
            )
        if use == "name":
            name = self.reading.text(hit.start, hit.end)
            if kind == "state" and name.isupper():  # "U.S.", "UAE": an acronym is no full name
                name = entry.canonical
        if use in ("city", "territory"):  # the actor is the state; `text` has the place
            name = self.reading.gazetteer.display_name(code)
        if use in ("body", "company"):
            name = self.reading.text(hit.start, hit.end)
        if use == "capital":
            how = how or ("place" if self._is_place(hit) else "capital")
        if use in ("city", "territory"):
            how = how or "place"
        if use == "seat":
            kind = "state"
        if not how:
            how = {"name": f"{kind} name", "seat": "metonym"}.get(use, use)
        return Found(hit.start, hit.end, code, kind, how, name, anchor=hit.end - 1, group=entry.group)

    def _is_people(self, hit: Hit) -> bool:
        """Whether "Chinese", "British" stands for people: as a noun of its own."""
        reading = self.reading
        last = hit.end - 1
        if reading.tags[last] in ("NNS", "NNPS") or self._is_one(hit):
            return True
        following = reading.tags[hit.end] if hit.end < len(reading) else "."
        return (
            reading.tags[last] in ("NN", "NNP")
            and following not in _NOMINAL
            and reading.deps[last] not in ("amod", "compound")
        )

    def _is_one(self, hit: Hit) -> bool:
        """Whether it is some of the people: "an Egyptian", "ten Lebanese", not "an Egyptian court"."""
        reading = self.reading
        counted = hit.start > 0 and (reading.keys[hit.start - 1] in _ONE or reading.tags[hit.start - 1] == "CD")
        if "adjective" not in hit.uses or not counted:
            return False
        following = reading.tags[hit.end] if hit.end < len(reading) else "."
        another = reading.hit_at[hit.end + 1] if hit.end + 1 < len(reading) else None
        return following not in _NOMINAL and not (following in ("CC", ",") and another)

    def _is_place(self, hit: Hit) -> bool:
        """Whether a capital is the place and not the government: "in Moscow", "flew to Moscow", "visited Moscow"."""
        reading = self.reading
        before = reading.keys[hit.start - 1] if hit.start else ""
        if before in _PLACE_WORDS:
            return True
        if hit.end < len(reading) and reading.words[hit.end] == "," and (
            hit.end + 1 < len(reading) and (after := reading.hit_at[hit.end + 1]) and after.entry
            and after.entry.code == (hit.entry.code if hit.entry else "")
        ):  # fmt: skip
            return True
        governor = reading.heads[hit.end - 1]
        lemma = reading.doc[governor].lemma_
        return lemma in _MOTION and (before in ("to", "from", "for") or reading.deps[hit.end - 1] == "obj")

    # "the army", "rebels", "authorities"

    def nouns_alone(self) -> None:
        reading, said = self.reading, self._said_of_nouns()
        for noun in reading.nouns:
            if self._is_actor(noun):
                self._noun_alone(noun, said)
            elif self._is_many(noun):
                start, _ = self._left_of(noun.start)
                self.add(start, noun.end, "?", "group", "context", reading.text(start, noun.end), noun.end - 1)

    def _is_many(self, noun: HeadPhrase) -> bool:
        """Whether states are counted and not named: "seven countries", not "the seven countries", "two countries"."""
        reading = self.reading
        if not noun.plural or noun.head.lemma not in _MANY or any(self.taken[noun.start : noun.end]):
            return False
        at = noun.start - 1
        while at > 0 and reading.tags[at] == "JJ" and not self.taken[at]:
            at -= 1
        counted = at >= 0 and reading.tags[at] == "CD" and reading.keys[at] not in _FEW
        return counted and (at == 0 or reading.keys[at - 1] not in _KNOWN)

    def _said_of_nouns(self) -> dict[str, list[tuple[int, str]]]:
        """Where the text gives a noun a code: after "Israeli soldiers", "the soldiers" are Israel's."""
        said: dict[str, list[tuple[int, str]]] = {}
        for one in self.found:
            if one.how in ("body", "group", "seat", "backed", "leader"):
                noun = self.reading.noun_until.get(one.end)
                if noun:
                    said.setdefault(noun.head.lemma, []).append((one.start, one.code))
        return said

    def _is_actor(self, noun: HeadPhrase) -> bool:
        """Whether a head noun without a nationality stands for an actor here."""
        reading, head = self.reading, noun.head
        last = noun.end - 1
        if any(self.taken[noun.start : noun.end]) or reading.hit_at[noun.start]:
            return False
        if head.group not in _ALONE or reading.tags[last][:2] != "NN" or head.lemma in CIRCLES:
            return False
        if head.lemma in _NO_ACTORS:
            return False
        if head.group == _CROWD:
            return self._is_crowd(noun)
        if noun.end < len(reading) and reading.heads[last] >= noun.end:
            begins_a_name = not head.acts_for_state and not reading.is_person[noun.end]  # not "member Jane Doe"
            if reading.tags[noun.end] in (("NN", "NNS", "NNP", "NNPS") if begins_a_name else ("NN", "NNS")):
                return False  # "army base", "rebel attack", "National Bureau"
        if head.group == "government" and head.lemma.rsplit(" ", 1)[-1] not in _GOVERNMENTS:
            return False  # "the federal government" acts, "the republic" may be anybody's
        named = reading.tags[last] in ("NNP", "NNPS") and noun.start and reading.tags[noun.start - 1] in ("NNP", "NNPS")
        return head.acts_for_state or not named  # "Universal Music Group" has a name that we do not know

    def _is_crowd(self, noun: HeadPhrase) -> bool:
        """Whether a number stands for people: "thousands march", "tens of thousands march", not "dozens of ships"."""
        reading, end = self.reading, noun.end
        while reading.keys[end : end + 1] == ["of"] and (more := reading.noun_at.get(end + 1)):
            if more.head.group != _CROWD:
                break
            end = more.end
        if not noun.plural or end >= len(reading) or reading.keys[end] == "of":
            return False
        role = reading.deps[noun.end - 1]  # parsers take "thousands marched" for "thousands that were marched"
        return role.startswith("nsubj") or (role == "ROOT" and reading.tags[end].startswith("V"))

    def _noun_alone(self, noun: HeadPhrase, said: dict[str, list[tuple[int, str]]]) -> None:
        reading, head = self.reading, noun.head
        start, ended = self._left_of(noun.start)
        acts = head.acts_for_state and not ended
        text = reading.text(start, noun.end)
        earlier = [code for at, code in said.get(head.lemma, ()) if at < start]
        if earlier and start and reading.keys[start - 1] in ("the", "those", "these", "both"):
            kind: Kind = "group" if earlier[-1].startswith(("~", "?")) else "body"
            self.add(start, noun.end, earlier[-1], kind, "description", text, noun.end - 1, head.group)
            return
        owned = start > 0 and reading.tags[start - 1] == "PRP$"  # "its troops", "their citizens"
        state = self.context.state_at(noun.start) if acts or owned else self.context.place_at(noun.start)
        if head.group == _MIGRANTS or _FOREIGN in reading.keys[start : noun.start]:
            state = state if owned else None
        elif acts:
            state = self._seat_behind(noun.end) or state
        if not acts:
            self.add(start, noun.end, f"~{state}" if state else "?", "group", "context", text, noun.end - 1, head.group)
        elif head.group == "government" and state:
            name = reading.gazetteer.display_name(state)
            self.add(start, noun.end, state, "state", "context", name, noun.end - 1, head.group)
        else:
            self.add(start, noun.end, state or "?", "body", "context", text, noun.end - 1, head.group)

    def _seat_behind(self, at: int) -> str | None:
        """The state whose capital stands right behind: "officials in Nairobi"."""
        reading = self.reading
        hit = reading.hit_at[at + 1] if at + 1 < len(reading) and reading.keys[at] == "in" else None
        return hit.entry.code if hit and hit.entry and hit.entry.use == "capital" else None


def give_to_owners(reading: Reading, found: list[Found], pronouns: list[Found]) -> None:
    """Whose "its troops", "their citizens" are: those of whomever the pronoun means, and not of the place."""
    owners = {one.start: one for one in pronouns if one.end == one.start + 1}
    for one in found:
        owner = owners.get(one.start - 1) if one.how == "context" and not one.members else None
        if owner is None or reading.tags[owner.start] != "PRP$":
            continue
        owned = [_owned(one, single) for single in owner.members or [owner] if single.code not in ("?", "")]
        if len(owned) == 1:
            one.code, one.kind, one.name = owned[0].code, owned[0].kind, owned[0].name
        elif owned:
            one.code, one.members = "?", owned


_NEIGHBOURS = frozenset(("neighbour", "neighbor"))


def find_neighbours(reading: Reading, context: Context, pronouns: list[Found]) -> list[Found]:
    """The state of "its neighbour", "their southern neighbour": the only other one that the text names, else none."""
    found: list[Found] = []
    for owner in pronouns:
        noun = owner.start + 1
        while noun < len(reading) and noun < owner.start + 4 and reading.tags[noun] == "JJ":
            noun += 1
        is_owned = reading.tags[owner.start] == "PRP$" and noun < len(reading) and reading.keys[noun] in _NEIGHBOURS
        others = [code for code in context.counts if code != _plain(owner.code)]
        if is_owned and owner.code in context.counts and len(others) == 1:
            name = reading.gazetteer.display_name(others[0])
            found.append(Found(owner.start + 1, noun + 1, others[0], "state", "description", name, anchor=noun))
    return found


def _owned(one: Found, owner: Found) -> Found:
    acts = not one.code.startswith("~") and one.kind in ("state", "body")
    code = owner.code if acts or owner.code.startswith("~") else "~" + owner.code
    kind: Kind = "group" if code.startswith("~") else "body" if one.kind == "state" else one.kind
    return Found(one.start, one.end, code, kind, one.how, one.name, anchor=one.anchor, group=one.group)


def _plain(code: str) -> str:
    return code.removeprefix("~").partition(":")[0]
