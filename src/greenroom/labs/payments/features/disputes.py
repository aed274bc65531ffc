"""What banks dispute: one feature, and the two ways to join it that differ by what nobody could know yet.

payments + which way -> disputed payments of the same customer in the last days, for each payment

As of the payment only what was told by then counts, as it is served. Joined on the day of the disputed payment, with what is known
when one trains, a theft counts itself: the label is among the features.
"""

from __future__ import annotations

import numpy as np

from greenroom.labs.arrays import Flags, Floats
from greenroom.labs.payments.features.definitions import DISPUTED
from greenroom.labs.payments.world import Payments


def as_of(world: Payments) -> Floats:
    """Of each payment, how many of the customer's last days had been disputed when it was made."""
    return _open(world, world.stolen, np.ceil(world.known_h))


def by_payment(world: Payments, at_h: float) -> Floats:
    """The same joined on the day of the payment, with all that was told by `at_h`: a disputed payment counts from its own hour on."""
    return _open(world, world.stolen & (world.known_h <= at_h), world.when_h)


def _open(world: Payments, disputed: Flags, since_h: Floats) -> Floats:
    """How many of the customer's disputes have begun to count and are not over at each payment."""
    span, begin = world.size.history_h + world.size.lab_h + DISPUTED.window_h + 1.0, world.size.history_h
    until = world.when_h + DISPUTED.window_h
    counts = disputed & (since_h < until)
    whose = world.customer * span + begin

    def before(at_h: Floats) -> Floats:
        keys = np.sort((whose + at_h)[counts])
        found: Floats = np.searchsorted(keys, whose + world.when_h, side="right").astype(float)
        return found

    # Those of customers with smaller numbers have begun and ended alike and cancel out.
    return before(since_h) - before(until)
