"""The one link between the candidate's work and what the posting asks, for speech and letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.model.document import Cited
from greenroom.model.match import Judged, Strength
from greenroom.model.report import Quote
from greenroom.prepare.report.aim import lines_of
from greenroom.prepare.report.candidacy import Candidacy, quote_cv, quote_posting
from greenroom.prepare.report.gaps import is_soft, noun_phrase
from greenroom.prepare.report.stories import StorySource

_FIRST = 3  # stories that may carry the link
_NEAR = 0.3  # cosine above which a line of the posting is what a story is about


@dataclass(frozen=True)
class Bridge:
    """A line of the CV and the line of the posting it answers."""

    claim: Cited
    asked: Cited
    is_duty: bool = False  # asked is something they would have one do

    @property
    def did(self) -> str:
        """The candidate's words, to stand inside a sentence."""
        return self.claim.text.rstrip(" .;。；")

    @property
    def short(self) -> str:
        """What is asked, short enough to be spoken: a noun phrase, or the opening clause of a duty."""
        return f"“{noun_phrase(self.asked.text)}”"

    @property
    def they_want(self) -> str:
        """What they want, as the opening of a sentence."""
        return f"the job is to {self.short}" if self.is_duty else f"they ask for {self.short}"

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
    """The line of the posting that the first story comes nearest to; a trait is none."""
    asked = [(r.requirement.statement, False) for r in case.match.requirements if not is_soft(case, r)]
    asked += [(duty, True) for duty in case.posting.responsibilities]
    pairs = [
        (float(claim.vector @ case.vector(line.text)), Bridge(claim.cited, line, is_duty))
        for claim in source.statements
        for line, is_duty in asked
        if lines_of([line.text])
    ]
    near, bridge = max(pairs, key=lambda pair: pair[0], default=(0.0, None))
    return bridge if near >= _NEAR else None
