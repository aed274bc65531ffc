"""Why: for each merge it counts the pairs of all words again.
Fails: many-words
"""

from collections import Counter


def merged(symbols, pair):
    """The symbols with the pair merged from left to right."""
    out, place = [], 0
    while place < len(symbols):
        if place + 1 < len(symbols) and (symbols[place], symbols[place + 1]) == pair:
            out.append(symbols[place] + symbols[place + 1])
            place += 2
        else:
            out.append(symbols[place])
            place += 1
    return out


def train(counts, merges, least=2):
    words = [(list(word), count) for word, count in counts.items()]
    learnt = []
    while len(learnt) < merges:
        totals = Counter()
        for symbols, count in words:
            for pair in zip(symbols, symbols[1:]):
                totals[pair] += count
        if not totals:
            break
        best = min(totals, key=lambda pair: (-totals[pair], pair))
        if totals[best] < least:
            break
        learnt.append(best)
        words = [(merged(symbols, best), count) for symbols, count in words]
    return learnt


def encode(word, learnt):
    ranks = {pair: rank for rank, pair in reversed(list(enumerate(learnt)))}
    symbols = list(word)
    while True:
        known = [pair for pair in zip(symbols, symbols[1:]) if pair in ranks]
        if not known:
            return symbols
        symbols = merged(symbols, min(known, key=ranks.__getitem__))
