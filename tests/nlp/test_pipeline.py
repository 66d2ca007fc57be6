"""Documents to Docs: paragraphs, exact text, order, workers, and pipelines that cannot be used."""

import multiprocessing
import os
import signal

import pytest
import spacy

from kg.errors import PipelineError
from kg.model import Document
from kg.nlp import pipeline
from kg.nlp.pipeline import load_pipeline, paragraphs, parse

NEWS = """Ministers to speak about trade

PORT LOUIS, May 2 (Reporter) - The finance minister of Norway met his
counterpart from Chile on Tuesday. They signed an agreement on fisheries
and agreed to meet again in Oslo.

What they agreed on:
- fewer tariffs
- more visits
"""


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


def read(text, nlp):
    [(_, doc)] = parse([Document("a", text)], nlp)
    return doc


def facts(doc):
    return [
        (
            t.text,
            t.whitespace_,
            t.tag_,
            t.pos_,
            str(t.morph),
            t.lemma_,
            t.norm_,
            t.dep_,
            t.head.i,
            t.ent_type_,
            t.ent_iob,
        )
        for t in doc
    ]


PARAGRAPHS = [
    ("one", "A single line.", ["A single line."]),
    ("nothing", " \n\n ", []),
    ("blank line", "First.\n\nSecond.", ["First.", "Second."]),
    ("blank line with spaces, DOS line ends", "First.\r\n \r\nSecond.\r\n", ["First.", "Second."]),
    ("headline above a longer line", "Leaders meet\n" + "x " * 30, ["Leaders meet", ("x " * 30).strip()]),
    ("one paragraph a line", "a " * 80 + "\n" + "b " * 90, [("a " * 80).strip(), ("b " * 90).strip()]),
    (
        "wrapped",
        "The two countries agreed on Monday evening to\nbuild a railway between their capitals.",
        ["The two countries agreed on Monday evening to\nbuild a railway between their capitals."],
    ),
    (
        "list in a wrapped text",
        "The two countries agreed on Monday to the\n- railway\n- bridge",
        ["The two countries agreed on Monday to the", "- railway", "- bridge"],
    ),
    ("narrow lines", "one\ntwo\nthree", ["one", "two", "three"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in PARAGRAPHS], ids=[case[0] for case in PARAGRAPHS])
def test_paragraphs(text, expected):
    assert [text[start:end] for start, end in paragraphs(text)] == expected


def test_wrapped_news_with_headline_and_list():
    assert [NEWS[start:end].split()[0] for start, end in paragraphs(NEWS)] == ["Ministers", "PORT", "What", "-", "-"]


def test_a_paragraph_without_end_is_cut_behind_a_sentence():
    text = "The minister went home. " * 2_000
    spans = list(paragraphs(text))
    assert all(0 < end - start <= pipeline.LONGEST_PARAGRAPH for start, end in spans)
    assert all(text[start:end].endswith("home.") for start, end in spans)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["x" * 25_000, "word " * 6_000, "\u3000" * 12_000 + "end"])
def test_text_without_sentences_is_cut_too(text):
    spans = list(paragraphs(text))
    assert all(0 < end - start <= pipeline.LONGEST_PARAGRAPH for start, end in spans)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        "",
        "\n\n",
        "  Leading, trailing.  ",
        "Two  spaces, a\ttab,\u00a0a hard space.\r\n\r\nNew paragraph\u2029Another",
        "zero\u200bwidth \ufeffmark and e\u0301 accents 🇳🇴 flags",
    ],
)
def test_text_stays_exact(text, nlp):
    doc = read(text, nlp)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_sentences_start_where_paragraphs_start(nlp):
    doc = read(NEWS, nlp)
    starts = {sent.start_char for sent in doc.sents}
    assert {start for start, _ in paragraphs(NEWS)} <= starts


def test_line_end_inside_a_sentence_changes_nothing(nlp):
    wrapped = "The finance minister of Norway met his counterpart from Chile on Tuesday in\nNew York and signed a deal."
    doc, plain = read(wrapped, nlp), read(wrapped.replace("\n", " "), nlp)
    seen = [t for t in doc if not t.is_space]
    assert [(t.text, t.tag_, t.dep_, t.head.text) for t in seen] == [
        (t.text, t.tag_, t.dep_, t.head.text) for t in plain
    ]
    assert [e.text.replace("\n", " ") for e in doc.ents] == [e.text for e in plain.ents]


def test_white_space_begins_and_ends_no_phrase(nlp):
    doc = read("The minister of Norway,\t who met  the president\u00a0 of Chile , left\n\nfor the capital.", nlp)
    spaces = [t for t in doc if t.is_space]
    assert spaces
    for token in doc:
        if token.head != token and not token.is_space:
            assert not doc[token.left_edge.i].is_space and not doc[token.right_edge.i].is_space
    assert all(t.dep_ == "dep" and t.pos_ == "SPACE" and not list(t.children) for t in spaces)


def test_order_and_batches_do_not_matter(nlp):
    documents = [
        Document(str(n), f"Minister {n} of Norway visited Chile.\n\nHe left on day {n}." * (n % 4)) for n in range(30)
    ]
    once = list(parse(iter(documents), nlp))
    assert [document for document, _ in once] == documents
    small = list(parse(documents[::-1], nlp, batch_size=40))[::-1]
    assert [facts(doc) for _, doc in once] == [facts(doc) for _, doc in small]


def test_documents_are_read_as_they_are_asked_for(nlp):
    taken = []

    def documents():
        for n in range(1000):
            taken.append(n)
            yield Document(str(n), "Norway thanked Chile.")

    next(iter(parse(documents(), nlp, batch_size=100)))
    assert len(taken) < 20


def test_workers_read_the_same_and_a_killed_one_is_replaced(nlp):
    documents = [Document(str(n), NEWS + "x" * n) for n in range(40)]
    expected = [facts(doc) for _, doc in parse(documents, nlp)]
    results = parse(documents, nlp, workers=2, batch_size=2_000)
    first = next(results)
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    found = [first, *results]
    assert [document for document, _ in found] == documents
    assert [facts(doc) for _, doc in found] == expected


def test_unknown_pipeline():
    with pytest.raises(PipelineError, match=r"no language pipeline 'en_core_web_none'.*Installed"):
        load_pipeline("en_core_web_none")


def test_pipeline_without_a_parser(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(PipelineError, match="must be English and have the components parser, ner"):
        load_pipeline(str(tmp_path / "blank"))


def test_pipeline_that_is_damaged(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    (tmp_path / "blank" / "config.cfg").write_text("[nlp]\nlang = 'en'\npipeline = [\"flux\"]\n")
    with pytest.raises(PipelineError, match="cannot be loaded"):
        load_pipeline(str(tmp_path / "blank"))


def test_pipeline_of_another_spacy_version_loads_without_noise(tmp_path, nlp):
    nlp.to_disk(tmp_path / "old")
    meta = (tmp_path / "old" / "meta.json").read_text()
    (tmp_path / "old" / "meta.json").write_text(meta.replace('">=3.8,<3.9"', '">=3.5.0,<3.6.0"'))
    assert load_pipeline(str(tmp_path / "old")).pipe_names == nlp.pipe_names
