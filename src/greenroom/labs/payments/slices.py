"""Declines by slice: the canary's customers against the others, or, while no canary runs, the last days against the week before the lab.

system + clock + words -> text; p-values are one-sided (declined more often) and adjusted over all slices that are tested
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from greenroom.labs.arrays import Flags, Floats
from greenroom.labs.clock import Clock
from greenroom.labs.monitor.discovery import benjamini_hochberg
from greenroom.labs.payments import arms
from greenroom.labs.payments.timeline import QUIET_H
from greenroom.labs.rollout.estimate import difference
from greenroom.labs.rollout.normal import upper_tail
from greenroom.labs.system import refusal

if TYPE_CHECKING:
    from greenroom.labs.payments.system import PaymentsSystem

_SHOWN = 8
_LEAST_CUSTOMERS, _LEAST_PAYMENTS = 10, 100


def told(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """The slices most declined, or all of one cut."""
    known = {cut.name for cut in of.world.cuts()}
    if words and words[0] not in known:
        raise refusal(f"slices can be by {', '.join(sorted(known))}.")
    mine, theirs, names = _sides(of, clock)
    rows = _tested(of, mine, theirs)
    asked = [one for one in rows if not words or one[0] == words[0]]
    order = sorted(asked, key=lambda one: (one[5], one[6]))[: None if words else _SHOWN]
    head = f"{'slice':22}{names[0]:>12}{names[1]:>12}{'payments':>10}{'difference':>12}{'p, adjusted':>13}"
    lines = [
        f"{cut + ' ' + label:22}{ours:12.2%}{others:12.2%}{count:10,}{ours - others:+12.2%}{p:13.4f}"
        for cut, label, count, ours, others, p, _ in order
    ]
    return "\n".join([f"declined, {len(rows)} slices tested", head, *lines])


def _sides(of: PaymentsSystem, clock: Clock) -> tuple[Flags, Flags, tuple[str, str]]:
    if of.timeline.state_at(clock.now_h).challenger is not None:
        mine, theirs, _ = arms.recent(of, clock)
        if mine.any() and theirs.any():
            return mine, theirs, ("canary", "others")
    when = of.world.payments.when_h
    now = (when > clock.now_h - arms.WINDOW_H) & (when <= clock.now_h)
    return now & (when >= 0), (when >= QUIET_H) & (when < 0), ("now", "week before")


def _tested(
    of: PaymentsSystem, mine: Flags, theirs: Flags
) -> list[tuple[str, str, int, float, float, float, float]]:
    """Of each slice with enough in it: cut, label, payments, both shares, adjusted p, minus z."""
    customer = of.world.payments.customer
    found: list[tuple[str, str, int, float, float, float]] = []
    for cut in of.world.cuts():
        for at, label in enumerate(cut.labels):
            inside = cut.of == at
            ours, others = mine & inside, theirs & inside
            if (
                min(ours.sum(), others.sum()) < _LEAST_PAYMENTS
                or len(np.unique(customer[ours])) < _LEAST_CUSTOMERS
            ):
                continue
            one, other = arms.declines(of, ours), arms.declines(of, others)
            gap = difference(one, other)
            z = gap.z if gap.variance > 0 else 0.0
            found.append((cut.name, label, int(ours.sum()), one.value, other.value, z))
    adjusted: Floats = benjamini_hochberg(upper_tail(np.array([one[5] for one in found])))
    return [(*one[:5], float(p), -one[5]) for one, p in zip(found, adjusted, strict=True)]
