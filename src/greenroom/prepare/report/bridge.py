"""The one link between the candidate's work and what the posting asks, for speech and letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.model.document import Cited
from greenroom.model.match import Judged, Strength
from greenroom.model.posting import Need
from greenroom.model.report import Quote
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.aim import lines_of
from greenroom.prepare.report.candidacy import Candidacy, quote_cv, quote_posting
from greenroom.prepare.report.gaps import is_soft, noun_phrase
from greenroom.prepare.report.stories import StorySource

_FIRST = 3  # stories that may carry the link
_SPOKEN = 120  # characters of a duty that can be said in one breath
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
    def they_want(self) -> str:
        """What they want, to follow "you are looking for" or "they are looking for"."""
        if not self.is_duty:
            return f"“{noun_phrase(self.asked.text)}”"
        text = self.asked.text.rstrip(" .;:")
        return f"somebody to “{text if len(text) <= _SPOKEN else opening(text)}”"

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The words of both documents."""
        return quote_posting(self.asked) + quote_cv(self.claim)


def opening(text: str) -> str:
    """A long sentence up to the last clause that can still be spoken."""
    cut = max(text.rfind(sign, 0, _SPOKEN) for sign in (", ", "; ", ". ", " (", " and "))
    if text.count("(", 0, cut) > text.count(")", 0, cut):
        cut = text.rfind("(", 0, cut)
    return text[:cut].rstrip(" ,;(") if cut > _SPOKEN // 3 else shorten(text, _SPOKEN).rstrip("…")


def find_bridge(case: Candidacy, stories: Sequence[StorySource]) -> Bridge | None:
    """The link of the first stories to a must-have they show; else to the nearest line asked; else to a nice-to-have."""
    if not stories:
        return None
    return _shown(case, stories, Need.MUST) or _nearest(case, stories[0]) or _shown(case, stories, Need.NICE)


def _shown(case: Candidacy, stories: Sequence[StorySource], need: Need) -> Bridge | None:
    firm = [
        m
        for m in case.match.of_need(need)
        if m.judged is Judged.BY_EVIDENCE and m.strength in {Strength.PROVEN, Strength.SHOWN}
    ]
    for source in stories[:_FIRST]:
        told = {claim.cited for claim in source.statements}
        for match in firm:
            found = next((e.quote for e in match.evidence[:1] if e.quote in told), None)
            if found is not None and case.aim.specific(match.requirement.skills):
                return Bridge(found, match.requirement.statement)
    return None


def _nearest(case: Candidacy, source: StorySource) -> Bridge | None:
    """The line of the posting that the first story comes nearest to; a trait is none."""
    musts = [m for m in case.match.of_need(Need.MUST) if not is_soft(case, m)]
    asked = [(m.requirement.statement, False) for m in musts]
    asked += [(duty, True) for duty in case.posting.responsibilities]
    pairs = [
        (float(claim.vector @ case.vector(line.text)), Bridge(claim.cited, line, is_duty))
        for claim in source.statements
        for line, is_duty in asked
        if lines_of([line.text])
    ]
    near, bridge = max(pairs, key=lambda pair: pair[0], default=(0.0, None))
    return bridge if near >= _NEAR else None
