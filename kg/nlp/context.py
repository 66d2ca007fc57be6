"""Whose government is "the government"? The state that a place in the text speaks of.

A title or a head noun without a nationality belongs to the state that the text is about at that place. Evidence, the
nearest first: a state named earlier in the sentence, later in the sentence, in the sentences before, in the title or
the story label, anywhere in the text.
"""

from __future__ import annotations

from collections import Counter

from kg.nlp.names import codes_in
from kg.nlp.reading import Reading

_STATE_USES = frozenset(("name", "adjective", "capital", "seat", "body", "city", "territory", "people"))


class Context:
    """The states that a text names, and where."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.places: list[tuple[int, str]] = []  # token, code
        for hit in reading.hits:
            entry = hit.entry
            if entry and entry.use in _STATE_USES and entry.kind in ("state", "body"):
                code = entry.code.removeprefix("~").partition(":")[0]
                if code in reading.gazetteer.states:
                    self.places.append((hit.start, code))
        self.counts = Counter(code for _, code in self.places)
        document = reading.document
        self.labels: list[str] = []
        for line in (document.title, document.story):
            if line:
                codes = codes_in(reading.gazetteer, line, document.date)
                self.labels += [code for code in codes if code in reading.gazetteer.states]

    def state_at(self, token: int) -> str | None:
        """The state that the text speaks of at `token`, None if it speaks of none."""
        sentences = self.reading.sentences
        sentence = sentences[token]
        before = [code for at, code in self.places if at < token and sentences[at] == sentence]
        if before:
            return before[-1]
        after = [code for at, code in self.places if at > token and sentences[at] == sentence]
        earlier = [code for at, code in self.places if sentences[at] < sentence]
        if self.labels and (not earlier or self.labels[0] in earlier):
            return self.labels[0]
        if earlier:
            return earlier[-1]
        if after:
            return after[0]
        if self.labels:
            return self.labels[0]
        return self.places[0][1] if self.places else None

    def state_at_without(self, token: int, code: str) -> str | None:
        """The state that the text speaks of at `token`, other than `code`: where an "Iran-backed" group acts."""
        others = [(abs(at - token), other) for at, other in self.places if other != code]
        others += [(len(self.reading), other) for other in self.labels if other != code]
        return min(others)[1] if others else None
