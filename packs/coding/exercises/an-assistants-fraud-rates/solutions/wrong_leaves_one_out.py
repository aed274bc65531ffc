"""Why: only the own label is taken out of the rate: labels that came later, and those that nobody knew yet, are still in it.
Fails: own-label, label-comes-late, same-moment, goes-on-learning, any-order, nothing-known, new-merchant, months, all-in-training, millions
"""

def prepare(payments, trained_at, smoothing=20.0, base=0.01):
    labelled = [one for one in payments if one["label"] is not None]
    train = [one for one in labelled if one["time"] < trained_at and one["known_at"] < trained_at]
    valid = [one for one in labelled if one["time"] >= trained_at]
    overall = sum(one["label"] for one in train) / len(train) if train else base
    frauds, counts = {}, {}
    for one in train:
        frauds[one["merchant"]] = frauds.get(one["merchant"], 0) + one["label"]
        counts[one["merchant"]] = counts.get(one["merchant"], 0) + 1

    def rate(one, own):
        f, n = frauds.get(one["merchant"], 0), counts.get(one["merchant"], 0)
        if own:
            f, n = f - one["label"], n - 1
        return (f + smoothing * overall) / (n + smoothing)

    return {
        "train": [(one["id"], rate(one, True), one["label"]) for one in train],
        "valid": [(one["id"], rate(one, False), one["label"]) for one in valid],
    }
