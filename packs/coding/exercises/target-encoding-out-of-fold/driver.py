"""Fits an encoder, once or several times, and asks it for new rows; large results come back as sums."""

import numpy as np
from solution import TargetEncoder


def made(value):
    """Rows with few frequent and many rare categories, shuffled over the folds."""
    draw = np.random.default_rng(value["seed"])
    rows = value["rows"]
    categories = (value["categories"] * draw.random(rows) ** 3).astype(np.int64) * 7_919_000_000_017 - 4_000_000_000_000_000
    targets = draw.standard_normal(rows) + value.get("offset", 0.0)
    folds = draw.permutation(rows) % value["folds"] * 11 - 40
    return categories, targets, folds


def arrays(fit):
    if "rows" in fit:
        return made(fit)
    kinds = ("categories", np.int64), ("targets", np.float64), ("folds", np.int64)
    return tuple(np.array(fit[name], dtype=kind) for name, kind in kinds)


def run(value):
    encoder, told = TargetEncoder(value["smoothing"]), []
    for fit in value["fits"] if "fits" in value else [value]:
        given = arrays(fit)
        kept = [one.copy() for one in given]
        try:
            found = np.asarray(encoder.fit_transform(*given))
        except ValueError:
            told.append("ValueError")
            continue
        same = all(np.array_equal(one, before) for one, before in zip(given, kept))
        if fit.get("digest"):
            new = np.asarray(encoder.transform(given[0][::50] + np.arange(len(given[0][::50])) % 2))
            sums = [float((one * np.cos(np.arange(len(one)))).sum()) for one in (found, new)]
            told.append({"rows": len(found), "sums": sums, "squares": float((found**2).sum())})
            continue
        new = np.asarray(encoder.transform(np.array(fit["new"], dtype=np.int64)))
        float64 = found.dtype == np.float64 and new.dtype == np.float64
        told.append({"training": found.tolist(), "new": new.tolist(), "float64": float64, "arguments_kept": same})
    return told
