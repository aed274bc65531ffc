"""The sections of a report in the order they are read, and the fixed words all formats share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from greenroom.model.match import Judged, Strength
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
                "Short exercises to do alone, each tied to something missing.",
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
    """The coverage of must-haves in one plain sentence."""
    share = report.overview.coverage
    if share is None:
        return "The posting states no must-haves, so coverage is unknown."
    return f"Your CV covers {share:.0%} of what the posting insists on, weighted by strength of evidence."
