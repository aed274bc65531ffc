"""What a candidate asks the interviewer, and the facts of the data sheet that answer it."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.interview.plain import plain
from greenroom.interview.sentences import sentences
from greenroom.model.question import SheetFact
from greenroom.ports import Encoder

NEAR = 0.45
"""Cosine from which an ask is taken to mean a fact (bench/asking.py prints what other bounds would give)."""
_MOST_WORDS = 80
NOT_ON_SHEET = "I have nothing on that. Assume what you need, and say what you assume."


def is_ask(text: str) -> bool:
    """Whether all of it is questions to the interviewer: then it is no answer yet."""
    told = [sentence.text.rstrip() for sentence in sentences(plain(text).text)]
    return bool(told) and all(one.endswith("?") for one in told) and len(text.split()) <= _MOST_WORDS


def names(fact: SheetFact) -> tuple[str, ...]:
    """The texts by which a fact is found: what it is about, ways of asking, and each sentence that is told."""
    return (fact.about, *fact.asks, *(one.text for one in sentences(fact.tell)))


def facts_for(
    ask: str, sheet: Sequence[SheetFact], encoder: Encoder, *, near: float = NEAR
) -> tuple[SheetFact, ...]:
    """The facts that are asked for, one a question at most, in the order of the questions; empty where the sheet has none."""
    if not sheet:
        return ()
    named = [(fact, text) for fact in sheet for text in names(fact)]
    asked = [one.text for one in sentences(plain(ask).text)] or [ask]
    nearness = encoder.encode(asked) @ encoder.encode([text for _, text in named]).T
    best = nearness.argmax(axis=1).tolist()
    found = [named[place][0] for row, place in enumerate(best) if nearness[row, place] >= near]
    return tuple({fact.id: fact for fact in found}.values())
