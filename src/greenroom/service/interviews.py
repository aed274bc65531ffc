"""The use cases of a mock round: start, say, resume, read.

Every turn is on disk before the next one is made: what the candidate said is kept first, then the reply. A crash between the
two leaves a round that waits for its interviewer, and `resume` gives it the reply it would have had.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from greenroom.errors import InputError
from greenroom.interview.asking import NO_SHEET, answers_back, facts_for, is_ask, told
from greenroom.interview.interviewer import Said, opening, reply, unanswered
from greenroom.interview.own_words import own_words
from greenroom.interview.standard import asked, rubric
from greenroom.model.delivery import Delivery
from greenroom.model.ladder import Level, Role
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.persona import Persona
from greenroom.model.practice import RolePlay
from greenroom.model.question import Question
from greenroom.service.kept_rounds import KeptRounds
from greenroom.service.reading_ahead import ReadingAhead, compared

_LONGEST = 60_000  # characters of one turn: an hour and a half of speech


@dataclass(frozen=True)
class Interviews(KeptRounds):
    """Mock rounds on the user's store; `now` and `new_id` are passed in, so that a round can be replayed."""

    now: Callable[[], datetime]
    new_id: Callable[[], str]

    def start(
        self,
        slug: str,
        level: Level | None = None,
        persona: Persona = Persona.NEUTRAL,
        report: str = "",
        submission: str = "",
    ) -> MockRound:
        """Begin a round on a question, or a role-play; it is kept with its first turns.

        Args:
            slug: The question or role-play.
            level: The level interviewed for; None for the lowest it is asked at.
            persona: Who interviews.
            report: The id of the prep report whose CV the answers are held against, "" for none.
            submission: The id of the submission that is talked about, "" for none.

        Raises:
            InputError: No pack has the question ("no_question"), or it is not asked at that level ("no_level").
        """
        piece = self._named(slug)
        if level is not None and level not in piece.levels:
            raise InputError(
                f"{piece.title} is not asked at {level} level.",
                hint=f"It is asked at: {', '.join(piece.levels)}.",
                code="no_level",
            )
        now = self.now()
        code = self.submissions.named(submission)
        said = self.roleplaying.opening(piece) if isinstance(piece, RolePlay) else (opening(piece, code),)
        begun = MockRound(
            id=self.new_id(), question=piece.slug, role=piece.role, level=level or piece.levels[0],
            minutes=piece.minutes, started_at=now, persona=persona, report=report, submission=submission,
            turns=tuple(Turn(number=n, kind=one.kind, text=one.text, at=now) for n, one in enumerate(said, start=1)),
        )  # fmt: skip
        self.store.start_round(begun)
        return begun

    def start_from(
        self,
        report: str,
        slug: str | None = None,
        level: Level | None = None,
        persona: Persona = Persona.NEUTRAL,
    ) -> MockRound:
        """Begin a round of a prep report: on `slug`, or else on the likeliest question it expects that was not sat yet.

        Where all were sat, the one sat least often is asked. `report` is its id, also begun. Without a level it is
        the report's, where the question is asked at that.

        Raises:
            InputError: As `start`; there is no such report ("no_report"), or it expects no question that a pack has ("no_question").
        """
        stored = self.reports.named(report)
        made = self.reports.read(stored)
        if slug is None:
            slug = self.reports.likeliest(made, self.judging.library.catalogue.questions).slug
        piece = self._named(slug)
        wanted = level or (made.level if made.level in piece.levels else None)
        return self.start(piece.slug, wanted, persona, stored.id)

    def _named(self, slug: str) -> Question | RolePlay:
        return self.roleplaying.find(slug) or self.judging.question(slug)[0]

    def make_ready(self, done: MockRound) -> Iterator[None]:
        """Read ahead, in small steps, what the first replies of a round need: criteria, then sheet. It changes nothing."""
        piece = self.piece(done)
        yield from self.ahead.read(piece)
        if isinstance(piece, Question):
            first = rubric(piece).criteria[0].text
            self.judging.reader.read(
                piece.statement, [first], [piece.statement]
            )  # loads the rest of the judge
            yield
            own_words(asked(piece, piece.statement))  # what is told on the sheet is cut into sentences
            yield

    def read_packs(self) -> Iterator[None]:
        """Read, in small steps, what of the packs no process of this machine has read so far: a minute or two of a core, once."""
        yield from self.ahead.read_all(self.judging.library.catalogue)

    @property
    def ahead(self) -> ReadingAhead:
        """Reads what belongs to the packs before it is needed."""
        return ReadingAhead(self.judging.reader, self.encoder)

    def pick(self, role: Role | None, level: Level | None, draw: random.Random) -> Question:
        """A question of a role (None: any; and of a level) that was practised least often so far.

        Raises:
            InputError: There is none ("no_question").
        """
        known = self.judging.library.catalogue.by_themselves
        fitting = [q for q in known if role in {None, q.role} and level in {None, *q.levels}]
        if not fitting:
            raise InputError(
                f"No installed pack has a question for {role.label if role else 'any role'} at that level.",
                hint="greenroom library stats shows what there is.",
                code="no_question",
            )
        times = {q.slug: 0 for q in fitting}
        for done in self.store.rounds():
            if done.question in times:
                times[done.question] += 1
        least = min(times.values())
        return draw.choice([q for q in fitting if times[q.slug] == least])

    def say(
        self,
        round_id: str,
        kind: TurnKind,
        text: str,
        *,
        number: int,
        paused: int = 0,
        delivery: Delivery | None = None,
    ) -> MockRound:
        """Keep what the candidate says as turn `number`, then the interviewer's reply; the round as it is then.

        Takes and raises what `keep` does.
        """
        kept = self.keep(round_id, kind, text, number=number, paused=paused, delivery=delivery)
        return self.answered(kept)

    def keep(
        self,
        round_id: str,
        kind: TurnKind,
        text: str,
        *,
        number: int,
        paused: int = 0,
        delivery: Delivery | None = None,
    ) -> MockRound:
        """Keep what the candidate says as turn `number`; the round, which waits for its interviewer then.

        An answer that is nothing but questions is taken as an ask; in a role-play asking is part of the conversation. `paused` are the
        seconds before it without the clock, `delivery` how an answer was spoken.

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
        asks = kind is TurnKind.ANSWER and not done.is_roleplay and _is_asking(text, done)
        kind = TurnKind.ASK if asks else kind
        spoken = delivery if kind is TurnKind.ANSWER else None
        turn = Turn(
            number=number, kind=kind, text=text, at=self.now(), paused=max(0, paused), delivery=spoken
        )
        if number != len(done.turns) + 1 or not self.store.add_turn(done.id, turn):
            raise InputError(
                "This round has gone on in another window; what you typed here was not added.",
                hint="Open the round again and say it there.",
                code="moved_on",
            )
        return done.with_turn(turn)

    def resume(self, round_id: str) -> MockRound:
        """The round, with the interviewer's reply where one is due.

        Raises:
            InputError: There is no such round ("no_round").
        """
        return self.answered(self.round(round_id))

    def answered(self, done: MockRound) -> MockRound:
        """The round with the interviewer's reply, which is kept, where one is due."""
        if not done.waits_for_interviewer:
            return done
        said = self._reply(done)
        turn = Turn(
            number=len(done.turns) + 1, kind=said.kind, text=said.text, about=said.about, at=self.now()
        )
        if self.store.add_turn(done.id, turn):
            return done.with_turn(turn)
        return self.round(done.id)  # another window was first; its reply is the same

    def _reply(self, done: MockRound) -> Said:
        question, last = self.piece(done), done.turns[-1]
        if isinstance(question, RolePlay):
            return self.roleplaying.reply(question, done)
        if last.kind is TurnKind.ASK:
            self.encoder.learn(compared(question))
            found = facts_for(last.text, question.sheet, self.encoder)
            says = told(found, last.text) if question.sheet else NO_SHEET
            return Said(TurnKind.FACT, says, ",".join(fact.id for fact in found.facts))
        scores = self.scorecard(done).scores if done.answer else unanswered(question)
        used = done.minutes_used(last.at)
        cv, code = self.cv(done), self.submission(done)
        return reply(done, question, scores, minutes_used=used, cv=cv, submission=code)


def _is_asking(text: str, done: MockRound) -> bool:
    """Whether a text is nothing but questions, or says what the last one meant."""
    return is_ask(text) or answers_back(text, done.turns[-1].text)
