"""What a mock round does differently where a role-play is played: it begins, answers and is read otherwise."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.errors import InputError
from greenroom.interview import roleplay
from greenroom.interview.interviewer import Said
from greenroom.interview.roleplay import Heard, Point
from greenroom.model.debrief import HeardMove, Outcome, Stood
from greenroom.model.judgement import Asked, Quote
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.practice import Ending, Move, RolePlay
from greenroom.ports import Encoder
from greenroom.service.english import foreign
from greenroom.service.judging import Judging


@dataclass(frozen=True, slots=True)
class Made:
    """A move that was made: in which turn, with which words (at offsets of `MockRound.answer`), and whether it had been made before."""

    turn: int
    move: Move
    quote: Quote | None
    again: bool


@dataclass(frozen=True, slots=True)
class Played:
    """A role-play as it went: the ending (None while it goes on), the moves, and the hidden state after each turn."""

    play: RolePlay
    ending: Ending | None
    made: tuple[Made, ...]
    course: tuple[Point, ...]


@dataclass(frozen=True)
class RolePlaying:
    """Role-plays of the installed packs, read by the embedded judge."""

    judging: Judging
    encoder: Encoder

    def find(self, slug: str) -> RolePlay | None:
        """The role-play of this slug, if the packs hold one."""
        return next((one for one in self.judging.library.catalogue.roleplays if one.slug == slug), None)

    def play(self, done: MockRound) -> RolePlay:
        """What is played in a round.

        Raises:
            InputError: Its pack is not installed any more ("no_question").
        """
        found = self.find(done.question)
        if found is None:
            near = difflib.get_close_matches(
                done.question, [one.slug for one in self.judging.library.catalogue.roleplays], n=1, cutoff=0.8
            )
            raise InputError(
                f"No installed pack has a role-play “{done.question}”.",
                hint=f"Did you mean: {near[0]}?" if near else "Install the pack again that it was in.",
                code="no_question",
            )
        return found

    def speakers(self, slug: str) -> dict[TurnKind, str]:
        """Who says the turns of a kind, by what they are called where turns are shown."""
        found = self.find(slug)
        other = found.other.name if found else "The other side"
        return {
            TurnKind.SCENE: "The scene",
            TurnKind.COUNTERPART: other,
            TurnKind.CLOSE: "How it ends",
        }

    @staticmethod
    def opening(play: RolePlay) -> tuple[Said, ...]:
        """Its first turns: the scene, and what the other side says."""
        return roleplay.opening(play)

    def reply(self, play: RolePlay, done: MockRound) -> Said:
        """What the other side says to the last turn, which is the candidate's."""
        last = done.turns[-1]
        moves = [one.move for one in self.heard(play, last.text)] if last.kind is TurnKind.ANSWER else []
        return roleplay.reply(play, done, moves, minutes_used=done.minutes_used(last.at))

    def heard(self, play: RolePlay, utterance: str) -> tuple[Heard, ...]:
        """The moves made in one utterance, surest first; none where it is not in English."""
        return () if foreign(utterance) else roleplay.heard(self._readings(play, utterance))

    def _readings(self, play: RolePlay, utterance: str) -> tuple[Heard, ...]:
        return roleplay.readings(play, utterance, self.judging.reader, self.encoder)

    @staticmethod
    def asked(play: RolePlay, done: MockRound) -> Asked:
        """All that was said as one text for a judge."""
        return roleplay.asked(play, done)

    def played(self, done: MockRound) -> Played:
        """How a role-play went. What it tells is hidden from the candidate until the end.

        Raises:
            InputError: Its pack is not installed any more ("no_question").
        """
        play = self.play(done)
        made: list[Made] = []
        known = {one.id: one for one in play.moves}
        answers = (turn.number for turn in done.of(TurnKind.ANSWER))
        starts = dict(zip(answers, (0, *done.answer_starts), strict=False))
        for turn, after in roleplay.spoken(done):
            moves = [one for one in after.about.split(",") if one in known] if after else []
            if not moves:
                continue
            words = {one.move: one.quote for one in self._readings(play, turn.text)}
            for one in moves:
                again = any(before.move.id == one for before in made)
                quote = words.get(one)
                made.append(
                    Made(
                        turn.number, known[one], _in_all(quote, starts[turn.number]) if quote else None, again
                    )
                )
        return Played(play, roleplay.ending(play, done), tuple(made), roleplay.course(play, done.turns))

    def outcome(self, done: MockRound) -> Outcome:
        """What came of a role-play, as its debrief tells it.

        Raises:
            InputError: It goes on, and nothing of it may be told ("not_over"), or its pack is gone ("no_question").
        """
        played = self.played(done)
        if played.ending is None:
            raise InputError(
                "This role-play is not over, and a debrief would tell what the other side keeps to themselves.",
                hint=f"greenroom interview resume {done.id}; /stop ends it.",
                code="not_over",
            )
        return Outcome(
            other=played.play.other.name, ending=played.ending.id, told=played.ending.outcome, rating=played.ending.rating,
            hidden=played.play.other.hidden, moves=tuple(map(_heard, played.made)), states=played.play.states,
            course=tuple(Stood(turn=point.turn, state=dict(point.state)) for point in played.course),
        )  # fmt: skip


def _in_all(quote: Quote, start: int) -> Quote:
    """A quote of one utterance as one of all answers, in which the utterance begins at `start`."""
    return quote.model_copy(update={"start": quote.start + start, "end": quote.end + start})


def _heard(made: Made) -> HeardMove:
    move = made.move
    return HeardMove(
        turn=made.turn, move=move.id, does=move.does, effect=move.effect, quote=made.quote, again=made.again
    )


def as_seen(done: MockRound) -> MockRound:
    """The round as the candidate may see it before they have rated themselves: who knows how it ended rates that.

    Of a role-play that goes on the moves that were heard are left out, of one that is over its ending.
    """
    if not done.is_roleplay:
        return done
    if not done.is_over:
        return _with_turns(done, [one.model_copy(update={"about": ""}) for one in done.turns])
    if done.of(TurnKind.SELF_RATING) or not done.answer:
        return done
    turns = [
        one.model_copy(update={"text": roleplay.without_ending(one.text)})
        if one.kind is TurnKind.CLOSE
        else one
        for one in done.turns
    ]
    return _with_turns(done, turns)


def _with_turns(done: MockRound, turns: Sequence[Turn]) -> MockRound:
    return done.model_copy(update={"turns": tuple(turns)})
