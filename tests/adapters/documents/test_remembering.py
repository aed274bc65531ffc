"""The remembering reader reads the same bytes once and forgets the oldest."""

import pytest

from greenroom.adapters.documents import FileReader
from greenroom.adapters.documents.remembering import RememberingReader
from greenroom.errors import InputError


class Counting(FileReader):
    def __init__(self):
        self.reads = 0

    def read(self, data, *, name, purpose="cv"):
        self.reads += 1
        return super().read(data, name=name, purpose=purpose)


def test_the_same_bytes_are_read_once():
    reader = Counting()
    remembering = RememberingReader(reader)
    first = remembering.read(b"Ada Lovelace\nEngineer", name="cv.txt")
    assert remembering.read(b"Ada Lovelace\nEngineer", name="cv.txt") is first
    assert reader.reads == 1


@pytest.mark.parametrize("other", [{"name": "other.txt"}, {"name": "cv.txt", "purpose": "posting"}])
def test_another_name_or_purpose_is_read_again(other):
    reader = Counting()
    remembering = RememberingReader(reader)
    remembering.read(b"Ada Lovelace\nEngineer", name="cv.txt")
    remembering.read(b"Ada Lovelace\nEngineer", **other)
    assert reader.reads == 2


def test_the_oldest_is_forgotten():
    reader = Counting()
    remembering = RememberingReader(reader)
    for number in range(9):
        remembering.read(b"Ada Lovelace %d" % number, name="cv.txt")
    remembering.read(b"Ada Lovelace 8", name="cv.txt")
    assert reader.reads == 9
    remembering.read(b"Ada Lovelace 0", name="cv.txt")
    assert reader.reads == 10


def test_what_cannot_be_read_fails_every_time():
    remembering = RememberingReader(FileReader())
    for _ in range(2):
        with pytest.raises(InputError):
            remembering.read(b"   ", name="cv.txt")
