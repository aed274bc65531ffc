"""Why: it joins the symbols with blanks and replaces text, which also matches the end of a longer symbol and trips over blanks in words.
Fails: runs, blanks-and-scripts, few-letters, many-words
"""


import heapq
from collections import defaultdict


def merged(symbols, pair):
    """The symbols with the pair merged from left to right."""
    return " ".join(symbols).replace(" ".join(pair), "".join(pair)).split()


def train(counts, merges, least=2):
    words = [(list(word), count) for word, count in counts.items()]
    totals, where = defaultdict(int), defaultdict(set)
    for number, (symbols, count) in enumerate(words):
        for pair in zip(symbols, symbols[1:]):
            totals[pair] += count
            where[pair].add(number)
    heap = [(-total, pair) for pair, total in totals.items()]
    heapq.heapify(heap)
    learnt = []
    while heap and len(learnt) < merges:
        total, best = heapq.heappop(heap)
        if -total != totals[best]:
            continue  # outdated: an entry with the count of now is in the heap as well
        if -total < max(least, 1):
            break
        learnt.append(best)
        changed = set()
        for number in where.pop(best):
            before, count = words[number]
            after = merged(before, best)
            words[number] = after, count
            for pair in zip(before, before[1:]):
                totals[pair] -= count
                changed.add(pair)
            for pair in zip(after, after[1:]):
                totals[pair] += count
                where[pair].add(number)
                changed.add(pair)
        for pair in changed:
            if totals[pair] > 0:
                heapq.heappush(heap, (-totals[pair], pair))
    return learnt


def encode(word, learnt):
    ranks = {pair: rank for rank, pair in reversed(list(enumerate(learnt)))}
    symbols = list(word)
    while True:
        known = [pair for pair in zip(symbols, symbols[1:]) if pair in ranks]
        if not known:
            return symbols
        symbols = merged(symbols, min(known, key=ranks.__getitem__))
