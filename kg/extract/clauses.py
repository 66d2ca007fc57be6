"""The clause reader: from a parsed sentence to predicates with their roles, in one shape.

Whatever the grammar of the sentence, `read_clause(head)` answers the same questions: who is the subject, what is the
object, what stands behind each preposition. So a frame is written once and reads

    Russia supplied India with missiles.            the missiles that Russia supplied to India
    India was supplied with missiles by Russia.     Russia's supply of missiles to India
    Russia continues to supply India with missiles. Russia, a supplier of missiles to India

Steps, for a verb: (1) collect the dependents by role, passives turned round; (2) if the subject is not said, find it
where grammar shares it: coordination, control, participles, relative clauses; (3) take over the prepositions of the
object, because parsers attach them high or low by chance. For a noun: (1) collect possessives, nationality
adjectives, `of` and other prepositions; (2) if the noun hangs on a light verb ("hold talks", "impose sanctions"), take
over the verb's subject and prepositions; (3) decide which of these is the subject and which the object.

Trees are Universal Dependencies (kg/nlp/scheme.py makes them so for other pipelines).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.forms import noun_forms, verb_forms
from kg.extract.lexicon import Lexicon
from kg.nlp.words import Word

Roles = dict[str, list[Word]]

_RELATIVE_TAGS = {"WDT", "WP", "WP$", "WRB"}
_PREPOSITION_TAGS = {"IN", "TO", "RP", "VBG", "RB", "JJ"}
_TITLES = {"nmod:desc", "compound"}
_VERB_TAGS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}
FINITE_TAGS = {"VBD", "VBP", "VBZ", "MD"}
_ENDS = {"to", "from", "with"}
_MAX_CLIMB = 8
_CIRCUMSTANCES = {"amid", "amidst", "despite", "following", "during", "since", "according to"}


@dataclass(frozen=True)
class Clause:
    """A predicate with its roles: `subject`, `object`, `self` (whom an agent noun denotes), prepositions by lemma."""

    head: Word
    lemma: str
    kind: str
    roles: Roles
    carrier: Word | None = None
    """The light verb that a noun hangs on ("hold" in "hold talks"): negation and tense stand there."""

    def at(self, role: str) -> list[Word]:
        """The heads of the arguments in `role`, nearest first."""
        return self.roles.get(role, [])


def read_clause(head: Word, lexicon: Lexicon) -> Clause:
    """The clause of a trigger word, read as a noun or as a verb (adjectives read like verbs)."""
    participle = head.dep_ == "amod" and head.tag_ in {"VBN", "VBG", "JJ"} and lemma(head) != head.lower_
    if participle and not _is_main_verb(head):
        return Clause(head, lemma(head), "verb", participle_roles(head))
    if is_verbal(head):
        return Clause(head, trigger_lemma(head), "verb", verb_roles(head, lexicon) | _content_roles(head, lexicon))
    if head.pos_ == "ADJ" or (head.dep_ in {"acl", "advcl"} and head.tag_ == "JJ"):
        follows = head.dep_ == "amod" and head.i > head.head.i  # "arms bound for Chad"
        behind = {"subject": [head.head]} if follows else {}
        return Clause(head, lemma(head), "adj", behind | verb_roles(head, lexicon))
    roles, carrier = noun_roles(head, lexicon)
    return Clause(head, lemma(head), "noun", roles, carrier)


def is_verbal(token: Word) -> bool:
    """Whether the word is used as a verb: by its part of speech, or because it governs a subject without a copula."""
    if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
        return True
    dependents = {child.dep_ for child in token.children}
    if "cop" in dependents or any(lemma(child) == "have" for child in token.children if child.dep_ == "aux"):
        return False
    return "obj" in dependents or "nsubj" in dependents or is_headline_verb(token)


def is_headline_verb(token: Word) -> bool:
    """A verb misread as a noun, in a line that then has no verb: "Ukraine exports wheat", "Chadian jets strike Fada".

    It is the first such word after a noun; one that is a verb only, or that a new noun phrase follows.
    """
    if not _looks_like_verb(token):
        return False
    sentence = token.sent
    if token.i == sentence.start or token.i + 1 >= sentence.end:
        return False
    if not _may_precede(token.nbor(-1), token):
        return False
    if token.dep_ == "ROOT" and not _is_bare(token):
        return False
    if (
        not (_opens_phrase(token.nbor(1)) or token.head == token.nbor(1))
        or sentence.root.tag_ in _VERB_TAGS
        or _is_verbal_root(sentence.root, token)
    ):
        return False
    return not any(word.tag_ in FINITE_TAGS for word in token.doc[sentence.start : token.i])


def _may_precede(before: Word, verb: Word) -> bool:
    """Whether the word may end the subject of the misread verb: a plural before "strike", any noun before "strikes".

    Before a determiner also a noun that hides its number: "two aircraft intercept a drone".
    """
    if verb.tag_ == "NN":
        many = any(child.dep_ == "nummod" for child in (*before.children, *before.head.children))
        return before.tag_ in {"NNS", "NNPS"} or (before.tag_ == "NN" and many and verb.nbor(1).tag_ == "DT")
    return before.pos_ in {"PROPN", "NOUN"} or before.is_title


def _looks_like_verb(token: Word) -> bool:
    """Whether a noun has the form of a known verb: "exports", or without ending as behind a plural, "strike"."""
    if token.tag_ not in {"NN", "NNS"} or not token.is_lower:
        return False
    verb = verb_forms().get(token.lower_)
    return verb is not None and (token.lower_.endswith("s") if token.tag_ == "NNS" else verb == token.lower_)


def _opens_phrase(token: Word) -> bool:
    """Whether the word begins a noun phrase, or what follows a verb: "to", "that"."""
    if token.tag_ in {"DT", "PRP$", "PRP", "NNP", "NNPS", "CD", "TO"} or token.lower_ == "that":
        return True
    return token.tag_ == "JJ" and token.is_title


def _is_verbal_root(root: Word, token: Word) -> bool:
    """Whether another word than the token is the line's verb, though it is tagged as a noun."""
    return root != token and any(child.dep_ in {"nsubj", "cop", "nsubj:pass"} for child in root.children)


