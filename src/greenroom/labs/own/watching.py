"""The lab's monitors over the replayed windows: what each reads of the model that was never retrained, and when each would have told.

What is normal is read from the quiet windows, as in every lab (`monitor.alerts`): a metric alerts that leaves their range by that range
again and by a least step, in two windows in a row. Beside those stand tests with a known chance of a false alarm, and rules of thumb.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import Flags, Floats
from greenroom.labs.monitor.alerts import bounds
from greenroom.labs.monitor.binning import count, quantile_edges
from greenroom.labs.monitor.board import Board, Metric
from greenroom.labs.monitor.discovery import benjamini_hochberg
from greenroom.labs.monitor.drift import homogeneity, kullback_leibler, population_stability_index
from greenroom.labs.monitor.performance import calibration, expected_performance, matured_auc
from greenroom.labs.own.coding import Coded
from greenroom.labs.own.retraining import Prices, log_loss
from greenroom.labs.own.windows import Windows
from greenroom.labs.payments.learning.additive import BINS

LEVEL = 0.05
THUMB = 0.2
"""The population stability index above which folklore says: act."""
_SCORE_BINS = 10
UNLABELLED = (
    Metric("score_psi", "drift of the scores (PSI)", "high", 0.05),
    Metric("flagged_share", "share of events that are flagged", "both", 0.02),
    Metric("expected_auc", "AUC to be expected from the scores alone, without labels", "low", 0.03),
)
LABELLED = (
    Metric("label_share", "share of events with label 1", "both", 0.02),
    Metric("matured_auc", "AUC, by labels", "low", 0.05),
    Metric("log_loss", "log loss, by labels", "high", 0.05),
    Metric("observed_over_expected", "labels 1 for each that the scores expected", "both", 0.5),
    Metric("calibration_error", "how far scores are from shares (ECE)", "high", 0.03),
)


@dataclass(frozen=True)
class Drift:
    """One feature over the replayed windows; windows are numbered among all, None for never.

    `alerted` by the lab's bounds on its PSI; `significant` by chi-square with false discoveries controlled over all features;
    `most_psi` with its window, and the Kullback-Leibler divergence there (nats).
    """

    name: str
    alerted: int | None
    significant: int | None
    windows_significant: int
    most_psi: float
    most_at: int
    kl_there: float


@dataclass(frozen=True)
class Monitor:
    """What one monitor would have told: in which window it rang first (None: never), and in how many windows it did."""

    name: str
    says: str
    first: int | None
    rang: int
    labelled: bool = False


@dataclass(frozen=True)
class Watched:
    """Everything the monitors read: `board` values by window, the quiet ones first."""

    board: Board
    drifts: tuple[Drift, ...]
    monitors: tuple[Monitor, ...]
    significant_by_window: tuple[int, ...]


def watch(of: Coded, label: Flags, score: Floats, cut: Windows, prices: Prices) -> Watched:
    """What the monitors read; `score` are the first model's scores of all rows from the first window on."""
    counts = _counts(of, cut)
    reference = counts[:, : cut.quiet].sum(axis=1, keepdims=True)
    psi = population_stability_index(reference, counts)
    raw = homogeneity(reference, counts[:, cut.quiet :]).p_value
    adjusted = benjamini_hochberg(raw, axis=0)
    board = _board(of, label, score, cut, prices, psi)
    features = tuple(Metric(_series(name), f"drift of {name} (PSI)", "high", 0.08) for name in of.names)
    rang = {metric.name: _rang(metric, board, cut) for metric in (*features, *UNLABELLED, *LABELLED)}
    divergence = kullback_leibler(reference, counts)
    drifts = tuple(
        _drift(name, rang[_series(name)], adjusted[at], psi[at], divergence[at], cut)
        for at, name in enumerate(of.names)
    )
    rules = (
        ("any_p_value", f"any feature with chi-square p < {LEVEL}, each tested by itself", raw < LEVEL),
        ("any_discovery", f"the same with false discoveries controlled at {LEVEL:.0%}", adjusted < LEVEL),
        ("any_psi_thumb", f"any feature with PSI above {THUMB} (rule of thumb)", psi[:, cut.quiet :] > THUMB),
        ("feature_psi", "any feature with PSI beyond what the quiet windows had", np.array([rang[_series(name)] for name in of.names])),
    )  # fmt: skip
    monitors = (
        *(_monitor(name, says, np.atleast_1d(flags.any(axis=0)), cut) for name, says, flags in rules),
        *(_monitor(one.name, one.says, rang[one.name], cut) for one in UNLABELLED),
        *(_monitor(one.name, one.says, rang[one.name], cut, labelled=True) for one in LABELLED),
    )
    order = tuple(sorted(drifts, key=lambda one: -one.most_psi))
    return Watched(board, order, monitors, tuple((adjusted < LEVEL).sum(axis=0).tolist()))


