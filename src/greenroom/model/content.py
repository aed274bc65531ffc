"""What packs hold, typed: who a pack is, the loop of a role, facts that age, questions to ask them; and all of it together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from greenroom.model.course import Concept, Lesson, Module
from greenroom.model.exercise import Exercise
from greenroom.model.lab import Scenario
from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Maturity
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.question import Question
from greenroom.model.skills import SkillVocabulary
from greenroom.model.value import Prose, Slug, Value, Weight


class PackInfo(Value):
    """pack.toml: who a pack is and what may be done with it."""

    id: Slug
    title: Prose
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    licence: Prose
    roles: tuple[Role, ...] = ()


class Pillar(Value):
    """One thing a loop judges."""

    id: Slug
    name: Prose
    weight: Weight
    judged: Prose
    strong: Prose
    weak: Prose


class Round(Value):
    """One interview slot with one focus; `framework` is the one that structures an answer in it, where one does.

    `coding` says that code is written in it, so that exercises prepare for it.
    """

    id: Slug
    title: Prose
    minutes: Annotated[int, Field(ge=10, le=240)]
    weight: Weight
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    pillars: Annotated[tuple[Slug, ...], Field(min_length=1)]
    looks_for: Annotated[tuple[Prose, ...], Field(min_length=2)]
    not_expected: Annotated[tuple[Prose, ...], Field(min_length=1)]
    framework: Slug | None = None
    coding: bool = False


class LevelExpectation(Value):
    """What is expected of one level of a role, and what is not needed there."""

    level: Level
    title: Prose
    scope: Prose
    expected: Annotated[tuple[Prose, ...], Field(min_length=3)]
    not_needed: Annotated[tuple[Prose, ...], Field(min_length=1)]
    bar: Prose


class Fact(Value):
    """A figure about the market or the process, with the month it holds for and its source, or marked as reported.

    It ages, and is asked after once it is old, unless it is `settled`: a law, or a study's finding.
    """

    id: Slug
    text: Prose
    as_of: Annotated[str, StringConstraints(pattern=r"^20[1-9]\d-(0[1-9]|1[0-2])$")]
    source: str = ""
    reported: bool = False
    settled: bool = False
    topic: Literal["compensation", "loop", "process", "price", "hardware"]
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: tuple[Level, ...] = ()

    @property
    def year(self) -> int:
        """Of `as_of`."""
        return int(self.as_of[:4])


class Loop(Value):
    """loop.toml: all the rounds of one role's hiring process, and what they judge."""

    role: Role
    summary: Prose
    pillars: Annotated[tuple[Pillar, ...], Field(min_length=3)]
    rounds: Annotated[tuple[Round, ...], Field(min_length=3)]
    levels: Annotated[tuple[LevelExpectation, ...], Field(min_length=3)]

    def rounds_at(self, level: Level) -> tuple[Round, ...]:
        """The rounds one meets at `level`, in order."""
        return tuple(r for r in self.rounds if level in r.levels)

    def has_coding(self, level: Level) -> bool:
        """Whether code is written in one of the rounds at `level`, or at the nearest level the role has."""
        return any(r.coding for r in self.rounds_at(self.expectation(level).level))

    def expectation(self, level: Level) -> LevelExpectation:
        """The expectation at `level`, or at the nearest level the role has."""
        return min(self.levels, key=lambda e: (abs(e.level.rank - level.rank), e.level.rank))


class Ask(Value):
    """A question the candidate asks them."""

    uuid: UUID
    text: Prose
    why: Prose
    good_sign: Prose
    warning_sign: Prose
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    audience: Literal["recruiter", "hiring_manager", "peer", "executive"]
    maturity: Annotated[tuple[Maturity, ...], Field(min_length=1)]
    topics: tuple[Slug, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Everything the installed packs hold, in a stable order.

    `left_out` names the user's own packs that could not be read, each with the first thing that is wrong.
    """

    packs: tuple[PackInfo, ...]
    loops: Mapping[Role, Loop]
    questions: tuple[Question, ...]
    exercises: tuple[Exercise, ...]
    scenarios: tuple[Scenario, ...]
    concepts: tuple[Concept, ...]
    modules: tuple[Module, ...]
    lessons: tuple[Lesson, ...]
    drills: tuple[Drill, ...]
    estimations: tuple[Estimation, ...]
    roleplays: tuple[RolePlay, ...]
    frameworks: tuple[Framework, ...]
    asks: tuple[Ask, ...]
    facts: tuple[Fact, ...]
    vocabulary: SkillVocabulary
    left_out: tuple[str, ...] = ()

    @property
    def by_themselves(self) -> tuple[Question, ...]:
        """The questions that can be asked at any time: not those about code that was just handed in."""
        return tuple(question for question in self.questions if not question.after_code)

    def exercise_on(self, topics: Sequence[str], roles: Collection[Role]) -> Exercise | None:
        """The exercise for any of these roles on the first of `topics`, the one that shares most of them; None where none is."""
        near = [
            one for one in self.exercises if topics[0] in one.topics and not set(roles).isdisjoint(one.roles)
        ]
        return min(near, key=lambda one: (-len(set(topics).intersection(one.topics)), one.slug), default=None)

    def for_roles(self, roles: Collection[Role]) -> Catalogue:
        """What is for any of these roles: their loops and questions, and what names one of them or none."""

        def fits(named: Collection[Role]) -> bool:
            return not named or not set(roles).isdisjoint(named)

        return replace(
            self,
            loops={role: loop for role, loop in self.loops.items() if role in roles},
            questions=tuple(q for q in self.questions if q.role in roles),
            exercises=tuple(e for e in self.exercises if fits(e.roles)),
            concepts=tuple(c for c in self.concepts if fits(c.roles)),
            lessons=tuple(one for one in self.lessons if fits(one.roles)),
            drills=tuple(d for d in self.drills if fits(d.roles)),
            estimations=tuple(e for e in self.estimations if fits(e.roles)),
            roleplays=tuple(r for r in self.roleplays if r.role in roles),
            frameworks=tuple(f for f in self.frameworks if fits(f.roles)),
            asks=tuple(a for a in self.asks if fits(a.roles)),
            facts=tuple(f for f in self.facts if fits(f.roles)),
        )
