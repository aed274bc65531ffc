"""Two values as they came out of a sandbox: the first place where they differ."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

_LONGEST = 60  # characters of a value that are shown


def first_difference(expected: Any, got: Any, *, tolerance: float, where: str = "the result") -> str:
    """Where `got` first differs from `expected`, in words; "" where it does not.

    Both are what JSON can hold. Numbers are compared as numbers: 1 is 1.0, within `tolerance` relative to the larger, or absolute
    below one; not a number is equal to itself. True is not 1.
    """
    if _is_number(expected) and _is_number(got):
        same = _close(float(expected), float(got), tolerance)
        return "" if same else f"{where} should be {expected!r}, is {got!r}"
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        return _of_mappings(expected, got, tolerance, where)
    if isinstance(expected, list) and isinstance(got, list):
        return _of_lists(expected, got, tolerance, where)
    if type(expected) is not type(got):
        return f"{where} should be {_kind(expected)} ({_short(expected)}), is {_kind(got)} ({_short(got)})"
    return "" if expected == got else f"{where} should be {_short(expected)}, is {_short(got)}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _close(one: float, other: float, tolerance: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    if math.isinf(one) or math.isinf(other):
        return one == other
    return abs(one - other) <= tolerance * max(1.0, abs(one), abs(other))


def _of_mappings(expected: Mapping[str, Any], got: Mapping[str, Any], tolerance: float, where: str) -> str:
    for key in expected:
        if key not in got:
            return f"{where} has no {key!r}"
        found = first_difference(expected[key], got[key], tolerance=tolerance, where=f"{where}[{key!r}]")
        if found:
            return found
    more = [key for key in got if key not in expected]
    return f"{where} has {more[0]!r}, which should not be there" if more else ""


def _of_lists(expected: Sequence[Any], got: Sequence[Any], tolerance: float, where: str) -> str:
    for place, (one, other) in enumerate(zip(expected, got, strict=False)):
        found = first_difference(one, other, tolerance=tolerance, where=f"{where}[{place}]")
        if found:
            return found
    if len(expected) != len(got):
        count = f"{len(expected)} item{'' if len(expected) == 1 else 's'}"
        return f"{where} should have {count}, has {len(got)}"
    return ""


def _kind(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")


def _short(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"
