"""From a parsed sentence to claims: the shipped frames on hand-built parses, and what is left out or kept once."""

from dataclasses import replace

import pytest

from kg.actors import acts_for
from kg.extract import load_knowledge
from kg.extract.claims import distinct, evidence, is_reportable, read_claims
from kg.extract.frames import load_frames
from kg.model import Claim, Document, Evidence, Mention
from kg.nlp.words import text_of
from kg.vocabulary import load_vocabulary
from tests.trees import mention, tree

KNOWLEDGE = load_knowledge()
VOCABULARY = load_vocabulary()


def claims_of(text, *actors, date="2023-04-26", frames=KNOWLEDGE.frames):
    """The claims of a tree; `actors` are (words, code) or (words, code, kind, how)."""
    doc = tree(text)
    document = Document("d", doc.text, date=date)
    mentions = sorted((mention(doc, *actor) for actor in actors), key=lambda each: each.start)
    found = read_claims(text_of(doc), document, mentions, frames, KNOWLEDGE.lexicon, VOCABULARY)
    return distinct(found, VOCABULARY)


def told(claims):
    return [f"{c.source.code} {c.relation} {c.target.code} {c.status}" for c in claims]


PERU, CHAD = ("Peru", "PER"), ("Chad", "TCD")
SOLD = (
    "On/IN/case>Friday Friday/NNP/obl>sold ,/,/punct>sold Peru/NNP/nsubj>sold sold/VBD/ROOT five/CD/nummod>tanks "
    "tanks/NNS/obj>sold to/IN/case>Chad Chad/NNP/obl>sold"
)


def test_a_claim_has_ends_status_rule_quote_and_circumstances():
    [claim] = claims_of(SOLD, PERU, CHAD)
    assert told([claim]) == ["PER suppliesArmsTo TCD asserted"]
    assert claim.rule.startswith("suppliesArmsTo.")
    assert claim.evidence.quote == "Peru sold five tanks to Chad"
    assert claim.evidence.sentence == "On Friday , Peru sold five tanks to Chad"
    assert (claim.when, claim.amount) == ("2023-04-21", "five tanks")


def test_the_light_verb_stands_in_the_quote():
    [claim, *_] = claims_of(
        "Peru/NNP/nsubj>held held/VBD/ROOT talks/NNS/obj>held with/IN/case>Chad Chad/NNP/nmod>talks", PERU, CHAD
    )
    assert claim.evidence.quote == "Peru held talks with Chad"


def test_the_content_of_a_demand_is_no_claim():
    demand = (
        "Fiji/NNP/nsubj>{0} {0}/VBD/ROOT Peru/NNP/obj>{0} to/TO/mark>condemn condemn/VB/xcomp>{0} Chad/NNP/obj>condemn"
    )
    assert "PER condemns TCD possible" in told(claims_of(demand.format("wanted"), PERU, CHAD))
    assert not [c for c in told(claims_of(demand.format("urged"), PERU, CHAD)) if "condemns" in c]


RIVALS = """
[[attacks]]
verb = ["bomb"]
subject = "source"
object = "target"

[[accuses]]
verb = ["bomb"]
subject = "source"
object = "target"
instead_of = [{}]
"""


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [("", ["PER accuses TCD asserted", "PER attacks TCD asserted"]), ('"attacks"', ["PER accuses TCD asserted"])],
)
def test_a_frame_may_replace_another_relation_of_the_same_word(tmp_path, replaced, expected):
    (tmp_path / "frames.toml").write_text(RIVALS.format(replaced), encoding="utf8")
    bombed = "Peru/NNP/nsubj>bombed bombed/VBD/ROOT Chad/NNP/obj>bombed"
    assert sorted(told(claims_of(bombed, PERU, CHAD, frames=load_frames(tmp_path)))) == expected


