"""The debrief of a lab, as people and as programs read it."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from greenroom.cli.pieces import markdown
from greenroom.cli.streams import say
from greenroom.cli.text import Page

if TYPE_CHECKING:
    from greenroom.labs.debrief import Debrief
    from greenroom.labs.system import Course
    from greenroom.model.lab import Scenario
    from greenroom.model.lab_run import LabRun

_BROKEN = re.compile(r"(?<=\S)\n(?!\n|#|[-*] )(?<!\n\n)[ \t]*(?=\S)")
_FAULTY = "1 is the fix at the very onset, 0 is doing nothing, below 0 is worse than doing nothing."
_BENIGN = "There was nothing to mend: 1 is leaving it alone and saying so; 0.5 at most after a needless change, 0.25 without the right conclusion."
_WIDE = 30  # columns of the longest bar


def debrief_page(scenario: Scenario, run: LabRun, found: Debrief) -> None:
    """Print it."""
    it, page = found.outcome, Page()
    page.heading(f"{scenario.title}: {found.standing}, {it.score:.2f}")
    page.line(_FAULTY if found.onset else _BENIGN)
    if found.onset:
        page.line(f"It began on {found.onset}.")
    page.line(_diagnosis(found))
    page.line(f"Seed {run.seed}{f', for {run.level}' if run.level else ''}.")
    _costs(page, found)
    page.heading("Cost by day, in thousands of USD")
    most = max((max(day) for day in found.by_day), default=1.0) or 1.0
    for number, (you, best, nothing) in enumerate(found.by_day, start=1):
        for name, value in (("you", you), ("best", best), ("nothing", nothing)):
            lead = f"day {number:2}" if name == "you" else ""
            say(f"{lead:8}{name:8}{value / 1000:7.1f}  {'#' * round(_WIDE * value / most)}")
    if found.told:
        page.heading("What could have been known, and when")
    for told in found.told:
        page.item(
            f"{told.metric}: {'never' if told.after_h is None else f'{told.after_h:.0f} h after the onset'}"
        )
    if found.skipped:
        page.heading("Looks you did not take")
        for one in found.skipped:
            page.item(one)
    prose(page, found.text)
    page.line()
    page.line(f"Next: greenroom lab start {run.scenario} for another seed, or greenroom lab list.")


def _costs(page: Page, found: Debrief) -> None:
    it = found.outcome
    page.heading("What it cost")
    for name, course in (("you", it.you), ("best play", it.best), ("nothing", it.nothing)):
        page.item(
            f"{name}: {course.cost_usd:,.0f} USD ({', '.join(f'{count:,} {what}' for what, count in course.counts.items())},"
            f" {course.spent_usd:,.0f} USD of work)"
        )
    if found.onset:
        page.item(
            f"declared on the right component: {_after(it.detected_h)}; harm back to normal: {_after(it.mitigated_h)}"
        )
    if found.needless:
        page.item(f"without these it would have cost no more: {'; '.join(found.needless)}")
    if found.woken:
        page.item(f"declared where nothing was wrong: {', '.join(found.woken)}")


def prose(page: Page, text: str) -> None:
    """Print a text of a scenario; lines that its author broke are put together again, since a terminal breaks them itself."""
    markdown(page, _BROKEN.sub(" ", text))


def debrief_row(found: Debrief) -> dict[str, Any]:
    """It as plain values."""
    it = found.outcome
    return {
        "score": round(it.score, 4),
        "standing": found.standing,
        "needless": list(found.needless),
        "woken": list(found.woken),
        **{
            name: _course(course)
            for name, course in (("you", it.you), ("best", it.best), ("nothing", it.nothing))
        },
        "detected_h": it.detected_h,
        "mitigated_h": it.mitigated_h,
        "diagnosis": it.diagnosis,
        "false_alarm": it.false_alarm,
        "onset": found.onset,
        "told": [asdict(one) for one in found.told],
        "skipped": list(found.skipped),
        "by_day_usd": [dict(zip(("you", "best", "nothing"), day, strict=True)) for day in found.by_day],
        "text": found.text,
    }


def _course(course: Course) -> dict[str, Any]:
    return {
        "cost_usd": course.cost_usd,
        "spent_usd": course.spent_usd,
        "counts": dict(course.counts),
    }


def _diagnosis(found: Debrief) -> str:
    if found.outcome.diagnosis is None:
        return "You concluded nothing."
    return "Your root cause is right." if found.outcome.diagnosis else "Your root cause is not what happened."


def _after(hours: float | None) -> str:
    if hours == 0:
        return "at the onset"
    return "never" if hours is None else f"{hours:.1f} h after the onset"
