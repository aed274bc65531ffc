"""The registry of versions, as the facts an engineer finds in it: from which payments, how many rows, which labels, which columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from greenroom.labs.clock import Clock, shown
from greenroom.labs.code_hash import code_hash
from greenroom.labs.payments.learning import additive, trainer
from greenroom.labs.payments.learning.trainer import Version
from greenroom.labs.system import refusal

if TYPE_CHECKING:
    from greenroom.labs.payments.system import PaymentsSystem


def lineage(of: PaymentsSystem, clock: Clock, _words: list[str]) -> str:
    """Every version there is by now, from what it was trained."""
    state = of.timeline.state_at(clock.now_h)
    told: list[str] = []
    for at, one in enumerate(of.timeline.registry):
        if one.trained_h > clock.now_h:
            continue
        role = " champion" if at == state.champion else " canary" if at == state.challenger else ""
        told += _told(of, one, role)
    written = " and ".join(str(one) for one in sorted(state.pipeline.schemas))
    return "\n".join(
        [
            *told,
            f"features are written in schema {written}",
            f"{state.holdout:.1%} of payments are let through whatever the score",
        ]
    )


def known(of: PaymentsSystem, clock: Clock, words: list[str]) -> int:
    """The place of the version that the first word names; the champion's where there is no word."""
    there = {one.name: at for at, one in enumerate(of.timeline.registry) if one.trained_h <= clock.now_h}
    if not words:
        return of.timeline.state_at(clock.now_h).champion
    if words[0] not in there:
        raise refusal(f"Which version? There are: {', '.join(there)}.")
    return there[words[0]]


def _told(of: PaymentsSystem, one: Version, role: str) -> list[str]:
    table, recipe = one.table, one.recipe
    trained = shown(one.trained_h) if one.trained_h >= 0 else "before the lab"
    age_h = one.trained_h - table.until_h
    home = of.world.payments.country[of.world.payments.customer[one.rows_of]]
    stolen = float(one.stolen.mean()) if one.rows else 0.0
    lines = [
        f"{one.name}{role}  trained {trained}, data {one.data_hash}, code {code_hash(recipe, trainer, additive)}, reads schema {recipe.schema}",
        f"    {recipe.days:.0f} days of payments, the youngest {age_h:.0f} h old: {table.payments:,}, of which {table.let_through:,} let through",
        f"    {one.rows:,} rows of customers in {len(np.unique(home))} countries; thefts {table.told_share:.2%} of what was let through, {stolen:.2%} of the rows",
    ]
    if one.weights is not None and len(one.weights):
        heavy = one.weights > 1
        lines.append(f"    rows weigh 1 to {one.weights.max():.0f}; {heavy.sum():,} weigh more than 1")
    if recipe.extra:
        lines.append(f"    with {', '.join(recipe.extra)}")
    if recipe.unused:
        lines.append(f"    without {', '.join(sorted(recipe.unused))}")
    return lines
