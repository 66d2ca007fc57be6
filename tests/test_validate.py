import pytest

from kg.errors import GraphError
from kg.graph import KnowledgeGraph
from kg.validate import validate
from tests.graph_samples import CLAIMS, DOCUMENTS


@pytest.fixture(scope="module")
def turtle(tmp_path_factory):
    path = tmp_path_factory.mktemp("valid") / "graph.ttl"
    KnowledgeGraph(DOCUMENTS, CLAIMS).to_turtle(path)
    return path.read_text("utf-8")


def findings(text, tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text(text, "utf-8")
    return validate(path)


def test_a_built_graph_is_valid(turtle, tmp_path):
    assert findings(turtle, tmp_path) == []


@pytest.mark.parametrize(
    ("before", "after", "node", "rule"),
    [
        ("kg:buysOilFrom actor:PER ;\n    kg:code", "kg:code", "claim:", "An asserted claim has a plain edge"),
        ("kg:condemns actor:PER", "kg:attacks actor:PER", "actor:KEN", "A plain edge stands on an asserted claim"),
        ("kg:meetsWith actor:KEN ;", "kg:visits actor:KEN ;", "actor:FIN", "A plain edge stands on an asserted claim"),
        ("kg:confidence 0.9 ", "kg:confidence 1.9 ", "claim:", "one confidence from 0 to 1"),
        ('kg:quote "JPN condemns PER"', 'kg:quote "JPN condemns KEN"', "claim:", "A quote stands in its sentence"),
        ("kg:status kg:Denied", "kg:status kg:Dubious", "claim:", "one status, which the ontology defines"),
        ("kg:toState actor:UN ", "kg:toState actor:XXX ", "claim:", "is described"),
        ('skos:prefLabel "Japan"@en', 'skos:altLabel "Japan"@en', "actor:JPN", "one preferred name"),
        ("kg:reports 2 ", "kg:reports 3 ", "", "counts the articles"),
        ('kg:precision "year"', 'kg:precision "century"', "claim:", "precise to the day"),
        ('kg:earliest "2024-04-01"', 'kg:earliest "2024-05-01"', "claim:", "no later than its last"),
        ("owl:sameAs wd:Q17 ", "owl:sameAs wd:Q419 ", "actor:JPN", "not the same thing"),
        ("kg:end 106 ", "kg:end 107 ", "claim:", "A quote stands in its sentence"),
    ],
)
def test_damage_is_found_with_its_node_and_rule(turtle, tmp_path, before, after, node, rule):
    assert before in turtle
    found = findings(turtle.replace(before, after, 1), tmp_path)
    assert any(f.node.startswith(node) and rule in f.rule and f.severity == "violation" for f in found), found


def test_a_wrong_class_is_a_warning_only(turtle, tmp_path):
    found = findings(turtle.replace("actor:FIN.anna-aalto a kg:Person", "actor:FIN.anna-aalto a kg:Group"), tmp_path)
    assert [(f.severity, f.node[:6]) for f in found] == [("warning", "claim:")]


def test_what_is_no_turtle_is_said(tmp_path):
    with pytest.raises(GraphError, match="cannot be read"):
        findings("actor:KEN a", tmp_path)
