"""The command line as a user meets it: answers, reports and exit codes, and never a traceback."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import typer

import kg.nlp.pipeline
from kg import cli
from kg.cli import app
from kg.query.named import named_query

ARTICLES = {
    "oil.txt": "date 2023-04-26\n\nIndia bought oil from Russia on Monday. Officials said that prices had fallen.",
    "talks.txt": "date 2023-04-28\n\nThe Russian defence minister met his Indian counterpart in Geneva on Thursday.",
    "visit.txt": "date 2023-05-02\n\nFrench President Emmanuel Macron visited Egypt on Monday.",
}


class Run:
    """What a command gave: exit code, standard output, standard error."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in out + err

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture(scope="module")
def patched():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kg.nlp.pipeline, "load_pipeline", cache(kg.nlp.pipeline.load_pipeline))
        patch.setattr(sys.modules["kg.build"], "load_pipeline", kg.nlp.pipeline.load_pipeline)
        patch.setenv("COLUMNS", "200")
        yield patch


def run_main(patch, *args, stdin=""):
    out, err = io.StringIO(), io.StringIO()
    with patch.context() as each:
        each.setattr(sys, "argv", ["kg", *map(str, args)])
        each.setattr(sys, "stdout", out)
        each.setattr(sys, "stderr", err)
        each.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        try:
            cli.main()
            code = 0
        except SystemExit as exit:
            code = int(exit.code or 0)
    return Run(code, out.getvalue(), err.getvalue())


@pytest.fixture
def run(patched):
    """Runs the command in this process, as its entry point does."""
    return lambda *args, **options: run_main(patched, *args, **options)


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf8")
    return folder


@pytest.fixture(scope="module")
def built(articles, patched, tmp_path_factory):
    """A graph that no test changes."""
    folder = tmp_path_factory.mktemp("graph") / "out"
    done = run_main(patched, "build", articles, "-o", folder)
    assert done.code == 0, done.err
    return folder


@pytest.fixture
def own_graph(articles, run, tmp_path):
    """A graph that a test may change."""
    assert run("build", articles, "-o", tmp_path / "own").code == 0
    return tmp_path / "own"


# --- help ------------------------------------------------------------------------------------------------------------


def commands(group, path=()):
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(run, path):
    shown = run(*path, "--help")
    assert shown.code == 0
    assert COMMANDS[path].help.strip()
    assert f"kg {' '.join(path)}" in COMMANDS[path].help


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_argument_and_option_is_explained(path):
    assert [each.name for each in COMMANDS[path].params if not getattr(each, "help", None)] == []


def test_the_questions_in_the_help_exist():
    examples = re.findall(r"--named (\S+)(.*)", COMMANDS["query",].help)
    assert examples
    for name, rest in examples:
        known = {parameter.name for parameter in named_query(name).parameters}
        assert set(re.findall(r"--set (\w+)=", rest)) <= known


def test_kg_alone_lists_the_commands(run):
    shown = run()
    assert all(path[0] in shown.out + shown.err for path in COMMANDS)


def test_the_installed_command_runs():
    """In a process of its own: everything else here runs in this one."""
    command = Path(sys.executable).parent / "kg"
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "build" in done.stdout


