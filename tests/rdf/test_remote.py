import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.errors import GraphError
from kg.folder import Folder
from kg.graph import KnowledgeGraph
from kg.rdf.remote import publish
from kg.rdf.store import open_store
from kg.resources import ONTOLOGY
from tests.graph_samples import CLAIMS, DOCUMENTS


@pytest.fixture(scope="module")
def turtle(tmp_path_factory):
    path = tmp_path_factory.mktemp("remote") / "graph.ttl"
    KnowledgeGraph(DOCUMENTS, CLAIMS).to_turtle(path)
    return path


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def oxigraph():
    program = shutil.which("oxigraph")
    if not program:
        pytest.skip("oxigraph is not installed: pip install oxigraph")
    address = f"127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [program, "serve", "--bind", address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_for(f"http://{address}/")
    yield f"http://{address}"
    server.terminate()
    server.wait()


VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
NumberOfBuffers = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory):
    program = shutil.which("virtuoso-t")
    if not program:
        pytest.skip("Virtuoso is not installed: apt install virtuoso-opensource-7")
    folder, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql_port=free_port(), port=port), "utf-8")
    command = [program, "-f", "-c", "virtuoso.ini"]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(f"http://127.0.0.1:{port}/sparql?query={quote('ASK {}')}")
    yield f"127.0.0.1:{port}"
    server.terminate()
    server.wait()


def test_virtuoso_holds_what_the_store_holds(virtuoso, turtle):
    expected = sum(len(set(ox.parse(path=str(p)))) for p in (turtle, ONTOLOGY / "kg.ttl"))
    graph = "http://example.org/news"
    for _ in range(2):
        publish(turtle, f"http://dba:dba@{virtuoso}/sparql-graph-crud-auth?graph-uri={graph}")
        assert counted(f"http://{virtuoso}/sparql", graph) == expected
    with pytest.raises(GraphError, match="answered 401"):
        publish(turtle, f"http://dba:wrong@{virtuoso}/sparql-graph-crud-auth?graph-uri={graph}")


def wait_for(address):
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not come up in 30 seconds")


def counted(endpoint, graph=None):
    query = quote(f"SELECT (COUNT(*) AS ?n) {f'FROM <{graph}>' if graph else ''} {{ ?s ?p ?o }}")
    request = urllib.request.Request(f"{endpoint}?query={query}", headers={"Accept": "text/csv"})
    with urllib.request.urlopen(request) as answer:
        return int(answer.read().split()[1])


@pytest.mark.parametrize("path", ["/store?default", "/update"])
def test_a_server_holds_what_the_store_holds(oxigraph, turtle, path):
    expected = sum(len(set(ox.parse(path=str(p)))) for p in (turtle, ONTOLOGY / "kg.ttl"))
    for _ in range(2):  # publishing again replaces
        publish(turtle, oxigraph + path)
        assert counted(f"{oxigraph}/query") == expected


def test_refusals_are_told(oxigraph, turtle):
    with pytest.raises(GraphError, match="answered 40"):
        publish(turtle, f"{oxigraph}/nowhere")
    with pytest.raises(GraphError, match="cannot be reached"):
        publish(turtle, f"http://127.0.0.1:{free_port()}/store?default")
    with pytest.raises(GraphError, match="no address of a server"):
        publish(turtle, "file:///tmp/x")


# --- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where `kg build` writes `out`. An article lies beside it, which only the first build has to read."""
    folder = tmp_path_factory.mktemp("command")
    (folder / "visit.txt").write_text("Finland's president visited Kenya. Kenya sold tea to Finland.", "utf-8")
    return folder


def kg_build(folder, address):
    command = [sys.executable, "-m", "kg.cli", "build", folder / "visit.txt", "-o", folder / "out", "--store", address]
    return subprocess.run([*command, "--extractor", "frames"], capture_output=True, text=True, check=False)


def test_kg_build_puts_the_graph_on_oxigraph_too(oxigraph, folder):
    clear = urllib.request.Request(f"{oxigraph}/update", b"CLEAR ALL", {"Content-Type": "application/sparql-update"})
    urllib.request.urlopen(clear).close()
    done = kg_build(folder, f"{oxigraph}/store?default")
    assert done.returncode == 0, done.stderr
    assert "1 documents, " in done.stderr
    assert counted(f"{oxigraph}/query") == len(open_store(Folder(folder / "out").store))


def test_kg_build_puts_the_graph_on_virtuoso_too(virtuoso, folder):
    graph = "http://example.org/command"
    done = kg_build(folder, f"http://dba:dba@{virtuoso}/sparql-graph-crud-auth?graph-uri={graph}")
    assert done.returncode == 0, done.stderr
    assert counted(f"http://{virtuoso}/sparql", graph) == len(open_store(Folder(folder / "out").store))


def test_kg_build_tells_that_the_server_is_away_and_keeps_the_folder(folder):
    done = kg_build(folder, f"http://127.0.0.1:{free_port()}/store?default")
    assert done.returncode == 2
    assert "Error " in done.stderr
    assert "cannot be reached" in " ".join(done.stderr.split())
    assert KnowledgeGraph.open(folder / "out").claims
