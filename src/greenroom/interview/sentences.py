"""An answer cut into sentences, each with its place: what evidence is quoted from.

Speech and shouting come without full stops; there a sentence is a run of words of about a spoken breath, so that a
quote stays readable and a judge can still point at one part of the answer. What is addressed to the grader is cut off
from the candidate's words beside it, so that it can be left out alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from greenroom.interview.instruction import instructions

_BREATH = 28  # words: the longest run that is quoted as one sentence
_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[^\s])|\n+|(?<=[。！？])")
_ABBREVIATION = re.compile(
    r"(?:\b(?i:e\.g|i\.e|vs|approx|fig|ca|cf)|\b(?:Dr|Mr|Mrs|Ms|Prof|St)|\b[A-Z])\.$"
)  # titles as they are written: "120 ms." and "120 MS." end a sentence
_SOFT = re.compile(r"[,;:–—]\s+|\s+(?:and then|and|but|so|because|then|while)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text == answer[start:end]`, without white space at its ends."""

    text: str
    start: int
    end: int


@lru_cache(512)  # one answer is asked about by the judge, the interviewer and the probes
def sentences(answer: str) -> tuple[Sentence, ...]:
    """The sentences of `answer` in order; together they hold all of its words."""
    found: list[Sentence] = []
    for start, end in _pieces(answer):
        for first, last in _parted(answer, start, end):
            found += _breaths(answer, first, last)
    return tuple(found)


def _parted(answer: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A range cut before and after each part that is addressed to the grader."""
    at = start
    for first, last in instructions(answer[start:end]):
        yield at, start + first
        yield start + first, start + last
        at = start + last
    yield at, end


def _pieces(answer: str) -> list[tuple[int, int]]:
    """Ranges between sentence ends and line breaks; an abbreviation's full stop ends nothing."""
    pieces, start = [], 0
    for match in _END.finditer(answer):
        if "\n" not in match[0] and _ABBREVIATION.search(answer[start : match.start()].rstrip("\"'”’)]")):
            continue
        pieces.append((start, match.start() + len(match[0]) - len(match[0].lstrip("\"'”’)]"))))
        start = match.end()
    pieces.append((start, len(answer)))
    return pieces


def _breaths(answer: str, start: int, end: int) -> list[Sentence]:
    """One range as sentences: cut where it is longer than a breath, at a soft boundary where there is one."""
    words = list(re.finditer(r"\S+", answer[start:end]))
    cut: list[Sentence] = []
    while words:
        take = len(words)
        if take > _BREATH * 3 // 2:
            take = _soft_cut(answer, start, words)
        first, last = start + words[0].start(), start + words[take - 1].end()
        cut.append(Sentence(answer[first:last], first, last))
        words = words[take:]
    return cut


def _soft_cut(answer: str, start: int, words: list[re.Match[str]]) -> int:
    """How many words to take: up to the last soft boundary within a breath, else a whole breath."""
    head = answer[start + words[0].start() : start + words[_BREATH - 1].end()]
    soft = [match for match in _SOFT.finditer(head) if match.start() > len(head) // 3]
    if not soft:
        return _BREATH
    match = soft[-1]
    at = match.end() if match[0].strip() in {",", ";", ":", "–", "—"} else match.start()
    return max(1, len(head[:at].split()))
