"""What the CV's statements prove of each skill that a requirement names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from greenroom.model.match import Strength
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.match.evidence import Claim, Kind, proves
from greenroom.prepare.match.groups import TRAIT_KIND, Group

RELATED = 0.38  # cosine above which a statement is next to what is asked; see requirements.py
# School subjects: so much rests on them that sharing one brings nothing nearer.
_SUBJECTS = frozenset({"mathematics", "statistics", "computer-science", "algorithms", "data-science"})
_BRIDGES = frozenset({Kind.DONE, Kind.LISTED})  # what a title or the summary says brings nothing nearer
# What stands behind a strength, best first; the summary comes last, for it claims what the rest should show.
_ORDER = (Kind.DONE, Kind.HELD, Kind.LISTED, Kind.STUDIED, Kind.SAID)


@dataclass(frozen=True)
class NamedSkill:
    """A skill that is asked for: the strength of the evidence, its best statement, and what bridges to it.

    `claim` is an index into the statements, None when nothing speaks of it; `bridge` the neighbouring skill
    that the claim names, when the skill itself is not there.
    """

    skill: str
    strength: Strength
    claim: int | None = None
    bridge: str | None = None


def read_skill(
    skill: str,
    statements: Sequence[Claim],
    nearness: np.ndarray,
    vocabulary: SkillVocabulary,
    *,
    itself: bool = False,
) -> NamedSkill:
    """The best evidence for one skill among the statements that name it, a part of it or a neighbour.

    `itself` when the skill is all that the requirement asks: then any part of a general skill shows it.
    """
    exact = [i for i, s in enumerate(statements) if skill in s.skills]
    if exact and vocabulary.is_general(skill) and not itself:
        return _general(skill, exact, statements, nearness)
    if exact:
        best = min(exact, key=lambda i: standing(statements[i], float(nearness[i])))
        return NamedSkill(skill, proves(statements[best]), best)
    if vocabulary.skills[skill].kind == TRAIT_KIND:
        return NamedSkill(skill, Strength.MISSING)
    near = _neighbours(skill, vocabulary)
    beside = [i for i, s in enumerate(statements) if s.named & near and s.kind in _BRIDGES]
    if not beside:
        return NamedSkill(skill, Strength.MISSING)
    best = min(beside, key=lambda i: standing(statements[i], float(nearness[i])))
    named = statements[best].named & near
    return NamedSkill(skill, Strength.ADJACENT, best, min(named, key=lambda s: (vocabulary.is_general(s), s)))


def combine(groups: Sequence[Group], found: dict[str, NamedSkill], vocabulary: SkillVocabulary) -> Strength:
    """One strength for all the groups: of alternatives the best; of what is all asked for, mean and best alike.

    A mean alone would call somebody who proves the core of a long list a stranger to it. General skills decide
    only where nothing narrower is asked. A part of which the CV says nothing keeps the whole from being proven;
    where half of the parts are like that, it is mentioned at most.
    """
    narrow = [g for g in groups if not all(vocabulary.is_general(skill) for skill in g.skills)]
    deciding = narrow or groups
    if not deciding:
        return Strength.MISSING
    points = [_points(group, found) for group in deciding]
    best = max(found[skill].strength.points for group in deciding for skill in group.skills)
    both = (sum(points) / len(points) + best) / 2
    # Some of what is asked is there: that is never nothing, however long the list.
    strength = _of_points(max(both, Strength.ADJACENT.points) if any(points) else 0.0)
    silent = points.count(0.0)
    if 2 * silent >= len(points):
        return min(strength, Strength.MENTIONED, key=lambda s: s.points)
    return min(strength, Strength.SHOWN, key=lambda s: s.points) if silent else strength


def _general(
    skill: str, exact: Sequence[int], statements: Sequence[Claim], nearness: np.ndarray
) -> NamedSkill:
    """A general skill ("machine learning" is in half of all bullets): the nearest statement decides.

    One that is about something else only mentions it.
    """
    best = max(exact, key=lambda i: (round(float(nearness[i]), 4), statements[i].cited.text))
    strength = proves(statements[best])
    if nearness[best] < RELATED:
        strength = min(strength, Strength.MENTIONED, key=lambda s: s.points)
    return NamedSkill(skill, strength, best)


def _points(group: Group, found: dict[str, NamedSkill]) -> float:
    points = [found[skill].strength.points for skill in group.skills]
    return max(points) if group.any_of else sum(points) / len(points)


def _of_points(points: float) -> Strength:
    """The strongest strength that `points` reach, with a little slack so that a mean of equals is itself."""
    return next(s for s in Strength if points >= s.points - 0.06)


def standing(claim: Claim, nearness: float) -> tuple[float, int, float, str]:
    """The order of evidence, best first: what it proves, work before names, near before far, then the text."""
    return -proves(claim).points, _ORDER.index(claim.kind), -round(nearness, 4), claim.cited.text


def _neighbours(skill: str, vocabulary: SkillVocabulary) -> frozenset[str]:
    """What may bridge to `skill`: its neighbours and what it is a specific part of; no trait and no subject."""
    above = vocabulary.ancestors(skill)
    return frozenset(
        s
        for s in vocabulary.related(skill)
        if vocabulary.skills[s].kind != TRAIT_KIND
        and s not in _SUBJECTS
        and not (s in above and vocabulary.is_general(s))
    )