def _governs_subject(token: Word) -> bool:
    """A verb form with a subject and no copula, whatever its tag: "the president welcomes"."""
    if token.tag_ != "NNS" or token.lower_ not in verb_forms():
        return False
    dependents = {child.dep_ for child in token.children}
    return "nsubj" in dependents and "cop" not in dependents


def _is_bare(token: Word) -> bool:
    return not any(child.dep_ in {"nsubj", "obj", "cop", "nsubj:pass"} for child in token.children)


_asked_again = lru_cache(maxsize=4096)
"""For what many frames ask of the same word."""


@_asked_again
def lemma(token: Word) -> str:
    """The lemma in lower case; for verbs that the data know, by their form."""
    verb = verb_forms().get(token.lower_)
    if verb and _is_verb(token):
        return verb
    if token.tag_ in {"NNS", "NNPS"} and (noun := noun_forms().get(token.lower_)):
        return noun
    name = (token.lemma_ or token.text).lower()
    if token.tag_ == "NNS" and name == token.lower_ and (token.is_title or name.endswith("ies")):
        return verb_forms().get(name) or name.removesuffix("s")  # "Talks were held", "supplies": of noun and verb alike
    return name


def _is_verb(token: Word) -> bool:
    """Whether the word is a verb, or a participle before a noun, whatever the tagger made of it."""
    if token.pos_ == "VERB" or token.tag_ in _VERB_TAGS or (token.dep_ == "amod" and token.lower_.endswith("ed")):
        return True
    return is_headline_verb(token) or _governs_subject(token) or _is_gerund(token)


def _is_gerund(token: Word) -> bool:
    """A gerund tagged as a noun, which governs an object: "begins supplying missiles"."""
    return token.tag_ == "NN" and token.lower_.endswith("ing") and any(child.dep_ == "obj" for child in token.children)


@_asked_again
def names_of(token: Word) -> frozenset[str]:
    """The lemma, the word as it stands, and its plain singular: what a word list may call it."""
    word = token.lower_
    return frozenset((lemma(token), word, word.removesuffix("s")))


def trigger_lemma(token: Word) -> str:
    """The lemma of a verb with its particle: "carry out", "break off"."""
    for child in token.children:
        if child.dep_ == "compound:prt":
            return f"{lemma(token)} {lemma(child)}"
    return lemma(token)


# --- verbs -----------------------------------------------------------------------------------------------------------


