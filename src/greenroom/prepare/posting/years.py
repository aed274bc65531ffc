"""Years of experience in a statement: "5+ years", "three to five years", "au moins 3 ans", "3年以上"."""

from __future__ import annotations

import re

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "dix": 10,
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "八": 8, "十": 10,
}  # fmt: skip
_NUMBER = rf"(\d{{1,2}}(?:\.\d)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_YEARS = re.compile(
    rf"(?<![\d.,$€£]){_NUMBER}\s*(?:\(\d+\)\s*)?(?:\+|plus|or more)?\s*(?:(?:-|–|—|to|à|or|~|至|到)\s*{_NUMBER}\s*\+?\s*)?"
    r"(?:\+\s*)?(?:full\s+)?(?:years?\b|yrs?\b|ans\b|années\b|年)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\d.,])(\d{1,2})\+(?!\s*\w*(?:%|k\b|m\b))", re.IGNORECASE)
_NOT_EXPERIENCE = re.compile(r"\b(?:past|last|next|over the|ago|founded|history|old|age)\s*$", re.IGNORECASE)
MOST = 30


def years_in(statement: str) -> tuple[float, ...]:
    """The least years of each demand in `statement`, in order; empty when it names none."""
    found = (
        _number(match.group(1))
        for match in _YEARS.finditer(statement)
        if not _NOT_EXPERIENCE.search(statement[max(0, match.start() - 12) : match.start()])
    )
    return tuple(years for years in found if years <= MOST)


def years_asked(statement: str) -> float | None:
    """The least years `statement` asks for (its largest demand), or None."""
    found = years_in(statement)
    if (
        not found
        and (bare := _BARE.search(statement))
        and re.search(r"(?i)experience|engineer|modeling|年", statement)
    ):
        found = (float(bare.group(1)),)
    return max(found, default=None)


def _number(word: str) -> float:
    return float(_WORDS.get(word.casefold()) or word)
