"""Whether the judge says the same every time, and whether a criterion depends on its neighbours.

python bench/judge_same.py THREADS RUNS [READER.onnx]      one process: the hashes of its runs, one a line
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from greenroom.adapters.judge import EmbeddedReader
from greenroom.interview.sentences import sentences
from greenroom.ports import AnswerReader, Reading
from judge_rows import Row, unseen

RUNS, PROCESSES, THREADS = 20, 2, (1, 2)
_ANSWERS = 3  # read in every run: the shortest, the middle and the longest
_INDEPENDENT = 30


def main(reader: EmbeddedReader, weights: Path | None) -> None:
    """Print how many different results there were, and how far a criterion moves with its neighbours."""
    found = [
        one for threads in THREADS for process in _started(threads, weights) for one in _hashes_of(process)
    ]
    verdict = "byte-identical" if len(set(found)) == 1 else f"{len(set(found))} DIFFERENT results"
    print(
        f"{len(found)} runs, {PROCESSES} processes each with {THREADS[0]} and {THREADS[1]} threads: {verdict}"
    )
    points, flipped, labels = neighbours(reader, _spread(unseen(), _INDEPENDENT))
    print(
        f"a criterion read alone instead of beside its four neighbours: points move by {points.mean():.1e} on average, "
        f"{points.max():.1e} at most; the likeliest label changes in {flipped} of {labels}"
    )


def hashes(weights: Path | None, threads: int, runs: int) -> Iterator[str]:
    """The hash of everything that one run gives, for every run; each has a new reader, which has kept nothing."""
    rows = _spread(unseen(), _ANSWERS)
    for _ in range(runs):
        reader, digest = new_reader(weights, threads), hashlib.sha256()
        for row in rows:
            digest.update(as_bytes(_read(reader, row, [one["text"] for one in row["criteria"]])))
        yield digest.hexdigest()


def new_reader(weights: Path | None, threads: int = 1) -> EmbeddedReader:
    """The installed reader, or another one."""
    return EmbeddedReader(weights, threads=threads) if weights else EmbeddedReader(threads=threads)


def as_bytes(reading: Reading) -> bytes:
    """Every number of a reading, bit by bit."""
    return reading.labels.tobytes() + reading.evidence.tobytes() + np.float64(reading.about).tobytes()


def neighbours(reader: AnswerReader, rows: list[Row]) -> tuple[np.ndarray, int, int]:
    """How far points move when each criterion is read alone; how many likeliest labels change, of how many."""
    moved, flipped = [], 0
    for row in rows:
        texts = [one["text"] for one in row["criteria"]]
        together = _read(reader, row, texts).labels
        alone = np.concatenate([_read(reader, row, [text]).labels for text in texts])
        moved.append(np.abs((together - alone) @ np.array([1.0, 0.5, 0.0, 0.0])))
        flipped += int((together.argmax(axis=1) != alone.argmax(axis=1)).sum())
    points = np.concatenate(moved)
    return points, flipped, len(points)


def _read(reader: AnswerReader, row: Row, criteria: list[str]) -> Reading:
    return reader.read(row["question"], criteria, [one.text for one in sentences(row["answer"])])


def _spread(rows: list[Row], count: int) -> list[Row]:
    """So many answers from the shortest to the longest."""
    by_length = sorted(rows, key=lambda row: (len(row["answer"]), row["id"]))
    return [by_length[round(i)] for i in np.linspace(0, len(by_length) - 1, count)]


def _started(threads: int, weights: Path | None) -> list[subprocess.Popen[str]]:
    """The processes, running side by side."""
    command = [sys.executable, __file__, str(threads), str(RUNS), *([str(weights)] if weights else [])]
    return [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]


def _hashes_of(process: subprocess.Popen[str]) -> list[str]:
    out, _ = process.communicate()
    if process.returncode or len(out.split()) != RUNS:
        sys.exit(f"A process of the comparison failed: {process.args}")
    return out.split()


if __name__ == "__main__":
    _threads, _runs, *_weights = sys.argv[1:]
    print("\n".join(hashes(Path(_weights[0]) if _weights else None, int(_threads), int(_runs))))
