"""What came of a role-play in a terminal: how it ended, what moved the other side, and what they did not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenroom.cli.text import Page

if TYPE_CHECKING:
    from greenroom.model.debrief import Outcome


def show(page: Page, outcome: Outcome) -> None:
    """Print the part of a debrief that only a role-play has."""
    page.heading("How it ended")
    page.line(outcome.told)
    page.line(f"{outcome.rating} of 4; the same words end it the same way.", "dim")
    page.heading("What moved them")
    for move in outcome.moves:
        page.item(f"Turn {move.turn}: {move.does} ({move.by})")
        if move.quote:
            page.line(f"“{' '.join(move.quote.text.split())}”", "dim", indent=10, lead="    Said: ")
    if not outcome.moves:
        page.item("Nothing that you said was heard as one of the moves they wait for.")
    page.heading(f"What {outcome.other} did not say at first")
    page.line(outcome.hidden)
    page.heading("How they stood, from the opening to the end")
    for state in outcome.states:
        steps = ", ".join(str(point.state[state.id]) for point in outcome.course)
        page.item(f"{state.id}, 0 to {state.most}: {steps}. {state.meaning}")
