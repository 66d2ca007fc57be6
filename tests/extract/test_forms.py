"""Forms of verbs and nouns: by the rules of spelling and the list of irregular verbs."""

import pytest

from kg.extract.forms import noun_forms, verb_forms

FORMS = {
    # spelling
    "visits": "visit",
    "visited": "visit",
    "imposes": "impose",
    "imposing": "impose",
    "imposed": "impose",
    "denies": "deny",
    "denied": "deny",
    "shipped": "ship",
    "shipping": "ship",
    "attacked": "attack",
    "pushes": "push",
    "crashes": "crash",
    "conveyed": "convey",
    "agreeing": "agree",
    "agreed": "agree",
    # irregular
    "met": "meet",
    "sold": "sell",
    "bought": "buy",
    "froze": "freeze",
    "frozen": "freeze",
    "shot": "shoot",
    "was": "be",
    "held": "hold",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Data with a few verbs of its own."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "frames").mkdir()
    (folder / "frames/attacks.toml").write_text(
        '[[attacks]]\nverb = ["ship", "push", "convey", "break off", "attack", "visit"]\nnoun = ["raid"]\n', "utf8"
    )
    (folder / "grammar.toml").write_text(
        'light_verbs = ["impose"]\nhappening_verbs = ["happen"]\nsubject_control = ["deny", "agree"]\n'
        'accidents = ["crash"]\n',
        "utf8",
    )
    (folder / "irregular_verbs.txt").write_text(
        "# Irregular.\nmeet met\nsell sold\nbuy bought\nfreeze froze frozen\nshoot shot\nhold held\n"
        "break broke broken\nbe was were\n",
        "utf8",
    )
    return verb_forms(folder)


@pytest.mark.parametrize(("form", "lemma"), FORMS.items())
def test_forms(small, form, lemma):
    assert small[form] == lemma


def test_irregular_verbs_have_no_regular_past(small):
    assert "selled" not in small
    assert "breaked" not in small
    assert small["sells"] == "sell"


def test_a_particle_is_no_part_of_the_form(small):
    assert small["broke"] == "break"
    assert "break off" not in small


def test_nouns_are_not_inflected_as_verbs(small):
    assert "raided" not in small


@pytest.mark.parametrize(
    ("form", "lemma"), [("sanctioned", "sanction"), ("struck", "strike"), ("withdrew", "withdraw"), ("armed", "arm")]
)
def test_shipped_verbs(form, lemma):
    assert verb_forms()[form] == lemma


@pytest.mark.parametrize(
    ("form", "noun"),
    [("clashes", "clash"), ("allies", "ally"), ("deliveries", "delivery"), ("tanks", "tank"), ("envoys", "envoy")],
)
def test_plurals_of_the_data(form, noun):
    assert noun_forms()[form] == noun


@pytest.mark.parametrize("form", ["arms", "camels", "forces of nature", "clash"])
def test_a_plural_that_is_listed_itself_or_nowhere_is_left_to_the_lemmatizer(form):
    assert form not in noun_forms()
