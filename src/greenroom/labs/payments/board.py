"""The dashboard: metrics by the hour, from what was served, decided and told by the bank so far.

system -> Board (metric -> one value an hour, history included)

Windows end with the hour they are shown at. Distributions and labels are read over longer windows than an hour, since a night hour
has fifty payments: what is compared with noise must have more than noise in it.
"""

from __future__ import annotations

import numpy as np

from greenroom.labs.arrays import Flags, Floats, Ints
from greenroom.labs.monitor.board import Board, Metric, rolling
from greenroom.labs.monitor.drift import population_stability_index
from greenroom.labs.payments.features.definitions import NAMES
from greenroom.labs.payments.learning.additive import BINS
from greenroom.labs.payments.timeline import QUIET_H, Timeline

DRIFT_H, LABELS_H, AUDITED_H = 12, 72, 2
"""Hours in the windows of distributions, of labels, and of the audit."""
_AUDITED_SHARE = 0.12  # of payments, recomputed offline
_SCORE_BINS = 12
_DRIFTING = {"hour", "member_days"}  # they change by themselves: the clock runs, and customers stay
_FOLLOWED = tuple(name for name in NAMES if name not in _DRIFTING)


METRICS = (
    Metric("payments_total", "payments an hour", "both", 0.9, relative=True, per=" an hour", headline=True),
    Metric("declined_share", "share of payments declined", "both", 0.02, headline=True),
    Metric("score_psi", "drift of the scores from the week before (PSI)", "high", 0.05),
    *(
        Metric(f'feature_psi{{feature="{name}"}}', f"drift of {name} (PSI)", "high", 0.08)
        for name in _FOLLOWED
    ),
    Metric("table_age_hours", "age of the oldest table that is served", "high", 3.0),
    Metric(
        "audit_mismatch_share", "sampled rows whose features differ when recomputed offline", "high", 0.02
    ),
    Metric("stream_records_per_payment", "records that the counters consumed for each payment", "high", 0.02),
    Metric(
        "matured_auc",
        "how well scores tell thefts from honest payments, by labels told",
        "low",
        0.05,
        headline=True,
    ),
    Metric("observed_over_expected", "thefts told by banks for each that the scores expected", "both", 1.2),
    Metric(
        "cost_usd",
        "what the decisions cost, as far as labels tell, a day",
        "high",
        6000.0,
        per=" a day, of what is known",
        headline=True,
    ),
)
EXPECTED = Metric(
    "recall_expected", "of the thefts that the scores themselves expect, the share declined", "low", 0.15
)
"""What estimated performance says before any label is there; shown where versions come and go."""
PRECISION = Metric(
    "precision_expected",
    "of the payments declined, the share of thefts that the scores expect, a day",
    "low",
    0.15,
)
"""How right the declines are by the model's own word: nobody labels them; shown where the service trains itself."""
EXPLORED = Metric(
    "let_through_above_line",
    "payments let through though scored above the line, in three days",
    "low",
    0.5,
    relative=True,
)
"""How many labels there will be of what is declined; shown where the service trains itself."""


def board(system: Timeline) -> Board:
    """Every metric from the week before the lab to its end, as if nothing more were done."""
    paid = system.world.payments
    hours = _Hours(system)
    through = ~system.declined
    values = {
        "payments_total": hours.count(np.ones(len(paid.when_h))),
        "declined_share": hours.share(system.declined, 6),
        "score_psi": hours.drift(
            (system.score * 4 * _SCORE_BINS).astype(np.int64).clip(0, _SCORE_BINS - 1), _SCORE_BINS
        ),
    }
    for at, name in enumerate(NAMES):
        if name in _FOLLOWED:
            codes = system.codes[at].astype(np.int64)
            values[f'feature_psi{{feature="{name}"}}'] = hours.drift(codes, BINS + 1)
    differs = (system.codes != system.world.offline).any(axis=0)
    values["table_age_hours"] = _table_age(system, hours.ends)
    values["audit_mismatch_share"] = hours.share(differs, AUDITED_H, of=paid.looked_at < _AUDITED_SHARE)
    values["stream_records_per_payment"] = _records(system, hours.ends)
    values["matured_auc"] = hours.told_auc(through)
    values["observed_over_expected"] = hours.told_ratio(through)
    values["cost_usd"] = hours.told_cost(through)
    return Board(hours.ends, values, settling=LABELS_H)


def expected_recall(system: Timeline) -> Floats:
    """`EXPECTED` by the hour, over a day."""
    hours = _Hours(system)
    caught = np.where(system.declined, system.score, 0.0)
    return _ratio(rolling(hours.count(caught), 24), rolling(hours.count(system.score), 24))


