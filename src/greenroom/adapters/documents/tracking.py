"""Letters set apart: words that PDFium cut at the gaps between their letters ("C O N TACT") put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from greenroom.adapters.documents.pdf_text import Word

_TRACKED = 0.05  # font sizes between letters that are set apart
_JOIN = 1.6  # times that, within a word


def closed_up(words: Sequence[Word]) -> list[Word]:
    """The words with those joined that are parts of one whose letters are set apart ("C O N TACT")."""
    out: list[Word] = []
    for line in _lines(words):
        usual = median([word.tracking for word in line if len(word.text) > 1] or [0.0])
        joins = usual > _TRACKED * line[0].style.size
        for number, word in enumerate(line):
            if number and joins and word.x0 - out[-1].x1 <= _JOIN * usual:
                last = out[-1]
                out[-1] = replace(last, text=last.text + word.text, x1=word.x1, hyphenated=word.hyphenated)
            else:
                out.append(word)
    return out


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that follow each other on one baseline in one style."""
    line: list[Word] = []
    for word in words:
        last = line[-1] if line else None
        if last and (abs(word.base - last.base) > 0.1 or word.style != last.style or word.x0 < last.x1 - 1):
            yield line
            line = []
        line.append(word)
    if line:
        yield line
