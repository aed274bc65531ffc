"""Fits what stands between the networks' scores and probabilities: python training/judge/calibrate.py WEIGHTS_FOLDER.

On the writer the network was not trained on: a multinomial logistic regression from the log probabilities and the
answer's manner (how much of it is hypothetical, holds figures ...) to the labels, and how near to the question an answer
to it is. Written into the card.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from examples import cut
from questions import HELD_OUT, LABELS, Question, read_folder
from torch import Tensor
from torch.nn import functional

from greenroom.adapters.judge.reader import EmbeddedReader

_FIGURES = (
    7  # place of the share of sentences with a figure: it helps, but can be sprinkled in, so it may do little
)
_SWAPPED = 0.05  # how much an answer to another question counts: it is met more seldom than its own
_PULL = 0.02  # towards no effect, in standard deviations


def readings(
    reader: EmbeddedReader, questions: list[Question]
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Every answer read for its own and the next question: numbers, labels, weights; its nearness to both, which is its own."""
    given, labels, weights, near, own = [], [], [], [], []
    for question, other in zip(questions, questions[1:] + questions[:1], strict=True):
        for answer in question.answers:
            told = cut(answer.text)
            for asked, truth in ((question, answer.labels), (other, {})):
                read = reader.read(asked.text, list(asked.criteria.values()), told).labels
                given += list(reader.scored(np.log(np.maximum(read, 1e-9)), told))
                labels += [LABELS.index(truth.get(c, "missed")) for c in asked.criteria]
                weights += [1.0 if truth else _SWAPPED] * len(asked.criteria)
            if answer.kind not in {"offtopic", "injection"}:
                near += [reader.nearness(question.text, told), reader.nearness(other.text, told)]
                own += [1.0, 0.0]
    return (
        torch.tensor(np.array(given)),
        torch.tensor(labels),
        torch.tensor(weights),
        torch.tensor(near),
        torch.tensor(own),
    )


def calibrated(given: Tensor, labels: Tensor, trust: Tensor) -> dict[str, list[object]]:
    """Weights and bias of the regression, for numbers that are not standardised."""
    mean, spread = given.mean(0), given.std(0) + 1e-6
    standard = (given - mean) / spread
    pull = torch.full((given.shape[1], 1), _PULL)
    pull[_FIGURES] *= 4
    weights, bias = torch.zeros(given.shape[1], 4, requires_grad=True), torch.zeros(4, requires_grad=True)
    _minimise(
        [weights, bias],
        lambda: _loss(standard @ weights + bias, labels, trust) + (pull * weights**2).sum(),
    )
    raw = weights.detach() / spread[:, None]
    shift = bias.detach() - mean @ raw
    print(
        f"loss {functional.cross_entropy(given[:, :4], labels):.3f}, calibrated {functional.cross_entropy(given @ raw + shift, labels):.3f}"
    )
    return {
        "weights": [[round(float(x), 5) for x in row] for row in raw],
        "bias": [round(float(x), 5) for x in shift],
    }


def about(near: Tensor, own: Tensor) -> list[float]:
    """Slopes of the nearest and the mean sentence, and bias, of the chance that the answer speaks to the question."""
    given = torch.cat([near, torch.ones(len(near), 1)], 1).float()
    slopes = torch.zeros(3, requires_grad=True)
    _minimise(
        [slopes],
        lambda: functional.binary_cross_entropy_with_logits(given @ slopes, own) + 1e-4 * (slopes**2).sum(),
    )
    right = ((given @ slopes > 0).float() == own).float().mean()
    print(f"own question told from another: {right:.3f}")
    return [round(float(x), 4) for x in slopes.detach()]


def _loss(scores: Tensor, labels: Tensor, trust: Tensor) -> Tensor:
    return (functional.cross_entropy(scores, labels, reduction="none") * trust).sum() / trust.sum()


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
    for name in ("calibration", "about", "scale", "bias"):
        card.pop(name, None)
    path.write_text(json.dumps(card) + "\n")
    held_out = [q for q in read_folder(Path(__file__).parent / "data") if q.writer == HELD_OUT]
    given, labels, weights, near, own = readings(EmbeddedReader(folder / "reader.onnx", threads=2), held_out)
    card["calibration"] = calibrated(given, labels, weights)
    card["about"] = about(near, own)
    path.write_text(json.dumps(card) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