def test_an_error_in_a_process_of_its_own(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "explain", tmp_path, "IND", "RUS"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(cli.__file__).parents[1],
        env=os.environ | {"COLUMNS": "200"},
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Error ")
    assert "Traceback" not in done.stderr


# --- build, extract, actors ------------------------------------------------------------------------------------------


def test_build_tells_what_it_made(articles, run, tmp_path):
    done = run("build", articles, "-o", tmp_path / "out")
    assert done.code == 0
    assert done.err.startswith("3 documents, ")
    assert str(tmp_path / "out") in done.err
    assert (tmp_path / "out/graph.html").exists()


def test_build_reads_standard_input(run, tmp_path):
    done = run("build", "-", "-o", tmp_path / "out", stdin="India bought oil from Russia.")
    assert done.code == 0
    assert done.err.startswith("1 documents, 1 claims: 1 relations stand between 2 actors")


def test_extract_writes_lines(articles, run):
    done = run("extract", articles / "oil.txt")
    [claim] = [claim for claim in done.lines if claim["relation"] == "buysOilFrom"]
    text = ARTICLES["oil.txt"].partition("\n\n")[2]
    assert (claim["source"]["code"], claim["target"]["code"], claim["status"]) == ("IND", "RUS", "asserted")
    assert claim["quote"] == "India bought oil from Russia"
    assert claim["sentence"] in text
    assert claim["when"] == "2023-04-24"


def test_extract_into_a_file(articles, run, tmp_path):
    done = run("extract", articles, "-o", tmp_path / "claims.jsonl")
    assert (done.code, done.out) == (0, "")
    lines = (tmp_path / "claims.jsonl").read_text(encoding="utf8").splitlines()
    assert {json.loads(line)["relation"] for line in lines} >= {"buysOilFrom", "meetsWith", "visits"}


@pytest.mark.parametrize("extractor", ["frames", "learned", "both"])
def test_either_extractor_runs_alone(articles, run, extractor):
    rules = {claim["rule"] for claim in run("extract", articles, "--extractor", extractor).lines}
    from_frames = {rule for rule in rules if rule.startswith("buysOilFrom.")}
    assert bool(from_frames) is (extractor != "learned")


def test_actors_writes_mentions(articles, run):
    mentions = run("actors", articles / "visit.txt").lines
    macron = next(mention for mention in mentions if "Macron" in mention["text"])
    assert (macron["code"], macron["kind"]) == ("FRA", "person")
    assert {"doc", "start", "end", "text", "name", "code", "kind", "how"} == set(macron)


# --- what cannot be read ---------------------------------------------------------------------------------------------

BAD = {
    "empty.txt": b"",
    "binary.txt": b"\x00\x01\x02" * 100,
    "encoding.txt": b"Pa\xedses \xff\xfe de Am\xe9rica",
    "lines.jsonl": b'{"id": "a", "text": \n',
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["build", "extract"])
def test_what_cannot_be_read_is_told_and_the_others_are_read(articles, run, tmp_path, command, name):
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    done = run(command, bad, articles / "oil.txt", "-o", tmp_path / "out")
    assert done.code == 1
    assert f"not read {bad}" in done.err.replace("\n", "")  # a long path is wrapped
    assert "1 could not be read; all others were." in done.err
    claims = tmp_path / "out/claims.jsonl" if command == "build" else tmp_path / "out"
    assert "buysOilFrom" in claims.read_text(encoding="utf8")


def test_a_path_that_is_not_there(run, tmp_path):
    done = run("extract", tmp_path / "nowhere")
    assert done.code == 2
    assert done.err.startswith("Error ")
    assert "nowhere" in done.err


def test_an_output_that_cannot_be_written(articles, run, built, tmp_path):
    missing = tmp_path / "no/such/folder/claims.jsonl"
    for args in (("extract", articles), ("classify", articles / "oil.txt")):
        done = run(*args, "-o", missing)
        assert (done.code, done.err[:6]) == (2, "Error ")
        assert str(missing) in done.err
    done = run("export", built, missing)
    assert (done.code, done.err[:6]) == (2, "Error ")


def test_an_output_folder_that_is_a_file(articles, run, tmp_path):
    (tmp_path / "out").write_text("", encoding="utf8")
    done = run("build", articles, "-o", tmp_path / "out")
    assert (done.code, done.err[:6]) == (2, "Error ")
    assert str(tmp_path / "out") in done.err


def test_another_pipeline_that_is_not_installed(articles, run, tmp_path):
    done = run("build", articles, "-o", tmp_path / "out", "--pipeline", "en_core_news")
    assert done.code == 2
    assert "en_core_news" in done.err


def test_a_wrong_option_is_told(run):
    done = run("build", "x", "--worker", "2")
    assert done.code == 2
    assert "--worker" in done.err


def test_ctrl_c_says_that_what_was_read_is_kept(articles, run, patched, tmp_path):
    def interrupt(*args, **options):
        raise KeyboardInterrupt

    with patched.context() as patch:
        patch.setattr(sys.modules["kg.build"], "build", interrupt)
        done = run("build", articles, "-o", tmp_path / "out")
    assert done.code == 130
    assert "What was read is kept" in done.err


# --- query -----------------------------------------------------------------------------------------------------------

WHO_BUYS = "SELECT ?buyer ?seller { ?buyer kg:buysOilFrom ?seller }"


def test_query_as_a_table(run, built):
    done = run("query", built, WHO_BUYS)
    assert done.code == 0
    assert "actor:IND" in done.out
    assert "actor:RUS" in done.out


def test_query_as_json(run, built):
    done = run("query", built, WHO_BUYS, "--format", "json")
    assert "IND" in json.dumps(json.loads(done.out))


def test_query_as_csv(run, built):
    rows = list(csv.DictReader(io.StringIO(run("query", built, WHO_BUYS, "--format", "csv").out)))
    assert len(rows) == 1
    assert rows[0]["seller"].endswith("RUS")


def test_query_from_a_file(run, built, tmp_path):
    (tmp_path / "who.rq").write_text(WHO_BUYS, encoding="utf8")
    assert "actor:IND" in run("query", built, "-f", tmp_path / "who.rq").out


def test_query_by_name(run, built):
    done = run("query", built, "--named", "dealings", "--set", "a=IND", "--set", "b=RUS")
    assert done.code == 0
    assert "buys" in done.out


def test_more_rows_than_shown(run, built):
    done = run("query", built, "SELECT ?s { ?s ?p ?o }", "--limit", "2")
    assert "more than these 2 rows" in done.err


WRONG_QUERIES = {
    "no SPARQL": (["SELECT ?x {"], "Error"),
    "an unknown prefix": (["SELECT ?x { ?x nope:a ?y }"], "prefix not found"),
    "none": ([], "Give one query"),
    "two": ([WHO_BUYS, "--named", "dealings"], "Give one query"),
    "an unknown name": (["--named", "delings"], "dealings"),
    "an unknown parameter": (["--named", "dealings", "--set", "c=IND"], "It has: a, b"),
    "a parameter without a value": (["--named", "dealings", "--set", "a"], "NAME=VALUE"),
    "a file that is not there": (["-f", "/no/such/query.rq"], "/no/such/query.rq"),
    "refused": (["SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"], "service"),
}


@pytest.mark.parametrize(("args", "message"), WRONG_QUERIES.values(), ids=WRONG_QUERIES)
def test_a_wrong_query_is_told(run, built, args, message):
    done = run("query", built, *args)
    assert done.code == 2
    assert message.lower() in done.err.lower()


def test_queries_lists_the_named_ones(run):
    done = run("queries")
    assert done.code == 0
    assert "dealings" in done.out
    assert "a=" in done.out


# --- explain ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ends", [("IND", "RUS"), ("RUS", "IND"), ("India", "Russia"), ("india", "RUS")], ids=" ".join)
def test_explain_shows_every_claim_with_its_sentence(run, built, ends):
    done = run("explain", built, *ends)
    assert done.code == 0
    assert "India bought oil from Russia on Monday." in done.out
    assert "met his Indian counterpart" in done.out
    assert "2023-04-26" in done.out
    assert "confidence 0." in done.out


def test_explain_takes_a_person(run, built):
    assert "Emmanuel Macron visited Egypt" in run("explain", built, "Emmanuel Macron", "EGY").out


def test_explain_offers_what_is_there(run, built):
    done = run("explain", built, "Indai", "RUS")
    assert done.code == 2
    assert "'Indai'" in done.err
    assert "india" in done.err.lower().replace("indai", "")


def test_explain_tells_that_there_is_nothing(run, built):
    done = run("explain", built, "IND", "EGY")
    assert done.code == 2
    assert "no claim between IND and EGY" in done.err


# --- what else is done with a folder ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [["query", "{}", WHO_BUYS], ["explain", "{}", "IND", "RUS"], ["show", "{}"], ["remove", "{}", "oil"],
     ["validate", "{}"], ["stats", "{}"], ["export", "{}", "graph.ttl"]],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_folder_without_a_graph_is_told(run, tmp_path, command):
    done = run(*(part.format(tmp_path) if part == "{}" else part for part in command))
    assert done.code == 2
    assert str(tmp_path) in done.err