def verb_roles(verb: Word, lexicon: Lexicon) -> Roles:
    """The roles of a verb: its own dependents, then what grammar lets it share."""
    roles: Roles = {}
    if is_headline_verb(verb):
        return headline_roles(verb)
    passive = is_passive(verb)
    for child in verb.children:
        _add_dependent(roles, child, passive)
    for state in [child for child in verb.children if child.dep_ == "xcomp" and child.pos_ == "ADJ"]:
        _adopt_prepositions(roles, state, depth=1)  # "was shot dead | by soldiers"
    if passive and "by" not in roles:
        roles |= _shared_agent(verb)
    if passive and "by" in roles:
        roles["subject"] = roles.pop("by")
    if "subject" not in roles and not passive and (left := _unlabelled_subject(verb)):
        roles["subject"] = left
    if "indirect" in roles and "object" not in roles:
        roles["object"] = roles["indirect"]
    elif "indirect" not in roles and (receivers := [r for noun in roles.get("object", []) for r in _receivers(noun)]):
        roles["indirect"] = receivers
    gap = modified_noun(verb)
    if gap is not None and passive:
        roles["governor"] = _governing_subject(gap)
    if gap is not None and "object" not in roles and (passive or _has_subject(verb)):
        roles["object"] = [gap]
    elif passive and "object" not in roles:
        roles["object"] = shared_subject(verb, lexicon)
    elif passive and "subject" not in roles:
        roles["subject"] = _announcer(verb, lexicon)
    elif "subject" not in roles:
        roles["subject"] = shared_subject(verb, lexicon)
    if not passive and "object" not in roles:
        roles["object"] = _shared_object(verb)
    for noun in roles.get("object", []):
        _adopt_prepositions(roles, noun)
    shown = [tokens for role, tokens in roles.items() if role not in _CIRCUMSTANCES]
    for noun in [token for tokens in shown for token in tokens if token.i > verb.i]:
        _adopt_prepositions(roles, noun, depth=1)
    if gap is not None and "subject" not in roles and gap.dep_ == "ROOT":
        roles["subject"] = [gap]  # a main clause misread as a noun phrase: "Farmers protested against ..."
    if verb.dep_ == "xcomp":
        _adopt_prepositions(roles, verb.head, depth=1)
    elif verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
        company = [c for c in verb.head.children if c.dep_ in {"obl", "nmod"} and preposition_of(c) == "with"]
        if company and "with" not in roles:  # "met with the envoys to discuss"
            roles["with"] = company
    if verb.dep_ == "advcl" and preposition_of(verb) == "by" and lemma(verb.head) in lexicon.helping_verbs:
        roles["helped"] = [child for child in verb.head.children if child.dep_ == "obj"]
    return {role: spread for role, tokens in roles.items() if (spread := _spread(tokens))}


def _receivers(noun: Word) -> list[Word]:
    """Who receives it, misread as part of the object: no noun modifies over a number, "give | Chad two tanks"."""
    counted = [child.i for child in noun.children if child.dep_ in {"nummod", "det"}]
    return [c for c in noun.children if c.dep_ in {"compound", "nmod"} and any(c.i < at < noun.i for at in counted)]


def headline_roles(verb: Word) -> Roles:
    """The roles of a verb that the parser took for a noun, by the order of the words alone."""
    roles: Roles = {"subject": [verb.nbor(-1)]}
    noun = verb
    for word in verb.doc[verb.i + 1 : verb.sent.end]:
        if word.pos_ not in {"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART", "SYM"} or word.tag_ == "TO":
            break
        noun = word
    if noun is not verb:
        roles["object"] = [noun]
        for word in (noun, verb, verb.head):
            _adopt_prepositions(roles, word)
    return {role: spread for role, tokens in roles.items() if (spread := _spread(tokens))}


def participle_roles(participle: Word) -> Roles:
    """Of "Iran-backed groups", "the Russian-held city": who did it as `maker`, what it was done to as `modified`.

    The noun lends its prepositions: "the Omani-brokered truce between Chad and Libya".
    """
    makers = [
        child for child in participle.children if child.i < participle.i and child.pos_ in {"PROPN", "ADJ", "NOUN"}
    ]
    roles: Roles = {}
    _adopt_prepositions(roles, participle.head, depth=1)
    roles |= {"maker": makers, "modified": [participle.head]}
    return {role: spread for role, tokens in roles.items() if (spread := _spread(tokens))}


