"""Asks for the table and both errors; large tables come back as sums."""

import numpy as np
from solution import calibration_error, reliability


def made(value):
    draw = np.random.default_rng(value["seed"])
    rows = value["rows"]
    probabilities = draw.beta(0.7, 2.0, rows)
    if "steps" in value:
        probabilities = np.floor(probabilities * value["steps"]) / value["steps"]
    labels = (draw.random(rows) < probabilities**1.3).astype(np.int64)
    return probabilities.astype(value.get("dtype", "float64")), labels


def run(value):
    if "rows" in value:
        probabilities, labels = made(value)
    else:
        probabilities = np.array(value["probabilities"], dtype=value.get("dtype", "float64"))
        labels = np.array(value["labels"], dtype=np.int64)
    kept = probabilities.copy(), labels.copy()
    try:
        table = reliability(probabilities, labels, value["bins"], value["kind"])
        expected, largest = calibration_error(table)
    except ValueError:
        return "ValueError"
    rows = [[float(low), float(high), int(count), float(mean), float(share)] for low, high, count, mean, share in table]
    told = {"expected": float(expected), "largest": float(largest)}
    if value.get("digest"):
        weights = np.cos(np.arange(len(rows)))
        return {**told, "rows": len(rows), "sums": (weights @ np.array(rows)).tolist()}
    same = np.array_equal(probabilities, kept[0], equal_nan=True) and np.array_equal(labels, kept[1])
    return {**told, "table": rows, "arguments_kept": bool(same)}
