"""The embedded reader: the same bytes every time, each criterion for itself, long answers to their end.

GREENROOM_READER=some/reader.onnx runs these tests on another reader than the one that ships.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import greenroom.adapters.judge
from greenroom.adapters.judge import EmbeddedReader
from greenroom.errors import InternalError
from greenroom.ports import Reading

SHIPPED = Path(greenroom.adapters.judge.__file__).parent / "weights/reader.onnx"
WEIGHTS = Path(os.environ.get("GREENROOM_READER", SHIPPED))

QUESTION = "Our model that flags late parcels got worse in March. What do you do?"
CRITERIA = (
    "Rolls back to the last good version before looking for the cause",
    "Compares the inputs of March with those of February, feature by feature",
    "Names the threshold at which an alarm is raised",
    "Says who is told, and when",
    "Explains why accuracy misleads when few parcels are late",
)
ANSWER = (
    "First I roll back to the February model, before anybody looks for a cause.",
    "Then I put the March inputs beside those of February, one feature at a time.",
    "Last year it was the depot code: a new format had turned it into an empty text.",
    "Support hears from me the same morning, and the depots at noon.",
)
FILLER = "I would talk to the people at the depot about their week and write down what they say."
ANSWERS = (ANSWER, ANSWER[:1], (FILLER,) * 60)


@pytest.fixture(scope="module")
def reader() -> EmbeddedReader:
    return EmbeddedReader(WEIGHTS)


def as_bytes(reading: Reading) -> bytes:
    return reading.labels.tobytes() + reading.evidence.tobytes() + np.float64(reading.about).tobytes()


def print_hashes(weights: str, threads: str) -> None:
    """What each process of the test below runs."""
    one = EmbeddedReader(Path(weights), threads=int(threads))
    for answer in ANSWERS:
        print(hashlib.sha256(as_bytes(one.read(QUESTION, CRITERIA, answer))).hexdigest())


def test_two_processes_and_one_or_two_threads_give_the_same_bytes() -> None:
    processes = [
        subprocess.Popen([sys.executable, __file__, str(WEIGHTS), threads], stdout=subprocess.PIPE, text=True)
        for threads in ("1", "2")
        for _ in range(2)
    ]
    told = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    assert len(told[0]) == len(set(told[0])) == len(ANSWERS)
    assert all(one == told[0] for one in told)


def test_a_run_leaves_nothing_behind_for_the_next(reader: EmbeddedReader) -> None:
    before = as_bytes(reader.read(QUESTION, CRITERIA, ANSWER))
    reader.read("Another question?", ("Another criterion",), (FILLER,) * 5)
    assert as_bytes(reader.read(QUESTION, CRITERIA, ANSWER)) == before


@pytest.mark.parametrize("answer", ANSWERS, ids=("whole", "one sentence", "several windows"))
def test_labels_and_evidence_are_shares(reader: EmbeddedReader, answer: tuple[str, ...]) -> None:
    reading = reader.read(QUESTION, CRITERIA, answer)
    assert reading.labels.shape == (len(CRITERIA), 4)
    assert reading.evidence.shape == (len(CRITERIA), len(answer))
    assert np.all(reading.labels >= 0)
    assert np.all(reading.evidence >= 0)
    np.testing.assert_allclose(reading.labels.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(reading.evidence.sum(axis=1), 1, atol=1e-5)
    assert 0 <= reading.about <= 1


def test_a_criterion_stands_for_itself(reader: EmbeddedReader) -> None:
    """Neither its neighbours nor their order matter, but for the last digit (`make bench-judge` prints how far)."""
    together = reader.read(QUESTION, CRITERIA, ANSWER)
    for row, criterion in enumerate(CRITERIA):
        alone = reader.read(QUESTION, (criterion,), ANSWER)
        np.testing.assert_allclose(alone.labels[0], together.labels[row], atol=1e-5)
        np.testing.assert_allclose(alone.evidence[0], together.evidence[row], atol=1e-5)
    turned = reader.read(QUESTION, CRITERIA[::-1], ANSWER)
    np.testing.assert_allclose(turned.labels[::-1], together.labels, atol=1e-5)


def test_a_long_answer_is_read_to_its_end(reader: EmbeddedReader) -> None:
    """What stands after 60 sentences of nothing is found, where it stands."""
    reading = reader.read(QUESTION, CRITERIA[:2], ((FILLER,) * 60) + ANSWER)
    assert reading.evidence.argmax(axis=1).tolist() == [60, 61]


def test_what_nobody_would_listen_to_is_not_read(reader: EmbeddedReader) -> None:
    """Some 20,000 words: there is an end to it, and no evidence beyond."""
    reading = reader.read(QUESTION, CRITERIA[:1], (FILLER,) * 1100)
    read = np.flatnonzero(reading.evidence[0])
    assert 150 < len(read) < 400
    assert read[-1] == len(read) - 1


def test_an_endless_sentence_is_read_too(reader: EmbeddedReader) -> None:
    reading = reader.read(QUESTION, CRITERIA[:1], ("word " * 700,))
    assert reading.evidence.tolist() == [[1.0]]
    assert np.isfinite(reading.labels).all()


def test_judge_and_engine_are_named(reader: EmbeddedReader) -> None:
    assert reader.version
    assert "onnxruntime" in reader.engine


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    reader = EmbeddedReader(tmp_path / "reader.onnx")
    with pytest.raises(InternalError, match="Reinstall Greenroom"):
        reader.read(QUESTION, CRITERIA, ANSWER)


if __name__ == "__main__":
    print_hashes(*sys.argv[1:])


def test_a_turn_is_read_by_itself_and_once(monkeypatch):
    reader = EmbeddedReader()
    encoded = []
    encode = reader._encode
    monkeypatch.setattr(reader, "_encode", lambda parts: encoded.append(parts) or encode(parts))
    first, second = (
        ["I start from the refunds.", "They cost most."],
        ["Then I take it back.", "Within the hour."],
    )
    alone = reader.read("How?", ["Says what comes first"], first)
    encoded.clear()
    both = reader.read("How?", ["Says what comes first"], [*first, *second], turns=[2])
    assert encoded == [tuple(second)]
    assert both.evidence.shape == (1, 4)
    assert alone.evidence.shape == (1, 2)
    whole = reader.read("How?", ["Says what comes first"], [*first, *second])
    assert not np.array_equal(whole.evidence, both.evidence)


def test_many_short_turns_are_all_read():
    reader = EmbeddedReader()
    told = [f"In turn number {n} I say a little more." for n in range(40)]
    read = reader.read("How?", ["Says a little"], told, turns=range(1, 40))
    assert (read.evidence > 0).all()
