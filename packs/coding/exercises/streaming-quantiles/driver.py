"""Adds the values of a case and asks for quantiles: at the end, and after every so many where the case says so."""

import random

from solution import Quantiles


def stream(value):
    """The values of a case, one at a time: those told, or `count` of a kind."""
    if "values" in value:
        yield from value["values"]
        return
    draw, count, kind = random.Random(f"{value['seed']}-0"), value["count"], value["kind"]
    for place in range(count):
        if kind == "random":
            yield draw.random()
        elif kind == "rising":
            yield float(place)
        elif kind == "falling":
            yield float(count - place)
        elif kind == "inwards":
            yield float(place if place % 2 else 2 * count - place)
        elif kind == "skewed":
            yield 10 ** (draw.random() * 12 - 6)
        else:
            yield float(draw.choice([1, 1, 1, 1, 1, 1, 2, 2, 3, 50]))


def run(value):
    one, answers, number = Quantiles(value["error"]), [], 0
    every = value.get("every")

    def ask():
        for q in value["ask"]:
            got = one.quantile(q)
            answers.append([number, q, None if got is None else float(got)])

    if value.get("before"):
        ask()
    for number, item in enumerate(stream(value), 1):
        one.add(item)
        if every and number % every == 0:
            ask()
    if not every:
        ask()
    return answers