def test_what_replaces_a_relation_may_stand_on_the_verb_above(tmp_path):
    (tmp_path / "frames.toml").write_text(
        '[[sanctions]]\nnoun = ["sanction"]\ndoer = "source"\non = "target"\n\n'
        '[[liftsSanctionsOn]]\nverb = ["lift"]\nsubject = "source"\nobject = "WORD:sanction"\non = "target"\n'
        'instead_of = ["sanctions"]\n\n'
        '[[liftsSanctionsOn]]\nverb = ["impose"]\nsubject = "source"\nobject = "WORD:tax"\non = "target"\n',
        encoding="utf8",
    )
    text = "Peru/NNP/nsubj>{0} {0}/VBD/ROOT sanctions/NNS/obj>{0} on/IN/case>Chad Chad/NNP/nmod>sanctions"
    frames = load_frames(tmp_path)
    assert told(claims_of(text.format("lift"), PERU, CHAD, frames=frames)) == ["PER liftsSanctionsOn TCD asserted"]
    assert told(claims_of(text.format("impose"), PERU, CHAD, frames=frames)) == ["PER sanctions TCD asserted"]


# --- which claims are reported ---------------------------------------------------------------------------------------

REPORTABLE = {
    "two states": ("PER", "TCD", True),
    "a state and itself": ("PER", "PER", False),
    "a state and private persons of another": ("PER", "~TCD", True),
    "private persons of two states": ("~PER", "~TCD", False),
    "nobody known": ("?", "~TCD", False),
    "a state and nobody known": ("PER", "?", False),
    "a state and its own citizens": ("PER", "~PER", False),
    "a state and its own movement": ("LBN", "~LBN:HEZBOLLAH", False),
    "an organisation whose code begins like a state's": ("NORDIC COUNCIL", "NOR", True),
    "two organisations whose codes begin alike": ("QUARTET", "QUAD", True),
}


def end(code):
    return Mention(0, 1, 0, "x", code, code, "state", "state name")


@pytest.mark.parametrize(("source", "target", "expected"), REPORTABLE.values(), ids=REPORTABLE)
def test_what_is_reported(source, target, expected):
    assert is_reportable("meetsWith", end(source), end(target), VOCABULARY) is expected


def test_some_relations_are_told_of_a_state_and_its_own_citizens():
    assert VOCABULARY.relations["attacks"].domestic
    assert is_reportable("attacks", end("PER"), end("~PER"), VOCABULARY)
    assert not is_reportable("attacks", end("PER"), end("PER"), VOCABULARY)


@pytest.mark.parametrize(("code", "expected"), [("PER", True), ("UN", True), ("~PER", False), ("?", False)])
def test_who_acts_for_a_state(code, expected):
    assert (acts_for(code) is not None) is expected


# --- one claim for each deed -----------------------------------------------------------------------------------------


def claim(source="PER", target="TCD", *, status="asserted", start=0, sentence=0, confidence=0.5, rule="r"):
    proof = Evidence("x", start, start + 1, "x", sentence)
    return Claim("d", end(source), "meetsWith", end(target), status, proof, confidence, rule)


DISTINCT = {
    "the same in two sentences: the first": (
        [claim(start=50, sentence=40), claim(start=5)],
        [("asserted", 5)],
    ),
    "the same in two sentences: the surer": (
        [claim(start=5, confidence=0.5), claim(start=50, sentence=40, confidence=0.6)],
        [("asserted", 50)],
    ),
    "two statuses in one sentence: the firmer": (
        [claim(status="possible", confidence=0.9), claim(status="planned", start=5)],
        [("planned", 5)],
    ),
    "two statuses in two sentences: both": (
        [claim(status="planned", start=50, sentence=40), claim(start=5)],
        [("asserted", 5), ("planned", 50)],
    ),
    "a symmetric relation the other way round": (
        [claim(start=5), claim("TCD", "PER", start=7)],
        [("asserted", 5)],
    ),
    "other actors": ([claim(start=5), claim("PER", "FJI", start=7)], [("asserted", 5), ("asserted", 7)]),
}


