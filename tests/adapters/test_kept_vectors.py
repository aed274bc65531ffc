"""What networks made of packs' texts is found as it was kept, or not at all."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.adapters.judge import EmbeddedReader
from greenroom.adapters.kept_vectors import KeptVectors

TEXTS = ["How many campaigns are there?", "Who pays for what is overspent?", ""]
ARRAYS = [np.random.default_rng(rows).normal(size=(rows, 4)).astype(np.float32) for rows in (3, 1, 2)]


@pytest.fixture
def shelf(tmp_path):
    return KeptVectors(tmp_path / "kept" / "deep")


def files(tmp_path):
    return sorted((tmp_path / "kept" / "deep").iterdir())


def same(found, arrays):
    return found is not None and [one.tobytes() for one in found] == [one.tobytes() for one in arrays]


def test_what_is_kept_is_found_bit_by_bit_by_another_process(shelf, tmp_path):
    shelf.keep("a", TEXTS, ARRAYS)
    other = KeptVectors(tmp_path / "kept" / "deep")
    assert other.has("a", TEXTS)
    assert same(other.get("a", TEXTS), ARRAYS)


@pytest.mark.parametrize(
    ("model", "texts"),
    [("b", TEXTS), ("a", TEXTS[::-1]), ("a", TEXTS[:2]), ("a", ["".join(TEXTS)]), ("a", [])],
)
def test_another_model_and_other_texts_have_nothing(shelf, model, texts):
    shelf.keep("a", TEXTS, ARRAYS)
    assert not shelf.has(model, texts)
    assert shelf.get(model, texts) is None


@pytest.mark.parametrize("what", ["empty", "cut", "longer", "a bit turned", "another file's"])
def test_a_broken_file_is_nothing_and_is_made_again(shelf, tmp_path, what):
    shelf.keep("a", TEXTS, ARRAYS)
    (kept,) = files(tmp_path)
    data = bytearray(kept.read_bytes())
    match what:
        case "empty":
            data.clear()
        case "cut":
            del data[-8:]
        case "longer":
            data += bytes(16)
        case "a bit turned":
            data[-3] ^= 1
        case "another file's":
            shelf.keep("a", TEXTS[:1], ARRAYS[:1])
            data = bytearray(next(one for one in files(tmp_path) if one != kept).read_bytes())
    kept.write_bytes(data)
    assert shelf.get("a", TEXTS) is None
    shelf.keep("a", TEXTS, ARRAYS)
    assert same(shelf.get("a", TEXTS), ARRAYS)


def test_those_used_least_lately_go_where_there_is_no_room(tmp_path):
    shelf = KeptVectors(tmp_path / "kept" / "deep", most_bytes=400)  # three files of 112 bytes
    (tmp_path / "kept" / "deep").mkdir(parents=True)
    left = tmp_path / "kept" / "deep" / "vectors-left-by-one-that-was-stopped"
    left.write_bytes(bytes(100))
    os.utime(left, (0, 0))
    for number in range(3):
        shelf.keep("a", [str(number)], ARRAYS[:1] * 1)
        os.utime(max(files(tmp_path), key=lambda one: one.stat().st_mtime_ns), (number + 1, number + 1))
    assert shelf.get("a", ["0"]) is not None, "now it is the newest"
    big = [np.zeros((9, 4), dtype=np.float32)]
    shelf.keep("a", ["3"], big)
    assert [shelf.has("a", [str(number)]) for number in range(4)] == [True, False, True, True]
    assert not left.exists()


def test_a_file_in_the_way_costs_only_time(tmp_path):
    (tmp_path / "kept").write_text("")
    shelf = KeptVectors(tmp_path / "kept")
    shelf.keep("a", TEXTS, ARRAYS)
    assert shelf.get("a", TEXTS) is None


def test_who_reads_while_others_write_finds_all_or_nothing(shelf):
    def turn(number):
        shelf.keep("a", TEXTS, ARRAYS)
        found = shelf.get("a", TEXTS)
        return number, found is None or same(found, ARRAYS)

    with ThreadPoolExecutor(8) as threads:
        assert all(whole for _, whole in threads.map(turn, range(200)))
    assert same(shelf.get("a", TEXTS), ARRAYS)


class CountingEncoder(MiniLmEncoder):
    """Notes what its network reads; `shift` stands for other weights."""

    def __init__(self, shelf=None, shift=0.0):
        super().__init__(shelf)
        self.read, self.shift = [], shift

    def _run(self, text):
        self.read.append(text)
        return super()._run(text) + np.float32(self.shift)


class CountingReader(EmbeddedReader):
    """Notes what its network reads."""

    def __init__(self, **given):
        super().__init__(**given)
        self.told = []

    def _encode(self, parts):
        self.told.append(parts)
        return super()._encode(parts)


@pytest.mark.parametrize("ahead", [False, True])
def test_an_encoder_learns_what_another_learnt_without_reading_it(shelf, ahead):
    first, second, alone = CountingEncoder(shelf), CountingEncoder(shelf), MiniLmEncoder().encode(TEXTS)
    list(first.learn_ahead(TEXTS)) if ahead else first.learn(TEXTS)
    second.learn(TEXTS)
    for made in (first, second):
        np.testing.assert_array_equal(made.encode(TEXTS), alone)
    assert set(TEXTS[:2]) <= set(first.read)
    assert not set(TEXTS) & set(second.read)


def test_what_other_weights_made_is_not_taken(shelf):
    CountingEncoder(shelf).learn(TEXTS)
    other = CountingEncoder(shelf, shift=1e-4)
    other.learn(TEXTS)
    assert set(TEXTS[:2]) <= set(other.read)


def test_a_reader_that_takes_what_was_kept_reads_the_same(shelf):
    question, criteria, told = TEXTS[0], TEXTS[1:2], ["There are 900 of them.", "We pay."]
    CountingReader(shelf=shelf).learn([question, *criteria])
    second = CountingReader(shelf=shelf)
    second.learn([question, *criteria])
    found, alone = (made.read(question, criteria, told) for made in (second, EmbeddedReader()))
    for one, other in ((found.labels, alone.labels), (found.evidence, alone.evidence)):
        np.testing.assert_array_equal(one, other)
    assert found.about == alone.about
    assert not {(question,), (criteria[0],)} & set(second.told)


@pytest.mark.parametrize("made", [MiniLmEncoder, lambda shelf: EmbeddedReader(shelf=shelf)])
def test_what_is_not_needed_soon_is_kept_and_takes_no_memory(shelf, made):
    first = made(shelf)
    assert len(list(first.learn_ahead(TEXTS[:2], soon=False))) == 2
    assert not first._knows(TEXTS[0])
    assert list(first.learn_ahead(TEXTS[:2], soon=False)) == [], "it is kept by now"
    assert list(first.learn_ahead(TEXTS[:2])) == []
    assert first._knows(TEXTS[0])
