"""The road from articles to a graph: in memory and into a folder, again, with bad documents, and stopped in between."""

import json
import os
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from kg import GraphError, InputError, KnowledgeGraph, build
from kg.folder import Folder

ROAD = import_module("kg.build")  # the module: `kg.build` is the function
PIPELINES = cache(ROAD.load_pipeline)
ROOT = Path(__file__).resolve().parents[1]
ARTICLES = {
    "oil": "India bought oil from Russia on Monday.",
    "talks": "The Indian defence minister met his Chinese counterpart in Geneva. They discussed trade.",
    "visit": "French President Emmanuel Macron visited Egypt in May. France will send tanks to Egypt.",
}


@pytest.fixture(autouse=True)
def one_pipeline(monkeypatch):
    """The pipeline is loaded once for all tests of this file."""
    monkeypatch.setattr(ROAD, "load_pipeline", PIPELINES)


@pytest.fixture
def lines(tmp_path):
    """The articles as a file of lines; the function writes it again with other ids or another order."""

    def write(ids=tuple(ARTICLES), name="articles.jsonl", **changed):
        path = tmp_path / name
        texts = ARTICLES | changed
        rows = [json.dumps({"id": each, "text": texts[each], "date": "2023-04-26"}) for each in ids]
        path.write_text("\n".join(rows), encoding="utf8")
        return path

    return write


def read_ids(paths, output, **options):
    """The ids of the documents that a build really reads."""
    ids = []
    original = ROAD.find_mentions

    def spy(doc, document, gazetteer):
        ids.append(document.id)
        return original(doc, document, gazetteer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ROAD, "find_mentions", spy)
        build(paths, output, **options)
    return ids


def keys(graph):
    return {(c.doc, c.source.code, c.relation, c.target.code) for c in graph.claims}


def test_in_memory(lines):
    graph = build(lines())
    assert isinstance(graph, KnowledgeGraph)
    assert [document.id for document in graph.documents] == sorted(ARTICLES)
    assert ("oil", "IND", "buysOilFrom", "RUS") in keys(graph)
    assert ("visit", "FRA", "visits", "EGY") in keys(graph)


def test_into_a_folder_gives_the_same_graph(lines, tmp_path):
    graph = build(lines(), tmp_path / "out")
    in_memory = build(lines())
    assert graph.claims == in_memory.claims == KnowledgeGraph.open(tmp_path / "out").claims
    assert graph.documents == in_memory.documents
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"claims.jsonl", "documents.jsonl", "graph.ttl", "graph.html", "store"} <= written


def test_one_path_many_paths_and_a_folder(lines, tmp_path):
    first, second = lines(["oil"], "a.jsonl"), lines(["talks", "visit"], "b.jsonl")
    assert build(str(first)).documents == build([first]).documents
    assert keys(build([first, second])) == keys(build(tmp_path))


def test_building_again_reads_nothing_and_changes_nothing(lines, tmp_path):
    out = tmp_path / "out"
    assert sorted(read_ids(lines(), out)) == sorted(ARTICLES)
    before = (out / "graph.ttl").read_bytes()
    assert read_ids(lines(), out) == []
    assert (out / "graph.ttl").read_bytes() == before


def test_only_new_and_changed_documents_are_read(lines, tmp_path):
    out = tmp_path / "out"
    build(lines(["oil", "talks"]), out)
    changed = lines(oil="India bought oil from Iraq on Monday.")
    assert sorted(read_ids(changed, out)) == ["oil", "visit"]
    graph = KnowledgeGraph.open(out)
    assert ("oil", "IND", "buysOilFrom", "IRQ") in keys(graph)
    assert keys(graph) == keys(build(changed))


def test_a_document_on_which_reading_fails_is_told_and_the_others_are_built(lines, tmp_path, monkeypatch):
    original = ROAD.find_mentions

    def fail(doc, document, gazetteer):
        if document.id == "talks":
            raise ValueError("too long a sentence")
        return original(doc, document, gazetteer)

    monkeypatch.setattr(ROAD, "find_mentions", fail)
    problems = []
    graph = build(lines(), tmp_path / "out", on_problem=problems.append)
    assert [document.id for document in graph.documents] == ["oil", "visit"]
    assert [problem.where for problem in problems] == ["talks"]
    assert "too long a sentence" in problems[0].reason

    monkeypatch.setattr(ROAD, "find_mentions", original)
    assert read_ids(lines(), tmp_path / "out") == ["talks"]


