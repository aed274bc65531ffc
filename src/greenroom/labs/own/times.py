"""Texts as times: seconds since 1970 where they are dates, else plain numbers that only have an order.

texts -> Times
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import numpy as np

from greenroom.labs.arrays import Floats

_EPOCHS = (  # from, to, a second, name: 1973 to 2128
    (1e8, 5e9, 1.0, "seconds since 1970"),
    (1e11, 5e12, 1e3, "milliseconds since 1970"),
    (1e14, 5e15, 1e6, "microseconds since 1970"),
)
_FORMATS = (
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y",
    "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%m/%d/%y %H:%M", "%m/%d/%y",
)  # fmt: skip


@dataclass(frozen=True)
class Times:
    """`at`, NaN where missing; `dated` says that it is seconds since 1970, and `read_as` how the texts were read."""

    at: Floats
    dated: bool
    read_as: str


def times(texts: tuple[str, ...], missing: frozenset[str]) -> Times | None:
    """The texts as times; None where they are none. Dates without a zone are taken as UTC."""
    numbers = _numbers(texts, missing)
    dates = _dates(texts, missing) if numbers is None or _like_days(numbers) else None
    if dates is not None:
        return dates
    if numbers is None:
        return None
    middle = float(np.nanmedian(numbers))
    for low, high, second, name in _EPOCHS:
        if low <= middle <= high:
            return Times(numbers / second, dated=True, read_as=name)
    return Times(numbers, dated=False, read_as="numbers that rise with time")


def _like_days(numbers: Floats) -> bool:
    """20190131 is a day, not a number."""
    known = numbers[~np.isnan(numbers)]
    return bool(((known >= 19000101) & (known <= 21001231) & (known == np.floor(known))).all())


def _numbers(texts: tuple[str, ...], missing: frozenset[str]) -> Floats | None:
    try:
        found = np.array([np.nan if text in missing else float(text) for text in texts])
    except ValueError:
        return None
    return found if np.isfinite(found).any() and not np.isinf(found).any() else None


def _dates(texts: tuple[str, ...], missing: frozenset[str]) -> Times | None:
    different = set(texts) - missing
    if not different:
        return None
    for read_as, read in _readings(next(iter(sorted(different)))):
        try:
            known = {text: _seconds(read(text)) for text in different}
        except ValueError:
            continue
        return Times(np.array([known.get(text, np.nan) for text in texts]), dated=True, read_as=read_as)
    return None


def _readings(example: str) -> list[tuple[str, Callable[[str], datetime]]]:
    """The ways to read dates that read `example`."""
    ways: list[tuple[str, Callable[[str], datetime]]] = [
        ("ISO 8601", lambda text: datetime.fromisoformat(text.strip())),
        *((form, partial(_formed, form)) for form in _FORMATS),
    ]
    return [way for way in ways if _reads(way[1], example)]


def _formed(form: str, text: str) -> datetime:
    return datetime.strptime(text.strip(), form).replace(tzinfo=UTC)


def _reads(read: Callable[[str], datetime], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _seconds(at: datetime) -> float:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
