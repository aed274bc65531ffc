"""Sections 1 and 14: the one screen to read first, and the card to read before walking in."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.model.match import Judged, RequirementMatch, Strength
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
from greenroom.prepare.report.candidacy import Candidacy, from_cv, general, inferred, quote_cv, quote_posting

_TOP = 3
_SECTIONS = frozenset({"Education", "Skills", "Summary", "Publications", "Certificates", "Languages"})


def write_overview(case: Candidacy, risks: Sequence[RiskRow]) -> Overview:
    """Fit at a glance, up to three strengths and three risks, and the one next step."""
    return Overview(
        fit=_fit(case),
        coverage=case.match.coverage,
        strengths=_strengths(case),
        risks=tuple(row.risk for row in risks[:_TOP]),
        next_step=_next_step(case),
        unknown=case.posting.unknown,
    )


def _fit(case: Candidacy) -> Statement:
    musts = [m for m in case.match.of_need(Need.MUST) if m.judged is Judged.BY_EVIDENCE]
    if not musts:
        text = "The posting states no must-haves, so how far you cover it cannot be said."
    else:
        firm = sum(m.strength in {Strength.PROVEN, Strength.SHOWN} for m in musts)
        proven = sum(m.strength is Strength.PROVEN for m in musts)
        text = f"Of {len(musts)} must-haves that evidence decides, your CV shows {firm} in use"
        text += f", {proven} of them with a measured effect." if proven else ", none with a measured effect."
    level = case.match.level_fit
    return inferred(
        f"{text} {level.why}", *quote_posting(*case.posting.level.because[:1]), *quote_cv(*level.because)
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


def _next_step(case: Candidacy) -> NextStep:
    """The weakest must-have; where there is none, the first number without a baseline; else a rehearsal."""
    gap = next((m for m in case.match.gaps if m.requirement.need is Need.MUST), None)
    if gap is not None:
        why = f"It is a must-have of this posting and your evidence is {gap.label}: {_asked(gap)}"
        return NextStep(action=gap.action, why=why, minutes=60)
    bare = next((t for t in case.match.stress_tests if "baseline" in t.missing), None)
    if bare is not None:
        action = f"Write down where “{bare.number}” comes from: before, after, period, and your part ({bare.where})."
        return NextStep(
            action=action,
            why="It is the first number they can pull on, and the CV gives no baseline.",
            minutes=30,
        )
    return NextStep(
        action="Tell your first story aloud in two minutes, with a clock, and cut whatever did not fit.",
        why="Your evidence covers the must-haves; what is left is how it sounds.",
        minutes=30,
    )


def _asked(match: RequirementMatch) -> str:
    return f"“{shorten(match.requirement.statement.text, 120)}”."


def write_pocket_card(
    case: Candidacy, stories: Sequence[Story], risks: Sequence[RiskRow], asks: Sequence[AskView]
) -> PocketCard:
    """What to read in the last fifteen minutes: an opening, the numbers, stories, traps, questions."""
    measured = [
        c for c in case.done if c.is_measured and c.impact is not None and c.impact.change is not None
    ]
    numbers = tuple(
        from_cv(shorten(c.cited.text, 140), c.cited, c.impact.change)
        for c in measured[:5]
        if c.impact is not None and c.impact.change is not None
    )
    return PocketCard(
        opening=_opening(case),
        numbers=numbers,
        stories=tuple(f"{story.title} ({story.where})" for story in stories[:4]),
        watch_out=tuple(shorten(row.risk.text, 140) for row in risks[:_TOP]),
        ask=tuple(ask.text for ask in asks[:_TOP]),
    )


def _opening(case: Candidacy) -> Statement:
    job = next(iter(case.profile.jobs), None)
    best = next((c for c in case.done if c.is_measured), next(iter(case.done), None))
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