@pytest.mark.parametrize(("claims", "expected"), DISTINCT.values(), ids=DISTINCT)
def test_one_claim_for_each_deed(claims, expected):
    for order in (claims, claims[::-1]):
        assert [(c.status, c.evidence.start) for c in distinct(order, VOCABULARY)] == expected


def test_a_directed_relation_the_other_way_round_is_another_claim():
    there, back = (replace(c, relation="attacks") for c in (claim(), claim("TCD", "PER")))
    assert len(distinct([there, back], VOCABULARY)) == 2


# --- evidence --------------------------------------------------------------------------------------------------------


def test_the_quote_is_the_text_at_its_offsets_and_the_sentence_holds_it():
    doc = tree("Peru/NNP/nsubj>met met/VBD/ROOT Chad/NNP/obj>met Fiji/NNP/nsubj>left left/VBD/ROOT")
    document = Document("d", doc.text)
    first, second = text_of(doc).sents
    found = evidence(document, second.start_char, second.end_char, second)
    assert (found.quote, found.sentence, found.sentence_start) == ("Fiji left", "Fiji left", second.start_char)
    across = evidence(document, first.start_char, second.end_char, first)
    assert across.sentence == doc.text
    assert "".join(across.parts()) == across.sentence


def test_claims_come_in_the_order_of_the_text_and_only_from_triggers():
    doc = tree("Peru/NNP/nsubj>likes likes/VBZ/ROOT Chad/NNP/obj>likes")
    mentions = [mention(doc, *PERU), mention(doc, *CHAD)]
    knowledge = (KNOWLEDGE.frames, KNOWLEDGE.lexicon, VOCABULARY)
    assert list(read_claims(text_of(doc), Document("d", doc.text), mentions, *knowledge)) == []


SHELLED = (
    "Peru/NNP/nsubj>shelled shelled/VBD/ROOT Chad/NNP/obj>shelled ,/,/punct>killing killing/VBG/advcl>shelled "
    "six/CD/nummod>people people/NNS/obj>killing"
)


def test_an_attack_on_a_state_is_not_told_again_of_its_unnamed_people():
    by_context = ("six people", "~TCD", "group", "context")
    assert told(claims_of(SHELLED, PERU, CHAD, by_context)) == ["PER attacks TCD asserted"]
    named = ("six people", "~TCD", "group", "people")
    assert "PER attacks ~TCD asserted" in told(claims_of(SHELLED, PERU, CHAD, named))
    others = ("six people", "~FJI", "group", "context")
    assert "PER attacks ~FJI asserted" in told(claims_of(SHELLED, PERU, CHAD, others))


def test_they_blame_each_other():
    blame = "Peru/NNP/nsubj>blame and/CC/cc>Chad Chad/NNP/conj>Peru blame/VBP/ROOT {}"
    both = ["PER accuses TCD asserted", "TCD accuses PER asserted"]
    for words in ("each/DT/det>other other/JJ/obj>blame", "each/DT/obj>blame other/JJ/fixed>each"):
        assert sorted(told(claims_of(blame.format(words), PERU, CHAD))) == both
    assert told(claims_of(blame.format("the/DT/det>other other/JJ/obj>blame"), PERU, CHAD)) == []


def test_supplies_that_are_cut_are_not_also_delivered():
    cut = (
        "Peruvian/JJ/amod>supplies oil/NN/compound>supplies supplies/NNS/nsubj:pass>cut to/IN/case>Chad "
        "Chad/NNP/nmod>supplies were/VBD/aux:pass>cut cut/VBN/ROOT"
    )
    assert told(claims_of(cut, ("Peruvian", "PER"), CHAD)) == ["TCD buysOilFrom PER denied"]
    assert told(claims_of(cut.replace("cut", "praised"), ("Peruvian", "PER"), CHAD)) == ["TCD buysOilFrom PER asserted"]