def test_remove_takes_a_document_out(run, own_graph):
    ids = [json.loads(line)["id"] for line in (own_graph / "documents.jsonl").read_text().splitlines()]
    oil = next(each for each in ids if "oil" in each)
    assert run("remove", own_graph, oil).code == 0
    assert "buysOilFrom" not in (own_graph / "claims.jsonl").read_text()
    again = run("remove", own_graph, oil)
    assert again.code == 2
    assert "talks" in again.err  # an id that is there


def test_building_again_puts_it_back(run, own_graph, articles):
    before = (own_graph / "graph.ttl").read_bytes()
    run("remove", own_graph, json.loads((own_graph / "documents.jsonl").read_text().splitlines()[0])["id"])
    assert (own_graph / "graph.ttl").read_bytes() != before
    assert run("build", articles, "-o", own_graph).code == 0
    assert (own_graph / "graph.ttl").read_bytes() == before


def test_show_opens_the_page(run, built, monkeypatch):
    opened = []
    monkeypatch.setattr(cli.webbrowser, "open", opened.append)
    done = run("show", built)
    assert opened == [(built / "graph.html").absolute().as_uri()]
    assert opened[0] in done.out


def test_validate_finds_nothing_wrong(run, built):
    done = run("validate", built)
    assert (done.code, done.out.splitlines()[-1]) == (0, "0 violations, 0 warnings.")


