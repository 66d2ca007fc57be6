"""Said is not done: one kind of word a case. The word lists of these tests are their own, the parses built by hand."""

import re
from dataclasses import replace

import pytest

from kg.extract.clauses import read_clause
from kg.extract.lexicon import load_lexicon
from kg.extract.status import read_status
from kg.nlp.words import text_of
from tests.trees import tree

LEXICON = replace(
    load_lexicon(),
    governors={
        "refuse": "denied", "cancel": "denied", "refusal": "denied", "call off": "denied", "plan": "planned",
        "order": "planned", "want": "possible", "agree": "planned", "said": "alleged",
        "accuse": "alleged", "demand": "unsaid",
    },
    modifiers={"not": "denied", "never": "denied", "planned": "planned", "allegedly": "alleged", "alleged": "alleged",
               "possible": "possible", "if": "possible"},
    auxiliaries={"will": "planned", "would": "planned", "may": "possible", "could": "possible"},
)  # fmt: skip


def status(text, word, enacted_by=(), relation=""):
    doc = tree(text)
    clause = read_clause(next(token for token in text_of(doc) if token.text == word), LEXICON)
    return read_status(clause, LEXICON, frozenset(enacted_by), relation)


MET = "Peru/NNP/nsubj>met {} met/VBD/ROOT Chad/NNP/obj>met {}"
MEET = "Peru/NNP/nsubj>meet {} meet/VB/ROOT Chad/NNP/obj>meet {}"
ABOVE = "Peru/NNP/nsubj>{0} {0}/VBD/ROOT to/TO/mark>meet meet/VB/xcomp>{0} Chad/NNP/obj>meet"
HELD = "Peru/NNP/nsubj>{0} {0}/VBD/ROOT {1} talks/NNS/obj>{0} with/IN/case>Chad Chad/NNP/nmod>talks"

