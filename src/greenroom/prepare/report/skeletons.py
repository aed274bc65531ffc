"""Sections 10 and 12: texts to finish: the candidate's facts in place, blanks where only they know."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from greenroom.model.document import Cited
from greenroom.model.profile import Job
from greenroom.model.report import Skeleton, Source, Statement
from greenroom.prepare.match.evidence import where_of
from greenroom.prepare.report.aim import lines_of
from greenroom.prepare.report.bridge import Bridge, find_bridge, opening
from greenroom.prepare.report.candidacy import (
    Candidacy,
    from_cv,
    from_posting,
    general,
    inferred,
    quote_posting,
)
from greenroom.prepare.report.pauses import changes_trade
from greenroom.prepare.report.stories import StorySource, worth_telling
from greenroom.prepare.report.verdict import level_steps

_JOBS = 3
_LONG = 140  # characters of a duty from which on it is cut to be spoken


def write_skeletons(case: Candidacy, stories: Sequence[StorySource]) -> tuple[Skeleton, ...]:
    """Walk me through your CV, why this role, why now."""
    bridge = find_bridge(case, stories)
    return _walk(case, stories, bridge), _why_role(case, bridge), _why_now(case)


def write_follow_up(case: Candidacy, stories: Sequence[StorySource]) -> Skeleton:
    """The e-mail after the interview: three facts in place, the rest only the candidate can know."""
    bridge = find_bridge(case, stories)
    at = f" at {case.company}" if case.company else ""
    paragraphs = [general(f"Subject: Thank you: {case.job_title}{at}, [date]")]
    paragraphs.append(
        general("Dear [name], thank you for the time today, and for explaining [what you learned].")
    )
    if bridge is not None:
        text = f"You are looking for {bridge.they_want}; we spoke of [which part]. The nearest thing I have done: “{bridge.did}”. [one detail you did not get to say]"
        paragraphs.append(Statement(text=text, source=Source.CV, quotes=bridge.quotes))
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


def _walk(case: Candidacy, stories: Sequence[StorySource], bridge: Bridge | None) -> Skeleton:
    paragraphs = [_line(case, job) for job in reversed(telling_jobs(case))]
    if not paragraphs:
        paragraphs.append(
            inferred("Your CV lists no jobs; begin with the project or study that is nearest to this role.")
        )
    if stories and not any(stories[0].statements[0].cited in job.bullets for job in case.profile.jobs):
        best = stories[0].statements[0]
        text = f"What speaks loudest for you here is not from a job; open with it: “{_line_of(best.cited)}”."
        paragraphs.insert(0, from_cv(text, best.cited))
    if bridge is not None:
        text = f"End on the link: they are looking for {bridge.they_want}, and the nearest thing you have done is “{bridge.did}”."
        paragraphs.append(Statement(text=text, source=Source.CV, quotes=bridge.quotes))
    blanks = (
        "why you moved, at each change, in one clause",
        "the thread that runs through all of it, in one sentence",
    )
    return Skeleton(title="Walk me through your CV", paragraphs=tuple(paragraphs), blanks=blanks, seconds=120)


def telling_jobs(case: Candidacy) -> list[Job]:
    """Three or four jobs to tell of, latest first: the latest, the one nearest to the posting, and a change of trade."""
    jobs = list(case.profile.jobs)
    titled = [job for job in jobs if job.title is not None]
    kept = jobs[:2]
    nearest = max(titled, key=lambda j: case.title_nearness(j.title.text if j.title else ""), default=None)
    before = next((old for new, old in pairwise(titled) if changes_trade(case, old, new)), None)
    for job in (nearest, before, *jobs):
        if job is not None and job not in kept and (len(kept) < _JOBS or job in (nearest, before)):
            kept.append(job)
    return [job for job in jobs if job in kept]


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
    """The bullet of a job to tell: the one worth most here."""
    done = [claim for claim in case.done if claim.cited in job.bullets]
    best = max(done, key=lambda c: worth_telling(case, c), default=None)
    return best.cited if best is not None else next(iter(job.bullets), None)


def _why_role(case: Candidacy, bridge: Bridge | None) -> Skeleton:
    paragraphs = [_duty(duty, first=n == 0) for n, duty in enumerate(_duties(case))]
    if bridge is not None:
        paragraphs.append(from_cv(f"What you bring to it: “{bridge.did}”.", bridge.claim))
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
    if case.match.level_fit.evidence is not None:
        steps = level_steps(case)
        text = _STEP[(steps > 0) - (steps < 0)]
        paragraphs.append(inferred(text, *quote_posting(*case.posting.level.because[:1])))
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
    duties = [d for d in case.posting.responsibilities if lines_of([d.text])]

    def near(duty: Cited) -> float:
        target = case.vector(duty.text)
        return max((float(claim.vector @ target) for claim in case.done), default=0.0)

    return sorted(sorted(duties, key=lambda d: -near(d))[:2], key=duties.index)


def _duty(duty: Cited, *, first: bool) -> Statement:
    lead = "What they would have you do" if first else "And"
    return from_posting(
        f"{lead}: “{opening(_line_of(duty)) if len(duty.text) > _LONG else _line_of(duty)}”.", duty
    )


def _line_of(cited: Cited) -> str:
    """A quote without the full stop of its own, to stand inside a sentence."""
    return cited.text.rstrip(" .;。；")
