"""Sections 10 and 12: texts to finish: the candidate's facts in place, blanks where only they know."""

from __future__ import annotations

from greenroom.model.document import Cited
from greenroom.model.match import RequirementMatch, Strength
from greenroom.model.posting import Need
from greenroom.model.profile import Job
from greenroom.model.report import Skeleton, Source, Statement, Story
from greenroom.prepare.match.evidence import where_of
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import (
    Candidacy,
    from_cv,
    from_posting,
    general,
    inferred,
    quote_cv,
    quote_posting,
)

_JOBS = 3


def write_skeletons(case: Candidacy) -> tuple[Skeleton, ...]:
    """Walk me through your CV, why this role, why now."""
    return _walk(case), _why_role(case), _why_now(case)


def write_follow_up(case: Candidacy, stories: tuple[Story, ...]) -> Skeleton:
    """The e-mail after the interview: three facts in place, the rest only the candidate can know."""
    best = _best(case)
    at = f" at {case.company}" if case.company else ""
    paragraphs = [general(f"Subject: Thank you: {case.position}{at}, [date]")]
    paragraphs.append(
        general("Dear [name], thank you for the time today, and for explaining [what you learned].")
    )
    if best is not None:
        ask = shorten(best.requirement.statement.text, 110)
        text = f"You are looking for “{ask}”. We spoke of [which part]; the nearest thing I have done is “{best.evidence[0].quote}”."
        quotes = quote_posting(best.requirement.statement) + quote_cv(best.evidence[0].quote)
        paragraphs.append(Statement(text=text, source=Source.CV, quotes=quotes))
    if stories:
        paragraphs.append(
            general("One thing I answered poorly was [question]. What I should have said: [two sentences].")
        )
    paragraphs.append(general("I would be glad to continue. [Name]"))
    blanks = (
        "their name and the date",
        "one thing they told you that you did not know",
        "one answer to mend",
    )
    return Skeleton(title="Follow-up e-mail, within a day", paragraphs=tuple(paragraphs), blanks=blanks)


def _walk(case: Candidacy) -> Skeleton:
    jobs = case.profile.jobs[:_JOBS]
    paragraphs = [_line(case, job) for job in reversed(jobs)]
    if not paragraphs:
        paragraphs.append(
            inferred("Your CV lists no jobs; begin with the project or study that is nearest to this role.")
        )
    bridge = _best(case)
    if bridge is not None:
        text = f"End on the link: “{shorten(bridge.requirement.statement.text, 110)}” is what they ask, and “{bridge.evidence[0].quote}” is yours."
        quotes = quote_posting(bridge.requirement.statement) + quote_cv(bridge.evidence[0].quote)
        paragraphs.append(Statement(text=text, source=Source.CV, quotes=quotes))
    blanks = (
        "why you moved, at each change, in one clause",
        "the thread that runs through all of it, in one sentence",
    )
    return Skeleton(title="Walk me through your CV", paragraphs=tuple(paragraphs), blanks=blanks, seconds=120)


def _line(case: Candidacy, job: Job) -> Statement:
    cited: list[Cited] = [c for c in (job.title, job.employer, job.period.raw) if c is not None]
    best = _telling(case, job)
    said = (
        f" The one thing to tell from there: “{best}”."
        if best is not None
        else " [The one thing to tell from there.]"
    )
    when = f" ({job.period.raw})" if job.period.raw is not None else ""
    return from_cv(f"{where_of(job)}{when}.{said}", *cited, *([best] if best is not None else []))


def _telling(case: Candidacy, job: Job) -> Cited | None:
    """The bullet of a job that answers a requirement best, else the first with an effect, else the first."""
    used = [e.quote for m in case.match.requirements for e in m.evidence if e.quote in job.bullets]
    if used:
        return max(sorted(set(used), key=job.bullets.index), key=used.count)
    measured = [c.cited for c in case.done if c.cited in job.bullets and c.is_measured]
    return next(iter((*measured, *job.bullets)), None)


def _why_role(case: Candidacy) -> Skeleton:
    paragraphs = [
        from_posting(f"What they would have you do: “{shorten(duty.text, 160)}”.", duty)
        for duty in case.posting.responsibilities[:2]
    ]
    best = _best(case)
    if best is not None:
        paragraphs.append(
            from_cv(f"What you bring to it: “{best.evidence[0].quote}”.", best.evidence[0].quote)
        )
    paragraphs.append(inferred(case.match.role_fit.summary, *quote_cv(*_lean(case))))
    blanks = (
        "what about this work you would miss if you did not do it",
        f"one thing about {case.company or 'the company'} you found out yourself, and why it matters to you",
    )
    return Skeleton(title="Why this role", paragraphs=tuple(paragraphs), blanks=blanks, seconds=60)


def _why_now(case: Candidacy) -> Skeleton:
    paragraphs = []
    current = next((job for job in case.profile.jobs if job.period.current), None)
    if current is not None:
        cited = [c for c in (current.title, current.employer, current.period.raw) if c is not None]
        paragraphs.append(from_cv(f"You are now at {where_of(current)}.", *cited))
    paragraphs.append(inferred(case.match.level_fit.why, *quote_cv(*case.match.level_fit.because)))
    blanks = (
        "what you have finished where you are, so that leaving is not running away",
        "what you want to own next that you cannot own there",
    )
    return Skeleton(title="Why now", paragraphs=tuple(paragraphs), blanks=blanks, seconds=45)


def _best(case: Candidacy) -> RequirementMatch | None:
    """The requirement the CV answers best, must-haves first."""
    answered = [m for m in case.match.requirements if m.strength in {Strength.PROVEN, Strength.SHOWN}]
    return min(answered, key=lambda m: (m.requirement.need is Need.NICE, -m.strength.points), default=None)


def _lean(case: Candidacy) -> tuple[Cited, ...]:
    fit = case.match.role_fit
    leading = max(("outcomes", "systems", "people"), key=lambda kind: getattr(fit, kind))
    return fit.because.get(leading, ())[:2]
