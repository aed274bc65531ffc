"""Part of rung "references": concepts, their prerequisites, and the lessons built from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from greenroom.content.checks.named import RUNG, unknown
from greenroom.content.read import Entry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.course import Concept, Lesson, Module
from greenroom.model.question import Question


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Concepts and modules that are not there, prerequisites in a circle, lessons in the same place."""
    needs = {entry.value.slug: entry.value.prerequisites for entry in shelf.of(Concept)}
    uses: list[tuple[Entry[Question] | Entry[Concept] | Entry[Lesson], str, tuple[str, ...]]] = [
        *((entry, "concepts", entry.value.concepts) for entry in shelf.questions),
        *((entry, "concepts", entry.value.concepts) for entry in shelf.of(Lesson)),
        *((entry, "prerequisites", entry.value.prerequisites) for entry in shelf.of(Concept)),
    ]
    for entry, key, slugs in uses:
        for slug in slugs:
            if slug not in needs and not shelf.is_broken(f"/concepts/{slug}.md"):
                yield unknown(entry, (key,), "concept", slug, needs)
    for concept in shelf.of(Concept):
        if _leads_back(concept.value.slug, needs):
            message = f"the prerequisites of {concept.value.slug} lead back to it"
            yield concept.issue(RUNG, ("prerequisites",), message, "nobody could begin; take one out")
    yield from _modules(shelf)


def _modules(shelf: Shelf) -> Iterator[PackIssue]:
    modules = [entry.value.id for entry in shelf.of(Module)]
    first: dict[int, str] = {}
    for lesson in shelf.of(Lesson):
        if lesson.value.module not in modules and not shelf.is_broken("/course.toml"):
            yield unknown(lesson, ("module",), "module", lesson.value.module, modules)
        earlier = first.setdefault(lesson.value.order, lesson.value.slug)
        if earlier != lesson.value.slug:
            message = f"{earlier} is lesson {lesson.value.order} already"
            yield lesson.issue(RUNG, ("order",), message, "give each its own number")


def _leads_back(slug: str, needs: Mapping[str, Sequence[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(needs[slug])
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting.extend(needs.get(at, ()))
    return slug in seen
