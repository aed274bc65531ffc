"""What there is to learn: concepts with prerequisites, and the course whose lessons are built from them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from greenroom.model.ladder import Level, Role
from greenroom.model.value import Prose, Slug, Value


class Number(Value):
    """A figure of a worked example that follows from others: as it is written, and how to compute it."""

    shown: Prose
    compute: Annotated[str, Field(min_length=1)]


class Concept(Value):
    """One idea that interviews ask for, explained on a page."""

    uuid: UUID
    slug: Slug
    title: Prose
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    prerequisites: tuple[Slug, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=60)]
    numbers: tuple[Number, ...] = ()
    lesson: Prose


class Check(Value):
    """A question at the end of a lesson, what an answer must say, and one that says it."""

    ask: Prose
    criteria: Annotated[tuple[Prose, ...], Field(min_length=2, max_length=4)]
    answer: Prose


class Diagram(Value):
    """The picture of a lesson, in an SVG file of the lesson's name; `alt` says what it shows."""

    alt: Prose


class Lesson(Value):
    """A page of the course: several concepts drawn into one thread, with questions to check oneself."""

    uuid: UUID
    slug: Slug
    title: Prose
    module: Slug
    order: Annotated[int, Field(ge=1)]
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    concepts: Annotated[tuple[Slug, ...], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=60)]
    numbers: tuple[Number, ...] = ()
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]
    diagram: Diagram | None = None
    svg: str = ""
    text: Prose


class Module(Value):
    """Lessons that belong together, in their order."""

    id: Slug
    title: Prose
    promise: Prose
