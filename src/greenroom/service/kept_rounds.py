"""Mock rounds on the user's store, and what is read of one: its piece, its answers, its scorecard."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from greenroom.errors import InputError
from greenroom.interview.framing import framing
from greenroom.interview.standard import asked
from greenroom.model.cv import CvClaims
from greenroom.model.debrief import Framing
from greenroom.model.judgement import Asked, Judgement
from greenroom.model.mock import MockRound, TurnKind
from greenroom.model.practice import Drill, RolePlay
from greenroom.model.question import Criterion, Question
from greenroom.model.submission import Submission
from greenroom.ports import Encoder, Store
from greenroom.service.judging import Judging
from greenroom.service.kept_reports import KeptReports
from greenroom.service.reading_ahead import judged
from greenroom.service.roleplaying import RolePlaying
from greenroom.service.submissions import Submissions

_BEGUN = 4  # characters of an id that name a round
_LAST = 128  # judgements kept


def facts_asked_for(done: MockRound) -> frozenset[str]:
    """The ids of the facts that the candidate asked for."""
    return frozenset(one for turn in done.of(TurnKind.FACT) for one in turn.about.split(",") if one)


@dataclass(frozen=True)
class KeptRounds:
    """Mock rounds that are kept, with what was read of them."""

    store: Store
    judging: Judging
    encoder: Encoder

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

    def rounds(self) -> tuple[MockRound, ...]:
        """All rounds, newest first."""
        return self.store.rounds()

    def delete(self, round_id: str) -> MockRound:
        """Delete a round, and give it a last time.

        Raises:
            InputError: There is no such round ("no_round").
        """
        done = self.round(round_id)
        self.store.delete_round(done.id)
        return done

    def titles(self) -> dict[str, str]:
        """The titles of all questions and role-plays, by their slugs."""
        held = self.judging.library.catalogue
        pieces: tuple[Question | RolePlay, ...] = (*held.questions, *held.roleplays)
        return {one.slug: one.title for one in pieces}

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