def _content_roles(verb: Word, lexicon: Lexicon) -> Roles:
    """The verb of the complement clause as `clause`, its roles as `clause.subject` and so on."""
    content = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and (is_verbal(c) or _has_copula(c))]
    if not content:
        return {}
    roles = verb_roles(content[0], lexicon)
    roles["mood"] = [c for c in content[0].children if c.dep_ in {"aux", "mark"} and c.lower_ != "that"]
    return {"clause": content} | {f"clause.{role}": tokens for role, tokens in roles.items()}


def _add_dependent(roles: Roles, child: Word, passive: bool) -> None:
    dep = child.dep_
    if dep in {"nsubj", "nsubj:outer", "csubj"}:
        _add(
            roles, "object" if passive and child.head.tag_ == "VBN" and _no_active_aux(child.head) else "subject", child
        )
    elif dep in {"nsubj:pass", "csubj:pass"} or dep == "obj":
        _add(roles, "object", _counted(child))
    elif dep == "iobj":
        _add(roles, "indirect", child)
    elif dep in {"obl", "obl:agent", "nmod", "obl:unmarked", "obl:npmod", "advmod", "dep"}:
        preposition = preposition_of(child)
        if preposition:
            _add(roles, "object" if _is_particle(child) or _is_up_to(child) else preposition, child)
    elif dep in {"xcomp", "ccomp"} and child.pos_ in {"NOUN", "PROPN", "ADJ"}:
        named = child.is_title and not any(c.dep_ in {"cop", "nsubj", "mark"} for c in child.children)
        _add(roles, "object" if named and child.i == child.head.i + 1 else "complement", child)
    elif dep in {"advcl", "obl"} and preposition_of(child):
        _add(roles, preposition_of(child), child)


def _counted(noun: Word) -> Word:
    """What "as many as seven tanks" is about: the tanks."""
    if noun.lower_ in {"many", "much"}:
        return next((c for c in noun.children if c.dep_ in {"obl", "nmod"} and preposition_of(c) == "as"), noun)
    return noun


def _is_up_to(noun: Word) -> bool:
    """Whether the "preposition" only limits a number: "sold up to four ships"."""
    limits = [c for c in noun.children if c.dep_ == "case" and c.lower_ == "to" and c.i > noun.sent.start]
    return any(c.nbor(-1).lower_ == "up" for c in limits) and any(c.dep_ == "nummod" for c in noun.children)


def _unlabelled_subject(verb: Word) -> list[Word]:
    """A subject that the parser did not make one: a name before the verb, or the noun right before a finite verb group.

    The second only where nothing else can share its subject: "ministers have visited", "ministers" hung elsewhere.
    """
    if name := _name_before(verb):
        return name
    links = {"compound", "nmod", "obl:unmarked", "obl:npmod", "nmod:unmarked", "dep", "vocative", "dislocated"}
    names = [
        c
        for c in verb.children
        if c.i < verb.i
        and c.dep_ in links
        and c.pos_ in {"PROPN", "NOUN"}
        and not preposition_of(c)
        and c.ent_type_ != "DATE"
    ]
    if names or verb.dep_ not in {"ROOT", "parataxis"} or not verb.tag_.startswith("VB"):
        return names
    group = [c for c in verb.children if c.dep_ in {"aux", "advmod"} and c.i < verb.i]
    finite = verb.tag_ in {"VBZ", "VBP", "VBD"} or any(c.dep_ == "aux" for c in group)
    first = min([verb.i, *(c.i for c in group)])
    if not finite or first == verb.sent.start or any(c.dep_ in {"nsubj", "expl", "csubj"} for c in verb.children):
        return []
    before = verb.doc[first - 1]
    return [before] if before.pos_ in {"NOUN", "PROPN"} and not preposition_of(before) else []


def _no_active_aux(verb: Word) -> bool:
    return not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def is_passive(verb: Word) -> bool:
    """Whether the verb is a passive: by its auxiliary, its subject, or as a bare participle behind a noun."""
    deps = {child.dep_ for child in verb.children}
    if deps & {"aux:pass", "nsubj:pass", "obl:agent"}:
        return True
    if verb.tag_ != "VBN" or "aux" in deps or _is_main_verb(verb):
        return False
    if verb.dep_ in {"acl", "advcl", "amod"}:
        return "obj" not in deps or verb.dep_ == "acl"
    return verb.dep_ == "conj" and "nsubj" not in deps and "obj" not in deps and is_passive(verb.head)


