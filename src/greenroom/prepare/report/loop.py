"""Section 2: what this loop judges."""

from __future__ import annotations

import re

from greenroom.model.content import Fact, Pillar, Round
from greenroom.model.report import LoopView, PillarView, RoundView, Statement
from greenroom.prepare.report.candidacy import Candidacy, general, inferred, quote_posting
from greenroom.prepare.report.regions import holds_here

_FACTS = 6
_OF_LOOPS = ("compensation", "loop", "process")


def view_loop(case: Candidacy) -> LoopView:
    """The role's loop at this level, with the rounds the posting itself announces marked as such."""
    loop, level = case.loop, case.level
    expectation = loop.expectation(level)
    return LoopView(
        summary=_summary(case),
        level_title=expectation.title,
        scope=expectation.scope,
        expected=expectation.expected,
        not_needed=expectation.not_needed,
        bar=expectation.bar,
        pillars=tuple(_pillar(case, pillar) for pillar in loop.pillars),
        rounds=tuple(_round(case, r) for r in case.rounds),
        facts=_facts(case),
    )


def _facts(case: Candidacy) -> tuple[Fact, ...]:
    """What is known of such loops at this level and place; what is about this role alone comes first."""
    known = (
        f for f in case.catalogue.facts if case.role in f.roles and (not f.levels or case.level in f.levels)
    )
    fitting = (fact for fact in known if fact.topic in _OF_LOOPS and holds_here(case, fact))
    return tuple(sorted(fitting, key=lambda fact: len(fact.roles))[:_FACTS])


def _summary(case: Candidacy) -> Statement:
    role, posting = case.role, case.posting
    if posting.role.exact:
        return general(case.loop.summary)
    text = (
        f"The posting is for “{posting.role.named}”, which is none of the four roles Greenroom knows. "
        f"The nearest is {role.label}, so that loop is shown; ask the recruiter for theirs. {case.loop.summary}"
    )
    return inferred(text, *quote_posting(*posting.role.because[:2]))


def _pillar(case: Candidacy, pillar: Pillar) -> PillarView:
    """A pillar stands as the CV stands on the topics of the questions asked for it."""
    rounds = {r.id for r in case.loop.rounds if pillar.id in r.pillars}
    asked = [q for q in case.catalogue.by_themselves if q.role is case.role and q.round in rounds]
    topics = sorted({topic for question in asked for topic in question.topics})
    known = bool(case.statements) and bool(topics)
    weights = [1.0 + case.asked_topics.get(topic, 0.0) * 2 for topic in topics]
    points = [case.standing(topic).points for topic in topics]
    standing = sum(w * p for w, p in zip(weights, points, strict=True)) / sum(weights) if known else None
    return PillarView(
        name=pillar.name,
        weight=pillar.weight,
        judged=pillar.judged,
        strong=pillar.strong,
        weak=pillar.weak,
        standing=standing,
    )


def _round(case: Candidacy, found: Round) -> RoundView:
    words = [word for word in re.findall(r"[a-z]{5,}", found.title.lower()) if word not in _COMMON]
    announced = " ".join(step.text for step in case.posting.process).lower()
    stated = any(word in announced for word in words)
    return RoundView(
        title=found.title,
        minutes=found.minutes,
        weight=found.weight,
        looks_for=found.looks_for,
        not_expected=found.not_expected,
        stated=stated,
        coding=found.coding,
    )


_COMMON = frozenset(
    {"round", "interview", "discussion", "screen", "machine", "learning", "product", "technical"}
)
