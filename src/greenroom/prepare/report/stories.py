"""Sections 4 and 6: STAR drafts built only from the candidate's bullets, and hints for bullets without impact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.model.match import Strength
from greenroom.model.profile import ImpactClaim, Job
from greenroom.model.report import RewriteHint, Story, StoryPart
from greenroom.prepare.match.evidence import Claim, where_of
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import Candidacy, from_cv

_STORIES = 6
_PER_JOB = 3
_REWRITES = 8
_SAME_WORK = 0.45  # cosine above which two bullets of one job tell of the same piece of work
_BLANKS = {
    "metric": "what was measured",
    "change": "how far it moved",
    "baseline": "what it was before",
    "scale": "how big it was: users, requests, data, money",
    "period": "over which period",
    "own_role": "what you yourself decided or built",
}


@dataclass(frozen=True)
class StorySource:
    """A story with the bullets it was drawn from, for choosing which question it answers."""

    story: Story
    statements: tuple[Claim, ...]


def tell_stories(case: Candidacy) -> tuple[StorySource, ...]:
    """Up to six stories, the most useful for this posting first, at most three from one job."""
    ranked = sorted(enumerate(case.done), key=lambda pair: (-_worth(case, pair[1]), pair[0]))
    chosen: list[Claim] = []
    for _, statement in ranked:
        same_place = [s for s in chosen if s.where == statement.where]
        repeats = any(float(s.vector @ statement.vector) > _SAME_WORK for s in same_place)
        if len(same_place) < _PER_JOB and not repeats:
            chosen.append(statement)
        if len(chosen) == _STORIES:
            break
    return tuple(_story(case, f"s{n}", s) for n, s in enumerate(chosen, start=1))


def _worth(case: Candidacy, statement: Claim) -> float:
    """What a bullet is worth as a story here: a result, own work, and topics the posting asks for."""
    asked = sum(weight for topic, weight in case.asked_topics.items() if topic in statement.skills)
    nearest = max(
        (e.nearness for m in case.match.requirements for e in m.evidence if e.quote == statement.cited),
        default=0.0,
    )
    told = statement.impact is not None and statement.impact.own_role is not None
    length = min(len(statement.cited.text), 160) / 160
    return 1.2 * statement.is_measured + 0.4 * told + 0.5 * min(asked, 3) + nearest + 0.3 * length


def _story(case: Candidacy, story_id: str, statement: Claim) -> StorySource:
    job = next((j for j in case.profile.jobs if statement.cited in j.bullets), None)
    beside = _beside(case, statement)
    impact = statement.impact
    parts = (
        _situation(job, impact),
        _task(impact),
        _action(statement, beside),
        _result(impact),
    )
    blanks = sum(len(part.blanks) for part in parts)
    given = sum(len(part.statements) for part in parts)
    story = Story(
        id=story_id,
        title=shorten(statement.cited.text, 90),
        where=statement.where,
        parts=parts,
        answers=(),
        complete=round(given / (given + blanks), 2),
    )
    return StorySource(story, (statement, *beside))


def _beside(case: Candidacy, statement: Claim) -> tuple[Claim, ...]:
    """Other bullets of the same place about the same piece of work."""
    others = [s for s in case.done if s.where == statement.where and s is not statement]
    near = [s for s in others if float(s.vector @ statement.vector) > _SAME_WORK]
    return tuple(sorted(near, key=lambda s: -float(s.vector @ statement.vector))[:2])


def _situation(job: Job | None, impact: ImpactClaim | None) -> StoryPart:
    facts = []
    if job is not None:
        cited = [c for c in (job.title, job.employer, job.period.raw) if c is not None]
        facts.append(
            from_cv(f"At {where_of(job)}" + (f" ({job.period.raw})" if job.period.raw else "") + ".", *cited)
        )
    if impact is not None and impact.scale is not None:
        facts.append(from_cv(f"Scale: {impact.scale}.", impact.scale))
    blanks = ["what was wrong or at stake before you started, and for whom"]
    if impact is None or impact.scale is None:
        blanks.append(_BLANKS["scale"])
    return StoryPart(name="Situation", statements=tuple(facts), blanks=tuple(blanks))


def _task(impact: ImpactClaim | None) -> StoryPart:
    own = impact.own_role if impact is not None else None
    facts = (from_cv(f"Your part, in your words: {own}.", own),) if own is not None else ()
    blanks = ["the goal you were given or set yourself, as a number if there was one"]
    if own is None:
        blanks.append(_BLANKS["own_role"])
    return StoryPart(name="Task", statements=facts, blanks=tuple(blanks))


def _action(statement: Claim, beside: Iterable[Claim]) -> StoryPart:
    facts = tuple(from_cv(s.cited.text, s.cited) for s in (statement, *beside))
    blanks = ("the option you rejected, and why", "the hardest moment, and what you did about it")
    return StoryPart(name="Action", statements=facts, blanks=blanks)


def _result(impact: ImpactClaim | None) -> StoryPart:
    facts = []
    if impact is not None and impact.change is not None:
        metric = f"{impact.metric}: " if impact.metric is not None else ""
        cited = [c for c in (impact.metric, impact.change) if c is not None]
        facts.append(from_cv(f"{metric}{impact.change}.", *cited))
    lacking = [p for p in ("metric", "change", "baseline", "period") if impact is None or p in impact.missing]
    blanks = (*(_BLANKS[part] for part in lacking), "what you would do differently now")
    return StoryPart(name="Result", statements=tuple(facts), blanks=blanks)


def rewrite_hints(case: Candidacy) -> tuple[RewriteHint, ...]:
    """Bullets that lack impact, those nearest to the posting first, each with what to add."""
    weak = [s for s in case.done if not s.is_measured]
    weak.sort(key=lambda s: -_worth(case, s))
    return tuple(_hint(case, s) for s in weak[:_REWRITES])


def _hint(case: Candidacy, statement: Claim) -> RewriteHint:
    lacks = tuple(_BLANKS[p] for p in _lacking(statement))
    asked = [t for t in sorted(statement.skills) if t in case.asked_topics]
    reason = f"It carries {case.topic_name(asked[0])}, which the posting asks for. " if asked else ""
    if asked and case.standing(asked[0]) is Strength.PROVEN:
        reason = ""
    bullet = statement.cited.text.rstrip(" .;。")
    return RewriteHint(
        bullet=from_cv(statement.cited.text, statement.cited),
        lacks=lacks,
        add=f"{reason}Add {lacks[0]}" + (f", then {lacks[1]}." if len(lacks) > 1 else "."),
        pattern=f"{bullet}, [which metric?] from [before] to [after] over [period].",
    )


def _lacking(statement: Claim) -> tuple[str, ...]:
    if statement.impact is None:
        return ("metric", "change", "baseline", "period")
    return tuple(part for part in statement.impact.missing if part != "own_role") or ("change",)
