"""Section 11: the risks of this candidacy with what to do about each, and the one-page project summary."""

from __future__ import annotations

import re
from typing import Literal

from greenroom.model.ladder import Role
from greenroom.model.match import RequirementMatch, Strength
from greenroom.model.posting import Need
from greenroom.model.report import RiskRow
from greenroom.prepare.match.evidence import where_of
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import Candidacy, from_cv, from_posting, inferred, quote_cv
from greenroom.prepare.report.gaps import gaps_of, how_shown, name_of
from greenroom.prepare.report.groundwork import work_on
from greenroom.prepare.report.pauses import find_pause, month_of
from greenroom.prepare.report.verdict import leans_elsewhere, level_steps, level_words

_GAPS = 3
_PAUSE_MONTHS = 9
_HANDS_OFF_MONTHS = 18
_PEOPLE = re.compile(
    r"\b(?:engineering|development|data|team|product|people) (?:manager|lead)\b|\bmanager,|\bhead of\b|\bdirector\b|\bvp\b|\bmanager of\b|responsable|经理|总监",
    re.IGNORECASE,
)

_LIKELIHOOD: dict[Strength, Literal["low", "medium", "high"]] = {
    Strength.MISSING: "high",
    Strength.ADJACENT: "medium",
    Strength.MENTIONED: "medium",
}


_SAY = {
    Strength.MISSING: "I have not done that yet. The nearest is [your work]; what carries over is [what], and I have since [small proof].",
    Strength.ADJACENT: "Not that exactly: I did [your work]. What carries over is [what]; what I would still have to learn is [what].",
    Strength.MENTIONED: "I used it for [what], last in [when]; the decision that was mine was [decision], and it showed in [what].",
}
_SAY_YEARS = "I have [n] years at this. In them I have carried alone [what others carry later], and [who] can say how it went."
_SAY_PART = (
    "I have done part of it: [your work]. What I have not done is [what], and I have since [small proof]."
)


def list_risks(case: Candidacy) -> tuple[RiskRow, ...]:
    """What speaks against this candidacy, only what is really there.

    The widest gap, the role and the level come first: they are what a first reader trips over.
    """
    gaps = [_gap(case, match) for match in gaps_of(case, Need.MUST)[:_GAPS]]
    whole = [_role(case), _level(case), _hands_off(case)]
    rows = [*gaps[:1], *whole, *gaps[1:], _numbers(case), find_pause(case)]
    return tuple(row for row in rows if row is not None)


def _gap(case: Candidacy, match: RequirementMatch) -> RiskRow:
    cited = match.requirement.statement
    proof = match.evidence[0].quote if match.evidence else None
    return RiskRow(
        risk=from_posting(f"“{shorten(cited.text, 140)}”: {how_shown(match.strength)}.", cited),
        likelihood=_LIKELIHOOD[match.strength],
        impact="high",
        mitigation=work_on(case, name_of(case, match), match),
        say=_say(case, match),
        proof=from_cv(proof.text, proof) if proof is not None else None,
    )


def _say(case: Candidacy, match: RequirementMatch) -> str:
    """How to speak about a gap: never "not yet" of something the CV shows a part of."""
    if match.requirement.years and "add up to" in match.why:
        return _SAY_YEARS
    shown = any(
        case.standing(s).points >= Strength.SHOWN.points for s in case.aim.specific(match.requirement.skills)
    )
    return _SAY_PART if shown else _SAY[match.strength]


def _level(case: Candidacy) -> RiskRow | None:
    steps = level_steps(case)
    if steps == 0:
        return None
    fit, below = case.match.level_fit, steps < 0
    return RiskRow(
        risk=inferred(level_words(case), *quote_cv(*fit.because)),
        likelihood="high" if abs(steps) > 1 else "medium",
        impact="high" if below else "medium",
        mitigation=(
            "Lead with the story of widest scope: who depended on it, what you decided alone, what it changed for others."
            if below
            else "Say early why this level is what you want, before they wonder whether you would stay."
        ),
        say=(
            "The widest decision that was mine was [decision]; it affected [whom], and I would make it [same or differently] today."
            if below
            else "I have led more than this job asks. What I want from it is [what], which I cannot have in a larger one, because [reason]."
        ),
        proof=None,
    )


def _role(case: Candidacy) -> RiskRow | None:
    """The CV reads as one job and the posting is for another."""
    other, fit = leans_elsewhere(case), case.match.role_fit
    if other is None and case.posting.role.exact:
        return None
    leading = max(("outcomes", "systems", "people"), key=lambda kind: getattr(fit, kind))
    wanted = case.role.label if case.posting.role.exact else case.posting.role.named
    text = f"Your CV reads as {(other or case.role).label} work; the posting is for: {wanted}."
    return RiskRow(
        risk=inferred(text, *quote_cv(*fit.because.get(leading, ())[:2])),
        likelihood="medium",
        impact="high",
        mitigation="Retell two stories from the side this role owns: what you decided about outcomes, systems or people, not what was built.",
        say="I come to this from [your field]. What I already did of this job is [example].",
        proof=None,
    )


def _hands_off(case: Candidacy) -> RiskRow | None:
    """A manager who applies for a job without a team: when was the last work with their own hands."""
    if case.role in {Role.ML_ENGINEERING_MANAGER, Role.AI_PRODUCT_MANAGER} or not case.profile.jobs:
        return None
    manages = [
        _PEOPLE.search(job.title.text) is not None for job in case.profile.jobs if job.title is not None
    ]
    latest = next(iter(case.profile.jobs))
    if not manages or not manages[0] or latest.title is None:
        return None
    last = next(
        (j for j in case.profile.jobs if j.title is not None and not _PEOPLE.search(j.title.text)), None
    )
    if last is None:
        text = f"Every job on your CV is a manager's ({latest.title}), and this one is hands-on."
        cited = [latest.title]
    else:
        when = last.period.end or last.period.start
        end = month_of(when) if when is not None else None
        if (
            end is not None
            and (case.made_on.year - end.year) * 12 + case.made_on.month - end.month < _HANDS_OFF_MONTHS
        ):
            return None
        until = f" until {when}" if when is not None else ""
        text = f"Your last hands-on job was {where_of(last)}{until}; since then your titles are a manager's, and this job is hands-on."
        cited = [c for c in (last.title, last.period.raw) if c is not None]
    return RiskRow(
        risk=inferred(text, *quote_cv(*cited)),
        likelihood="high",
        impact="high",
        mitigation="Have something recent that you built yourself, and say which code, data or evaluation you still touch.",
        say="The last thing I built with my own hands was [what], in [when]; since then I have kept it up by [how].",
        proof=None,
    )


def _numbers(case: Candidacy) -> RiskRow | None:
    bare = [t for t in case.match.stress_tests if "baseline" in t.missing]
    if not bare:
        return None
    first = bare[0]
    count = len(case.match.stress_tests)
    text = f"{len(bare)} of the {count} numbers in your CV give no baseline; “{first.number}” is one."
    if len(bare) == 1:
        text = f"One of the {count} numbers in your CV, “{first.number}”, gives no baseline."
    if count == 1:
        text = f"The one number in your CV, “{first.number}”, gives no baseline."
    return RiskRow(
        risk=from_cv(text, first.claim),
        likelihood="high",
        impact="medium",
        mitigation="For each, write down before and after in absolute terms, the period, and who measured it.",
        say="It went from [before] to [after] over [period], measured by [whom]; my part was [part].",
        proof=None,
    )
