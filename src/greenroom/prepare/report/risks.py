"""Section 11: the risks of this candidacy with what to do about each, and the one-page project summary."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Literal

from greenroom.model.match import RequirementMatch, Strength
from greenroom.model.posting import Need
from greenroom.model.profile import ImpactClaim, Job
from greenroom.model.report import FilledPart, ProjectSummary, RiskRow, Statement
from greenroom.prepare.match.evidence import Claim, where_of
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import Candidacy, from_cv, from_posting, inferred, quote_cv
from greenroom.prepare.report.stories import StorySource, own_part

_GAPS = 4
_PAUSE_MONTHS = 9
_LEAN = 0.25  # share of the role fit under which the lean to another role is a risk

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


def list_risks(case: Candidacy) -> tuple[RiskRow, ...]:
    """Gaps on must-haves, level, role, undefended numbers and pauses: only those that are really there."""
    rows = [_gap(case, match) for match in case.match.gaps if match.requirement.need is Need.MUST][:_GAPS]
    for row in (_level(case), _role(case), _numbers(case), _pause(case)):
        if row is not None:
            rows.append(row)
    return tuple(rows)


def _gap(case: Candidacy, match: RequirementMatch) -> RiskRow:
    weakest = min(
        (case.standing(s) for s in match.requirement.skills), key=lambda s: s.points, default=match.strength
    )
    spoken = (
        weakest if weakest in _SAY else match.strength
    )  # what is said is about what will be asked: the weakest
    cited = match.requirement.statement
    proof = match.evidence[0].quote if match.evidence else None
    return RiskRow(
        risk=from_posting(f"“{shorten(cited.text, 140)}”: your evidence is {match.label}.", cited),
        likelihood=_LIKELIHOOD[match.strength],
        impact="high",
        mitigation=match.action,
        say=_SAY[spoken] if not match.requirement.years or "add up to" not in match.why else _SAY_YEARS,
        proof=from_cv(proof.text, proof) if proof is not None else None,
    )


def _level(case: Candidacy) -> RiskRow | None:
    fit = case.match.level_fit
    if fit.steps is None or fit.steps == 0:
        return None
    below = fit.steps < 0
    return RiskRow(
        risk=inferred(fit.why, *quote_cv(*fit.because)),
        likelihood="high" if abs(fit.steps) > 1 else "medium",
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
    fit = case.match.role_fit
    best = max(fit.scores, key=lambda role: fit.scores[role])
    if best is case.role or fit.scores[case.role] >= _LEAN or not case.profile.jobs:
        return None
    leading = max(("outcomes", "systems", "people"), key=lambda kind: getattr(fit, kind))
    return RiskRow(
        risk=inferred(
            f"{fit.summary} This posting is for: {case.role.label}.",
            *quote_cv(*fit.because.get(leading, ())[:2]),
        ),
        likelihood="medium",
        impact="high",
        mitigation="Retell two stories from the side this role owns: what you decided about outcomes, systems or people, not what was built.",
        say="I come to this from [your field]. What I already did of this job is [example].",
        proof=None,
    )


def _numbers(case: Candidacy) -> RiskRow | None:
    bare = [t for t in case.match.stress_tests if "baseline" in t.missing]
    if not bare:
        return None
    first = bare[0]
    count = len(case.match.stress_tests)
    text = f"{len(bare)} of the {count} numbers in your CV {'gives' if len(bare) == 1 else 'give'} no baseline; “{first.number}” is one."
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


def _pause(case: Candidacy) -> RiskRow | None:
    dated = [j for j in case.profile.jobs if _month(j.period.start) is not None]
    ordered = sorted(dated, key=lambda j: j.period.start or "")
    for before, after in pairwise(ordered):
        end, start = _month(before.period.end), _month(after.period.start)
        if end is not None and start is not None and not before.period.current:
            months = (start.year - end.year) * 12 + start.month - end.month - 1
            if months >= _PAUSE_MONTHS:
                return _pause_row(before, after, months)
    return None


def _pause_row(before: Job, after: Job, months: int) -> RiskRow:
    cited = [c for c in (before.period.raw, after.period.raw) if c is not None]
    text = f"Your dates leave about {months} months between {where_of(before)} and {where_of(after)}."
    return RiskRow(
        risk=inferred(text, *quote_cv(*cited)),
        likelihood="medium",
        impact="low",
        mitigation="Have one calm sentence ready for it, and move on to what you did next.",
        say="In that time I [what you did]; I came back because [reason].",
        proof=None,
    )


def _month(value: str | None) -> date | None:
    if value is None or len(value) < len("2021-03"):
        return None
    return date(int(value[:4]), int(value[5:7]), 1)


def summarise_project(case: Candidacy, stories: tuple[StorySource, ...]) -> ProjectSummary | None:
    """The one-page summary of the first story's work: what the CV gives, blanks for the rest."""
    if not stories:
        return None
    source = stories[0]
    main = source.statements[0]
    impact = main.impact
    parts = (
        _part("Problem and for whom", None, "what was wrong before, who felt it, and what it cost them"),
        _scale(impact),
        _part(
            "Data",
            _naming(case, source, {"data"}),
            "where the data came from, how it was labelled, what was wrong with it",
        ),
        _part("Approach", from_cv(main.cited.text, main.cited), ""),
        _part(
            "Technique",
            _naming(case, source, {"ml", "genai"}),
            "which model or method, and the simpler one it had to beat",
        ),
        _own(impact),
        _part(
            "Rollout and risk",
            _naming(case, source, {"ops", "cloud"}),
            "how it was rolled out, what was watched, what would have rolled it back",
        ),
        _outcome(impact),
        _part("What I would do differently", None, "one decision you would now take another way, and why"),
    )
    return ProjectSummary(title=source.story.title, where=source.story.where, parts=parts)


def _part(name: str, statement: Statement | None, blank: str) -> FilledPart:
    return FilledPart(name=name, statement=statement, blank=None if statement is not None else blank)


def _naming(case: Candidacy, source: StorySource, kinds: set[str]) -> Statement | None:
    """The bullet of the story, other than its first, that names a skill of one of `kinds`."""
    skills = case.catalogue.vocabulary.skills

    def names(claim: Claim) -> bool:
        return any(skills[skill].kind in kinds for skill in claim.skills if skill in skills)

    found = next((claim for claim in source.statements[1:] if names(claim)), None)
    return from_cv(found.cited.text, found.cited) if found is not None else None


def _scale(impact: ImpactClaim | None) -> FilledPart:
    found = impact.scale if impact is not None else None
    return _part(
        "Scale", from_cv(found.text, found) if found else None, "users, requests a second, rows, money"
    )


def _own(impact: ImpactClaim | None) -> FilledPart:
    found = own_part(impact)
    return _part(
        "My part",
        from_cv(found.text, found) if found else None,
        "what you decided, built and answered for yourself",
    )


def _outcome(impact: ImpactClaim | None) -> FilledPart:
    found = impact.change if impact is not None else None
    return _part(
        "Result",
        from_cv(found.text, found) if found else None,
        "what moved, from what to what, over which period",
    )
