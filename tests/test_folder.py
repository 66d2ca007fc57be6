import multiprocessing
import random
import signal
import time

import pyoxigraph as ox
import pytest

from kg.errors import GraphError
from kg.folder import Folder
from kg.graph import KnowledgeGraph
from tests.graph_samples import claim, document

FILES = ("build.json", "claims.jsonl", "documents.jsonl", "graph.ttl")
STATES = ["FIN", "FIN.anna", "KEN", "KEN.jane", "JPN", "PER", "~PER.rebels", "NPL"]
RELATIONS = ["meetsWith", "visits", "buysOilFrom", "condemns", "attacks"]


def world(numbers):
    """Documents of these numbers, each with claims that depend on nothing but its number."""
    documents = [document(f"d{n}", f"2024-03-{n % 28 + 1:02}") for n in numbers]
    claims = {}
    for n in numbers:
        chance = random.Random(n)
        claims[f"d{n}"] = [
            claim(
                *chance.sample(STATES, 2)[:1],
                chance.choice(RELATIONS),
                chance.choice(STATES),
                doc=f"d{n}",
                start=i * 90,
            )
            for i in range(chance.randrange(4))
        ]
    return documents, claims


def put(path, numbers, *, made_by="test", texts=None):
    """What `kg build` does; returns the ids of the documents that it had to read."""
    documents, claims = world(numbers)
    read = []
    with Folder(path).writing(made_by=made_by) as writing:
        for doc in writing.unread(documents):
            read.append(doc.id)
            writing.add(doc, claims[doc.id])
    return read


def content(path):
    """The bytes of every file, and the triples of the store."""
    files = {name: (path / name).read_bytes() for name in FILES}
    return files | {"store": sorted(map(str, ox.Store.read_only(str(path / "store"))))}


def test_adding_gives_what_building_at_once_gives(tmp_path):
    put(tmp_path / "one", range(40))
    put(tmp_path / "two", range(25))
    put(tmp_path / "two", range(25, 40))
    put(tmp_path / "three", [*range(39, 10, -1)])
    put(tmp_path / "three", range(40))
    assert content(tmp_path / "one") == content(tmp_path / "two") == content(tmp_path / "three")


def test_a_small_change_to_a_large_graph_changes_the_store_the_same_way(tmp_path):
    put(tmp_path / "one", range(300))
    put(tmp_path / "two", range(299))
    before = (tmp_path / "two/store").resolve()
    tables = {path.name for path in before.glob("*.sst")}
    put(tmp_path / "two", range(300))
    assert tables & {path.name for path in (tmp_path / "two/store").glob("*.sst")}  # taken over, not loaded anew
    assert content(tmp_path / "one") == content(tmp_path / "two")
    Folder(tmp_path / "two").remove(["d299"])
    put(tmp_path / "three", range(299))
    assert content(tmp_path / "two") == content(tmp_path / "three")


def test_removing_gives_what_was_before(tmp_path):
    put(tmp_path, range(10))
    before = content(tmp_path)
    put(tmp_path, range(20))
    assert content(tmp_path) != before
    Folder(tmp_path).remove(f"d{n}" for n in range(10, 20))
    assert content(tmp_path) == before


def test_only_new_and_changed_documents_are_read(tmp_path):
    assert put(tmp_path, range(3)) == ["d0", "d1", "d2"]
    assert put(tmp_path, range(5)) == ["d3", "d4"]
    changed = document("d1", "2024-03-02", text="another text")
    with Folder(tmp_path).writing(made_by="test") as writing:
        assert [d.id for d in writing.unread([document("d0", "2024-03-01"), changed, changed])] == ["d1"]
        writing.add(changed, [])
    assert not [c for c in KnowledgeGraph.open(tmp_path).claims if c.doc == "d1"]


