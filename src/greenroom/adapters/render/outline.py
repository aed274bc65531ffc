"""The sections of a report in the order they are read, and the fixed words all formats share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from greenroom.model.match import Judged, Strength
from greenroom.model.posting import Need
from greenroom.model.report import Report


@dataclass(frozen=True, slots=True)
class Section:
    """One of the fourteen sections; `id` is its anchor, `intro` at most two plain sentences."""

    number: int
    id: str
    title: str
    intro: str


SECTIONS: Final = tuple(
    Section(number, *row)
    for number, row in enumerate(
        (
            ("glance", "At a glance", ""),
            (
                "loop",
                "What this loop judges",
                "What is weighed at this level, the rounds to expect in order, and what nobody will ask of you.",
            ),
            (
                "questions",
                "Questions to expect",
                "Likeliest and most telling first. Each says what it tests, why you will get it and what a strong answer holds.",
            ),
            (
                "stories",
                "Your stories",
                "Drafts built only from your own bullets. What they do not say is left blank for you to fill.",
            ),
            (
                "match",
                "Requirement by requirement",
                "What the posting asks, beside the strongest words your CV has for it.",
            ),
            (
                "cv",
                "Your CV under pressure",
                "The numbers that invite an attack, and the bullets that leave their effect out.",
            ),
            ("concepts", "Concepts to master", "Ranked by gap: the first lesson is worth the most to you."),
            (
                "drills",
                "Drills for your gaps",
                "Short tasks to do alone, each tied to something missing.",
            ),
            (
                "asks",
                "Questions to ask them",
                "Each tells you something about the job. Listen for the good sign and the warning sign.",
            ),
            (
                "narratives",
                "Your CV, why this role, why now",
                "Skeletons from your facts. Say them in your own words; fill the blanks before you do.",
            ),
            (
                "risks",
                "Risks, and your strongest project",
                "What could count against you and what to do about it; then one project on one page.",
            ),
            ("followup", "Follow-up e-mail", "A skeleton to finish within a day of the interview."),
            ("plan", "The plan, day by day", "Every task names the gap it is for."),
            ("card", "The fifteen-minute card", "To read before you walk in. Nothing else."),
        ),
        1,
    )
)
BY_ID: Final = {section.id: section for section in SECTIONS}

STANDING_MARKS: Final[dict[Strength | Judged, str]] = {
    Strength.PROVEN: "P",
    Strength.SHOWN: "S",
    Strength.MENTIONED: "M",
    Strength.ADJACENT: "A",
    Strength.MISSING: "–",
    Judged.IN_PERSON: "o",
    Judged.AS_CONDITION: "c",
}
"""One character a standing, so that no chart speaks by colour alone."""

KIND_LABELS: Final = {
    "lesson": "Lesson",
    "drill": "Drill",
    "question": "Question",
    "exercise": "Exercise",
    "story": "Story",
    "cv": "CV",
    "research": "Research",
    "rehearsal": "Rehearsal",
    "rest": "Rest",
}
AUDIENCE_LABELS: Final = {
    "recruiter": "recruiter",
    "hiring_manager": "hiring manager",
    "peer": "future colleague",
    "executive": "executive",
}
CLAIM_PARTS: Final = {
    "metric": "what was measured",
    "change": "how far it moved",
    "baseline": "what it was before",
    "scale": "how big it was",
    "period": "over which period",
    "own_role": "your own part",
}
LEAN_LABELS: Final = {"outcomes": "Outcomes", "systems": "Systems", "people": "People"}


def percent(share: float | None) -> str:
    """A share as people read it, "62%"; "unknown" when there is none."""
    return "unknown" if share is None else f"{share:.0%}"


def duration(minutes: int) -> str:
    """Minutes as people say them: "45 min", "1 h", "1 h 30"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def heading(report: Report) -> str:
    """Whose report this is: "Weilin Zhao", or "You" when the CV gives no name."""
    return "You" if report.candidate == "you" else report.candidate


def target(report: Report) -> str:
    """What it prepares for: "Senior ML Engineer, Harbour Pay"."""
    return f"{report.position}, {report.company}" if report.company else report.position


def coverage_sentence(report: Report) -> str:
    """How many must-haves the CV shows, counted, in one plain sentence."""
    if report.overview.coverage is None:
        return "The posting states no must-haves that a CV could show, so coverage is unknown."
    decided = [m for m in report.match.of_need(Need.MUST) if m.judged is Judged.BY_EVIDENCE]
    shown = sum(m.strength in {Strength.PROVEN, Strength.SHOWN} for m in decided)
    return f"{shown} of {len(decided)} must-haves that a CV can show are shown in yours."


def role_note(report: Report) -> str:
    """Says so when the posting is for another job family than the report prepares for; else empty."""
    reading = report.posting.role
    if reading.exact:
        return ""
    named = f"This posting is for: {reading.named}. That" if reading.named else "The role of this posting"
    return (
        f"{named} is none of the four roles covered here. The report uses the nearest, "
        f"{report.role.label}: read its questions and rounds with that in mind."
    )


def standing_word(standing: float | None) -> str:
    """A standing of 0 to 1 in words, by the nearest quarter: the reading behind it is no finer than that."""
    if standing is None:
        return "unknown"
    return ("nothing yet", "thin", "some", "strong", "strong")[_quarter(standing)]


def complete_words(share: float) -> str:
    """How much of a story's parts is there, by the nearest quarter."""
    amount = ("Almost none", "About a quarter", "About half", "About three quarters", "Nearly all")
    return f"{amount[_quarter(share)]} of the parts are there"


def about(share: float) -> str:
    """A share that nobody measured, to the nearest five percent: "about 25%"."""
    return f"about {max(5, 5 * int(share * 20 + 0.5))}%"


def claim_part(name: str) -> str:
    """A part of a claim as people call it."""
    return CLAIM_PARTS.get(name, name)


def _quarter(share: float) -> int:
    return int(share * 4 + 0.5)
