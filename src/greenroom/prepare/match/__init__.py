"""Profile + posting -> match: evidence for every requirement, role and level fit, stress tests.

statements (evidence.py) -> requirements.py -> wording.py
                         -> role_fit.py, level_fit.py, stress.py
"""

from __future__ import annotations

from greenroom.model.match import Judged, Match
from greenroom.model.posting import Need, Posting
from greenroom.model.profile import Profile
from greenroom.model.skills import SkillVocabulary
from greenroom.ports import Encoder
from greenroom.prepare.match.evidence import gather
from greenroom.prepare.match.level_fit import read_level_fit
from greenroom.prepare.match.requirements import match_requirements
from greenroom.prepare.match.role_fit import read_role_fit
from greenroom.prepare.match.stress import stress_tests

__all__ = ["match_profile"]


def match_profile(
    profile: Profile, posting: Posting, *, vocabulary: SkillVocabulary, encoder: Encoder
) -> Match:
    """Hold `profile` against `posting`.

    Every quote in the result is a span of the CV; the same two inputs always give the same match.
    """
    statements = gather(profile, vocabulary, encoder)
    requirements = match_requirements(profile, posting, statements, vocabulary, encoder)
    musts = [
        m.strength.points
        for m in requirements
        if m.requirement.need is Need.MUST and m.judged is Judged.BY_EVIDENCE
    ]
    return Match(
        requirements=requirements,
        coverage=sum(musts) / len(musts) if musts else None,
        role_fit=read_role_fit(profile, statements, vocabulary),
        level_fit=read_level_fit(profile, posting, vocabulary),
        stress_tests=stress_tests(profile),
    )
