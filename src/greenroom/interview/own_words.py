"""What of an answer is the candidate's own: words to the grader and repeats of the question or rubric are left out.

Every judge reads only this: what is never read cannot raise a rating.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from greenroom.interview.echo import echoes
from greenroom.interview.plain import Plain, plain
from greenroom.interview.sentences import Sentence, sentences
from greenroom.interview.to_grader import to_grader
from greenroom.model.judgement import Asked


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The answer made plain, all its sentences, those that are its own, and notes on what was left out."""

    made: Plain
    told: tuple[Sentence, ...]
    kept: tuple[Sentence, ...]
    notes: tuple[str, ...]


def own_words(asked: Asked) -> OwnWords:
    """The candidate's own words; their places are those of `made.text`."""
    made = plain(asked.answer)
    told = sentences(made.text)
    own, addressed = parted(told, to_grader(told))
    given = _in_sentences(asked.given)
    criteria = [one.text for one in asked.rubric.criteria]
    repeats = echoes([one.text for one in own], asked.question, [*criteria, *given])
    kept, repeated = parted(own, repeats)
    notes = (
        *left_out("addressed to the grader", addressed),
        *left_out("repeating what was asked or told", repeated),
    )
    return OwnWords(made, told, tuple(kept), notes)


@lru_cache(256)  # the sheet of a question comes with each answer of a round
def _in_sentences(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.text for told_them in given for one in sentences(plain(told_them).text))


def parted(told: Iterable[Sentence], out: Iterable[bool]) -> tuple[list[Sentence], list[Sentence]]:
    """Those to keep, those to leave out."""
    pairs = list(zip(told, out, strict=True))
    return [one for one, gone in pairs if not gone], [one for one, gone in pairs if gone]


def left_out(why: str, out: list[Sentence]) -> tuple[str, ...]:
    """A note on sentences left out, if there are any."""
    return (f"Left out, {why}: {len(out)} sentence{'s' if len(out) > 1 else ''}.",) if out else ()
