"""Sections 1 and 14: the one screen to read first, and the card to read before walking in."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.model.match import Judged, Strength
from greenroom.model.posting import Need
from greenroom.model.report import (
    AskView,
    NextStep,
    Overview,
    PocketCard,
    RiskRow,
    Source,
    Statement,
    Story,
)
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import Candidacy, from_cv, general, quote_cv, quote_posting
from greenroom.prepare.report.stories import StorySource
from greenroom.prepare.report.verdict import write_fit

_TOP = 3
_SECTIONS = frozenset({"Education", "Skills", "Summary", "Publications", "Certificates", "Languages"})


def write_overview(
    case: Candidacy, stories: tuple[Story, ...], risks: Sequence[RiskRow], step: NextStep
) -> Overview:
    """Fit at a glance, up to three strengths and three risks, and the one next step."""
    return Overview(
        fit=write_fit(case, stories),
        coverage=case.match.coverage,
        strengths=_strengths(case),
        risks=tuple(row.risk for row in risks[:_TOP]),
        next_step=step,
        unknown=case.posting.unknown,
    )


def _strengths(case: Candidacy) -> tuple[Statement, ...]:
    firm = [
        m
        for m in case.match.requirements
        if m.judged is Judged.BY_EVIDENCE and m.strength in {Strength.PROVEN, Strength.SHOWN}
    ]
    firm.sort(key=lambda m: (-m.strength.points, m.requirement.need is Need.NICE))
    out: list[Statement] = []
    told: set[str] = set()
    done = {claim.cited for claim in case.done}
    firm.sort(key=lambda m: m.evidence[0].quote not in done)  # work before degrees, dates and languages
    for match in firm:
        best = match.evidence[0]
        if best.quote.text not in told:
            told.add(best.quote.text)
            text = f"{shorten(match.requirement.statement.text, 90)}: {match.label} ({_place(best.where)})."
            quotes = quote_cv(best.quote) + quote_posting(match.requirement.statement)
            out.append(Statement(text=text, source=Source.CV, quotes=quotes))
    return tuple(out[:_TOP])


def _place(where: str) -> str:
    """A place in a sentence: the name of a section is our word, the name of a job is the candidate's."""
    if where in _SECTIONS:
        return f"in your {where.lower()}"
    return f"project {where.removeprefix('Project ')}" if where.startswith("Project ") else where


def write_pocket_card(
    case: Candidacy, sources: Sequence[StorySource], risks: Sequence[RiskRow], asks: Sequence[AskView]
) -> PocketCard:
    """What to read in the last fifteen minutes: an opening, the numbers, stories, traps, questions."""
    told = [claim for source in sources for claim in source.statements]
    measured = [c for c in told if c.is_measured and c.impact is not None and c.impact.change is not None]
    numbers = tuple(
        from_cv(shorten(c.cited.text, 140), c.cited, c.impact.change)
        for c in measured[:5]
        if c.impact is not None and c.impact.change is not None
    )
    return PocketCard(
        opening=_opening(case, sources),
        numbers=numbers,
        stories=tuple(f"{source.story.title} ({source.story.where})" for source in sources[:4]),
        watch_out=tuple(shorten(row.risk.text, 140) for row in risks[:_TOP]),
        ask=tuple(ask.text for ask in asks[:_TOP]),
    )


def _opening(case: Candidacy, sources: Sequence[StorySource]) -> Statement:
    job = next(iter(case.profile.jobs), None)
    best = sources[0].statements[0] if sources else None
    cited = []
    text = "I am [who you are, in five words]"
    if job is not None and job.title is not None:
        cited.append(job.title)
        text = "I work as" if job.period.current else "Most recently I worked as"
        text += f" {job.title}" + (f" at {job.employer}" if job.employer else "")
    if best is not None:
        cited.append(best.cited)
        text += f"; the work I would tell you about first: “{best.cited.text.rstrip(' .;。')}”"
    text = f"{text}. I am here because [one sentence about this role]."
    return from_cv(text, *cited) if cited else general(text)