def test_without_a_reporter_problems_are_warnings(lines, tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf8")
    with pytest.warns(UserWarning, match=r"empty\.txt"):
        graph = build([tmp_path / "empty.txt", lines()])
    assert len(graph.documents) == len(ARTICLES)


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        build(tmp_path / "nowhere")


def test_ctrl_c_keeps_what_was_read(lines, tmp_path):
    def stop_after_two(documents):
        for number, document in enumerate(documents):
            if number == 2:
                raise KeyboardInterrupt
            yield document

    out = tmp_path / "out"
    # a batch a document, so that what was read before Ctrl-C has left the pipeline
    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        one_by_one = ROAD.parse
        patch.setattr(ROAD, "parse", lambda *args, **options: one_by_one(*args, **options, batch_size=1))
        build(lines(), out, watch=stop_after_two)
    kept = {document.id for document in KnowledgeGraph.open(out).documents}
    assert kept == set(list(ARTICLES)[:2])

    assert read_ids(lines(), out) == ["visit"]
    assert keys(KnowledgeGraph.open(out)) == keys(build(lines()))


def test_infer_adds_edges_and_no_claims(lines):
    plain, inferred = build(lines()), build(lines(), infer=True)
    assert plain.claims == inferred.claims
    ask = "SELECT ?seller { ?seller kg:sellsOilTo actor:IND }"
    assert len(plain.query(ask)) == 0
    assert len(inferred.query(ask)) == 1


def test_an_office_told_in_one_article_is_known_in_the_others(lines, tmp_path):
    texts = {
        "talks": "Oleg Markov, Russia's defence minister, met Indian officials in Delhi.",
        "visit": "Markov visited China on Monday.",
        "oil": ARTICLES["oil"],
    }
    path = lines(**texts, ids=("visit", "talks", "oil"))
    found = {(c.doc, c.source.id, c.source.code, c.target.code) for c in build(path).claims}
    assert ("visit", "RUS.oleg-markov", "RUS", "CHN") in found
    build(lines(**texts, ids=("visit",), name="one.jsonl"), tmp_path / "graph")
    alone = {(c.doc, c.target.code) for c in KnowledgeGraph.open(tmp_path / "graph").claims}
    assert ("visit", "CHN") not in alone
    graph = build(path, tmp_path / "graph")
    assert {(c.doc, c.source.id, c.source.code, c.target.code) for c in graph.claims} == found


def test_a_folder_read_by_other_means_is_not_mixed(lines, tmp_path, monkeypatch):
    build(lines(), tmp_path / "out")
    monkeypatch.setattr(ROAD, "made_by", lambda *args, **options: "kg 0.0.0")
    with pytest.raises(GraphError, match=r"kg 0\.0\.0.*new folder"):
        build(lines(), tmp_path / "out")


def test_the_same_bytes_whatever_the_hashes_the_order_and_the_workers(lines, tmp_path):
    def bytes_of(name, ids, seed, workers):
        source, out = lines(ids, f"{name}.jsonl"), tmp_path / name
        subprocess.run(
            [sys.executable, "-m", "kg.cli", "build", source, "-o", out, "--workers", str(workers)],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        return {file: (out / file).read_bytes() for file in ("claims.jsonl", "graph.ttl", "graph.html")}

    ids = list(ARTICLES)
    first = bytes_of("first", ids, 1, 1)
    second = bytes_of("second", ids[::-1], 2, 2)
    assert first["claims.jsonl"]
    assert first == second


def test_what_made_a_folder_tells_of_version_pipeline_and_data(lines, tmp_path):
    build(lines(["oil"]), tmp_path / "out")
    made_by = Folder(tmp_path / "out").made_by
    assert made_by == ROAD.made_by()
    assert made_by != ROAD.made_by("en_core_web_sm")
