"""Public graded short answers as examples: SciEntsBank and Beetle, train split only (CC BY-SA 3.0, Dzikovska 2013)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from examples import Example, Group, cut
from questions import LABELS

_LABEL = {"correct": "met", "contradictory": "contradicted", "incorrect": "missed"}


def short_answers(folder: Path) -> list[Example]:
    """Every training answer, read for its question's reference."""
    found: list[Example] = []
    for name in ("scientsbank", "beetle"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [row for row in map(json.loads, lines) if row["split"] == "train"]
        for row in rows:
            label = LABELS.index(_LABEL[row["label_3way"]])
            told = cut(row["answer"])
            groups = [Group(row["question"], [row["reference"]], [label], [set()], [0.5], [-1.0])]
            found.append(Example(told, groups))
    return found
