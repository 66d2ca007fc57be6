"""Word lists: what is loaded, and that a mistake is told with its file and place."""

import shutil

import pytest

from kg.errors import DataError
from kg.extract.lexicon import load_lexicon
from kg.resources import DATA

GRAMMAR = "\n".join(
    f'{name} = ["{word}"]'
    for name, word in {
        "light_verbs": "hold",
        "happening_verbs": "take",
        "subject_control": "promise",
        "announcing_verbs": "announce",
        "lifting_verbs": "lift",
        "blaming": "accuse",
        "issuing_verbs": "pass",
        "helping_verbs": "help",
        "asking_verbs": "ask",
        "quantity_nouns": "half",
        "instruments": "missile",
        "weapons": "bomb",
        "own_acts": "visit",
        "followers": "supporter",
        "accidents": "crash",
        "bearers": "resolution",
        "voiced": "meetsWith",
    }.items()
)
STATUS = '[governors]\ndenied = ["refuse"]\nplanned = ["plan"]\n[modifiers]\n[auxiliaries]\nplanned = ["will"]\n'
STATUS += "[before_nouns]\n[before_gerunds]\n[announced]\n[aims]\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "grammar.toml").write_text(GRAMMAR, encoding="utf8")
    (tmp_path / "status.toml").write_text(STATUS, encoding="utf8")
    (tmp_path / "things").mkdir()
    return tmp_path


def test_words_by_list_and_status_by_word(folder):
    lexicon = load_lexicon(folder)
    assert lexicon.light_verbs == {"hold"}
    assert lexicon.governors == {"refuse": "denied", "plan": "planned"}
    assert lexicon.auxiliaries == {"will": "planned"}


def test_things_are_a_word_a_line_without_comments(folder):
    (folder / "things/fruit.txt").write_text("# Fruit.\napple\nKey Lime  # green\n\n", encoding="utf8")
    assert load_lexicon(folder).things == {"fruit": {"apple", "key lime"}}


def test_a_word_under_two_statuses_is_told(folder):
    (folder / "status.toml").write_text(STATUS.replace('["plan"]', '["plan", "refuse"]'), encoding="utf8")
    with pytest.raises(DataError, match=r'status\.toml, \[governors\]: "refuse" stands under both denied and planned'):
        load_lexicon(folder)


def test_a_word_twice_under_one_status_does_no_harm(folder):
    (folder / "status.toml").write_text(STATUS.replace('["plan"]', '["plan", "plan"]'), encoding="utf8")
    assert load_lexicon(folder).governors["plan"] == "planned"


@pytest.mark.parametrize("name", ["grammar.toml", "status.toml"])
def test_a_damaged_file_is_named_with_its_line(folder, name):
    with (folder / name).open("a", encoding="utf8") as file:
        file.write('\nmore = ["a"')
    with pytest.raises(DataError, match=rf"{name}: .*(line \d+|end of document)"):
        load_lexicon(folder)


@pytest.mark.parametrize("name", ["grammar.toml", "status.toml"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(DataError, match=rf"{name} is missing"):
        load_lexicon(folder)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("grammar.toml", GRAMMAR + "\nzeal = []", "zeal is no list that kg knows. Its lists are: .*light_verbs"),
        ("grammar.toml", GRAMMAR.replace("light_verbs", "lite_verbs"), "light_verbs is missing"),
        (
            "status.toml",
            STATUS + "[verbs]",
            "verbs is no list that kg knows. Its lists are: aims, announced, auxiliaries",
        ),
        ("status.toml", STATUS.replace("[modifiers]", ""), "modifiers is missing"),
    ],
)
def test_an_unknown_list_is_told_with_those_that_exist(folder, name, text, message):
    (folder / name).write_text(text, encoding="utf8")
    with pytest.raises(DataError, match=rf"{name}: {message}"):
        load_lexicon(folder)


def test_shipped_lists_are_in_lower_case_and_of_some_size():
    lexicon = load_lexicon()
    words = {*lexicon.light_verbs, *lexicon.instruments, *lexicon.governors, *lexicon.modifiers}
    assert len(words) > 200
    assert {word for word in words if word != word.lower()} == set()
    assert all(words for words in lexicon.things.values())


def test_a_copy_of_the_shipped_lists_loads_the_same(tmp_path):
    for name in ("grammar.toml", "status.toml"):
        shutil.copy(DATA / name, tmp_path)
    shutil.copytree(DATA / "things", tmp_path / "things")
    assert load_lexicon(tmp_path) == load_lexicon()
