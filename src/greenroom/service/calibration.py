"""The use case of calibration: a judge held against answers that people have graded.

What the judge left unscored is counted and left out of every figure.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from greenroom.interview.agreement import (
    Measure,
    Table,
    accuracy,
    calibration_error,
    interval,
    kappa,
    quadratic_kappa,
    reliability,
    table,
    within_one,
)
from greenroom.model.judgement import Label
from greenroom.model.value import Value
from greenroom.service.graded import Given, Graded

LABELS = (Label.MET, Label.PARTIAL, Label.MISSED, Label.CONTRADICTED)
"""The order of a criteria confusion table."""
_ORDER = {Label.CONTRADICTED: 0, Label.MISSED: 0, Label.PARTIAL: 1, Label.MET: 2}
_OVERALLS = 4


class Figure(Value):
    """One measure with its 95% bootstrap interval; None where the sample does not define it."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Agreement(Value):
    """How far labels given and labels expected agree, over some answers.

    `criteria_quadratic_kappa` is on the scale missed or contradicted, partial, met; `criteria_kappa` on all four labels.
    """

    answers: int
    criteria: int
    criteria_accuracy: Figure
    criteria_kappa: Figure
    criteria_quadratic_kappa: Figure
    overall_accuracy: Figure
    overall_within_one: Figure
    overall_quadratic_kappa: Figure


class ReliabilityBin(Value):
    """Scores given with a confidence in [low, high): how many, mean confidence, share right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


class Calibration(Value):
    """One judge held against graded answers.

    `confusion` counts criteria, truth down and given across, in the order of LABELS; `overall_confusion` 1 to 4.
    """

    judges: tuple[str, ...]
    all: Agreement
    by_kind: Mapping[str, Agreement]
    by_role: Mapping[str, Agreement]
    confusion: tuple[tuple[int, ...], ...]
    overall_confusion: tuple[tuple[int, ...], ...]
    reliability: tuple[ReliabilityBin, ...]
    calibration_error: float | None
    unscored: int
    not_judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """A graded answer with what was given; `criteria` are (truth, given, confidence) of those that were judged."""

    graded: Graded
    overall: int | None
    criteria: tuple[tuple[Label, Label, float | None], ...]


def calibrate(graded: Sequence[Graded], given: Iterable[Given]) -> Calibration:
    """Hold what a judge gave against the grades; answers that it did not judge are named and left out."""
    by_id = {one.id: one for one in given}
    pairs = [_pair(one, by_id[one.id]) for one in graded if one.id in by_id]
    judged = [one for pair in pairs for one in pair.criteria]
    sure = [(confidence, truth is said) for truth, said, confidence in judged if confidence is not None]
    bins = reliability([one for one, _ in sure], [right for _, right in sure])
    return Calibration(
        judges=tuple(sorted({_named(one.judge) for one in by_id.values() if one.judge})),
        all=_agreement(pairs),
        by_kind=_by(pairs, lambda pair: pair.graded.kind),
        by_role=_by(pairs, lambda pair: pair.graded.role),
        confusion=_counts(_labels(pairs)),
        overall_confusion=_counts(_overalls(pairs)),
        reliability=tuple(
            ReliabilityBin(
                low=one.low,
                high=one.high,
                count=one.count,
                confidence=round(one.confidence, 4),
                right=round(one.right, 4),
            )
            for one in bins
        ),
        calibration_error=_rounded(calibration_error(bins)),
        unscored=sum(len(pair.graded.labels) for pair in pairs) - len(judged),
        not_judged=tuple(one.id for one in graded if one.id not in by_id),
    )


def _pair(graded: Graded, given: Given) -> _Pair:
    return _Pair(
        graded,
        given.overall,
        tuple(
            (truth, given.labels[name], given.confidence.get(name))
            for name, truth in graded.labels.items()
            if name in given.labels and name not in given.unscored
        ),
    )


def _by(pairs: Sequence[_Pair], key: Callable[[_Pair], str | None]) -> dict[str, Agreement]:
    groups: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        name = key(pair)
        if name:
            groups[name].append(pair)
    return {name: _agreement(groups[name]) for name in sorted(groups)}


def _agreement(pairs: Sequence[_Pair]) -> Agreement:
    """The figures; answers to one question are drawn together, for they go wrong together."""
    groups: dict[tuple[str | None, str], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        groups[(pair.graded.role, pair.graded.question or pair.graded.id)].append(pair)
    drawn = list(groups.values())
    labels = [_labels(group) for group in drawn]
    steps = [_steps(group) for group in drawn]
    overalls = [_overalls(group) for group in drawn]
    return Agreement(
        answers=len(pairs),
        criteria=sum(len(pair.criteria) for pair in pairs),
        criteria_accuracy=_figure(labels, accuracy),
        criteria_kappa=_figure(labels, kappa),
        criteria_quadratic_kappa=_figure(steps, quadratic_kappa),
        overall_accuracy=_figure(overalls, accuracy),
        overall_within_one=_figure(overalls, within_one),
        overall_quadratic_kappa=_figure(overalls, quadratic_kappa),
    )


def _labels(pairs: Iterable[_Pair]) -> Table:
    places = ((LABELS.index(truth), LABELS.index(said)) for pair in pairs for truth, said, _ in pair.criteria)
    return table(places, len(LABELS))


def _steps(pairs: Iterable[_Pair]) -> Table:
    return table(((_ORDER[truth], _ORDER[said]) for pair in pairs for truth, said, _ in pair.criteria), 3)


def _overalls(pairs: Iterable[_Pair]) -> Table:
    known = (
        (pair.graded.overall - 1, pair.overall - 1)
        for pair in pairs
        if pair.graded.overall is not None and pair.overall is not None
    )
    return table(known, _OVERALLS)


def _figure(tables: Sequence[Table], measure: Measure) -> Figure:
    if not tables:
        return Figure(value=None)
    low, high = interval(np.stack(tables), measure)
    return Figure(
        value=_rounded(float(measure(np.sum(tables, axis=0)))), low=_rounded(low), high=_rounded(high)
    )


def _rounded(figure: float) -> float | None:
    return None if math.isnan(figure) else round(figure, 4)


def _counts(counts: Table) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(one) for one in row) for row in counts)


def _named(judge: Mapping[str, str]) -> str:
    return " ".join(judge[key] for key in ("name", "version") if key in judge)
