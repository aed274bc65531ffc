"""How each sight is asked about: the line as it stands, then a question that does not say what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from greenroom.model.submission import Matter
from greenroom.practice.seen.sight import Seen, Sight

_MOST_QUOTED = 90  # characters
_CUT = " ..."


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked, with {name} and {until} to be filled in; `worth`, 0 to 1, is how much an answer tells where nothing was measured."""

    matter: Matter
    worth: float
    text: str


ASKS: Mapping[Sight, Ask] = {
    Sight.NESTED: Ask(
        Matter.TIME, 0.75,
        "It is part of the loop of line {until}. How often does it go round in all when the input is a hundred times as large?",
    ),
    Sight.SCANS: Ask(
        Matter.TIME, 0.8,
        "Suppose “{name}” has reached a hundred thousand entries. What does Python do each time it gets to this line?",
    ),
    Sight.SORTS: Ask(
        Matter.TIME, 0.55,
        "What does that cost with a hundred times the records, and what would you say to a reviewer who asks why?",
    ),
    Sight.COPIES: Ask(
        Matter.TIME, 0.7, "It stands in a loop. What happens in memory when it runs for the ten thousandth time?"
    ),
    Sight.READS_ALL: Ask(
        Matter.MEMORY, 0.7, "How large is what it makes when the input is a hundred times as long, and what did you weigh before you wrote it?"
    ),
    Sight.ARRAY: Ask(
        Matter.MEMORY, 0.65, "Say the arrays in it have ten million elements each. What is in memory while it runs?"
    ),
    Sight.KEEPS: Ask(
        Matter.MEMORY, 0.78, "The process has run for a month. What does “{name}” hold by then, and how many bytes is that?"
    ),
    Sight.COLLECTS: Ask(
        Matter.MEMORY, 0.6, "What does one entry of “{name}” weigh, and how many are there when the input is a hundred times as long?"
    ),
    Sight.RECURS: Ask(
        Matter.FAILURE, 0.65, "The function calls itself there. For which input does that go wrong, and what does the caller see?"
    ),
    Sight.SWALLOWS: Ask(
        Matter.FAILURE, 0.85, "Name an input that ends up there. What does the caller get, and who hears of it?"
    ),
    Sight.MUTATES: Ask(
        Matter.FAILURE, 0.6, "“{name}” came from the caller. Who else may be using it, and what do they find afterwards?"
    ),
    Sight.COMPARES: Ask(
        Matter.FAILURE, 0.5, "With which values does that line decide otherwise than you mean?"
    ),
    Sight.DRAWS: Ask(
        Matter.FAILURE, 0.6, "A colleague runs this tomorrow and reports a wrong result. How do you get to see what they saw?"
    ),
    Sight.ASSUMES: Ask(
        Matter.FAILURE, 0.52, "Which value would you least like to see arrive there, and what comes out of the function then?"
    ),
    Sight.SHARED: Ask(
        Matter.FAILURE, 0.66, "Two requests get to it at the same moment. What can be in “{name}” afterwards, and who notices?"
    ),
    Sight.UNCHANGED: Ask(
        Matter.FAILURE, 0.62, "From there to line {until} it is as it was handed to you. How do you know that it is right?"
    ),
}  # fmt: skip


def quoted(line: str) -> str:
    """A line of code as it is quoted: without its indentation, cut where it is long."""
    text = line.strip()
    return text if len(text) <= _MOST_QUOTED else text[:_MOST_QUOTED].rstrip() + _CUT


def asked(seen: Seen, quote: str) -> str:
    """A sight as it is put to the candidate."""
    ask = ASKS[seen.sight].text.format(name=seen.name, until=seen.until)
    return f"Line {seen.line} is “{quote}”. {ask}"
