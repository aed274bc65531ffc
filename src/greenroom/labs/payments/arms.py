"""Canary and champion beside each other: on the dashboard by the hour, and as a table.

timeline -> metrics of a canary; system + clock -> text

While no canary runs, the customers whom the first canary of a rollout would serve are held against the others: both get the same, and
what differs between them is what chance does (an A/A comparison). That is what their alerts are read from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Floats, Ints
from greenroom.labs.clock import Clock
from greenroom.labs.monitor.board import Metric, rolling
from greenroom.labs.monitor.discovery import benjamini_hochberg
from greenroom.labs.monitor.drift import population_stability_index
from greenroom.labs.payments.timeline import QUIET_H, Timeline, canary_of
from greenroom.labs.rollout.always_valid import half_width
from greenroom.labs.rollout.estimate import Estimate, difference
from greenroom.labs.rollout.normal import upper_tail
from greenroom.labs.rollout.ratio_metric import inflation, of_ratio
from greenroom.labs.rollout.sample_ratio import sample_ratio

if TYPE_CHECKING:
    from greenroom.labs.payments.system import PaymentsSystem

_Counts: TypeAlias = Callable[[Flags, Ints, int, int], Floats]
FIRST_SHARE = 0.2
"""Of customers, in the canary that a rollout begins with."""
WINDOW_H = 72
_SCORES_H, _SCORE_BINS = 24, 12
_LEAST_PAYMENTS, _LEAST_DECLINED = 100.0, 8.0
_LEAST_SCORES = 0.1  # of a day's payments, before distributions are compared
METRICS = (
    Metric("canary_declined_ratio", "declines of the canary's customers for one of the others'", "both", 0.5),
    Metric(
        "canary_score_psi", "drift of the canary's scores from the others' of the same hours", "high", 0.05
    ),
    Metric(
        "canary_slice_evidence",
        "the slice most in the canary's disfavour: -log10 of its p among all (FDR)",
        "high",
        3.0,
    ),
)


def arms_of(timeline: Timeline) -> tuple[Flags, Flags]:
    """The payments of the canary's customers and of those they are held against; nobody where all are served alike by a challenger."""
    paid = timeline.world.payments
    mine = np.zeros(len(paid.when_h), dtype=bool)
    theirs = mine.copy()
    for at, state in enumerate(timeline.states):
        since = int(np.searchsorted(paid.when_h, state.since_h))
        last = at + 1 == len(timeline.states)
        until = (
            len(paid.when_h) if last else int(np.searchsorted(paid.when_h, timeline.states[at + 1].since_h))
        )
        share = FIRST_SHARE if state.challenger is None else state.share
        if share < 1.0 and since < until:
            here = slice(since, until)
            everybody = canary_of(paid, 1.0, state.spared, here)
            mine[here] = canary_of(paid, share, state.spared, here)
            theirs[here] = everybody & ~mine[here]
    return mine, theirs


def watched(timeline: Timeline, ends_h: Floats) -> dict[str, Floats]:
    """`METRICS` by the hour."""
    paid = timeline.world.payments
    begin = int(np.searchsorted(paid.when_h, QUIET_H))
    slot = np.floor(paid.when_h[begin:] - QUIET_H).astype(np.int64)
    arm = [one[begin:] for one in arms_of(timeline)]
    declined, score = timeline.declined[begin:], timeline.score[begin:]
    count = len(ends_h)

    def by_hour(which: Flags, place: Ints, places: int, window: int) -> Floats:
        cells = np.bincount(slot[which] * places + place[which], minlength=count * places)
        return rolling(cells.reshape(count, places).astype(float), window)

    nought = np.zeros(len(slot), dtype=np.int64)
    all_of = [by_hour(one, nought, 1, _SCORES_H)[:, 0] for one in arm]
    no_of = [by_hour(one & declined, nought, 1, _SCORES_H)[:, 0] for one in arm]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (no_of[0] / all_of[0]) / (no_of[1] / all_of[1])
    least = _LEAST_SCORES * paid.size.per_day
    ratio[np.minimum(all_of[0], all_of[1]) < least] = np.nan
    level = (score * 4 * _SCORE_BINS).astype(np.int64).clip(0, _SCORE_BINS - 1)
    mine, theirs = (by_hour(one, level, _SCORE_BINS, _SCORES_H) for one in arm)
    return {
        "canary_declined_ratio": np.where(np.isfinite(ratio), ratio, np.nan),
        "canary_score_psi": _both(mine, theirs, least),
        "canary_slice_evidence": _evidence(timeline, begin, by_hour, arm, once_a_day(timeline)[begin:]),
    }


def _both(mine: Floats, theirs: Floats, least: float) -> Floats:
    enough = (mine.sum(axis=1) >= least) & (theirs.sum(axis=1) >= least)
    found: Floats = np.full(len(mine), np.nan)
    if enough.any():
        found[enough] = population_stability_index(theirs[enough], mine[enough])
    return found


def _evidence(timeline: Timeline, begin: int, by_hour: _Counts, arm: list[Flags], declined: Flags) -> Floats:
    """How sure it is that some slice of the canary is declined more often: tests on counts, widened for customers who pay several times."""
    tests = []
    for cut in timeline.world.cuts():
        place, places = cut.of[begin:], len(cut.labels)
        many = [by_hour(one, place, places, WINDOW_H) for one in arm]
        no = [by_hour(one & declined, place, places, WINDOW_H) for one in arm]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (no[0] + no[1]) / (many[0] + many[1])
            spread = np.sqrt(share * (1 - share) * (1 / many[0] + 1 / many[1]))
            z = (no[0] / many[0] - no[1] / many[1]) / spread
        enough = (many[0] >= _LEAST_PAYMENTS) & (many[1] >= _LEAST_PAYMENTS)
        tests.append(np.where(enough & (no[0] + no[1] >= _LEAST_DECLINED), z, np.nan))
    z = np.concatenate(tests, axis=1) / np.sqrt(_clustering(timeline, declined))
    adjusted = benjamini_hochberg(upper_tail(z))
    least = np.nanmin(np.where(np.isnan(adjusted), 1.0, adjusted), axis=1)
    found: Floats = -np.log10(np.maximum(least, 1e-30))
    return found


