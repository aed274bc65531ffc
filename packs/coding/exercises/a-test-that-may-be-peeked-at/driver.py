"""Shows a Peek the values of a case, look by look: as they stand there, or drawn for a number of looks."""

import numpy as np

from solution import Peek


def made(value):
    """Values of `looks` looks: `size` of each variant, b higher by what `effects` says from which look on."""
    draw = np.random.default_rng(value["seed"])
    for number in range(value["looks"]):
        effect = [one for since, one in value["effects"] if since <= number][-1]
        parts = (value["level"] + shift + value["spread"] * draw.standard_normal(value["size"]) for shift in (0.0, effect))
        yield [part.tolist() for part in parts]


def told(found):
    """What can be compared: numbers as floats, the decision as it is."""
    return [float(found["p"]), float(found["low"]), float(found["high"]), found["decision"]]


def run(value):
    peek = Peek(value["alpha"], value["tau"], value["least"])
    every = value.get("every", 1)
    looks = value["given"] if "given" in value else made(value)
    out = []
    for number, (a, b) in enumerate(looks):
        found = peek.look(a, b)
        if number % every == every - 1:
            out.append(told(found))
    return out
