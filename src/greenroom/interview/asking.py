"""What a candidate asks the interviewer, and the facts of the data sheet that answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.interview.plain import plain
from greenroom.interview.sentences import sentences
from greenroom.model.question import SheetFact
from greenroom.ports import Encoder

NEAR = 0.45
"""Cosine from which an ask is taken to mean a fact (bench/asking.py prints what other bounds would give)."""
_MOST_WORDS = 80
NOT_ON_SHEET = (
    "I have nothing on that. Put it in other words, or assume what you need and say what you assume."
)
NOTHING_MORE = "On the rest I have nothing."
_ASKS = re.compile(
    r"^\W*(?:please (?:tell|say|give)|tell me|i(?:'d| would) (?:also )?like to know|(?:can|could) you (?:tell|say|give)|"
    r"(?:do|does|is|are|was|were) (?:we|there|it|they|the)|what(?:'s| is| are| was) the|how (?:many|much|long|often|big|fast))\b",
    re.IGNORECASE,
)


def is_ask(text: str) -> bool:
    """Whether all of it is questions to the interviewer, also without their marks: then it is no answer yet."""
    told = [sentence.text.rstrip() for sentence in sentences(plain(text).text)]
    asks = all(one.endswith("?") or _ASKS.match(one) for one in told)
    return bool(told) and asks and len(text.split()) <= _MOST_WORDS


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


def told(facts: Sequence[SheetFact], ask: str) -> str:
    """What the interviewer says to an ask: each fact by what it is about, and that there is no more where more was asked."""
    if not facts:
        return NOT_ON_SHEET
    lines = [f"On {fact.about}: {fact.tell}" for fact in facts]
    more = len(sentences(plain(ask).text)) > len(facts)
    return "\n\n".join([*lines, NOTHING_MORE] if more else lines)
