"""Pieces: words that stand together on one baseline, the atoms of reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.adapters.documents.mend import LIST_MARKS, is_mark
from greenroom.adapters.documents.pdf_text import Word

ROW = 0.35  # baselines up to this many font sizes apart are one row
_CHAIN = 0.8  # words up to this many font sizes apart are one piece
_CHANGE = 0.5  # the same where a heading of its own look stands beside other text
_MARK_GAP = 1.6  # font sizes between a list mark and its text at most
_DATE = re.compile(
    r"(?:19|20)\d\d|\d\d/\d\d|\b(?:present|today|now|current|ongoing|heute)\b|aujourd|至今|今", re.IGNORECASE
)
_RANGE = re.compile(r"\d\s*[-–—]\s*\S|\bto\b")


@dataclass(slots=True)
class Piece:
    """Words that follow each other on one baseline.

    `parted` says whether the piece starts a new cell of its row: None leaves it to the distance.
    """

    words: list[Word]
    x0: float
    x1: float
    y0: float
    y1: float
    base: float
    size: float
    order: int
    parted: bool | None = None

    @property
    def text(self) -> str:
        """The words with single spaces; for telling dates, not for output."""
        return " ".join(word.text for word in self.words)

    @property
    def tracked(self) -> bool:
        """Whether it is letters set apart, as in "P R O F I L E"."""
        return len(self.words) > 1 and all(len(word.text) == 1 and word.text.isalpha() for word in self.words)

    @property
    def dated(self) -> bool:
        """Whether a year or "present" stands in it."""
        return bool(_DATE.search(self.text))

    @property
    def ranged(self) -> bool:
        """Whether a range of dates stands in it."""
        return bool(_RANGE.search(self.text))

    @property
    def marked(self) -> bool:
        """Whether it opens with a list mark."""
        return is_mark(self.words[0].text)


def pieces_of(words: Sequence[Word]) -> list[Piece]:
    """Words joined where they stand near each other on one baseline, from top to bottom."""
    _level_marks(words)
    pieces: list[Piece] = []
    for row in _grouped(sorted(words, key=lambda word: (word.base, word.x0))):
        row.sort(key=lambda word: word.x0)
        last: Word | None = None
        for word in row:
            size = max(word.style.size, 1.0)
            boxed = last is not None and last.box != word.box and last.box > 0 < word.box
            if last is not None and not boxed and -2 * size < word.x0 - last.x1 <= _reach(last, word) * size:
                pieces[-1].words.append(word)
                _grow(pieces[-1], word)
            else:
                pieces.append(
                    Piece([word], word.x0, word.x1, word.y0, word.y1, word.base, word.style.size, word.order)
                )
                pieces[-1].parted = True if boxed else None
            last = word
    return pieces


def _level_marks(words: Sequence[Word]) -> None:
    """Put list marks in small type on the baseline of the text that they stand before."""
    for mark in words:
        if mark.text not in LIST_MARKS:
            continue
        middle = (mark.y0 + mark.y1) / 2
        beside = [
            word
            for word in words
            if word.y0 <= middle <= word.y1 and 0 < word.x0 - mark.x1 < _MARK_GAP * word.style.size
        ]
        if beside:
            mark.base = min(beside, key=lambda word: word.x0).base


def _reach(last: Word, word: Word) -> float:
    """How far apart two words of one piece may stand, in font sizes: less where size and colour change."""
    one, two = last.style, word.style
    if last.text in LIST_MARKS:
        return _MARK_GAP
    return _CHAIN if one.size == two.size or one.colour == two.colour else _CHANGE


def _grow(piece: Piece, word: Word) -> None:
    piece.x1, piece.size = max(piece.x1, word.x1), max(piece.size, word.style.size)
    piece.y0, piece.y1 = min(piece.y0, word.y0), max(piece.y1, word.y1)
    piece.order = min(piece.order, word.order)


def _grouped(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in words:
        # The first word of a row sets its baseline, so that rows cannot drift down the page.
        if rows and abs(word.base - rows[-1][0].base) <= ROW * min(word.style.size, rows[-1][0].style.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows
