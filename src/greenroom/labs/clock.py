"""The player's clock and purse: simulated hours from the lab's begin, and dollars spent on looking and acting."""

from __future__ import annotations

from greenroom.labs.arrays import DAY_H


class Clock:
    """Time passes only when somebody acts or waits, to `end_h` at most."""

    def __init__(self, end_h: float) -> None:
        self.end_h = end_h
        self.now_h = 0.0
        self.spent_usd = 0.0
        self.ended = False

    def go(self, to_h: float) -> None:
        """Let time pass; never backwards."""
        self.now_h = min(max(to_h, self.now_h), self.end_h)
        self.ended = self.now_h >= self.end_h


def of_lab(at_h: float, end_h: float) -> str:
    """A time and how long the lab is: "day 3 14:30 of 10 days", or that they are over."""
    days = f"{end_h / DAY_H:.0f} days"
    return f"the end of {days}" if at_h >= end_h else f"{shown(at_h)} of {days}"


def shown(at_h: float) -> str:
    """A time of the lab: "day 3 14:30"; the lab begins on day 1 at 00:00."""
    minutes = round(at_h * 60)
    return f"day {minutes // 1440 + 1} {minutes % 1440 // 60:02d}:{minutes % 60:02d}"
