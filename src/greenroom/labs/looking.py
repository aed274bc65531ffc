"""What a player can look at in every system: each function takes a session, changes nothing, and answers in text.

Only what has happened by the player's now is shown.
"""

from __future__ import annotations

import numpy as np

from greenroom.labs.clock import of_lab, shown
from greenroom.labs.monitor.alerts import Alert, bounds
from greenroom.labs.monitor.naming import short, together
from greenroom.labs.session import Session
from greenroom.labs.system import Line, refusal
from greenroom.model.lab_kinds import Component


def status(session: Session) -> str:
    """Where things stand."""
    until = session.board.until(session.now_h)
    told = [
        of_lab(session.now_h, session.system.lab_h),
        *session.system.standing(session.now_h),
    ]
    for metric in session.system.metrics:
        if metric.headline:
            value = session.board.values[metric.name][until - 1]
            written = f"{value:,.3f}" if value < 10 else f"{value:,.0f}"
            told.append(f"{metric.name} {written}{metric.per}")
    firing = ", ".join(together(one.metric for one in active(session))) or "none"
    told.append(f"alerts: {'muted' if session.muted else firing}")
    told.append(f"spent so far: {session.spent_usd:,.0f} USD")
    return "\n".join(told)


def active(session: Session) -> list[Alert]:
    """The alerts that are firing now."""
    begun = (one for one in session.alerts if one.at_h <= session.now_h)
    return [one for one in begun if session.now_h < one.until_h or one.until_h >= session.end_h]


def span(low: float, high: float) -> str:
    """Where a metric alerts, in words."""
    if low <= 0:  # no metric is below 0
        return f"above {high:.3f}"
    return f"below {low:.3f}" if np.isinf(high) else f"below {low:.3f} or above {high:.3f}"


def beyond(alert: Alert) -> tuple[str, str]:
    """Its value, and on which side of its bounds that is, with as many digits as it takes to tell them apart."""
    bound, side = (alert.high, "above") if alert.value > alert.high else (alert.low, "below")
    digits = next((one for one in range(3, 9) if round(alert.value, one) != round(bound, one)), 9)
    return f"{alert.value:.{digits}f}", f"{side} {bound:.{digits}f}"


def metrics(session: Session) -> str:
    """Which metrics there are."""
    return "\n".join(f"{one.name}  {one.says}" for one in session.system.metrics)


def query(session: Session, name: str, hours: int) -> str:
    """A metric by the hour, with its alert bounds."""
    metric = next((one for one in session.system.metrics if short(name) == short(one.name)), None)
    if metric is None:
        raise refusal(f"There is no metric {name}.", "`metrics` lists them.")
    board = session.board
    low, high = bounds(metric, board)
    until = board.until(session.now_h)
    rows = [
        f"{shown(board.ends_h[at])}  {board.values[metric.name][at]:.4f}"
        for at in range(max(until - hours, 0), until)
    ]
    return "\n".join([f"{metric.name}: {metric.says}", f"alerts {span(low, high)}", *rows])


def logs(session: Session) -> str:
    """The deployment log."""
    return "\n".join(_told(one) for one in _happened(session)) or "nothing yet"


def released_by(session: Session, component: Component) -> str:
    """What the team of `component` says of its own releases."""
    theirs = [_told(one) for one in _happened(session) if one.of is component]
    if not theirs:
        return f"The {component} team: we have released nothing since the lab began."
    return "\n".join([f"The {component} team: this is what we released.", *theirs])


def _happened(session: Session) -> list[Line]:
    return [one for one in session.system.happened if one.at_h <= session.now_h]


def _told(line: Line) -> str:
    return f"{shown(line.at_h)}  {line.text}"
