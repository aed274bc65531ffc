"""What rounds say of a candidate beyond their criteria: habits of answering that a committee names.

Each signal is a sentence read as a criterion is, over all answers of a round; it is shown where it is met and missing where
it is missed. In part says nothing either way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from greenroom.model.debrief import Signal
from greenroom.model.judgement import Asked, Judgement, Label, Quote, Rubric, Standard


@dataclass(frozen=True, slots=True)
class _Kind:
    """One signal: what is read, and what is said where it is shown or missing."""

    id: str
    read: str
    shown: str
    missing: str


_KINDS = (
    _Kind("end-to-end", "Says what happens after the launch: what is watched, who is called, and when it is taken back or stopped.",
          "Owns it end to end", "Stops at the launch"),
    _Kind("people", "Names the people who use it or decide with it, and what they need or lose.",
          "Thinks of the people it is for", "Speaks of the system, not of the people it is for"),
    _Kind("measured", "Says how it will be known whether it works: a measure with a figure, a period or a comparison.",
          "Says how success would be known", "Does not say how success would be known"),
    _Kind("price", "Names what a choice costs or gives up, and why it is taken all the same.",
          "Names the price of a choice", "Choices come without their price"),
    _Kind("doubt", "Says what is not known, what is assumed, or where they were wrong and what they changed.",
          "Says what is not known", "Leaves assumptions unsaid"),
)  # fmt: skip
_STANDARDS = Rubric(criteria=tuple(Standard(id=one.id, text=one.read) for one in _KINDS))


def seen(asked: Asked, judge: Callable[[Asked], Judgement]) -> dict[str, tuple[Label, Quote | None]]:
    """How one round's answers stand to each signal, as `judge` reads them; empty where nothing could be read."""
    given = judge(asked.model_copy(update={"rubric": _STANDARDS}))
    return {
        score.criterion: (score.label, score.evidence[0] if score.evidence else None)
        for score in given.scores
        if score.label is not None
    }


def signals(rounds: Mapping[str, Mapping[str, tuple[Label, Quote | None]]]) -> tuple[Signal, ...]:
    """What is consistent over rounds, by their ids: shown or missing in more than half of them, the other seldom."""
    found = []
    for kind in _KINDS:
        stands = {name: read[kind.id] for name, read in rounds.items() if kind.id in read}
        shown = {name: quote for name, (label, quote) in stands.items() if label is Label.MET and quote}
        missing = tuple(
            name for name, (label, _) in stands.items() if label in {Label.MISSED, Label.CONTRADICTED}
        )
        if max(len(shown), len(missing)) * 2 > len(stands):
            says = kind.shown if len(shown) > len(missing) else kind.missing
            found.append(Signal(id=kind.id, says=says, shown=shown, missing=missing))
    return tuple(found)
