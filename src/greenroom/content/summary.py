"""Coverage: how much the packs hold for each role, level and round. A report, not a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from greenroom.model.content import Catalogue, Loop, PackInfo
from greenroom.model.ladder import Level, Role
from greenroom.model.question import Question
from greenroom.model.value import Value


class Gap(Value):
    """A round that is held at a level, with no question to practise it."""

    round: str
    level: Level


class RoleSummary(Value):
    """What there is for one role; content for several roles counts for each of them.

    `by_level` counts the questions asked at a level, `by_round` those of a round, in the order of the loop, `cells` those
    of a round at each level it is held at; `gaps` are the cells without a question. `competencies` counts questions too.
    """

    role: Role
    questions: int
    exemplars: int
    concepts: int
    lessons: int
    drills: int
    estimations: int
    roleplays: int
    asks: int
    by_level: Mapping[Level, int]
    by_round: Mapping[str, int]
    cells: Mapping[str, Mapping[Level, int]]
    competencies: Mapping[str, int]
    gaps: tuple[Gap, ...]

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that some round is held at."""
        held = {level for row in self.cells.values() for level in row}
        return tuple(level for level in Level if level in held)


class Summary(Value):
    """What the packs hold in all, and for each role that has a loop or a question."""

    packs: tuple[PackInfo, ...]
    questions: int
    exemplars: int
    siblings: int
    exercises: int
    scenarios: int
    concepts: int
    lessons: int
    drills: int
    estimations: int
    roleplays: int
    frameworks: int
    asks: int
    facts: int
    skills: int
    roles: tuple[RoleSummary, ...]

    @property
    def said(self) -> str:
        """All of it in a sentence."""
        return (
            f"{self.questions} questions with {self.exemplars} graded answers ({self.siblings} in pairs of siblings), "
            f"{self.exercises} coding exercises, {self.scenarios} lab scenarios, {self.lessons} lessons, {self.concepts} concepts, {self.drills} drills, {self.estimations} estimates, "
            f"{self.roleplays} role-plays, {self.frameworks} frameworks, {self.asks} questions to ask them, "
            f"{self.skills} skills in the vocabulary"
        )


def summarise(catalogue: Catalogue) -> Summary:
    """Count what `catalogue` holds (graded answers count 0 when it was loaded without them)."""
    present = [role for role in Role if role in catalogue.loops or _of(role, catalogue)]
    return Summary(
        packs=catalogue.packs,
        questions=len(catalogue.questions),
        exemplars=_exemplars(catalogue.questions),
        siblings=sum(question.sibling is not None for question in catalogue.questions),
        exercises=len(catalogue.exercises),
        scenarios=len(catalogue.scenarios),
        concepts=len(catalogue.concepts),
        lessons=len(catalogue.lessons),
        drills=len(catalogue.drills),
        estimations=len(catalogue.estimations),
        roleplays=len(catalogue.roleplays),
        frameworks=len(catalogue.frameworks),
        asks=len(catalogue.asks),
        facts=len(catalogue.facts),
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
        lessons=sum(role in lesson.roles for lesson in catalogue.lessons),
        drills=sum(role in drill.roles for drill in catalogue.drills),
        estimations=sum(role in estimation.roles for estimation in catalogue.estimations),
        roleplays=sum(play.role is role for play in catalogue.roleplays),
        asks=sum(role in ask.roles for ask in catalogue.asks),
        by_level={level: levels[level] for level in Level if levels[level]},
        by_round={name: rounds[name] for name in order},
        cells=_cells(loop, questions) if loop else {},
        competencies=dict(
            Counter(name.casefold() for q in questions for name in q.competencies).most_common()
        ),
        gaps=_gaps(loop, questions) if loop else (),
    )


def _cells(loop: Loop, questions: tuple[Question, ...]) -> dict[str, dict[Level, int]]:
    held = Counter((question.round, level) for question in questions for level in question.levels)
    return {slot.id: {level: held[slot.id, level] for level in slot.levels} for slot in loop.rounds}


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
