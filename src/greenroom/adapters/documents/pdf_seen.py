"""Which words of a PDF page a reader sees: a known trick hides words for machines in white or in tiny letters."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from greenroom.adapters.documents.pdf_text import Word

NOTE = 'The PDF holds text a reader cannot see: "{text}". It is left out.'
_SHOWN = 80  # characters of the hidden text that the note quotes
_LEAST_SIZE = 2.0  # points; nobody reads letters smaller than that
_LIGHT = 200  # of 255 in every channel; only pages with such letters are drawn to look
_APART = 24  # of 255 in a channel; colours nearer than that are one to the eye
_INK = 0.03  # share of the word's box that has to stand out
_PIXELS = 2000  # longest side of the drawn page


def seen_words(page: Any, words: list[Word]) -> tuple[list[Word], list[Word]]:
    """The words a reader sees and those nobody does, both in order.

    Unseen is a word under 2 points, outside the page, drawn in the colour that lies beneath it, or not
    drawn at all with nothing beneath (the text layer over a scan has the scan beneath it).
    """
    _, bottom, _, top = page.get_cropbox()
    height = top - bottom
    upright = page.get_rotation() == 0  # a turned page is drawn turned, while its words keep their places
    seen: list[Word] = []
    hidden: list[Word] = []
    image = _drawn(page) if upright and any(_is_suspect(word) for word in words) else None
    for word in words:
        outside = word.base <= 0 or word.base - word.style.size > height
        unseen = (
            outside or word.style.size < _LEAST_SIZE or (image is not None and _blends(word, image, height))
        )
        (hidden if unseen else seen).append(word)
    return seen, hidden


def hidden_note(hidden: list[Word]) -> str:
    """What the user is told; "" when nothing was hidden or it is no more than a stray mark."""
    text = " ".join(word.text for word in hidden)
    if sum(char.isalnum() for char in text) < 2:
        return ""
    return NOTE.format(text=text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…")


def _is_suspect(word: Word) -> bool:
    return not word.style.inked or min(word.style.colour) >= _LIGHT


def _drawn(page: Any) -> NDArray[np.int16]:
    scale = min(1.0, _PIXELS / max(page.get_width(), page.get_height(), 1.0))
    image: NDArray[np.int16] = (
        page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3].astype(np.int16)
    )
    return image


def _blends(word: Word, image: NDArray[np.int16], height: float) -> bool:
    """Whether the page shows one colour where the word stands: the word's own, or any where it has none."""
    scale = image.shape[0] / height
    top, bottom = (word.base - 0.6 * word.style.size) * scale, (word.base + 0.1 * word.style.size) * scale
    left, right = word.x0 * scale, word.x1 * scale
    box = image[max(0, int(top)) : max(0, int(bottom)) + 1, max(0, int(left)) : max(0, int(right)) + 1]
    if box.size == 0:
        return False
    colour = np.array(word.style.colour) if word.style.inked else np.median(box, axis=(0, 1))
    apart = np.abs(box - colour).max(axis=2) > _APART
    return bool(apart.mean() < _INK)
