"""How the judge reads the packs' own graded answers, and which wording of a pack's criterion serves it best.

For each wording: the share of questions whose weighted mean points order the answers as their kinds do, the quadratic
kappa with the expected ratings, and two orders that style alone cannot give: of answers within one criterion, and of
criteria within one answer (0.5 is chance). "as shipped" is interview.standard.
Run: `python bench/exemplars.py [WEIGHTS.onnx]`; nothing in training may have seen the packs' answers.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

from greenroom.adapters.judge import EmbeddedReader
from greenroom.bootstrap import pack_folders
from greenroom.interview.agreement import quadratic_kappa, table
from greenroom.interview.standard import standard
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.model.question import Criterion, Question
from greenroom.service.judging import Judging
from greenroom.service.library import Library

WORDINGS: dict[str, Callable[[Criterion], str]] = {
    "as shipped": lambda criterion: standard(criterion).text,
    "excellent": lambda criterion: criterion.anchors.excellent_in_full,
    "name": lambda criterion: criterion.name,
    "tests": lambda criterion: criterion.tests,
    "name: good": lambda criterion: f"{criterion.name}: {criterion.anchors.good}",
}
ORDERS = (
    ("strong", "adequate"),
    ("adequate", "weak"),
    ("adequate", "fluent_empty"),
    ("strong", "fluent_empty"),
)
Read = tuple[
    str, dict[str, int], dict[str, float], dict[str, int]
]  # kind; by criterion: expected, points, rating


def main() -> None:
    reader = EmbeddedReader(Path(sys.argv[1])) if len(sys.argv) > 1 else EmbeddedReader()
    judging = Judging(reader, Library(pack_folders()))
    questions = judging.library.catalogue.questions
    print(f"{len(questions)} questions, {sum(len(one.exemplars) for one in questions)} graded answers")
    heads = ["kappa", "answers", "criteria", *(f"{a[:6]}>{b[:6]}" for a, b in ORDERS)]
    print(f"{'wording':12}" + "".join(f"{head:>15}" for head in heads))
    for name, wording in WORDINGS.items():
        read = {one.slug: judged(judging, one, wording) for one in questions}
        print(f"{name:12}" + "".join(f"{figure:15.3f}" for figure in figures(questions, read)))


def judged(judging: Judging, question: Question, wording: Callable[[Criterion], str]) -> list[Read]:
    """What the judge says of each graded answer of a question."""
    criteria = tuple(Standard(id=one.id, text=wording(one), weight=one.weight) for one in question.criteria)
    found = []
    for exemplar in question.exemplars:
        asked = Asked(question=question.statement, rubric=Rubric(criteria=criteria), answer=exemplar.text)
        scores = judging.judge(asked).scores
        points = {one.criterion: one.points or 0.0 for one in scores}
        found.append(
            (
                exemplar.kind.value,
                dict(exemplar.expected),
                points,
                {one.criterion: one.rating or 1 for one in scores},
            )
        )
    return found


def figures(questions: Sequence[Question], read: dict[str, list[Read]]) -> Iterable[float]:
    """In the order of the heads."""
    every = [one for answers in read.values() for one in answers]
    pairs = ((expected[c] - 1, rating[c] - 1) for _, expected, _, rating in every for c in expected)
    yield float(quadratic_kappa(table(pairs, 4)))
    yield order(
        [(expected[c], points[c]) for _, expected, points, _ in answers]
        for answers in read.values()
        for c in answers[0][1]
    )
    yield order([(expected[c], points[c]) for c in expected] for _, expected, points, _ in every)
    means: dict[str, dict[str, float]] = defaultdict(dict)
    for question in questions:
        weights = {one.id: one.weight for one in question.criteria}
        for kind, _, points, _ in read[question.slug]:
            means[question.slug][kind] = sum(weights[c] * points[c] for c in weights)
    for above, below in ORDERS:
        both = [mean for mean in means.values() if above in mean and below in mean]
        yield sum(mean[above] > mean[below] for mean in both) / len(both)


def order(groups: Iterable[Sequence[tuple[int, float]]]) -> float:
    """Of the pairs in one group with different expected ratings, the share that the points order so; ties count half."""
    right = [
        0.5 if a[1] == b[1] else float((a[1] > b[1]) == (a[0] > b[0]))
        for group in groups
        for a, b in combinations(group, 2)
        if a[0] != b[0]
    ]
    return sum(right) / len(right)


if __name__ == "__main__":
    main()
