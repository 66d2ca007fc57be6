"""Frames: loaded from files, matched against hand-built clauses. The frames of these tests are their own."""

import pytest

from kg.errors import DataError
from kg.extract.arguments import Arguments
from kg.extract.clauses import read_clause
from kg.extract.frames import fill, load_frames, match_frame
from kg.extract.lexicon import load_lexicon
from kg.nlp.words import text_of
from tests.trees import mention, tree

LEXICON = load_lexicon()
STATES = {"Peru": "PER", "Peruvian": "PER", "Chad": "TCD", "Chadian": "TCD", "Fiji": "FJI"}


@pytest.fixture
def frames(tmp_path):
    """Writes a file of frames and loads it."""

    def load(toml, name="frames.toml"):
        (tmp_path / name).write_text(toml, encoding="utf8")
        load_frames.cache_clear()
        return load_frames(tmp_path)

    yield load
    load_frames.cache_clear()


def fired(frame, text, word, *more):
    """Source and target of each match, and the words that prove it."""
    doc = tree(text)
    states = [mention(doc, token.text, STATES[token.text]) for token in doc if token.text in STATES]
    arguments = Arguments(text_of(doc), [*states, *more], LEXICON, frozenset())
    clause = read_clause(next(token for token in text_of(doc) if token.text == word), LEXICON)
    assert frame.accepts(clause)
    return match_frame(frame, clause, arguments)


def ends(matches):
    return [f"{match.source.code} {match.target.code}" for match in matches]


# --- matching --------------------------------------------------------------------------------------------------------

SUPPLY = """
[[suppliesArmsTo]]
verb = ["sell", "give"]
subject = "source"
object = "THING:arms"
"to|indirect" = "target"
"""
SELLS = "Peru/NNP/nsubj>sold sold/VBD/ROOT "


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("tanks/NNS/obj>sold to/IN/case>Chad Chad/NNP/obl>sold", ["PER TCD"]),
        ("Chad/NNP/iobj>sold tanks/NNS/obj>sold", ["PER TCD"]),
        ("tanks/NNS/obj>sold to/IN/case>Chad Chad/NNP/obl>sold and/CC/cc>Fiji Fiji/NNP/conj>Chad",
         ["PER TCD", "PER FJI"]),
        ("wheat/NN/obj>sold to/IN/case>Chad Chad/NNP/obl>sold", []),
        ("tanks/NNS/obj>sold to/IN/case>farmers farmers/NNS/obl>sold", []),
        ("tanks/NNS/obj>sold", []),
    ],
    ids=["preposition", "indirect", "two targets", "another thing", "no actor", "nobody"],
)  # fmt: skip
def test_every_slot_must_be_filled(frames, rest, expected):
    [frame] = frames(SUPPLY).frames
    assert ends(fired(frame, SELLS + rest, "sold")) == expected


ACCUSES = """
[[accuses]]
verb = ["accuse"]
subject = "source"
object = "target"
"""
BOTH = "Peru/NNP/nsubj>accused and/CC/cc>Chad Chad/NNP/conj>Peru accused/VBD/ROOT "


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("each/DT/obj>accused other/JJ/fixed>each", ["PER TCD", "TCD PER"]),
        ("one/CD/obj>accused another/DT/fixed>one", ["PER TCD", "TCD PER"]),
        ("other/JJ/amod>states states/NNS/obj>accused", []),
    ],
)
def test_each_other_is_the_doers_themselves(frames, rest, expected):
    [frame] = frames(ACCUSES).frames
    assert ends(fired(frame, BOTH + rest, "accused")) == expected


def test_the_first_empty_slot_is_told(frames):
    [frame] = frames(SUPPLY).frames
    doc = tree(SELLS + "wheat/NN/obj>sold")
    filling = fill(frame, read_clause(text_of(doc)[1], LEXICON), Arguments(text_of(doc), [], LEXICON, frozenset()))
    assert str(filling.missing).startswith("object = thing (")


