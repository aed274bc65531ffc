"""A small reader for tests: what shares words with a criterion speaks to it."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from greenroom.ports import Reading

_WORD = re.compile(r"[a-z]{4,}")


class OverlapReader:
    """Implements AnswerReader without weights; counts how often it was asked."""

    name, version, engine = "overlap", "1", "word counts"

    def __init__(self, *, threads: int = 1, kept: int = 0, shelf: object = None) -> None:
        del threads, kept, shelf  # as an embedded reader is made
        self.calls = 0

    def learn(self, texts: Sequence[str]) -> None:
        del texts  # counting words needs nothing read before

    def learn_ahead(self, texts: Sequence[str], *, soon: bool = True) -> Iterator[None]:
        del texts, soon
        yield from ()

    def read(
        self, question: str, criteria: Sequence[str], sentences: Sequence[str], *, turns: Sequence[int] = ()
    ) -> Reading:
        self.calls += 1
        shared = np.array(
            [[len(words(one) & words(sentence)) for sentence in sentences] for one in criteria],
            dtype=np.float32,
        )
        found = np.clip(shared.max(axis=1) / 3, 0, 1)
        rest = 1 - found
        labels = np.stack([found, rest * 0.2, rest * 0.7, rest * 0.1], axis=1).astype(np.float32)
        raised = np.exp(shared * 2)
        evidence = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        expected = labels @ np.array([1, 0.5, 0, 0])
        points = np.interp(expected, (0, 0.35, 0.5, 1), (0, 0.25, 0.75, 1)).astype(np.float32)
        return Reading(labels, points, evidence, 1.0)


def words(text: str) -> set[str]:
    """The longer words of a text, in lower case."""
    return set(_WORD.findall(text.lower()))
