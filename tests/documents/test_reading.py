"""Files of every kind in, documents and problems out."""

import gzip
import io
import json
import lzma
import os

import pytest

from kg.documents import read_documents
from kg.documents import source as source_module
from kg.errors import InputError
from kg.model import Document

TEXT = "Norway and Sweden held talks in Oslo on Monday."


def read(*paths):
    problems = []
    return list(read_documents(paths, problems.append)), problems


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def one_problem(*paths):
    documents, problems = read(*paths)
    assert (documents, len(problems)) == ([], 1)
    return problems[0]


# Formats


def test_plain_text_is_kept_as_it_stands(tmp_path):
    text = f"  {TEXT}\n\n\tTab, “quotes” and é.\n"
    write(tmp_path, {"a.txt": "\ufeff" + text.replace("\n", "\r\n")})
    assert read(tmp_path) == ([Document("a", text)], [])


def test_a_record_is_kept_to_the_letter(tmp_path):
    record = {"id": "a-1", "text": f" {TEXT}\r\n\u2028é\n ", "title": "Talks", "date": "2021-03-03", "story": "Grain"}
    record |= {"url": "https://example.org/1", "publisher": "Example"}
    write(tmp_path, {"a.jsonl": json.dumps({**record, "claims": [1]}) + "\n\n", "b.csv": as_csv([{**record, "id": 2}])})
    expected = Document(**record)
    (first, second), problems = read(tmp_path)
    assert problems == []
    assert first == expected
    assert (second.id, second.text, second.title, second.story) == ("2", record["text"], "Talks", "Grain")


def as_csv(records, delimiter=","):
    import csv

    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_any_delimiter(tmp_path, delimiter):
    write(tmp_path, {"a.csv": "\ufeff" + as_csv([{"ID": "x", "Text": 'He said "yes", twice;\tand left.'}], delimiter)})
    (document,), _ = read(tmp_path)
    assert (document.id, document.text) == ("x", 'He said "yes", twice;\tand left.')


def test_a_long_cell_is_read(tmp_path):
    write(tmp_path, {"a.csv": as_csv([{"id": "x", "text": "word " * 100_000}])})
    (document,), problems = read(tmp_path)
    assert (len(document.text), problems) == (500_000, [])


def test_markdown_loses_its_marks(tmp_path):
    source = (
        '---\ntitle: "Talks in Oslo"\ndate: 2021-03-03\npublisher: Example\n---\n# Talks\n\n*Norway* and [Sweden](x)'
        " held\ntalks<br>.\n\n![a map](m.png)\n\n- grain\n- fish\n\n```\ncode\n```\n"
    )
    write(tmp_path, {"a.md": source})
    text = "Talks\n\nNorway and Sweden held talks.\n\ngrain\n\nfish"
    assert read(tmp_path)[0] == [Document("a", text, "Talks in Oslo", "2021-03-03", "Example")]


def test_a_heading_is_the_title_of_markdown_without_front_matter(tmp_path):
    write(tmp_path, {"a.md": f"# Talks\n\n{TEXT}\n"})
    assert read(tmp_path)[0][0].title == "Talks"


