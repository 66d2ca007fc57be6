"""The classifier: word classes, paths, the numpy inference, and what the shipped weights say of plain sentences."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.errors import DataError, InputError
from kg.extract.classify import classify
from kg.extract.confidence import Confidence, load_confidence
from kg.extract.features import PLACES, Tree, pair_features, span_head
from kg.extract.learned import Describer, Head, Judge, Vectors, load_model, read_judge, save_judge
from kg.extract.triggers import load_triggers
from kg.nlp.pipeline import load_pipeline
from kg.nlp.words import text_of
from tests.trees import mention, tree

CONDEMNED = "France/NNP/nsubj>condemned condemned/VBD/ROOT Mali/NNP/obj>condemned ././punct>condemned"
REFUSED = (
    "France/NNP/nsubj>refused refused/VBD/ROOT to/TO/mark>impose impose/VB/xcomp>refused sanctions/NNS/obj>impose "
    "on/IN/case>Mali Mali/NNP/nmod>sanctions ././punct>refused"
)


def strings(text: str, source: str, target: str) -> set[str]:
    doc = tree(text)
    reading = Tree(text_of(doc), load_triggers())
    words = [token.text for token in doc]
    s, t = words.index(source), words.index(target)
    return set(pair_features(reading, s, t, (s, s + 1), (t, t + 1)).strings)


def test_the_path_carries_the_act_and_the_roles():
    found = strings(CONDEMNED, "France", "Mali")
    assert {"pa:condemn", "roles:nsubj|obj", "way:condemn", "a:condemn|nsubj|obj"} <= found


def test_source_and_target_are_not_interchangeable():
    assert "roles:obj|nsubj" in strings(CONDEMNED, "Mali", "France")


def test_a_light_verb_and_its_noun_name_one_act_under_an_operator():
    found = strings(REFUSED, "France", "Mali")
    assert {"a:sanction", "oi:refuse", "ot:refuse|-"} <= found


def test_coordinated_verbs_share_the_subject():
    text = (
        "France/NNP/nsubj>visited visited/VBD/ROOT Mali/NNP/obj>visited and/CC/cc>condemned "
        "condemned/VBD/conj>visited Chad/NNP/obj>condemned"
    )
    assert "way:condemn" in strings(text, "France", "Chad")
    assert "way:visit" in strings(text, "France", "Mali")


def test_lemmas_are_mended_by_the_word_lists():
    triggers = load_triggers()
    assert triggers.lemma("expelled", "VERB", "expelle") == "expel"
    assert triggers.lemma("meeting", "NOUN", "meeting") == "meeting"
    assert triggers.lemma("meeting", "VERB", "meeting") == "meet"
    assert triggers.lemma("bananas", "NOUN", "banana") == "banana"


def test_a_row_that_names_no_class_is_refused(tmp_path: Path):
    text = '[acts.hit]\ntone = "-"\nverbs = "hit"\nnouns = ""\n[light]\nhold = "hold"\n[nouns]\n[operators]\n'
    path = tmp_path / "triggers.toml"
    path.write_text(text + '[actors]\n[irregular]\n[joined]\n"hold+talks" = "hit"\n', encoding="utf8")
    with pytest.raises(DataError, match="talks"):
        load_triggers(path)


def test_the_head_of_a_span_hangs_outside():
    doc = tree("the/DT/det>president president/NN/nsubj>spoke of/IN/case>Mali Mali/NNP/nmod>president spoke/VBD/ROOT")
    assert span_head(Tree(text_of(doc), load_triggers()), 0, 4) == 1


def small_judge() -> Judge:
    vectors = Vectors({"war": 0, "peace": 1}, np.eye(2, dtype=np.float32))
    places = np.ones(len(PLACES), dtype=np.float32)
    describer = Describer(["a:attack", "a:meet"], np.array([1.0, 2.0], dtype=np.float32), vectors, places)
    weights = np.array([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0]], dtype=np.float32)
    around = np.zeros((len(PLACES) * 2, 3), dtype=np.float32)
    return Judge(describer, {"which": Head(("fight", "talk", "rest"), weights, around, np.zeros(3, np.float32), 1.0)})


def test_strings_are_weighed_by_rarity_to_unit_length():
    rows, values = small_judge().describer.known(["a:attack", "a:meet", "unknown"])
    assert rows.tolist() == [0, 1]
    assert values == pytest.approx(np.array([1, 2]) / np.sqrt(5))


def test_a_judge_survives_its_file_and_the_bytes_are_the_same(tmp_path: Path):
    judge = small_judge()
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    save_judge(one, judge)
    save_judge(two, judge)
    assert one.read_bytes() == two.read_bytes()
    again = read_judge(one, judge.describer.vectors)
    assert again.heads["which"].answers == ("fight", "talk", "rest")
    assert again.heads["which"].of_strings == pytest.approx(judge.heads["which"].of_strings, abs=0.02)


def test_a_missing_file_is_named():
    with pytest.raises(DataError, match=r"nothing\.npz"):
        read_judge(Path("nothing.npz"), small_judge().describer.vectors)


@pytest.mark.parametrize(
    ("text", "source", "target", "family"),
    [
        ("Peru strongly condemned Bolivia for the decision.", "Peru", "Bolivia", "ACCUSE"),
        ("Norwegian troops attacked rebels in Mali on Sunday.", "Norwegian troops", "rebels", "ASSAULT"),
        ("The king of Tonga met the president of Fiji.", "The king of Tonga", "the president of Fiji", "CONSULT"),
        ("Kenya refused to release two Somali prisoners.", "Kenya", "Somali prisoners", "REJECT"),
        ("Kenya released two Somali prisoners.", "Kenya", "Somali prisoners", "YIELD"),
    ],
)  # fmt: skip
def test_classify_reads_plain_sentences(text, source, target, family):
    spans = {"source": [text.index(source), text.index(source) + len(source)]}
    spans["target"] = [text.index(target), text.index(target) + len(target)]
    [answer] = classify([{"id": "x", "text": text, **spans}], load_pipeline(), load_model())
    assert answer["family"] == family
    assert 0 < answer["confidence"] <= 1 and answer["cues"]


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ({"id": "a", "text": "x", "source": [0, 1]}, "no target"),
        ({"id": "a", "text": "x", "source": [0, 1], "target": [0, 9]}, "target"),
        ({"id": "a", "text": " ", "source": [0, 1], "target": [0, 1]}, "empty"),
    ],
)
def test_classify_refuses_a_wrong_record(record, complaint):
    with pytest.raises(InputError, match=complaint):
        list(classify([record], load_pipeline(), load_model()))


def test_propose_finds_the_direction_and_shows_the_words():
    text = "On Friday Peru imposed sanctions on Bolivia."
    doc = load_pipeline()(text)
    mentions = [mention(doc, "Peru", "PER"), mention(doc, "Bolivia", "BOL")]
    best = max(
        load_model().propose(load_model().tree(text_of(doc)), mentions), key=lambda proposal: proposal.probability
    )
    assert (best.source.code, best.relation, best.target.code) == ("PER", "sanctions", "BOL")
    assert text[best.start : best.end] == "Peru imposed sanctions on Bolivia"


@pytest.mark.parametrize(("preposition", "proposed"), [("at", False), ("in", False), ("on", True)])
def test_an_organisation_at_which_a_thing_is_done_is_its_place(preposition, proposed):
    doc = load_pipeline()(f"On Friday Peru imposed sanctions {preposition} Mercosur.")
    mentions = [mention(doc, "Peru", "PER"), replace(mention(doc, "Mercosur", "MERCOSUR"), kind="organisation")]
    assert bool(load_model().propose(load_model().tree(text_of(doc)), mentions)) == proposed


def test_propose_says_nothing_of_two_private_actors_or_one():
    doc = load_pipeline()("Peruvian fishermen attacked Bolivian fishermen.")
    mentions = [mention(doc, "Peruvian fishermen", "~PER"), mention(doc, "Bolivian fishermen", "~BOL")]
    assert load_model().propose(load_model().tree(text_of(doc)), mentions) == []
    assert load_model().propose(load_model().tree(text_of(doc)), mentions[:1]) == []


def test_confidence_draws_rare_rules_to_their_relation():
    known = Confidence(
        rules={"a": (2, 2), "b": (90, 100)},
        relations={"meets": (92, 102)},
        total=(100, 200),
        weights=(0.0, 1.0, 0.0, 0.0),
        raw=(0.0, 1.0),
        right=(0.0, 0.5),
    )
    assert known.share("a", "meets") < 1
    assert known.share("unseen", "unseen") == pytest.approx(0.5, abs=0.01)
    assert known.of_frame("b", "meets", "asserted", 0.5) > known.of_frame("unseen", "unseen", "asserted", 0.5)
    assert known.of_proposal(0.5) == pytest.approx(0.25)


def test_the_shipped_confidence_trusts_a_claim_more_that_the_classifier_shares():
    shipped = load_confidence()
    rule = next(iter(shipped.rules))
    assert shipped.of_frame(rule, "", "asserted", 0.9) > shipped.of_frame(rule, "", "asserted", 0.01)
