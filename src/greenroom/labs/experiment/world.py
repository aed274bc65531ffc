"""A world of users who visit a feed, with what each would click under either model.

seed + Truth -> World (visits, both outcomes of each, a hash of every user for each salt)

Both outcomes are drawn once (potential outcomes, Rubin 1974), so that any assignment picks from the same visits: two plays of one seed
differ by their decisions alone. Times are hours; 0 is when the lab begins, and the week before it is there to compare with.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.arrays import DAY_H, WEEK_H, Flags, Floats, Ints
from greenroom.labs.noise import stream

METRICS = ("clicks", "saves", "shares", "follows", "hides")
"""What is counted, each over requests; hides are better few, and clicks are what the feed lives on."""
MARKETS, DEVICES = 8, ("phone", "tablet", "desktop")
SLICES = MARKETS * len(DEVICES)
_CLICKED, _SPREAD = (
    0.12,
    10.5,
)  # mean of users' chances to click, and how alike they are (a + b of the beta distribution)
_RARE = {"saves": (0.02, 0.35), "shares": (0.012, 0.35), "follows": (0.008, 0.35), "hides": (0.01, 2.0)}
_REQUESTS = 30.0  # a visit
_BY_HOUR = np.array(
    [3, 2, 1, 1, 1, 2, 4, 7, 9, 10, 11, 12, 13, 12, 11, 11, 12, 13, 15, 17, 17, 14, 10, 6], dtype=float
)
_BALANCED_AT, _SALTS = (0.05, 0.1, 0.5), 100
_ROBOT_REQUESTS, _ROBOT_CLICKED = 25.0, 0.4


@dataclass(frozen=True)
class Size:
    """How many users, and how long the lab is; before it lies a week."""

    users: int = 60_000
    lab_h: float = 14 * DAY_H


@dataclass(frozen=True)
class Truth:
    """What the challenger does to people's clicks (relative), and which programs (a share of the number of users) come from `onset_h` on."""

    lift: float = 0.0
    robots: float = 0.0
    onset_h: float = np.inf


@dataclass(frozen=True)
class Visits:
    """All visits in their order of time; arrays of one length.

    `more` is by how many clicks the challenger would change `counts["clicks"]`, which are the champion's; the other counts
    are the same under both. Users from `World.people` on are programs.
    """

    when_h: Floats
    user: NDArray[np.int32]
    requests: NDArray[np.int16]
    counts: dict[str, NDArray[np.int16]]
    more: NDArray[np.int16]

    def between(self, since_h: float, until_h: float) -> slice:
        """The visits from one time to another."""
        low, high = np.searchsorted(self.when_h, (since_h, until_h))
        return slice(int(low), int(high))


@dataclass(frozen=True)
class World:
    """Everything of a seed that no player can change; share it between plays.

    `slice_of` is each user's market and device, `before` what each did in the week before: (requests, clicks), shape (2, users).
    `calm` is the world as it is without a challenger and without programs, which is this one itself where there are none.
    """

    seed: int
    size: Size
    truth: Truth
    visits: Visits
    slice_of: Ints
    before: Floats
    people: int
    calm: World | None = None
    memory: dict[object, object] = field(default_factory=dict)  # readings, by what was read

    @property
    def users(self) -> int:
        """People and programs."""
        return len(self.slice_of)

    @property
    def is_person(self) -> Flags:
        """For each user."""
        found: Flags = np.arange(self.users) < self.people
        return found

    def bucket(self, salt: int) -> Floats:
        """Where in [0, 1) each user falls under `salt`: of many salts the one under which the week before is most alike in both arms.

        Source: Morgan and Rubin (2012), "Rerandomization to improve covariate balance in experiments", Annals of Statistics 40.
        """
        key = ("bucket", salt)
        if key not in self.memory:
            if self.calm is None:
                self.memory[key] = _balanced(self, salt)
            else:
                theirs = stream(self.seed, f"programs under salt {salt}").random(self.users - self.people)
                self.memory[key] = np.concatenate([self.calm.bucket(salt), theirs])
        return self.memory[key]  # type: ignore[return-value]


@lru_cache(maxsize=4)
def world(seed: int, size: Size, truth: Truth) -> World:
    """The world of `seed`; up to the onset the same whatever the truth."""
    calm = _calm(seed, size)
    clicks = calm.visits.counts["clicks"]
    more = np.sign(truth.lift) * stream(seed, "the challenger").binomial(clicks, abs(truth.lift))
    visits, where, before = replace(calm.visits, more=more.astype(np.int16)), calm.slice_of, calm.before
    robots = round(truth.robots * size.users)
    if robots:
        visits = _with_robots(visits, stream(seed, "programs"), size.users, robots, truth.onset_h, size)
        where = np.append(where, stream(seed, "where programs are").integers(0, SLICES, robots))
        before = np.concatenate([before, np.zeros((2, robots))], axis=1)
    return World(seed, size, truth, visits, where, before, size.users, calm)


