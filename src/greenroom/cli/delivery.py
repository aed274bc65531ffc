"""How a round was begun and spoken, as a terminal shows it beside the rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenroom.cli.text import Page
    from greenroom.model.debrief import Framing
    from greenroom.model.mock import MockRound


def show(page: Page, framing: Framing | None, done: MockRound) -> None:
    """Print the opening, what it frames, and how each spoken answer was spoken."""
    from greenroom.interview.debrief_words import WORDS

    if framing:
        _show_framing(page, framing)
    spoken = [(turn.number, turn.delivery) for turn in done.turns if turn.delivery]
    if not spoken:
        return
    page.heading(WORDS.spoken)
    for number, told in spoken:
        first = (
            "no number" if told.first_number is None else f"the first number after {told.first_number:.0f} s"
        )
        page.item(
            f"Turn {number}: {told.words_per_minute} words a minute, {told.fillers_per_hundred} fillers in 100 words, "
            f"pauses over two seconds: {told.pauses}, {first}."
        )
    page.line(WORDS.spoken_aside, "dim")


def _show_framing(page: Page, framing: Framing) -> None:
    from greenroom.interview.debrief_words import WORDS

    page.heading(WORDS.framing)
    if framing.unread:
        page.line(framing.unread)
        return
    for point in framing.points:
        said = "; ".join(f"“{' '.join(quote.text.split())}”" for quote in point.evidence)
        page.item(f"{point.name}: {said if point.is_there else 'not there.'}")
    page.line(WORDS.framing_aside, "dim")
