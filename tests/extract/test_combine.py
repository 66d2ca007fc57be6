"""What the classifier may add to what the frames have read."""

import pytest

from kg.extract.combine import propose
from kg.extract.confidence import load_confidence
from kg.extract.learned import Proposal
from kg.model import Claim, Document, Evidence
from kg.nlp.words import text_of
from kg.vocabulary import load_vocabulary
from tests.trees import mention, tree

ISOLATES = (
    "Chile/NNP/nsubj>isolates isolates/VBZ/ROOT Mali/NNP/obj>isolates after/IN/case>invasion "
    "its/PRP$/nmod:poss>invasion invasion/NN/obl>isolates of/IN/case>Peru Peru/NNP/nmod>invasion ././punct>isolates"
)


class SureOf:
    """A classifier that proposes one deed."""

    def __init__(self, source, relation, target):
        self.deed = source, relation, target

    def propose(self, tree, mentions, *, at_least, settled):
        source, relation, target = self.deed
        return [Proposal(source, target, relation, "asserted", 0.9, 0.9, 0, 10, ())]


@pytest.mark.parametrize(
    ("relation", "known", "proposed"),
    [
        ("attacks", ("MLI", "attacks", "PER"), False),  # the doer of the attack is told
        ("attacks", ("MLI", "condemns", "PER"), True),  # another deed
        ("attacks", ("MLI", "attacks", "CHL"), True),  # done to another
        ("meetsWith", ("MLI", "meetsWith", "PER"), True),  # both may have met Peru
    ],
)
def test_a_deed_that_a_frame_has_read_gets_no_second_doer(relation, known, proposed):
    doc = tree(ISOLATES)
    actors = {code: mention(doc, name, code) for name, code in (("Chile", "CHL"), ("Mali", "MLI"), ("Peru", "PER"))}
    source, told, target = known
    read = Claim("a", actors[source], told, actors[target], "asserted", Evidence("", 0, 1, "", 0), 0.9, "a.frame.1")
    model = SureOf(actors["CHL"], relation, actors["PER"])
    document = Document("a", doc.text)
    found = propose(
        text_of(doc), None, document, list(actors.values()), model, load_confidence(), load_vocabulary(), known=[read]
    )
    assert bool(found) == proposed
