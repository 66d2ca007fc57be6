"""What a deed answers stands in a sentence before: "turned down the request", "condemned the attack"."""

import pytest

from kg.errors import DataError
from kg.extract.answers import load_answers
from tests.extract.test_claims import claims_of, told

PERU, CHAD, FIJI = ("Peru", "PER"), ("Chad", "TCD"), ("Fiji", "FJI")
ATTACKED = "Peru/NNP/nsubj>attacked attacked/VBD/ROOT Chad/NNP/obj>attacked ././punct>attacked "
ACCUSED = (
    "Peru/NNP/nsubj>accused accused/VBD/ROOT Chad/NNP/obj>accused of/IN/case>lying lying/VBG/advcl>accused "
    "././punct>accused "
)
CONDEMNED = "Fiji/NNP/nsubj>condemned condemned/VBD/ROOT {}/DT/det>attack attack/NN/obj>condemned ././punct>@7"
SIZE = "film/NN/nsubj>began began/VBD/ROOT ././punct>began "


def test_a_judgement_is_of_who_did_it():
    claims = claims_of(ATTACKED + CONDEMNED.format("the"), PERU, CHAD, FIJI)
    assert told(claims) == ["PER attacks TCD asserted", "FJI condemns PER asserted"]
    assert claims[1].evidence.quote == "Fiji condemned the attack"


def test_who_did_it_does_not_judge_itself():
    text = ATTACKED + CONDEMNED.format("the")
    assert told(claims_of(text, PERU, CHAD, ("Fiji", "PER"))) == ["PER attacks TCD asserted"]


def test_another_attack_is_not_the_one_told():
    assert told(claims_of(ATTACKED + CONDEMNED.format("an"), PERU, CHAD, FIJI)) == ["PER attacks TCD asserted"]


def test_what_was_told_long_ago_is_not_meant():
    text = ATTACKED + SIZE * 5 + CONDEMNED.format("the").replace("@7", "attack")
    assert told(claims_of(text, PERU, CHAD, FIJI)) == ["PER attacks TCD asserted"]


MOVE = CONDEMNED.replace("attack", "{}")
HELD = "Peru/NNP/nsubj>voted voted/VBD/ROOT on/IN/case>map map/NN/obl>voted ././punct>voted "


def test_the_move_is_whatever_was_told_last():
    text = ATTACKED + MOVE.format("the", "move", "move")
    assert "FJI condemns PER asserted" in told(claims_of(text, PERU, CHAD, FIJI))
    late = ATTACKED + SIZE + MOVE.format("the", "move", "move").replace("@7", "move")
    assert told(claims_of(late, PERU, CHAD, FIJI)) == ["PER attacks TCD asserted"]


def test_the_move_is_what_the_sentence_before_is_about():
    move = MOVE.replace("@7", "@8")
    assert told(claims_of(HELD + move.format("the", "move", "move"), PERU, FIJI)) == ["FJI condemns PER asserted"]
    assert not claims_of(HELD + move.format("the", "film", "film"), PERU, FIJI)
    assert not claims_of(HELD + move.format("a", "move", "move"), PERU, FIJI)
    assert not claims_of(HELD + move.format("the", "move", "move"), ("Peru", "FJI"), FIJI)


DENIED = "{0}/NNP/nsubj>denied denied/VBD/ROOT the/DT/det>accusation accusation/NN/obj>denied"


def test_a_reply_goes_to_who_did_it_to_the_one_that_replies():
    text = ACCUSED + "She/PRP/nsubj>left left/VBD/ROOT ././punct>left " + DENIED.format("Mali")
    assert "MLI rejects PER asserted" in told(claims_of(text, PERU, ("Chad", "MLI"), ("Mali", "MLI")))
    assert not [claim for claim in told(claims_of(text, PERU, CHAD, ("Mali", "MLI"))) if "rejects" in claim]


@pytest.mark.parametrize(
    "text", ["", 'reply = ["winks"]\njudge = []\nany_deed = []', "reply = []", "reply = []\njudge = []"]
)
def test_damaged_lists_are_refused(tmp_path, text):
    path = tmp_path / "answers.toml"
    path.write_text(text, encoding="utf8")
    with pytest.raises(DataError, match=r"answers\.toml"):
        load_answers(path)
