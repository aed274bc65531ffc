"""Section 4: STAR drafts built only from the candidate's bullets, those nearest to the job first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.model.document import Cited
from greenroom.model.ladder import Role
from greenroom.model.profile import ImpactClaim, Job
from greenroom.model.report import Story, StoryPart
from greenroom.prepare.match.evidence import Claim, where_of
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import Candidacy, from_cv

_STORIES = 6
_TELLABLE = 25  # characters below which a line (the bare name of a project) tells no story
_PER_JOB = 3
_BESIDE = 3  # further bullets in one story
_A_PART = 3  # words from which on "Led a team of" is a part and not a verb
_SAME_WORK = 0.45  # cosine above which two bullets of one job tell of the same piece of work
_NO_TITLE = 0.4  # nearness to the posting's title of work done under no title
_OF_OTHERS = 0.5  # what a bullet about people counts less where the job is not to lead them
_SAME_RESULT = 0.6  # ... and two bullets that each have a result of their own
_DECAY = 0.6  # what a job counts for beside the one after it
BLANKS = {
    "metric": "what was measured",
    "change": "how far it moved",
    "baseline": "what it was before",
    "scale": "how big it was: users, requests, data, money",
    "period": "over which period",
    "own_role": "what you yourself decided or built",
}


FROM_TO = re.compile(
    r"\b(?:from|de)\b.{1,40}\b(?:to|à)\b|\d\S*\s?(?:->|→|to)\s?\S*\d|[由从].{1,20}[到至]", re.IGNORECASE
)
_BUILT = re.compile(
    r"\b(?:built|designed|developed|implemented|created|shipped|launched|delivered|trained|deployed|migrated|introduced|automated"
    r"|conçu\w*|développé\w*|mis en (?:place|production)|entraîné\w*)\b|搭建|开发|设计|上线|训练",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    r"\b(?:taught|teach\w*|train(?:ed|ing) (?:\w+ ){0,3}(?:analysts|colleagues|staff|engineers|teams?|teachers|students|users)"
    r"|mentor\w*|coach\w*|managed (?:\w+ ){0,2}(?:engineers|people|team\w*)|recruit\w*|onboard\w*|tutor\w*|team of|club|community"
    r"|encadr\w*|form[ée]\w* (?:les|des|\d)|anim[ée]\w*|enseign\w*)|培训|带领|指导",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:the|this|that|these|those|its|cet?|cette|l[’'])\s*([a-zà-ÿ]{4,})", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:(]|,\s|\.\s|\s[-–—]\s|，|；|。")


@dataclass(frozen=True)
class StorySource:
    """A story with the bullets it was drawn from, for choosing which question it answers."""

    story: Story
    statements: tuple[Claim, ...]


def tell_stories(case: Candidacy) -> tuple[StorySource, ...]:
    """Up to six stories, the most useful for this posting first, at most three from one job.

    Bullets about the same piece of work make one story; none stands in two.
    """
    tellable = [s for s in case.done if is_tellable(s)] or case.done
    ranked = sorted(tellable, key=lambda s: -worth_telling(case, s))
    chosen: list[tuple[Claim, ...]] = []
    used: set[Cited] = set()
    for statement in ranked:
        same_place = [s for s in chosen if s[0].where == statement.where]
        if statement.cited in used or len(same_place) == _PER_JOB:
            continue
        group = _in_order(case, (statement, *_beside(case, statement, used)))
        used.update(claim.cited for claim in group)
        chosen.append(group)
        if len(chosen) == _STORIES:
            break
    return tuple(_story(case, f"s{n}", group) for n, group in enumerate(chosen, start=1))


def _in_order(case: Candidacy, group: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The bullets as the CV has them: the first one says what the work was."""
    return tuple(claim for claim in case.done if any(claim is one for one in group))


def is_tellable(statement: Claim) -> bool:
    """Whether a line can be told: not the bare name of a project, a paper, or the torn end of a bullet."""
    text = statement.cited.text
    return statement.where != "Publications" and len(text) >= _TELLABLE and text[0].isalnum()


def worth_telling(case: Candidacy, statement: Claim) -> float:
    """What a bullet is worth here: its relevance to the job, then how recent it is, then built and measured."""
    built = _BUILT.search(statement.cited.text) is not None
    length = min(len(statement.cited.text), 160) / 160
    said = 0.35 * statement.is_measured + 0.25 * built + 0.15 * length
    if case.role is not Role.ML_ENGINEERING_MANAGER and PEOPLE.search(statement.cited.text):
        said -= _OF_OTHERS
    held = next((j.title for j in case.profile.jobs if statement.cited in j.bullets), None)
    trade = case.title_nearness(held.text) if held is not None else _NO_TITLE
    return case.aim.relevance(statement) + trade + 0.7 * _recency(case, statement) + said


def _recency(case: Candidacy, statement: Claim) -> float:
    """1 in the latest job, less in each before; a project without a job counts as the second latest."""
    place = next((n for n, job in enumerate(case.profile.jobs) if statement.cited in job.bullets), 1)
    return float(_DECAY**place)


