"""A role-play that is played: what was heard in an utterance, how the hidden state went, and what is said next.

The turns are the only truth: a turn of the other side is `about` the moves it heard in the utterance before it, and the
state is what those moves, replayed, make of the state at the beginning.

utterance -> moves heard -> state -> the other side's words, or the ending
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from greenroom.interview.echo import only_terms
from greenroom.interview.interviewer import STOPPED, Said
from greenroom.interview.own_words import parted
from greenroom.interview.plain import plain
from greenroom.interview.sentences import sentences
from greenroom.interview.standard import standard
from greenroom.interview.to_grader import to_grader
from greenroom.model.judgement import Asked, Quote, Rubric
from greenroom.model.mock import BREAK, CANDIDATES, MockRound, Turn, TurnKind
from greenroom.model.practice import Ending, RolePlay
from greenroom.model.replay import begin, ending_of, fits, moved
from greenroom.ports import AnswerReader, Encoder

HEARD, ALSO = 0.42, 0.57
"""How sure it must be that a move was made: the surest one of an utterance, and any other. Added up are the judge's points
(0 to 1), the nearness (a cosine) of the words to what the move does, and half of that to what is answered to it; taken off is
by how much the sentence that speaks to it most is nearer to another move.
bench/roleplays.py prints what other bounds would hear and miss."""
_ANSWERED, _HARM = 0.5, 0.15
_TURNED, _MET = (
    0.3,
    0.5,
)  # how much surer a move must be that the words seem to turn down; from where the judge finds it made all the same
_OUTDONE = (
    2.0  # what counts the nearness of its sentence to the move that is nearest, above that to the move itself
)
_NO = re.compile(r"\b(?:not|never|no|nor|without|refuse[sd]?|declines?)\b|n['’]t\b", re.IGNORECASE)
"""What nearness to the answer counts, and how much surer a move must be that can only harm: it is a grave thing to be wrong about."""
MOST_HEARD = 3
"""Moves of one utterance: nobody takes in more at a time, and a speech that says everything is not heard as everything."""
MOST_EXCHANGES = 14
PATIENCE = 4
"""Utterances running in which nothing new was heard, after which the other side ends it."""
LAST_CHANCE = "I have to go in a minute. If there is something you have not said yet, say it now."
"""What the other side adds where it would end after one more of them."""
UNTOLD = "The conversation is over. What became of it is told once you have rated yourself."
_NODS = ("Go on.", "I am listening.", "And then?")
_MOST_SENTENCES = 120  # of one utterance: ten minutes of speech; nobody listens longer
_SUBJECT = "The candidate "
_HEARS = frozenset({TurnKind.COUNTERPART, TurnKind.CLOSE})


@dataclass(frozen=True, slots=True)
class Heard:
    """A move, how sure it is that it was made (as HEARD), and the words: `utterance[start:end] == text`."""

    move: str
    sure: float
    quote: Quote


@dataclass(frozen=True, slots=True)
class Point:
    """Where the conversation stood after a turn of the other side, and the moves that brought it there."""

    turn: int
    moves: tuple[str, ...]
    state: Mapping[str, int]


def opening(play: RolePlay) -> tuple[Said, Said]:
    """The scene as the candidate is told it, and the other side's first words."""
    scene = BREAK.join((play.setting, f"Your aim: {play.goal}"))
    return Said(TurnKind.SCENE, scene), Said(TurnKind.COUNTERPART, play.other.opening)


def heard(found: Sequence[Heard], *, least: float = HEARD, also: float = ALSO) -> tuple[Heard, ...]:
    """The moves that count as made of all `readings` of an utterance, surest first; MOST_HEARD at most.

    A sentence makes one move: of those that it speaks to most only the surest can count.
    """
    surest = sorted(found, key=lambda one: -one.sure)  # keeps the pack's order among equals
    ofs = {one.quote.start: one for one in reversed(surest)}
    counts = (one for one in surest if ofs[one.quote.start] is one)
    return tuple(one for rank, one in enumerate(counts) if one.sure >= (also if rank else least))[:MOST_HEARD]


def readings(play: RolePlay, utterance: str, reader: AnswerReader, encoder: Encoder) -> tuple[Heard, ...]:
    """Every move of a play, in its order, with how sure it is that it was made; empty where nothing was said.

    Words to a grader and lists of terms are nothing.
    """
    made = plain(utterance)
    told = sentences(made.text)
    own = parted(told, to_grader(told))[0][:_MOST_SENTENCES]
    if not own or only_terms(" ".join(one.text for one in own)):
        return ()
    does, said = wordings(play), [one.text for one in own]
    reading = reader.read(play.other.opening, does, said)
    spoken = encoder.encode(said).T
    to_does, to_says = (
        encoder.encode(does) @ spoken,
        encoder.encode([move.says for move in play.moves]) @ spoken,
    )
    near, answered = np.maximum(to_does.max(axis=1), 0), np.maximum(to_says.max(axis=1), 0)
    places = np.argmax(reading.evidence, axis=1)
    there = (to_does + _ANSWERED * to_says)[:, places]  # each move's nearness to each move's best sentence
    outdone = there.max(axis=0) - np.diagonal(there)
    harm = np.array([all(by < 0 for by in move.effect.values()) for move in play.moves])
    bests = [own[int(place)] for place in places]
    met = reading.labels[:, 0] >= _MET
    turned = np.array([_turns_down(best.text, one) for best, one in zip(bests, does, strict=True)]) & ~met
    sure = (
        reading.points + near + _ANSWERED * answered - _HARM * harm - _TURNED * turned - _OUTDONE * outdone
    ).tolist()
    found = []
    for move, sureness, best in zip(play.moves, sure, bests, strict=True):
        start, end = made.original(best.start, best.end)
        found.append(Heard(move.id, sureness, Quote(text=utterance[start:end], start=start, end=end)))
    return tuple(found)