def test_stats_counts(run, built):
    done = run("stats", built)
    assert done.code == 0
    assert "India" in done.out or "IND" in done.out


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld", ".graphml", ".gexf", ".json", ".jsonl"])
def test_export_writes_the_format_of_the_suffix(run, built, tmp_path, suffix):
    path = tmp_path / f"graph{suffix}"
    assert run("export", built, path).code == 0
    assert "India" in path.read_text(encoding="utf8")


def test_export_offers_the_suffixes_that_it_knows(run, built, tmp_path):
    done = run("export", built, tmp_path / "graph.docx")
    assert done.code == 2
    assert ".graphml" in done.err


# --- classify --------------------------------------------------------------------------------------------------------


def record(text, source, target, **fields):
    spans = {name: [text.index(words), text.index(words) + len(words)] for name, words in
             (("source", source), ("target", target))}  # fmt: skip
    return json.dumps({"id": "one", "text": text, **spans, **fields})


def test_classify_answers_each_record(run, tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text(record("India bought oil from Russia.", "India", "Russia") + "\n", encoding="utf8")
    [answer] = run("classify", path).lines
    assert answer["id"] == "one"
    assert {"relation", "family", "status", "confidence"} <= set(answer)
    assert 0 <= answer["confidence"] <= 1


WRONG_RECORDS = {
    "no JSON": ('{"id": ', "pairs.jsonl:1"),
    "no object": ("[]", "pairs.jsonl:1"),
    "a field is missing": ('{"id": "one", "text": "India."}', "source"),
    "a span leaves the text": ('{"id": "one", "text": "India.", "source": [0, 5], "target": [3, 90]}', "one"),
}


@pytest.mark.parametrize(("line", "message"), WRONG_RECORDS.values(), ids=WRONG_RECORDS)
def test_a_wrong_record_is_told(run, tmp_path, line, message):
    path = tmp_path / "pairs.jsonl"
    path.write_text(line + "\n", encoding="utf8")
    done = run("classify", path)
    assert done.code == 2
    assert message in done.err


def test_records_that_are_not_there(run, tmp_path):
    done = run("classify", tmp_path / "pairs.jsonl")
    assert done.code == 2
    assert "pairs.jsonl" in done.err


# --- frames ----------------------------------------------------------------------------------------------------------


def test_frames_try_shows_which_frame_fires_and_why_not(run):
    done = run("frames", "try", "Russia supplied India with missiles.")
    assert done.code == 0
    assert "RUS suppliesArmsTo IND asserted" in done.out.replace("\n", " ")
    assert "fires" in done.out
    assert "needs " in done.out


def test_frames_check_counts_and_fails_for_a_wrong_example(run, patched):
    from kg.extract.examples import Example

    knowledge = sys.modules["kg.extract"].load_knowledge()
    wrong = Example(knowledge.frames.frames[0], "A sentence.", must_match=True)
    for found, code in (([], 0), ([(wrong, "must give it")], 1)):
        with patched.context() as patch:
            patch.setattr("kg.extract.examples.failures", lambda *args, found=found: iter(found))
            done = run("frames", "check")
        assert done.code == code
        assert f"{len(found)} wrong." in done.out
    assert "A sentence." in done.out
