"""From documents to parsed `Doc`s: one language pipeline, paragraph by paragraph, in one process or many.

A parser reads sentences; it has never seen a headline run into a dateline, or a line end in the middle of a clause. So
a document is cut into paragraphs (`paragraphs`), each is shown to the pipeline as one clean line with the places marked
where no sentence can begin (`kg.nlp.sentences`), and the results are put together again over the untouched text:
`doc.text == document.text`, a sentence starts where a paragraph starts, and white space stands in tokens of its own
(`token.is_space`) that never begin or end a noun phrase. Labels are Universal Dependencies, whatever the pipeline was
trained on (`kg.nlp.scheme`).

Documents are read in batches of equal size, so memory depends on the longest document and not on their number. With
`workers` the batches go to other processes; a worker that is killed is replaced and its batches are read again.
"""

from __future__ import annotations

import re
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from multiprocessing import get_context

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import get_installed_models, get_lang_class, load_config_from_str
from spacy.vocab import Vocab

from kg.errors import PipelineError
from kg.model import Document
from kg.nlp.scheme import to_universal
from kg.nlp.sentences import mark_sentence_starts
from kg.resources import DATA

NEEDED = ("parser", "ner")  # the components that clause reading cannot do without
BATCH = 32_000  # characters: below it the pipeline runs slower, above it only needs more memory
LONGEST_PARAGRAPH = 10_000  # characters; one text for the pipeline, which holds some kilobytes a word while it reads
WRAP = range(40, 121)  # columns: narrower lines are lists and verse, wider ones are paragraphs
ATTEMPTS = 3  # how often a batch may lose its worker before we blame the batch

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LIST_ITEM = re.compile(r"(?:[-*•–—·]|\(?\d{1,3}[.)])\s")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
_ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "NORM", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]
_COLUMN = {attribute: column for column, attribute in enumerate(_ATTRIBUTES)}


