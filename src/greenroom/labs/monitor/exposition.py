"""What a lab's system measures, as the text that Prometheus scrapes: exposition format 0.0.4.

https://prometheus.io/docs/instrumenting/exposition_formats/: HELP and TYPE once a metric, then a line a series; lines end with
a line feed. The values are plain: this is a snapshot, and who counts is elsewhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""The Content-Type header that goes with the text."""

Labels = tuple[tuple[str, str], ...]
"""Names and values, in the order they are written."""

_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_LABEL = re.compile(r"(?!__)[a-zA-Z_][a-zA-Z0-9_]*")  # two underscores are Prometheus' own
_EXACT = 2.0**53  # whole numbers below it are written as such


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one series."""

    value: float
    labels: Labels = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """One histogram: counts a bucket (not cumulative), the last being that without bound, and the sum of what was observed."""

    upper: tuple[float, ...]
    """The rising, finite bounds; one fewer than counts."""
    counts: tuple[int, ...]
    sum: float
    labels: Labels = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """What only grows; by convention its name ends in `_total`."""

    name: str
    help: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """What goes up and down."""

    name: str
    help: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Histogram:
    """What is counted in buckets; series are `_bucket`, `_sum` and `_count` of the name, which names the unit (`_seconds`)."""

    name: str
    help: str
    distributions: tuple[Distribution, ...]


Metric = Counter | Gauge | Histogram


def exposition(metrics: Iterable[Metric]) -> str:
    """The text of all metrics, in their order.

    Raises:
        ValueError: a name or label the format does not allow, a series given twice, a counter below 0, or buckets that do not fit.
    """
    lines: list[str] = []
    names: set[str] = set()
    series: set[tuple[str, Labels]] = set()
    for metric in metrics:
        _check_name(metric.name, names)
        lines += [f"# HELP {metric.name} {_help(metric.help)}", f"# TYPE {metric.name} {_type(metric)}"]
        for name, labels, value in _samples(metric):
            if (key := (name, tuple(sorted(labels)))) in series:
                raise ValueError(f"The series {name}{_labels(labels)} is given twice.")
            series.add(key)
            lines.append(f"{name}{_labels(labels)} {_number(value)}")
    return "".join(f"{line}\n" for line in lines)


def _type(metric: Metric) -> str:
    match metric:
        case Counter():
            return "counter"
        case Gauge():
            return "gauge"
        case Histogram():
            return "histogram"


def _samples(metric: Metric) -> Iterator[tuple[str, Labels, float]]:
    """Series name, labels and value, a line each."""
    if isinstance(metric, Histogram):
        for one in metric.distributions:
            _check_labels(one.labels, reserved="le")
            _check_buckets(metric.name, one)
            yield from _buckets(metric.name, one)
        return
    for point in metric.points:
        _check_labels(point.labels)
        if isinstance(metric, Counter) and not point.value >= 0:
            raise ValueError(f"The counter {metric.name} is {point.value}: a counter is not below 0.")
        yield metric.name, point.labels, point.value


def _buckets(name: str, one: Distribution) -> Iterator[tuple[str, Labels, float]]:
    """The buckets, each holding those below it, as the format has them; then sum and count."""
    until = 0
    for bound, count in zip((*one.upper, math.inf), one.counts, strict=True):
        until += count
        yield f"{name}_bucket", (*one.labels, ("le", _number(bound))), until
    yield f"{name}_sum", one.labels, one.sum
    yield f"{name}_count", one.labels, until


def _check_name(name: str, seen: set[str]) -> None:
    if not _METRIC.fullmatch(name):
        raise ValueError(f"{name!r} is no metric's name: letters, digits, _ and :, no digit first.")
    if name in seen:
        raise ValueError(f"The metric {name} is given twice: all its series belong together.")
    seen.add(name)


def _check_labels(labels: Labels, *, reserved: str = "") -> None:
    names = [name for name, _ in labels]
    wrong = [name for name in names if not _LABEL.fullmatch(name) or name == reserved]
    if wrong or len(set(names)) < len(names):
        raise ValueError(f"Label names are words of their own, each given once; not so: {wrong or names}.")


def _check_buckets(name: str, one: Distribution) -> None:
    bounds = (*one.upper, math.inf)
    rising = all(low < high for low, high in pairwise(bounds))
    if not rising or len(one.counts) != len(bounds) or any(count < 0 for count in one.counts):
        raise ValueError(
            f"The histogram {name} wants rising, finite bounds and one more count, none negative."
        )


def _help(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n")


def _labels(labels: Sequence[tuple[str, str]]) -> str:
    inside = ",".join(f'{name}="{_quoted(value)}"' for name, value in labels)
    return f"{{{inside}}}" if inside else ""


def _quoted(value: str) -> str:
    return _help(value).replace('"', r"\"")


def _number(value: float) -> str:
    """As Go reads it back: the shortest that is exact, whole numbers without a point."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    return str(int(value)) if value == int(value) and abs(value) < _EXACT else repr(float(value))