def test_a_match_carries_the_words_that_prove_it(frames):
    [frame] = frames(SUPPLY).frames
    [match] = fired(frame, SELLS + "tanks/NNS/obj>sold to/IN/case>Chad Chad/NNP/obl>sold", "sold")
    assert {word.text for word in match.words} == {"Peru", "sold", "tanks", "Chad"}


def test_the_owner_of_the_thing_is_an_end(frames):
    [frame] = frames(
        '[[buysOilFrom]]\nverb = ["buy"]\nsubject = "source"\nobject = "THING:oil"\n"from|thing.owner" = "target"\n'
    ).frames
    buys = "Peru/NNP/nsubj>bought bought/VBD/ROOT "
    assert ends(fired(frame, buys + "Chadian/JJ/amod>oil oil/NN/obj>bought", "bought")) == ["PER TCD"]
    assert ends(fired(frame, buys + "oil/NN/obj>bought from/IN/case>Fiji Fiji/NNP/obl>bought", "bought")) == ["PER FJI"]
    assert ends(fired(frame, buys + "cheap/JJ/amod>oil oil/NN/obj>bought", "bought")) == []
    trade = "Chadian/JJ/amod>{0} oil/NN/compound>{0} {0}/NN/obj>bought"
    assert ends(fired(frame, buys + trade.format("shipment"), "bought")) == ["PER TCD"]
    assert ends(fired(frame, buys + trade.format("painting"), "bought")) == []


HOSTS = "Peru/NNP/nsubj>hosted hosted/VBD/ROOT {}/NN/obj>hosted with/IN/case>Chad Chad/NNP/obl>hosted"


@pytest.mark.parametrize(
    ("filler", "thing", "fires"),
    [
        ("WORD:party,dinner", "party", True),
        ("WORD:party,dinner", "ball", False),
        ("not WORD:party,dinner", "party", False),
        ("not WORD:party,dinner", "ball", True),
        ("THING:arms", "tank", True),
        ("not THING:arms", "tank", False),
        ("not THING:arms", "ball", True),
        ("ANY", "ball", True),
        ("WORD:party?", "ball", True),
    ],
)
def test_fillers_of_words(frames, filler, thing, fires):
    [frame] = frames(f'[[visits]]\nverb = ["host"]\nsubject = "source"\nobject = "{filler}"\nwith = "target"\n').frames
    assert bool(fired(frame, HOSTS.format(thing), "hosted")) is fires


def test_a_role_may_have_to_be_free_of_actors(frames):
    [frame] = frames('[[visits]]\nverb = ["tour"]\nsubject = "source"\nobject = "target"\nwith = "not source"\n').frames
    tours = "Peru/NNP/nsubj>toured toured/VBD/ROOT Chad/NNP/obj>toured with/IN/case>{0} {0}/NNP/obl>toured"
    assert ends(fired(frame, tours.format("Anna"), "toured")) == ["PER TCD"]
    assert ends(fired(frame, tours.format("Fiji"), "toured")) == []


def test_a_mutual_deed_goes_both_ways(frames):
    [frame] = frames('[[attacks]]\nnoun = ["clash"]\nmutual = true\nbetween = "party"\n').frames
    clash = "clash/NN/ROOT between/IN/case>Peru Peru/NNP/nmod>clash and/CC/cc>Chad Chad/NNP/conj>Peru"
    assert ends(fired(frame, clash, "clash")) == ["PER TCD", "TCD PER"]


def test_who_is_listed_with_an_end_is_one_too(frames):
    [frame] = frames('[[attacks]]\nverb = ["raid"]\nsubject = "source"\nobject = "target"\n').frames
    raided = "Peru/NNP/appos>Fiji and/CC/cc>raided Fiji/NNP/nsubj>raided raided/VBD/ROOT Chad/NNP/obj>raided"
    assert ends(fired(frame, raided, "raided")) == ["PER TCD", "FJI TCD"]


def test_a_list_of_fillers_must_all_be_met(frames):
    [frame] = frames(
        '[[visits]]\nverb = ["host"]\nsubject = "source"\nobject = ["THING:arms", "not WORD:tank"]\nwith = "target"\n'
    ).frames
    assert not fired(frame, HOSTS.format("tank"), "hosted")
    assert fired(frame, HOSTS.format("rifle"), "hosted")