@lru_cache(maxsize=2)
def _calm(seed: int, size: Size) -> World:
    """People and what they do when the champion serves them."""
    who = stream(seed, "users")
    people, days = size.users, int((WEEK_H + size.lab_h) / DAY_H)
    often = who.beta(0.9, 1.3, people)
    deep = who.gamma(3.0, _REQUESTS / 3.0, people)
    likes = who.beta(_CLICKED * _SPREAD, (1 - _CLICKED) * _SPREAD, people)
    where = who.integers(0, SLICES, people)
    come = stream(seed, "visits")
    day, user = np.nonzero(come.random((days, people), dtype=np.float32) < often)
    when = -WEEK_H + day * DAY_H + _hours(come, len(user))
    order = np.argsort(when, kind="stable")
    when, user = when[order], user[order]
    requests = 1 + come.poisson(deep[user])
    counts = {"clicks": stream(seed, "clicks").binomial(requests, likes[user])}
    for name, (mean, alike) in _RARE.items():
        draw = stream(seed, name)
        leaning = draw.gamma(alike, mean / alike, people)
        counts[name] = draw.poisson(requests * leaning[user])
    visits = _visits(when, user, requests, counts, np.zeros_like(requests))
    quiet = visits.between(-WEEK_H, 0.0)
    before = np.stack([
        _by_user(visits.user[quiet], of[quiet], people) for of in (visits.requests, visits.counts["clicks"])
    ])  # fmt: skip
    return World(seed, size, Truth(), visits, where, before, people)


def totals(of: World, since_h: float, until_h: float, what: tuple[str, ...]) -> Floats:
    """By user, from one time to another: requests, then each of `what` ("more" among them); shape (1 + len(what), users)."""
    visits = of.visits
    inside = visits.between(since_h, until_h)
    columns = [visits.requests, *(visits.more if name == "more" else visits.counts[name] for name in what)]
    return np.stack([_by_user(visits.user[inside], column[inside], of.users) for column in columns])


def _by_user(user: NDArray[np.int32], weight: NDArray[np.int16], users: int) -> Floats:
    found: Floats = np.bincount(user, weights=weight, minlength=users).astype(float)
    return found


def _hours(draw: np.random.Generator, count: int) -> Floats:
    edges = np.concatenate([[0.0], np.cumsum(_BY_HOUR / _BY_HOUR.sum())])
    found: Floats = np.interp(draw.random(count), edges, np.arange(25.0))
    return found


def _visits(when: Floats, user: Ints, requests: Ints, counts: dict[str, Ints], more: Ints) -> Visits:
    narrow = {name: of.astype(np.int16) for name, of in counts.items()}
    return Visits(
        when, user.astype(np.int32), requests.astype(np.int16), narrow, np.asarray(more).astype(np.int16)
    )


def _with_robots(
    visits: Visits, draw: np.random.Generator, people: int, robots: int, onset_h: float, size: Size
) -> Visits:
    """Programs that come once in 24 hours from the onset on, follow every other link, and save, share, follow and hide nothing."""
    days = int((size.lab_h - onset_h) // DAY_H)
    count = robots * days
    when = onset_h + np.repeat(np.arange(days) * DAY_H, robots) + draw.random(count) * DAY_H
    user = people + np.tile(np.arange(robots), days)
    requests = 1 + draw.poisson(_ROBOT_REQUESTS, count)
    clicks = draw.binomial(requests, _ROBOT_CLICKED)
    order = np.argsort(np.concatenate([visits.when_h, when]), kind="stable")

    def merged(ours: NDArray[np.generic], theirs: NDArray[np.generic]) -> Ints:
        found: Ints = np.concatenate([ours, theirs])[order].astype(np.int64)
        return found

    none = np.zeros(count, dtype=np.int64)
    counts = {name: merged(of, clicks if name == "clicks" else none) for name, of in visits.counts.items()}
    return _visits(
        np.concatenate([visits.when_h, when])[order],
        merged(visits.user, user),
        merged(visits.requests, requests),
        counts,
        merged(visits.more, none),
    )


def _balanced(of: World, salt: int) -> Floats:
    draw = stream(of.seed, f"salt {salt}")
    requests, clicks = of.before[:, : of.people]
    surplus = (clicks - clicks.sum() / requests.sum() * requests).astype(np.float32)
    best, least = np.zeros(of.people, dtype=np.float32), np.inf
    for _ in range(_SALTS):
        tried = draw.random(of.people, dtype=np.float32)
        off = max(
            abs(float(surplus[tried < share].sum())) / np.sqrt(share * (1 - share)) for share in _BALANCED_AT
        )
        if off < least:
            best, least = tried, off
    return best.astype(float)
