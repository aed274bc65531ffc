"""How well what candidates ask finds its fact on a data sheet, for several bounds of nearness.

Each way of asking that a pack gives is taken out of its sheet in turn and asked: right is the fact it was written for. To see
what is told that was not asked for, the same words are put to another question's sheet of the same role, where nothing should fit.
Run: `python bench/asking.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.bootstrap import pack_folders
from greenroom.interview.asking import NEAR, names
from greenroom.model.question import Question
from greenroom.service.library import Library

BOUNDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65)


def main() -> None:
    questions = Library(pack_folders()).catalogue.questions
    own, others = asked(questions)
    print(
        f"{len(own)} ways of asking; the nearest fact is the right one for {np.mean([right for _, right in own]):.3f}"
    )
    print(f"{'bound':>8}{'found':>10}{'wrong':>10}{'told to others':>16}")
    for bound in sorted({*BOUNDS, NEAR}):
        found = np.mean([near >= bound and right for near, right in own])
        wrong = np.mean([near >= bound and not right for near, right in own])
        told = np.mean([near >= bound for near in others])
        print(f"{bound:8.2f}{found:10.3f}{wrong:10.3f}{told:16.3f}" + ("  shipped" if bound == NEAR else ""))


def asked(questions: tuple[Question, ...]) -> tuple[list[tuple[float, bool]], list[float]]:
    """Of each way of asking how near the nearest fact is, and whether it is the right one; and how near another sheet's is."""
    encoder = MiniLmEncoder()
    sheets = {q.slug: list(named(q)) for q in questions if q.sheet}
    vectors = {slug: encoder.encode([text for _, text in sheet]) for slug, sheet in sheets.items()}
    own, others = [], []
    for question, other in zip(questions, (*questions[1:], questions[0]), strict=True):
        sheet = sheets.get(question.slug, [])
        ways = {text for fact in question.sheet for text in fact.asks}
        for place, (fact, text) in enumerate(sheet):
            if text not in ways:
                continue
            near = vectors[question.slug] @ vectors[question.slug][place]
            near[place] = -1.0
            best = int(near.argmax())
            own.append((float(near[best]), sheet[best][0] == fact))
            if other.slug in vectors and other.role is question.role:
                others.append(float((vectors[other.slug] @ vectors[question.slug][place]).max()))
    return own, others


def named(question: Question) -> Iterator[tuple[str, str]]:
    """Every text by which a fact can be found, with the fact's id."""
    yield from ((fact.id, text) for fact in question.sheet for text in names(fact))


if __name__ == "__main__":
    main()
