"""Features in bins, as the additive model reads them: edges and kinds come from what is learnt from, and stay.

events -> Coded
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.errors import InputError
from greenroom.labs.own.events import Events, Feature
from greenroom.labs.payments.learning.additive import BINS, Codes, bins

_LEAKS_FROM = 0.99


@dataclass(frozen=True)
class Coded:
    """`codes` (features x rows): bin 0 is for what is missing, bin `BINS` of a kind for kinds that are rare or new."""

    names: tuple[str, ...]
    codes: Codes
    notes: tuple[str, ...]


def coded(of: Events, learnt: int) -> Coded:
    """The features of all rows, in bins that come from the first `learnt` of them.

    Raises:
        InputError: No feature has a value there ("no_feature").
    """
    names, codes, notes = [], [], []
    for feature in of.features:
        made = _codes(feature, learnt)
        if made is None:
            notes.append(f"Column {feature.name} was left out: nothing is in it while the model learns.")
            continue
        names.append(feature.name)
        codes.append(made)
        alone = _alone(made[:learnt], of.label[:learnt])
        if alone >= _LEAKS_FROM:
            notes.append(
                f"Column {feature.name} tells the label nearly by itself (AUC {alone:.3f}): was it known when the event happened?"
            )
    if not names:
        hint = "Learn from more of the events (--learn)."
        raise InputError("There is nothing to learn from at first.", hint=hint, code="no_feature")
    return Coded(tuple(names), np.stack(codes), tuple(notes))


def _codes(feature: Feature, learnt: int) -> Codes | None:
    if feature.kinds is None:
        assert feature.numbers is not None
        known = feature.numbers[:learnt][~np.isnan(feature.numbers[:learnt])]
        if not len(known):
            return None
        return bins({feature.name: known}).codes(feature.name, feature.numbers)
    seen = feature.kinds[:learnt][feature.kinds[:learnt] >= 0]
    if not len(seen):
        return None
    count = np.bincount(seen, minlength=len(feature.kind_names))
    usual = np.argsort(-count, kind="stable")[: BINS - 1]
    bin_of = np.full(len(feature.kind_names) + 1, BINS, dtype=np.uint8)  # the last place is that of -1
    bin_of[usual[count[usual] > 0]] = np.arange(1, (count[usual] > 0).sum() + 1)
    bin_of[-1] = 0
    return bin_of[feature.kinds]


def _alone(code: Codes, label: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> float:
    """The AUC of the label's share by bin, on the rows it is read from."""
    ones = np.bincount(code, weights=label, minlength=BINS + 1)
    rows = np.bincount(code, minlength=BINS + 1)
    order = np.argsort(ones / np.maximum(rows, 1), kind="stable")
    up, down = ones[order], (rows - ones)[order]
    below = np.cumsum(down) - down
    return float((up * (below + down / 2)).sum() / max(up.sum() * down.sum(), 1.0))