def test_the_trigger_may_have_to_bear_a_word(frames):
    [frame] = frames('[[visits]]\nnoun = ["visit"]\ntrigger = "WORD:state"\n"poss" = "source"\nto = "target"\n').frames
    visit = "Peru/NNP/nmod:poss>visit {}/JJ/amod>visit visit/NN/ROOT to/IN/case>Chad Chad/NNP/nmod>visit"
    assert fired(frame, visit.format("state"), "visit")
    assert not fired(frame, visit.format("short"), "visit")


@pytest.mark.parametrize(
    ("limit", "kind", "how", "fires"),
    [
        ("", "person", "title", True),
        (":person", "person", "title", True),
        (":person,body", "body", "title", True),
        (":person", "state", "state name", False),
        (":place", "state", "place", True),
        (":place", "state", "state name", False),
        (":place,person", "person", "title", True),
    ],
)
def test_actors_may_be_limited_to_kinds(frames, limit, kind, how, fires):
    [frame] = frames(f'[[visits]]\nverb = ["visit"]\nsubject = "source"\nobject = "target{limit}"\n').frames
    text = "Peru/NNP/nsubj>visited visited/VBD/ROOT Lee/NNP/obj>visited"
    lee = mention(tree(text), "Lee", "TCD", kind=kind, how=how)
    assert bool(fired(frame, text, "visited", lee)) is fires


def test_itself_is_not_the_owner(frames):
    meets = "Peru/NNP/nsubj>met met/VBD/ROOT Chad/NNP/nmod:poss>deadline 's/POS/case>Chad deadline/NN/obj>met"
    for filler, expected in (("target", ["PER TCD"]), ("target:itself", [])):
        [frame] = frames(f'[[meetsWith]]\nverb = ["meet"]\nsubject = "source"\nobject = "{filler}"\n').frames
        assert ends(fired(frame, meets, "met")) == expected


@pytest.mark.parametrize(
    ("filler", "how", "code", "expected"),
    [
        ("target", "context", "~PER", ["PER ~PER"]),
        ("target:foreign", "context", "~PER", []),
        ("target:foreign", "context", "~TCD", ["PER ~TCD"]),
        ("target:foreign", "group", "~PER", ["PER ~PER"]),
        ("target:named", "context", "~TCD", []),
        ("target:named", "group", "~PER", ["PER ~PER"]),
    ],
)
def test_a_guessed_nationality_may_not_be_enough(frames, filler, how, code, expected):
    """ "Peru shot people" does not say that these were Peruvians."""
    frame = frames(f'[[attacks]]\nverb = ["shoot"]\nsubject = "source"\nobject = "{filler}"\n').frames[0]
    doc = tree("Peru/NNP/nsubj>shot shot/VBD/ROOT people/NNS/obj>shot")
    mentions = [mention(doc, "Peru", "PER"), mention(doc, "people", code, kind="group", how=how)]
    clause = read_clause(text_of(doc)[1], LEXICON)
    assert ends(match_frame(frame, clause, Arguments(text_of(doc), mentions, LEXICON, frozenset()))) == expected


def test_an_end_may_hang_on_the_thing(frames):
    toml = '[[attacks]]\nverb = ["die"]\nsubject = "target"\nafter = "WORD:clash"\n"thing.with" = "source"\n'
    text = (
        "Peru/NNP/nsubj>died died/VBD/ROOT after/IN/case>clash clash/NN/obl>died with/IN/case>Chad Chad/NNP/nmod>clash"
    )
    assert ends(fired(frames(toml).frames[0], text, "died")) == ["TCD PER"]


def test_who_fills_a_slot_fills_no_other(frames):
    [frame] = frames('[[attacks]]\nnoun = ["raid"]\nmodifier = "source"\n"on|modifier" = "target"\n').frames
    assert not fired(frame, "Peruvian/JJ/amod>raid raid/NN/ROOT", "raid")
    raid = "Peruvian/JJ/amod>raid raid/NN/ROOT on/IN/case>Chad Chad/NNP/nmod>raid"
    assert ends(fired(frame, raid, "raid")) == ["PER TCD"]


