"""What of an answer a language model gets to read, and the way back from its quotes to the candidate's own words.

As for the embedded judge, words to the grader and sentences that only repeat the question or the rubric are taken
out before: a model cannot obey what it never sees, and no quote can be taken from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.interview.own_words import left_out, own_words, parted
from greenroom.interview.plain import Plain, plain
from greenroom.interview.sentences import Sentence
from greenroom.model.judgement import Asked

_MOST = 24_000  # characters, about 4,000 words; more is no answer, and overruns small models
_OUT = "\x00"  # stands for every character left out; `plain` lets none of them through
_LEAST_WORDS, _LEAST_LENGTH = 3, 20  # below both a quote shows nothing, unless it is a whole sentence
_AROUND = " \t\n\"'.,;:"
_SAME = str.maketrans(
    {**dict.fromkeys("’‘‛`´", "'"), **dict.fromkeys("“”„‟", '"'), **dict.fromkeys("–—‑−‐", "-")}
)
"""Models set quotation marks and dashes their own way; what is shown is always the candidate's own text."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as it is sent; `text` has the length of `made.text`."""

    answer: str
    made: Plain
    text: str
    whole: frozenset[str]
    notes: tuple[str, ...]

    @property
    def said(self) -> str:
        """What the model reads."""
        return re.sub(rf"{_OUT}[{_OUT}\s]*", " ", self.text).strip()

    def find(self, quote: str) -> tuple[int, int] | None:
        """Where in the candidate's own answer `quote` stands, or None: not there, or too short to show anything."""
        words = _matchable(plain(quote).text).split()
        if not words:
            return None
        pattern = r"(?<![a-zA-Z0-9])" + r"\s+".join(map(re.escape, words)) + r"(?![a-zA-Z0-9])"
        match = re.search(pattern, self.text.translate(_SAME))
        if match is None or not self._shows(words, match[0]):
            return None
        return self.made.original(*match.span())

    def _shows(self, words: list[str], found: str) -> bool:
        return len(words) >= _LEAST_WORDS or len(found) >= _LEAST_LENGTH or _matchable(found) in self.whole


def hear(asked: Asked) -> Heard:
    """The answer as it is sent."""
    own = own_words(asked)
    made = own.made
    kept, late = parted(own.kept, [one.end > _MOST for one in own.kept])
    notes = (*own.notes, *left_out("beyond the length that is sent", late))
    whole = frozenset(_matchable(one.text) for one in kept)
    return Heard(asked.answer, made, _only(made.text, kept), whole, notes)


def _only(text: str, kept: Iterable[Sentence]) -> str:
    """`text` with all but `kept` and the white space in it overwritten."""
    letters = [letter if letter.isspace() else _OUT for letter in text]
    for one in kept:
        letters[one.start : one.end] = text[one.start : one.end]
    return "".join(letters)


def _matchable(text: str) -> str:
    return " ".join(text.translate(_SAME).split()).strip(_AROUND)
