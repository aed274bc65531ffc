"""Texts as the encoder leaves them: which token is whose, and windows put together again."""

import numpy as np

from greenroom.adapters.judge.encoded import Encoded, joined, padded

TOKENS = np.arange(12, dtype=np.float32).reshape(6, 2)
TEXT = Encoded(TOKENS, ((1, 3), (3, 4), (4, 4)))


def test_means_are_of_each_parts_own_tokens() -> None:
    assert (TEXT.means() @ TOKENS).tolist() == [[3, 4], [6, 7], [0, 0]]


def test_places_are_filled_with_the_first_token_which_is_no_parts() -> None:
    assert TEXT.where().tolist() == [[1, 2], [3, 0], [0, 0]]


def test_vectors_have_length_one_but_those_of_empty_parts() -> None:
    np.testing.assert_allclose(np.linalg.norm(TEXT.vectors(), axis=1), [1, 1, 0], atol=1e-6)


def test_windows_together_hold_each_part_once() -> None:
    """The second window repeats the last part of the first; only what is new in it counts."""
    later = Encoded(TOKENS + 100, ((1, 2), (2, 5)))
    both = joined([(Encoded(TOKENS, ((1, 3), (3, 4))), 0), (later, 1)])
    assert both.places == ((1, 3), (3, 4), (8, 11))
    np.testing.assert_array_equal(both.tokens[8:11], later.tokens[2:5])


def test_padding_keeps_what_is_there_and_adds_nothing() -> None:
    rows = padded([TOKENS[:1], TOKENS[:3]])
    assert rows.shape == (2, 3, 2)
    np.testing.assert_array_equal(rows[1], TOKENS[:3])
    assert not rows[0, 1:].any()