@_asked_again
def preposition_of(token: Word) -> str:
    """The preposition before a noun ("on", "because of", "out of"), or the empty string.

    It may hang on a title before a name: "with President Xi".
    """
    words: list[str] = []
    for child in token.children:
        if child.i > token.i:
            break
        if child.dep_ in {"case", "mark"} and child.tag_ in _PREPOSITION_TAGS:
            words += [child.lower_, *(lemma(word) for word in child.children if word.dep_ == "fixed")]
        elif child.dep_ in _TITLES and (on_title := preposition_of(child)):
            words.append(on_title)
    return " ".join(words)


def _is_particle(noun: Word) -> bool:
    """Whether the "preposition" is a particle of the verb: "shot down the plane"."""
    return all(child.tag_ == "RP" for child in noun.children if child.dep_ == "case")


def modified_noun(verb: Word) -> Word | None:
    """The noun whose relative clause this is ("the tanks that France sold"), where the verb has a gap for it."""
    if verb.dep_ == "acl:relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBN") or _is_main_verb(verb):
        return verb.head
    return None


def _is_main_verb(verb: Word) -> bool:
    """A main verb misread as a participle before its object: "Peru | donated helicopters", hung on "helicopters"."""
    if verb.dep_ != "amod" or verb.tag_ not in {"VBN", "VBD"}:
        return False
    return any(child.dep_ == "nsubj" for child in verb.children) or bool(_name_before(verb))


def _name_before(verb: Word) -> list[Word]:
    """The name that hangs on the object of a misread main verb instead of on the verb: "Peru | severed ties"."""
    noun = verb.head
    if verb.dep_ != "amod" or noun.dep_ != "ROOT" or verb.is_sent_start:
        return []
    name = verb.nbor(-1)
    return [name] if name.pos_ == "PROPN" and name.head is noun and name.dep_ in {"compound", "nmod"} else []


def _has_subject(verb: Word) -> bool:
    said = (child for child in verb.children if child.dep_ in {"nsubj", "nsubj:pass"})
    return bool(_name_before(verb)) or any(
        child.tag_ not in _RELATIVE_TAGS and child.lower_ != "that" for child in said
    )


def shared_subject(verb: Word, lexicon: Lexicon) -> list[Word]:
    """The subject that the verb does not say itself, found where grammar shares it."""
    for _ in range(_MAX_CLIMB):
        governor, link = verb.head, verb.dep_
        if governor == verb:
            return []
        if link == "acl:relcl":
            return [governor]
        if (asked := asked_to(verb, lexicon)) is not None:
            return asked
        if link == "acl":
            if verb.tag_ == "VBG":  # "planes carrying", but "criticism for buying"
                if preposition_of(verb) in {"of", "for"} and (blamed := _blamed_in(governor, lexicon)):
                    return blamed
                if preposition_of(verb) == "for" and (blamed := _blamed(governor, lexicon)):
                    return blamed
                if not preposition_of(verb):
                    return [governor]
                of_copula = [c for c in governor.children if c.dep_ == "nsubj"]  # "is in the process of sending"
                return of_copula or _governing_subject(governor)
            return owners(governor, lexicon) or _governing_subject(governor)
        if link == "xcomp" or (link == "obl" and verb.tag_ == "VB"):  # "authorised Peru to arm", whatever the label
            controller = [c for c in governor.children if c.dep_ in {"obj", "iobj"} and c.i < verb.i]
            if controller and lemma(governor) not in lexicon.subject_control:
                return controller
        elif link in {"advcl", "obl"} and preposition_of(verb) in {"of", "from", "for"} and not is_passive(governor):
            if blamed := _blamed(governor, lexicon):
                return blamed
        elif link not in {"conj", "advcl", "parataxis", "ccomp"}:
            return []
        if link == "ccomp" and not any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
            return []
        if link == "advcl" and verb.tag_ == "VBG" and not preposition_of(verb):
            if names_of(governor) & lexicon.accidents:  # "a plane crashed, killing two": nobody killed them
                return []
            if agents := [c for c in governor.children if c.dep_ == "obl:agent"]:  # "was hit by jets, killing two"
                return agents
        own = [c for c in governor.children if c.dep_ in {"nsubj", "nsubj:pass"}]
        if own:
            if own[0].tag_ in _RELATIVE_TAGS and governor.dep_ == "acl:relcl":
                return [governor.head]
            return own
        if link == "conj" and governor.dep_ == "acl" and governor.tag_ == "VBN":
            return [governor.head]
        verb = governor
    return []