def once_a_day(timeline: Timeline) -> Flags:
    """The first declined payment of each customer on each day: a thief's burst is one case, not five."""
    paid = timeline.world.payments
    rows = np.flatnonzero(timeline.declined)
    days = int((paid.size.history_h + paid.size.lab_h) // DAY_H) + 1
    day = ((paid.when_h[rows] + paid.size.history_h) // DAY_H).astype(np.int64)
    _, first = np.unique(paid.customer[rows] * days + day, return_index=True)
    found = np.zeros(len(paid.when_h), dtype=bool)
    found[rows[first]] = True
    return found


def _clustering(timeline: Timeline, declined: Flags) -> float:
    """How much more their share varies than if customers were all alike, in the quiet week."""
    paid = timeline.world.payments
    begin, end = np.searchsorted(paid.when_h, (QUIET_H, 0.0))
    whose = paid.customer[begin:end]
    cases = np.bincount(whose, weights=declined[: end - begin].astype(float))
    return max(inflation(cases, np.bincount(whose).astype(float)), 1.0)


def recent(of: PaymentsSystem, clock: Clock) -> tuple[Flags, Flags, float]:
    """The payments of both arms in the last three days, or since this version is the canary; and the hour that begins at."""
    paid, states = of.world.payments, of.timeline.states
    state = of.timeline.state_at(clock.now_h)
    same = [
        one.since_h
        for one in states
        if one.since_h <= clock.now_h and (one.challenger, one.spared) != (state.challenger, state.spared)
    ]
    begun = min((one.since_h for one in states if one.since_h > max(same, default=-np.inf)), default=QUIET_H)
    since = max(begun if same else QUIET_H, clock.now_h - WINDOW_H)
    inside = (paid.when_h >= since) & (paid.when_h <= clock.now_h)
    mine, theirs = arms_of(of.timeline)
    return mine & inside, theirs & inside, since


def side_by_side(of: PaymentsSystem, clock: Clock, _words: list[str]) -> str:
    """The last three days of both arms, in a table."""
    state, paid = of.timeline.state_at(clock.now_h), of.world.payments
    mine, theirs, since = recent(of, clock)
    champion = of.timeline.registry[state.champion].name
    if state.challenger is None:
        told = [f"No canary: {champion} serves all. The customers of a first canary beside the others:"]
        name = champion
    else:
        name = of.timeline.registry[state.challenger].name
        told = [
            f"{name} serves {state.share:.0%} of customers{', the share rises as planned' if state.ramping else ''}"
        ]
        if state.spared:
            told[0] += f", but for {', '.join(paid.countries[at] for at in sorted(state.spared))}"
    if not mine.any() or not theirs.any():
        return "\n".join([*told, "There is nobody on the other side to hold it against."])
    told.append(
        f"last {clock.now_h - since:.0f} h    version  customers  payments  declined  labels told  thefts told per 1,000"
    )
    for arm, version, rows in (("canary", name, mine), ("others", champion, theirs)):
        known = rows & (paid.known_h <= clock.now_h) & ~of.timeline.declined
        per = 1000 * paid.stolen[known].mean() if known.any() else np.nan
        told.append(
            f"{arm:12} {version:>7} {len(np.unique(paid.customer[rows])):10,} {rows.sum():9,} "
            f"{of.timeline.declined[rows].mean():9.2%} {known.sum():12,} {per:23.1f}"
        )
    gap = difference(declines(of, mine), declines(of, theirs))
    if gap.variance > 0:
        width = float(half_width(gap.variance, gap.information * WINDOW_H / max(clock.now_h - since, 1.0)))
        told.append(
            f"declined, canary less others: {gap.value:+.2%} (whenever one looks, 95 %: {gap.value - width:+.2%} to {gap.value + width:+.2%})"
        )
    return "\n".join([*told, _sizes(of, clock)])


def _sizes(of: PaymentsSystem, clock: Clock) -> str:
    """Whether the arms are as large as decided, by the customers who paid since the share was set."""
    state, paid = of.timeline.state_at(clock.now_h), of.world.payments
    mine, theirs, _ = recent(of, clock)
    same = [
        one.since_h for one in of.timeline.states if one.since_h <= clock.now_h and one.share != state.share
    ]
    since = min(
        (one.since_h for one in of.timeline.states if one.since_h > max(same, default=-np.inf)),
        default=-np.inf,
    )
    later = paid.when_h >= since
    sizes = [len(np.unique(paid.customer[rows & later])) for rows in (mine, theirs)]
    if not sum(sizes):
        return "nobody has paid since the share was set"
    ratio = sample_ratio(sizes[0], sizes[1], state.share or FIRST_SHARE)
    how = "NOT as decided" if ratio.mismatch else "as decided"
    return (
        f"since the share was set {sizes[0]:,} and {sizes[1]:,} customers paid, {how} (p {ratio.p_value:.2f})"
    )


def declines(of: PaymentsSystem, rows: Flags) -> Estimate:
    """The share of `rows` declined, with a variance that knows that customers pay several times (delta method)."""
    whose = of.world.payments.customer[rows]
    _, place = np.unique(whose, return_inverse=True)
    return of_ratio(
        np.bincount(place, weights=of.timeline.declined[rows].astype(float)), np.bincount(place).astype(float)
    )
