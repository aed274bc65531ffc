"""One person's candidacy for one posting: everything the sections of a report are written from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from greenroom.model.content import Catalogue, Loop, Round
from greenroom.model.document import Cited, Document
from greenroom.model.ladder import Level, Role
from greenroom.model.match import Match, Strength
from greenroom.model.posting import Need, Posting
from greenroom.model.profile import Profile
from greenroom.model.report import Quote, Source, Statement
from greenroom.ports import Encoder
from greenroom.prepare.match.evidence import Claim, Kind, gather, proves
from greenroom.prepare.report.aim import Aim, field_of, lines_of


@dataclass(frozen=True)
class Candidacy:
    """What is known when a report is composed."""

    cv: Document
    posting_document: Document
    profile: Profile
    posting: Posting
    match: Match
    catalogue: Catalogue
    encoder: Encoder
    made_on: date
    interview_on: date | None
    hours_a_day: float

    @property
    def role(self) -> Role:
        """The role prepared for: the posting's, or the nearest to it."""
        return self.posting.role.role

    @property
    def level(self) -> Level:
        """The level prepared for: the posting's."""
        return self.posting.level.level

    @property
    def loop(self) -> Loop:
        """The loop of the role."""
        return self.catalogue.loops[self.role]

    @property
    def position(self) -> str:
        """The posting's title or, where it gives none, what it calls the job; with the nearest loop if it is another."""
        named, label = self.job_title, self.role.label
        return named if self.posting.role.exact else f"{named} (nearest loop: {label})"

    @property
    def job_title(self) -> str:
        """What the posting calls the job."""
        reading = self.posting.role
        if self.posting.title is not None:
            return self.posting.title.text
        return self.role.label if reading.exact else reading.named[:1].upper() + reading.named[1:]

    @property
    def company(self) -> str:
        """The company's name as the posting mostly writes it, or "" where it gives none."""
        if self.posting.company is None:
            return ""
        name = self.posting.company.text
        written = Counter(re.findall(re.escape(name), self.posting_document.text, re.IGNORECASE))
        forms: list[str] = [name, *written]
        return max(forms, key=lambda form: written[form])

    @cached_property
    def statements(self) -> tuple[Claim, ...]:
        """The CV's statements, with their skills and vectors."""
        return gather(self.profile, self.catalogue.vocabulary, self.encoder)

    @cached_property
    def done(self) -> tuple[Claim, ...]:
        """The statements of work done, which can become stories."""
        return tuple(s for s in self.statements if s.kind is Kind.DONE)

    @cached_property
    def asked_topics(self) -> dict[str, float]:
        """How much the posting asks for each topic: 1 in a must-have, 0.6 in a nice-to-have, 0.4 elsewhere."""
        weights = {m.skill: 0.4 for m in (*self.posting.stack, *self.posting.domain)}
        for requirement in self.posting.requirements:
            weight = 1.0 if requirement.need is Need.MUST else 0.6
            for skill in requirement.skills:
                weights[skill] = max(weight, weights.get(skill, 0.0))
        return weights

    @cached_property
    def aim(self) -> Aim:
        """What the job is about, to hold lines of the CV against."""
        texts = [d.text for d in self.posting.responsibilities]
        texts += [r.statement.text for r in self.posting.requirements]
        own = [q.topics for q in self.catalogue.questions if q.role is self.role]
        vectors = self.encoder.encode(lines_of(texts))
        return Aim(vectors, self.asked_topics, field_of(own), self.catalogue.vocabulary)

    def duty_nearness(self, text: str) -> float:
        """Cosine between a text and the nearest duty of the posting, 0 to 1; 0 when it states none."""
        duties = self._duties
        return max(0.0, float((duties @ self.vector(text)).max())) if len(duties) else 0.0

    @cached_property
    def _duties(self) -> NDArray[np.float32]:
        return self.encoder.encode(lines_of([d.text for d in self.posting.responsibilities]))

    @cached_property
    def posting_mentions(self) -> Counter[str]:
        """How often the whole posting names each skill."""
        found = self.catalogue.vocabulary.find(self.posting_document.text)
        return Counter(mention.skill for mention in found)

    def title_nearness(self, title: str) -> float:
        """How near the title of a job comes to the title of the posting, 0 to 1."""
        wanted = f"{self.posting.title or ''} {self.role.label}".strip()
        return max(0.0, float(self.vector(title) @ self.vector(wanted)))

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds to expect, in order: those of the level, or of the nearest level the role has."""
        return self.loop.rounds_at(self.loop.expectation(self.level).level)

    @cached_property
    def _best(self) -> dict[str, Claim]:
        best: dict[str, Claim] = {}
        for claim in self.statements:
            for skill in claim.skills:
                known = best.get(skill)
                if known is None or proves(claim).points > proves(known).points:
                    best[skill] = claim
        return best

    def evidence_on(self, topic: str) -> Claim | None:
        """The CV's strongest statement that names a topic or a part of it."""
        return self._best.get(topic)

    def standing(self, topic: str) -> Strength:
        """How strong the CV's evidence on a topic is, whether the posting asks for it or not."""
        known = self._standings.get(topic)
        if known is None:
            known = self._standings[topic] = self._read_standing(topic)
        return known

    def _read_standing(self, topic: str) -> Strength:
        found = self._best.get(topic)
        if found is not None:
            return proves(found)
        near = self.catalogue.vocabulary.related(topic)
        return Strength.ADJACENT if any(skill in self._best for skill in near) else Strength.MISSING

    @cached_property
    def _standings(self) -> dict[str, Strength]:
        return {}

    def gap_on(self, topics: Sequence[str]) -> float:
        """How much of what the posting asks on these topics the CV leaves open; 0 when it asks nothing."""
        return sum(w * (1 - self.standing(t).points) for t, w in self.asked_topics.items() if t in topics)

    def lack_of(self, topics: Sequence[str]) -> float:
        """How little the CV shows on these topics, whether the posting asks for them or not; 0 to 1.

        A domain nobody asks for ("healthcare") is the setting of a question and not a gap.
        """
        counted = [t for t in topics if self._is_learned(t)]
        return sum(1 - self.standing(t).points for t in counted) / len(counted) if counted else 0.0

    def missing_of(self, topics: Sequence[str]) -> list[str]:
        """Names of the topics that the CV shows nothing of, domains that nobody asks for left out."""
        return [
            self.topic_name(t) for t in topics if self._is_learned(t) and self.standing(t) is Strength.MISSING
        ]

    def _is_learned(self, topic: str) -> bool:
        known = self.catalogue.vocabulary.skills.get(topic)
        return topic in self.asked_topics or known is None or known.kind != "domains"

    def vector(self, text: str) -> NDArray[np.float32]:
        """The encoding of one text, remembered: the same lines are held against many others."""
        known = self._vectors.get(text)
        if known is None:
            known = self._vectors[text] = self.encoder.encode([text])[0]
        return known

    def expect(self, texts: Iterable[str]) -> None:
        """Encode texts that will be asked for one by one; together it takes a fraction of the time."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        self._vectors.update(zip(new, self.encoder.encode(new), strict=True))

    @cached_property
    def _vectors(self) -> dict[str, NDArray[np.float32]]:
        return {}

    def topic_name(self, topic: str) -> str:
        """A topic as people write it."""
        known = self.catalogue.vocabulary.skills.get(topic)
        return known.name if known else topic


def quote_cv(*cited: Cited) -> tuple[Quote, ...]:
    """Quotes of the CV."""
    return _quotes("cv", cited)


def quote_posting(*cited: Cited) -> tuple[Quote, ...]:
    """Quotes of the posting."""
    return _quotes("posting", cited)


def from_cv(text: str, *cited: Cited) -> Statement:
    """A sentence that rests on the CV's own words."""
    return Statement(text=text, source=Source.CV, quotes=quote_cv(*cited))


def from_posting(text: str, *cited: Cited) -> Statement:
    """A sentence that rests on the posting's own words."""
    return Statement(text=text, source=Source.POSTING, quotes=quote_posting(*cited))


def inferred(text: str, *quotes: Quote) -> Statement:
    """A conclusion of ours, with the words it was drawn from."""
    return Statement(text=text, source=Source.INFERRED, quotes=quotes)


def general(text: str) -> Statement:
    """Something that holds for everyone in this role."""
    return Statement(text=text, source=Source.GENERAL)


def _quotes(document: Literal["cv", "posting"], cited: Sequence[Cited]) -> tuple[Quote, ...]:
    return tuple(Quote(document=document, cited=c) for c in cited)
