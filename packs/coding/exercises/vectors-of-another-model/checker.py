"""Vectors must be right; the model may be asked for no more than needed, and for less where a solution finds a way."""

import math


def check(value, output, expected):
    if "proof" in value:
        for name, right in expected.items():
            if output.get(name) is not right:
                return f"proof of the module '{name}' should be {right}, is {output.get(name)!r}"
        return ""
    for number, (got, right) in enumerate(zip(output, expected, strict=True), start=1):
        if len(got["vectors"]) != len(right["vectors"]):
            return f"request {number} should give {len(right['vectors'])} vectors, gives {len(got['vectors'])}"
        for place, (one, other) in enumerate(zip(got["vectors"], right["vectors"], strict=True)):
            if len(one) != len(other) or not all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6) for a, b in zip(one, other, strict=True)):
                return f"request {number}: vector {place} should be {other}, is {one}"
        if got["asked"] > right["asked"]:
            return f"request {number} sends {got['asked']} texts to the model where {right['asked']} are enough"
    return ""
