"""Why: parents stay in the order of their sums, so equal sums are decided by the better parent and not by the tokens.
Fails: ties-in-the-beam, long-hypotheses
"""

import heapq
import math


def beam_search(step, end, width, max_length, alpha):
    live, finished = [((), 0.0)], []
    for length in range(1, max_length + 1):
        offers = (
            (-(total + gain), rank, token)
            for rank, (tokens, total) in enumerate(live)
            for token, gain in step(tokens)
            if gain > -math.inf
        )
        kept = [((*live[rank][0], token), -loss) for loss, rank, token in heapq.nsmallest(width, offers)]
        live = []
        for tokens, total in kept:
            if tokens[-1] == end or length == max_length:
                finished.append((-total / length**alpha, tokens))
            else:
                live.append((tokens, total))
        finished = heapq.nsmallest(width, finished)
        hope = max((total for _, total in live), default=-math.inf) / max_length**alpha
        if not live or (len(finished) == width and hope < -finished[-1][0]):
            break
    return [(tokens, -loss) for loss, tokens in finished]
