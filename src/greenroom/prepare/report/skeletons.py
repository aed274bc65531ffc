"""Sections 10 and 12: texts to finish: the candidate's facts in place, blanks where only they know."""

from __future__ import annotations

from greenroom.model.document import Cited
from greenroom.model.match import Judged, RequirementMatch, Strength
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
_A_DUTY = 25  # characters below which a duty is a heading


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
        ask = shorten(_line_of(best.requirement.statement), 110)
        did = shorten(_line_of(best.evidence[0].quote), 160)
        text = f"You are looking for “{ask}”. We spoke of [which part]; the nearest thing I have done: “{did}”. [one detail you did not get to say]"
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
        text = f"End on the link: they ask for “{shorten(_line_of(bridge.requirement.statement), 110)}”, and you have done “{shorten(_line_of(bridge.evidence[0].quote), 160)}”."
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
        f" The one thing to tell from there: “{_line_of(best)}”."
        if best is not None
        else " [the one thing to tell from there]"
    )
    when = f" ({job.period.raw})" if job.period.raw is not None else ""
    return from_cv(f"{where_of(job)}{when}.{said}", *cited, *([best] if best is not None else []))


def _telling(case: Candidacy, job: Job) -> Cited | None:
    """The bullet of a job to tell: one with an effect before one without, then what answers most requirements."""
    used = [e.quote for m in case.match.requirements for e in m.evidence]
    done = [claim for claim in case.done if claim.cited in job.bullets]
    best = max(
        done, key=lambda c: (c.is_measured, used.count(c.cited), -job.bullets.index(c.cited)), default=None
    )
    return best.cited if best is not None else next(iter(job.bullets), None)


def _why_role(case: Candidacy) -> Skeleton:
    paragraphs = [_duty(duty, first=n == 0) for n, duty in enumerate(_duties(case))]
    best = _best(case)
    if best is not None:
        paragraphs.append(
            from_cv(f"What you bring to it: “{_line_of(best.evidence[0].quote)}”.", best.evidence[0].quote)
        )
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
        since = f" ({current.period.raw})" if current.period.raw is not None else ""
        paragraphs.append(from_cv(f"Where you are now: {where_of(current)}{since}.", *cited))
    steps = case.match.level_fit.steps
    if steps is not None:
        paragraphs.append(
            inferred(_STEP[(steps > 0) - (steps < 0)], *quote_posting(*case.posting.level.because[:1]))
        )
    if not paragraphs:
        paragraphs.append(general("Nothing in the CV tells why now; the reason has to be yours."))
    blanks = (
        "what you have finished where you are, so that leaving is not running away",
        "what you want to own next that you cannot own there",
    )
    return Skeleton(title="Why now", paragraphs=tuple(paragraphs), blanks=blanks, seconds=45)


_STEP = {
    -1: "This job is a step up from what your CV shows: say what you already do of the next level.",
    0: "This job is at the level your CV shows: say what would be new in it, or they will wonder why you move.",
    1: "This job is a step down from what your CV shows: say before they ask why that is what you want.",
}


def _duties(case: Candidacy) -> list[Cited]:
    """Two duties worth answering: those nearest to the candidate's own work, in the posting's order."""
    duties = [d for d in case.posting.responsibilities if len(d.text) >= _A_DUTY and not d.text.endswith(":")]

    def near(duty: Cited) -> float:
        target = case.vector(duty.text)
        return max((float(claim.vector @ target) for claim in case.done), default=0.0)

    return sorted(sorted(duties, key=lambda d: -near(d))[:2], key=duties.index)


def _duty(duty: Cited, *, first: bool) -> Statement:
    lead = "What they would have you do" if first else "And"
    return from_posting(f"{lead}: “{shorten(_line_of(duty), 160)}”.", duty)


def _line_of(cited: Cited) -> str:
    """A quote without the full stop of its own, to stand inside a sentence."""
    return cited.text.rstrip(" .;。；")


def _best(case: Candidacy) -> RequirementMatch | None:
    """The requirement that work of the CV answers best, must-haves first; a degree or a title is no work."""
    done = {claim.cited for claim in case.done}
    answered = [
        m
        for m in case.match.requirements
        if m.judged is Judged.BY_EVIDENCE
        and m.strength in {Strength.PROVEN, Strength.SHOWN}
        and m.evidence[0].quote in done
    ]
    return min(answered, key=lambda m: (m.requirement.need is Need.NICE, -m.strength.points), default=None)
