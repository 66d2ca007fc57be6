"""Word lists: what a file must hold, and what is said of one that does not."""

from dataclasses import dataclass

import pytest

from kg.errors import DataError
from kg.wordlists import read_word_lists


@dataclass(frozen=True)
class Colours:
    warm: frozenset[str]
    cold: frozenset[str]


def test_each_list_is_a_set(tmp_path):
    path = tmp_path / "colours.toml"
    path.write_text('warm = ["red", "red"]\ncold = []\n', encoding="utf8")
    assert read_word_lists(Colours, path) == Colours(frozenset({"red"}), frozenset())


@pytest.mark.parametrize("text", [None, "warm = [", 'warm = ["red"]\n', "warm = []\ncold = []\nloud = []\n"])
def test_a_file_that_is_missing_damaged_or_of_other_lists_is_named(tmp_path, text):
    path = tmp_path / "colours.toml"
    if text is not None:
        path.write_text(text, encoding="utf8")
    with pytest.raises(DataError, match=r"colours\.toml"):
        read_word_lists(Colours, path)
