"""Asks for the NDCG of each query and for the mean, of rows that a case tells or that are made from a seed."""

import numpy as np
from solution import mean_ndcg, ndcg_by_query


def made(value):
    """Rows of many queries, shuffled; with `steps` there are only so many different scores."""
    draw = np.random.default_rng(value["seed"])
    rows, share = value["rows"], value["share"]
    queries = draw.integers(0, max(1, rows // value["each"]), rows) * 1_000_003 - 5_000_000
    grades = np.where(draw.random(rows) < share, draw.integers(1, value["top"] + 1, rows), 0).astype(np.int8)
    scores = draw.standard_normal(rows) + grades * 0.3
    if value.get("steps"):
        scores = np.floor(scores * value["steps"])
    return queries, scores, grades


def run(value):
    if "rows" in value:
        queries, scores, grades = made(value)
    else:
        queries = np.array(value["queries"], dtype=np.int64)
        scores = np.array(value["scores"], dtype=np.float64)
        grades = np.array(value["grades"], dtype=np.int8)
    kept, k = (queries.copy(), scores.copy(), grades.copy()), value["k"]
    ids, values = ndcg_by_query(queries, scores, grades, k)
    if value.get("digest"):
        ids, values = np.asarray(ids), np.asarray(values, dtype=np.float64)
        known = ~np.isnan(values)
        told = {"queries": len(ids), "known": int(known.sum()), "sum": float(values[known].sum())}
        weights = np.cos(np.asarray(ids, dtype=np.float64) / 1_000_003)
        return {**told, "weighted": float((values[known] * weights[known]).sum())}
    mean = mean_ndcg(queries, scores, grades, k)
    same = all(np.array_equal(one, before) for one, before in zip((queries, scores, grades), kept))
    values = np.asarray(values)
    told = {"ids": np.asarray(ids).tolist(), "values": values.tolist(), "float64": values.dtype == np.float64}
    return {**told, "mean": float(mean), "arguments_kept": same}
