"""What a candidate asks the interviewer, and the facts of the data sheet that answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from greenroom.interview.kinds_of_fact import of_the_kind
from greenroom.interview.nearness import nearness
from greenroom.interview.plain import plain
from greenroom.interview.sentences import sentences
from greenroom.model.question import SheetFact
from greenroom.ports import Encoder

NEAR: Final = 0.33
MARGIN: Final = 0.04
"""How near an ask must be to a fact to be taken to mean it, and how much nearer than to any other: a wrong fact is worse than
none (bench/asking.py prints what other bounds would give)."""
ASK_BACK: Final = 0.27
"""How near the nearest fact must be for the interviewer to ask whether it, or the next, is meant: of a twelfth of the packs' ways of
asking, left out of their sheets, that is a quarter, and the right fact is among the two for four in five; of another sheet's, an eighth."""
OF_ITS_KIND: Final = 0.3
"""As `NEAR`, for the nearest fact where it is also of the kind that is asked for, and no other of that kind is as near."""
KIND_BACK: Final = 0.15
ONE_BACK: Final = 0.05
"""As `ASK_BACK`, for a fact of the kind that is asked for, and for the only one of it: a heading gives no figure away."""
_RIVAL = 0.1  # so near, a fact of the kind asked for makes one of another kind unclear
_MOST_WORDS = 80
NO_SHEET = "Nobody gave me more than the question. Assume what you need, and say what you assume."
NOT_ON_SHEET = (
    "I cannot answer that as you put it. Ask in other words, or assume what you need and say what you assume."
)
NOTHING_MORE = "The rest I cannot answer as you put it."
ASKED_BACK = "Do you mean"
_MEANT = re.compile(
    r"^\W*(?:(?:yes|no|sorry|oh)\W+)*(?:i(?:'m asking| am asking|'d like| mean\w*| meant)|rather|both)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:please (?:tell|say|give)|tell me|i(?:'d| would) (?:also )?like to know|(?:can|could) you (?:tell|say|give)|"
    r"(?:do|does|is|are|was|were) (?:we|there|it|they|the)|what(?:'s| is| are| was) the|how (?:many|much|long|often|big|fast))\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:[,;]\s+(?:and |also |or )?|\s+and (?:also )?)(?=(?:what|how|who|whose|when|where|which|why|is there|are there|do we|does|can we|"
    r"is it|are they|is the|are the)\b)",
    re.IGNORECASE,
)


def is_ask(text: str) -> bool:
    """Whether all of it is questions to the interviewer, also without their marks: then it is no answer yet."""
    told = [sentence.text.rstrip() for sentence in sentences(plain(text).text)]
    asks = all(one.endswith("?") or _ASKS.match(one) for one in told)
    return bool(told) and asks and len(text.split()) <= _MOST_WORDS


def answers_back(text: str, asked: str) -> bool:
    """Whether a text says which of two facts is meant, where that is what was `asked`; it is still part of asking."""
    return ASKED_BACK in asked and len(text.split()) <= _MOST_WORDS and bool(_MEANT.match(text))


def questions_in(ask: str) -> list[str]:
    """The questions of an ask one by one, also where one sentence holds several."""
    told = [one.text for one in sentences(plain(ask).text)] or [ask]
    return [part for one in told for part in _NEXT.split(one) if part.strip()]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a sheet has for an ask: the facts asked for, and pairs of which either could be meant."""

    facts: tuple[SheetFact, ...] = ()
    unclear: tuple[tuple[SheetFact, SheetFact], ...] = ()


def facts_for(
    ask: str, sheet: Sequence[SheetFact], encoder: Encoder, *, near: float = NEAR, margin: float = MARGIN
) -> Answered:
    """The facts that are asked for, one a question at most, in the order of the questions; nothing where the sheet has none.

    Where two facts are near and neither stands out, or one is only of the kind asked for, the question is unclear: the interviewer
    asks back, and tells neither.
    """
    facts: dict[str, SheetFact] = {}
    unclear: dict[tuple[str, str], tuple[SheetFact, SheetFact]] = {}
    asked = questions_in(ask)
    rows = nearness(asked, sheet, encoder).tolist() if sheet else ()
    for question, row in zip(asked, rows, strict=False):
        order = sorted(range(len(row)), key=lambda place: -row[place])
        meant = _meant(row, order, of_the_kind(question, sheet), near, margin)
        if len(meant) == 1:
            facts[sheet[meant[0]].id] = sheet[meant[0]]
        elif meant:
            one, other = sheet[meant[0]], sheet[meant[1]]
            unclear[one.id, other.id] = (one, other)
    return Answered(tuple(facts.values()), tuple(unclear.values()))


def _meant(
    row: Sequence[float], order: Sequence[int], kind: frozenset[int], near: float, margin: float
) -> Sequence[int]:
    """The place of the fact that is meant, of the two that could be, or nothing.

    Args:
        row: How near each fact is.
        order: The places, nearest first.
        kind: The places of facts of the kind that is asked for.
        near: As of `facts_for`.
        margin: As of `facts_for`.
    """
    best, others = order[0], order[1:]
    fitting = [place for place in order if place in kind]
    stands_out = not others or row[best] - row[others[0]] >= margin
    rivals = [place for place in fitting[:1] if best not in kind and row[best] - row[place] < _RIVAL]
    if row[best] >= near and stands_out:
        return [best, *rivals]
    first_of_kind = fitting[:1] == [best] and (len(fitting) < 2 or row[best] - row[fitting[1]] >= margin)
    if first_of_kind and row[best] >= min(near, OF_ITS_KIND):
        return [best]
    if others and fitting and row[fitting[0]] >= min(near, KIND_BACK if len(fitting) > 1 else ONE_BACK):
        return [fitting[0], next(place for place in (*fitting[1:], *order) if place != fitting[0])]
    return [best, others[0]] if others and row[best] >= min(near, ASK_BACK) else []


def told(found: Answered, ask: str) -> str:
    """What the interviewer says to an ask: each fact by what it is about, what is unclear, and that there is no more."""
    lines = [f"On {fact.about}: {fact.tell}" for fact in found.facts]
    lines += [f"{ASKED_BACK} {one.about}, or {other.about}?" for one, other in found.unclear]
    if not lines:
        return NOT_ON_SHEET
    more = len(questions_in(ask)) > len(lines)
    return "\n\n".join([*lines, NOTHING_MORE] if more else lines)
