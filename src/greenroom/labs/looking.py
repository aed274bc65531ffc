"""What a player can look at: each function takes a session, pays nothing, changes nothing, and answers in text.

Only what has happened by the player's now is shown; the truth about payments only where a bank or a reviewer told it.
"""

from __future__ import annotations

import numpy as np

from greenroom.errors import InputError
from greenroom.labs.features.definitions import FEATURES, NAMES
from greenroom.labs.features.serving import HEALTHY
from greenroom.labs.monitor.alerts import Alert, bounds
from greenroom.labs.monitor.board import METRICS
from greenroom.labs.session import Session
from greenroom.labs.world.payments import DAY_H, Ints

_PER = {"payments_total": " an hour", "cost_usd": " a day, of what is known"}
_BESIDE_H = 6.0  # hours that are compared or audited


def clock(at_h: float) -> str:
    """A time of the lab: "day 3 14:30"; the lab begins on day 1 at 00:00."""
    minutes = round(at_h * 60)
    return f"day {minutes // 1440 + 1} {minutes % 1440 // 60:02d}:{minutes % 60:02d}"


def status(session: Session) -> str:
    """Where things stand."""
    state, now = session.system.state_at(session.now_h), session.now_h
    until = session.board.until(now)
    told = [
        f"{clock(now)} of {session.size.lab_h / DAY_H:.0f} days",
        f"champion {session.system.registry[state.champion].name}, gate {state.gate.value}, threshold {state.threshold:.3f}",
    ]
    if state.blocked:
        told.append(f"blocked kinds of merchant: {', '.join(map(str, sorted(state.blocked)))}")
    if state.pipeline.left_out:
        told.append(f"served as missing: {', '.join(sorted(state.pipeline.left_out))}")
    for name in ("payments_total", "declined_share", "matured_auc", "cost_usd"):
        value = session.board.values[name][until - 1]
        shown = f"{value:,.3f}" if value < 10 else f"{value:,.0f}"
        told.append(f"{name} {shown}{_PER.get(name, '')}")
    firing = active(session)
    told.append(
        "alerts: " + ("muted" if session.muted else ", ".join(one.metric for one in firing) or "none")
    )
    told.append(f"spent so far: {session.spent_usd:,.0f} USD")
    return "\n".join(told)


def active(session: Session) -> list[Alert]:
    """The alerts that are firing now."""
    return [one for one in session.alerts if one.at_h <= session.now_h < one.until_h]


def span(low: float, high: float) -> str:
    """Where a metric alerts, in words."""
    if low <= 0:  # no metric is below 0
        return f"above {high:.3f}"
    return f"below {low:.3f}" if np.isinf(high) else f"below {low:.3f} or above {high:.3f}"


def beyond(value: float, low: float, high: float) -> str:
    """On which side of its bounds a value is."""
    return f"above {high:.3f}" if value > high else f"below {low:.3f}"


def metrics() -> str:
    """Which metrics there are."""
    return "\n".join(f"{one.name}  {one.says}" for one in METRICS)


def query(session: Session, name: str, hours: int) -> str:
    """A metric by the hour, with its alert bounds."""
    metric = next((one for one in METRICS if _plain(name) == _plain(one.name)), None)
    if metric is None:
        raise InputError(f"There is no metric {name}.", hint="`metrics` lists them.", code="lab")
    board = session.board
    low, high = bounds(metric, board)
    until = board.until(session.now_h)
    rows = [
        f"{clock(board.ends_h[at])}  {board.values[metric.name][at]:.4f}"
        for at in range(max(until - hours, 0), until)
    ]
    return "\n".join([f"{metric.name}: {metric.says}", f"alerts {span(low, high)}", *rows])


def logs(session: Session) -> str:
    """The deployment log, and what the player did."""
    known = [(one.at_h, one.text) for one in session.happened if one.at_h <= session.now_h]
    mine = [(one.done_h, f"you: {one.line}") for one in session.log]
    return "\n".join(f"{clock(at)}  {text}" for at, text in sorted([*known, *mine])) or "nothing yet"


def compare(session: Session, feature: str) -> str:
    """A feature of the last hours as the serving path gives it now, beside the week before and beside itself recomputed."""
    if feature not in NAMES:
        raise InputError(
            f"There is no feature {feature}.", hint=f"There are: {', '.join(NAMES)}.", code="lab"
        )
    world = session.world
    rows = _last(session)
    if not len(rows):
        return "No payments in the last hours."
    pipeline = session.system.state_at(session.now_h).pipeline
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


def audit(session: Session) -> str:
    """Served rows of the last hours recomputed from the event log: which features differ, in what share."""
    rows = _last(session)
    served, offline = session.system.codes[:, rows], session.world.offline[:, rows]
    if not len(rows):
        return "No payments in the last hours."
    shares = (served != offline).mean(axis=1)
    differ = [
        f"{name}: {share:.1%} of rows differ" for name, share in zip(NAMES, shares, strict=True) if share
    ]
    return "\n".join(
        [f"{len(rows)} rows of the last {_BESIDE_H:.0f} h recomputed", *(differ or ["all agree"])]
    )


def lineage(session: Session) -> str:
    """The registry: every version, from what it was trained."""
    champion = session.system.state_at(session.now_h).champion
    told = []
    for at, one in enumerate(session.system.registry):
        if one.trained_h > session.now_h:
            continue
        recipe = one.recipe
        parts = [
            f"{one.name}{' champion' if at == champion else ''}",
            f"trained {clock(one.trained_h) if one.trained_h >= 0 else 'before the lab'} on {recipe.days:.0f} days, {one.rows:,} rows, data {one.data_hash}",
            "labels older than the chargeback delay only"
            if recipe.mature_only
            else "all labels up to the training",
        ]
        if recipe.keep_honest < 1:
            parts.append(
                f"honest payments sampled at {recipe.keep_honest:.0%}, scores {'' if recipe.corrected else 'not '}corrected"
            )
        if recipe.unused:
            parts.append(f"without {', '.join(sorted(recipe.unused))}")
        told.append("; ".join(parts))
    return "\n".join(told)


def review(session: Session, count: int) -> str:
    """People look at `count` approved payments of the last day and say which are thefts, by kind of merchant."""
    paid = session.world.payments
    rows = np.flatnonzero(
        (paid.when_h > session.now_h - DAY_H) & (paid.when_h <= session.now_h) & ~session.system.declined
    )
    chosen = rows[np.argsort(paid.looked_at[rows], kind="stable")[:count]]
    stolen = chosen[paid.stolen[chosen]]
    kinds, found = np.unique(paid.category[stolen], return_counts=True)
    order = np.argsort(-found, kind="stable")
    told = [f"{len(stolen)} thefts among {len(chosen)} approved payments of the last day"]
    told += [f"kind of merchant {kinds[at]}: {found[at]}" for at in order[:6]]
    return "\n".join(told)


def _last(session: Session) -> Ints:
    when = session.world.payments.when_h
    return np.flatnonzero((when > session.now_h - _BESIDE_H) & (when <= session.now_h))


def _plain(name: str) -> str:
    """`feature_psi{feature="x"}` may be asked for as `feature_psi.x`, and without its quotes, which a shell takes."""
    return name.replace('"', "").replace("{feature=", ".").replace("}", "")
