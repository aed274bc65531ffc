"""Two things the measures share: ratios that may not be defined, and runs of equal values."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


def ratio(part: ArrayLike, whole: ArrayLike) -> Floats:
    """Part over whole, which broadcast; NaN where the whole is not above 0."""
    parts, wholes = np.broadcast_arrays(
        np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    )
    result: Floats = np.divide(parts, wholes, out=np.full(wholes.shape, np.nan), where=wholes > 0)
    return result


def ties(ordered: Floats) -> tuple[Places, Places]:
    """The first and the last place of each value's equals, of values sorted along the last axis; both of their shape."""
    size = ordered.shape[-1]
    places = np.broadcast_to(np.arange(size), ordered.shape)
    same = ordered[..., 1:] == ordered[..., :-1]
    if not same.any():  # the common case of values that are measured; half the time of the rest
        return places, places
    first = np.concatenate([places[..., :1], np.where(same, 0, places[..., 1:])], axis=-1)
    last = np.concatenate([np.where(same, size, places[..., :-1]), places[..., -1:]], axis=-1)
    return (
        np.maximum.accumulate(first, axis=-1),
        np.flip(np.minimum.accumulate(np.flip(last, -1), axis=-1), -1),
    )
