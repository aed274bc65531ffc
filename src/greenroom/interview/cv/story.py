"""Which line of the CV a told story stands on, by nearness, shared words and the employer named; said only where it is clear."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from greenroom.interview.cv.employers import name_of, named, same_employer
from greenroom.interview.cv.figures import gives_figure, gives_one_of, has_figures
from greenroom.interview.remark import stems
from greenroom.model.cv import CvClaims, CvJob, Told

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
STANDS, BACKED = 0.45, 0.22
"""From the one on a line is what the story is about; below the other no line is."""
_MARGIN = 0.04  # by which the best line must be ahead of the next
_SENTENCES = 3  # of a story that are nearest to a line and tell how near it is
_WORDS = 0.3  # what all shared words add to a nearness
_LEAST_WORDS = 20  # of a story
_ASKED = re.compile(
    r"\b(?:a|one|the last|an) (?:time|situation|moment|occasion|project|decision|disagreement|conflict|mistake|failure|programme|system|model|feature)\b"
    r"[^.?]{0,60}\b(?:you|your)\b|\b(?:tell me about|walk me through|describe|take me through)\b[^.?]{0,60}\b(?:you|your)\b|\bof yours\b",
    re.IGNORECASE,
)


def asks_for_story(statement: str, focus: str) -> bool:
    """Whether a question asks what the candidate did: its round is for that, or its words say so."""
    return focus == "behavioural" or bool(_ASKED.search(statement))


def story(told: Sequence[str], cv: CvClaims, encode: Encode) -> Told | None:
    """What of the CV a story stands on; None where it is too short, the CV has no lines, or it is not clear.

    Args:
        told: The sentences of all answers.
        cv: The CV.
        encode: Texts to unit vectors, one a row.
    """
    if sum(len(one.split()) for one in told) < _LEAST_WORDS:
        return None
    at = {place for one in told for place in named(one, cv.jobs)}
    lines = [(job, line) for job in cv.jobs for line in job.lines if line]
    lines += [(CvJob(), line) for line in cv.lines if line]
    if not lines:
        return None
    near = nearness(told, [line for _, line in lines], encode)
    here = _jobs(at, cv) if len(at) == 1 else ()
    kept = [place for place, (job, _) in enumerate(lines) if not here or job in here]
    if not kept:
        return Told(job=name_of(here[0].employer))
    best = max(kept, key=lambda place: float(near[place]))
    job, line = lines[best]
    rival = max(
        (place for place in kept if place != best), key=lambda place: float(near[place]), default=best
    )
    stands = near[best] >= STANDS
    if stands and (rival == best or near[best] >= near[rival] + _MARGIN):
        return _stands(told, job, line)
    if here or (stands and lines[rival][0] == job):
        return Told(job=name_of(here[0].employer if here else job.employer))
    return Told() if near.max() < BACKED else None


def nearness(told: Sequence[str], lines: Sequence[str], encode: Encode) -> NDArray[np.float64]:
    """How near a story is to each line: the mean cosine of its nearest sentences, and the share of the line's words it uses."""
    cosines = np.asarray(encode(list(told)) @ encode(list(lines)).T, dtype=np.float64)
    nearest = np.sort(cosines, axis=0)[-_SENTENCES:].mean(axis=0)
    words = stems(" ".join(told))
    used = [len(words & own) / max(len(own), 1) for own in map(stems, lines)]
    return np.asarray(nearest + _WORDS * np.array(used), dtype=np.float64)


def _jobs(at: set[int], cv: CvClaims) -> tuple[CvJob, ...]:
    return same_employer(next(iter(at)), cv.jobs)


def _stands(told: Sequence[str], job: CvJob, line: str) -> Told:
    return Told(
        job=name_of(job.employer),
        line=line,
        left_out=has_figures(line) and not gives_one_of(told, line),
        no_figure=not any(map(gives_figure, told)),
    )
