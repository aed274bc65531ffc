"""Cuts the text of a case, which it may have to make, and looks for quotes in the chunks."""

import random

from solution import chunk, locate

_WORDS = "the party shall pay within thirty days of notice any fee due under clause nine Müller & Söhne (seller) 🙂 a".split()
_BLANKS = [" ", " ", " ", "  ", "\n", "\n\n", "\t", "\u00a0", " \r\n "]


def made(count, seed):
    """`count` words that often come again, with sentences of different length and all kinds of blanks."""
    draw = random.Random(f"{seed}-text")
    parts = [draw.choice(["", "\n", "  "])]
    for _ in range(count):
        parts += [draw.choice(_WORDS) + draw.choice(["", "", "", "", "", "", "", ".", "!", "?", ","]), draw.choice(_BLANKS)]
    return "".join(parts)


def quotes_of(text, chunks, value):
    """Quotes from the chunks, as a model would write them: with a blank for each run of white space, now and then wrong."""
    draw = random.Random(f"{value['seed']}-quotes")
    for number, (start, end) in enumerate(chunks):
        words = text[start:end].split()
        first = draw.randrange(len(words))
        quote = " ".join(words[first : first + draw.randrange(1, 6)])
        yield [number, draw.choice([quote, quote, f" {quote}\n", quote[1:], quote.replace(" ", "\n", 1), quote.upper() + "#"])]


def run(value):
    text = value["text"] if "text" in value else made(value["words"], value["seed"])
    try:
        chunks = [(int(start), int(end)) for start, end in chunk(text, value["size"], value["overlap"])]
    except ValueError:
        return "ValueError"
    found = []
    for number, quote in value["quotes"] if "quotes" in value else quotes_of(text, chunks, value):
        place = locate(text, chunks, number, quote) if number < len(chunks) else None
        found.append(None if place is None else [int(one) for one in place])
    out = {"chunks": chunks, "found": found}
    return out | {"texts": [text[start:end] for start, end in chunks]} if "text" in value else out
