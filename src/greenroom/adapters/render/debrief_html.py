"""A debrief as one self-contained page, under the same policy and in the same look as the report's."""

from __future__ import annotations

from greenroom.adapters.render import debrief_view
from greenroom.adapters.render.html import page_of
from greenroom.interview.debrief_words import WORDS
from greenroom.model.debrief import RoundDebrief


def debrief_html(read: RoundDebrief) -> bytes:
    """`read` as a page, UTF-8."""
    return page_of(
        "debrief.html.j2",
        "debrief.css",
        it=debrief_view.view(read),
        words=WORDS,
    )
