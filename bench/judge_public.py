"""The reader on public short answers: SciEntsBank and Beetle (SemEval 2013), Mohler (2011).

The reference answer is the criterion. What the reader says of it, how much of the reference's telling words the answer
repeats, and how near the sentence encoder finds both are combined by a logistic regression (Mohler: ridge) of a few numbers,
fitted on the training split. A reader trained on it met a few hundred of its answers an epoch, so it knows few by heart.
Measured on the official test splits: UA unseen answers, UQ unseen questions, UD unseen domains; on Mohler each question
is left out in turn.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.adapters.judge.reader import POINTS
from greenroom.interview.sentences import sentences
from greenroom.ports import AnswerReader, Encoder
from judge_fit import Fitted, log_odds, log_odds_left_out, logistic, macro_f1, ridge_left_out
from judge_lexical import Weights, overlap
from judge_rows import ROOT

FOLDER = ROOT.parent / "shared/data/short-answers"
_MOST_REFERENCES = 4
_PAIR_PENALTY = 1000.0  # 768 columns of some thousand answers: by far the most of them say nothing

Row = dict[str, Any]
Columns = NDArray[np.float64]

# macro-F1 of correct against incorrect, of small models on the same splits (CPU, measured for this project before).
NOTES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("MiniLM cosine", (".643", ".647", ".646", ".693", ".649")),
    ("LightGBM, overlap + cosine + embeddings", ("", ".745", ".737", ".841", ".720")),
    ("MiniLM cross-encoder of this set", (".774", ".658", ".672", ".828", ".717")),
    ("same, augmented training", (".785", ".731", ".677", ".818", ".749")),
    ("ensemble of cross-encoder and LightGBM", ("", ".770", ".710", ".838", ".758")),
)
SPLITS = (
    ("scientsbank", "test_ua"),
    ("scientsbank", "test_uq"),
    ("scientsbank", "test_ud"),
    ("beetle", "test_ua"),
    ("beetle", "test_uq"),
)
NOTES_MOHLER = (
    "cosine .490, word recall .516, trained on the other sets .534, trained on Mohler .612; two people .596"
)

# Which columns each line of the table uses: 6 of the reader, 4 of shared words, then those of the encoder.
KINDS = {
    "this reader alone": slice(0, 6),
    "words and encoder alone": slice(6, None),
    "this reader, words, encoder": slice(None),
}


def main(reader: AnswerReader, sample: int | None = None) -> None:
    """Print the tables of the sets that are there; `sample` rows a split only, for a quick look."""
    names = [
        name for name in ("scientsbank", "beetle", "mohler") if not (FOLDER / f"{name}.jsonl.gz").is_file()
    ]
    if names:
        print(f"Skipped: {', '.join(names)} not in {FOLDER}.")
    encoder = MiniLmEncoder()
    if not {"scientsbank", "beetle"} & set(names):
        _print_f1({name: _two_way(name, reader, encoder, sample) for name in ("scientsbank", "beetle")})
    if "mohler" not in names:
        _mohler(reader, encoder, sample)


def features(rows: Sequence[Row], weights: Weights, reader: AnswerReader, encoder: Encoder) -> Columns:
    """One line a row: 6 columns of the reader, 4 of shared words, 3 of cosines."""
    return np.array([_features(row, weights, reader, encoder) for row in rows])


def _features(row: Row, weights: Weights, reader: AnswerReader, encoder: Encoder) -> list[float]:
    answer, question = row["answer"], row["question"]
    references = (row.get("references") or [row["reference"]])[:_MOST_REFERENCES]
    told = [one.text for one in sentences(answer)] or ["."]
    reading = reader.read(question, references, told)
    points = reading.labels @ POINTS
    best = int(points.argmax())
    shared = [overlap(answer, one, question, weights) for one in references]
    vectors = encoder.encode([answer, question, *references])
    near = vectors[2:] @ vectors[0]
    return [
        _odds(float(points[0])), _odds(float(points[best])), _odds(float(reading.labels[best, 0])),
        float(reading.labels[best, 3]), float(reading.labels[best, 1]), _odds(reading.about),
        *np.max(shared, axis=0).tolist(),
        float(near[0]), float(near.max()), float(vectors[0] @ vectors[1]),
    ]  # fmt: skip


def _odds(share: float) -> float:
    kept = min(max(share, 0.001), 0.999)
    return float(np.log(kept / (1 - kept)))


def _two_way(
    name: str, reader: AnswerReader, encoder: Encoder, sample: int | None
) -> dict[str, dict[str, float]]:
    """By kind of features and split, the macro-F1."""
    rows = _read(name)
    train = _drawn([row for row in rows if row["split"] == "train"], sample)
    weights = Weights(" ".join((row["reference"], row["question"], row["answer"])) for row in train)
    truth, pairs = _correct(train), _pairs(train, encoder)
    learnt = log_odds(pairs, truth, penalty=_PAIR_PENALTY)
    unseen = log_odds_left_out(pairs, truth, [row["question_id"] for row in train], penalty=_PAIR_PENALTY)
    known = np.column_stack([features(train, weights, reader, encoder), unseen])
    fitted = {kind: Fitted(columns, logistic(known[:, columns], truth)) for kind, columns in KINDS.items()}
    found: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    for split in (split for where, split in SPLITS if where == name):
        test = _drawn([row for row in rows if row["split"] == split], sample)
        asked = np.column_stack([features(test, weights, reader, encoder), learnt(_pairs(test, encoder))])
        for kind, one in fitted.items():
            found[kind][split] = macro_f1(_correct(test), one.says(asked))
    return found


def _pairs(rows: Sequence[Row], encoder: Encoder) -> Columns:
    """Where the vectors of answer and reference agree and how far they differ, in every dimension."""
    said = encoder.encode([row["answer"] for row in rows]).astype(float)
    wanted = encoder.encode([row["reference"] for row in rows]).astype(float)
    return np.hstack([said * wanted, np.abs(said - wanted)])


def _print_f1(found: dict[str, dict[str, dict[str, float]]]) -> None:
    print("2-way macro-F1 (correct or not)")
    print(f"{'':<42}" + "".join(f"{f'{name[:8]} {split[-2:].upper()}':>13}" for name, split in SPLITS))
    for label, cells in NOTES:
        print(f"{label:<42}" + "".join(f"{cell or '-':>13}" for cell in cells))
    for kind in KINDS:
        cells = [f"{found[name][kind][split]:.3f}" for name, split in SPLITS]
        print(f"{kind:<42}" + "".join(f"{cell:>13}" for cell in cells))


def _mohler(reader: AnswerReader, encoder: Encoder, sample: int | None) -> None:
    """Print Pearson's r over all answers, each question left out of the fit that scores it."""
    rows = _drawn(_read("mohler"), sample)
    weights = Weights(
        row["reference"] + " " + row["question"] for row in rows
    )  # no answers: they are the test
    known = features(rows, weights, reader, encoder)
    scores = np.array([float(row["score"]) for row in rows])
    questions = [str(row["question"]) for row in rows]
    print("\nMohler, Pearson r, questions left out")
    print(f"measured before: {NOTES_MOHLER}")
    print(f"{'this reader, nothing fitted':<42}{np.corrcoef(known[:, 1], scores)[0, 1]:>13.3f}")
    for kind, columns in KINDS.items():
        said = ridge_left_out(known[:, columns], scores, questions)
        print(f"{kind:<42}{np.corrcoef(said, scores)[0, 1]:>13.3f}")


def _read(name: str) -> list[Row]:
    with gzip.open(Path(FOLDER) / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _drawn(rows: list[Row], sample: int | None) -> list[Row]:
    return random.Random(1).sample(rows, min(sample, len(rows))) if sample else rows


def _correct(rows: Iterable[Row]) -> NDArray[np.float64]:
    return np.array([float(row["label_2way"] == "correct") for row in rows])
