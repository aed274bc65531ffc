"""Fits what stands between the networks' scores and probabilities: python training/judge/calibrate.py WEIGHTS_FOLDER.

On the writers the network was not trained on: a multinomial logistic regression to the labels from what the head says of
the criterion and of the question, and the answer's manner (how much of it is hypothetical, holds figures ...); from which expected points on people
say partial and met; and how near to its question a good answer is. Written into the card.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from examples import cut
from numpy.typing import NDArray
from questions import HELD_OUT, LABELS, MISSED, Question, read_folder
from torch import Tensor
from torch.nn import functional

from greenroom.adapters.judge.reader import POINTS, EmbeddedReader
from greenroom.interview.agreement import quadratic_kappa, table

_FIGURES = -3  # place of the share of sentences with a figure, which may do little: it can be sprinkled in
_RANKS = np.array([2, 1, 0, 0])  # of the labels
_POINTS = torch.tensor(POINTS, dtype=torch.float32)
_SWAPPED = 0.05  # how much an answer to another question counts: it is met more seldom than its own
_PULL = 0.004  # towards no effect, in standard deviations
_ORDER = 3.0  # how much it counts that met criteria stand above missed ones of the same answer


@dataclass(frozen=True, slots=True)
class Readings:
    """Answers of the kept-out writers, each read for its own question and another one."""

    seen: Tensor  # EmbeddedReader.seen of each criterion (n, ...)
    label: Tensor  # (n,)
    answer: Tensor  # a number for each answer (n,)
    own: Tensor  # whether it is the answer's own question's criterion (n,)
    topic: Tensor  # the same of each good answer and question (m, 3)
    answers: Tensor  # 1 where the good answer is to the question, else 0 (m,)


def readings(reader: EmbeddedReader, questions: list[Question]) -> Readings:
    """Read all answers."""
    seen, label, place, own, topic, answers = [], [], [], [], [], []
    for number, (question, other) in enumerate(zip(questions, questions[1:] + questions[:1], strict=True)):
        for nth, answer in enumerate(question.answers):
            told = cut(answer.text)
            for asked, truth in ((question, answer.labels), (other, {})):
                each, on = reader.seen(asked.text, list(asked.criteria.values()), told)
                seen += list(each)
                label += [LABELS.index(truth.get(c, "missed")) for c in asked.criteria]
                place += [100 * number + nth] * len(asked.criteria)
                own += [asked is question] * len(asked.criteria)
                if answer.overall > 2:
                    topic.append(on)
                    answers.append(float(asked is question))
    return Readings(torch.tensor(np.array(seen)), *map(torch.tensor, (label, place, own, topic, answers)))


def calibrated(read: Readings) -> tuple[Tensor, Tensor]:
    """Weights and bias of the regression, for numbers that are not standardised."""
    mean, spread = read.seen.mean(0), read.seen.std(0) + 1e-6
    standard = (read.seen - mean) / spread
    trust = torch.where(read.own, 1.0, _SWAPPED)
    pull = torch.full((standard.shape[1], 1), _PULL)
    pull[_FIGURES] *= 4
    weights, bias = torch.zeros(standard.shape[1], 4, requires_grad=True), torch.zeros(4, requires_grad=True)
    met, missed = _apart(read)

    def loss() -> Tensor:
        scores = standard @ weights + bias
        each = functional.cross_entropy(scores, read.label, reduction="none")
        points = (torch.softmax(scores, -1) @ _POINTS).clamp(1e-4, 1 - 1e-4)
        odds = torch.log(points) - torch.log1p(-points)
        order = functional.softplus(odds[missed] - odds[met]).mean()
        return (each * trust).sum() / trust.sum() + _ORDER * order + (pull * weights**2).sum()

    _minimise([weights, bias], loss)
    raw = weights.detach() / spread[:, None]
    return raw, bias.detach() - mean @ raw


def _apart(read: Readings) -> tuple[Tensor, Tensor]:
    """Places of every met criterion and of every missed one of the same answer."""
    same = (read.answer[:, None] == read.answer) & read.own[:, None] & read.own
    met, missed = (same & (read.label == 0)[:, None] & (read.label >= MISSED)).nonzero().T
    return met, missed


def bounds(given: NDArray[np.float32], truth: NDArray[np.int64]) -> list[float]:
    """Expected points from which people say partial, met: where the labels' quadratic kappa is highest."""
    steps = np.arange(0.1, 0.9, 0.02)
    pairs = [(a, b) for a in steps for b in steps if a + 0.04 < b]

    def agreement(pair: tuple[float, float]) -> float:
        ranks = np.digitize(given, pair)
        return quadratic_kappa(table(zip(truth.tolist(), ranks.tolist(), strict=True), 3))

    best = max(pairs, key=agreement)
    print(f"criteria QWK {agreement(best):.3f} with bounds {best}")
    return [round(float(x), 3) for x in best]


def about(read: Readings) -> list[float]:
    """Slopes and bias of the chance that a good answer speaks to the question."""
    given = torch.cat([read.topic, torch.ones(len(read.topic), 1)], 1).float()
    slopes = torch.zeros(given.shape[1], requires_grad=True)

    def loss() -> Tensor:
        each = functional.binary_cross_entropy_with_logits(given @ slopes, read.answers)
        return each + 1e-4 * (slopes**2).sum()

    _minimise([slopes], loss)
    back = (given @ slopes <= 0).float()
    own, others = back[read.answers > 0].mean(), back[read.answers == 0].mean()
    print(f"held back: own answers {own:.3f}, others' {others:.3f}")
    return [round(float(x), 4) for x in slopes.detach()]


def _minimise(parameters: list[Tensor], loss_of: Callable[[], Tensor]) -> None:
    optimiser = torch.optim.LBFGS(parameters, max_iter=300)

    def step() -> Tensor:
        optimiser.zero_grad()
        loss = loss_of()
        loss.backward()
        return loss

    optimiser.step(step)


def main(folder: Path) -> None:
    """Fit and write the card."""
    path = folder / "reader.json"
    card = json.loads(path.read_text())
    held_out = [q for q in read_folder(Path(__file__).parent / "data") if q.writer in HELD_OUT]
    read = readings(EmbeddedReader(folder / "reader.onnx", threads=2), held_out)
    weights, bias = calibrated(read)
    shares = torch.softmax(read.seen @ weights + bias, -1)[read.own]
    card["calibration"] = {"weights": _rounded(weights), "bias": _rounded(bias)}
    card["bounds"] = bounds(shares.numpy() @ POINTS, _RANKS[read.label[read.own].numpy()])
    card["about"] = about(read)
    path.write_text(json.dumps(card) + "\n")


def _rounded(values: Tensor) -> list[object]:
    return [_rounded(one) if one.dim() else round(float(one), 5) for one in values]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
