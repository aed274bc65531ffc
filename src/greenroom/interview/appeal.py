"""An appeal: the candidate points at own words for a criterion; the rating moves only if these words carry it.

The sentences that hold the words are read for the criterion alone. They count where they meet it by themselves, and move the
rating by one at most. What is not in the transcript, or asks instead of shows, cannot be pointed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from greenroom.interview.score import POINTS_OF
from greenroom.interview.sentences import sentences
from greenroom.model.judgement import CriterionScore, Label, Quote

FEWEST_WORDS = 4
_GOOD = 3
_SURE = 0.5  # how sure the reading of the words alone must be


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences of the answer that hold the words pointed at: `answer[start:end] == text`."""

    text: str
    start: int
    end: int


def passage(words: str, answer: str) -> Passage | None:
    """Where the words stand in the answer, whatever the spaces and capitals between them; None where they do not, or are too few."""
    parts = words.split()
    if len(parts) < FEWEST_WORDS:
        return None
    found = re.search(r"\s+".join(re.escape(part) for part in parts), answer, re.IGNORECASE)
    if found is None:
        return None
    held = [one for one in sentences(answer) if one.start < found.end() and one.end > found.start()]
    start = min([found.start(), *(one.start for one in held)])
    end = max([found.end(), *(one.end for one in held)])
    return Passage(answer[start:end], start, end)


def heard(score: CriterionScore, alone: CriterionScore, at: Passage) -> CriterionScore:
    """The score after an appeal; `alone` is how the words at `at` read by themselves."""
    if score.rating is None or alone.rating is None or score.rating >= _GOOD:
        return score
    carries = alone.label is Label.MET and alone.rating > score.rating and alone.confidence >= _SURE
    if not carries:
        why = "These words were read again by themselves; they do not show more than was rated."
        return score.model_copy(update={"explanation": f"{score.explanation} On appeal: {why}"})
    rating = score.rating + 1
    return score.model_copy(
        update={
            "rating": rating, "points": POINTS_OF[rating], "label": Label.MET if rating >= _GOOD else Label.PARTIAL,
            "evidence": (Quote(text=at.text, start=at.start, end=at.end),), "confidence": alone.confidence,
            "explanation": "On appeal: read by themselves, these words carry the point.",
        }
    )  # fmt: skip
