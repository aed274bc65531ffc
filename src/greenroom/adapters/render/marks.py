"""Evidence marked where it stands: which words of which turn a debrief rests on, for what, and by whom.

quotes with offsets into all answers -> marks, numbered in the order they are read -> the runs of each turn

Marks may overlap: a run is a stretch of a turn over which the same marks lie.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from greenroom.model.debrief import RoundDebrief
from greenroom.model.judgement import Quote
from greenroom.model.mock import BREAK, Turn, TurnKind


@dataclass(frozen=True, slots=True)
class Note:
    """What marked words speak for or against.

    Attributes:
        about: The id of the criterion; of the signal, point of the opening or move where `judges` is empty.
        name: The criterion's name, or what the signal, point or move says.
        stance: "for" or "against".
        judges: The titles of those whose rating rests on these words.
    """

    about: str
    name: str
    stance: str
    judges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Where in a turn a mark stands: `[start, end)` of the turn's own text."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the candidate that evidence rests on; more than one part where they go on in the next answer.

    `start` is their offset in all answers read as one text, as in a quote.
    """

    number: int
    text: str
    start: int
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Text over which the same marks lie (by their numbers), and which of them begin and end with it."""

    text: str
    over: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    against: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Words that something rests on, and the number of their mark; 0 where they could not be marked."""

    text: str
    stance: str
    mark: int


def marks(read: RoundDebrief) -> tuple[Mark, ...]:
    """A mark for every stretch of words that a rating, a signal, a point of the opening or a move quotes, numbered from 1 as they are read.

    A quote whose offsets do not hold its words is not marked: nothing is put into the candidate's mouth.
    """
    found: dict[tuple[int, int], dict[tuple[str, str, str], list[str]]] = {}
    for quote, about, name, judge in _quoted(read):
        if quote.text.strip() and read.round.answer[quote.start : quote.end] == quote.text:
            judges = found.setdefault((quote.start, quote.end), {}).setdefault(
                (about, name, quote.stance), []
            )
            judges += [judge] if judge else []
    return tuple(
        Mark(
            number=number, text=read.round.answer[start:end], start=start, parts=tuple(_parts(read, start, end)),
            notes=tuple(Note(*what, judges=tuple(judges)) for what, judges in said.items()),
        )
        for number, ((start, end), said) in enumerate(sorted(found.items()), 1)
    )  # fmt: skip


def _quoted(read: RoundDebrief) -> Iterator[tuple[Quote, str, str, str]]:
    """Every quote, the id and name of what it is about, and the judge's title; "" where it is no rating's."""
    for place, criterion in enumerate(read.criteria):
        for card in read.debrief.cards:
            for quote in card.judgement.scores[place].evidence:
                yield quote, criterion.id, criterion.name, card.title
    for signal in read.debrief.signals:
        if read.round.id in signal.shown:
            yield signal.shown[read.round.id], signal.id, signal.says, ""
    for point in read.framing.points if read.framing else ():
        for quote in point.evidence:
            yield quote, point.id, f"In the opening: {point.name}", ""
    for move in read.outcome.moves if read.outcome else ():
        if move.quote:
            yield as_move(move.quote, harms=move.harms), move.move, f"A move: {move.does}", ""


def as_move(quote: Quote, *, harms: bool) -> Quote:
    """The words of a move: against the candidate where it can only harm."""
    return quote.model_copy(update={"stance": "against" if harms else "for"})


def said(quote: Quote, of: Sequence[Mark]) -> Said:
    """The words of a quote with the number of their mark among `of`."""
    number = next((m.number for m in of if (m.start, m.text) == (quote.start, quote.text)), 0)
    return Said(quote.text, quote.stance, number)


def _parts(read: RoundDebrief, start: int, end: int) -> Iterator[Part]:
    at = 0
    for turn in read.round.of(TurnKind.ANSWER):
        first, last = max(start, at), min(end, at + len(turn.text))
        if first < last:
            yield Part(turn.number, first - at, last - at)
        at += len(turn.text) + len(BREAK)


def runs(turn: Turn, of: Sequence[Mark]) -> tuple[Run, ...]:
    """The text of `turn` cut where marks begin and end; joined, the runs are the text."""
    here = [(part, mark) for mark in of for part in mark.parts if part.turn == turn.number]
    cuts = sorted({0, len(turn.text), *(p.start for p, _ in here), *(p.end for p, _ in here)})
    return tuple(
        _run(turn, start, end, [(p, m) for p, m in here if p.start <= start and end <= p.end])
        for start, end in itertools.pairwise(cuts)
    )


def _run(turn: Turn, start: int, end: int, over: list[tuple[Part, Mark]]) -> Run:
    return Run(
        text=turn.text[start:end],
        over=tuple(m.number for _, m in over),
        begins=tuple(m.number for p, m in over if p.start == start and p is m.parts[0]),
        ends=tuple(m.number for p, m in over if p.end == end),
        against=any(note.stance == "against" for _, m in over for note in m.notes),
    )


def debrief_json(read: RoundDebrief) -> bytes:
    """`read` as JSON, with `marks` besides: the evidence by turns."""
    whole = read.model_dump(mode="json") | {"marks": [asdict(mark) for mark in marks(read)]}
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode()
