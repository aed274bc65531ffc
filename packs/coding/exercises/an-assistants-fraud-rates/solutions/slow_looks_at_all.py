"""Why: for each payment it goes through all others to see what was known.
Fails: millions
"""

def prepare(payments, trained_at, smoothing=20.0, base=0.01):
    labelled = [one for one in payments if one["label"] is not None]

    def rate(payment):
        known = [one for one in labelled if one["known_at"] < payment["time"]]
        mine = [one["label"] for one in known if one["merchant"] == payment["merchant"]]
        overall = sum(one["label"] for one in known) / len(known) if known else base
        return (sum(mine) + smoothing * overall) / (len(mine) + smoothing)

    def ready(part):
        return [(one["id"], rate(one), one["label"]) for one in part]

    return {
        "train": ready(one for one in labelled if one["time"] < trained_at and one["known_at"] < trained_at),
        "valid": ready(one for one in labelled if one["time"] >= trained_at),
    }