def expected_precision(system: Timeline) -> Floats:
    """`PRECISION` by the hour, over a day."""
    hours = _Hours(system)
    caught = np.where(system.declined, system.score, 0.0)
    return _ratio(rolling(hours.count(caught), 24), rolling(hours.count(system.declined.astype(float)), 24))


def explored(system: Timeline) -> Floats:
    """`EXPLORED` by the hour."""
    above = (system.chance < 1.0) & ~system.declined
    return rolling(_Hours(system).count(above.astype(float)), LABELS_H)


class _Hours:
    """Payments by the hour they were made in, and by the hour their label was told in."""

    def __init__(self, system: Timeline) -> None:
        self._system = system
        paid = system.world.payments
        self._begin = QUIET_H
        count = int(paid.size.lab_h - self._begin)
        self._n = count
        self.ends = self._begin + np.arange(1, count + 1).astype(float)
        self._slot = np.floor(paid.when_h - self._begin).astype(np.int64)
        self._in = (self._slot >= 0) & (self._slot < count)
        told = np.floor(paid.known_h - self._begin).astype(np.int64)
        self._told = np.where((told >= 0) & (told < count), told, -1)

    def count(self, weight: Floats) -> Floats:
        found: Floats = np.bincount(self._slot[self._in], weights=weight[self._in], minlength=self._n).astype(
            float
        )
        return found

    def share(self, which: Flags, window: int, *, of: Flags | None = None) -> Floats:
        inside = np.ones(len(which), dtype=bool) if of is None else of
        return _ratio(
            rolling(self.count((which & inside).astype(float)), window),
            rolling(self.count(inside.astype(float)), window),
        )

    def drift(self, bin_of: Ints, bins: int) -> Floats:
        """PSI of the last hours against the week before the lab."""
        inside = self._in
        cells = np.bincount(self._slot[inside] * bins + bin_of[inside], minlength=self._n * bins)
        window = rolling(cells.reshape(self._n, bins).astype(float), DRIFT_H)
        before = cells.reshape(self._n, bins)[: int(-self._begin)].sum(axis=0)
        return population_stability_index(before, window)

    def told_auc(self, through: Flags) -> Floats:
        """By score bins: within one it is a tie, which at two hundred bins costs nothing."""
        stolen, honest = self._told_scores(through, 200)
        below = np.cumsum(honest, axis=1) - honest
        won = (stolen * (below + honest / 2)).sum(axis=1)
        pairs = stolen.sum(axis=1) * honest.sum(axis=1)
        return np.where(stolen.sum(axis=1) >= 25, won / np.maximum(pairs, 1), np.nan)

    def told_ratio(self, through: Flags) -> Floats:
        paid, rows = self._system.world.payments, self._rows(through)
        observed = self._of_told(rows, paid.stolen[rows].astype(float))
        expected = self._of_told(rows, self._system.score[rows])
        return np.where(expected >= 10, observed / np.maximum(expected, 1e-9), np.nan)

    def told_cost(self, through: Flags) -> Floats:
        rows = self._rows(through)
        return self._of_told(rows, self._system.costs_usd()[rows]) * 24 / LABELS_H

    def _rows(self, through: Flags) -> Ints:
        return np.flatnonzero((self._told >= 0) & through)

    def _of_told(self, rows: Ints, weight: Floats) -> Floats:
        return rolling(
            np.bincount(self._told[rows], weights=weight, minlength=self._n).astype(float), LABELS_H
        )

    def _told_scores(self, through: Flags, bins: int) -> tuple[Floats, Floats]:
        rows = self._rows(through)
        level = np.sqrt(self._system.score[rows])  # most scores are small
        cell = self._told[rows] * bins + (level * bins).astype(np.int64).clip(0, bins - 1)
        stolen = self._system.world.payments.stolen[rows]
        made = [
            np.bincount(cell[kind], minlength=self._n * bins).reshape(self._n, bins)
            for kind in (stolen, ~stolen)
        ]
        return rolling(made[0].astype(float), LABELS_H), rolling(made[1].astype(float), LABELS_H)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)


def _table_age(system: Timeline, ends: Floats) -> Floats:
    """Hours since the tables were written; a healthy materialiser writes every hour."""
    age = np.ones(len(ends))
    for state in system.states:
        frozen = state.pipeline.frozen_h
        age = np.where(ends > state.since_h, 1.0 if frozen is None else np.maximum(ends - frozen, 1.0), age)
    return age


def _records(system: Timeline, ends: Floats) -> Floats:
    """An at-least-once stream gives a few events twice even when all is well."""
    per = np.full(len(ends), 1.001)
    for state in system.states:
        again = 0.0 if state.pipeline.repeated_h is None else state.pipeline.repeats
        per = np.where(ends > state.since_h, max(1.0 + again, 1.001), per)
    return per
