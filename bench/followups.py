"""Whether the interviewer probes what is open, for several ways to choose.

A judge reads an answer, and a whole round is asked from that one reading: up to six probes, two a criterion at most. Each is held
against how people labelled the criterion it is about; right is anything but met. "first" is the first probe of a round alone.
"deeper" are the turns that come once nothing is surely open; they are marked as such in a round and counted apart.

    graded   answers with labels by people, which nothing was chosen on
    unseen   answers by writers that neither training nor calibration of the judge saw: the bar was chosen on these
    packs    the packs' own answers, a criterion expected at 3 or 4 being met; the judge was trained on them, so read with care

Run: `python bench/followups.py [graded|unseen|packs]`; graded needs ../shared/data/graded-answers.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from greenroom.adapters.judge import EmbeddedReader
from greenroom.bootstrap import pack_folders
from greenroom.interview.aim import MOST_ON_ONE, chance_met, worth_asking, worth_deepening
from greenroom.interview.standard import asked as asked_of
from greenroom.model.judgement import Asked, CriterionScore, Label, Rubric, Standard
from greenroom.service.judging import Judging
from greenroom.service.library import Library
from judge_rows import graded, unseen

MOST, DEEPER = 6, 2
Scores = Sequence[CriterionScore]
Choose = Callable[[Scores, Mapping[str, float], Mapping[str, int]], Sequence[CriterionScore]]


class Read(NamedTuple):
    """An answer as the judge reads it, the weights of its criteria, and the criteria that people say are met."""

    scores: Scores
    weights: Mapping[str, float]
    met: frozenset[str]


def below(key: Callable[[CriterionScore], float], bar: float, *, weighted: bool) -> Choose:
    """The criteria not met whose `key` is below a bar: by weight times what is missing, or the lowest first."""

    def choose(scores: Scores, weights: Mapping[str, float], probed: Mapping[str, int]) -> Scores:
        open_ = [s for s in scores if s.label not in {None, Label.MET} and key(s) < bar]
        open_ = [s for s in open_ if probed.get(s.criterion, 0) < MOST_ON_ONE]
        return sorted(
            open_,
            key=lambda s: (
                -weights[s.criterion] * (1 - key(s)) / (1 + probed.get(s.criterion, 0))
                if weighted
                else (probed.get(s.criterion, 0), key(s), -weights[s.criterion])
            ),
        )

    return choose


def points(score: CriterionScore) -> float:
    return 1.0 if score.points is None else score.points


def unsure(score: CriterionScore) -> float:
    """1 less the confidence of a label that is not met."""
    return 1 - score.confidence


DESIGNS: dict[str, Choose] = {
    "not met, by weight (before)": below(points, 1.0, weighted=True),
    "not met, lowest points first": below(points, 1.0, weighted=False),
    "not met, most confident first": below(unsure, 2.0, weighted=False),
    "points below 0.50, by weight": below(points, 0.50, weighted=True),
    "points below 0.25, by weight": below(points, 0.25, weighted=True),
    "points below 0.20, by weight": below(points, 0.20, weighted=True),
    "confidence above 0.60, by weight": below(unsure, 0.40, weighted=True),
    "chance met below 0.30, by weight": below(chance_met, 0.30, weighted=True),
    "chance met below 0.25, by weight": below(chance_met, 0.25, weighted=True),
    "chance met below 0.20, lowest first": below(chance_met, 0.20, weighted=False),
    "chance met below 0.15, by weight": below(chance_met, 0.15, weighted=True),
    "shipped": worth_asking,
}


def main() -> None:
    which = sys.argv[1] if len(sys.argv) > 1 else "graded"
    report(list(read(which)))


def report(rows: Sequence[Read]) -> None:
    """Print a line a design, and what going deeper adds to the one that is shipped."""
    open_rows = sum(len(row.met) < len(row.scores) for row in rows)
    print(f"{len(rows)} answers, {open_rows} with something open")
    print(f"{'':38}{'first: met':>12}{'all: met':>10}{'probes':>8}{'open asked':>12}{'nothing asked':>15}")
    for name, choose in DESIGNS.items():
        rounds = [list(sequence(row, choose)) for row in rows]
        told = [asked[0] in row.met for row, asked in zip(rows, rounds, strict=True) if asked]
        every = [one in row.met for row, asked in zip(rows, rounds, strict=True) for one in asked]
        lacking = [{s.criterion for s in row.scores} - row.met for row in rows]
        covered = sum(len(lack & set(asked)) for lack, asked in zip(lacking, rounds, strict=True))
        silent = sum(bool(lack) and not asked for lack, asked in zip(lacking, rounds, strict=True))
        print(f"{name:38}{share(told):12.3f}{share(every):10.3f}{len(every):8}{covered / max(1, sum(map(len, lacking))):12.3f}"
              f"{silent:15}")  # fmt: skip
    deeper = [(s.label is Label.MET, s.criterion in row.met) for row in rows for s in further(row)]
    for is_met, name in ((False, "in doubt"), (True, "read as met")):
        found = [met for read_met, met in deeper if read_met is is_met]
        print(f"deeper, {name}: {len(found)} turns, met {share(found):.3f}")


def sequence(row: Read, choose: Choose) -> Iterator[str]:
    """The criteria asked about in a round whose reading never changes."""
    probed: Counter[str] = Counter()
    for _ in range(MOST):
        found = choose(row.scores, row.weights, probed)
        if not found:
            return
        probed[found[0].criterion] += 1
        yield found[0].criterion


def further(row: Read) -> list[CriterionScore]:
    """What is asked about once nothing is surely open."""
    probed = Counter(sequence(row, worth_asking))
    found = worth_deepening(row.scores, probed)
    doubt = [s for s in found if s.label is not Label.MET]
    met = [s for s in found if s.label is Label.MET][: max(0, DEEPER - len(doubt))]
    return [*doubt, *met][: max(0, MOST - probed.total())]


def share(told: Sequence[bool]) -> float:
    return sum(told) / len(told) if told else float("nan")


def read(which: str) -> Iterator[Read]:
    """The answers of one of the three sets."""
    judging = Judging(EmbeddedReader(), Library(pack_folders()))
    if which == "packs":
        for question in judging.library.catalogue.questions:
            weights = {one.id: one.weight for one in question.criteria}
            for exemplar in question.exemplars:
                met = frozenset(name for name, rating in exemplar.expected.items() if rating >= 3)
                yield Read(judging.judge(asked_of(question, exemplar.text)).scores, weights, met)
        return
    for row in graded() if which == "graded" else unseen():
        criteria = tuple(Standard.model_validate(one) for one in row["criteria"])
        asked = Asked(question=row["question"], rubric=Rubric(criteria=criteria), answer=row["answer"])
        met = frozenset(name for name, label in row["labels"].items() if label == "met")
        yield Read(judging.judge(asked).scores, {one.id: 1.0 for one in criteria}, met)


if __name__ == "__main__":
    main()
