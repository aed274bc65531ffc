"""How the judge reads the packs' own graded answers: how often as their authors meant, and by which wording of a criterion.

The ladder first: overall within one step, strong above adequate above weak, decoys at 2 of 4 or less, by kind of answer.
With --wordings then, for several wordings of a pack's criterion, the quadratic kappa with the expected ratings, and two orders
that style alone cannot give: of answers within one criterion, and of criteria within one answer (0.5 is chance). "as shipped" is
interview.standard.
The shipped weights were trained on these answers; what others make of them shows with --weights.
Run: `python bench/exemplars.py [--weights READER.onnx] [--wordings]`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

from greenroom.adapters.judge import EmbeddedReader
from greenroom.bootstrap import pack_folders
from greenroom.interview.agreement import quadratic_kappa, table
from greenroom.interview.standard import rubric, standard, told_of
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.model.question import Criterion, ExemplarKind, Question
from greenroom.service.exemplars import expected_overall, labels_alike, points
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--wordings", action="store_true")
    given = parser.parse_args()
    judging = Judging(
        EmbeddedReader(given.weights) if given.weights else EmbeddedReader(), Library(pack_folders())
    )
    questions = judging.library.catalogue.questions
    print(f"{len(questions)} questions, {sum(len(one.exemplars) for one in questions)} graded answers")
    ladder(judging, questions)
    if not given.wordings:
        return
    heads = ["kappa", "answers", "criteria", *(f"{a[:6]}>{b[:6]}" for a, b in ORDERS)]
    print(f"{'wording':12}" + "".join(f"{head:>15}" for head in heads))
    for name, wording in WORDINGS.items():
        read = {one.slug: judged(judging, one, wording) for one in questions}
        print(f"{name:12}" + "".join(f"{figure:15.3f}" for figure in figures(questions, read)))


def ladder(judging: Judging, questions: Sequence[Question]) -> None:
    """Print how far the judge reads the answers as they are meant."""
    within: dict[str, list[bool]] = defaultdict(list)
    low: dict[str, list[bool]] = defaultdict(list)
    ratings, ordered = [], 0
    for question in questions:
        means = {}
        for exemplar in question.exemplars:
            asked = Asked(
                question=question.statement,
                rubric=rubric(question),
                answer=exemplar.text,
                given=told_of(question),
            )
            judgement = judging.judge(asked)
            overall = judgement.overall or 1
            within[exemplar.kind].append(abs(expected_overall(question, exemplar) - overall) <= 1)
            low[exemplar.kind].append(overall <= 2)
            ratings += [abs(exemplar.expected[s.criterion] - (s.rating or 1)) <= 1 for s in judgement.scores]
            means[exemplar.kind] = points(question, judgement)
        ordered += means[ExemplarKind.STRONG] > means[ExemplarKind.ADEQUATE] > means[ExemplarKind.WEAK]
    print(f"{'kind':14}{'answers':>9}{'within one':>12}{'2 or less':>12}")
    for kind, found in within.items():
        print(f"{kind:14}{len(found):9}{share(found):12.3f}{share(low[kind]):12.3f}")
    every = [one for found in within.values() for one in found]
    print(f"{'all':14}{len(every):9}{share(every):12.3f}")
    print(f"ratings of criteria within one: {share(ratings):.3f}")
    print(f"labels alike: {share(list(labels_alike(questions, judging))):.3f}")
    print(f"strong above adequate above weak: {ordered} of {len(questions)} questions")


def share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def judged(judging: Judging, question: Question, wording: Callable[[Criterion], str]) -> list[Read]:
    """What the judge says of each graded answer of a question."""
    criteria = tuple(Standard(id=one.id, text=wording(one), weight=one.weight) for one in question.criteria)
    found = []
    for exemplar in question.exemplars:
        asked = Asked(question=question.statement, rubric=Rubric(criteria=criteria), answer=exemplar.text)
        scores = judging.judge(asked).scores
        by_criterion = {one.criterion: one.points or 0.0 for one in scores}
        found.append(
            (
                exemplar.kind.value,
                dict(exemplar.expected),
                by_criterion,
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
        [(expected[c], given[c]) for _, expected, given, _ in answers]
        for answers in read.values()
        for c in answers[0][1]
    )
    yield order([(expected[c], given[c]) for c in expected] for _, expected, given, _ in every)
    means: dict[str, dict[str, float]] = defaultdict(dict)
    for question in questions:
        weights = {one.id: one.weight for one in question.criteria}
        for kind, _, given, _ in read[question.slug]:
            means[question.slug][kind] = sum(weights[c] * given[c] for c in weights)
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