def test_what_somebody_is_asked_to_do_is_no_claim_but_what_somebody_asks_to_do_may_be():
    asked = "Fiji/NNP/nsubj>asked asked/VBD/ROOT {} to/TO/mark>condemn condemn/VB/{}>asked Chad/NNP/obj>condemn"
    for link in ("xcomp", "advcl"):
        found = told(claims_of(asked.format("Peru/NNP/obj>asked", link), ("Fiji", "FJI"), PERU, CHAD))
        assert found == ["FJI demandsFrom PER asserted"]
    assert told(claims_of(asked.format("again/RB/advmod>asked", "xcomp"), ("Fiji", "FJI"), CHAD)) == [
        "FJI condemns TCD possible"
    ]


def test_who_made_the_arms_sold_them_to_the_buyer_but_did_not_fire_them():
    bought = (
        "Peru/NNP/nsubj>bought bought/VBD/ROOT Chadian/JJ/compound>built -/HYPH/punct>built built/VBN/amod>missiles "
        "missiles/NNS/obj>bought"
    )
    maker = ("Chadian", "TCD", "state", "maker")
    assert told(claims_of(bought, PERU, maker)) == ["TCD suppliesArmsTo PER asserted"]
    struck = (
        "Chadian/JJ/compound>built -/HYPH/punct>built built/VBN/amod>missiles missiles/NNS/nsubj>struck "
        "struck/VBD/ROOT Peru/NNP/obj>struck"
    )
    assert told(claims_of(struck, PERU, maker)) == []


RECEIVED = "the/DT/det>force force/NN/nsubj>received received/VBD/ROOT more/JJR/amod>jets jets/NNS/obj>received "


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            RECEIVED + "Chad/NNP/nsubj>Attacking Attacking/VBG/acl>jets Peru/NNP/obj>Attacking", [], id="name"
        ),
        pytest.param(
            RECEIVED + "Chad/NNP/nsubj>attacking attacking/VBG/acl>jets Peru/NNP/obj>attacking",
            ["TCD attacks PER asserted"],
            id="small letter",
        ),
        pytest.param(
            "Chad/NNP/nsubj>Attacks Attacks/VBZ/ROOT Peru/NNP/obj>Attacks", ["TCD attacks PER asserted"], id="headline"
        ),
    ],
)
def test_a_verb_with_a_capital_among_small_words_is_part_of_a_name(text, expected):
    assert told(claims_of(text, PERU, CHAD)) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("bomb/NN/nsubj>killed in/IN/case>Chad Chad/NNP/nmod>bomb", [], id="a bomb that went off there"),
        pytest.param("Chad/NNP/nmod:poss>bomb bomb/NN/nsubj>killed", ["TCD attacks ~PER asserted"], id="its own bomb"),
    ],
)
def test_where_a_bomb_goes_off_tells_nothing_of_whose_it_is(text, expected):
    text += " killed/VBD/ROOT two/CD/nummod>Peruvians Peruvians/NNPS/obj>killed"
    assert told(claims_of(text, CHAD, ("Peruvians", "~PER", "group", "people"))) == expected


def test_whose_supporters_clash_does_not_clash():
    text = (
        "clashes/NNS/ROOT between/IN/case>opponents opponents/NNS/nmod>clashes of/IN/case>Chad Chad/NNP/nmod>opponents "
        "and/CC/cc>Peru Peru/NNP/conj>opponents"
    )
    assert told(claims_of(text, PERU, CHAD)) == []
    assert told(claims_of(text.replace("opponents", "soldiers"), PERU, CHAD)) != []


@pytest.mark.parametrize(
    "verb, expected",
    [("imposed", "PER suppliesArmsTo TCD denied"), ("lifted", None)],
)
def test_a_ban_that_is_lifted_denies_nothing(verb, expected):
    text = (
        f"Peru/NNP/nsubj>{verb} {verb}/VBD/ROOT a/DT/det>ban ban/NN/obj>{verb} on/IN/case>sales "
        "arms/NNS/compound>sales sales/NNS/nmod>ban to/IN/case>Chad Chad/NNP/nmod>sales"
    )
    said = [claim for claim in told(claims_of(text, PERU, CHAD)) if "suppliesArmsTo" in claim and "denied" in claim]
    assert said == ([expected] if expected else [])
