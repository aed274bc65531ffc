"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid et al., 1975), in American school years."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[`*|#_]")
_END = re.compile(r"[.!?:;]\s|\n\s*\n|\n- ")
_WORD = re.compile(r"[A-Za-z']+")
_VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """Of prose in English; Markdown marks are left out. Syllables are counted as groups of vowels, less a silent e."""
    plain = _MARKS.sub(" ", text)
    sentences = [part for part in _END.split(plain) if len(part.split()) > 1]
    words = _WORD.findall(plain)
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    low = word.lower()
    silent = low.endswith("e") and not low.endswith("le")
    return max(1, len(_VOWELS.findall(low)) - silent)
