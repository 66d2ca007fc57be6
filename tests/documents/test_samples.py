"""The sample articles: every format among them, every one dated, and each as long as a news item."""

from collections import Counter
from pathlib import Path

import pytest

from kg.documents import read_documents
from kg.documents.find import format_suffix
from kg.resources import DATA

FOLDER = DATA / "articles"
SAMPLES = list(read_documents([FOLDER], lambda problem: pytest.fail(str(problem))))


def test_the_samples_show_every_format():
    suffixes = Counter(format_suffix(Path(path)) for path in FOLDER.iterdir())
    assert set(suffixes) == {".txt", ".md", ".html", ".jsonl", ".csv"}
    assert len(SAMPLES) >= 14


@pytest.mark.parametrize("document", SAMPLES, ids=lambda document: document.id)
def test_a_sample_is_dated_titled_and_short(document):
    assert document.date and document.id.startswith(document.date)
    assert document.title
    assert 60 <= len(document.text.split()) <= 300
