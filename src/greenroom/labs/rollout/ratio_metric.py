"""A ratio metric of users who make several requests each: clicks / requests, with a variance that knows of users.

requests of users -> totals by user -> Estimate

Users are assigned, requests are counted: requests of one user resemble each other, and a z-test on requests takes noise for an effect.
Source: Deng, Knoblich and Lu, "Applying the delta method in metric analytics", KDD 2018, arXiv 1803.06336.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greenroom.labs.rollout.estimate import Estimate


def by_user(user: ArrayLike, clicked: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Clicks and requests of each user, arrays of shape (users,), from one row a request, both of shape (requests,).

    Raises:
        ValueError: The shapes differ.
    """
    whose, clicks = np.asarray(user), np.asarray(clicked, dtype=float)
    if whose.shape != clicks.shape:
        raise ValueError(f"{whose.shape} users for {clicks.shape} clicks: one of each for a request")
    _, place = np.unique(whose, return_inverse=True)
    return _totals(place, clicks), _totals(place, np.ones_like(clicks))


def of_ratio(clicks: ArrayLike, requests: ArrayLike) -> Estimate:
    """All clicks over all requests and the delta method's variance of that, from the totals of each user, shape (users,).

    To first order the ratio moves by each user's (clicks - ratio * requests) / mean requests, averaged over users.

    Raises:
        ValueError: The shapes differ, there are fewer than two users, or there is no request.
    """
    above, below = np.asarray(clicks, dtype=float), np.asarray(requests, dtype=float)
    if above.shape != below.shape or below.size < 2 or not below.sum() > 0:
        raise ValueError("a ratio by user needs clicks and requests of at least two users, and a request")
    ratio = above.sum() / below.sum()
    moves = (above - ratio * below) / below.mean()
    return Estimate(float(ratio), float(moves.var(ddof=1)) / below.size)


def inflation(clicks: ArrayLike, requests: ArrayLike) -> float:
    """How many times larger the variance is than if all requests were independent (the design effect); 1 where they are.

    A plan made for requests needs so many times the traffic (`power`).

    Raises:
        ValueError: As `of_ratio`; or no request or every request was clicked.
    """
    real = of_ratio(clicks, requests)
    alone = real.value * (1 - real.value) / float(np.sum(requests))
    if not alone > 0:
        raise ValueError("where no request or every request was clicked nothing varies")
    return real.variance / alone


def _totals(place: NDArray[np.intp], values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.bincount(place, weights=values), dtype=np.float64)
