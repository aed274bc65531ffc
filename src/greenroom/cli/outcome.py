"""What came of a role-play in a terminal: how it ended, what moved the other side, and what they did not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenroom.cli.text import Page

if TYPE_CHECKING:
    from greenroom.model.debrief import Outcome


def show(page: Page, outcome: Outcome) -> None:
    """Print the part of a debrief that only a role-play has."""
    from greenroom.interview.debrief_words import WORDS

    page.heading(WORDS.ended)
    page.line(outcome.told)
    page.line(f"{outcome.rating} of 4. {WORDS.ends_the_same}", "dim")
    page.heading(f"{WORDS.moved} {outcome.other}")
    for move in outcome.moves:
        page.item(f"Turn {move.turn}: {move.does} ({move.by})")
        if move.quote:
            page.line(f"“{' '.join(move.quote.text.split())}”", "dim", indent=10, lead="    Said: ")
    if not outcome.moves:
        page.item(WORDS.none_heard)
    page.heading(WORDS.hidden)
    page.line(outcome.hidden)
    page.heading(WORDS.course)
    for state in outcome.states:
        steps = ", ".join(str(point.state[state.id]) for point in outcome.course)
        page.item(f"{state.id}, 0 to {state.most}: {steps}. {state.meaning}")
