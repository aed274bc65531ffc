"""Coverage: how much the packs hold for each role, level and round. A report, not a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from greenroom.model.content import Catalogue, Loop, PackInfo, Question
from greenroom.model.ladder import Level, Role
from greenroom.model.value import Value


class Gap(Value):
    """A round that is held at a level, with no question to practise it."""

    round: str
    level: Level


class RoleSummary(Value):
    """What there is for one role; content for several roles counts for each of them.

    `by_level` counts the questions asked at a level, `by_round` those of a round, in the order of the loop;
    `gaps` are the rounds without a question, level by level.
    """

    role: Role
    questions: int
    exemplars: int
    concepts: int
    drills: int
    asks: int
    by_level: Mapping[Level, int]
    by_round: Mapping[str, int]
    gaps: tuple[Gap, ...]


class Summary(Value):
    """What the packs hold in all, and for each role that has a loop or a question."""

    packs: tuple[PackInfo, ...]
    questions: int
    exemplars: int
    concepts: int
    drills: int
    frameworks: int
    asks: int
    skills: int
    roles: tuple[RoleSummary, ...]


def summarise(catalogue: Catalogue) -> Summary:
    """Count what `catalogue` holds (graded answers count 0 when it was loaded without them)."""
    present = [role for role in Role if role in catalogue.loops or _of(role, catalogue)]
    return Summary(
        packs=catalogue.packs,
        questions=len(catalogue.questions),
        exemplars=_exemplars(catalogue.questions),
        concepts=len(catalogue.concepts),
        drills=len(catalogue.drills),
        frameworks=len(catalogue.frameworks),
        asks=len(catalogue.asks),
        skills=len(catalogue.vocabulary.skills),
        roles=tuple(_role(role, catalogue) for role in present),
    )


def _role(role: Role, catalogue: Catalogue) -> RoleSummary:
    questions = _of(role, catalogue)
    loop = catalogue.loops.get(role)
    levels = Counter(level for question in questions for level in question.levels)
    rounds = Counter(question.round for question in questions)
    order = [slot.id for slot in loop.rounds] if loop else sorted(rounds)
    return RoleSummary(
        role=role,
        questions=len(questions),
        exemplars=_exemplars(questions),
        concepts=sum(role in concept.roles for concept in catalogue.concepts),
        drills=sum(role in drill.roles for drill in catalogue.drills),
        asks=sum(role in ask.roles for ask in catalogue.asks),
        by_level={level: levels[level] for level in Level if levels[level]},
        by_round={name: rounds[name] for name in order},
        gaps=_gaps(loop, questions) if loop else (),
    )


def _gaps(loop: Loop, questions: tuple[Question, ...]) -> tuple[Gap, ...]:
    filled = {(question.round, level) for question in questions for level in question.levels}
    return tuple(
        Gap(round=slot.id, level=level)
        for slot in loop.rounds
        for level in slot.levels
        if (slot.id, level) not in filled
    )


def _of(role: Role, catalogue: Catalogue) -> tuple[Question, ...]:
    return tuple(question for question in catalogue.questions if question.role is role)


def _exemplars(questions: tuple[Question, ...]) -> int:
    return sum(len(question.exemplars) for question in questions)