PARTIES = '[[meetsWith]]\nnoun = ["talk"]\n"between|subject" = "party"\nwith = "party?"\n'
TALKS = {
    "two in one role": (
        "talks/NNS/ROOT between/IN/case>Peru Peru/NNP/nmod>talks and/CC/cc>Chad Chad/NNP/conj>Peru",
        ["PER TCD"],
    ),
    "three in one role": (
        "talks/NNS/ROOT between/IN/case>Peru Peru/NNP/nmod>talks ,/,/punct>Chad Chad/NNP/conj>Peru and/CC/cc>Fiji "
        "Fiji/NNP/conj>Peru",
        ["PER TCD", "PER FJI", "TCD FJI"],
    ),
    "two sides": (
        "Peru/NNP/nsubj>held and/CC/cc>Fiji Fiji/NNP/conj>Peru held/VBD/ROOT talks/NNS/obj>held with/IN/case>Chad "
        "Chad/NNP/obl>held",
        ["PER TCD", "FJI TCD"],
    ),
    "one alone": ("talks/NNS/ROOT between/IN/case>Peru Peru/NNP/nmod>talks", []),
}


@pytest.mark.parametrize(("text", "expected"), TALKS.values(), ids=TALKS)
def test_parties_meet_each_other(frames, text, expected):
    [frame] = frames(PARTIES).frames
    assert ends(fired(frame, text, "talks")) == expected


def test_members_of_a_plural_meet_each_other_and_examples_do_not(frames):
    [frame] = frames('[[meetsWith]]\nverb = ["meet"]\nsubject = "party"\n').frames
    text = "countries/NNS/nsubj>met met/VBD/ROOT"
    doc = tree(text)
    members = tuple(mention(doc, "countries", code) for code in ("PER", "TCD"))
    both = mention(doc, "countries", "?", kind="group", members=members)
    assert ends(fired(frame, text, "met", both)) == ["PER TCD"]
    examples = (
        "countries/NNS/nsubj>met including/VBG/case>Peru Peru/NNP/nmod>countries and/CC/cc>Chad Chad/NNP/conj>Peru "
        "met/VBD/ROOT"
    )
    assert ends(fired(frame, examples, "met")) == []


def test_named_examples_stand_for_the_plural_of_their_state(frames):
    [frame] = frames('[[visits]]\nverb = ["visit"]\nsubject = "source"\nobject = "target"\n').frames
    text = (
        "ministers/NNS/nsubj>visited visited/VBD/ROOT Chad/NNP/obj>visited including/VBG/case>Lee Lee/NNP/obl>visited"
    )
    doc = tree(text)
    ministers = mention(doc, "ministers", "PER", kind="person", how="title")
    lee = mention(doc, "Lee", "PER", kind="person", how="title")
    assert [match.source.name for match in fired(frame, text, "visited", ministers, lee)] == ["Lee"]


def test_at_home_the_others_are_the_guests(frames):
    [frame] = frames(
        '[[visits]]\nverb = ["meet"]\nsubject = "party"\nobject = "party"\nin = "target"\nhome = true\n'
    ).frames
    meets = "Lee/NNP/nsubj>met met/VBD/ROOT Chad/NNP/obj>met in/IN/case>{0} {0}/NNP/obl>met"
    for place, expected in (("Peru", ["TCD PER"]), ("Fiji", [])):
        text = meets.format(place)
        lee = mention(tree(text), "Lee", "PER", kind="person", how="title")
        assert ends(fired(frame, text, "met", lee)) == expected


def test_a_trigger_may_have_a_particle(frames):
    loaded = frames('[[cutsTiesWith]]\nverb = ["break off"]\nsubject = "source"\nwith = "target"\n')
    [frame] = loaded.candidates("break")
    text = "Peru/NNP/nsubj>broke broke/VBD/ROOT off/RP/compound:prt>broke ties/NNS/obj>broke"
    clause = read_clause(text_of(tree(text))[1], LEXICON)
    assert frame.accepts(clause)
    assert not frame.accepts(read_clause(text_of(tree(text.replace("off/RP", "up/RP")))[1], LEXICON))


