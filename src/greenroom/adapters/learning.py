"""How the embedded networks learn texts of the packs: made once a machine, then taken from where they were kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property

from greenroom.adapters.kept_vectors import KeptVectors, Vectors, mark

_FIXED = (
    "At 07:40 the queue of 12,500 claims doubled; we rolled the ranker back, since its p99 of 180 ms broke the agreement, "
    "told legal what an unreviewed model had decided (GDPR, Article 22), and kept 5 % of traffic on it to learn why."
)
"""Of many kinds of words, so that what another model makes of it differs."""


class Learns(ABC):
    """Implements Learner for a network that makes an array (rows, width) of a text; `shelf` is where arrays are kept."""

    def __init__(self, shelf: KeptVectors | None) -> None:
        self._shelf = shelf or KeptVectors(None)

    @abstractmethod
    def _knows(self, text: str) -> bool:
        """Whether its array is in memory."""

    @abstractmethod
    def _take(self, text: str, made: Vectors) -> None:
        """Have an array in memory that was kept."""

    @abstractmethod
    def _new(self, text: str) -> Vectors:
        """The array of a text, made now and not taken into memory."""

    @abstractmethod
    def _all_of(self, texts: Sequence[str]) -> list[Vectors]:
        """Their arrays, from memory or made now, and in memory then."""

    def learn(self, texts: Sequence[str]) -> None:
        """As Learner.learn."""
        if not self._recalled(texts):
            self._shelf.keep(self._mark, texts, self._all_of(texts))

    def learn_ahead(self, texts: Sequence[str], *, soon: bool = True) -> Iterator[None]:
        """As Learner.learn_ahead; one text a step."""
        if self._recalled(texts) if soon else self._shelf.has(self._mark, texts):
            return
        made = list[Vectors]()
        for text in texts:
            made += self._all_of([text]) if soon else [self._new(text)]
            yield
        self._shelf.keep(self._mark, texts, made)

    def _recalled(self, texts: Sequence[str]) -> bool:
        """Whether all are in memory now; what was kept of them is taken."""
        if all(map(self._knows, texts)):
            return True
        found = self._shelf.get(self._mark, texts)
        for text, made in zip(texts, found or (), strict=False):
            self._take(text, made)
        return found is not None

    @cached_property
    def _mark(self) -> str:
        """What is kept is this network's, on this machine."""
        return mark(self._new(_FIXED))
