"""Sections 4 and 6: STAR drafts built only from the candidate's bullets, and hints for bullets without impact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.model.document import Cited
from greenroom.model.match import Strength
from greenroom.model.profile import ImpactClaim, Job
from greenroom.model.report import RewriteHint, Story, StoryPart
from greenroom.prepare.match.evidence import Claim, where_of
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import Candidacy, from_cv

_STORIES = 6
_TELLABLE = 25  # characters below which a line (the bare name of a project) tells no story
_PER_JOB = 3
_REWRITES = 8
_A_PART = 3  # words from which on "Led a team of" is a part and not a verb
_SAME_WORK = 0.45  # cosine above which two bullets of one job tell of the same piece of work
_BLANKS = {
    "metric": "what was measured",
    "change": "how far it moved",
    "baseline": "what it was before",
    "scale": "how big it was: users, requests, data, money",
    "period": "over which period",
    "own_role": "what you yourself decided or built",
}


_FROM_TO = re.compile(
    r"\b(?:from|de)\b.{1,40}\b(?:to|à)\b|\d\S*\s?(?:->|→|to)\s?\S*\d|[由从].{1,20}[到至]", re.IGNORECASE
)
_CAME_OF_IT = re.compile(
    r"\b(?:caught|prevented|saved|won|secured|freed|freeing|sav(?:ed|ing)|avoided|recovered|eliminated|retired)\b[^.;]{0,30}\d",
    re.IGNORECASE,
)
# How a bullet goes on, in the language of the CV.
_PATTERNS = {
    "en": ", which moved [what was measured] from [before] to [after] over [period].",
    "fr": ", ce qui a fait passer [indicateur] de [avant] à [après] en [durée].",
    "zh": "，使[指标]在[时间]内由[之前]变为[之后]。",
}


@dataclass(frozen=True)
class StorySource:
    """A story with the bullets it was drawn from, for choosing which question it answers."""

    story: Story
    statements: tuple[Claim, ...]


def tell_stories(case: Candidacy) -> tuple[StorySource, ...]:
    """Up to six stories, the most useful for this posting first, at most three from one job."""
    tellable = [s for s in case.done if _is_tellable(s)] or case.done
    ranked = sorted(enumerate(tellable), key=lambda pair: (-_worth(case, pair[1]), pair[0]))
    chosen: list[Claim] = []
    for _, statement in ranked:
        same_place = [s for s in chosen if s.where == statement.where]
        repeats = any(float(s.vector @ statement.vector) > _SAME_WORK for s in same_place)
        if len(same_place) < _PER_JOB and not repeats:
            chosen.append(statement)
        if len(chosen) == _STORIES:
            break
    return tuple(_story(case, f"s{n}", s) for n, s in enumerate(chosen, start=1))


def _is_tellable(statement: Claim) -> bool:
    """Whether a line can be told: not the bare name of a project, a paper, or the torn end of a bullet."""
    text = statement.cited.text
    return statement.where != "Publications" and len(text) >= _TELLABLE and text[0].isalnum()


def _worth(case: Candidacy, statement: Claim) -> float:
    """What a bullet is worth as a story here: a result, own work, and topics the posting asks for."""
    asked = sum(weight for topic, weight in case.asked_topics.items() if topic in statement.skills)
    nearest = max(
        (e.nearness for m in case.match.requirements for e in m.evidence if e.quote == statement.cited),
        default=0.0,
    )
    told = statement.impact is not None and statement.impact.own_role is not None
    length = min(len(statement.cited.text), 160) / 160
    said = 1.2 * statement.is_measured + 0.4 * told + 0.3 * length
    return said + 0.4 * min(asked, 3) + nearest + _recency(case, statement)


def _recency(case: Candidacy, statement: Claim) -> float:
    """0.5 in the latest job or a project, less in each job before: what one did last is asked about first."""
    place = next((n for n, job in enumerate(case.profile.jobs) if statement.cited in job.bullets), 0)
    return 0.5 / (1 + place)


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


def own_part(impact: ImpactClaim | None) -> Cited | None:
    """What the candidate says they did themselves; a bare verb ("Trained") says too little to show."""
    own = impact.own_role if impact is not None else None
    return own if own is not None and len(own.text.split()) >= _A_PART else None


def _task(impact: ImpactClaim | None) -> StoryPart:
    own = own_part(impact)
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
        metric = f"{_capital(impact.metric.text)}: " if impact.metric is not None else ""
        cited = [c for c in (impact.metric, impact.change) if c is not None]
        facts.append(from_cv(f"{metric}{impact.change}.", *cited))
    blanks = (*_unsaid(impact), "what you would do differently now")
    return StoryPart(name="Result", statements=tuple(facts), blanks=blanks)


def _unsaid(impact: ImpactClaim | None) -> tuple[str, ...]:
    """The blanks of a result: one for all of it where there is no effect at all."""
    if impact is None or impact.change is None:
        return ("what came of it as a figure: what was measured, from what to what, over which period",)
    return tuple(
        _BLANKS[p] for p in ("metric", "baseline", "period") if p in impact.missing and not _says(impact, p)
    )


def _says(impact: ImpactClaim, part: str) -> bool:
    """Whether the change itself holds the part: "from 9.4 to 6.1 minutes" gives the baseline."""
    return (
        part == "baseline" and impact.change is not None and _FROM_TO.search(impact.change.text) is not None
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def rewrite_hints(case: Candidacy) -> tuple[RewriteHint, ...]:
    """Bullets that lack impact, those nearest to the posting first, each with what to add."""
    weak = [s for s in case.done if not _has_effect(s)]
    weak.sort(key=lambda s: -_worth(case, s))
    return tuple(_hint(case, s) for s in weak[:_REWRITES])


def _has_effect(statement: Claim) -> bool:
    """Whether a bullet already says what came of it, in figures or from one state to another."""
    return (
        statement.is_measured
        or statement.where == "Publications"
        or _FROM_TO.search(statement.cited.text) is not None
        or _CAME_OF_IT.search(statement.cited.text) is not None
    )


def _hint(case: Candidacy, statement: Claim) -> RewriteHint:
    lacks = tuple(_BLANKS[p] for p in _lacking(statement))
    asked = [t for t in sorted(statement.named) if t in case.asked_topics]
    reason = f"It carries {case.topic_name(asked[0])}, which the posting asks for. " if asked else ""
    if asked and case.standing(asked[0]) is Strength.PROVEN:
        reason = ""
    bullet = statement.cited.text.rstrip(" .;。")
    return RewriteHint(
        bullet=from_cv(statement.cited.text, statement.cited),
        lacks=lacks,
        add=f"{reason}Add {lacks[0]}" + (f", then {lacks[1]}." if len(lacks) > 1 else "."),
        pattern=bullet + _PATTERNS.get(case.profile.language, _PATTERNS["en"]),
    )


def _lacking(statement: Claim) -> tuple[str, ...]:
    if statement.impact is None:
        return ("metric", "change", "baseline", "period")
    return tuple(part for part in statement.impact.missing if part != "own_role") or ("change",)
