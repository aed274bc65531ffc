"""Figures in what is said: how a number, its scale and its unit are told apart."""

from __future__ import annotations

import re

UNITS = (
    r"%|ms|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?|users?|customers?|requests?|calls?|rows?|"
    r"records?|labels?|examples?|samples?|models?|tokens?|dollars?|euros?|people|engineers?|teams?|gigabytes?|GB|TB|GPUs?|points?|times|x"
)
FIGURE = re.compile(
    rf"(?P<money>[$€£])?\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>k|thousand|million|billion|m|bn)?\s?(?P<unit>{UNITS})?(?!\w|\.\d)",
    re.IGNORECASE,
)
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9}
_ALSO = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "millisecond": "ms",
    "sec": "second",
    "min": "minute",
    "hr": "hour",
}


def number_of(match: re.Match[str]) -> float:
    """The number with its scale."""
    return float(match["number"].replace(",", "")) * SCALES.get((match["scale"] or "").lower(), 1.0)


def unit_of(match: re.Match[str]) -> str:
    """The unit as one word whatever way it was written; "" for none."""
    unit = (match["money"] or match["unit"] or "").lower()
    singular = unit if unit == "ms" else unit.rstrip("s")
    return _ALSO.get(singular, singular)
