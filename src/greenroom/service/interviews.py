"""The use cases of a mock round: start, say, resume, read.

Every turn is on disk before the next one is made: what the candidate said is kept first, then the reply. A crash between the
two leaves a round that waits for its interviewer, and `resume` gives it the reply it would have had.
"""

from __future__ import annotations

import difflib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from greenroom.errors import InputError
from greenroom.interview.asking import NO_SHEET, answers_back, facts_for, is_ask, told
from greenroom.interview.framing import framing
from greenroom.interview.interviewer import Said, opening, reply, unanswered
from greenroom.interview.own_words import own_words
from greenroom.interview.standard import asked, rubric
from greenroom.model.cv import CvClaims
from greenroom.model.debrief import Framing
from greenroom.model.delivery import Delivery
from greenroom.model.judgement import Asked, Judgement
from greenroom.model.ladder import Level, Role
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.persona import Persona
from greenroom.model.practice import Drill, RolePlay
from greenroom.model.question import Criterion, Question
from greenroom.model.submission import Submission
from greenroom.ports import Encoder, Store
from greenroom.service.judging import Judging
from greenroom.service.kept_reports import KeptReports
from greenroom.service.reading_ahead import ReadingAhead, compared, judged
from greenroom.service.roleplaying import RolePlaying
from greenroom.service.submissions import Submissions

_BEGUN = 4  # characters of an id that name a round
_LAST = 128  # judgements kept
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

    @property
    def reports(self) -> KeptReports:
        """The prep reports that are kept."""
        return KeptReports(self.store)

    def cv(self, done: MockRound) -> CvClaims | None:
        """The CV that a round is held against; None without a report, or where it was deleted."""
        return self.reports.claims(done.report) if done.report and not done.is_roleplay else None

    @property
    def submissions(self) -> Submissions:
        """The submissions that are kept."""
        return Submissions(self.store, self.judging.library)

    def submission(self, done: MockRound) -> Submission | None:
        """The code that a round talks about; None where it is about none, or where that was deleted."""
        return self.submissions.named(done.submission)

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

    @property
    def roleplaying(self) -> RolePlaying:
        """What is different where a role-play is played."""
        return RolePlaying(self.judging, self.encoder)

    def piece(self, done: MockRound) -> Question | RolePlay:
        """What a round is about; here alone the two are told apart.

        Raises:
            InputError: Its pack is not installed any more ("no_question").
        """
        return self.roleplaying.play(done) if done.is_roleplay else self.question(done)

    def titles(self) -> dict[str, str]:
        """The titles of all questions and role-plays, by their slugs."""
        held = self.judging.library.catalogue
        pieces: tuple[Question | RolePlay, ...] = (*held.questions, *held.roleplays)
        return {one.slug: one.title for one in pieces}

    def speakers(self, done: MockRound) -> dict[TurnKind, str]:
        """Who says the turns of a kind; those of kinds that are not in it are the interviewer's or the candidate's."""
        return self.roleplaying.speakers(done.question) if done.is_roleplay else {}

    def question(self, done: MockRound) -> Question:
        """What a round asks that is no role-play.

        Raises:
            InputError: Its pack is not installed any more ("no_question").
        """
        return self.judging.question(done.question)[0]

    def asked(self, done: MockRound) -> Asked:
        """All answers of a round as one text for a judge; quotes of it stand at offsets of `MockRound.answer`."""
        piece = self.piece(done)
        if isinstance(piece, RolePlay):
            return self.roleplaying.asked(piece, done)
        return asked(piece, done.answer, level=done.level, turns=done.answer_starts)

    def scorecard(self, done: MockRound) -> Judgement:
        """How the embedded judge rates what was said so far."""
        self.judging.reader.learn(judged(self.piece(done)))
        return self._judged(self.asked(done))

    def framing(self, done: MockRound) -> Framing | None:
        """What the first words of the first answer frame; None where nothing was answered, of a role-play and of code. No part of the scorecard."""
        answers = done.of(TurnKind.ANSWER)
        if not answers or done.is_roleplay or self.question(done).after_code:
            return None
        return framing(answers[0].text, self.question(done), self._judged)

    @cached_property
    def _judged(self) -> Callable[[Asked], Judgement]:
        """The judge; what it said last is kept: a debrief shows what the last reply of its round came from."""
        return lru_cache(_LAST)(self.judging.judge)

    def drill_for(self, done: MockRound, weak: Criterion) -> Drill | None:
        """The drill for the role that is nearest to what is weak, of those that share a topic with the round."""
        topics = set(self.piece(done).topics)
        drills = self.judging.library.for_roles((done.role,)).drills
        near = [one for one in drills if topics & set(one.topics)] or list(drills)
        if not near:
            return None
        encode = self.encoder.encode
        nearness = (
            encode([f"{weak.name}. {weak.tests}"]) @ encode([f"{one.title}. {one.task}" for one in near]).T
        )
        return near[int(nearness[0].argmax())]

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
