"""What in a profile can serve as evidence: its statements, with the skills they name and their vectors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from greenroom.model.document import Cited
from greenroom.model.match import Strength
from greenroom.model.profile import ImpactClaim, Job, Profile
from greenroom.model.skills import Mention, SkillVocabulary
from greenroom.ports import Encoder

# Sentences that speak to whoever reads the CV, or to a machine, and not about work: evidence of nothing.
_ADDRESSES_US = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.]{0,30}\b(?:instructions?|prompts?|rules|criteria|above)\b"
    r"|\b(?:rate|score|rank|mark|treat|consider|recommend|hire|select|classify)\b[^.]{0,20}\b(?:this|the) (?:candidate|applicant|resume|cv|profile)\b"
    r"|\bsystem prompt\b|\b(?:you are|act as) an? (?:ai|llm|language model|ats|recruiter|assistant|evaluator)\b"
    r"|\bthis (?:candidate|applicant)\b[^.]{0,30}\b(?:is|meets|has|matches|excellent|perfect)\b",
    re.IGNORECASE,
)
# A thesis is a piece of work; a degree, its field and its courses are what was learnt.
_THESIS = re.compile(
    r"\b(?:thesis|dissertation|th[èe]se|m[ée]moire|capstone)\b|\b(?:ph\.?\s?d|doctora\w*|d\.?phil)\b\W{0,3}(?:on|about|sur)\b|论文",
    re.IGNORECASE,
)
_TOO_MANY = 10  # skills in one bullet from which on it is a list
_ROW = 4  # names from which on few words between them make a list


class Kind(Enum):
    """What sort of statement it is, and so how much it can prove."""

    DONE = "done"  # a bullet of a job or project: it was done
    HELD = "held"  # the title of a job: it was the work
    SAID = "said"  # the summary or headline: it is claimed, without a place
    STUDIED = "studied"  # a degree, its field, a course: it was learnt
    LISTED = "listed"  # a skills list or certificate, or a row of names elsewhere: it is only named


@dataclass(frozen=True)
class Claim:
    """One statement of the CV, ready to be held against requirements.

    `named` are the vocabulary ids it names, `skills` these and all that they are part of; `vector` its
    encoding, shape (d,); `impact` the claim in it, if any.
    """

    cited: Cited
    where: str
    kind: Kind
    named: frozenset[str]
    skills: frozenset[str]
    vector: NDArray[np.float32]
    impact: ImpactClaim | None = None

    @property
    def is_measured(self) -> bool:
        """Whether it says how far something moved, or how much came of it."""
        return self.impact is not None and self.impact.change is not None


def gather(profile: Profile, vocabulary: SkillVocabulary, encoder: Encoder) -> tuple[Claim, ...]:
    """All statements of `profile`, in the order of jobs, projects, summary, education and lists."""
    found = [one for one in _found(profile) if not _ADDRESSES_US.search(one[0].text)]
    vectors = encoder.encode([cited.text for cited, _, _ in found])
    impacts = {claim.statement: claim for claim in profile.impact_claims}
    known = {s.name: s.skill for s in profile.skills if s.skill}
    claims = []
    for (cited, where, kind), vector in zip(found, vectors, strict=True):
        mentions = vocabulary.find(cited.text)
        named = frozenset(m.skill for m in mentions) | _own(cited, known)
        if kind is Kind.DONE and _only_names(cited.text, mentions):
            kind = Kind.LISTED  # noqa: PLW2901 - what stands under a job need not be work
        skills = vocabulary.with_broader(named)
        claims.append(Claim(cited, where, kind, named, skills, vector, impacts.get(cited)))
    return tuple(claims)


def proves(claim: Claim) -> Strength:
    """What a claim that names a skill proves about it."""
    if claim.kind is Kind.DONE:
        return Strength.PROVEN if claim.is_measured else Strength.SHOWN
    if claim.kind is Kind.HELD:
        return Strength.SHOWN
    return Strength.MENTIONED


def where_of(job: Job) -> str:
    """A job in words: "Senior ML engineer, Acme"."""
    return ", ".join(part.text for part in (job.title, job.employer) if part) or "a job"


def _only_names(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a bullet is a row of names and not work: "Stack: Python, Spark, Airflow, Docker"."""
    if len(mentions) >= _TOO_MANY:
        return True
    rest = list(text)
    for mention in mentions:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    words = len(re.findall(r"[^\W\d_]{2,}", "".join(rest)))
    return bool(mentions) and (words == 0 or (len(mentions) >= _ROW and words <= len(mentions) / 2))


def _own(cited: Cited, known: dict[Cited, str]) -> frozenset[str]:
    return frozenset({known[cited]}) if cited in known else frozenset()


def _found(profile: Profile) -> Iterator[tuple[Cited, str, Kind]]:
    yield from _done(profile)
    for job in profile.jobs:
        if job.title is not None:
            yield job.title, where_of(job), Kind.HELD
    if profile.summary:
        yield profile.summary, "Summary", Kind.SAID
    yield from _studied(profile)
    for where, lines in (("Certificates", profile.certificates), ("Awards", profile.awards)):
        for line in lines:
            yield line, where, Kind.LISTED
    for skill in profile.skills:
        if skill.listed:
            yield skill.name, "Skills", Kind.LISTED


def _studied(profile: Profile) -> Iterator[tuple[Cited, str, Kind]]:
    for study in profile.studies:
        for part in (study.degree, study.area, *study.notes):
            if part is not None:
                yield part, "Education", Kind.DONE if _THESIS.search(part.text) else Kind.STUDIED


def _done(profile: Profile) -> Iterator[tuple[Cited, str, Kind]]:
    for job in profile.jobs:
        for bullet in job.bullets:
            yield bullet, where_of(job), Kind.DONE
    for project in profile.projects:
        for bullet in project.bullets or (project.name,):
            yield bullet, f"Project {project.name}", Kind.DONE
    for paper in profile.publications:
        yield paper, "Publications", Kind.DONE
