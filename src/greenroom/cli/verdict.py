"""A verdict as the terminal shows it."""

from __future__ import annotations

from greenroom.cli.text import Page
from greenroom.model.verdict import CaseVerdict, Outcome, Verdict

_MOST_LINES = 12  # of what was printed, or of a traceback


def show_verdict(verdict: Verdict, *, submitted: bool) -> None:
    """Case by case what passed and what did not, why, and what it printed."""
    page = Page()
    for one in verdict.cases:
        page.item(_line(one))
        if one.says:
            for line in one.says.rstrip().splitlines()[-_MOST_LINES:]:
                page.line(line, indent=6)
    if verdict.said:
        page.heading("It printed")
        for line in verdict.said.rstrip().splitlines()[:_MOST_LINES]:
            page.line(line, indent=2)
    what = "tests" if submitted else "visible tests"
    page.line()
    page.line(
        f"{verdict.count} of {len(verdict.cases)} {what} passed; {verdict.memory}. Held by {verdict.sandbox}."
    )


def _line(one: CaseVerdict) -> str:
    """What passed by its name; what did not with the reason it is there."""
    hidden = "" if one.shown else " (hidden)"
    passed = one.outcome is Outcome.PASSED
    ratio = f"; {one.ratio:.1f} times the reference" if one.ratio is not None and passed else ""
    return f"{one.outcome.value:<8}{one.case}{hidden}{ratio}{'' if passed else f': {one.why}'}"
