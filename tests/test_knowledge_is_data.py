"""Knowledge is data: no state, nationality or relation is named in the code of kg, only in its documentation.

Documentation is docstrings, comments (those of regular expressions too) and the `help` of a command's argument. In
every other string (each literal part of an f-string too) and in every name of the code this test looks for
* the name or an adjective of a state as a whole word, in the spelling of data/actors/states.csv;
* the name of a relation in camelCase as a whole word ("buysOilFrom");
* in strings that are nothing else: the code of a state ("IND"), and a relation of one plain word ("supports"), which
  inside a sentence, or as the name of a function, is an English word.
"""

import ast
import csv
import re
from pathlib import Path

import pytest

import kg
from kg.resources import DATA
from kg.vocabulary import load_vocabulary

ROOT = Path(kg.__file__).parent
SOURCES = sorted(path for path in ROOT.rglob("*.py") if not path.relative_to(ROOT).parts[0].startswith("_d"))
RELATIONS = {*load_vocabulary().relations, *load_vocabulary().inferred}
NOT_NAMES = {"US", "Us"}  # also a pronoun in capitals


def states():
    with (DATA / "actors/states.csv").open(encoding="utf8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def words_of_states():
    cells = [row[column] for row in states() for column in ("name", "names", "adjectives", "people")]
    words = {re.sub(r"\[.*?\]", "", word).strip() for cell in cells for word in re.split("[;,]", cell or "")}
    return {word for word in words if len(word) > 1 and word[0].isupper()} - NOT_NAMES


def columns():
    """The columns of the tables of actors."""
    for path in sorted((DATA / "actors").glob("*.csv")):
        lines = (line for line in path.read_text(encoding="utf8").splitlines() if not line.startswith("#"))
        yield from next(csv.reader(lines))


CODES = {row["code"] for row in states()}
READER_OF_TABLES = "nlp/gazetteer.py"  # which names their columns
STATES = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words_of_states(), key=len, reverse=True)))})(?!\w)")
CAMEL = re.compile(rf"\b(?:{'|'.join(sorted(name for name in RELATIONS if name != name.lower()))})\b")


def named(text, *, whole):
    """The first state or relation that a string or name tells of, None if there is none."""
    if whole and text in CODES | RELATIONS:
        return text
    text = re.sub(r"\s#.*", "", text)
    found = STATES.search(text) or CAMEL.search(text)
    return found.group() if found else None


def is_documentation(node):
    """Whether the string that is the node's value is a docstring, or the help of an argument."""
    return isinstance(node, ast.Expr) or (isinstance(node, ast.keyword) and node.arg == "help")


def pieces(source):
    """Every string that is no documentation and every name: its line, its text, and whether it is a string."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if is_documentation(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in told:
                yield node.lineno, text, True
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name, False
            case ast.arg(arg=name):
                yield node.lineno, name, False


def violations(source):
    return [(line, name) for line, text, whole in pieces(source) if (name := named(text, whole=whole)) is not None]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_state_and_no_relation_is_named_in_code(path):
    allowed = set(columns()) if path.relative_to(ROOT).as_posix() == READER_OF_TABLES else set()
    assert [found for found in violations(path.read_text(encoding="utf8")) if found[1] not in allowed] == []


@pytest.mark.parametrize(
    "code",
    [
        'x = "buysOilFrom"',
        'x = "supports"',
        'x = f"?a kg:meetsWith {b}"',
        'if code == "IND": pass',
        'words = ["the Russian army"]',
        "def buysOilFrom(): pass",
        "claim.buysOilFrom",
        'def f():\n    "Docstring."\n    return "France"',
    ],
)
def test_a_violation_is_seen(code):
    assert violations(code)


@pytest.mark.parametrize(
    "code",
    [
        '"""Of Russia, which buysOilFrom nobody."""',
        'def f():\n    """India."""',
        "x = 1  # Russia",
        'x = "it supports and visits"',
        'x = "ROOT"',
        'x: int\n"""Of Peru."""',
        "def supports(visits): return visits",
        'typer.Argument(help="A code: IND, India.")',
    ],
)
def test_ordinary_words_docstrings_and_comments_pass(code):
    assert not violations(code)
