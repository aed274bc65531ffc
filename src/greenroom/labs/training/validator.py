"""Looks at a version before it serves: on held-out rows of its own days, which no run learns from.

run (+ the model that serves) -> Report -> passed or refused
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Floats
from greenroom.labs.training.records import FEATURES
from greenroom.labs.training.runs import Run, shards_of
from greenroom.labs.training.sgd import Model
from greenroom.labs.training.store import World
from greenroom.labs.training.world import MARKETS, MEAN, NAMES, SPREAD

ROWS_LEAST, CALIBRATED = 0.98, (0.5, 2.0)
WORSE_AT_MOST, WORSE_IN_A_MARKET = 0.03, 0.06
LEAK, SKEWED = 0.95, 0.25


@dataclass(frozen=True)
class Check:
    """One line of a report; `enforced` at night, or only looked at by people."""

    says: str
    value: float
    beside: float  # the same of the version that serves; NaN where it has none
    limit: str
    fine: bool
    enforced: bool = True


def passes(world: World, run: Run, serving: Model | None) -> bool:
    """Whether the night's version may serve: the checks that are enforced."""
    assert run.fit is not None
    weights = [one.weights.tobytes() for one in (run.fit.model, serving) if one is not None]
    key = ("passes", run.name, run.start_h, run.settings, run.days, tuple(run.rows.read.items()), *weights)
    return world.once(key, lambda: all(one.fine for one in checks(world, run, serving, enforced=True)))


def checks(world: World, run: Run, serving: Model | None, *, enforced: bool = False) -> list[Check]:
    """What the validator finds, in its order; with `enforced` only what decides at night."""
    assert run.fit is not None
    rows = run.rows
    held = np.flatnonzero(rows.held_out & rows.usable & np.isfinite(rows.features).all(axis=1))
    stolen = rows.stolen[held] > 0
    new = run.fit.model.scores(rows.features[held], rows.market[held])
    old = serving.scores(rows.features[held], rows.market[held]) if serving else new
    read = sum(rows.read.values()) / max(sum(world.expected(*one) for one in shards_of(run.days)), 1)
    found = [
        Check("scores that are numbers", float(np.isfinite(new).mean()), float(np.isfinite(old).mean()), "1", bool(np.isfinite(new).all())),
        _calibrated(new, old, stolen),
        _auc("AUC", new, old, stolen, WORSE_AT_MOST, enforced=True),
        Check("rows read of the manifest", read, float("nan"), f"from {ROWS_LEAST}", read >= ROWS_LEAST, run.settings.contract),
    ]  # fmt: skip
    if enforced:
        return [one for one in found if one.enforced]
    for number, market in enumerate(MARKETS):
        here = rows.market[held] == number
        found.append(
            _auc(
                f"AUC, market {market}", new[here], old[here], stolen[here], WORSE_IN_A_MARKET, enforced=False
            )
        )
    return [*found, _leak(run), _skew(world, run)]


def area(scores: Floats, stolen: Flags) -> float:
    """Area under the ROC curve: how often a theft scores above an honest payment; NaN where there are too few of either, or no scores."""
    thefts = int(np.sum(stolen))
    if thefts < 3 or thefts == len(stolen) or not np.isfinite(scores).all():
        return float("nan")
    ordered = np.sort(scores[~stolen])
    these = scores[stolen]
    below = np.searchsorted(ordered, these, side="left") + np.searchsorted(ordered, these, side="right")
    return float(below.mean() / 2 / len(ordered))


def _auc(says: str, new: Floats, old: Floats, stolen: Flags, worse: float, *, enforced: bool) -> Check:
    found, beside = area(new, stolen), area(old, stolen)
    fine = bool(found >= beside - worse) if np.isfinite(beside) else bool(np.isfinite(found))
    return Check(says, found, beside, f"serving - {worse}", fine, enforced)


def _calibrated(new: Floats, old: Floats, stolen: Flags) -> Check:
    expected, beside = float(new.sum()), float(old.sum())
    thefts = float(stolen.sum())
    ratio = thefts / expected if expected > 0 else float("nan")
    low, high = CALIBRATED
    return Check(
        "thefts for each expected", ratio, thefts / beside if beside > 0 else float("nan"), f"{low} to {high}", low <= ratio <= high
    )  # fmt: skip


def _leak(run: Run) -> Check:
    """The feature that tells most by itself: one that tells nearly everything was made after the fact."""
    rows = run.rows
    kept = rows.usable & np.isfinite(rows.features).all(axis=1)
    stolen = rows.stolen[kept] > 0
    areas = [area(rows.features[kept, at].astype(float), stolen) for at in range(FEATURES)]
    best = int(np.argmax([abs(one - 0.5) for one in areas]))
    most = max(areas[best], 1 - areas[best])
    return Check(
        f"AUC of {NAMES[best]} alone", most, float("nan"), f"up to {LEAK}", most <= LEAK, enforced=False
    )


def _skew(world: World, run: Run) -> Check:
    """How far the mean of a feature in the rows is from that in the events of the same days as they were served."""
    low, high = np.searchsorted(world.tape.when_h, [min(run.days) * DAY_H, (max(run.days) + 1) * DAY_H])
    served = world.tape.features[low:high].mean(axis=0, dtype=np.float64)
    rows = run.rows
    trained = rows.features[rows.usable].mean(axis=0, dtype=np.float64)
    apart = np.abs(trained - served) / SPREAD
    most = int(np.argmax(np.where(np.isnan(apart), np.inf, apart)))
    value = float(apart[most])
    assert MEAN.shape == served.shape
    return Check(
        f"skew of {NAMES[most]}, in spreads",
        value,
        float("nan"),
        f"up to {SKEWED}",
        value <= SKEWED,
        enforced=False,
    )