def _story(case: Candidacy, story_id: str, group: tuple[Claim, ...]) -> StorySource:
    statement = group[0]
    job = next((j for j in case.profile.jobs if statement.cited in j.bullets), None)
    impact = _impact(group)
    parts = (_situation(job, impact), _task(statement), _action(group), _result(group, impact))
    blanks = sum(len(part.blanks) for part in parts)
    given = sum(len(part.statements) for part in parts)
    story = Story(
        id=story_id,
        title=shorten(statement.cited.text.rstrip(" .;。"), 90),
        where=statement.where,
        parts=parts,
        answers=(),
        complete=round(given / (given + blanks), 2),
    )
    return StorySource(story, group)


def _impact(group: tuple[Claim, ...]) -> ImpactClaim | None:
    """The effect a story ends on: that of its first bullet, or of the next that has one."""
    measured = [claim.impact for claim in group if claim.is_measured]
    return measured[0] if measured else group[0].impact


def _beside(case: Candidacy, statement: Claim, used: set[Cited]) -> tuple[Claim, ...]:
    """Other bullets of the same place about the same piece of work, the nearest first."""
    others = [
        s for s in case.done if s.where == statement.where and s is not statement and s.cited not in used
    ]
    same = [s for s in others if _same_work(s, statement) or _goes_on(case, statement, s)]
    return tuple(sorted(same, key=lambda s: -float(s.vector @ statement.vector))[:_BESIDE])


def _same_work(one: Claim, other: Claim) -> bool:
    """Whether two bullets tell of one thing: near in meaning, or the one speaks of “the” thing the other names."""
    near = float(one.vector @ other.vector)
    two_results = one.is_measured and other.is_measured
    refers = _refers(one, other) or _refers(other, one)
    return near > (_SAME_RESULT if two_results else _SAME_WORK) or (refers and not two_results)


def _refers(one: Claim, other: Claim) -> bool:
    named = {word.lower() for word in re.findall(r"[^\W\d_]{4,}", other.cited.text)}
    return any(match.group(1).lower() in named for match in _BACK.finditer(one.cited.text))


def _goes_on(case: Candidacy, statement: Claim, other: Claim) -> bool:
    """Whether `other` is the torn end of the bullet `statement`."""
    after = next((i for i, s in enumerate(case.done) if s is statement), -1) + 1
    return case.done[after : after + 1] == (other,) and not other.cited.text[:1].isalnum()


def _situation(job: Job | None, impact: ImpactClaim | None) -> StoryPart:
    facts = []
    if job is not None:
        cited = [c for c in (job.title, job.employer, job.period.raw) if c is not None]
        lead = "As" if job.title is not None else "At"
        when = f" ({job.period.raw})" if job.period.raw else ""
        facts.append(from_cv(f"{lead} {where_of(job)}{when}.", *cited))
    if impact is not None and impact.scale is not None:
        facts.append(from_cv(f"Scale: {impact.scale}.", impact.scale))
    blanks = ["what was wrong or at stake before you started, and for whom"]
    if impact is None or impact.scale is None:
        blanks.append(BLANKS["scale"])
    return StoryPart(name="Situation", statements=tuple(facts), blanks=tuple(blanks))


def own_part(statement: Claim) -> str | None:
    """What the candidate says they did themselves: the clause of the bullet that opens with their own verb."""
    own = statement.impact.own_role if statement.impact is not None else None
    text = statement.cited.text
    at = text.find(own.text) if own is not None else -1
    if at < 0:
        return None
    clause = _CLAUSE_END.split(text[at:], maxsplit=1)[0].rstrip(" .;")
    return clause if len(clause.split()) >= _A_PART else None


def _task(statement: Claim) -> StoryPart:
    own = own_part(statement)
    facts = (from_cv(f"Your part, in your words: “{own}”.", statement.cited),) if own is not None else ()
    blanks = ["the goal you were given or set yourself, as a number if there was one"]
    if own is None:
        blanks.append(BLANKS["own_role"])
    return StoryPart(name="Task", statements=facts, blanks=tuple(blanks))


def _action(group: Iterable[Claim]) -> StoryPart:
    facts = tuple(from_cv(s.cited.text, s.cited) for s in group)
    blanks = ("the option you rejected, and why", "the hardest moment, and what you did about it")
    return StoryPart(name="Action", statements=facts, blanks=blanks)


def _result(group: Iterable[Claim], impact: ImpactClaim | None) -> StoryPart:
    measured = [claim for claim in group if claim.is_measured]
    facts = tuple(from_cv(claim.cited.text, claim.cited) for claim in measured)
    blanks = (*_unsaid(impact), "what you would do differently now")
    return StoryPart(name="Result", statements=facts, blanks=blanks)


def _unsaid(impact: ImpactClaim | None) -> tuple[str, ...]:
    """The blanks of a result: one for all of it where there is no effect at all."""
    if impact is None or impact.change is None:
        return ("what came of it as a figure: what was measured, from what to what, over which period",)
    return tuple(
        BLANKS[p] for p in ("metric", "baseline", "period") if p in impact.missing and not _says(impact, p)
    )


def _says(impact: ImpactClaim, part: str) -> bool:
    """Whether the change itself holds the part: "from 9.4 to 6.1 minutes" gives the baseline."""
    return part == "baseline" and impact.change is not None and FROM_TO.search(impact.change.text) is not None
