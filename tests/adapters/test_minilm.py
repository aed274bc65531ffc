"""The embedded encoder: the same text has the same vector, whatever is in memory, and memory has an end."""

import numpy as np
import pytest

from greenroom.adapters.encoder.minilm import MiniLmEncoder

TEXTS = [
    "We rolled it back.",
    "p99 was 180 ms.",
    "The labels come late.",
    "Legal was told.",
    "I asked for the baseline.",
]


class Counted(MiniLmEncoder):
    def __init__(self, most):
        super().__init__(most=most)
        self.made = []

    def _run(self, text):
        self.made.append(text)
        return super()._run(text)


@pytest.mark.parametrize("most", [1, 3, 100])
def test_what_was_let_go_is_made_again_as_it_was(most):
    encoder, fresh = Counted(most), MiniLmEncoder()
    first = encoder.encode(TEXTS)
    assert np.array_equal(encoder.encode(TEXTS[::-1]), first[::-1])
    assert np.array_equal(fresh.encode(TEXTS), first)


def test_the_first_ones_in_are_let_go_and_no_others():
    encoder = Counted(most=3)
    for text in TEXTS:
        encoder.encode([text])
    encoder.made.clear()
    encoder.encode(TEXTS[2:])
    assert encoder.made == []
    encoder.encode([TEXTS[0]])
    assert encoder.made == [TEXTS[0]]
