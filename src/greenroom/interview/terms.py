"""Terms set one below the other, or each with a full stop, are one list of terms: a full stop makes no sentence of them.

A reader that weighs sentence by sentence takes "Rollback. Threshold. Canary." for three points made. Set as the list
it is, it is read as what it says: nothing was decided, done or explained. Each word is still read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from greenroom.interview.sentences import Sentence

_MOST_WORDS = 2  # of a term; three can say who does what
_LEAST_TERMS = 3  # two in a row are how people speak: "Roll back. Always."
_STOPS = ".!?…;:, "


def with_lists(told: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The same sentences, each run of bare terms as one; its text is the terms with commas, its place the whole run."""
    return tuple(_parts(told))


def bare(told: Iterable[Sentence]) -> bool:
    """Whether no more than a term is there."""
    return sum(len(one.text.split()) for one in told) <= _MOST_WORDS


def _parts(told: Iterable[Sentence]) -> Iterator[Sentence]:
    for is_term, group in groupby(told, lambda one: len(one.text.split()) <= _MOST_WORDS):
        run = list(group)
        if is_term and len(run) >= _LEAST_TERMS:
            text = ", ".join(one.text.strip(_STOPS) for one in run) + "."
            yield Sentence(text, run[0].start, run[-1].end)
        else:
            yield from run
