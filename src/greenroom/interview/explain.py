"""Why a criterion got its label, and what would raise it by one: in plain words, from signs that are in the quotes."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.interview.signs import asks_figure, asks_own, asks_reason, signs
from greenroom.model.judgement import Label, Quote, Standard


def explanation(criterion: Standard, label: Label, quotes: Sequence[Quote]) -> str:
    """One or two sentences; what they say of the quote can be checked in the quote."""
    if label is Label.MISSED:
        return "Nothing in the answer makes this point."
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
    return f"The point is made{_with(quotes)}."


def raising(criterion: Standard, label: Label, quotes: Sequence[Quote]) -> str:
    """The one change that would raise the rating; empty where nothing is missing."""
    if label is Label.MET:
        return ""
    if label is Label.MISSED:
        return f"Say it as your own choice or experience: {_lowered(criterion.text)}."
    if label is Label.CONTRADICTED:
        return f"Take it back or say under which condition you would do it: {_lowered(criterion.text)}."
    lacks = _lacks(criterion, quotes)
    return _CURES[lacks[0]] if lacks else f"Complete it: {_lowered(criterion.text)}."


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


def _with(quotes: Sequence[Quote]) -> str:
    seen = [signs(quote.text) for quote in quotes]
    parts = []
    if any(one.figure for one in seen):
        parts.append("a figure")
    if any(one.reason for one in seen):
        parts.append("a reason")
    if any(one.committed for one in seen):
        parts.append("a commitment")
    return f", with {' and '.join(parts[:2])}" if parts else ""


def _lowered(text: str) -> str:
    words = text.strip().rstrip(".").split(" ", maxsplit=1)
    first = words[0] if words[0].isupper() and len(words[0]) > 1 else words[0].lower()
    return " ".join([first, *words[1:]])
