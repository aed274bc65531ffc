"""The use cases of a mock round: start, say, resume, read.

Every turn is on disk before the next one is made: what the candidate said is kept first, then the reply. A crash between the
two leaves a round that waits for its interviewer, and `resume` gives it the reply it would have had.
"""

from __future__ import annotations

import difflib
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from greenroom.errors import InputError
from greenroom.interview.asking import facts_for, is_ask, told
from greenroom.interview.interviewer import Said, opening, reply, unanswered
from greenroom.interview.standard import asked
from greenroom.model.judgement import Asked, Judgement
from greenroom.model.ladder import Level, Role
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.practice import Drill
from greenroom.model.question import Criterion, Question
from greenroom.ports import Encoder, Store
from greenroom.service.judging import Judging

_BEGUN = 4  # characters of an id that name a round
_BEST = 4
_LONGEST = 60_000  # characters of one turn: an hour and a half of speech


def facts_asked_for(done: MockRound) -> frozenset[str]:
    """The ids of the facts that the candidate asked for."""
    return frozenset(one for turn in done.of(TurnKind.FACT) for one in turn.about.split(",") if one)


@dataclass(frozen=True)
class Interviews:
    """Mock rounds on the user's store; `now` and `new_id` are passed in, so that a round can be replayed."""

    store: Store
    judging: Judging
    encoder: Encoder
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    def start(self, slug: str, level: Level | None = None) -> MockRound:
        """Begin a round on a question; it is kept with its first turn.

        Raises:
            InputError: No pack has the question ("no_question"), or it is not asked at that level ("no_level").
        """
        question, _ = self.judging.question(slug)
        if level is not None and level not in question.levels:
            raise InputError(
                f"{question.title} is not asked at {level} level.",
                hint=f"It is asked at: {', '.join(question.levels)}.",
                code="no_level",
            )
        now, said = self.now(), opening(question)
        begun = MockRound(
            id=self.new_id(), question=question.slug, role=question.role, level=level or question.levels[0],
            minutes=question.minutes, started_at=now, turns=(Turn(number=1, kind=said.kind, text=said.text, at=now),),
        )  # fmt: skip
        self.store.start_round(begun)
        return begun

    def pick(self, role: Role, level: Level | None, draw: random.Random) -> Question:
        """A question of a role (and level) that was practised least often so far.

        Raises:
            InputError: There is none ("no_question").
        """
        known = self.judging.library.catalogue.questions
        fitting = [q for q in known if q.role is role and level in {None, *q.levels}]
        if not fitting:
            raise InputError(
                f"No installed pack has a question for {role.label} at that level.",
                hint="greenroom library stats shows what there is.",
                code="no_question",
            )
        times = {q.slug: 0 for q in fitting}
        for done in self.store.rounds():
            if done.question in times:
                times[done.question] += 1
        least = min(times.values())
        return draw.choice([q for q in fitting if times[q.slug] == least])

    def say(self, round_id: str, kind: TurnKind, text: str, *, number: int) -> MockRound:
        """Keep what the candidate says as turn `number`, then the interviewer's reply; the round as it is then.

        An answer that is nothing but questions is taken as an ask.

        Raises:
            InputError: The round is over ("over"), has gone on elsewhere ("moved_on"), or nothing is said ("empty").
        """
        done = self.round(round_id)
        if done.is_over:
            raise InputError("This round is over.", hint=f"greenroom debrief {done.id}", code="over")
        text = text.strip()
        if kind is TurnKind.ANSWER and not text:
            raise InputError("Nothing was said.", hint="Type an answer, or skip the question.", code="empty")
        if len(text) > _LONGEST:
            raise InputError(
                f"That is {len(text):,} characters; a turn has at most {_LONGEST:,}.",
                hint="Say the part that answers the question.",
                code="too_long",
            )
        kind = TurnKind.ASK if kind is TurnKind.ANSWER and is_ask(text) else kind
        turn = Turn(number=number, kind=kind, text=text, at=self.now())
        if number != len(done.turns) + 1 or not self.store.add_turn(done.id, turn):
            raise InputError(
                "This round has gone on in another window; what you typed here was not added.",
                hint="Open the round again and say it there.",
                code="moved_on",
            )
        return self.resume(done.id)

    def resume(self, round_id: str) -> MockRound:
        """The round, with the interviewer's reply where one is due.

        Raises:
            InputError: There is no such round ("no_round").
        """
        done = self.round(round_id)
        if not done.waits_for_interviewer:
            return done
        said = self._reply(done)
        turn = Turn(
            number=len(done.turns) + 1, kind=said.kind, text=said.text, about=said.about, at=self.now()
        )
        self.store.add_turn(done.id, turn)  # where another window was first, its reply is the same
        return self.round(done.id)

    def round(self, round_id: str) -> MockRound:
        """A round by its id, also begun.

        Raises:
            InputError: There is no such round, or several ("no_round").
        """
        found = self.store.round(round_id)
        if found is not None:
            return found
        every = self.store.rounds()
        begun = [one for one in every if len(round_id) >= _BEGUN and one.id.startswith(round_id)]
        if len(begun) == 1:
            return begun[0]
        near = difflib.get_close_matches(round_id, [one.id for one in every], n=1)
        raise InputError(
            f"There is no round {round_id}.",
            hint=f"Did you mean {near[0]}?" if near else "greenroom interview list shows your rounds.",
            code="no_round",
        )

    def delete(self, round_id: str) -> MockRound:
        """Delete a round, and give it a last time.

        Raises:
            InputError: There is no such round ("no_round").
        """
        done = self.round(round_id)
        self.store.delete_round(done.id)
        return done

    def rounds(self) -> tuple[MockRound, ...]:
        """All rounds, newest first."""
        return self.store.rounds()

    def question(self, done: MockRound) -> Question:
        """What a round asks.

        Raises:
            InputError: Its pack is not installed any more ("no_question").
        """
        return self.judging.question(done.question)[0]

    def asked(self, done: MockRound) -> Asked:
        """All answers of a round as one text for a judge; quotes of it stand at offsets of `MockRound.answer`."""
        return asked(self.question(done), done.answer, level=done.level)

    def scorecard(self, done: MockRound) -> Judgement:
        """How the embedded judge rates what was said so far."""
        return self.judging.judge(self.asked(done))

    def weakest(self, done: MockRound, judgement: Judgement) -> Criterion | None:
        """The criterion that would raise the overall most; None where all are rated 4."""
        known = {one.id: one for one in self.question(done).criteria}
        lost = {
            s.criterion: known[s.criterion].weight * (1 - s.points)
            for s in judgement.scores
            if s.points is not None and s.rating != _BEST
        }
        return known[max(lost, key=lambda one: lost[one])] if lost else None

    def drill_for(self, done: MockRound) -> Drill | None:
        """A drill for the role that shares most topics with the question."""
        question = self.question(done)
        drills = self.judging.library.for_roles((done.role,)).drills
        shared = {d.slug: len(set(d.topics) & set(question.topics)) for d in drills}
        return max(drills, key=lambda d: (shared[d.slug], done.level in d.levels), default=None)

    def _reply(self, done: MockRound) -> Said:
        question, last = self.question(done), done.turns[-1]
        if last.kind is TurnKind.ASK:
            facts = facts_for(last.text, question.sheet, self.encoder)
            return Said(TurnKind.FACT, told(facts, last.text), ",".join(fact.id for fact in facts))
        scores = self.scorecard(done).scores if done.answer else unanswered(question)
        return reply(done, question, scores, minutes_used=done.minutes_used(last.at))
