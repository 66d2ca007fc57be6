"""Answers that are worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class Once(dict[Key, Answer]):
    """The answers of a function, worked out once each, and all forgotten when they are more than `most`.

    Faster than `functools.cache`, to ask and to set up for a single text.
    """

    def __init__(self, function: Callable[[Key], Answer], most: int = 2**20) -> None:
        super().__init__()
        self.function, self.most = function, most

    def __missing__(self, key: Key) -> Answer:
        if len(self) >= self.most:
            self.clear()
        answer = self[key] = self.function(key)
        return answer
