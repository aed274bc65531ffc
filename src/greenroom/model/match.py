"""A match: a profile held against a posting, requirement by requirement."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from greenroom.model.document import Cited
from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Need, Requirement
from greenroom.model.value import Value

Share = Annotated[float, Field(ge=0, le=1)]


class Strength(StrEnum):
    """How strong the evidence for a requirement is, best first."""

    PROVEN = "proven"  # shown, with a measured effect
    SHOWN = "shown"  # done in a job or project, no measured effect
    MENTIONED = "mentioned"  # named, for instance in a skills list
    ADJACENT = "adjacent"  # something near it was done
    MISSING = "missing"

    @property
    def points(self) -> float:
        """Share of a requirement this strength covers, 0 to 1."""
        return {"proven": 1.0, "shown": 0.75, "mentioned": 0.4, "adjacent": 0.25, "missing": 0.0}[self.value]

    @property
    def label(self) -> str:
        """The strength as shown to people."""
        return {"proven": "proven with impact"}.get(self.value, self.value)


class Evidence(Value):
    """The candidate's own words for a requirement; `nearness` is the encoder's cosine, -1 to 1."""

    quote: Cited
    where: str  # "Senior ML Engineer, Acme" or "Skills"
    nearness: float


class Judged(StrEnum):
    """How a requirement is judged: most by evidence, some only in person, some are conditions."""

    BY_EVIDENCE = "by_evidence"
    IN_PERSON = "in_person"  # a trait: no CV can prove that somebody is curious
    AS_CONDITION = "as_condition"  # where one lives, may work or would travel

    @property
    def label(self) -> str:
        """How it is judged, as shown to people."""
        return {"by_evidence": "by evidence", "in_person": "judged in person", "as_condition": "a condition"}[
            self.value
        ]


class RequirementMatch(Value):
    """One requirement held against the profile."""

    requirement: Requirement
    judged: Judged = Judged.BY_EVIDENCE
    strength: Strength
    evidence: tuple[Evidence, ...]
    why: str
    action: str

    @property
    def standing(self) -> Strength | Judged:
        """The strength where evidence decides, else how the requirement is judged."""
        return self.strength if self.judged is Judged.BY_EVIDENCE else self.judged

    @property
    def label(self) -> str:
        """The standing as shown to people."""
        return self.standing.label

    @property
    def is_gap(self) -> bool:
        """Whether evidence is what counts and strong evidence is lacking."""
        return self.judged is Judged.BY_EVIDENCE and self.strength in {
            Strength.MENTIONED,
            Strength.ADJACENT,
            Strength.MISSING,
        }


class RoleFit(Value):
    """How the profile leans between the four roles; `scores` sum to 1.

    `outcomes`, `systems` and `people` say what the candidate owns by their own words; they sum to 1
    unless nothing was found (then all are 0).
    """

    scores: dict[Role, Share]
    outcomes: Share
    systems: Share
    people: Share
    because: dict[str, tuple[Cited, ...]]  # "outcomes" | "systems" | "people" -> quotes
    summary: str


class LevelFit(Value):
    """The level at which the evidence stands, against the level of the posting.

    `evidence` is None where the CV gives too little to tell.
    """

    asked: Level
    evidence: Level | None
    because: tuple[Cited, ...]
    why: str

    @property
    def steps(self) -> int | None:
        """Evidence minus asked, in steps of the ladder; None when unknown."""
        return None if self.evidence is None else self.evidence.rank - self.asked.rank


PART_WORDS: Mapping[str, str] = {
    "metric": "what was measured",
    "change": "how far it moved",
    "baseline": "where it stood before",
    "scale": "on how much",
    "period": "over which time",
    "own_role": "your own part in it",
}
"""The parts of an impact claim, as shown to people."""


class StressTest(Value):
    """A number in the CV, the attack it invites and what is needed to defend it."""

    claim: Cited
    number: Cited
    where: str
    attack: str
    defence: tuple[str, ...]
    missing: tuple[str, ...]  # keys of PART_WORDS: parts of the claim that the CV does not give

    @property
    def missing_in_words(self) -> tuple[str, ...]:
        """What the CV does not give, as shown to people."""
        return tuple(PART_WORDS[part] for part in self.missing)


class Match(Value):
    """A profile held against a posting.

    `coverage` is the share of the must-have requirements judged by evidence that are covered (by strength),
    0 to 1; None when the posting states none.
    """

    requirements: tuple[RequirementMatch, ...]
    coverage: Share | None
    role_fit: RoleFit
    level_fit: LevelFit
    stress_tests: tuple[StressTest, ...]

    def of_need(self, need: Need) -> tuple[RequirementMatch, ...]:
        """The matches of the must-have, or of the nice-to-have, requirements."""
        return tuple(m for m in self.requirements if m.requirement.need is need)

    @property
    def gaps(self) -> tuple[RequirementMatch, ...]:
        """Requirements without strong evidence, must-haves first, weakest first, then in reading order."""
        found = [m for m in self.requirements if m.is_gap]
        return tuple(sorted(found, key=lambda m: (m.requirement.need is Need.NICE, m.strength.points)))
