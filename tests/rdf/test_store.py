import pyoxigraph as ox
import pytest

from kg.errors import GraphError
from kg.graph import KnowledgeGraph
from kg.rdf.store import build_store, open_rdflib, open_store
from kg.resources import ONTOLOGY
from tests.graph_samples import CLAIMS, DOCUMENTS


@pytest.fixture
def turtle(tmp_path):
    return tmp_path / "graph.ttl"


def triples(*files):
    """Read one by one, by a store in memory, which writes numbers as the one on disk does."""
    read = ox.Store()
    for file in files:
        read.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return {str(quad) for quad in read}


@pytest.mark.parametrize("claims", range(len(CLAIMS) + 1))
def test_a_store_holds_the_file_and_the_vocabulary(turtle, tmp_path, claims):
    """Wherever the middle of the file is."""
    KnowledgeGraph(DOCUMENTS, CLAIMS[:claims]).to_turtle(turtle)
    build_store(turtle, tmp_path / "store")
    assert {str(quad) for quad in open_store(tmp_path / "store")} == triples(turtle, ONTOLOGY / "kg.ttl")


def test_rdflib_reads_it(turtle, tmp_path):
    KnowledgeGraph(DOCUMENTS, CLAIMS).to_turtle(turtle)
    build_store(turtle, tmp_path / "store")
    assert len(open_rdflib(tmp_path / "store")) == len(triples(turtle, ONTOLOGY / "kg.ttl"))


def test_a_file_that_is_no_turtle_is_not_taken(turtle, tmp_path):
    turtle.write_text("@prefix kg: <http://example.org/> .\n\nkg:a kg:b kg:c .\n\nkg:a kg:b\n\nkg:c .\n", "utf-8")
    with pytest.raises(SyntaxError):
        build_store(turtle, tmp_path / "store")


def test_stores_are_built_into_new_folders_and_read_where_they_are(turtle, tmp_path):
    KnowledgeGraph(DOCUMENTS, CLAIMS).to_turtle(turtle)
    build_store(turtle, tmp_path / "store")
    with pytest.raises(GraphError, match="remove it, or choose another"):
        build_store(turtle, tmp_path / "store")
    with pytest.raises(GraphError, match="holds no store"):
        open_store(tmp_path / "elsewhere")
