"""Requirement by requirement: how strong the evidence is, and which words are the evidence.

Two readings are combined. The vocabulary says which named skills a statement and a requirement share, or
which are neighbours; the encoder says how near they are in meaning where they share no name. Special
requirements (years, degrees, people led) are read from the profile's own figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from greenroom.model.document import Cited
from greenroom.model.match import Evidence, Judged, RequirementMatch, Strength
from greenroom.model.posting import Posting, Requirement
from greenroom.model.profile import Profile
from greenroom.model.skills import SkillVocabulary
from greenroom.ports import Encoder
from greenroom.prepare.match.credentials import read_credentials
from greenroom.prepare.match.evidence import Claim, Kind, proves
from greenroom.prepare.match.judged import TRAIT_KIND, how_judged
from greenroom.prepare.match.wording import word_match

# Cosines of all-MiniLM-L6-v2 between a requirement and a CV bullet; bench/match_thresholds.py prints how the
# labelled pairs fall on both sides of them.
NEAR = 0.50  # above: the bullet is about what is asked
RELATED = 0.38  # above: something next to it
_QUOTES = 3
_ALTERNATIVES = re.compile(
    r"\b(?:or|such as|e\.?g\.?|like|including|one of|any of|similar|equivalent|ou|tels? que)\b|/|或",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """What was found for one requirement, before it is put into words.

    `skills` maps each vocabulary id the requirement names to the best strength found for it;
    `bridges` maps ids without evidence to the neighbouring id that has some.
    """

    requirement: Requirement
    strength: Strength
    evidence: tuple[Evidence, ...]
    skills: dict[str, Strength]
    bridges: dict[str, str]
    note: str = ""  # a sentence about years or degrees, "" otherwise
    judged: Judged = Judged.BY_EVIDENCE


def match_requirements(
    profile: Profile,
    posting: Posting,
    statements: Sequence[Claim],
    vocabulary: SkillVocabulary,
    encoder: Encoder,
) -> tuple[RequirementMatch, ...]:
    """The posting's requirements in its own order, each with strength, evidence, why and action."""
    vectors = encoder.encode([r.statement.text for r in posting.requirements])
    out = []
    for requirement, vector in zip(posting.requirements, vectors, strict=True):
        nearness = np.array([float(s.vector @ vector) for s in statements])
        finding = _find(requirement, profile, statements, nearness, vocabulary)
        out.append(word_match(finding, vocabulary))
    return tuple(out)


def _find(
    requirement: Requirement,
    profile: Profile,
    statements: Sequence[Claim],
    nearness: np.ndarray,
    vocabulary: SkillVocabulary,
) -> Finding:
    skills, bridges, named = _by_name(
        vocabulary.most_specific(requirement.skills), statements, nearness, vocabulary
    )
    by_name = _together(skills, requirement.statement.text)
    by_meaning, near = _by_meaning(statements, nearness)
    strength = max(by_name, by_meaning if not skills else _held_back(by_meaning), key=lambda s: s.points)
    evidence = _evidence(statements, nearness, named, near if strength is not Strength.MISSING else [])
    credentials = read_credentials(requirement, profile)
    note = ""
    if credentials is not None:
        strength = credentials.combine(strength, has_topic=bool(skills))
        note = credentials.note
        if credentials.settles:
            skills, bridges = {}, {}
        evidence = (*credentials.evidence, *evidence)[:_QUOTES]
    if not evidence:
        strength = Strength.MISSING  # evidence, or no strength
    judged = (
        how_judged(requirement, vocabulary) if strength.points < Strength.SHOWN.points else Judged.BY_EVIDENCE
    )
    return Finding(requirement, strength, evidence, skills, bridges, note, judged)


def _by_name(
    asked: Sequence[str], statements: Sequence[Claim], nearness: np.ndarray, vocabulary: SkillVocabulary
) -> tuple[dict[str, Strength], dict[str, str], list[int]]:
    """Strength for each skill asked for, bridges, and the statements that gave them."""
    strengths: dict[str, Strength] = {}
    bridges: dict[str, str] = {}
    used: list[int] = []

    def best_of(indices: list[int]) -> int:
        return max(indices, key=lambda i: (proves(statements[i]).points, nearness[i]))

    for skill in asked:
        exact = [i for i, s in enumerate(statements) if skill in s.skills]
        if vocabulary.is_general(skill):
            # "Machine learning" is in half of all bullets: only one that is about what is asked proves it.
            exact = [
                i for i in exact if nearness[i] >= RELATED or statements[i].kind is Kind.LISTED
            ] or exact[:1]
        if exact:
            best = best_of(exact)
            about = not vocabulary.is_general(skill) or nearness[best] >= RELATED
            strengths[skill] = proves(statements[best]) if about else Strength.MENTIONED
            used.append(best)
            continue
        near = vocabulary.related(skill) if vocabulary.skills[skill].kind != TRAIT_KIND else frozenset()
        beside = [i for i, s in enumerate(statements) if s.named & near]
        strengths[skill] = Strength.ADJACENT if beside else Strength.MISSING
        if beside:
            best = best_of(beside)
            bridges[skill] = min(statements[best].named & near)
            used.append(best)
    return strengths, bridges, list(dict.fromkeys(used))


def _together(skills: dict[str, Strength], text: str) -> Strength:
    """One strength for all the skills of a requirement: the best of alternatives, else their mean."""
    if not skills:
        return Strength.MISSING
    points = sorted((s.points for s in skills.values()), reverse=True)
    if len(points) > 1 and _ALTERNATIVES.search(text):
        return _of_points(points[0] * 0.75 + sum(points) / len(points) * 0.25)
    mean = sum(points) / len(points)
    # Some of what is asked is there: that is never nothing, however long the list.
    return _of_points(max(mean, Strength.ADJACENT.points) if points[0] else mean)


def _of_points(points: float) -> Strength:
    """The strongest strength that `points` reach, with a little slack so that a mean of equals is itself."""
    return next(s for s in Strength if points >= s.points - 0.06)


def _by_meaning(statements: Sequence[Claim], nearness: np.ndarray) -> tuple[Strength, list[int]]:
    """Strength by meaning alone, and the statements behind it, nearest first. Lists name; they do not mean."""
    order = [
        int(i) for i in np.argsort(-nearness, kind="stable") if statements[int(i)].kind is not Kind.LISTED
    ]
    near = [i for i in order if nearness[i] >= NEAR][:_QUOTES]
    if near:
        return max((proves(statements[i]) for i in near), key=lambda s: s.points), near
    related = [i for i in order if nearness[i] >= RELATED][:1]
    return (Strength.ADJACENT, related) if related else (Strength.MISSING, [])


def _held_back(strength: Strength) -> Strength:
    """Where skills are named but not found, nearness of meaning alone shows at most something adjacent."""
    return min(strength, Strength.ADJACENT, key=lambda s: s.points)


def _evidence(
    statements: Sequence[Claim], nearness: np.ndarray, named: list[int], near: list[int]
) -> tuple[Evidence, ...]:
    order = list(dict.fromkeys([*named, *near]))
    order.sort(key=lambda i: (-proves(statements[i]).points, -nearness[i]))
    seen: set[str] = set()
    out: list[Evidence] = []
    for i in order:
        quote: Cited = statements[i].cited
        if quote.text not in seen:
            seen.add(quote.text)
            out.append(
                Evidence(quote=quote, where=statements[i].where, nearness=round(float(nearness[i]), 3))
            )
    return tuple(out[:_QUOTES])