def _shared_object(verb: Word) -> list[Word]:
    """The object that stands only behind the last of coordinated verbs: "kidnapped and killed two soldiers"."""
    if any(child.dep_ in {"xcomp", "ccomp"} for child in verb.children):
        return []
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and is_verbal(child)
            and all(w.dep_ in {"cc", "punct"} for w in verb.doc[verb.i + 1 : child.i])
        ):
            return [each for each in child.children if each.dep_ == "obj"] or _shared_object(child)
    return []


def _shared_agent(verb: Word) -> Roles:
    """The doer that stands only behind the last of coordinated passives: "two were killed and ten hurt by rebels"."""
    later = [child for child in verb.children if child.dep_ == "conj" and child.tag_ == "VBN"]
    agents = [c for each in later for c in each.children if c.dep_ == "obl:agent" and preposition_of(c) == "by"]
    return {"by": agents} if agents else {}


def _blamed(governor: Word, lexicon: Lexicon) -> list[Word]:
    """Whose deed follows: "accused Russia of shelling", "imposed sanctions on Iran for", but "faced criticism for"."""
    objects = [c for c in governor.children if c.dep_ in {"obj", "iobj"}]
    for word in (*objects, governor):
        struck = [c for c in word.children if c.dep_ in {"nmod", "obl"} and preposition_of(c) in {"on", "against"}]
        if struck and (names_of(word) & lexicon.blaming or names_of(governor) & lexicon.blaming):
            return struck
    if lemma(governor) in lexicon.blaming:
        return objects
    return [c for c in objects if c.pos_ in {"PROPN", "PRON"} or c.tag_ == "NNS"]


def asked_to(verb: Word, lexicon: Lexicon) -> list[Word] | None:
    """Who shall do what a demand is for, wherever the infinitive hangs: "called on Chad | to leave"."""
    if verb.tag_ != "VB" or verb.dep_ not in {"acl", "advcl", "xcomp"} or preposition_of(verb) != "to":
        return None
    noun = verb.head if verb.dep_ == "acl" else None
    governor = verb.head if noun is None else noun.head
    if lemma(governor) not in lexicon.asking_verbs or (noun is not None and preposition_of(noun) == "for"):
        return None
    asked = [c for c in governor.children if c.dep_ in {"obj", "iobj"} or preposition_of(c) in {"on", "upon", "for"}]
    asked = [c for c in asked if c.i < verb.i and c.dep_ not in {"advcl", "mark"}]
    return [noun] if noun in asked else asked or None


def _blamed_in(noun: Word, lexicon: Lexicon) -> list[Word]:
    """The noun that a word of blame strikes, the first of several, or the whole that it is part of.

    "accused | Chad of arming", "sanctioned | a branch of the army for arming"
    """
    while noun.dep_ == "conj" or (noun.dep_ == "nmod" and preposition_of(noun) == "of"):
        noun = noun.head
    if noun.dep_ in {"nmod", "obl"}:
        struck = preposition_of(noun) in {"on", "against"}
    else:
        struck = noun.dep_ in {"obj", "nsubj:pass"}
    return [noun] if struck and lemma(noun.head) in lexicon.blaming else []


def owners(noun: Word, lexicon: Lexicon) -> list[Word]:
    """Whose plan, refusal or decision it is: possessor, nationality, or the subject of the verb it hangs on."""
    roles, _ = noun_roles(noun, lexicon)
    return roles.get("subject", [])


def _announcer(verb: Word, lexicon: Lexicon) -> list[Word]:
    """Who announces a deed whose doer is not said did it: "Japan announced that two diplomats had been expelled"."""
    if verb.dep_ != "ccomp" or lemma(verb.head) not in lexicon.announcing_verbs:
        return []
    return [child for child in verb.head.children if child.dep_ == "nsubj"]


