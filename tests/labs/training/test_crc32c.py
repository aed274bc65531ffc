"""The checksum is the one of RFC 3720, and its masked form can be undone."""

import numpy as np
import pytest

from greenroom.labs.training.crc32c import crc32c, masked

CHECKED = {  # RFC 3720, B.4, and the usual check value
    b"123456789": 0xE3069283,
    bytes(32): 0x8A9136AA,
    b"\xff" * 32: 0x62A8AB43,
    bytes(range(32)): 0x46DD794E,
    bytes(range(31, -1, -1)): 0x113FDB5C,
    b"": 0,
}


@pytest.mark.parametrize("message", CHECKED, ids=lambda one: one.hex()[:8] or "empty")
def test_known_messages_have_their_known_checksums(message):
    assert crc32c(np.frombuffer(message, np.uint8)[None]).tolist() == [CHECKED[message]]


def test_many_messages_are_each_checked_by_themselves():
    both = np.stack([np.zeros(32, np.uint8), np.full(32, 255, np.uint8)])
    assert crc32c(both).tolist() == [0x8A9136AA, 0x62A8AB43]


def test_the_mask_rotates_by_fifteen_bits_and_adds_its_constant():
    plain = np.array([0, 1, 0xE3069283, 0xFFFFFFFF], dtype=np.uint32)
    back = (masked(plain).astype(np.int64) - 0xA282EAD8) & 0xFFFFFFFF
    assert (((back >> 17) | (back << 15)) & 0xFFFFFFFF).tolist() == plain.tolist()
    assert masked(plain)[0] == 0xA282EAD8