CASES = {
    # part of another deed
    "as sure as the deed that it is part of": (
        "Peru/NNP/nsubj>bombed allegedly/RB/advmod>bombed bombed/VBD/ROOT Chad/NNP/obj>bombed killing/VBG/advcl>bombed "
        "two/CD/obj>killing",
        "killing",
        "alleged",
    ),
    "not part of it but after it": (
        "Peru/NNP/nsubj>left allegedly/RB/advmod>left left/VBD/ROOT after/IN/mark>killing killing/VBG/advcl>left "
        "two/CD/obj>killing",
        "killing",
        "asserted",
    ),
    # nothing said against it
    "past": (MET.format("", ""), "met", "asserted"),
    "present perfect": (
        "Peru/NNP/nsubj>met has/VBZ/aux>met met/VBN/ROOT Chad/NNP/obj>met",
        "met",
        "asserted",
    ),
    "reported": (
        "Fiji/NNP/nsubj>said said/VBD/ROOT Peru/NNP/nsubj>met met/VBD/ccomp>said Chad/NNP/obj>met",
        "met",
        "asserted",
    ),
    "done to a plan": (
        "plan/NN/nsubj>underpins signed/VBN/acl>plan by/IN/case>Peru Peru/NNP/obl>signed with/IN/case>Chad "
        "Chad/NNP/obl>signed underpins/VBZ/ROOT it/PRP/obj>underpins",
        "signed",
        "asserted",
    ),
    "what is planned": (
        "plan/NN/nsubj>underpins to/TO/mark>meet meet/VB/acl>plan Chad/NNP/obj>meet underpins/VBZ/ROOT",
        "meet",
        "planned",
    ),
    # words on the deed
    "not": (MEET.format("did/VBD/aux>meet not/RB/advmod>meet", ""), "meet", "denied"),
    "never": (MET.format("never/RB/advmod>met", ""), "met", "denied"),
    "will": (MEET.format("will/MD/aux>meet", ""), "meet", "planned"),
    "will not: a denial beats a plan": (
        MEET.format("will/MD/aux>meet not/RB/advmod>meet", ""),
        "meet",
        "denied",
    ),
    "may": (MEET.format("may/MD/aux>meet", ""), "meet", "possible"),
    "may not: a denial beats a possibility": (
        MEET.format("may/MD/aux>meet not/RB/advmod>meet", ""),
        "meet",
        "denied",
    ),
    "would, a condition": (MEET.format("would/MD/aux>meet", ""), "meet", "possible"),
    "would, a future seen from the past": (
        "Fiji/NNP/nsubj>said said/VBD/ROOT Peru/NNP/nsubj>meet would/MD/aux>meet meet/VB/ccomp>said Chad/NNP/obj>meet",
        "meet",
        "planned",
    ),
    "is to": (
        "Peru/NNP/nsubj>meet is/VBZ/aux>meet to/TO/mark>meet meet/VB/ROOT Chad/NNP/obj>meet",
        "meet",
        "planned",
    ),
    "allegedly": (MET.format("allegedly/RB/advmod>met", ""), "met", "alleged"),
    "allegedly may: an allegation beats a possibility": (
        MEET.format("may/MD/aux>meet allegedly/RB/advmod>meet", ""),
        "meet",
        "alleged",
    ),
    "if": (
        "Fiji/NNP/nsubj>left left/VBD/ROOT if/IN/mark>met Peru/NNP/nsubj>met met/VBD/advcl>left Chad/NNP/obj>met",
        "met",
        "possible",
    ),
    "modifier of a noun": (
        "an/DT/det>attack alleged/JJ/amod>attack attack/NN/ROOT on/IN/case>Chad Chad/NNP/nmod>attack",
        "attack",
        "alleged",
    ),
    "a word of the lists in another place": (
        "Peru/NNP/nsubj>met met/VBD/ROOT Chad/NNP/obj>met on/IN/case>order an/DT/det>order order/NN/obl>met",
        "met",
        "asserted",
    ),
    # what governs it
    "refused to": (ABOVE.format("refused"), "meet", "denied"),
    "planned to": (ABOVE.format("planned"), "meet", "planned"),
    "wanted to": (ABOVE.format("wanted"), "meet", "possible"),
    "managed to": (ABOVE.format("managed"), "meet", "asserted"),
    "demanded to: only the content of a demand": (ABOVE.format("demanded"), "meet", "unsaid"),
    "wanted to refuse to": (
        "Peru/NNP/nsubj>wanted wanted/VBD/ROOT to/TO/mark>refuse refuse/VB/xcomp>wanted to/TO/mark>meet "
        "meet/VB/xcomp>refuse Chad/NNP/obj>meet",
        "meet",
        "denied",
    ),
    "may plan to": (
        "Peru/NNP/nsubj>plan may/MD/aux>plan plan/VB/ROOT to/TO/mark>meet meet/VB/xcomp>plan Chad/NNP/obj>meet",
        "meet",
        "possible",
    ),
    "accused of": (
        "Fiji/NNP/nsubj>accused accused/VBD/ROOT Peru/NNP/obj>accused of/IN/mark>attacking attacking/VBG/advcl>accused "
        "Chad/NNP/obj>attacking",
        "attacking",
        "alleged",
    ),
    "a plan to": (
        "Peru/NNP/nmod:poss>plan plan/NN/nsubj>failed to/TO/mark>meet meet/VB/acl>plan Chad/NNP/obj>meet "
        "failed/VBD/ROOT",
        "meet",
        "planned",
    ),
    "a refusal to": (
        "Peru/NNP/nmod:poss>refusal refusal/NN/nsubj>came to/TO/mark>meet meet/VB/acl>refusal Chad/NNP/obj>meet "
        "came/VBD/ROOT",
        "meet",
        "denied",
    ),
    "particle verb as governor of a noun": (
        "Peru/NNP/nsubj>called called/VBD/ROOT off/RP/compound:prt>called talks/NNS/obj>called with/IN/case>Chad "
        "Chad/NNP/nmod>talks",
        "talks",
        "denied",
    ),
    "governor of a noun": (
        "Peru/NNP/nsubj>demanded demanded/VBD/ROOT talks/NNS/obj>demanded with/IN/case>Chad Chad/NNP/nmod>talks",
        "talks",
        "unsaid",
    ),
    "denied and only demanded: still only demanded": (
        "Peru/NNP/nsubj>demanded demanded/VBD/ROOT Fiji/NNP/obj>demanded not/RB/advmod>meet to/TO/mark>meet "
        "meet/VB/xcomp>demanded Chad/NNP/obj>meet",
        "meet",
        "unsaid",
    ),
    # the light verb carries the status of its noun
    "light verb, not": (HELD.format("hold", "not/RB/advmod>hold"), "talks", "denied"),
    "light verb, will": (HELD.format("hold", "will/MD/aux>hold"), "talks", "planned"),
    "light verb that denies": (HELD.format("cancelled", ""), "talks", "denied"),
    "light verb under a governor": (
        "Peru/NNP/nsubj>refused refused/VBD/ROOT to/TO/mark>hold hold/VB/xcomp>refused talks/NNS/obj>hold "
        "with/IN/case>Chad Chad/NNP/nmod>talks",
        "talks",
        "denied",
    ),
    "light verb": (HELD.format("held", ""), "talks", "asserted"),
    # clauses around it
    "purpose": (
        "Peru/NNP/nsubj>came came/VBD/ROOT to/TO/mark>meet meet/VB/advcl>came Chad/NNP/obj>meet",
        "meet",
        "possible",
    ),
    "after: done": (
        "Peru/NNP/nsubj>left left/VBD/ROOT after/IN/mark>meeting meeting/VBG/advcl>left Chad/NNP/obj>meeting",
        "meeting",
        "asserted",
    ),
    "a denied main clause does not deny its adverbial clause": (
        "Peru/NNP/nsubj>leave did/VBD/aux>leave not/RB/advmod>leave leave/VB/ROOT after/IN/mark>met it/PRP/nsubj>met "
        "met/VBD/advcl>leave Chad/NNP/obj>met",
        "met",
        "asserted",
    ),
    "a refusal does not reach into a relative clause": (
        "Peru/NNP/nsubj>refused refused/VBD/ROOT Fiji/NNP/obj>refused who/WP/nsubj>met met/VBD/acl:relcl>Fiji "
        "Chad/NNP/obj>met",
        "met",
        "asserted",
    ),
    "an aim is as sure as the deed for it": (
        "Peru/NNP/nsubj>come will/MD/aux>come come/VB/ROOT to/TO/mark>meet meet/VB/advcl>come Chad/NNP/obj>meet",
        "meet",
        "planned",
    ),
    "who flies to meet has not met": (
        "Peru/NNP/nsubj>flew flew/VBD/ROOT to/TO/mark>meet meet/VB/advcl>flew Chad/NNP/obj>meet".replace("flew", "fly"),
        "meet",
        "planned",
    ),
    "a deal to": (
        "Peru/NNP/nsubj>signed signed/VBD/ROOT a/DT/det>deal deal/NN/obj>signed to/TO/mark>meet meet/VB/advcl>signed "
        "Chad/NNP/obj>meet",
        "meet",
        "planned",
    ),
    "before a visit": (
        "Peru/NNP/nsubj>spoke spoke/VBD/ROOT before/IN/case>visit his/PRP$/nmod:poss>visit visit/NN/obl>spoke "
        "to/TO/case>Chad Chad/NNP/nmod>visit",
        "visit",
        "planned",
    ),
    "after a visit": (
        "Peru/NNP/nsubj>spoke spoke/VBD/ROOT after/IN/case>visit his/PRP$/nmod:poss>visit visit/NN/obl>spoke "
        "to/TO/case>Chad Chad/NNP/nmod>visit",
        "visit",
        "asserted",
    ),
    "before it did: a time, no plan": (
        "Peru/NNP/nsubj>left left/VBD/ROOT before/IN/mark>met it/PRP/nsubj>met met/VBD/advcl>left Chad/NNP/obj>met",
        "met",
        "asserted",
    ),
    "talks about doing": (
        "Peru/NNP/nsubj>spoke spoke/VBD/ROOT about/IN/mark>meeting meeting/VBG/advcl>spoke Chad/NNP/obj>meeting",
        "meeting",
        "possible",
    ),
    "a refusal over a deed does not deny it": (
        "Peru/NNP/nsubj>refused refused/VBD/ROOT aid/NN/obj>refused over/IN/case>attack the/DT/det>attack "
        "attack/NN/obl>refused on/IN/case>Chad Chad/NNP/nmod>attack",
        "attack",
        "asserted",
    ),
    "a resolution refused is not passed": (
        "Peru/NNP/nsubj>refused refused/VBD/ROOT a/DT/det>resolution resolution/NN/obj>refused "
        "condemning/VBG/acl>resolution Chad/NNP/obj>condemning",
        "condemning",
        "denied",
    ),
    "what somebody refused does is done": (
        "Peru/NNP/nsubj>refused refused/VBD/ROOT the/DT/det>rebels rebels/NNS/obj>refused "
        "fighting/VBG/acl>rebels Chad/NNP/obj>fighting",
        "fighting",
        "asserted",
    ),
    "a plan cancelled": (
        "Peru/NNP/nsubj>cancelled cancelled/VBD/ROOT a/DT/det>plan plan/NN/obj>cancelled to/TO/mark>meet "
        "meet/VB/acl>plan Chad/NNP/obj>meet".replace("cancelled", "cancel"),
        "meet",
        "denied",
    ),
    "is said to have": (
        "Peru/NNP/nsubj:pass>said is/VBZ/aux:pass>said said/VBN/ROOT to/TO/mark>met have/VB/aux>met met/VBN/xcomp>said "
        "Chad/NNP/obj>met",
        "met",
        "alleged",
    ),
    "part of what was accused": (
        "Fiji/NNP/nsubj>accused accused/VBD/ROOT Peru/NNP/obj>accused of/IN/mark>bombing bombing/VBG/advcl>accused "
        "camps/NNS/obj>bombing killing/VBG/advcl>bombing Chad/NNP/obj>killing",
        "killing",
        "alleged",
    ),
    # coordination
    "the second of two infinitives shares the auxiliary": (
        "Peru/NNP/nsubj>leave will/MD/aux>leave leave/VB/ROOT and/CC/cc>meet meet/VB/conj>leave Chad/NNP/obj>meet",
        "meet",
        "planned",
    ),
    "the second of two infinitives shares the governor": (
        "Peru/NNP/nsubj>refused refused/VBD/ROOT to/TO/mark>leave leave/VB/xcomp>refused and/CC/cc>meet "
        "meet/VB/conj>leave Chad/NNP/obj>meet",
        "meet",
        "denied",
    ),
    "a past beside a denied deed is its own": (
        "Peru/NNP/nsubj>left never/RB/advmod>left left/VBD/ROOT and/CC/cc>met met/VBD/conj>left Chad/NNP/obj>met",
        "met",
        "asserted",
    ),
}


