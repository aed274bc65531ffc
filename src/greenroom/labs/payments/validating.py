"""What a version is made of: which features move its scores, and whether its offline figures can be believed.

system + clock + words -> text
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Floats, Ints
from greenroom.labs.clock import Clock
from greenroom.labs.monitor.performance import matured_auc
from greenroom.labs.payments import registry
from greenroom.labs.payments.features.serving import HEALTHY
from greenroom.labs.payments.learning.additive import Codes, fit
from greenroom.labs.payments.learning.trainer import Version

if TYPE_CHECKING:
    from greenroom.labs.payments.system import PaymentsSystem

_TOLD_H = 72.0
_FITTED_SHARE = 5 / 7  # of a table in time; the rest is held back
_SHOWN = 3
_NOTICED = 0.005


def importance(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """By feature, how far it moves the log-odds of the last day's payments as served: the version's beside the champion's."""
    asked = of.timeline.registry[registry.known(of, clock, words)]
    champion = of.timeline.registry[of.timeline.state_at(clock.now_h).champion]
    versions = [asked] if asked is champion else [asked, champion]
    rows = _last_day(of, clock)
    weights = [of.world.model(one).importance(_served(of, clock, one, rows)) for one in versions]
    names = sorted(asked.recipe.names, key=lambda name: -weights[0][name])
    head = f"{'feature':18}" + "".join(f"{one.name:>8}{'share':>8}" for one in versions)
    lines = []
    for name in names:
        cells = [
            f"{w.get(name, 0.0):8.3f}{w.get(name, 0.0) / max(sum(w.values()), 1e-9):8.1%}" for w in weights
        ]
        lines.append(f"{name:18}" + "".join(cells))
    return "\n".join([f"mean log-odds moved, {len(rows):,} payments of the last day as served", head, *lines])


def validate(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Offline and on labels told since; the training table beside the same rows as they were served."""
    asked = of.timeline.registry[registry.known(of, clock, words)]
    champion = of.timeline.registry[of.timeline.state_at(clock.now_h).champion]
    told = [
        f"{asked.name}: AUC on the last {1 - _FITTED_SHARE:.0%} of its table, fitted on the rest: {_offline(asked):.3f}"
    ]
    told += _online(of, clock, [asked] if asked is champion else [asked, champion])
    told += _table(of, asked)
    if asked is not champion:
        told += _declines(of, clock, asked, champion)
    return "\n".join(told)


def _offline(version: Version) -> float:
    cut = int(version.rows * _FITTED_SHARE)
    recipe = version.recipe
    weights = None if version.weights is None else version.weights[:cut]
    made = fit(
        version.codes[:, :cut],
        version.stolen[:cut],
        unused=recipe.unused,
        names=recipe.names,
        weights=weights,
    )
    return _auc(made.scores(version.codes[:, cut:]), version.stolen[cut:])


def _online(of: PaymentsSystem, clock: Clock, versions: list[Version]) -> list[str]:
    """On payments of which banks have told lately, scored as they were served."""
    paid = of.world.payments
    told = (paid.known_h <= clock.now_h) & (paid.known_h > clock.now_h - _TOLD_H) & (paid.when_h >= -_TOLD_H)
    rows = np.flatnonzero(told & ~of.timeline.declined)
    stolen = paid.stolen[rows]
    lines = [
        f"on {len(rows):,} payments told in the last {_TOLD_H:.0f} h, {stolen.sum()} of them thefts, scored as served:"
    ]
    for one in versions:
        score = of.world.model(one).scores(_served(of, clock, one, rows))
        lines.append(f"    {one.name}: AUC {_auc(score, stolen):.3f}, expected {score.sum():.0f} thefts")
    return lines


def _table(of: PaymentsSystem, version: Version) -> list[str]:
    """Features of the training table beside the same rows recomputed as of the payment."""
    recomputed = of.world.codes(HEALTHY, version.recipe.extra)[:, version.rows_of]
    lines = [
        f"{'its table':18}{'AUC alone':>10}{'as of then':>12}{'filled':>9}{'rows differ':>13}{'thefts differ':>15}"
    ]
    alone = [_alone(code, version.stolen) for code in version.codes]
    then = [_alone(code, version.stolen) for code in recomputed]
    differs = version.codes != recomputed
    filled = (version.codes != 0).mean(axis=1)
    order = sorted(range(len(alone)), key=lambda at: -alone[at])
    shown = order[:_SHOWN] + [at for at in order[_SHOWN:] if differs[at].mean() > _NOTICED]
    for at in shown:
        thefts = differs[at][version.stolen].mean() if version.stolen.any() else 0.0
        lines.append(
            f"{version.recipe.names[at]:18}{alone[at]:10.3f}{then[at]:12.3f}{filled[at]:9.1%}{differs[at].mean():13.1%}{thefts:15.1%}"
        )
    return lines


def _declines(of: PaymentsSystem, clock: Clock, version: Version, champion: Version) -> list[str]:
    """The last day's payments scored by both: the slices that the version would decline most beyond the champion."""
    rows, threshold = _last_day(of, clock), of.timeline.state_at(clock.now_h).threshold
    ours, theirs = (
        of.world.model(one).scores(_served(of, clock, one, rows)) > threshold for one in (version, champion)
    )
    lines = [
        f"would decline of the last day: {version.name} {ours.mean():.2%}, {champion.name} {theirs.mean():.2%}; most apart:"
    ]
    found: list[tuple[float, str]] = []
    for cut in of.world.cuts():
        place = cut.of[rows]
        for at, label in enumerate(cut.labels):
            inside = place == at
            if inside.sum() >= 100:
                gap = float(ours[inside].mean() - theirs[inside].mean())
                text = f"    {cut.name} {label}: {version.name} {ours[inside].mean():.1%}, {champion.name} {theirs[inside].mean():.1%}"
                found.append((-abs(gap), text))
    return lines + [text for _, text in sorted(found)[:_SHOWN]]


def _served(of: PaymentsSystem, clock: Clock, version: Version, rows: Ints) -> Codes:
    pipeline = of.timeline.state_at(clock.now_h).pipeline.read_in(version.recipe.schema)
    return of.world.codes(pipeline, version.recipe.extra)[:, rows]


def _last_day(of: PaymentsSystem, clock: Clock) -> Ints:
    when = of.world.payments.when_h
    return np.flatnonzero((when > clock.now_h - DAY_H) & (when <= clock.now_h))


def _auc(score: Floats, stolen: Flags) -> float:
    return float(matured_auc(score, stolen.astype(float)).auc)


def _alone(code: Codes, stolen: Flags) -> float:
    """How well one column alone tells thefts, whichever way round."""
    found = _auc(code.astype(float), stolen)
    return max(found, 1 - found)