def _adopt_prepositions(roles: Roles, noun: Word, depth: int = 3) -> None:
    """Take over the prepositional phrases of the object, and of what hangs on it, for roles not yet filled.

    Of coordinated objects each may have its own: "tanks to Chad and jets to Peru".
    """
    if depth == 0:
        return
    for child in noun.children:
        if child.dep_ in {"nmod", "obl"} and (preposition := preposition_of(child)):
            filled = preposition in roles and (noun.dep_ != "conj" or preposition not in _ENDS)
            if (preposition != "of" or noun.pos_ == "PROPN") and not filled:
                _add(roles, preposition, child)
            if preposition not in _CIRCUMSTANCES:
                _adopt_prepositions(roles, child, depth - 1)
        elif child.dep_ == "conj":
            _adopt_prepositions(roles, child, depth - 1)


# --- nouns -----------------------------------------------------------------------------------------------------------


def noun_roles(noun: Word, lexicon: Lexicon) -> tuple[Roles, Word | None]:
    """The roles of a noun that names a deed ("purchase") or a doer ("supplier"), and the light verb it hangs on."""
    roles: Roles = {}
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            _add(roles, "poss", child)
        elif child.dep_ in {"amod", "compound", "nmod:unmarked"} or (
            child.dep_ == "nmod" and not preposition_of(child)
        ):
            _add(roles, "modifier", child)
        elif child.dep_ in {"nmod", "obl", "obl:agent"}:
            _add(roles, preposition_of(child), child)
        elif child.dep_ == "nsubj":
            _add(roles, "self" if _has_copula(noun) else "doer", child)
        elif child.dep_ == "acl" and child.tag_ in {"VBN", "VBG"}:
            _adopt_participle(roles, child)
    for preposition in list(roles):
        for token in roles[preposition]:
            if preposition not in {"poss", "modifier", "self"}:
                _adopt_prepositions(roles, token, depth=2)
    roles.setdefault("self", []).extend(_denoted(noun))
    carrier = carrier_verb(noun, lexicon)
    sharer = carrier if carrier is not None else _governing_verb(noun)
    if sharer is not None:
        _adopt_from_verb(roles, noun, sharer, lexicon, light=carrier is not None)
    roles["governor"] = _governing_subject(noun)
    roles["preposition"] = [child for child in noun.children if child.dep_ == "case" and child.i < noun.i]
    _settle_subject_and_object(roles)
    return {role: spread for role, tokens in roles.items() if (spread := _spread(tokens))}, carrier


def _adopt_participle(roles: Roles, verb: Word) -> None:
    """What hangs on the participle hangs on the noun: "sanctions imposed on Iran by the US", "targeting Iran"."""
    if verb.tag_ == "VBG":
        for child in verb.children:
            if child.dep_ == "obj":
                _add(roles, verb.lower_, child)
        return
    for child in verb.children:
        if child.dep_ in {"obl", "obl:agent", "nmod"} and (preposition := preposition_of(child)):
            _add(roles, preposition, child)


def _has_copula(noun: Word) -> bool:
    return any(child.dep_ == "cop" for child in noun.children)


def _denoted(noun: Word) -> list[Word]:
    """Whom an agent noun denotes: "India is one of its buyers", "Moscow, one of its suppliers", "France as backer"."""
    while noun.dep_ == "nmod" and lemma(noun.head) in {"one", "some", "part", "among", "number", "most"}:
        noun = noun.head
    if noun.dep_ == "appos":
        return [_before_comma(noun) or noun.head]
    found = [child for child in noun.children if child.dep_ == "nsubj"]
    if noun.dep_ in {"obl", "nmod"} and preposition_of(noun) == "as":
        found += [c for c in noun.head.children if c.dep_ in {"obj", "nsubj:pass"}] or [
            c for c in noun.head.children if c.dep_ == "nsubj"
        ]
    if noun.dep_ == "xcomp":
        found += [c for c in noun.head.children if c.dep_ in {"nsubj", "nsubj:pass"}]
    if noun.dep_ == "conj" and not found:
        found = _denoted(noun.head)
    return found


def _before_comma(noun: Word) -> Word | None:
    """The noun just before the comma of an apposition: nearer the truth than the parser's attachment."""
    left = noun.left_edge
    if left.i >= 2 and left.doc[left.i - 1].text == "," and left.i - 2 >= left.sent.start:
        before = left.doc[left.i - 2]
        return before if before.pos_ in {"PROPN", "NOUN"} else None
    return left.doc[left.i - 1] if left.text == "," and left.i > left.sent.start else None


def _governing_verb(noun: Word) -> Word | None:
    top = noun
    while top.dep_ == "conj" and not is_verbal(top):
        top = top.head
    return top.head if top.dep_ in {"obj", "nsubj:pass", "nsubj", "obl"} and top.head != top else None