@pytest.mark.parametrize(("text", "word", "expected"), CASES.values(), ids=CASES)
def test_status(text, word, expected):
    assert status(re.sub(" +", " ", text).strip(), word) == expected


def test_some_words_do_the_deed_by_saying_it():
    orders = (
        "Peru/NNP/nsubj>ordered ordered/VBD/ROOT the/DT/det>expulsion expulsion/NN/obj>ordered of/IN/case>envoys "
        "envoys/NNS/nmod>expulsion"
    )
    assert status(orders, "expulsion") == "planned"
    assert status(orders, "expulsion", {"order"}) == "asserted"
    assert status(orders.replace("ordered", "refused"), "expulsion", {"order"}) == "denied"


MET_TO = "Peru/NNP/nsubj>came came/VBD/ROOT to/TO/mark>{0} {0}/VB/advcl>came Chad/NNP/obj>{0}"


def test_words_are_said_where_they_are_the_aim_of_a_deed():
    assert status(MET_TO.format("urge"), "urge", relation="demandsFrom") == "asserted"
    assert status(MET_TO.format("bomb"), "bomb", relation="attacks") == "possible"


def test_announced_is_not_handed_over():
    announces = (
        "Peru/NNP/nsubj>announce announce/VBD/ROOT sales/NNS/obj>announce of/IN/case>tanks tanks/NNS/nmod>sales "
        "to/TO/case>Chad Chad/NNP/nmod>sales"
    )
    assert status(announces, "sales", relation="suppliesArmsTo") == "planned"
    assert status(announces, "sales", relation="sanctions") == "asserted"
    assert status(announces.replace("announce", "describe"), "sales", relation="suppliesArmsTo") == "asserted"


def test_a_time_still_to_come_makes_a_plan():
    visit = "his/PRP$/nmod:poss>visit visit/NN/ROOT {}/JJ/amod>week week/NN/obl:unmarked>visit"
    for word, expected in (("next", "planned"), ("last", "asserted")):
        doc = tree(visit.format(word), entities=((f"{word} week", "DATE"),))
        assert (
            read_status(read_clause(text_of(doc)[1], LEXICON), replace(LEXICON, modifiers={"next": "planned"}))
            == expected
        )


def test_the_shipped_lists_give_every_status_but_the_asserted():
    lexicon = load_lexicon()
    given = {*lexicon.governors.values(), *lexicon.modifiers.values(), *lexicon.auxiliaries.values()}
    assert given == {"denied", "planned", "alleged", "possible", "unsaid"}
