"""Sections 7 and 8: concepts and drills, ranked by gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from greenroom.model.course import Concept
from greenroom.model.posting import Need
from greenroom.model.practice import Drill
from greenroom.model.question import Question
from greenroom.model.report import ConceptView, DrillView, ExpectedQuestion
from greenroom.prepare.report.candidacy import Candidacy
from greenroom.prepare.report.gaps import gap_topics
from greenroom.prepare.report.reasons import Reasons

_CONCEPTS = 8
_DRILLS = 6
_HELD = 0.3  # lack below which somebody needs no lesson on a topic


def view_concepts(case: Candidacy, questions: Sequence[ExpectedQuestion]) -> tuple[ConceptView, ...]:
    """The concepts that close most of the gap, best first; those that an expected question builds on count more."""
    behind = _questions_behind(case, questions)

    def worth(concept: Concept) -> float:
        place = next((n for n, q in enumerate(behind) if concept.slug in q.concepts), None)
        return _worth(case, concept) + (0.0 if place is None else 0.4 / (1 + place / 4))

    tier = _tiers(case)
    useful = [c for c in case.catalogue.concepts if case.lack_of(c.topics) >= _HELD and worth(c) > 0]
    ranked = sorted(useful, key=lambda c: (tier(c), -worth(c), c.slug))
    reasons = Reasons(case)
    return tuple(
        ConceptView(
            slug=c.slug,
            title=c.title,
            minutes=c.minutes,
            why=reasons.for_topics(
                c.topics, c.title, next((q.title for q in behind if c.slug in q.concepts), "")
            ),
            lesson=c.lesson,
        )
        for c in ranked[:_CONCEPTS]
    )


def view_drills(case: Candidacy, questions: Sequence[ExpectedQuestion]) -> tuple[DrillView, ...]:
    """The drills for the widest gaps, best first; where there is no gap, those of the role and level."""
    behind = _questions_behind(case, questions)
    tier = _tiers(case)
    ranked = sorted(case.catalogue.drills, key=lambda d: (tier(d), -_worth(case, d), d.slug))
    reasons = Reasons(case)
    return tuple(
        DrillView(
            slug=d.slug,
            title=d.title,
            minutes=d.minutes,
            why=reasons.for_topics(d.topics, d.title, _served(d, behind)),
            task=d.task,
            exercise=_in_code(case, d),
        )
        for d in ranked[:_DRILLS]
    )


def _tiers(case: Candidacy) -> Callable[[Concept | Drill], int]:
    """0 for what a must-have gap turns on, 1 for a nice-to-have gap, 2 for what is general; by its main topics."""
    must, nice = gap_topics(case, Need.MUST), gap_topics(case, Need.NICE)

    def tier(item: Concept | Drill) -> int:
        topics = set(item.topics)
        return 0 if topics & must else 1 if topics & nice else 2

    return tier


def _questions_behind(case: Candidacy, questions: Sequence[ExpectedQuestion]) -> list[Question]:
    by_slug = {q.slug: q for q in case.catalogue.questions}
    return [by_slug[q.slug] for q in questions if q.slug in by_slug]


def _served(drill: Drill, questions: Sequence[Question]) -> str:
    """The title of the first expected question that shares a topic with a drill."""
    return next((q.title for q in questions if set(q.topics).intersection(drill.topics)), "")


def _in_code(case: Candidacy, drill: Drill) -> str:
    """The slug of an exercise on the drill's topic, where code is asked in this loop."""
    found = (
        case.catalogue.exercise_on(drill.topics, [case.role]) if case.loop.has_coding(case.level) else None
    )
    return found.slug if found else ""


def _worth(case: Candidacy, item: Concept | Drill) -> float:
    """What the posting asks on the item's topics and the CV leaves open; less for another role or level."""
    asked = sum(case.asked_topics.get(topic, 0.0) for topic in item.topics)
    mine = case.role in item.roles
    level = min(abs(level.rank - case.level.rank) for level in item.levels)
    return (
        case.gap_on(item.topics)
        + 2.0 * case.lack_of(item.topics)
        + 0.2 * asked
        + 0.2 * mine
        - 0.5 * (not mine)
        - 0.2 * level
    )