def carrier_verb(noun: Word, lexicon: Lexicon) -> Word | None:
    """The light verb that a noun hangs on: "hold talks", "talks were held", "engage in talks", "talks take place"."""
    verb = _governing_verb(noun)
    if verb is None:
        return None
    top = noun
    while top.dep_ == "conj":
        top = top.head
    name = trigger_lemma(verb)
    if top.dep_ in {"obj", "nsubj:pass"} and name in lexicon.light_verbs:
        return verb
    if top.dep_ == "nsubj" and name in lexicon.happening_verbs:
        return verb
    if top.dep_ == "obl" and f"{name} {preposition_of(top)}" in lexicon.light_verbs:
        return verb
    return None


def _adopt_from_verb(roles: Roles, noun: Word, verb: Word, lexicon: Lexicon, *, light: bool) -> None:
    passive = is_passive(verb)
    if not light and noun.dep_ == "nsubj" and any(child.dep_ == "obj" for child in verb.children):
        return  # "a strike killed two men in Chad": the verb says to whom
    for child in verb.children:
        if child.dep_ in {"obl", "obl:agent", "nmod"} and (preposition := preposition_of(child)):
            if preposition == "by" and passive and light:
                _add(roles, "doer", child)
            elif preposition not in roles and (light or child.i > noun.i):
                _add(roles, preposition, child)
        elif light and child.dep_ == "iobj":
            _add(roles, "indirect", child)
    if light and verb.dep_ not in {"aux"} and noun.dep_ not in {"nsubj", "nsubj:pass"}:
        own = [c for c in verb.children if c.dep_ == "nsubj"] if not passive else []
        for doer in own or ([] if passive else shared_subject(verb, lexicon)):
            if doer != noun:
                _add(roles, "doer", _antecedent(doer))


def _governing_subject(noun: Word) -> list[Word]:
    """The subject of the verb above the noun: who arrives "for talks with", who rules out "a meeting with"."""
    word = noun
    for _ in range(_MAX_CLIMB):
        if word.head == word:
            return []
        word = word.head
        if is_verbal(word):
            return [c for c in word.children if c.dep_ in {"nsubj", "nsubj:pass"}]
        if any(child.dep_ == "nsubj" for child in word.children):
            return []
    return []


def _antecedent(token: Word) -> Word:
    if token.tag_ in _RELATIVE_TAGS and token.head.dep_ == "acl:relcl":
        return token.head.head
    return token


def _settle_subject_and_object(roles: Roles) -> None:
    """Decide, from who stands where, who does the deed that the noun names and to whom it is done."""
    doer, by, poss, modifier, of = (roles.get(role, []) for role in ("doer", "by", "poss", "modifier", "of"))
    if doer:
        roles["subject"], roles["object"] = doer, of + poss + modifier
    elif by:
        roles["subject"], roles["object"] = by, of + poss + modifier
    elif poss:
        roles["subject"], roles["object"] = poss, of + modifier
    else:
        roles["subject"], roles["object"] = modifier, of + modifier


# --- shared ----------------------------------------------------------------------------------------------------------


def _add(roles: Roles, role: str, token: Word) -> None:
    roles.setdefault(role, []).append(token)


def _spread(tokens: list[Word]) -> list[Word]:
    """The tokens with what is coordinated to them, relative pronouns replaced by what they stand for."""
    found: list[Word] = []
    for token in tokens:
        for each in _coordinated(_antecedent(token)):
            if each not in found:
                found.append(each)
    return found


def _coordinated(token: Word) -> Iterator[Word]:
    yield token
    for child in token.children:
        if child.dep_ == "conj" and not is_verbal(child) and not _begins_the_next_clause(child):
            yield from _coordinated(child)


def _begins_the_next_clause(noun: Word) -> bool:
    """Whether a name that was hung on the one before acts: "Peru attacks Chad, | Chile sends aid"."""
    if noun.i + 1 >= len(noun.doc) or any(child.dep_ == "cc" for child in noun.children):
        return False
    verb = noun.doc[noun.i + 1]
    finite = verb.tag_ in {"VBZ", "VBD", "VBP"} and verb.dep_ == "conj"
    return finite and noun.doc[noun.i - 1].text == "," and all(child.dep_ != "nsubj" for child in verb.children)
