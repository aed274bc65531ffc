"""What was served: the score of every payment from the quiet week on, by whichever version served at its hour, and what that cost.

Timeline -> scores and decisions

A payment is declined where its score is above the threshold. A score that is not a number is above nothing, so such a payment goes through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import WEEK_H, Flags, Floats, Ints
from greenroom.labs.training.timeline import Timeline

MISSED_USD, WRONGED_USD = 120.0, 12.0
THRESHOLD = WRONGED_USD / (MISSED_USD + WRONGED_USD)
"""Above this chance of theft declining costs less than approving (Elkan 2001, "The foundations of cost-sensitive learning")."""
QUIET_H = -WEEK_H


@dataclass(frozen=True)
class Served:
    """Payments from the quiet week on, in order of time; arrays of one length."""

    when_h: Floats
    market: Ints
    stolen: Flags
    score: Floats
    declined: Flags

    @property
    def costs_usd(self) -> Floats:
        """A theft let through, an honest customer turned away."""
        missed = np.where(self.stolen & ~self.declined, MISSED_USD, 0.0)
        return missed + np.where(~self.stolen & self.declined, WRONGED_USD, 0.0)


def served(of: Timeline) -> Served:
    """All that is served, what lies ahead as if nothing more were done."""
    tape = of.world.tape
    begin = int(np.searchsorted(tape.when_h, QUIET_H))
    score = np.zeros(len(tape.when_h) - begin)
    spans = list(of.serving)
    for at, one in enumerate(spans):
        until = spans[at + 1].since_h if at + 1 < len(spans) else float("inf")
        low, high = (max(int(np.searchsorted(tape.when_h, edge)), begin) for edge in (one.since_h, until))
        if high > low:
            score[low - begin : high - begin] = _scores(of, one.name, low, high)
    with np.errstate(invalid="ignore"):
        declined = score > THRESHOLD
    return Served(tape.when_h[begin:], tape.market[begin:], tape.stolen[begin:], score, declined)


def _scores(of: Timeline, name: str, low: int, high: int) -> Floats:
    model, tape = of.model(name), of.world.tape
    key = ("scores", model.weights.tobytes(), model.mean.tobytes(), low, high)
    return of.world.once(key, lambda: model.scores(tape.features[low:high], tape.market[low:high]))