def test_an_error_leaves_the_old_state(tmp_path):
    put(tmp_path, range(5))
    before = content(tmp_path)
    with pytest.raises(ZeroDivisionError), Folder(tmp_path).writing(made_by="test") as writing:
        writing.add(document("new"), [])
        1 / 0  # noqa: B018
    assert content(tmp_path) == before


def test_what_is_read_back_is_what_was_written(tmp_path):
    put(tmp_path, range(8))
    documents, claims = world(range(8))
    made = KnowledgeGraph(documents, [c for some in claims.values() for c in some])
    opened = KnowledgeGraph.open(tmp_path)
    assert (opened.claims, opened.documents) == (made.claims, made.documents)
    assert opened.query("SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }")["n"][0] == len(made.claims)


def test_what_was_written_is_at_hand_with_its_store(tmp_path):
    with Folder(tmp_path).writing(made_by="test") as writing:
        writing.add(document("d1"), [claim("FIN", "visits", "KEN")])
    opened = KnowledgeGraph.open(tmp_path)
    assert (writing.graph.claims, writing.graph.store) == (opened.claims, opened.store)
    assert writing.graph.query("ASK { actor:FIN kg:visits actor:KEN }")["answer"][0]


def test_errors_for_people(tmp_path):
    with pytest.raises(GraphError, match="holds no graph"):
        KnowledgeGraph.open(tmp_path)
    put(tmp_path, range(3))
    with pytest.raises(GraphError, match=r"no document 'd9'. There are 3, such as: d0, d1, d2"):
        Folder(tmp_path).remove(["d9"])
    with pytest.raises(GraphError, match="was made by test, and this is another"):
        put(tmp_path, range(3), made_by="another")
    stray = claim("FIN", "visits", "KEN", doc="d1")
    with (
        Folder(tmp_path).writing(made_by="test") as writing,
        pytest.raises(GraphError, match="Claims of 'd1' were added"),
    ):
        writing.add(document("x"), [stray])
    with Folder(tmp_path).writing(made_by="test"), pytest.raises(GraphError, match="Another process is writing"):
        put(tmp_path, range(3))
    damaged = (tmp_path / "claims.jsonl").resolve()
    damaged.write_text(damaged.read_text("utf-8") + '{"doc":\n', "utf-8")
    with pytest.raises(GraphError, match=r"claims.jsonl, line \d+, is damaged"):
        KnowledgeGraph.open(tmp_path)


def test_what_kg_did_not_make_is_not_overwritten(tmp_path):
    (tmp_path / "graph.ttl").write_text("mine", "utf-8")
    with pytest.raises(GraphError, match="in the way"):
        put(tmp_path, range(2))
    assert (tmp_path / "graph.ttl").read_text("utf-8") == "mine"


def switch_for_ever(path, ready):
    """Make a folder hold the first ten documents, all thirty, the first ten, ..."""
    while True:
        put(path, range(30))
        Folder(path).remove(f"d{n}" for n in range(10, 30))
        ready.set()


def test_killed_at_any_moment_it_holds_the_old_or_the_new_state(tmp_path):
    """A process that switches between two states for ever is killed again and again, each time somewhat later."""
    put(tmp_path / "small", range(10))
    put(tmp_path / "large", range(30))
    states = [content(tmp_path / "small"), content(tmp_path / "large")]
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])  # imports kg once, not in every process
    put(tmp_path / "loop", range(10))
    chance = random.Random(6)
    for _ in range(6):
        ready = processes.Event()
        running = processes.Process(target=switch_for_ever, args=(tmp_path / "loop", ready))
        running.start()
        assert ready.wait(60)
        time.sleep(chance.uniform(0, 0.6))
        running.kill()
        running.join()
        assert running.exitcode == -signal.SIGKILL
        assert content(tmp_path / "loop") in states
    put(tmp_path / "loop", range(30))
    assert content(tmp_path / "loop") == states[1]
    assert len(list((tmp_path / "loop/.kg").iterdir())) == 3  # the lock, the state, and the link to it
