"""Text recognition for pages without text, through the optional extra `ocr` (RapidOCR, models in its wheel)."""

from __future__ import annotations

import importlib.util
import logging
from dataclasses import replace
from functools import lru_cache
from typing import Any

from greenroom.adapters.documents.mend import split_mark
from greenroom.adapters.documents.pdf_style import Style
from greenroom.adapters.documents.pdf_text import Word

NOTE = "Text was recognised from a picture ({pages}); check names, numbers and dates."
_SCALE = 2.5  # pixels a point: 180 dots an inch, where recognition stops getting better
_LEAST_SURE = 0.6  # recognised lines with less confidence are noise


def is_available() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def recognised_words(page: Any) -> list[Word]:
    """The lines of a page's picture, each as one `Word` with spaces in it, from top to bottom."""
    found = _engine()(page.render(scale=_SCALE).to_numpy())
    if found.boxes is None:
        return []
    words = []
    for order, (box, text, sure) in enumerate(zip(found.boxes, found.txts, found.scores, strict=True)):
        if sure < _LEAST_SURE or not text.strip():
            continue
        xs, ys = [float(x) / _SCALE for x, _ in box], [float(y) / _SCALE for _, y in box]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        size = 0.75 * (y1 - y0)  # boxes are drawn around ascenders and descenders with a margin
        line = Word(text.strip(), x0, x1, y0, y1, y1 - 0.3 * size, Style(size), order)
        words.extend(_without_mark(line))
    return words


def _without_mark(line: Word) -> list[Word]:
    """The line, or its list mark and the rest as two words."""
    marked, rest = split_mark(line.text)
    if not marked:
        return [line]
    edge = line.x0 + line.style.size
    return [replace(line, text="•", x1=edge), replace(line, text=rest, x0=edge)]


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "error"})
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return engine
