"""Requirement by requirement: how strong the evidence is, and which words are the evidence.

Two readings are combined. The vocabulary says which named skills a statement and a requirement share, or
which are neighbours (named.py); the encoder says how near they are in meaning where they share no name.
Years, degrees, languages and people led are read from the profile's own figures (credentials.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from greenroom.model.match import Evidence, Judged, RequirementMatch, Strength
from greenroom.model.posting import Posting, Requirement
from greenroom.model.profile import Profile
from greenroom.model.skills import SkillVocabulary
from greenroom.ports import Encoder
from greenroom.prepare.match.credentials import Credentials, read_credentials
from greenroom.prepare.match.employers import read_employer
from greenroom.prepare.match.evidence import Claim, Kind, proves
from greenroom.prepare.match.groups import group_skills
from greenroom.prepare.match.judged import SOFT_SKILLS, how_judged
from greenroom.prepare.match.named import RELATED, NamedSkill, combine, read_skill, standing
from greenroom.prepare.match.support import support_for
from greenroom.prepare.match.wording import Finding, word_match

# Cosine of all-MiniLM-L6-v2 above which a bullet is about what is asked. Nearness is of topic more than of
# substance ("language model" is near "language students"), so it is set above every labelled pair, and never
# proves; bench/match.py prints how the pairs fall.
NEAR = 0.60
_NOTHING_ELSE = (
    6  # words; a requirement as short as "Experience with machine learning" asks for the skill itself
)
_QUOTES = 3
_TELLING = frozenset({Kind.DONE, Kind.SAID})  # a title or a list names things; it does not mean anything more


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
    credentials = read_employer(requirement, profile, vocabulary) or read_credentials(requirement, profile)
    if credentials is not None and credentials.settles:
        return _settled(requirement, credentials)
    groups = group_skills(requirement, vocabulary)
    asked = [skill for group in groups for skill in group.skills]
    itself = len(requirement.statement.text.split()) <= _NOTHING_ELSE
    skills = {s: read_skill(s, statements, nearness, vocabulary, itself=itself) for s in asked}
    by_meaning, near = _by_meaning(statements, nearness)
    if skills:
        by_meaning = _held_back(by_meaning)
    by_name = combine(groups, skills, vocabulary)
    strength = max(by_name, by_meaning, key=lambda s: s.points)
    named = [found.claim for found in skills.values() if found.claim is not None]
    # What is only near is shown where it decides; beside a statement that names the skill it would distract.
    evidence = _evidence(
        statements, nearness, named if by_name.points >= by_meaning.points else [*named, *near]
    )
    if credentials is not None:
        strength = credentials.combine(strength)
        evidence = (*evidence[: _QUOTES - 1], *credentials.evidence)[:_QUOTES]
    if not evidence:
        strength = Strength.MISSING  # evidence, or no strength
    judged = how_judged(requirement, vocabulary)
    if judged is Judged.IN_PERSON:
        if not _shown_by_work(skills, statements):
            return _in_person(requirement, statements, nearness)
        judged = Judged.BY_EVIDENCE
    return Finding(
        requirement=requirement,
        strength=strength,
        evidence=evidence,
        skills=tuple((found, _claim(statements, found)) for found in skills.values()),
        credentials=credentials,
        judged=judged,
    )


def _shown_by_work(skills: dict[str, NamedSkill], statements: Sequence[Claim]) -> bool:
    """Whether bullets show every soft skill that is asked for, and no trait is asked beside them."""
    claims = [_claim(statements, found) for found in skills.values()]
    return bool(skills) and all(
        found.skill in SOFT_SKILLS
        and found.strength.points >= Strength.SHOWN.points
        and claim is not None
        and claim.kind is Kind.DONE
        for found, claim in zip(skills.values(), claims, strict=True)
    )


def _in_person(requirement: Requirement, statements: Sequence[Claim], nearness: np.ndarray) -> Finding:
    """A trait: no strength is claimed for it, but the bullets that speak for it are offered."""
    chosen = support_for(requirement.statement.text, statements, nearness)
    evidence = tuple(
        Evidence(quote=statements[i].cited, where=statements[i].where, nearness=round(float(nearness[i]), 3))
        for i in chosen
    )
    strength = Strength.ADJACENT if evidence else Strength.MISSING
    return Finding(requirement, strength, evidence, (), judged=Judged.IN_PERSON)


def _settled(requirement: Requirement, credentials: Credentials) -> Finding:
    """A degree is a degree and a language a language, whatever else the posting lists beside it."""
    strength = (
        Strength.SHOWN if credentials.met else Strength.ADJACENT if credentials.evidence else Strength.MISSING
    )
    return Finding(requirement, strength, credentials.evidence, (), credentials)


def _claim(statements: Sequence[Claim], found: NamedSkill) -> Claim | None:
    return None if found.claim is None else statements[found.claim]


def _by_meaning(statements: Sequence[Claim], nearness: np.ndarray) -> tuple[Strength, list[int]]:
    """Strength by meaning alone, and the statements behind it: work before the summary, nearest first."""
    telling = [i for i, s in enumerate(statements) if s.kind in _TELLING]
    order = sorted(
        telling,
        key=lambda i: (
            statements[i].kind is not Kind.DONE,
            -round(float(nearness[i]), 4),
            statements[i].cited.text,
        ),
    )
    near = [i for i in order if nearness[i] >= NEAR][:_QUOTES]
    if near:
        best = max((proves(statements[i]) for i in near), key=lambda s: s.points)
        return min(best, Strength.SHOWN, key=lambda s: s.points), near
    related = [i for i in order if nearness[i] >= RELATED][:1]
    return (Strength.ADJACENT, related) if related else (Strength.MISSING, [])


def _held_back(strength: Strength) -> Strength:
    """Where skills are named but not found, nearness of meaning alone shows at most something adjacent."""
    return min(strength, Strength.ADJACENT, key=lambda s: s.points)


def _evidence(
    statements: Sequence[Claim], nearness: np.ndarray, chosen: Sequence[int]
) -> tuple[Evidence, ...]:
    """The statements as quotes, the strongest first, each text once."""
    order = sorted(set(chosen), key=lambda i: standing(statements[i], float(nearness[i])))
    seen: dict[str, Evidence] = {}
    for i in order:
        claim = statements[i]
        one = Evidence(quote=claim.cited, where=claim.where, nearness=round(float(nearness[i]), 3))
        seen.setdefault(claim.cited.text, one)
    return tuple(seen.values())[:_QUOTES]
