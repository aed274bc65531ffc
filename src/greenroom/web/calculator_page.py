"""What the calculator shows: the design as typed, and what came of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from greenroom.labs.capacity.calculator import Tried
from greenroom.web.contexts import Problem

SPARE_ROWS, LEAST_ROWS = 1, 5


@dataclass(frozen=True)
class Typed:
    """A row of the form, as typed."""

    name: str = ""
    servers: str = ""
    ms: str = ""
    usd: str = ""
    share: str = ""
    cv: str = ""


EXAMPLE = (
    Typed("gateway", "2", "1.5", "0.12"),
    Typed("cache", "1", "0.6", "0.20"),
    Typed("feature store", "4", "8", "0.45", "0.35"),
    Typed("scorer", "4", "9", "0.60"),
)


@dataclass(frozen=True)
class CalculatorPage:
    """The form, `rows` as typed and room for more, and below it what was found; nothing was before a design is given."""

    template: ClassVar[str] = "calculator.html.j2"
    rows: tuple[Typed, ...]
    rate: str
    arrival_cv: str
    tried: Tried | None = None
    problem: Problem | None = None


def with_room(typed: tuple[Typed, ...]) -> tuple[Typed, ...]:
    """The rows that were typed, and empty ones for more."""
    return (*typed, *(Typed() for _ in range(max(LEAST_ROWS - len(typed), SPARE_ROWS))))


def as_time(ms: float | None) -> str:
    """Milliseconds as people write them; None where no formula gives them."""
    if ms is None:
        return "no formula"
    if math.isinf(ms):
        return "without end"
    return f"{ms:,.2f} ms" if ms < 10 else f"{ms:,.0f} ms" if ms < 10_000 else f"{ms / 1000:,.0f} s"
