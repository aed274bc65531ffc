"""The course in its order, for one role and level or for everyone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from greenroom.model.content import Catalogue
from greenroom.model.course import Concept, Lesson
from greenroom.model.ladder import Level, Role
from greenroom.model.value import Value


class LessonLine(Value):
    """A lesson as it stands in a table of contents."""

    order: int
    slug: str
    title: str
    minutes: int
    concepts: tuple[str, ...]


class Chapter(Value):
    """A module with the lessons that are left after narrowing; never empty."""

    id: str
    title: str
    promise: str
    lessons: tuple[LessonLine, ...]


def chapters(
    catalogue: Catalogue, role: Role | None = None, level: Level | None = None
) -> tuple[Chapter, ...]:
    """The modules in their order, with the lessons for this role and level."""
    fitting = [
        one for one in catalogue.lessons if role in {None, *one.roles} and level in {None, *one.levels}
    ]
    found = (
        Chapter(
            id=module.id,
            title=module.title,
            promise=module.promise,
            lessons=tuple(_line(one) for one in fitting if one.module == module.id),
        )
        for module in catalogue.modules
    )
    return tuple(chapter for chapter in found if chapter.lessons)


def ranks(concepts: Sequence[Concept]) -> dict[str, int]:
    """Of each concept how many steps of prerequisites among these lie under it; 0 where it needs none of them."""
    known = {concept.slug: concept for concept in concepts}
    found: dict[str, int] = {}
    for concept in concepts:
        _rank(concept, known, found)
    return found


def _rank(concept: Concept, known: Mapping[str, Concept], found: dict[str, int]) -> int:
    if concept.slug not in found:
        found[concept.slug] = 0  # a circle, which the checks refuse, ends here
        under = [_rank(known[slug], known, found) for slug in concept.prerequisites if slug in known]
        found[concept.slug] = 1 + max(under) if under else 0
    return found[concept.slug]


def _line(lesson: Lesson) -> LessonLine:
    return LessonLine(
        order=lesson.order,
        slug=lesson.slug,
        title=lesson.title,
        minutes=lesson.minutes,
        concepts=lesson.concepts,
    )
