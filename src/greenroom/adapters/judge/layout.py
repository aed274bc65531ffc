"""How an answer, its questions and their criteria are laid out as one sequence for the reading network.

    [CLS] answer [SEP]   [CLS] question [SEP]   [CLS] criterion [SEP]   [CLS] criterion [SEP] ...

Places restart in every part. The answer sees only itself, a question itself and the answer, a criterion itself, its
question and the answer; so no criterion can depend on another. Training and use share this module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CLS, SEP = 101, 102
MOST_ANSWER_TOKENS = 400
"""Longer answers are read in windows of this size."""
_MOST_PART_TOKENS = 64  # a question or criterion beyond it is cut: its point comes first
HIDDEN = -1e4
"""What the mask adds where a token must not see another."""

Pieces = Callable[[str], list[int]]
"""Word pieces of a text, without [CLS] and [SEP]."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One laid out sequence of n tokens, with s sentences, q questions and c criteria."""

    ids: NDArray[np.int64]  # (n,)
    places: NDArray[np.int64]  # (n,)
    kinds: NDArray[np.int64]  # (n,)
    mask: NDArray[np.float32]  # (n, n), 0 or HIDDEN
    criteria: NDArray[np.float32]  # (c, n), mean weights
    sentences: NDArray[np.float32]  # (s, n), mean weights
    questions: NDArray[np.float32]  # (q, n), one-hot


def lay_out(pieces: Pieces, sentences: Sequence[str], groups: Sequence[tuple[str, Sequence[str]]]) -> LaidOut:
    """Lay out the answer's sentences and, per group, a question and its criteria.

    Sentences that do not fit into MOST_ANSWER_TOKENS are left out and get rows of zeros.
    """
    ids, places, part, owner = [CLS], [0], [0], [-1]
    told: list[tuple[int, int]] = []
    for sentence in sentences:
        found = pieces(sentence)
        room = MOST_ANSWER_TOKENS - len(ids) - 1
        if len(found) > room and told:
            break
        told.append((len(ids), len(ids) + len(found[:room])))
        ids += found[:room]
    ids.append(SEP)
    n_answer = len(ids)
    places, part, owner = list(range(n_answer)), [0] * n_answer, [-1] * n_answer
    heads: list[int] = []
    spans: list[tuple[int, int]] = []
    number = 0
    for question, criteria in groups:
        number += 1
        asked_in = number
        heads.append(len(ids))
        for i, text in enumerate((question, *criteria)):
            number += i > 0
            begin = len(ids)
            ids += [CLS, *pieces(text)[: _MOST_PART_TOKENS - 2], SEP]
            size = len(ids) - begin
            places += range(size)
            part += [number] * size
            owner += [asked_in] * size
            if i:
                spans.append((begin, len(ids)))
    n = len(ids)
    parts, owners = np.array(part), np.array(owner)
    sees = (parts[None, :] == 0) | (parts[:, None] == parts[None, :])
    sees |= (parts[None, :] == owners[:, None]) & (parts[:, None] > 0)
    sentence_rows = np.zeros((max(1, len(sentences)), n), dtype=np.float32)
    for row, (begin, end) in zip(sentence_rows, told, strict=False):
        row[begin:end] = 1 / max(1, end - begin)
    question_rows = np.zeros((len(heads), n), dtype=np.float32)
    question_rows[np.arange(len(heads)), heads] = 1
    criterion_rows = np.zeros((len(spans), n), dtype=np.float32)
    for row, (begin, end) in zip(criterion_rows, spans, strict=True):
        row[begin:end] = 1 / (end - begin)
    kinds = (parts > 0).astype(np.int64)
    mask = np.where(sees, 0, HIDDEN).astype(np.float32)
    return LaidOut(
        np.array(ids, dtype=np.int64),
        np.array(places, dtype=np.int64),
        kinds,
        mask,
        criterion_rows,
        sentence_rows,
        question_rows,
    )
