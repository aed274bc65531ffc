"""Why: the places of the words are found once and everything is taken from them; the next chunk begins from where this one ended; a quote is a pattern of its words."""

import re


def chunk(text, size, overlap):
    if size < 1 or not 0 <= overlap < size:
        raise ValueError("the overlap must be smaller than the size")
    words = [found.span() for found in re.finditer(r"\S+", text)]
    chunks, first = [], 0
    while words:
        last = min(first + size, len(words))  # the chunk has the words before this one
        if last < len(words):
            last = sentence_end(text, words, first + overlap, last)
        chunks.append((words[first][0], words[last - 1][1]))
        if last == len(words):
            break
        first = last - overlap
    return chunks


def sentence_end(text, words, least, most):
    """After which word to end: the last one up to `most` that ends a sentence and lies beyond `least`, else `most`."""
    for last in range(most, least, -1):
        if text[words[last - 1][1] - 1] in ".!?":
            return last
    return most


def locate(text, chunks, number, quote):
    start, end = chunks[number]
    words = quote.split()
    if not words:
        return None
    found = re.compile(r"\s+".join(re.escape(word) for word in words)).search(text[start:end])
    return (start + found.start(), start + found.end()) if found else None
