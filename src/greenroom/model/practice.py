"""What is practised alone or in a conversation: drills, estimates, role-plays, frameworks to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from greenroom.model.ladder import Level, Role
from greenroom.model.question import Criterion
from greenroom.model.value import Prose, Rating, Slug, Value

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""Of a quantity, as it is used in an expression."""
Steps = Annotated[int, Field(ge=0, le=10)]


class Drill(Value):
    """A short exercise done alone."""

    uuid: UUID
    slug: Slug
    title: Prose
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    competencies: tuple[Prose, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=60)]
    task: Prose


class Given(Value):
    """A quantity that is told, or that is fairly assumed."""

    name: Name
    value: float
    unit: str
    why: Prose


class Step(Value):
    """A quantity that follows from others: `compute` is an expression over the names before it."""

    name: Name
    compute: Annotated[str, Field(min_length=1)]
    unit: str
    says: Prose


class Estimation(Value):
    """A quantity to be worked out aloud; an estimate within `factor` either way of `answer` passes."""

    uuid: UUID
    slug: Slug
    title: Prose
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=30)]
    unit: Prose
    answer: Annotated[float, Field(gt=0)]
    factor: Annotated[float, Field(gt=1, le=10)]
    givens: Annotated[tuple[Given, ...], Field(min_length=1)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    text: Prose


class Counterpart(Value):
    """The other side of a role-play; `hidden` is what they know and want and do not say at first."""

    name: Prose
    position: Prose
    opening: Prose
    hidden: Prose


class Mood(Value):
    """One part of the counterpart's hidden state, counted from 0 to `most`."""

    id: Slug
    start: Steps
    most: Steps
    meaning: Prose


class Move(Value):
    """Something a candidate may do, read like a criterion; how it moves the state, and what is answered."""

    id: Slug
    does: Prose
    effect: Mapping[Slug, Annotated[int, Field(ge=-10, le=10)]]
    says: Prose


Ranges = Mapping[Slug, tuple[Steps, Steps]]
"""Of each state from and to which number, both included; empty fits always."""


class Reply(Value):
    """What is answered to words in which no move was recognised."""

    when: Ranges
    says: Prose


class Ending(Value):
    """How it ends in a state: the first that fits counts."""

    id: Slug
    when: Ranges
    outcome: Prose
    rating: Rating


class Run(Value):
    """A course of the conversation that is replayed by the checks."""

    kind: Literal["reference", "tempting", "poor"]
    moves: Annotated[tuple[Slug, ...], Field(min_length=1)]
    ending: Slug


class RolePlay(Value):
    """A conversation with someone whose state moves with what is said."""

    uuid: UUID
    slug: Slug
    title: Prose
    role: Role
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    round: Slug
    minutes: Annotated[int, Field(ge=5, le=45)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    competencies: Annotated[tuple[Prose, ...], Field(min_length=1)]
    setting: Prose
    goal: Prose
    other: Counterpart
    states: Annotated[tuple[Mood, ...], Field(min_length=1, max_length=4)]
    moves: Annotated[tuple[Move, ...], Field(min_length=4)]
    replies: Annotated[tuple[Reply, ...], Field(min_length=2)]
    endings: Annotated[tuple[Ending, ...], Field(min_length=2)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=3)]
    runs: Annotated[tuple[Run, ...], Field(min_length=3)]


class FrameworkPart(Value):
    """One field of a framework to fill in."""

    name: Prose
    prompt: Prose
    minutes: Annotated[float, Field(gt=0)] | None = None


class Framework(Value):
    """A way of structuring an answer, as a fill-in tool."""

    uuid: UUID
    slug: Slug
    title: Prose
    purpose: Prose
    minutes: Annotated[float, Field(gt=0)]
    roles: tuple[Role, ...] = ()
    parts: Annotated[tuple[FrameworkPart, ...], Field(min_length=2)]
    use: Prose
