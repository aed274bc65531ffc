"""Why: one pass over the payments by time beside one over the labels by when they became known: a rate holds what was known before, and no more."""

def prepare(payments, trained_at, smoothing=20.0, base=0.01):
    rates = rates_of(payments, smoothing, base)
    parts = {"train": [], "valid": []}
    for place, one in enumerate(payments):
        if one["label"] is None:
            continue
        if one["time"] >= trained_at:
            parts["valid"].append((one["id"], rates[place], one["label"]))
        elif one["known_at"] < trained_at:
            parts["train"].append((one["id"], rates[place], one["label"]))
    return parts


def rates_of(payments, smoothing, base):
    """The rate of each payment, by its place: what was known before it was made."""
    news = sorted((one for one in payments if one["label"] is not None), key=lambda one: one["known_at"])
    frauds, counts = {}, {}
    fraud = number = 0
    rates = [0.0] * len(payments)
    for place in sorted(range(len(payments)), key=lambda place: payments[place]["time"]):
        payment = payments[place]
        while number < len(news) and news[number]["known_at"] < payment["time"]:
            told = news[number]
            frauds[told["merchant"]] = frauds.get(told["merchant"], 0) + told["label"]
            counts[told["merchant"]] = counts.get(told["merchant"], 0) + 1
            fraud += told["label"]
            number += 1
        overall = fraud / number if number else base
        merchant = payment["merchant"]
        rates[place] = (frauds.get(merchant, 0) + smoothing * overall) / (counts.get(merchant, 0) + smoothing)
    return rates
