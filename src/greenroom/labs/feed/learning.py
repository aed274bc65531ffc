"""The ranking model: really trained, from sums that add up day by day.

sums of days + Recipe -> Model

Each feature's bin has a weight; a score is their sum. The weights are the ridge solution for the chance of a good read, found feature by
feature (backfitting): the first Newton step of the logistic loss from the overall share, which for ranking is enough, and needs of the
rows only how often two bins meet and how many good reads each bin had. Those are sums over days: a night's training takes a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from greenroom.labs.arrays import Floats, Ints
from greenroom.labs.feed.features import BINS, NAMES, Codes

WIDTH = BINS + 1
_PAIRS = tuple(combinations(range(len(NAMES)), 2))
_RIDGE = 30.0
_SWEEPS = 12
_MEMORY_RIDGE = 10.0
LEAST_ROWS = 1000


@dataclass(frozen=True)
class Recipe:
    """How a version is trained.

    Attributes:
        weighted: Whether a good read counts more the less its slot is looked at (inverse propensity, Joachims et al. 2017).
        memory: Buckets for pairs of reader and item, each with a weight of its own; 0 for none.
        unused: Features it is not given.
    """

    weighted: bool = True
    memory: int = 0
    unused: frozenset[str] = frozenset({"place"})


USUAL = Recipe()


@dataclass(frozen=True)
class Sums:
    """What a training needs of rows: `rows`, `met` (bins x bins), `reads` by bin and in all, unweighted and weighted by slot."""

    rows: float
    met: Floats
    reads: Floats  # (2, bins)
    total: Floats  # (2,)

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.rows + other.rows, self.met + other.met, self.reads + other.reads, self.total + other.total
        )

    def __sub__(self, other: Sums) -> Sums:
        return Sums(
            self.rows - other.rows, self.met - other.met, self.reads - other.reads, self.total - other.total
        )


def sums(codes: Codes, label: Floats, weighted: Floats, times: Floats) -> Sums:
    """Of rows: codes (features x rows), labels without and with the weight of the slot, and how often each row counts."""
    wide = codes.astype(np.int64)
    size = len(NAMES) * WIDTH
    tables = np.zeros((len(NAMES), WIDTH, len(NAMES), WIDTH))
    scaled = wide * WIDTH
    for one, other in _PAIRS:
        cells = np.bincount(scaled[one] + wide[other], weights=times, minlength=WIDTH * WIDTH)
        table = cells.reshape(WIDTH, WIDTH)
        tables[one, :, other, :], tables[other, :, one, :] = table, table.T
    flat = (wide + (np.arange(len(NAMES)) * WIDTH)[:, None]).ravel()
    single = np.bincount(flat, weights=np.tile(times, len(NAMES)), minlength=size)
    met = tables.reshape(size, size)
    met[np.arange(size), np.arange(size)] = single
    reads = [
        np.bincount(flat, weights=np.tile(each * times, len(NAMES)), minlength=size)
        for each in (label, weighted)
    ]
    totals = np.array([(label * times).sum(), (weighted * times).sum()])
    return Sums(float(times.sum()), met, np.stack(reads), totals)


@dataclass(frozen=True)
class Model:
    """`weights[f, b]` is what bin b of feature f adds to `base`; `memory[h]` what the bucket h of a pair adds."""

    base: float
    weights: Floats
    memory: Floats | None = None

    def scores(self, codes: Codes, pair: Ints | None = None) -> Floats:
        """Of each column of `codes` (features x ...); `pair` hashes reader and item."""
        found = np.full(codes.shape[1:], self.base)
        for weight, code in zip(self.weights, codes, strict=True):
            if weight.any():
                found += weight[code]
        if self.memory is not None and pair is not None:
            found += self.memory[pair % len(self.memory)]
        return found


def fit(of: Sums, recipe: Recipe) -> Model:
    """The model of the rows that were added up; features in `recipe.unused` add nothing."""
    which = int(recipe.weighted)
    base = float(of.total[which] / max(of.rows, 1.0))
    counts = of.met.diagonal()
    wanted = of.reads[which] - base * counts
    weights = np.zeros(len(counts))
    blocks = [
        slice(at * WIDTH, (at + 1) * WIDTH) for at, name in enumerate(NAMES) if name not in recipe.unused
    ]
    for _ in range(_SWEEPS):
        for one in blocks:  # bins of one feature never meet, so that its block of the equations is a diagonal
            left = wanted[one] - of.met[one] @ weights + counts[one] * weights[one]
            weights[one] = left / (counts[one] + _RIDGE)
    # Rounded far below what matters, so that a machine's own way to add up does not show.
    return Model(base, np.round(weights, 9).reshape(len(NAMES), WIDTH))


def remember(model: Model, codes: Codes, pair: Ints, label: Floats, times: Floats, buckets: int) -> Model:
    """`model` with a weight for each bucket of pairs, from what it leaves unexplained."""
    bucket = pair % buckets
    left = (label - model.scores(codes)) * times
    summed = np.bincount(bucket, weights=left, minlength=buckets)
    count = np.bincount(bucket, weights=times, minlength=buckets)
    return Model(model.base, model.weights, summed / (count + _MEMORY_RIDGE))


def pairs(reader: Ints, item: Ints) -> Ints:
    """A hash of reader and item, which is the same everywhere."""
    found: Ints = (reader * 2654435761 + item * 40503 + (reader ^ item) * 97) % 2147483647
    return found


def area(score: Floats, good: Floats, times: Floats) -> float:
    """The chance that a good read scores above another row (ties are rare, and count as they lie); NaN where there is only one kind."""
    order = np.argsort(score, kind="stable")
    up, down = (good * times)[order], ((1 - good) * times)[order]
    wins = float((up * (np.cumsum(down) - down / 2)).sum())
    every = float(up.sum() * down.sum())
    return wins / every if every else float("nan")
