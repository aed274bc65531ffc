"""What a job is about, and how near a line of the CV comes to it.

Nearness to the duties and requirements counts first, then the specific skills they name, then the field of the
role: what its own interview questions turn on. A skill that everybody names ("Python") tells little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.match.evidence import Claim
from greenroom.prepare.match.groups import TRAIT_KIND

_A_LINE = 25  # characters below which a line of a posting is a heading
_TELLS_LITTLE = 0.25  # what a programming language or a whole field counts for beside a technique
_BEST = 2  # lines of the posting whose nearness counts
_FEW = 2.0  # asked skills in one bullet from which on more say no more


@dataclass(frozen=True)
class Aim:
    """The job, ready to hold lines of a CV against.

    `vectors` are the encodings of its duties and requirements, shape (n, d); `asked` says how much it asks for a
    skill (0 to 1); `field` how often the role's own questions turn on a skill (0 to 1).
    """

    vectors: NDArray[np.float32]
    asked: Mapping[str, float]
    field: Mapping[str, float]
    vocabulary: SkillVocabulary

    def nearness(self, vector: NDArray[np.float32]) -> float:
        """Mean cosine to the two lines of the posting that come nearest, 0 to 1."""
        if not len(self.vectors):
            return 0.0
        near = np.sort(self.vectors @ vector)[-_BEST:]
        return max(0.0, float(near.mean()))

    def relevance(self, claim: Claim) -> float:
        """How much a line of the CV has to do with this job; 0 to about 4."""
        skills = sum(self.asked.get(s, 0.0) * self.tells(s) for s in claim.skills)
        field = max((self.field.get(s, 0.0) * self._of_field(s) for s in claim.skills), default=0.0)
        return 3.5 * self.nearness(claim.vector) + 0.8 * min(skills, _FEW) / _FEW + 0.7 * field

    def tells(self, skill: str) -> float:
        """How much naming a skill says: 1 for a technique, little for a language or a whole field, 0 for a trait."""
        known = self.vocabulary.skills.get(skill)
        if known is None or known.kind == TRAIT_KIND:
            return 0.0
        general = self.vocabulary.is_general(skill) or known.kind == "languages"
        return _TELLS_LITTLE if general else 1.0

    def specific(self, skills: Sequence[str] | frozenset[str]) -> tuple[str, ...]:
        """Those of `skills` that name something in particular."""
        return tuple(s for s in skills if self.tells(s) == 1.0)

    def _of_field(self, skill: str) -> float:
        known = self.vocabulary.skills.get(skill)
        return _TELLS_LITTLE if known is None or known.kind == "languages" else 1.0


def lines_of(texts: Sequence[str]) -> list[str]:
    """The lines of a posting that say something, headings left out."""
    return [text for text in texts if len(text) >= _A_LINE and not text.rstrip().endswith(":")]


def field_of(topics: Sequence[Sequence[str]]) -> dict[str, float]:
    """How often each topic stands among the topics of many questions, the commonest 1."""
    counts = Counter(topic for some in topics for topic in set(some))
    most = max(counts.values(), default=1)
    return {topic: count / most for topic, count in counts.items()}
