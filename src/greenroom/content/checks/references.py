"""Rung "references": every name used is the name of something, and of something that fits."""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.content.checks import course, siblings
from greenroom.content.checks.named import RUNG, did_you_mean, unknown
from greenroom.content.read import Entry, Pack, QuestionEntry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.content import Ask, Loop
from greenroom.model.course import Concept, Lesson
from greenroom.model.exercise import Exercise
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.question import Question
from greenroom.model.skills import SkillVocabulary

ForRoles = Concept | Lesson | Drill | Estimation | Ask
FOR_ROLES: tuple[type[ForRoles], ...] = (Concept, Lesson, Drill, Estimation, Ask)


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Names of rounds, levels, concepts, topics, pillars, criteria and roles that lead nowhere."""
    loops = {entry.value.role: entry.value for entry in shelf.of(Loop)}
    for pack in shelf.packs:
        yield from _roles(pack)
    for loop in shelf.of(Loop):
        yield from _loop(loop)
        yield from _frameworks(loop, shelf)
    for question in shelf.questions:
        if question.value.role in loops or not shelf.is_broken("/loop.toml"):
            yield from _round(question, loops.get(question.value.role))
        yield from _level_notes(question)
        yield from _followups(question)
    for play in shelf.of(RolePlay):
        if play.value.role in loops or not shelf.is_broken("/loop.toml"):
            yield from _round(play, loops.get(play.value.role))
    yield from _topics(shelf)
    yield from course.issues(shelf)
    yield from siblings.issues(shelf)


def _roles(pack: Pack) -> Iterator[PackIssue]:
    """A pack is passed over for roles that it does not name, with everything in it."""
    own = pack.info.value.roles
    single: tuple[Entry[Question] | Entry[Loop] | Entry[RolePlay], ...] = (
        *pack.questions,
        *pack.of(Loop),
        *pack.of(RolePlay),
    )
    several: tuple[Entry[ForRoles], ...] = tuple(entry for kind in FOR_ROLES for entry in pack.of(kind))
    hint = f"add the role to {pack.info.file.name}, or move this to another pack"
    for one in single:
        if own and one.value.role not in own:
            yield one.issue(RUNG, ("role",), f"role {one.value.role} is not one of the pack's", hint)
    for some in several:
        if own and not set(some.value.roles) & set(own):
            yield some.issue(RUNG, ("roles",), "none of the roles is one of the pack's", hint)


def _loop(entry: Entry[Loop]) -> Iterator[PackIssue]:
    loop = entry.value
    pillars = [pillar.id for pillar in loop.pillars]
    described = {level.level for level in loop.levels}
    for index, slot in enumerate(loop.rounds):
        for pillar in slot.pillars:
            if pillar not in pillars:
                yield unknown(entry, ("round", index, "pillars"), "pillar", pillar, pillars)
        for level in slot.levels:
            if level not in described:
                message = f"level {level} has no [[level]] in this loop"
                yield entry.issue(RUNG, ("round", index, "levels"), message, "describe it or leave it out")
    for index, pillar in enumerate(pillars):
        if not any(pillar in slot.pillars for slot in loop.rounds):
            hint = "name it in the pillars of a round, or leave it out"
            yield entry.issue(RUNG, ("pillar", index, "id"), f"no round judges pillar {pillar}", hint)


def _frameworks(entry: Entry[Loop], shelf: Shelf) -> Iterator[PackIssue]:
    """Frameworks live in the core pack, beside which a loop is checked."""
    known = [one.value.slug for one in shelf.of(Framework)]
    for index, slot in enumerate(entry.value.rounds):
        if slot.framework is not None and slot.framework not in known:
            yield unknown(entry, ("round", index, "framework"), "framework", slot.framework, known)


def _round(entry: Entry[Question] | Entry[RolePlay], loop: Loop | None) -> Iterator[PackIssue]:
    question = entry.value
    if loop is None:
        message = f"no pack has the loop of role {question.role}"
        yield entry.issue(RUNG, ("role",), message, "add a loop.toml, or check beside the pack that has it")
        return
    slot = next((slot for slot in loop.rounds if slot.id == question.round), None)
    if slot is None:
        rounds = [slot.id for slot in loop.rounds]
        yield unknown(entry, ("round",), "round", question.round, rounds)
        return
    for level in question.levels:
        if level not in slot.levels:
            hint = f"{slot.id} is for {', '.join(slot.levels)}"
            yield entry.issue(RUNG, ("levels",), f"round {slot.id} is not held at level {level}", hint)


def _level_notes(entry: QuestionEntry) -> Iterator[PackIssue]:
    for index, criterion in enumerate(entry.value.criteria):
        for level in criterion.level_notes:
            if level not in entry.value.levels:
                keys = ("criterion", index, "level_notes", level.value)
                hint = f"it is asked at {', '.join(entry.value.levels)}"
                yield entry.rubric.issue(RUNG, keys, f"the question is not asked at level {level}", hint)


def _followups(entry: QuestionEntry) -> Iterator[PackIssue]:
    ids = [criterion.id for criterion in entry.value.criteria]
    probes = Entry(entry.value, entry.followups or entry.file)
    for index, followup in enumerate(entry.value.followups):
        if followup.criterion not in ids:
            yield unknown(probes, ("followup", index, "criterion"), "criterion", followup.criterion, ids)
    change = entry.value.change
    for name in change.moves if change else ():
        if name not in ids:
            yield unknown(probes, ("change", "moves"), "criterion", name, ids)


def _topics(shelf: Shelf) -> Iterator[PackIssue]:
    if not shelf.vocabularies:
        if not shelf.is_broken("skills.toml"):
            hint = "check beside the core pack, which holds it"
            yield PackIssue("skills.toml", 0, 0, RUNG, "no skills vocabulary found", hint)
        return
    vocabulary = shelf.vocabularies[0][1]
    named: tuple[Entry[Question] | Entry[Exercise] | Entry[RolePlay] | Entry[ForRoles], ...] = (
        *shelf.questions,
        *shelf.exercises,
        *shelf.of(RolePlay),
        *(e for kind in FOR_ROLES for e in shelf.of(kind)),
    )
    for entry in named:
        for topic in entry.value.topics:
            if topic not in vocabulary.skills:
                near = _near_topic(topic, vocabulary)
                yield entry.issue(RUNG, ("topics",), f"topic {topic} is not in the vocabulary", near)


def _near_topic(topic: str, vocabulary: SkillVocabulary) -> str:
    meant = vocabulary.id_of(topic.replace("-", " "))
    return f"did you mean {meant}?" if meant else did_you_mean(topic, vocabulary.skills)
