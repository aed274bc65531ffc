"""A text as the encoder left it: a vector for each token, and which tokens are which sentence's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Tokens (n, width) of a text in parts; `places` are each part's first token and the one after its last."""

    tokens: Vectors
    places: tuple[tuple[int, int], ...]

    def means(self) -> Vectors:
        """Per part the weights (s, n) that take the mean of its tokens."""
        found = np.zeros((len(self.places), len(self.tokens)), dtype=np.float32)
        for row, (start, end) in zip(found, self.places, strict=True):
            row[start:end] = 1 / max(1, end - start)
        return found

    def where(self) -> NDArray[np.int64]:
        """Per part the places (s, t) of its tokens, 0 where there are no more."""
        longest = max((end - start for start, end in self.places), default=0)
        steps = np.arange(max(1, longest))
        starts, ends = np.array(self.places, dtype=np.int64).T[..., None]
        return np.where(starts + steps < ends, starts + steps, 0)

    def vectors(self) -> Vectors:
        """A unit vector (s, width) for each part."""
        found = np.zeros((len(self.places), self.tokens.shape[1]), dtype=np.float32)
        for row, (start, end) in zip(
            found, self.places, strict=True
        ):  # a product of matrices would wake threads for it
            row[:] = self.tokens[start:end].sum(axis=0)
        unit: Vectors = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
        return unit


def joined(parts: Iterable[tuple[Encoded, int]]) -> Encoded:
    """Windows of one text as one: of each, the parts from the given one on; earlier ones stand in the window before."""
    tokens, places, size = list[Vectors](), list[tuple[int, int]](), 0
    for window, first in parts:
        tokens.append(window.tokens)
        places += [(start + size, end + size) for start, end in window.places[first:]]
        size += len(window.tokens)
    return Encoded(np.concatenate(tokens), tuple(places))


def padded(rows: list[Vectors]) -> Vectors:
    """Arrays of different lengths as one, zeros after each."""
    found = np.zeros((len(rows), max(map(len, rows)), *rows[0].shape[1:]), dtype=np.float32)
    for place, row in zip(found, rows, strict=True):
        place[: len(row)] = row
    return found
