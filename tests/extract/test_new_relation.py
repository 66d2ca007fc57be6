"""Adding a relation is one block in ontology/kg.ttl and one file of frames: done here as the README says, in a copy."""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOW_TO = (ROOT / "README.md").read_text(encoding="utf8").partition("### Add a relation")[2].partition("\n## ")[0]
RELATION = "exchangesPrisonersWith"
SENTENCE = "Kenya and Ethiopia exchanged prisoners on Monday. Then Kenya bought oil from Iran."


def block(language):
    """The block of the README's how-to in this language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", HOW_TO, re.DOTALL)
    return textwrap.dedent(found if found.startswith("   ") else "   " + found)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A checkout of its own, with the relation added by the two steps."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "kg", folder / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("pipeline", "articles"))
    (folder / "data/pipeline").symlink_to(ROOT / "data/pipeline")

    with (folder / "ontology/kg.ttl").open("a", encoding="utf8") as vocabulary:
        vocabulary.write("\n" + block("turtle"))
    (folder / f"data/frames/{RELATION}.toml").write_text(block("toml"), encoding="utf8")
    (folder / "article.txt").write_text(SENTENCE, encoding="utf8")
    return folder


def python(copy, *args):
    done = subprocess.run(
        [sys.executable, "-m", *args],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_vocabulary_lists_it(copy):
    assert RELATION in python(copy, "kg.vocabulary")


def test_its_examples_hold(copy):
    """Only its own file stays, so that the others cost no time."""
    alone = copy / "alone"
    shutil.copytree(copy, alone, symlinks=True, ignore=shutil.ignore_patterns("alone"))
    for path in (alone / "data/frames").glob("*.toml"):
        if path.stem != RELATION:
            path.unlink()
    assert "1 frames, 3 examples, 0 wrong." in python(alone, "kg.cli", "frames", "check")


def test_a_sentence_gives_a_claim_and_an_edge_of_it(copy):
    python(copy, "kg.cli", "build", "article.txt", "-o", "out")
    claims = [json.loads(line) for line in (copy / "out/claims.jsonl").read_text(encoding="utf8").splitlines()]
    [claim] = [claim for claim in claims if claim["relation"] == RELATION]
    assert {claim["source"]["code"], claim["target"]["code"]} == {"KEN", "ETH"}
    assert claim["status"] == "asserted"
    assert "buysOilFrom" in {claim["relation"] for claim in claims}
    question = f"SELECT ?one ?other {{ ?one kg:{RELATION} ?other }}"
    assert "actor:KEN" in python(copy, "kg.cli", "query", "out", question)
    assert "exchanges prisoners with" in python(copy, "kg.cli", "explain", "out", "KEN", "ETH")
    assert "0 violations" in python(copy, "kg.cli", "validate", "out")
