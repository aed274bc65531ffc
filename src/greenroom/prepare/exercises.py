"""Which exercises are for a role and a level, and in which order they may come into a plan."""

from __future__ import annotations

from collections.abc import Iterable

from greenroom.model.exercise import Exercise
from greenroom.model.ladder import Level, Role
from greenroom.model.report import Report


def fitting(exercises: Iterable[Exercise], role: Role, level: Level) -> list[Exercise]:
    """Those for `role`, nearest to `level` first, then by their names."""
    return sorted(
        (one for one in exercises if role in one.roles), key=lambda one: (steps_away(one, level), one.slug)
    )


def steps_away(exercise: Exercise, level: Level) -> int:
    """How many levels lie between an exercise and `level`; 0 where it is for that level."""
    return min(abs(one.rank - level.rank) for one in exercise.levels)


def in_order(exercises: Iterable[Exercise], report: Report) -> tuple[Exercise, ...]:
    """Those for the report's role and level: first the ones it chose, then those on more of what its posting asks and the CV lacks."""
    chosen = {one.slug: place for place, one in enumerate(report.exercises)}
    asked = {skill for one in report.match.requirements for skill in one.requirement.skills}
    gaps = {skill for one in report.match.requirements if one.is_gap for skill in one.requirement.skills}
    fit = fitting(exercises, report.role, report.level)
    places = {one.slug: place for place, one in enumerate(fit)}

    def order(one: Exercise) -> tuple[int, int, int, int]:
        topics = set(one.topics)
        return (
            chosen.get(one.slug, len(chosen)), -len(topics & gaps), -len(topics & asked), places[one.slug]
        )  # fmt: skip

    return tuple(sorted(fit, key=order))
