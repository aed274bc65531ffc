"""Words with times, from the tokens of a model: pieces of words, each with the second it was heard at."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.model.speech import HeardWord

_AFTER_LAST = (
    0.2  # seconds that the last piece of a word is taken to last: models tell where a piece begins only
)


def words_of(tokens: Sequence[str], times: Sequence[float], *, seconds: float) -> tuple[HeardWord, ...]:
    """The words that `tokens` spell, a leading space beginning a new one, within a piece of `seconds`.

    `times` are those at which the tokens begin. Marks such as commas belong to the word before them; a word ends shortly
    after its last token, at the latest where the next one begins.
    """
    spelt: list[tuple[str, float, float]] = []  # text, first and last token's time
    fresh = True
    for token, at in zip(tokens, times, strict=True):
        if token.startswith("<") and token.endswith(">"):
            continue  # <unk> and the like spell nothing
        text = token.strip()
        is_mark = bool(text) and not any(sign.isalnum() for sign in text)
        if spelt and text and (is_mark or not (fresh or token[0].isspace())):
            before, first, last = spelt[-1]
            spelt[-1] = before + text, first, last if is_mark else at
            fresh = token[-1].isspace()
        elif text and not is_mark:
            spelt.append((text, at, at))
            fresh = token[-1].isspace()
        else:
            fresh = fresh or not text
    return _within(spelt, seconds)


def _within(spelt: Sequence[tuple[str, float, float]], seconds: float) -> tuple[HeardWord, ...]:
    made: list[HeardWord] = []
    earliest = 0.0
    for place, (text, first, last) in enumerate(spelt):
        start = min(max(first, earliest), seconds)
        nearest = min(spelt[place + 1][1], seconds) if place + 1 < len(spelt) else seconds
        end = max(start, min(last + _AFTER_LAST, nearest))
        made.append(HeardWord(text, round(start, 3), round(end, 3)))
        earliest = end
    return tuple(made)
