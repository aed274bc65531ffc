"""The one link between the candidate's work and what the posting asks, for speech and letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.model.document import Cited
from greenroom.model.match import Judged, Strength
from greenroom.model.report import Quote
from greenroom.prepare.report.aim import lines_of
from greenroom.prepare.report.candidacy import Candidacy, quote_cv, quote_posting
from greenroom.prepare.report.gaps import noun_phrase
from greenroom.prepare.report.stories import StorySource

_FIRST = 3  # stories that may carry the link
_NEAR = 0.3  # cosine above which a line of the posting is what a story is about


@dataclass(frozen=True)
class Bridge:
    """A line of the CV and the line of the posting it answers."""

    claim: Cited
    asked: Cited

    @property
    def did(self) -> str:
        """The candidate's words, to stand inside a sentence."""
        return self.claim.text.rstrip(" .;。；")

    @property
    def short(self) -> str:
        """What is asked, as a short noun phrase or, where it is an order, as their words."""
        phrase = noun_phrase(self.asked.text)
        return f"“{phrase}”"

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The words of both documents."""
        return quote_posting(self.asked) + quote_cv(self.claim)


def find_bridge(case: Candidacy, stories: Sequence[StorySource]) -> Bridge | None:
    """The link of the first stories to a requirement they show, must-haves first; else to the nearest line asked."""
    firm = [
        m
        for m in case.match.requirements
        if m.judged is Judged.BY_EVIDENCE and m.strength in {Strength.PROVEN, Strength.SHOWN}
    ]
    for source in stories[:_FIRST]:
        told = {claim.cited for claim in source.statements}
        for match in sorted(firm, key=lambda m: m.requirement.need):
            found = next((e.quote for e in match.evidence[:1] if e.quote in told), None)
            if found is not None and case.aim.specific(match.requirement.skills):
                return Bridge(found, match.requirement.statement)
    return _nearest(case, stories[0]) if stories else None


def _nearest(case: Candidacy, source: StorySource) -> Bridge | None:
    asked = [*case.posting.responsibilities, *(r.statement for r in case.posting.requirements)]
    asked = [line for line in asked if lines_of([line.text])]
    pairs = [
        (float(claim.vector @ case.vector(line.text)), claim.cited, line)
        for claim in source.statements
        for line in asked
    ]
    near, claim, line = max(pairs, key=lambda pair: pair[0], default=(0.0, None, None))
    return Bridge(claim, line) if claim is not None and line is not None and near >= _NEAR else None