def _turns_down(said: str, does: str) -> bool:
    """Whether the words say no where the move does not: “do not promise” is no promise."""
    return bool(_NO.search(said)) and not _NO.search(does)


def wordings(play: RolePlay) -> tuple[str, ...]:
    """What the moves do, as a judge reads criteria: without the subject, which is always the same."""
    return tuple(
        does[len(_SUBJECT) :][:1].upper() + does[len(_SUBJECT) + 1 :] if does.startswith(_SUBJECT) else does
        for does in (move.does for move in play.moves)
    )


def course(play: RolePlay, turns: Sequence[Turn]) -> tuple[Point, ...]:
    """How the hidden state went: one point for each turn of the other side, the first before anything was said."""
    points: list[Point] = []
    seen: set[str] = set()
    known, state = {move.id: move for move in play.moves}, begin(play)
    for turn in turns:
        if turn.kind not in _HEARS:
            continue
        moves = tuple(one for one in turn.about.split(",") if one in known)
        for one in moves:
            state = moved(play, state, known[one], again=one in seen)
            seen.add(one)
        points.append(Point(turn.number, moves, state))
    return tuple(points)


def reply(play: RolePlay, done: MockRound, moves: Sequence[str], *, minutes_used: float) -> Said:
    """What the other side says to the last turn, in which these moves were heard; with the ending, where it ends.

    It ends when the candidate leaves, time or exchanges are used up, the best ending has stood through one more
    utterance, or nothing new was heard in PATIENCE utterances running.
    """
    about = ",".join(moves)
    last = Turn(
        number=len(done.turns) + 1, kind=TurnKind.COUNTERPART, text="", about=about, at=done.turns[-1].at
    )
    points = course(play, (*done.turns, last))
    left = done.turns[-1].kind is TurnKind.STOP
    words = "" if left else _words(play, done, moves, points[-1].state)
    if not left and minutes_used < done.minutes and not _settled(play, points):
        ends_soon = _stuck(points, PATIENCE - 1) or len(points) == MOST_EXCHANGES
        return Said(TurnKind.COUNTERPART, f"{words} {LAST_CHANCE}" if ends_soon else words, about)
    if left and not done.of(TurnKind.ANSWER, TurnKind.SKIP):
        return Said(TurnKind.CLOSE, STOPPED)
    ended = ending_of(play, points[-1].state)
    return Said(
        TurnKind.CLOSE, BREAK.join([f"“{words}”", ended.outcome] if words else [ended.outcome]), about
    )


def without_ending(close: str) -> str:
    """The last turn as it may be shown before the candidate has rated themselves: the last words said, and no more of what became of it."""
    words, _, ended = close.partition(BREAK)
    return close if close == STOPPED else f"{words}{BREAK}{UNTOLD}" if ended else UNTOLD


def ending(play: RolePlay, done: MockRound) -> Ending | None:
    """How it ended; None while it goes on."""
    return ending_of(play, course(play, done.turns)[-1].state) if done.is_over else None


def asked(play: RolePlay, done: MockRound) -> Asked:
    """All that the candidate said as one text for a judge; quotes of it stand at offsets of `MockRound.answer`.

    The setting stands for the question: whether what was said speaks to it is told best from that, and reading it aloud earns nothing.
    """
    return Asked(
        question=play.setting, rubric=Rubric(criteria=tuple(standard(one) for one in play.criteria)),
        answer=done.answer, given=told_of(done), role=done.role, level=done.level, round=play.round,
    )  # fmt: skip


def told_of(done: MockRound) -> tuple[str, ...]:
    """The other side's words: said back, they are no evidence."""
    return tuple(turn.text for turn in done.of(TurnKind.COUNTERPART))


def _settled(play: RolePlay, points: Sequence[Point]) -> bool:
    """Whether the conversation has come to its end."""
    best = max(play.endings, key=lambda one: one.rating)
    stood = [ending_of(play, point.state) is best for point in points[-2:]]
    return all(stood) or len(points) > MOST_EXCHANGES or _stuck(points, PATIENCE)


def _stuck(points: Sequence[Point], running: int) -> bool:
    """Whether nothing new was heard in so many utterances running: no move that had not been made before."""
    before = {move for point in points[:-running] for move in point.moves}
    return len(points) > running and all(set(point.moves) <= before for point in points[-running:])


def _words(play: RolePlay, done: MockRound, moves: Sequence[str], state: Mapping[str, int]) -> str:
    """To the surest move that was not answered yet, else of the state, else a nod; said twice only where nothing is left."""
    said = {turn.text.removesuffix(f" {LAST_CHANCE}") for turn in done.of(TurnKind.COUNTERPART)}
    ways = list(_ways(play, moves, state))
    return next((way for way in (*ways, *_NODS) if way not in said), ways[-1])


def _ways(play: RolePlay, moves: Sequence[str], state: Mapping[str, int]) -> Iterator[str]:
    says = {move.id: move.says for move in play.moves}
    yield from (says[one] for one in moves)
    suiting = [one.says for one in play.replies if fits(state, one.when)]
    yield from suiting or [play.replies[0].says]


def spoken(done: MockRound) -> Iterator[tuple[Turn, Turn | None]]:
    """Each turn of the candidate with the other side's reply to it, None where that is due."""
    turns = done.turns
    for turn, after in zip(turns, (*turns[1:], None), strict=True):
        if turn.kind in CANDIDATES:
            yield turn, after
