"""The fit in plain words: a verdict by rule, the best card, the biggest hole; counts and the ladder after.

The rule: how much of the must-haves is covered gives the grade; a level below the one asked for, or work that
reads as another role, takes it down; nothing takes it up.
"""

from __future__ import annotations

import re

from greenroom.model.ladder import Level, Role
from greenroom.model.match import Judged, Strength
from greenroom.model.posting import Need
from greenroom.model.report import Statement, Story
from greenroom.prepare.report.candidacy import Candidacy, inferred, quote_cv, quote_posting
from greenroom.prepare.report.gaps import gaps_of, how_shown, name_of

_GRADES = ("A strong match", "A good match", "A fair match", "A stretch")
_COVERED = (0.7, 0.55, 0.35)  # coverage from which on a match is strong, good, fair
_BELOW = {-1: 1, -2: 3}  # steps below the level asked for -> the best grade still possible
_LEAN = 0.25  # share of the role fit under which the lean to another role counts
_CLAUSE = re.compile(r"[;:(]|,\s")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LEVELS = {
    Level.ENTRY: "entry level",
    Level.MID: "mid-level",
    Level.SENIOR: "senior",
    Level.STAFF: "staff",
    Level.DIRECTOR: "principal or director",
}


def write_fit(case: Candidacy, stories: tuple[Story, ...]) -> Statement:
    """The first sentences of a report."""
    text = " ".join(
        part for part in (_verdict(case), *_cards(case, stories), _counts(case), level_words(case)) if part
    )
    level = case.match.level_fit
    return inferred(text, *quote_posting(*case.posting.level.because[:1]), *quote_cv(*level.because))


def leans_elsewhere(case: Candidacy) -> Role | None:
    """The role the CV reads as, where that is another than the posting's and the lean is clear."""
    scores = case.match.role_fit.scores
    best = max(scores, key=lambda role: scores[role])
    return None if best is case.role or scores[case.role] >= _LEAN or not case.profile.jobs else best


def level_steps(case: Candidacy) -> int:
    """Steps of the evidence above (below: negative) the level asked for; 0 where unknown or called the same."""
    fit = case.match.level_fit
    if fit.evidence is None or fit.evidence.title_in(case.role) == fit.asked.title_in(case.role):
        return 0
    return fit.evidence.rank - fit.asked.rank


def level_words(case: Candidacy) -> str:
    """Both levels in words, with what this role calls them; "" where the CV tells none."""
    fit = case.match.level_fit
    if fit.evidence is None:
        return ""
    held = f"{_LEVELS[fit.evidence]} ({fit.evidence.title_in(case.role)})"
    if level_steps(case) == 0:
        return f"Level: your CV reads as {held}, as the posting asks."
    return f"Level: your CV reads as {held}; the posting asks for {_LEVELS[fit.asked]} ({fit.asked.title_in(case.role)})."


def _verdict(case: Candidacy) -> str:
    other = (
        ""
        if case.posting.role.exact
        else (
            f" The posting is for a {case.posting.role.named}; the nearest loop Greenroom knows is the {case.role.label}'s."
        )
    )
    coverage = case.match.coverage
    if coverage is None:
        return f"The posting states no must-haves, so how good a match this is cannot be said.{other}"
    grade = next((n for n, least in enumerate(_COVERED) if coverage >= least), len(_COVERED))
    steps, lean = level_steps(case), leans_elsewhere(case)
    grade = max(grade, _BELOW.get(max(steps, -2), 0), 2 if lean is not None else 0)
    gaps = len(gaps_of(case, Need.MUST))
    text = _GRADES[grade]
    if gaps:
        text += f" with {_NUMBERS[gaps] if gaps < len(_NUMBERS) else gaps} gap{'s' if gaps > 1 else ''}"
    reasons = []
    if steps < 0:
        reasons.append(
            f"the job is {'a level' if steps == -1 else f'{_NUMBERS[-steps]} levels'} above what your CV shows"
        )
    if steps > 0:
        reasons.append("the job is below the level your CV shows, and they will ask why you want it")
    if lean is not None:
        reasons.append(f"your CV reads as {lean.label} work, and the job is for {_an(case.role.label)}")
    return f"{text}{': ' if reasons else ''}{'; '.join(reasons)}.{other}"


def _cards(case: Candidacy, stories: tuple[Story, ...]) -> tuple[str, ...]:
    best = (
        f"Your best card: “{_CLAUSE.split(stories[0].title, maxsplit=1)[0].rstrip(' .…')}”."
        if stories
        else ""
    )
    gap = next(iter(gaps_of(case, Need.MUST)), None)
    hole = ""
    if gap is not None:
        hole = f"Your biggest hole: {name_of(case, gap)}; {how_shown(gap.strength)}."
    return best, hole


def _counts(case: Candidacy) -> str:
    musts = [m for m in case.match.of_need(Need.MUST) if m.judged is Judged.BY_EVIDENCE]
    if not musts:
        return ""
    firm = sum(m.strength in {Strength.PROVEN, Strength.SHOWN} for m in musts)
    proven = sum(m.strength is Strength.PROVEN for m in musts)
    measured = f", {proven} of them with a measured effect" if proven else ", none with a measured effect"
    return (
        f"Of the {len(musts)} must-haves a CV can show, yours shows {firm} at work{measured if firm else ''}."
    )


def _an(label: str) -> str:
    return f"{'an' if label[0] in 'AEIMO' else 'a'} {label}"