PAGE = """<!DOCTYPE html><html><head>{charset}<title>Talks in Oslo</title>
<meta property="article:published_time" content="2021-03-03T10:00:00Z"><meta property="og:site_name" content="Example">
<link rel="canonical" href="https://example.org/talks"></head><body>
<nav><a href="/">Home</a> <a href="/b">Sport</a></nav>
<article><h1>Talks in Oslo</h1><p>Norway and Sweden held talks in Malm\u00f6 on Monday, and the ministers spoke about
grain for two hours.</p><p>The ministers will meet again in spring, the government in Oslo said in a statement.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_gives_its_article(tmp_path, charset):
    write(tmp_path, {"a.html": PAGE.format(charset=f'<meta charset="{charset}">').encode(charset)})
    (document,), problems = read(tmp_path)
    assert problems == []
    assert (document.title, document.date, document.publisher) == ("Talks in Oslo", "2021-03-03", "Example")
    assert document.url == "https://example.org/talks"
    assert "talks in Malmö on Monday" in document.text
    assert "newsletter" not in document.text


def test_a_page_without_a_date_has_none(tmp_path):
    page = "\n".join(line for line in PAGE.splitlines() if "published_time" not in line)
    write(tmp_path, {"a.htm": page.format(charset="")})
    assert read(tmp_path)[0][0].date is None


def test_packed_files_are_unpacked(tmp_path):
    record = json.dumps({"id": "r", "text": TEXT}).encode()
    write(tmp_path, {"a.txt.gz": gzip.compress(TEXT.encode(), mtime=0), "b.ndjson.xz": lzma.compress(record)})
    documents, problems = read(tmp_path)
    assert ([document.id for document in documents], problems) == (["a", "r"], [])


@pytest.mark.parametrize(
    ("data", "id"),
    [(TEXT, "stdin"), (json.dumps({"id": "r", "text": TEXT}), "r"), (PAGE.format(charset=""), "stdin")],
)
def test_standard_input_of_any_kind(monkeypatch, data, id):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    (document,), problems = read("-")
    assert (document.id, problems) == (id, [])
    assert "Norway and Sweden held talks" in document.text and "<" not in document.text


def test_the_text_dates_what_the_metadata_does_not(tmp_path):
    text = f"OSLO, 3 March 2021 (Example) - {TEXT}"
    records = [{"id": "1", "text": text}, {"id": "2", "text": text, "date": "2022-01-01"}]
    write(tmp_path, {"a.jsonl": "\n".join(json.dumps(record) for record in records)})
    assert [document.date for document in read(tmp_path)[0]] == ["2021-03-03", "2022-01-01"]


# Folders and ids


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path):
    write(tmp_path, dict.fromkeys(["b/z.txt", "b/a.txt", "a.txt", ".git/c.txt", ".d.txt", "b.txt", "x.2021.txt"], TEXT))
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["a", "b/a", "b/z", "b", "x.2021"]
    assert problems == []


def test_a_file_by_itself_is_called_by_its_name(tmp_path):
    write(tmp_path, {"b/000_dec6.txt": TEXT, "b/article": TEXT})
    documents, _ = read(tmp_path / "b" / "000_dec6.txt", tmp_path / "b" / "article")
    assert [document.id for document in documents] == ["000_dec6", "article"]


def test_a_file_given_twice_is_read_once(tmp_path):
    write(tmp_path, {"a.txt": TEXT})
    documents, problems = read(tmp_path, tmp_path / "a.txt", tmp_path)
    assert (len(documents), problems) == (1, [])


def test_an_id_that_stands_twice_is_a_problem_that_names_both(tmp_path):
    lines = "\n".join(json.dumps({"id": "a", "text": TEXT}) for _ in range(2))
    write(tmp_path, {"a.txt": TEXT, "b.jsonl": lines, "c/d.jsonl": json.dumps({"id": "c", "text": TEXT}), "c.md": TEXT})
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["a", "c"]
    first, second, third = problems
    assert (first.where, second.where) == (f"{tmp_path}/b.jsonl:1", f"{tmp_path}/b.jsonl:2")
    assert f"{tmp_path}/a.txt" in first.reason
    assert (third.where, f"{tmp_path}/c/d.jsonl:1" in third.reason) == (f"{tmp_path}/c.md", True)


def test_a_record_without_id_is_called_by_its_line(tmp_path):
    write(tmp_path, {"a.jsonl": json.dumps({"text": TEXT}) + "\n\n" + json.dumps({"text": TEXT, "id": "  "})})
    assert [document.id for document in read(tmp_path)[0]] == ["a:1", "a:3"]


def test_a_circle_of_links_ends(tmp_path):
    write(tmp_path, {"a/a.txt": TEXT})
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to("self")
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["a/a"]
    assert [problem.where for problem in problems] == [f"{tmp_path}/self"]


def test_documents_come_one_at_a_time(tmp_path):
    write(tmp_path, {"a.jsonl": json.dumps({"id": "1", "text": TEXT}) + "\n{broken"})
    problems = []
    documents = read_documents([tmp_path], problems.append)
    assert next(documents).id == "1"
    assert problems == []
    assert list(documents) == []
    assert len(problems) == 1


# What cannot be read


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("a.txt", b"", "", "empty"),
        ("a.txt", b" \n\t\n", "", "empty"),
        ("a.jsonl", b"\n\n", "", "empty"),
        ("a.csv", b"", "", "empty"),
        ("a.md", b"---\ntitle: x\n---\n", "", "no text"),
        ("a.txt", b"word\0word", "", "binary"),
        ("a.txt", b"%PDF-1.7 words", "", "binary"),
        ("a.jsonl", b'{"text": "a\\u0000b"}', ":1", "binary"),
        ("a.txt", b"one\ntwo\ncaf\xe9", ":3", "0xe9 is not UTF-8"),
        ("a.jsonl", b'\n{"text": "caf\xe9"}', ":2", "0xe9 is not UTF-8"),
        ("a.csv", b"id,text\n1,caf\xe9\n", ":2", "not UTF-8"),
        ("a.jsonl", b'{"text": "\\ud800"}', ":1", "not UTF-8"),
        ("a.jsonl", b'{"text": "x"', ":1", "not JSON"),
        ("a.jsonl", b"[" * 100_000, ":1", "not JSON"),
        ("a.jsonl", b'["x"]', ":1", "no object"),
        ("a.jsonl", b'{"id": "1", "body": "x"}', ":1", "its fields are id, body"),
        ("a.jsonl", b'{"text": 5}', ":1", "no text"),
        ("a.jsonl", b'{"text": "  "}', ":1", "no text"),
        ("a.csv", b"id,body\n1,x\n", ":1", "no column named text"),
        ("a.csv", b"id,text\n1,x,y\n", ":2", "3 columns"),
        ("a.csv", b'id,text\n1,"x\n\n', ":2", "not CSV"),
        ("a.html", b"<html><body></body></html>", "", "no article"),
        ("a.html", b"<html><meta charset='nonsense'>caf\xe9", "", "declares nonsense"),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-9], "", "damaged"),
        ("a.txt.gz", b"no gzip at all", "", "cannot be read"),
        ("a.txt.xz", b"no xz at all", "", "damaged"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(tmp_path, name, content, line, reason):
    write(tmp_path, {name: content})
    problem = one_problem(tmp_path)
    assert problem.where == f"{tmp_path}/{name}{line}"
    assert problem.reason.endswith(".")
    assert reason in problem.reason


def test_the_others_are_read(tmp_path):
    good = json.dumps({"id": "{}", "text": TEXT})
    lines = "\n".join([good.replace("{}", "1"), "{broken", good.replace("{}", "3")])
    rows = f'id,text\n4,"{TEXT}"\n5,a,b\n6,"a"b\n7,"{TEXT}"\n'
    write(tmp_path, {"a.txt": b"\xff\xfe\x00", "b.jsonl": lines, "c.csv": rows, "d.txt": TEXT})
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["1", "3", "4", "7", "d"]
    places = [problem.where.removeprefix(f"{tmp_path}/") for problem in problems]
    assert places == ["a.txt", "b.jsonl:2", "c.csv:3", "c.csv:4"]


def test_a_row_over_many_lines_is_told_by_its_first(tmp_path):
    write(tmp_path, {"a.csv": f'id,text\n1,"{TEXT}\n\nmore"\n2,a,b\n'})
    documents, problems = read(tmp_path)
    assert (len(documents), problems[0].where) == (1, f"{tmp_path}/a.csv:5")


def test_a_date_that_is_none_is_told_and_left_out(tmp_path):
    write(
        tmp_path,
        {"a.jsonl": json.dumps({"id": "1", "text": TEXT, "date": "2021-02-30"}), "b.md": f"---\ndate: x\n---\n{TEXT}"},
    )
    documents, problems = read(tmp_path)
    assert [document.date for document in documents] == [None, None]
    assert [problem.where for problem in problems] == [f"{tmp_path}/a.jsonl:1", f"{tmp_path}/b.md"]
    assert "2021-02-30" in problems[0].reason


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.txt.gz"])
def test_no_article_is_longer_than_the_bound(tmp_path, monkeypatch, name):
    monkeypatch.setattr(source_module, "MAX_BYTES", 1000)
    monkeypatch.setattr("kg.documents.records.MAX_BYTES", 1000)
    text = TEXT * 100
    content = {
        "a.txt": text.encode(),
        "a.jsonl": json.dumps({"text": text}).encode(),
        "a.csv": as_csv([{"text": text}]).encode(),
        "a.txt.gz": gzip.compress(text.encode(), mtime=0),
    }[name]
    write(tmp_path, {name: content})
    assert one_problem(tmp_path).where.startswith(f"{tmp_path}/{name}")


def test_a_line_without_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(source_module, "MAX_LINE_BYTES", 100)
    write(tmp_path, {"a.jsonl": json.dumps({"text": TEXT}) + "\n" + "x" * 1000})
    documents, problems = read(tmp_path)
    assert (len(documents), problems[0].where) == (1, f"{tmp_path}/a.jsonl:2")


def test_files_of_other_formats_are_counted(tmp_path):
    write(tmp_path, {"a.txt": TEXT, "b.pdf": b"%PDF-", "c/d.pdf": b"%PDF-", "LICENSE": "x"})
    documents, problems = read(tmp_path)
    assert len(documents) == 1
    assert [problem.where for problem in problems] == [f"{tmp_path}: without suffix (1)", f"{tmp_path}/**/*.pdf (2)"]
    assert ".jsonl" in problems[0].hint


def test_a_file_of_another_format_given_by_name(tmp_path):
    write(tmp_path, {"a.docx": b"PK"})
    assert "not a format" in one_problem(tmp_path / "a.docx").reason


def test_an_empty_folder_is_a_problem(tmp_path):
    assert one_problem(tmp_path).where == str(tmp_path)


def test_a_file_that_the_system_refuses(tmp_path, monkeypatch):
    write(tmp_path, {"a.txt": TEXT, "b.txt": TEXT})

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kg.documents.find._open", lambda path: refuse(path) if path.stem == "a" else path.open("rb"))
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["b"]
    assert "Permission denied" in problems[0].reason


def test_a_pipe_in_a_folder_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert "neither a file" in one_problem(tmp_path).reason


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("articels", "articles"),
        ("nothing-like-it", "articles, build.txt"),
        ("artikel/2021/a.txt", "not artikel in it"),
        ("empty/a.txt", "is empty"),
    ],
)
def test_a_path_that_does_not_exist_says_what_does(tmp_path, asked, offered):
    write(tmp_path, {"articles/a.txt": TEXT, "build.txt": TEXT})
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=offered):
        read_documents([tmp_path / "articles", tmp_path / asked], pytest.fail)
