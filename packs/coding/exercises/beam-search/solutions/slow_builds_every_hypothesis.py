"""Why: it copies the tokens of the parent for every continuation, and sorts all of them, to throw nearly all away.
Fails: long-hypotheses
"""

import math


def beam_search(step, end, width, max_length, alpha):
    live, finished = [((), 0.0)], []
    for length in range(1, max_length + 1):
        offers = []
        for tokens, total in live:
            for token, gain in step(tokens):
                if gain > -math.inf:
                    offers.append((-(total + gain), (*tokens, token)))
        offers.sort()
        live = []
        for loss, tokens in offers[:width]:
            if tokens[-1] == end or length == max_length:
                finished.append((loss / length**alpha, tokens))
            else:
                live.append((tokens, -loss))
        finished = sorted(finished)[:width]
        hope = max((total for _, total in live), default=-math.inf) / max_length**alpha
        if not live or (len(finished) == width and hope < -finished[-1][0]):
            break
    return [(tokens, -loss) for loss, tokens in finished]
