"""What a player can look at in payments: each function takes the system, the clock and the words after the verb, changes nothing, and answers in text.

Only what has happened by the player's now is shown; the truth about payments only where a bank or a reviewer told it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from greenroom.errors import InputError
from greenroom.labs.arrays import DAY_H, Ints
from greenroom.labs.clock import Clock
from greenroom.labs.payments.features.definitions import FEATURES, NAMES
from greenroom.labs.payments.features.serving import HEALTHY

if TYPE_CHECKING:
    from greenroom.labs.payments.system import PaymentsSystem

    Look: TypeAlias = Callable[[PaymentsSystem, Clock, list[str]], str]

_BESIDE_H = 6.0  # hours that are compared or audited


def standing(of: PaymentsSystem, at_h: float) -> list[str]:
    """Who decides, and how features are served."""
    state = of.timeline.state_at(at_h)
    told = [
        f"champion {of.timeline.registry[state.champion].name}, decides: {state.decider.value}, threshold {state.threshold:.3f}"
    ]
    if state.challenger is not None:
        to = " and rising" if state.ramping else ""
        told[0] += f"; canary {of.timeline.registry[state.challenger].name} at {state.share:.0%}{to}"
    if state.blocked:
        told.append(f"blocked kinds of merchant: {', '.join(map(str, sorted(state.blocked)))}")
    if state.pipeline.left_out:
        told.append(f"served as missing: {', '.join(sorted(state.pipeline.left_out))}")
    return told


def compare(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """A feature of the last hours as the serving path gives it now, beside the week before and beside itself recomputed."""
    feature = words[0] if words else ""
    if any(feature in one.recipe.extra for one in of.timeline.registry):
        hint = "`importance VERSION` and `validate VERSION` tell of it."
        raise InputError(
            f"{feature} is joined for versions that take it, and not served by itself.", hint=hint, code="lab"
        )
    if feature not in NAMES:
        raise InputError(
            f"There is no feature {feature}.", hint=f"There are: {', '.join(NAMES)}.", code="lab"
        )
    world = of.world
    rows = _last(of, clock)
    if not len(rows):
        return "No payments in the last hours."
    pipeline = of.timeline.state_at(clock.now_h).pipeline
    served = world.tables.value(feature, rows, pipeline)
    healthy = world.tables.value(feature, rows, HEALTHY)
    paid = world.payments
    before = np.flatnonzero((paid.when_h >= -7 * DAY_H) & (paid.when_h < 0))
    week = world.tables.value(feature, before, HEALTHY)
    unit = next(one.unit for one in FEATURES if one.name == feature)
    rows_told = [f"{feature} ({unit})         p10      median        p90    at zero    missing"]
    for name, values in (("week before", week), ("served now", served), ("recomputed", healthy)):
        known = values[~np.isnan(values)]
        marks = np.quantile(known, (0.1, 0.5, 0.9)) if len(known) else np.full(3, np.nan)
        rows_told.append(
            f"{name:12} {marks[0]:12.3f} {marks[1]:11.3f} {marks[2]:10.3f} {np.mean(known == 0) if len(known) else 0:9.1%} {np.mean(np.isnan(values)):9.1%}"
        )
    return "\n".join(rows_told)


def audit(of: PaymentsSystem, clock: Clock, _words: list[str]) -> str:
    """Served rows of the last hours recomputed from the event log: which features differ, in what share."""
    rows = _last(of, clock)
    served, offline = of.timeline.codes[:, rows], of.world.offline[:, rows]
    if not len(rows):
        return "No payments in the last hours."
    shares = (served != offline).mean(axis=1)
    differ = [
        f"{name}: {share:.1%} of rows differ" for name, share in zip(NAMES, shares, strict=True) if share
    ]
    return "\n".join(
        [f"{len(rows)} rows of the last {_BESIDE_H:.0f} h recomputed", *(differ or ["all agree"])]
    )


def reviewed(of: PaymentsSystem, now_h: float, count: int) -> str:
    """People look at `count` approved payments of the last day and say which are thefts, by kind of merchant."""
    paid = of.world.payments
    rows = np.flatnonzero((paid.when_h > now_h - DAY_H) & (paid.when_h <= now_h) & ~of.timeline.declined)
    chosen = rows[np.argsort(paid.looked_at[rows], kind="stable")[:count]]
    stolen = chosen[paid.stolen[chosen]]
    kinds, found = np.unique(paid.category[stolen], return_counts=True)
    order = np.argsort(-found, kind="stable")
    told = [f"{len(stolen)} thefts among {len(chosen)} approved payments of the last day"]
    told += [f"kind of merchant {kinds[at]}: {found[at]}" for at in order[:6]]
    return "\n".join(told)


def _last(of: PaymentsSystem, clock: Clock) -> Ints:
    when = of.world.payments.when_h
    return np.flatnonzero((when > clock.now_h - _BESIDE_H) & (when <= clock.now_h))
