"""Fits what stands between the networks' scores and probabilities: python training/judge/calibrate.py WEIGHTS_FOLDER.

On the writer the network was not trained on: one scale and one bias a label (vector scaling, Guo et al. 2017), and how
near to the question an answer to it is. Written into the card.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from questions import LABELS, Question, read_folder
from torch import Tensor
from torch.nn import functional

from greenroom.adapters.judge.reader import EmbeddedReader
from greenroom.interview.sentences import sentences

HELD_OUT = "writer-8"


def readings(reader: EmbeddedReader, questions: list[Question]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Every answer read for its own question and for the next one: label scores, labels, nearness, whether its own."""
    scores, labels, near, own = [], [], [], []
    for question, other in zip(questions, questions[1:] + questions[:1], strict=True):
        for answer in question.answers:
            told = [sentence.text for sentence in sentences(answer.text)]
            for asked in (question, other):
                truth = answer.labels if asked is question else {}
                reading = reader.read(asked.text, list(asked.criteria.values()), told)
                scores += list(np.log(np.maximum(reading.labels, 1e-6)))
                labels += [LABELS.index(truth.get(c, "missed")) for c in asked.criteria]
                if answer.kind not in {"offtopic", "injection"}:
                    near.append(reader.nearness(asked.text, told))
                    own.append(float(asked is question))
    return torch.tensor(np.array(scores)), torch.tensor(labels), torch.tensor(near), torch.tensor(own)


def scaled(scores: Tensor, labels: Tensor) -> tuple[list[float], list[float]]:
    """Scale and bias a label, by maximum likelihood with a pull towards 1 and 0."""
    scale, bias = torch.ones(4, requires_grad=True), torch.zeros(4, requires_grad=True)
    _minimise([scale, bias], lambda: (
        functional.cross_entropy(scores * scale + bias, labels) + 0.01 * ((scale - 1) ** 2 + bias**2).sum()
    ))  # fmt: skip
    print(
        f"loss {functional.cross_entropy(scores, labels):.3f}, calibrated {functional.cross_entropy(scores * scale + bias, labels):.3f}"
    )
    return [round(float(x), 4) for x in scale], [round(float(x), 4) for x in bias]


def about(near: Tensor, own: Tensor) -> list[float]:
    """Slopes of the nearest and the mean sentence, and bias, of the chance that the answer speaks to the question."""
    given = torch.cat([near, torch.ones(len(near), 1)], 1).float()
    slopes = torch.zeros(3, requires_grad=True)
    _minimise([slopes], lambda: (
        functional.binary_cross_entropy_with_logits(given @ slopes, own) + 1e-4 * (slopes**2).sum()
    ))  # fmt: skip
    right = ((given @ slopes > 0).float() == own).float().mean()
    print(f"own question told from another: {right:.3f}")
    return [round(float(x), 4) for x in slopes]


def _minimise(parameters: list[Tensor], loss_of: object) -> None:
    optimiser = torch.optim.LBFGS(parameters, max_iter=300)

    def step() -> Tensor:
        optimiser.zero_grad()
        loss: Tensor = loss_of()  # type: ignore[operator]
        loss.backward()
        return loss

    optimiser.step(step)  # type: ignore[no-untyped-call]


def main(folder: Path) -> None:
    """Fit and write the card."""
    path = folder / "reader.json"
    card = json.loads(path.read_text())
    for name in ("scale", "bias", "about"):
        card.pop(name, None)
    path.write_text(json.dumps(card) + "\n")
    held_out = [q for q in read_folder(Path(__file__).parent / "data") if q.writer == HELD_OUT]
    scores, labels, near, own = readings(EmbeddedReader(folder / "reader.onnx", threads=2), held_out)
    card["scale"], card["bias"] = scaled(scores, labels)
    card["about"] = about(near, own)
    path.write_text(json.dumps(card) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
