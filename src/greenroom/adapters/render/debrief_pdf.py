"""A debrief as a PDF: what a mentor reads first on one page, then criteria and transcript, evidence marked.

The fonts of the package have no pictures: an emoji is told by its name in brackets, since an empty box would say nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict

from greenroom.adapters.render import debrief_view
from greenroom.adapters.render.pdf import as_said, typeset
from greenroom.interview.debrief_words import WORDS
from greenroom.model.debrief import RoundDebrief

_PICTURES = re.compile("[\U0001f000-\U0001faff][\U0001f000-\U0001faff\u200d\ufe0e\ufe0f\u2640\u2642]*")
_MOST_NAMED = 3


def debrief_pdf(read: RoundDebrief) -> bytes:
    """`read` as a tagged PDF; the same debrief gives the same bytes."""
    shown = asdict(debrief_view.view(read)) | {"words": asdict(WORDS)}
    told = _PICTURES.sub(lambda found: _named(found.group()), json.dumps(shown, ensure_ascii=False))
    return typeset("debrief.typ", as_said(json.loads(told)), read.round.started_at.date())


def _named(pictures: str) -> str:
    """Emoji by their names: "[party popper]"; of many in a row the first few."""
    names = [unicodedata.name(one, "sign").lower() for one in pictures if one >= "\U0001f000"]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"[{', '.join(names[:_MOST_NAMED])}{more}]"
