"""Why a criterion got its label, and what would raise it by one: in plain words, from signs that are in the quotes."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.interview.signs import asks_figure, asks_own, asks_reason, signs
from greenroom.model.judgement import Label, Quote, Standard


def explanation(criterion: Standard, label: Label, quotes: Sequence[Quote]) -> str:
    """One or two sentences; what they say of the quote can be checked in the quote."""
    if label is Label.MISSED:
        return "The answer does not make this point."
    if label is Label.CONTRADICTED:
        seen = signs(quotes[0].text) if quotes else None
        refused = seen is not None and seen.refused
        return (
            "The answer turns this down or puts it off."
            if refused
            else "The answer says the opposite of this point."
        )
    lacks = _lacks(criterion, quotes)
    if label is Label.PARTIAL:
        return (
            f"The point is touched; {lacks[0]}."
            if lacks
            else "The point is touched, but not all of it is there."
        )
    return f"The point is made{_with(criterion, quotes)}."


def raising(criterion: Standard, label: Label, quotes: Sequence[Quote]) -> str:
    """The one change that would raise the rating; empty where nothing is missing."""
    if label is Label.MET:
        return ""
    if label is Label.MISSED:
        return f"Make this point yourself: {_asked(criterion)}."
    if label is Label.CONTRADICTED:
        return f"Asked is {_asked(criterion)}. Say under which condition you would, or why the opposite is better here."
    lacks = _lacks(criterion, quotes)
    return _CURES[lacks[0]] if lacks else f"Leave nothing of it open: {_asked(criterion)}."


_CURES = {
    "it stays hypothetical": "Commit: say what you will do or did, not what one could do.",
    "it names no figure": "Give the figure, with its unit and what it is compared with.",
    "it gives no reason": "Say why, in one sentence.",
    "it does not say what you did yourself": "Say what you did yourself.",
}


def _lacks(criterion: Standard, quotes: Sequence[Quote]) -> list[str]:
    """What the quotes lack of what the criterion asks for, the gravest first."""
    seen = [signs(quote.text) for quote in quotes]
    if not seen:
        return []
    lacks = []
    if all(one.hypothetical for one in seen):
        lacks.append("it stays hypothetical")
    if asks_figure(criterion.text) and not any(one.figure for one in seen):
        lacks.append("it names no figure")
    if asks_own(criterion.text) and not any(one.own for one in seen):
        lacks.append("it does not say what you did yourself")
    if asks_reason(criterion.text) and not any(one.reason for one in seen):
        lacks.append("it gives no reason")
    return lacks


def _with(criterion: Standard, quotes: Sequence[Quote]) -> str:
    """What was asked for beside the point and is there; a figure nobody asked for is no praise."""
    seen = [signs(quote.text) for quote in quotes]
    parts = []
    if asks_figure(criterion.text) and any(one.figure for one in seen):
        parts.append("a figure")
    if asks_reason(criterion.text) and any(one.reason for one in seen):
        parts.append("a reason")
    return f", with {' and '.join(parts)}" if parts else ""


def _asked(criterion: Standard) -> str:
    return f"“{criterion.text.strip().rstrip('.')}”"
