"""Why a question or a lesson comes up for this candidate: the words of the posting or the CV that lead to it.

Reasons are handed out with a memory: what has been cited often gives way to the next best words, so that
twelve questions do not all rest on the same line of the posting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from greenroom.model.document import Cited
from greenroom.model.match import RequirementMatch, Strength
from greenroom.model.posting import Need
from greenroom.model.question import Question
from greenroom.model.report import Source, Statement
from greenroom.prepare.match.evidence import Claim
from greenroom.prepare.report.candidacy import (
    Candidacy,
    from_cv,
    from_posting,
    general,
    inferred,
    quote_cv,
    quote_posting,
)

_INVITES = 0.42  # cosine above which a bullet or a duty leads to a question
_WITH_SKILL = 0.28  # ... where both name the same particular skill
_SAME_MATTER = 0.42  # cosine above which a requirement and a question are about the same
_TWICE = 2  # a line of the posting is cited for so many questions at most
_STANDING = {
    Strength.PROVEN: "your CV proves it, so expect to go deep",
    Strength.SHOWN: "your CV shows it without a measured effect",
    Strength.MENTIONED: "your CV only names it",
    Strength.ADJACENT: "your CV has only something near it",
    Strength.MISSING: "your CV does not show it",
}


@dataclass
class Reasons:
    """Reasons for one report; `used` counts how often each line has been cited."""

    case: Candidacy
    used: Counter[str] = field(default_factory=Counter)

    def for_question(self, question: Question) -> Statement:
        """The line that invites the question: a requirement, a bullet, a gap, a duty, in this order."""
        about = f"{question.title}. {question.tests}"
        return (
            self._asked(question.topics, about)
            or self._invited(question)
            or self._duty(question)
            or self._lacking(question.topics)
            or general(f"Usual in this loop ({self.case.role.label}) at this level.")
        )

    def for_topics(self, topics: Sequence[str], about: str, serves: str) -> Statement:
        """Why a lesson or drill is here; `serves` names the expected question it helps with, or ""."""
        reason = self._asked(topics, about)
        if reason is None and serves and self.used[serves] < _TWICE:
            self.used[serves] += 1
            reason = inferred(f"It is what the question “{serves}” turns on{self._where_you_stand(topics)}.")
        return (
            reason
            or self._named(topics)
            or self._lacking(topics)
            or general(f"Part of the {self.case.role.label} loop at this level.")
        )

    def _asked(self, topics: Sequence[str], about: str) -> Statement | None:
        """The requirement that names most of `topics`, in particular, and has not been cited too often."""
        found = [m for m in self.case.match.requirements if self._shared(m, topics, about)]
        found = [m for m in found if self.used[m.requirement.id] < _TWICE]
        if not found:
            return None
        match = min(found, key=lambda m: self._order(m, topics))
        self.used[match.requirement.id] += 1
        topic = min(self._shared(match, topics, about), key=lambda t: self.case.standing(t).points)
        insists = "insists on" if match.requirement.need is Need.MUST else "would like"
        text = f"The posting {insists} {self.case.topic_name(topic)}; {_STANDING[self.case.standing(topic)]}."
        evidence = self.case.evidence_on(topic)
        quotes = quote_posting(match.requirement.statement) + (quote_cv(evidence.cited) if evidence else ())
        return Statement(text=text, source=Source.POSTING, quotes=quotes)

    def _shared(self, match: RequirementMatch, topics: Sequence[str], about: str) -> list[str]:
        """What a requirement and a question have in common: a particular skill, or a field and the matter itself."""
        shared = [t for t in match.requirement.skills if t in topics and self.case.aim.tells(t)]
        particular = [t for t in shared if self.case.aim.tells(t) == 1.0]
        if particular or not shared:
            return particular
        near = float(self.case.vector(match.requirement.statement.text) @ self.case.vector(about))
        return shared if near >= _SAME_MATTER else []

    def _order(self, match: RequirementMatch, topics: Sequence[str]) -> tuple[int, int, bool, float]:
        shared = len(set(topics).intersection(match.requirement.skills))
        return (
            self.used[match.requirement.id],
            -shared,
            match.requirement.need is Need.NICE,
            match.strength.points,
        )

    def _invited(self, question: Question) -> Statement | None:
        claim = self._nearest_bullet(question)
        if claim is None:
            return None
        self.used[claim.cited.text] += 1
        return from_cv("Your CV invites it: whoever reads this line will ask further.", claim.cited)

    def _nearest_bullet(self, question: Question) -> Claim | None:
        """The bullet that leads to a question: near to it, or less near and naming the same particular skill."""
        target = self.case.vector(f"{question.title}. {question.tests}")

        def beyond(claim: Claim) -> float:
            same = self.case.aim.specific(claim.skills.intersection(question.topics))
            return float(claim.vector @ target) - (_WITH_SKILL if same else _INVITES)

        fresh = [c for c in self.case.done if self.used[c.cited.text] < _TWICE]
        best = max(fresh, key=beyond, default=None)
        return best if best is not None and beyond(best) >= 0 else None

    def _duty(self, question: Question) -> Statement | None:
        duties = [d for d in self.case.posting.responsibilities if not self.used[d.text]]
        if not duties:
            return None
        target = self.case.vector(f"{question.title}. {question.tests}")
        near = [float(self.case.vector(d.text) @ target) for d in duties]
        best = max(range(len(duties)), key=lambda i: near[i])
        if near[best] < _INVITES:
            return None
        self.used[duties[best].text] += 1
        return from_posting("It is what the posting says you would do.", duties[best])

    def _lacking(self, topics: Sequence[str]) -> Statement | None:
        lacking = self.case.missing_of(topics)[:2]
        if not lacking or not self.case.done:
            return None
        return inferred(f"Usual in this loop, and your CV shows nothing on {' and '.join(lacking)}.")

    def _named(self, topics: Sequence[str]) -> Statement | None:
        cited = self._first_mention(topics)
        return None if cited is None else from_posting(f"The posting names {cited[0]}.", cited[1])

    def _first_mention(self, topics: Sequence[str]) -> tuple[str, Cited] | None:
        for mention in (*self.case.posting.stack, *self.case.posting.domain):
            if mention.skill in topics and mention.claims:
                return self.case.topic_name(mention.skill), mention.claims[0]
        return None

    def _where_you_stand(self, topics: Sequence[str]) -> str:
        missing = self.case.missing_of(topics)
        return f"; your CV shows nothing on {missing[0]}" if missing else ""
