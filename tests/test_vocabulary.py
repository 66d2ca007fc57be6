import ast
import re
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import DataError
from kg.model import Kind, Status
from kg.resources import DATA, ONTOLOGY
from kg.vocabulary import load_vocabulary

ROOT = Path(__file__).parent.parent
GUIDE = ROOT.parent / "shared/gold/GUIDE.md"


def test_every_relation_is_whole():
    relations = load_vocabulary().relations
    assert len(relations) == 43
    for relation in relations.values():
        assert relation.label
        assert relation.definition.endswith(".")
        assert relation.example.endswith(".")
        assert relation.symmetric != bool(relation.inverse)
        assert "CAMEO" in relation.weight_basis or relation.weight == 0


def test_statuses_and_kinds_are_those_of_the_model():
    vocabulary = load_vocabulary()
    assert set(vocabulary.statuses) == set(Status.__args__)
    assert set(vocabulary.kinds) == set(Kind.__args__)


def test_broader_relations_reach_imports():
    vocabulary = load_vocabulary()
    assert vocabulary.ancestors("buysOilFrom") == {"buysEnergyFrom", "importsFrom", "tradesWith"}


def test_frames_use_the_vocabulary_and_cover_it():
    framed = {name for path in DATA.glob("frames/*.toml") for name in tomllib.loads(path.read_text("utf-8"))}
    relations = set(load_vocabulary().relations)
    assert framed <= relations
    assert not framed or framed == relations - {load_vocabulary().office_relation} or framed == relations


@pytest.mark.skipif(not GUIDE.exists(), reason="the annotation guide lies in ../shared, which is not here")
def test_the_guide_has_the_same_relations():
    text = GUIDE.read_text("utf-8").split("## Relations")[1].split("## Cases decided")[0]
    family, told = "", {}
    for line in text.splitlines():
        if found := re.match(r"([A-Z]+)( \(no family\))?$", line):
            family = found[1]
        elif found := re.match(r": `(\w+)`( \(sym\))?", line):
            told[found[1]] = (family, bool(found[2]))
    assert told == {r.name: (r.family, r.symmetric) for r in load_vocabulary().relations.values()}


def test_no_relation_is_named_in_the_code():
    names = {form for name in load_vocabulary().relations for form in (name, f"kg:{name}")}
    found = {
        (path.name, node.value)
        for path in (ROOT / "kg").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert found <= {("gazetteer.py", "represents")}  # the name of a column in data/actors/titles.csv


@pytest.mark.parametrize("name", ["kg.ttl", "shapes.ttl", "alignments.ttl"])
def test_the_ontology_parses_twice(name):
    path = ONTOLOGY / name
    assert len(rdflib.Graph().parse(path)) == len(set(ox.parse(path=str(path))))


def test_the_ontology_defines_every_name_that_it_uses():
    text = (ONTOLOGY / "kg.ttl").read_text("utf-8")
    code = re.sub(r'"[^"]*"', "", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    defined = set(re.findall(r"^kg:(\w+) a ", code, re.MULTILINE))
    assert set(re.findall(r"\bkg:(\w+)", code)) == defined


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("owl:inverseOf kg:isVisitedBy ;", "", "kg:visits .* neither symmetric nor has an inverse"),
        ("kg:family kg:SUPPORT ;", "kg:family kg:PRAISE ;", "family kg:PRAISE, which is not defined"),
        ("owl:inverseOf kg:isSanctionedBy ;", "owl:inverseOf kg:isVisitedBy ;", "same inverse as kg:sanctions"),
        ('rdfs:label "rejects"@en', 'rdfs:label "condemns"@en', "same label as kg:condemns"),
        ("rdfs:subPropertyOf kg:importsFrom ;", "rdfs:subPropertyOf kg:buysOilFrom ;", "stands above itself"),
        ("kg:weight -10.0 ;", "kg:weight -11 ;", "weights go from -10 to 10"),
        ("rdfs:subPropertyOf kg:agreesWith", "rdfs:subPropertyOf kg:agreesWit", "kg:agreesWit, which is not defined"),
        ("kg:weight 8.3 ;", "", "kg:suppliesArmsTo .* has no kg:weight"),
        ("kg:weight 8.3 ;", "kg:weight 8.3 , 8.4 ;", "has 2 values of kg:weight: 8.3 and 8.4"),
        ("kg:weight 8.3 ;", "kg:weight 8.3 8.4", "is not Turtle"),
    ],
)
def test_contradictions_are_refused_with_their_place(tmp_path, before, after, said):
    text = (ONTOLOGY / "kg.ttl").read_text("utf-8")
    assert before in text
    path = tmp_path / "kg.ttl"
    path.write_text(text.replace(before, after), "utf-8")
    with pytest.raises(DataError, match=said) as raised:
        load_vocabulary(path)
    assert "line" in str(raised.value)
