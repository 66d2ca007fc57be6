"""The same sentence in ClearNLP and in Universal Dependencies must come out as one tree, the UD one."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp.scheme import is_clearnlp, to_universal

CLEARNLP = ("ROOT", "attr", "aux", "cc", "dobj", "nsubj", "pobj", "prep")
UNIVERSAL = ("ROOT", "aux", "case", "cc", "nsubj", "obj", "obl")

# One line a token: word, lemma, tag, coarse tag, then head and label in ClearNLP, then head and label in UD.
# A head is the number of its line from 1; 0 is the root.
SENTENCES = {
    "subject, object, full stop": """
        France     France    NNP PROPN 2 nsubj   2 nsubj
        thanked    thank     VBD VERB  0 ROOT    0 ROOT
        Spain      Spain     NNP PROPN 2 dobj    2 obj
        .          .         .   PUNCT 2 punct   2 punct
    """,
    "passive with agent": """
        Tanks      tank      NNS NOUN  3 nsubjpass 3 nsubj:pass
        were       be        VBD AUX   3 auxpass   3 aux:pass
        sold       sell      VBN VERB  0 ROOT      0 ROOT
        by         by        IN  ADP   3 agent     5 case
        Spain      Spain     NNP PROPN 4 pobj      3 obl:agent
    """,
    "prepositions on a verb and on a noun": """
        Spain      Spain     NNP PROPN 2 nsubj   2 nsubj
        buys       buy       VBZ VERB  0 ROOT    0 ROOT
        barrels    barrel    NNS NOUN  2 dobj    2 obj
        of         of        IN  ADP   3 prep    5 case
        oil        oil       NN  NOUN  4 pobj    3 nmod
        from       from      IN  ADP   2 prep    7 case
        Norway     Norway    NNP PROPN 6 pobj    2 obl
    """,
    "copula with a noun": """
        India      India     NNP PROPN 2 nsubj   4 nsubj
        is         be        VBZ AUX   0 ROOT    4 cop
        an         a         DT  DET   4 det     4 det
        importer   importer  NN  NOUN  2 attr    0 ROOT
        of         of        IN  ADP   4 prep    6 case
        oil        oil       NN  NOUN  5 pobj    4 nmod
        .          .         .   PUNCT 2 punct   4 punct
    """,
    "copula with an adjective, inside a clause": """
        Spain      Spain     NNP PROPN 2 nsubj   2 nsubj
        said       say       VBD VERB  0 ROOT    0 ROOT
        that       that      IN  SCONJ 5 mark    6 mark
        it         it        PRP PRON  5 nsubj   6 nsubj
        is         be        VBZ AUX   2 ccomp   6 cop
        ready      ready     JJ  ADJ   5 acomp   2 ccomp
        for        for       IN  ADP   6 prep    8 case
        talks      talk      NNS NOUN  7 pobj    6 obl
    """,
    "copula with a place": """
        The        the       DT  DET   2 det     2 det
        minister   minister  NN  NOUN  3 nsubj   5 nsubj
        is         be        VBZ AUX   0 ROOT    5 cop
        in         in        IN  ADP   3 prep    5 case
        Madrid     Madrid    NNP PROPN 4 pobj    0 ROOT
    """,
    "there is": """
        There      there     EX  PRON  2 expl    2 expl
        is         be        VBZ VERB  0 ROOT    0 ROOT
        a          a         DT  DET   4 det     4 det
        dispute    dispute   NN  NOUN  2 attr    2 nsubj
    """,
    "relative clause with a stranded preposition's noun": """
        the        the       DT  DET   2 det     2 det
        state      state     NN  NOUN  0 ROOT    0 ROOT
        on         on        IN  ADP   6 prep    4 case
        which      which     WDT PRON  3 pobj    6 obl
        Spain      Spain     NNP PROPN 6 nsubj   6 nsubj
        relies     rely      VBZ VERB  2 relcl   2 acl:relcl
    """,
    "two objects": """
        Poland     Poland    NNP PROPN 2 nsubj   2 nsubj
        gave       give      VBD VERB  0 ROOT    0 ROOT
        Ukraine    Ukraine   NNP PROPN 2 dative  2 iobj
        tanks      tank      NNS NOUN  2 dobj    2 obj
    """,
    "an object and 'to'": """
        Poland     Poland    NNP PROPN 2 nsubj   2 nsubj
        gave       give      VBD VERB  0 ROOT    0 ROOT
        tanks      tank      NNS NOUN  2 dobj    2 obj
        to         to        IN  ADP   2 dative  5 case
        Ukraine    Ukraine   NNP PROPN 4 pobj    2 obl
    """,
    "control": """
        Spain      Spain     NNP PROPN 2 nsubj   2 nsubj
        continues  continue  VBZ VERB  0 ROOT    0 ROOT
        to         to        TO  PART  4 aux     4 mark
        buy        buy       VB  VERB  2 xcomp   2 xcomp
        gas        gas       NN  NOUN  4 dobj    4 obj
    """,
    "object control": """
        Spain      Spain     NNP PROPN 2 nsubj   2 nsubj
        wants      want      VBZ VERB  0 ROOT    0 ROOT
        Norway     Norway    NNP PROPN 5 nsubj   2 obj
        to         to        TO  PART  5 aux     5 mark
        leave      leave     VB  VERB  2 ccomp   2 xcomp
    """,
    "apposition and possessive": """
        Spain      Spain     NNP PROPN 3 poss    3 nmod:poss
        's         's        POS PART  1 case    1 case
        rival      rival     NN  NOUN  6 nsubj   6 nsubj
        ,          ,         ,   PUNCT 3 punct   3 punct
        France     France    NNP PROPN 3 appos   3 appos
        won        win       VBD VERB  0 ROOT    0 ROOT
    """,
    "negation and particle": """
        Spain      Spain     NNP PROPN 4 nsubj   4 nsubj
        did        do        VBD AUX   4 aux     4 aux
        not        not       RB  PART  4 neg     4 advmod
        carry      carry     VB  VERB  0 ROOT    0 ROOT
        out        out       RP  ADP   4 prt     4 compound:prt
        the        the       DT  DET   7 det     7 det
        attack     attack    NN  NOUN  4 dobj    4 obj
    """,
    "three conjuncts": """
        Spain      Spain     NNP PROPN 6 nsubj   6 nsubj
        ,          ,         ,   PUNCT 1 punct   1 punct
        Italy      Italy     NNP PROPN 1 conj    1 conj
        and        and       CC  CCONJ 3 cc      5 cc
        Malta      Malta     NNP PROPN 3 conj    1 conj
        agreed     agree     VBD VERB  0 ROOT    0 ROOT
    """,
    "conjoined verbs": """
        Spain      Spain     NNP PROPN 2 nsubj   2 nsubj
        bought     buy       VBD VERB  0 ROOT    0 ROOT
        and        and       CC  CCONJ 2 cc      4 cc
        sold       sell      VBD VERB  2 conj    2 conj
        oil        oil       NN  NOUN  4 dobj    4 obj
    """,
    "conjoined prepositions": """
        talks      talk      NNS NOUN  0 ROOT    0 ROOT
        with       with      IN  ADP   1 prep    3 case
        Spain      Spain     NNP PROPN 2 pobj    1 nmod
        and        and       CC  CCONJ 2 cc      6 cc
        with       with      IN  ADP   2 conj    6 case
        Malta      Malta     NNP PROPN 5 pobj    3 conj
    """,
    "two prepositions in a row": """
        troops     troops    NNS NOUN  2 nsubj   2 nsubj
        moved      move      VBD VERB  0 ROOT    0 ROOT
        out        out       IN  ADP   2 prep    5 case
        of         of        IN  ADP   3 prep    5 case
        Mali       Mali      NNP PROPN 4 pobj    2 obl
    """,
    "a clause behind a preposition": """
        Spain      Spain     NNP PROPN 2 nsubj   2 nsubj
        helped     help      VBD VERB  0 ROOT    0 ROOT
        by         by        IN  ADP   2 prep    4 mark
        sending    send      VBG VERB  3 pcomp   2 advcl
        tents      tent      NNS NOUN  4 dobj    4 obj
    """,
    "adverbial noun": """
        Spain      Spain     NNP PROPN 2 nsubj    2 nsubj
        voted      vote      VBD VERB  0 ROOT     0 ROOT
        last       last      JJ  ADJ   4 amod     4 amod
        week       week      NN  NOUN  2 npadvmod 2 obl:unmarked
    """,
    "copular conjunct keeps its own predicate": """
        Spain      Spain     NNP PROPN 2 nsubj   3 nsubj
        is         be        VBZ AUX   0 ROOT    3 cop
        rich       rich      JJ  ADJ   2 acomp   0 ROOT
        and        and       CC  CCONJ 2 cc      5 cc
        buys       buy       VBZ VERB  2 conj    3 conj
        gas        gas       NN  NOUN  5 dobj    5 obj
    """,
}


def test_the_labels_tell_the_scheme():
    assert is_clearnlp(CLEARNLP)
    assert not is_clearnlp(UNIVERSAL)


@pytest.fixture(scope="module")
def vocab():
    return spacy.blank("en").vocab


def make(vocab, lines, *, universal, ents=None):
    rows = [line.split() for line in lines.strip().splitlines()]
    heads = [int(row[6 if universal else 4]) - 1 for row in rows]
    words, lemmas, tags, pos, deps = ([row[column] for row in rows] for column in (0, 1, 2, 3, 7 if universal else 5))
    heads = [index if head < 0 else head for index, head in enumerate(heads)]
    return Doc(vocab, words=words, lemmas=lemmas, tags=tags, pos=pos, heads=heads, deps=deps, ents=ents)


def tree(doc):
    return [(token.i, token.text, token.head.text, token.head.i, token.dep_) for token in doc]


@pytest.mark.parametrize("lines", SENTENCES.values(), ids=SENTENCES.keys())
def test_both_schemes_give_one_tree(vocab, lines):
    expected = make(vocab, lines, universal=True)
    assert tree(to_universal(make(vocab, lines, universal=False), CLEARNLP)) == tree(expected)


@pytest.mark.parametrize("lines", SENTENCES.values(), ids=SENTENCES.keys())
def test_universal_trees_are_left_alone(vocab, lines):
    doc = make(vocab, lines, universal=True)
    before = tree(doc)
    assert tree(to_universal(doc)) == before
    assert tree(to_universal(doc, UNIVERSAL)) == before


NAME = """
    Minister   minister  NNP PROPN 3 compound 2 compound
    Maria      Maria     NNP PROPN 3 compound 4 nsubj
    Silva      Silva     NNP PROPN 4 nsubj    2 flat
    visited    visit     VBD VERB  0 ROOT     0 ROOT
    Malta      Malta     NNP PROPN 4 dobj     4 obj
"""


def test_names_of_persons_are_flat(vocab):
    ents = ["O", "B-PERSON", "I-PERSON", "O", "B-GPE"]
    doc = to_universal(make(vocab, NAME, universal=False, ents=ents))
    assert tree(doc) == tree(make(vocab, NAME, universal=True))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Maria Silva", "PERSON"), ("Malta", "GPE")]


def test_other_compounds_stay_as_they_are(vocab):
    doc = to_universal(make(vocab, NAME, universal=False))
    assert [(t.head.text, t.dep_) for t in doc][:3] == [
        ("Silva", "compound"),
        ("Silva", "compound"),
        ("visited", "nsubj"),
    ]


def test_sentences_and_children_follow_the_new_heads(vocab):
    first, second = SENTENCES["copula with a noun"], SENTENCES["passive with agent"]
    doc = Doc.from_docs([make(vocab, first, universal=False), make(vocab, second, universal=False)])
    to_universal(doc)
    assert [sent.root.text for sent in doc.sents] == ["importer", "sold"]
    assert [child.text for child in doc[3].lefts] == ["India", "is", "an"]
