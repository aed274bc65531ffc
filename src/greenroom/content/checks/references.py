"""Rung "references": every name used is the name of something, and of something that fits."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from greenroom.content.read import Entry, Pack, QuestionEntry, Shelf
from greenroom.content.toml_file import Keys
from greenroom.errors import PackIssue
from greenroom.model.content import Ask, Concept, Drill, Loop, Question
from greenroom.model.skills import SkillVocabulary

_RUNG = "references"


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Names of rounds, levels, concepts, topics, pillars, criteria and roles that lead nowhere."""
    loops = {entry.value.role: entry.value for entry in shelf.loops}
    for pack in shelf.packs:
        yield from _roles(pack)
    for loop in shelf.loops:
        yield from _loop(loop)
    for question in shelf.questions:
        if question.value.role in loops or not shelf.is_broken("/loop.toml"):
            yield from _round(question, loops.get(question.value.role))
        yield from _level_notes(question)
        yield from _followups(question)
    yield from _topics(shelf)
    yield from _concepts(shelf)


def _roles(pack: Pack) -> Iterator[PackIssue]:
    """A pack is passed over for roles that it does not name, with everything in it."""
    own = pack.info.value.roles
    single: list[Entry[Question] | Entry[Loop]] = [*pack.questions, *([pack.loop] if pack.loop else [])]
    several: list[Entry[Concept] | Entry[Drill] | Entry[Ask]] = [*pack.concepts, *pack.drills, *pack.asks]
    hint = f"add the role to {pack.info.file.name}, or move this to another pack"
    for one in single:
        if own and one.value.role not in own:
            yield one.issue(_RUNG, ("role",), f"role {one.value.role} is not one of the pack's", hint)
    for some in several:
        if own and not set(some.value.roles) & set(own):
            yield some.issue(_RUNG, ("roles",), "none of the roles is one of the pack's", hint)


def _loop(entry: Entry[Loop]) -> Iterator[PackIssue]:
    loop = entry.value
    pillars = [pillar.id for pillar in loop.pillars]
    described = {level.level for level in loop.levels}
    for index, slot in enumerate(loop.rounds):
        for pillar in slot.pillars:
            if pillar not in pillars:
                yield _unknown(entry, ("round", index, "pillars"), "pillar", pillar, pillars)
        for level in slot.levels:
            if level not in described:
                message = f"level {level} has no [[level]] in this loop"
                yield entry.issue(_RUNG, ("round", index, "levels"), message, "describe it or leave it out")
    for index, pillar in enumerate(pillars):
        if not any(pillar in slot.pillars for slot in loop.rounds):
            hint = "name it in the pillars of a round, or leave it out"
            yield entry.issue(_RUNG, ("pillar", index, "id"), f"no round judges pillar {pillar}", hint)


def _round(entry: QuestionEntry, loop: Loop | None) -> Iterator[PackIssue]:
    question = entry.value
    if loop is None:
        message = f"no pack has the loop of role {question.role}"
        yield entry.issue(_RUNG, ("role",), message, "add a loop.toml, or check beside the pack that has it")
        return
    slot = next((slot for slot in loop.rounds if slot.id == question.round), None)
    if slot is None:
        rounds = [slot.id for slot in loop.rounds]
        yield _unknown(entry, ("round",), "round", question.round, rounds)
        return
    for level in question.levels:
        if level not in slot.levels:
            hint = f"{slot.id} is for {', '.join(slot.levels)}"
            yield entry.issue(_RUNG, ("levels",), f"round {slot.id} is not held at level {level}", hint)


def _level_notes(entry: QuestionEntry) -> Iterator[PackIssue]:
    for index, criterion in enumerate(entry.value.criteria):
        for level in criterion.level_notes:
            if level not in entry.value.levels:
                keys = ("criterion", index, "level_notes", level.value)
                hint = f"it is asked at {', '.join(entry.value.levels)}"
                yield entry.rubric.issue(_RUNG, keys, f"the question is not asked at level {level}", hint)


def _followups(entry: QuestionEntry) -> Iterator[PackIssue]:
    ids = [criterion.id for criterion in entry.value.criteria]
    probes = Entry(entry.value, entry.followups)
    for index, followup in enumerate(entry.value.followups):
        if followup.criterion not in ids:
            yield _unknown(probes, ("followup", index, "criterion"), "criterion", followup.criterion, ids)
    found = entry.value.followups
    probed, kinds = {probe.criterion for probe in found} & set(ids), {probe.when for probe in found}
    if len(found) < 4 or len(probed) < 3 or len(kinds) < 2:
        message = f"{len(found)} follow-ups probe {len(probed)} criteria when {' or '.join(sorted(kinds))}"
        yield probes.issue(_RUNG, (), message, "at least 4, for 3 criteria and 2 kinds of when")


def _topics(shelf: Shelf) -> Iterator[PackIssue]:
    if not shelf.vocabularies:
        if not shelf.is_broken("skills.toml"):
            hint = "check beside the core pack, which holds it"
            yield PackIssue("skills.toml", 0, 0, _RUNG, "no skills vocabulary found", hint)
        return
    vocabulary = shelf.vocabularies[0][1]
    named: list[Entry[Question] | Entry[Concept] | Entry[Drill] | Entry[Ask]] = [
        *shelf.questions,
        *shelf.concepts,
        *shelf.drills,
        *shelf.asks,
    ]
    for entry in named:
        for topic in entry.value.topics:
            if topic not in vocabulary.skills:
                near = _near_topic(topic, vocabulary)
                yield entry.issue(_RUNG, ("topics",), f"topic {topic} is not in the vocabulary", near)


def _near_topic(topic: str, vocabulary: SkillVocabulary) -> str:
    meant = vocabulary.id_of(topic.replace("-", " "))
    return f"did you mean {meant}?" if meant else _did_you_mean(topic, vocabulary.skills)


def _concepts(shelf: Shelf) -> Iterator[PackIssue]:
    needs = {entry.value.slug: entry.value.prerequisites for entry in shelf.concepts}
    uses: list[tuple[Entry[Question] | Entry[Concept], str, tuple[str, ...]]] = [
        *((entry, "concepts", entry.value.concepts) for entry in shelf.questions),
        *((entry, "prerequisites", entry.value.prerequisites) for entry in shelf.concepts),
    ]
    for entry, key, slugs in uses:
        for slug in slugs:
            if slug not in needs and not shelf.is_broken(f"/concepts/{slug}.md"):
                yield _unknown(entry, (key,), "concept", slug, needs)
    for concept in shelf.concepts:
        if _leads_back(concept.value.slug, needs):
            message = f"the prerequisites of {concept.value.slug} lead back to it"
            yield concept.issue(_RUNG, ("prerequisites",), message, "nobody could begin; take one out")


def _leads_back(slug: str, needs: Mapping[str, Sequence[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(needs[slug])
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting.extend(needs.get(at, ()))
    return slug in seen


def _unknown(
    entry: Entry[Question] | Entry[Concept] | Entry[Loop],
    keys: Keys,
    what: str,
    name: str,
    known: Iterable[str],
) -> PackIssue:
    return entry.issue(_RUNG, keys, f"there is no {what} {name}", _did_you_mean(name, known))


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"known: {', '.join(names)}" if len(names) <= 8 else ""
