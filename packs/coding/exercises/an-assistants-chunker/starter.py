"""Cuts documents into overlapping chunks, and finds quotes again."""


def chunk(text, size, overlap):
    """The chunks of the text: a list of (start, end), so that text[start:end] is the chunk."""
    if size < 1 or not 0 <= overlap < size:
        raise ValueError("the overlap must be smaller than the size")
    words = text.split()
    chunks, first, position = [], 0, 0
    while first < len(words):
        count = sentence_end(words[first : first + size], overlap)
        piece = " ".join(words[first : first + count])
        # Search from where the last chunk began: chunks overlap, but they never go backwards.
        start = text.find(piece, position)
        chunks.append((start, start + len(piece)))
        position = start
        first += size - overlap
    return chunks


def sentence_end(words, overlap):
    """How many of these words to take: up to the last end of a sentence, if that is beyond the overlap."""
    for count in range(len(words), overlap, -1):
        if words[count - 1].endswith((".", "!", "?")):
            return count
    return len(words)


def locate(text, chunks, number, quote):
    """Where in the document chunk `number` has what the model quoted: (start, end), or None."""
    start, end = chunks[number]
    # Models do not keep line breaks, so both sides are normalised before they are compared.
    wanted = " ".join(quote.split())
    place = " ".join(text[start:end].split()).find(wanted)
    if place < 0:
        return None
    return start + place, start + place + len(wanted)
