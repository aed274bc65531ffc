"""Why: pairs know their words, so a merge touches only those; a heap with outdated entries gives the next pair and decides ties."""

import heapq
from collections import defaultdict


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
