"""The log of payments as it was written: what was served to the model, what it said, what was decided, what the bank told since.

Only payments made by the player's now, and only labels told by then: what was declined never gets one. The log begins with the week that
no version has learnt from; the features are as they were served, with whatever was wrong in them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.arrays import Ints
from greenroom.labs.payments.features.definitions import FEATURES
from greenroom.labs.payments.timeline import QUIET_H, Decider, State, Timeline
from greenroom.model.table import Column, Table, texts


def payments_table(of: Timeline, now_h: float) -> Table:
    """The table `payments`."""
    paid = of.world.payments
    rows = np.flatnonzero((paid.when_h >= QUIET_H) & (paid.when_h <= now_h))
    spans = _spans(of, rows)
    declined = of.declined[rows]
    told = (paid.known_h[rows] <= now_h) & ~declined
    off = _per_row(spans, [state.decider is Decider.OFF for state, _ in spans])
    decision = np.where(off, "failed", np.where(declined, "decline", "approve")).astype(object)
    return Table(
        "payments",
        "every payment so far, from the week before the lab on, as it was served, scored and decided",
        (
            Column("payment", "its number", rows),
            Column("at_h", "when it was made, in hours since the lab began", paid.when_h[rows]),
            Column("customer", "who paid", paid.customer[rows]),
            *(
                Column(one.name, f"{one.unit}, as served", _served(of, spans, one.name))
                for one in FEATURES
            ),
            Column("chance", "of theft, as scored", of.score[rows]),
            Column("decision", "approve, decline, or failed while nothing answered", decision),
            Column("version", "that scored it", _per_row(spans, texts([of.registry[state.champion].name for state, _ in spans]))),
            Column("decider", "who decided", _per_row(spans, texts([state.decider.value for state, _ in spans]))),
            Column("threshold", "the model declines above it", _per_row(spans, [state.threshold for state, _ in spans])),
            Column("held_out", "one of the few that the model must let through", paid.unconditional[rows]),
            Column("label", "1 theft, 0 honest, as the bank told; unknown until then, and for ever if declined",
                   np.ma.masked_array(paid.stolen[rows].astype(np.int64) * told, mask=~told)),
            Column("told_h", "when the bank told it", np.ma.masked_array(np.where(told, paid.known_h[rows], 0.0), mask=~told)),
        ),
    )  # fmt: skip


def _spans(of: Timeline, rows: Ints) -> list[tuple[State, Ints]]:
    """The states that served `rows`, each with those of them it served."""
    when = of.world.payments.when_h[rows]
    begins = [*(int(np.searchsorted(when, state.since_h)) for state in of.states), len(rows)]
    return [
        (state, rows[first:last]) for state, (first, last) in zip(of.states, pairwise(begins), strict=True)
    ]


def _per_row(spans: list[tuple[State, Ints]], values: Any) -> NDArray[Any]:
    return np.repeat(np.asarray(values), [len(rows) for _, rows in spans])


def _served(of: Timeline, spans: list[tuple[State, Ints]], feature: str) -> NDArray[np.float64]:
    return np.concatenate([of.world.tables.value(feature, rows, state.pipeline) for state, rows in spans])