def test_a_verb_is_not_the_noun_of_the_same_letters(frames):
    [frame] = frames('[[visits]]\nverb = ["visit"]\nsubject = "source"\nobject = "target"\n').frames
    noun = read_clause(text_of(tree("the/DT/det>visit visit/NN/ROOT"))[1], LEXICON)
    assert not frame.accepts(noun)


def test_deeds_are_the_nouns_whose_of_tells_the_victim(frames):
    loaded = frames(
        '[[attacks]]\nnoun = ["invasion"]\nposs = "source"\nof = "target"\n'
        '[[attacks]]\nnoun = ["raid"]\nof = "source"\non = "target"\n'
    )
    assert loaded.deeds == {"invasion"}


# --- loading ---------------------------------------------------------------------------------------------------------

GOOD = '[[attacks]]\nverb = ["bomb"]\nsubject = "source"\nobject = "target"\n'


def test_a_frame_is_named_by_relation_first_word_and_number(frames):
    loaded = frames(GOOD + GOOD.replace("[[attacks]]", '[[attacks]]\nname = "from the air"'))
    assert [frame.name for frame in loaded.frames] == ["attacks.bomb.1", "attacks.from-the-air.2"]
    assert [frame.name for frame in loaded.candidates("bomb")] == ["attacks.bomb.1", "attacks.from-the-air.2"]
    assert loaded.candidates("buy") == ()


ERRORS = {
    "no TOML": ("[[attacks\n", "line 1"),
    "unknown relation": (
        GOOD.replace("attacks", "atacks"),
        'no relation "atacks" in ontology/kg.ttl. It has: accuses,',
    ),
    "unknown filler": (GOOD.replace('"target"', '"victim"'), r"\[\[attacks\]\] number 2: \"victim\" is no filler"),
    "unknown thing": (GOOD + 'with = "THING:guns"\n', r'number 2: "THING:guns" is no filler.*aid, .*arms'),
    "unknown kind": (
        GOOD.replace('"target"', '"target:ship"'),
        r'number 2: "ship" is no kind of actor. Kinds: .*person',
    ),
    "unknown status": (GOOD + 'status = "plannd"\n', r'number 2: "plannd" is no status. Statuses: asserted, denied'),
    "unknown replaced relation": (GOOD + 'instead_of = ["help"]\n', 'number 2: instead_of names "help"'),
    "no target": ('[[attacks]]\nverb = ["bomb"]\nsubject = "source"\n', "number 2: say who is"),
    "no source": ('[[attacks]]\nverb = ["bomb"]\nobject = "target"\n', "number 2: say who is"),
    "no trigger": ('[[attacks]]\nsubject = "source"\nobject = "target"\n', "number 2: a frame needs trigger words"),
    "a word for a list": (GOOD.replace('["bomb"]', '"bomb"'), "number 2: expected a list of words, found 'bomb'"),
    "a number in a list": (GOOD.replace('["bomb"]', "[1]"), r"number 2: expected a list of words, found \[1\]"),
}


@pytest.mark.parametrize(("second", "message"), ERRORS.values(), ids=ERRORS)
def test_an_error_names_file_and_place(frames, second, message):
    first = GOOD if "number 2" in message else ""
    with pytest.raises(DataError, match=rf"(?s)attacks\.toml.*{message}"):
        frames(first + second, "attacks.toml")


def test_a_symmetric_relation_needs_only_one_end(frames):
    assert frames('[[meetsWith]]\nverb = ["meet"]\nsubject = "source"\n').frames
    assert frames('[[meetsWith]]\nverb = ["meet"]\nsubject = "party"\n').frames


def test_the_shipped_frames_speak_of_every_relation():
    from kg.vocabulary import load_vocabulary

    assert {frame.relation for frame in load_frames().frames} == set(load_vocabulary().relations)
    names = [frame.name for frame in load_frames().frames]
    assert len(names) == len(set(names))