def _counts(of: Coded, cut: Windows) -> Floats:
    """Rows a bin, features x windows x bins."""
    window = cut.of_rows() * (BINS + 1)
    begin = int(cut.begins[0])
    cells = [
        np.bincount(window + code[begin:], minlength=cut.count * (BINS + 1)).reshape(cut.count, BINS + 1)
        for code in of.codes
    ]
    return np.array(cells, dtype=float)


def _board(of: Coded, label: Flags, score: Floats, cut: Windows, prices: Prices, psi: Floats) -> Board:
    begin = int(cut.begins[0])
    spans = [slice(cut.rows(at).start - begin, cut.rows(at).stop - begin) for at in range(cut.count)]
    truth = label[begin:]
    edges = np.unique(quantile_edges(score[: int(cut.begins[cut.quiet]) - begin], bins=_SCORE_BINS))
    histograms = np.array([count(score[span], edges) for span in spans], dtype=float)
    expected = [
        expected_performance(
            score[span],
            threshold=prices.threshold,
            missed_usd=prices.missed_usd,
            false_alarm_usd=prices.wronged_usd,
        )
        for span in spans
    ]
    calibrated = [calibration(score[span], truth[span].astype(float), edges=edges) for span in spans]
    values = {
        "score_psi": population_stability_index(histograms[: cut.quiet].sum(axis=0), histograms),
        "flagged_share": np.array([(score[span] > prices.threshold).mean() for span in spans]),
        "expected_auc": np.array([float(one.auc) for one in expected]),
        "label_share": np.array([truth[span].mean() for span in spans]),
        "matured_auc": np.array(
            [float(matured_auc(score[span], truth[span].astype(float)).auc) for span in spans]
        ),
        "log_loss": np.array([log_loss(score[span], truth[span]) for span in spans]),
        "observed_over_expected": np.array([float(one.observed_over_expected) for one in calibrated]),
        "calibration_error": np.array([float(one.error) for one in calibrated]),
        **{_series(name): psi[at] for at, name in enumerate(of.names)},
    }
    return Board(np.arange(cut.count, dtype=np.float64) - (cut.quiet - 1), values)


def _rang(metric: Metric, board: Board, cut: Windows) -> Flags:
    """In which of the replayed windows the lab's rule has an alert; none where the quiet windows have no value to go by."""
    values = board.values[metric.name]
    if np.isnan(values[: cut.quiet]).all():
        return np.zeros(cut.count - cut.quiet, dtype=bool)
    low, high = bounds(metric, board)
    beyond = ((values < low) | (values > high))[cut.quiet :]
    before: Flags = np.concatenate([[False], beyond[:-1]])
    return before & beyond  # one window beyond is chance more often than not


def _monitor(name: str, says: str, rang: Flags, cut: Windows, *, labelled: bool = False) -> Monitor:
    return Monitor(name, says, _first(rang, cut), int(rang.sum()), labelled)


def _drift(name: str, rang: Flags, adjusted: Floats, psi: Floats, divergence: Floats, cut: Windows) -> Drift:
    most = int(np.nanargmax(psi[cut.quiet :])) + cut.quiet
    return Drift(
        name=name,
        alerted=_first(rang, cut),
        significant=_first(adjusted < LEVEL, cut),
        windows_significant=int((adjusted < LEVEL).sum()),
        most_psi=float(psi[most]),
        most_at=most,
        kl_there=float(divergence[most]),
    )


def _first(flags: Flags, cut: Windows) -> int | None:
    """The first window that is flagged, among all."""
    return int(flags.argmax()) + cut.quiet if flags.any() else None


def _series(name: str) -> str:
    return f'feature_psi{{feature="{name}"}}'
