"""Sections 2 and 8: exercises for the coding round, each for what the posting asks or the CV leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from greenroom.model.exercise import Exercise, Family
from greenroom.model.report import ExerciseView
from greenroom.prepare.exercises import fitting, steps_away
from greenroom.prepare.report.candidacy import Candidacy
from greenroom.prepare.report.reasons import Reasons

_EXERCISES = 6


def view_exercises(case: Candidacy) -> tuple[ExerciseView, ...]:
    """The exercises that prepare for the coding round of the role and level, best first; none where there is no such round.

    The best of every family comes before a second of any, for nobody knows which family will be asked.
    """
    if not case.loop.has_coding(case.level):
        return ()
    reasons = Reasons(case)
    return tuple(
        ExerciseView(
            slug=one.slug,
            title=one.title,
            family=one.family,
            minutes=one.minutes,
            why=reasons.for_topics(one.topics, one.title, ""),
        )
        for one in _spread(case, fitting(case.catalogue.exercises, case.role, case.level))[:_EXERCISES]
    )


def _spread(case: Candidacy, fit: Sequence[Exercise]) -> list[Exercise]:
    """The best of each family, then the second of each, and so on; in each turn nearest to the level first, then what is worth most."""
    worth = _worths(case, fit)
    ranked = sorted(fit, key=lambda one: (steps_away(one, case.level), -worth[one.slug], one.slug))
    before, turns = Counter[Family](), dict[str, int]()
    for one in ranked:
        turns[one.slug] = before[one.family]
        before[one.family] += 1
    return sorted(ranked, key=lambda one: turns[one.slug])


def _worths(case: Candidacy, fit: Sequence[Exercise]) -> dict[str, float]:
    """What the posting asks on each exercise's topics and the CV leaves open, by slugs; higher is more."""
    asked = {
        topic: weight * (1 - case.standing(topic).points + 0.5 * case.aim.tells(topic))
        for topic, weight in case.asked_topics.items()
    }
    return {one.slug: sum(asked.get(t, 0.0) for t in one.topics) + case.lack_of(one.topics) for one in fit}
