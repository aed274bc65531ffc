"""What retraining would have brought: the same windows, scored by models of their time, at several cadences.

A model that is trained before window w knows the labels of windows up to w - 1 - delay, and learns from as many of the newest labelled
events as the first model had. All labels come in the end, whatever was decided: of data in which decisions hid labels this says too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from greenroom.labs.arrays import Flags, Floats
from greenroom.labs.monitor.performance import matured_auc
from greenroom.labs.own.coding import Coded
from greenroom.labs.own.windows import LEAST_OF_A_LABEL, Windows
from greenroom.labs.payments.learning.additive import Additive, fit

MOST_LEARNT = 60_000
"""The newest so many events are enough for 32 bins a feature, also where a label is rare, and keep a replay within seconds."""


@dataclass(frozen=True)
class Prices:
    """What a decision costs that is wrong: a 1 that was let through, a 0 that was not."""

    missed_usd: float = 120.0
    wronged_usd: float = 12.0

    @property
    def threshold(self) -> float:
        """Above this chance flagging costs less than not (Elkan 2001)."""
        return self.wronged_usd / (self.missed_usd + self.wronged_usd)

    def costs_usd(self, score: Floats, label: Flags) -> Floats:
        """Of each event."""
        flagged = score > self.threshold
        return np.where(label & ~flagged, self.missed_usd, 0.0) + np.where(
            ~label & flagged, self.wronged_usd, 0.0
        )


@dataclass(frozen=True)
class Cadence:
    """One cadence: `every` so many windows, 0 for never; all figures are of the replayed windows.

    `saved_usd` is what it saves beside never, for 1,000 events, and `saved_low_usd` to `saved_high_usd` its 95 % interval (events taken as independent).
    """

    every: int
    trainings: int
    auc: float
    log_loss: float
    cost_usd: float
    saved_usd: float
    saved_low_usd: float
    saved_high_usd: float
    auc_by_window: tuple[float, ...]


def first_scores(of: Coded, label: Flags, cut: Windows) -> tuple[Additive, Floats]:
    """The first model, which is never retrained, and its scores of all rows from the first window on."""
    begin = int(cut.begins[0])
    model = _fit(of, label, 0, begin)
    return model, model.scores(of.codes[:, begin:])


def cadences(
    of: Coded, label: Flags, cut: Windows, everies: Sequence[int], *, delay: int, prices: Prices
) -> tuple[Cadence, ...]:
    """What each cadence would have brought; never comes first."""
    first, never = first_scores(of, label, cut)
    begin, replayed = int(cut.begins[0]), int(cut.begins[cut.quiet])
    truth = label[replayed:]
    base = prices.costs_usd(never[replayed - begin :], truth)

    @cache
    def model(window: int) -> Additive | None:
        return _model(of, label, cut, window - 1 - delay)

    found = [_cadence(0, 0, never[replayed - begin :], truth, base, cut, prices)]
    for every in everies:
        score, trainings, serving = np.empty(len(truth)), 0, first
        for window in range(cut.quiet, cut.count):
            due = window > cut.quiet and (window - cut.quiet) % every == 0
            made = model(window) if due else None
            if made is not None:
                serving, trainings = made, trainings + 1
            rows = cut.rows(window)
            score[rows.start - replayed : rows.stop - replayed] = serving.scores(of.codes[:, rows])
        found.append(_cadence(every, trainings, score, truth, base, cut, prices))
    return tuple(found)


def log_loss(score: Floats, label: Flags) -> float:
    """The mean, in nats an event."""
    sure = np.clip(np.where(label, score, 1 - score), 1e-12, 1.0)
    return float(-np.log(sure).mean())


def _model(of: Coded, label: Flags, cut: Windows, until: int) -> Additive | None:
    """A model of what is known when the labels of windows up to `until` are; None where they are too few of one kind."""
    end = int(cut.begins[min(max(until + 1, 0), cut.count)])
    begin = max(end - min(int(cut.begins[0]), MOST_LEARNT), 0)
    ones = int(label[begin:end].sum())
    if min(ones, end - begin - ones) < LEAST_OF_A_LABEL:
        return None
    return _fit(of, label, begin, end)


def _fit(of: Coded, label: Flags, begin: int, end: int) -> Additive:
    rows = slice(max(begin, end - MOST_LEARNT), end)
    return fit(of.codes[:, rows], label[rows], names=of.names)


def _cadence(
    every: int, trainings: int, score: Floats, truth: Flags, base: Floats, cut: Windows, prices: Prices
) -> Cadence:
    costs = prices.costs_usd(score, truth)
    saved = base - costs
    error = float(saved.std() / np.sqrt(len(saved)))
    begins = cut.begins[cut.quiet :] - cut.begins[cut.quiet]
    by_window = [
        float(matured_auc(score[first:last], truth[first:last].astype(float)).auc)
        for first, last in pairwise(begins)
    ]
    known = ~np.isnan(by_window)
    weight = np.diff(begins)[known]
    return Cadence(
        every=every,
        trainings=trainings,
        auc=float(np.average(np.array(by_window)[known], weights=weight)) if known.any() else float("nan"),
        log_loss=log_loss(score, truth),
        cost_usd=1000 * float(costs.mean()),
        saved_usd=1000 * float(saved.mean()),
        saved_low_usd=1000 * float(saved.mean() - 1.96 * error),
        saved_high_usd=1000 * float(saved.mean() + 1.96 * error),
        auc_by_window=tuple(by_window),
    )
