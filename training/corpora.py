"""The corpora as spaCy `Doc`s, and which part of them is for testing.

Treebanks (UD English EWT, CC BY-SA 4.0; GUM, CC BY 4.0 and its texts' own licences) become one `Doc` a paragraph, as
the pipeline sees text (`kg.nlp.pipeline.paragraphs`). Entity corpora (Groningen Meaning Bank, public domain text; re3d,
OGL, US public domain, CC BY-SA 3.0) become one `Doc` a sentence, with OntoNotes' names for the kinds.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"

GMB_KINDS = {
    "geo": "GPE",
    "gpe": "NORP",
    "per": "PERSON",
    "org": "ORG",
    "tim": "DATE",
    "eve": "EVENT",
    "art": "WORK_OF_ART",
}
RE3D_KINDS = {"Person": "PERSON", "Organisation": "ORG", "Location": "GPE", "Nationality": "NORP", "Temporal": "DATE"}
RE3D_FOLDERS = ("UK Government", "US State Department", "Wikipedia")

# GMB's "geo" holds states and rivers alike; OntoNotes calls a place without a government LOC.
NATURE = re.compile(
    r"\b(seas?|oceans?|rivers?|lakes?|gulf|bay|straits?|canal|coast|mountains?|mount|valley|desert|peninsula|islands?|"
    r"peninsula|channel|hills?|basin|delta|plateau|cape|horn)\b|"
    r"^((north|south|east|west|central|latin|northern|southern|eastern|western|southeast|sub-saharan) )*"
    r"(africa|asia|europe|america|antarctica|atlantic|pacific|mediterranean|arctic|middle east|balkans|caribbean|"
    r"caucasus|himalayas|sahara|sahel|alps|andes|nile|euphrates|tigris|danube)$",
    re.IGNORECASE,
)
STATES_NAMED_LIKE_NATURE = re.compile(
    r"\b(ivory coast|cape (verde|town)|(solomon|marshall) islands|south africa|rhode island|central african)\b",
    re.IGNORECASE,
)


def bucket(key: str) -> float:
    """A number from 0 to 1 that depends on `key` alone, the same on every machine."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 16**8


def is_test(sentence: str) -> bool:
    """A tenth of the entity sentences, chosen by their own text, so that copies of one fall on the same side."""
    return bucket(sentence) < 0.1


def is_dev(sentence: str) -> bool:
    """A further fiftieth, to choose a model by."""
    return 0.1 <= bucket(sentence) < 0.12


def in_sample(key: str, share: float) -> bool:
    """Whether the document belongs to a fixed `share` of its corpus."""
    return bucket("sample " + key) < share


def treebank(nlp: Language, name: str, *, only: str = "") -> Iterator[Doc]:
    """The paragraphs of `treebank/NAME.conllu.gz`; `only` keeps the documents whose id contains it."""
    paragraph: list[list[str]] = []
    document = ""
    with gzip.open(CORPORA / "treebank" / f"{name}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if re.match(r"# new(doc|par)( |$)", line):
                if paragraph and only in document:
                    yield _treebank_doc(nlp, paragraph)
                paragraph = []
                document = line if line.startswith("# newdoc") else document
            elif not line.startswith("#"):
                paragraph.append(line.rstrip("\n").split("\t"))
    if paragraph and only in document:
        yield _treebank_doc(nlp, paragraph)


def news_ids(name: str) -> list[str]:
    """The ids of the news documents in a treebank file, in order."""
    with gzip.open(CORPORA / "treebank" / f"{name}.conllu.gz", "rt", encoding="utf-8") as lines:
        return [line.split("=")[1].strip() for line in lines if re.match(r"# newdoc id = \S*_news_", line)]


def _treebank_doc(nlp: Language, rows: list[list[str]]) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = {key: [] for key in ("lemmas", "pos", "tags", "morphs", "deps")}
    heads: list[int] = []
    first = 0  # of the sentence
    multiword_end, multiword_space = 0, True
    for row in rows:
        if len(row) < 10:
            first = len(words)
            continue
        number, space = row[0], "SpaceAfter=No" not in row[9]
        if "." in number:
            continue
        if "-" in number:
            multiword_end, multiword_space = int(number.split("-")[1]), space
            continue
        inside = int(number) < multiword_end
        words.append(row[1])
        spaces.append(False if inside else multiword_space if int(number) == multiword_end else space)
        multiword_end = 0 if int(number) >= multiword_end else multiword_end
        root = row[6] == "0"
        heads.append(len(words) - 1 if root else first + int(row[6]) - 1)
        values = (row[2], row[3], row[4], row[5].replace("_", ""), "ROOT" if root else row[7])
        for key, value in zip(columns, values, strict=True):
            columns[key].append(value)
    return Doc(nlp.vocab, words=words, spaces=spaces, heads=heads, **columns)


def gmb(nlp: Language) -> Iterator[tuple[str, Doc]]:
    """Every sentence of the Groningen Meaning Bank, with its text."""
    with gzip.open(CORPORA / "ner" / "gmb.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["text"], _gmb_doc(nlp, record["tokens"], record["ner"])


def _gmb_doc(nlp: Language, tokens: list[str], tags: list[str]) -> Doc:
    spans: list[tuple[int, int, str]] = []
    text = ""
    for token, tag in zip(tokens, tags, strict=True):
        start = len(text) + 1 if text else 0
        text = f"{text} {token}" if text else token
        kind = GMB_KINDS.get(tag[2:])
        if kind and tag[0] == "I" and spans and spans[-1][1] == start - 1 and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], len(text), kind)
        elif kind:
            spans.append((start, len(text), kind))
    return with_entities(nlp.make_doc(text), spans)


def re3d(nlp: Language) -> Iterator[Doc]:
    """The documents of re3d, a paragraph each line."""
    for folder in RE3D_FOLDERS:
        place = CORPORA / "ner" / "re3d" / folder
        texts = [
            json.loads(line) for line in (place / "documents.json").read_text("utf-8").splitlines() if line.strip()
        ]
        marks = [json.loads(line) for line in (place / "entities.json").read_text("utf-8").splitlines() if line.strip()]
        for record in texts:
            spans = [
                (mark["begin"], mark["end"], RE3D_KINDS[mark["type"]])
                for mark in marks
                if mark["documentId"] == record["_id"] and mark["type"] in RE3D_KINDS
            ]
            yield with_entities(nlp.make_doc(record["text"]), spans)


def with_entities(doc: Doc, spans: list[tuple[int, int, str]]) -> Doc:
    """`doc` with entities at character offsets; of overlapping ones the longest stays."""
    found: list[Span] = []
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        while end > start and doc.text[end - 1].isspace():
            end -= 1
        span = doc.char_span(start, end, label=finer(doc.text[start:end], kind), alignment_mode="contract")
        if span and not any(span.start < other.end and other.start < span.end for other in found):
            found.append(span)
    doc.set_ents(sorted(found, key=lambda span: span.start), default="outside")
    return doc


def finer(name: str, kind: str) -> str:
    """GPE, or LOC for a sea, a mountain, a continent."""
    nature = kind == "GPE" and NATURE.search(name) and not STATES_NAMED_LIKE_NATURE.search(name)
    return "LOC" if nature else kind
