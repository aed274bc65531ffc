"""Labels of what was clicked: told by the reader for some, voted for the rest.

clicks -> the chance, 0 to 1, that each was a good read

Three in ten sessions are tracked to the end, and tell whether a click was a good read. For the other seven there are only signs: how
long the reader stayed, whether they came back to it, whether they saved it. Each sign is a labelling function that votes or
abstains; how much its vote counts is read from the tracked sessions, and the votes are put together as if independent
given the truth (Ratner et al. 2017, "Snorkel"; with labels at hand its label model is naive Bayes).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import Flags, Floats, Ints
from greenroom.labs.feed.world import Small

VOTES = 12
"""Different ballots: dwell short, none or long (3) x came back (2) x saved (2)."""
FUNCTIONS = ("dwell", "return", "save")
_LONG, _SHORT = (0.70, 0.15), (0.10, 0.50)  # chance of a good read's vote, and of another's
_BACK, _SAVED = (0.40, 0.12), (0.12, 0.01)
_PRIOR = 4.0


def ballots(good: Flags, dwell_at: Small, return_at: Small, save_at: Small) -> Ints:
    """How the labelling functions vote on each click, 0 to `VOTES` - 1."""
    long = dwell_at < np.where(good, _LONG[0], _LONG[1])
    short = dwell_at > 1 - np.where(good, _SHORT[0], _SHORT[1])
    dwell = np.where(long, 2, np.where(short, 0, 1))
    back = return_at < np.where(good, _BACK[0], _BACK[1])
    saved = save_at < np.where(good, _SAVED[0], _SAVED[1])
    found: Ints = dwell * 4 + back * 2 + saved
    return found.astype(np.int64)


@dataclass(frozen=True)
class LabelModel:
    """What tracked clicks say of the votes: `counts[good, ballot]` of a window of days."""

    counts: Floats

    @property
    def chance(self) -> Floats:
        """By ballot, the chance of a good read."""
        counts = self.counts.reshape(2, 3, 2, 2)
        prior = counts.sum(axis=(1, 2, 3)) + _PRIOR
        odds = np.full((3, 2, 2), prior[1] / prior[0])
        for axes in ((2, 3), (1, 3), (1, 2)):
            seen = counts.sum(axis=axes, keepdims=True) + _PRIOR / 2
            share = seen / seen.sum(axis=(1, 2, 3), keepdims=True)
            odds = odds * (share[1] / share[0])
        found: Floats = (odds / (1 + odds)).ravel()
        return found

    def functions(self) -> list[tuple[str, float, float]]:
        """Each labelling function: its name, the share of tracked clicks it votes on, and how often its vote is right."""
        counts = self.counts.reshape(2, 3, 2, 2)
        total = max(counts.sum(), 1.0)
        dwell, back, saved = counts.sum((2, 3)), counts.sum((1, 3)), counts.sum((1, 2))
        votes = {
            "dwell": (dwell[:, [0, 2]].sum(), dwell[1, 2] + dwell[0, 0]),
            "return": (back[:, 1].sum(), back[1, 1]),
            "save": (saved[:, 1].sum(), saved[1, 1]),
        }
        return [
            (name, float(cast / total), float(right / max(cast, 1.0)))
            for name, (cast, right) in votes.items()
        ]
