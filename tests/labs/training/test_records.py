"""Files of records: what is written is read, and any damage is found at its record."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.labs.training.crc32c import crc32c, masked
from greenroom.labs.training.records import RECORD_BYTES, ROW, read, written

COUNT = 6


def rows():
    made = np.zeros(COUNT, dtype=ROW)
    made["event"] = np.arange(COUNT) + 40
    made["features"] = np.arange(COUNT * 8).reshape(COUNT, 8) / 7
    made["features"][2, 3] = np.inf
    made["stolen"] = [0, 1, 0, 0, 1, 0]
    return made


FILE = written(rows())


def one_by_one(file):
    """The payloads of a file, read record by record without any knowledge of their length."""
    at, found = 0, []
    while at < len(file):
        (length,) = struct.unpack_from("<Q", file, at)
        payload = file[at + 12 : at + 12 + length]
        for part, stored in ((file[at : at + 8], at + 8), (payload, at + 12 + length)):
            expected = masked(crc32c(np.frombuffer(part, np.uint8)[None]))[0]
            assert struct.unpack_from("<I", file, stored) == (expected,)
        found.append(payload)
        at += 16 + length
    return found


def test_what_is_written_is_read_and_an_infinite_value_is_no_damage():
    found = read(FILE)
    assert found.damage == ""
    assert found.rows.tobytes() == rows().tobytes()


def test_a_reader_that_goes_record_by_record_finds_the_same_payloads():
    assert [bytes(one) for one in one_by_one(FILE)] == [one.tobytes() for one in rows()]


def test_an_empty_file_has_no_rows_and_no_damage():
    assert (len(read(b"").rows), read(b"").damage) == (0, "")
    assert written(rows()[:0]) == b""


@settings(max_examples=80)
@given(bit=st.integers(0, len(FILE) * 8 - 1))
def test_any_flipped_bit_is_found_at_its_record_and_the_rows_before_it_are_sound(bit):
    byte = bit // 8
    found = read(FILE[:byte] + bytes([FILE[byte] ^ 1 << bit % 8]) + FILE[byte + 1 :])
    record = byte // RECORD_BYTES
    assert found.damage.startswith(f"corrupted record {record} (")
    assert found.rows.tobytes() == rows()[:record].tobytes()


@settings(max_examples=40)
@given(kept=st.integers(0, len(FILE)))
def test_a_file_that_ends_within_a_record_is_told_and_one_that_ends_between_two_is_not(kept):
    found = read(FILE[:kept])
    record, rest = divmod(kept, RECORD_BYTES)
    assert found.damage == (f"truncated record {record}" if rest else "")
    assert len(found.rows) == record


@pytest.mark.parametrize(
    ("byte", "what"), [(0, "length"), (9, "length"), (12, "payload"), (RECORD_BYTES - 1, "payload")]
)
def test_it_is_told_which_checksum_differs(byte, what):
    found = read(FILE[:byte] + bytes([FILE[byte] ^ 4]) + FILE[byte + 1 :])
    assert found.damage == f"corrupted record 0 ({what} checksum)"
