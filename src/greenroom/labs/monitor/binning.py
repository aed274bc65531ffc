"""Values -> histogram counts: what the distances of `drift` are taken of.

The edges come from the reference once and are kept; a window is counted in the reference's bins.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def quantile_edges(reference: ArrayLike, *, bins: int) -> Floats:
    """The bins - 1 inner edges, shape (..., bins - 1), that cut reference values (..., rows) into bins of about equal rows.

    Missing values (NaN) are left out. A value that fills more than one bin makes equal edges, between which no row falls:
    those bins stay empty in every histogram, and the distances leave them out.

    Raises:
        ValueError: fewer than two bins, or a feature without a value.
    """
    values = np.asarray(reference, dtype=np.float64)
    if bins < 2 or not np.all(np.any(~np.isnan(values), axis=-1)):
        raise ValueError("A histogram has two bins or more, and each feature of a reference has a value.")
    cuts = np.nanquantile(values, np.arange(1, bins) / bins, axis=-1)
    return np.moveaxis(cuts, 0, -1)


def count(values: ArrayLike, edges: ArrayLike) -> NDArray[np.int64]:
    """Rows a bin, shape (..., bins + 1), of values (..., rows) cut at inner edges (..., bins - 1), which broadcast.

    A bin holds the values from its lower edge on (included) to its upper edge (excluded); the first and the last are open to
    infinity. One more bin, after the last, holds the missing values (NaN): a feature that goes missing has drifted.
    """
    rows, cuts = np.asarray(values, dtype=np.float64), np.asarray(edges, dtype=np.float64)
    lead = np.broadcast_shapes(rows.shape[:-1], cuts.shape[:-1])
    ordered = np.broadcast_to(np.sort(rows, axis=-1), (*lead, rows.shape[-1])).reshape(-1, rows.shape[-1])
    inner = np.broadcast_to(cuts, (*lead, cuts.shape[-1])).reshape(-1, cuts.shape[-1])
    known = (~np.isnan(ordered)).sum(axis=-1)
    below = np.array(
        [row.searchsorted(cut, side="left") for row, cut in zip(ordered, inner, strict=True)], dtype=np.int64
    ).reshape(inner.shape)
    ends = np.column_stack([np.zeros_like(known), below, known, np.full_like(known, rows.shape[-1])])
    return np.diff(ends, axis=-1).reshape(*lead, -1)
