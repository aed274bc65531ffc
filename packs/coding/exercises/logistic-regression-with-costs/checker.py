"""Compares loss and gradient; what was fitted is right wherever the gradient there is as small as was asked for."""

import math

import numpy as np


def rows(value):
    """x, y, miss and alarm of a case, as the driver makes them."""
    if "x" in value:
        y, miss, alarm = (np.array(value[name], dtype=np.float64) for name in ("y", "miss", "alarm"))
        return np.array(value["x"], dtype=np.float64).reshape(len(y), -1 if value["x"] and value["x"][0] else 0), y, miss, alarm
    draw, count, scales = np.random.default_rng(value["seed"]), value["rows"], np.array(value["scales"])
    x = draw.standard_normal((count, len(scales)))
    score = x @ draw.uniform(-1.5, 1.5, len(scales)) + value.get("shift", -1.0) + draw.standard_normal(count)
    y = (score > 0).astype(np.float64)
    y = np.where(draw.random(count) < value.get("votes", 0.0), draw.integers(0, 6, count) / 5, y)
    miss, alarm = draw.lognormal(1.0, 1.0, count), np.full(count, value.get("alarm", 2.0))
    miss[draw.random(count) < 0.1] = 0.0
    x = x * scales
    if value.get("twice"):
        x = np.concatenate([x, x[:, :1]], axis=1)
    return x, y, miss, alarm


def slope(theta, x, y, miss, alarm, l2):
    """The gradient."""
    z = x @ theta[:-1] + theta[-1]
    small = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1.0, small) / (1.0 + small)
    q = np.where(z >= 0, small, 1.0) / (1.0 + small)
    change = (alarm * (1.0 - y) * p - miss * y * q) / len(y)
    return np.append(change @ x + l2 * theta[:-1], change.sum())


def number(one):
    return isinstance(one, int | float) and not isinstance(one, bool)


def close(one, other):
    return number(one) and math.isfinite(one) and abs(one - other) <= 1e-7 * max(1.0, abs(other))


def check(value, output, expected):
    if not isinstance(output, dict) or set(output) != set(expected):
        return "the output has another form"
    if not output["kept"]:
        return "an argument was changed"
    name = "theta" if "theta" in expected else "gradient"
    found, wanted = output[name], expected[name]
    if not isinstance(found, list) or len(found) != len(wanted) or not all(number(one) for one in found):
        return f"{name} should be {len(wanted)} numbers"
    if name == "gradient":
        if not close(output["loss"], expected["loss"]):
            return f"the loss should be {expected['loss']}, is {output['loss']}"
        for place, (one, other) in enumerate(zip(found, wanted, strict=True)):
            if not close(one, other):
                return f"entry {place} of the gradient should be {other}, is {one}"
        return ""
    if not all(math.isfinite(one) for one in found):
        return "theta is not finite"
    left = slope(np.array(found), *rows(value), value["l2"])
    worst = int(np.abs(left).argmax())
    if abs(left[worst]) > 1.5e-7:
        return f"entry {worst} of the gradient at this theta is {left[worst]:.3g}: the loss is not smallest there"
    return ""