def load_pipeline(name: str | None = None) -> Language:
    """The language pipeline: our own, or any installed English spaCy pipeline by its name or folder.

    Raises PipelineError if there is none of that name, if it cannot be loaded, or if it does not parse English and
    find names.
    """
    where = str(DATA / "pipeline") if name is None else name
    try:
        with warnings.catch_warnings():
            # Another patch release of spaCy, or a GPU that is not there: neither changes what is read.
            warnings.filterwarnings("ignore", message=r"\[W(094|095)\]")
            warnings.filterwarnings("ignore", category=FutureWarning)
            warnings.filterwarnings("ignore", category=DeprecationWarning)
            nlp = spacy.load(where)
    except OSError as exc:
        raise PipelineError(_not_found(name)) from exc
    except Exception as exc:  # a pipeline's own code and configuration run here, and raise what they like
        raise PipelineError(
            f"The language pipeline '{where}' cannot be loaded: {exc}\n"
            f"It may be of another version of spaCy (this is {version('spacy')}) or need a package beside it, "
            "such as spacy-curated-transformers for en_core_web_trf."
        ) from exc
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float32, copy=False)  # ours are stored in half precision
    missing = [component for component in NEEDED if component not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        found = ", ".join(nlp.pipe_names) or "nothing"
        raise PipelineError(
            f"The pipeline '{where}' cannot be used: it must be English and have the components {', '.join(NEEDED)}; "
            f"it is '{nlp.lang}' and has {found}."
        )
    return nlp


def _not_found(name: str | None) -> str:
    if name is None:
        return f"The language pipeline is missing: {DATA / 'pipeline'}. Reinstall kg, or make it again: make pipeline."
    installed = ", ".join(sorted(get_installed_models())) or "none"
    return (
        f"There is no language pipeline '{name}': neither a folder nor an installed package. Installed: {installed}. "
        "Leave the option out for the pipeline that comes with kg."
    )


def parse(
    documents: Iterable[Document], nlp: Language, *, workers: int = 1, batch_size: int = BATCH
) -> Iterator[tuple[Document, Doc]]:
    """Each document with its `Doc`, in the order of `documents`, the same for any number of workers.

    `batch_size` is in characters of text. A script that asks for `workers` needs the usual
    `if __name__ == "__main__":` (see `multiprocessing`). Raises PipelineError if the workers die again and again.
    """
    batches = _batches(documents, batch_size)
    if workers <= 1:
        for batch in batches:
            yield from zip(batch, _read(batch, nlp, batch_size), strict=True)
    else:
        yield from _parse_in_workers(batches, nlp, workers, batch_size)


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    batch: list[Document] = []
    filled = 0
    for document in documents:
        batch.append(document)
        filled += len(document.text)
        if filled >= size:
            yield batch
            batch, filled = [], 0
    if batch:
        yield batch


# ---------------------------------------------------------------- paragraphs


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""Start and end of every paragraph of `text`, in order, without the white space around it.

    A blank line ends a paragraph. A lone line end does unless the text is wrapped to a width and the next word would
    not have fitted: headlines, datelines and list items stand alone, and so does each line of a text that has one
    paragraph a line.

    >>> text = "Leaders meet\n\nThe two leaders met in the capital\non Monday to speak about trade."
    >>> [text[start:end] for start, end in paragraphs(text)]
    ['Leaders meet', 'The two leaders met in the capital\non Monday to speak about trade.']
    """
    lines = [(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip())) for m in _LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if start < end]
    width = _wrap_width([end - start for start, end in lines])
    start = 0
    for index, (line_start, line_end) in enumerate(lines):
        if index == 0 or not _continues(text, lines[index - 1], (line_start, line_end), width):
            start = line_start
        if index + 1 == len(lines) or not _continues(text, (line_start, line_end), lines[index + 1], width):
            yield from _pieces(text, start, line_end)


def _wrap_width(lengths: list[int]) -> int:
    """The width that a text is wrapped to, 0 if it is not: most lines are as long, a stray address may be longer."""
    if len(lengths) < 2:
        return 0
    width = sorted(lengths)[(len(lengths) * 9) // 10]
    return width if width in WRAP else 0


def _continues(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the line end between two lines is no more than a space."""
    (start, end), (next_start, next_end) = line, following
    if not width or len(_LINE_END.findall(text, end, next_start)) > 1 or _LIST_ITEM.match(text, next_start, next_end):
        return False
    first_word = text[next_start:next_end].split(maxsplit=1)[0]
    return end - start + 1 + len(first_word) > width


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph, cut behind a sentence (else between words, else anywhere) where it is too long to read at once."""
    while end - start > LONGEST_PARAGRAPH:
        limit = start + LONGEST_PARAGRAPH
        sentence_ends = [m.end() for m in _SENTENCE_END.finditer(text, start, limit)]
        space = max((m.end() for m in re.finditer(r"\s+", text[start:limit])), default=0)
        cut = sentence_ends[-1] if sentence_ends else (start + space or limit) if space else limit
        yield start, cut - (len(text[start:cut]) - len(text[start:cut].rstrip()))
        start = cut
    yield start, end


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class _Block:
    """A parsed paragraph at its place in the document: what must outlive the pipeline's own, much larger `Doc`."""

    start: int
    end: int
    words: list[str]
    attributes: NDArray[np.uint64]


def _read(batch: list[Document], nlp: Language, batch_size: int) -> Iterator[Doc]:
    """The `Doc` of every document of a batch. (Measured: a text gives the same tensors, bit for bit, in any batch.)."""
    spans = ((number, span) for number, document in enumerate(batch) for span in paragraphs(document.text))
    blocks: list[_Block] = []
    current = 0
    for number, block in _read_paragraphs(batch, spans, nlp, batch_size):
        while current < number:
            yield _join(batch[current].text, blocks, nlp.vocab)
            blocks = []
            current += 1
        blocks.append(block)
    for document in batch[current:]:
        yield _join(document.text, blocks, nlp.vocab)
        blocks = []


def _read_paragraphs(
    batch: list[Document], spans: Iterable[tuple[int, tuple[int, int]]], nlp: Language, batch_size: int
) -> Iterator[tuple[int, _Block]]:
    """Every paragraph through the pipeline, `batch_size` characters at a time."""
    spans = iter(spans)
    labels = nlp.get_pipe("parser").labels  # type: ignore[attr-defined]
    while group := list(_take(spans, batch_size)):
        texts = [" ".join(batch[number].text[start:end].split()) for number, (start, end) in group]
        docs = [mark_sentence_starts(nlp.make_doc(text)) for text in texts]
        for (number, (start, end)), doc in zip(group, nlp.pipe(docs, batch_size=len(docs)), strict=True):
            to_universal(doc, labels)
            attributes = doc.to_array(_ATTRIBUTES).astype(np.uint64)
            yield number, _Block(start, end, [token.text for token in doc], attributes)


def _take(spans: Iterator[tuple[int, tuple[int, int]]], size: int) -> Iterator[tuple[int, tuple[int, int]]]:
    filled = 0
    for span in spans:
        yield span
        filled += span[1][1] - span[1][0]
        if filled >= size:
            return


def _join(text: str, blocks: list[_Block], vocab: Vocab) -> Doc:
    """One `Doc` over `text`. Its words come from the blocks, its white space from the text."""
    words: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []  # where the tokens of the blocks come to stand
    position = 0
    for word in (word for block in blocks for word in block.words):
        at, end = _find(text, word, position)
        _add_white_space(text[position:at], words, spaces)
        places.append(len(words))
        words.append(text[at:end])
        spaces.append(False)
        position = end
    _add_white_space(text[position:], words, spaces)
    doc = Doc(vocab, words=words, spaces=spaces)
    if blocks:
        attributes = np.concatenate([block.attributes for block in blocks])
        doc.from_array(_ATTRIBUTES, _spread(attributes, np.array(places), words, vocab))  # type: ignore[arg-type]
    return doc


def _find(text: str, word: str, position: int) -> tuple[int, int]:
    """Start and end of the next token; one that holds a space may be written with a line end in the text."""
    if " " not in word:
        start = text.index(word, position)
        return start, start + len(word)
    match = re.compile(r"\s+".join(map(re.escape, word.split()))).search(text, position)
    assert match is not None
    return match.span()


def _add_white_space(gap: str, words: list[str], spaces: list[bool]) -> None:
    """The white space between two words: a space belongs to the word before it, the rest is a token of its own."""
    if words and gap.startswith(" "):
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


def _spread(
    attributes: NDArray[np.uint64], places: NDArray[np.int64], words: list[str], vocab: Vocab
) -> NDArray[np.uint64]:
    """The attributes with a row for every white space between the tokens, and heads that count it."""
    offsets = attributes[:, _COLUMN["HEAD"]].astype(np.int64)
    heads = np.arange(len(offsets)) + offsets
    spread = np.zeros((len(words), len(_ATTRIBUTES)), dtype=np.uint64)
    spread[places] = attributes
    spread[places, _COLUMN["HEAD"]] = (places[heads] - places).astype(np.uint64)
    for index in np.setdiff1d(np.arange(len(words)), places, assume_unique=True).tolist():
        right = int(np.searchsorted(places, index))  # the first token behind the white space
        head = int(places[_nearest_common_head(heads, right - 1, right)])
        inside = right < len(places) and attributes[right, _COLUMN["ENT_IOB"]] == 1
        row = {
            "TAG": vocab.strings.add("_SP"),
            "POS": vocab.strings["SPACE"],
            "LEMMA": vocab.strings.add(words[index]),
            "NORM": vocab.strings.add(words[index]),
            "HEAD": np.int64(head - index).astype(np.uint64),
            "DEP": vocab.strings.add("dep"),
            "ENT_IOB": 1 if inside else 2,
            "ENT_TYPE": attributes[right, _COLUMN["ENT_TYPE"]] if inside else 0,
        }
        for attribute, value in row.items():
            spread[index, _COLUMN[attribute]] = value
    return spread


def _nearest_common_head(heads: NDArray[np.int64], left: int, right: int) -> int:
    """The lowest token whose subtree holds both neighbours of a white space; between sentences the root before it.

    Hung there the white space crosses no arc, and no smaller subtree begins or ends with it.
    """
    if left < 0 or right >= len(heads):
        return _path(heads, max(left, 0) if left >= 0 else right)[-1]
    above = _path(heads, left)
    known = set(above)
    return next((token for token in _path(heads, right) if token in known), above[-1])


def _path(heads: NDArray[np.int64], token: int) -> list[int]:
    """The token and all that stand above it, up to the root."""
    path = [token]
    while heads[path[-1]] != path[-1]:
        path.append(int(heads[path[-1]]))
    return path


# ---------------------------------------------------------------- workers

_worker_nlp: Language | None = None


def _start_worker(config: str, data: bytes) -> None:
    global _worker_nlp
    _worker_nlp = get_lang_class("en").from_config(load_config_from_str(config))
    _worker_nlp.from_bytes(data)


def _read_in_worker(batch: list[Document], batch_size: int) -> bytes:
    assert _worker_nlp is not None
    docs = _read(batch, _worker_nlp, batch_size)
    return DocBin(attrs=[str(a) for a in _ATTRIBUTES], docs=docs).to_bytes()


def _parse_in_workers(
    batches: Iterator[list[Document]], nlp: Language, workers: int, batch_size: int
) -> Iterator[tuple[Document, Doc]]:
    """As many batches under way as keep the workers busy; they come back in order."""
    config, data = nlp.config.to_str(), nlp.to_bytes()

    def start() -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (config, data))

    pool = start()
    waiting: deque[tuple[list[Document], Future[bytes]]] = deque()
    attempts = 0
    try:
        while True:
            for batch in islice(batches, 2 * workers - len(waiting)):
                waiting.append((batch, pool.submit(_read_in_worker, batch, batch_size)))
            if not waiting:
                return
            batch, future = waiting[0]
            try:
                result = future.result()
            except BrokenProcessPool as exc:
                attempts += 1
                if attempts == ATTEMPTS:
                    raise PipelineError(_worker_died(batch)) from exc
                pool.shutdown(wait=True, cancel_futures=True)
                pool = start()
                waiting = deque((b, pool.submit(_read_in_worker, b, batch_size)) for b, _ in waiting)
                continue
            attempts = 0
            waiting.popleft()
            yield from zip(batch, DocBin().from_bytes(result).get_docs(nlp.vocab), strict=True)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _worker_died(batch: list[Document]) -> str:
    return (
        f"A worker process died {ATTEMPTS} times while it read one of {len(batch)} documents, from '{batch[0].id}' to "
        f"'{batch[-1].id}': most likely the memory ran out. Use fewer workers, or read these documents apart."
    )
