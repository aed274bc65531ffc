"""The hypotheses must be those expected; the model may be called less often than the reference calls it, never more."""


def check(value, output, expected):
    found, wanted = output["hypotheses"], expected["hypotheses"]
    for place, (mine, theirs) in enumerate(zip(found, wanted)):
        if mine[0] != theirs[0]:
            at = next((i for i, (a, b) in enumerate(zip(mine[0], theirs[0])) if a != b), min(len(mine[0]), len(theirs[0])))
            return f"hypothesis {place} should be {theirs[0][: at + 5]}, is {mine[0][: at + 5]} (they differ from token {at} on)"
        if not abs(mine[1] - theirs[1]) <= 1e-6 * max(1.0, abs(theirs[1])):
            return f"the score of hypothesis {place} should be {theirs[1]}, is {mine[1]}"
    if len(found) != len(wanted):
        return f"there should be {len(wanted)} hypotheses, there are {len(found)}"
    if output["calls"] > expected["calls"]:
        return f"the model was called {output['calls']} times, {expected['calls']} are enough"
    return ""
