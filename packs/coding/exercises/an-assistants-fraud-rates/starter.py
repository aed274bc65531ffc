"""Prepares payments for the fraud model: a split by time, and the smoothed fraud rate of each merchant."""

from collections import defaultdict


def prepare(payments, trained_at, smoothing=20.0, base=0.01):
    """{"train": [(id, rate, label), ...], "valid": [(id, rate, label), ...]}"""
    labelled = [one for one in payments if one["label"] is not None]

    # Split by time, never at random: the model must not see the future.
    train = [one for one in labelled if one["time"] < trained_at]
    valid = [one for one in labelled if one["time"] >= trained_at]

    # The overall share of fraud, towards which small merchants are drawn.
    overall = sum(one["label"] for one in train) / len(train) if train else base

    # Rates come from training payments only, so nothing of the validation leaks into them.
    frauds, counts = defaultdict(int), defaultdict(int)
    for one in train:
        frauds[one["merchant"]] += one["label"]
        counts[one["merchant"]] += 1

    def rate(payment):
        merchant = payment["merchant"]
        return (frauds[merchant] + smoothing * overall) / (counts[merchant] + smoothing)

    return {
        "train": [(one["id"], rate(one), one["label"]) for one in train],
        "valid": [(one["id"], rate(one), one["label"]) for one in valid],
    }
