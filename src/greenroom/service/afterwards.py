"""The use cases after a round: rate yourself, read what it showed, appeal, compare with the time before, go on.

What is said here is kept as turns of the round, after its close.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from greenroom.errors import InputError
from greenroom.interview.appeal import FEWEST_WORDS, passage
from greenroom.model.debrief import Debrief, NextStep, Redo, RedoRow, RoundDebrief, Transfer
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.practice import RolePlay
from greenroom.model.question import Criterion, Question
from greenroom.service.against_cv import against
from greenroom.service.debriefs import Debriefs, how_to_go_on
from greenroom.service.interviews import Interviews
from greenroom.service.kept_rounds import facts_asked_for

_RATINGS = frozenset("1234")
_GOOD = 3
_A_COURSE = 2  # rounds


@dataclass(frozen=True)
class Afterwards:
    """What a candidate does with a round that is over."""

    debriefs: Debriefs

    @property
    def interviews(self) -> Interviews:
        """The rounds."""
        return self.debriefs.interviews

    def read(self, round_id: str) -> RoundDebrief:
        """All that is shown of a round after it: the same turns give the same.

        Raises:
            InputError: There is no such round ("no_round"), nothing was answered in it ("no_answer"), or it is a role-play that
                goes on, of which nothing may be told ("not_over").
        """
        done = self.interviews.round(round_id)
        piece = self.interviews.piece(done)
        outcome = self.interviews.roleplaying.outcome(done) if done.is_roleplay else None
        debrief = self.debriefs.debrief(done)
        earlier, rated = self.earlier(done), done.of(TurnKind.SELF_RATING)
        return RoundDebrief(
            round=done, title=piece.title, criteria=piece.criteria, debrief=debrief,
            facts_asked_for=len(facts_asked_for(done)), facts=0 if isinstance(piece, RolePlay) else len(piece.sheet),
            self_rating=int(rated[0].text) if rated else None,
            redo=_redo(self.debriefs.debrief(earlier), debrief, earlier) if earlier and _ratings(debrief) else None,
            transfer=None if isinstance(piece, RolePlay) else self._transfer(done, piece),
            framing=self.interviews.framing(done), submission=self.interviews.submission(done),
            cv=None if isinstance(piece, RolePlay) else against(self.interviews, done, piece),
            outcome=outcome,
            next=self._next(done, piece, debrief),
        )  # fmt: skip

    def rate_oneself(self, round_id: str, rating: str) -> MockRound:
        """Keep what the candidate thinks of the round, before the debrief is read.

        Raises:
            InputError: The round is still open ("open"), was rated before ("rated"), or the rating is none ("no_rating").
        """
        done = self.interviews.round(round_id)
        if not done.is_over:
            raise InputError("This round is not over yet.", hint=how_to_go_on(done), code="open")
        if done.of(TurnKind.SELF_RATING):
            raise InputError(
                "You have rated this round already.", hint=f"greenroom debrief {done.id}", code="rated"
            )
        if rating not in _RATINGS:
            raise InputError(
                f"{rating!r} is no rating.",
                hint="1 strong no hire, 2 lean no hire, 3 lean hire, 4 strong hire.",
                code="no_rating",
            )
        held_against = str(self.debriefs.debrief(done).recommendation or "") if done.answer else ""
        return self._add(done, TurnKind.SELF_RATING, rating, held_against)

    def appeal(self, round_id: str, criterion: str, words: str) -> MockRound:
        """Point at words of the transcript for a criterion; `debrief` then reads them.

        Raises:
            InputError: The round is still open ("open"), has no such criterion ("no_criterion"), the words are not the
                candidate's ("not_said"), or there was an appeal on it ("appealed").
        """
        done = self.interviews.round(round_id)
        known = self.debriefs.names(done)
        if not done.is_over:
            raise InputError("This round is not over yet.", hint=how_to_go_on(done), code="open")
        if criterion not in known:
            raise InputError(
                f"The question has no criterion {criterion}.",
                hint=f"It has: {', '.join(known)}.",
                code="no_criterion",
            )
        if passage(words, done.answer) is None:
            raise InputError(
                "These words are not in your answers, so they cannot be read again.",
                hint=f"Copy {FEWEST_WORDS} or more words from the transcript: greenroom interview show {done.id}",
                code="not_said",
            )
        if any(turn.about == criterion for turn in done.of(TurnKind.APPEAL)):
            raise InputError(
                "There was an appeal on this criterion already; one is heard.",
                hint=f"greenroom debrief {done.id}",
                code="appealed",
            )
        return self._add(done, TurnKind.APPEAL, words, criterion)

    def earlier(self, done: MockRound, question: str = "") -> MockRound | None:
        """The answered round on the same question (or the one named) before this one, the newest of them."""
        wanted = question or done.question
        before = [
            one
            for one in self.interviews.rounds()
            if one.question == wanted and one.answer and one.started_at < done.started_at
        ]
        return before[0] if before else None

    def _transfer(self, done: MockRound, question: Question) -> Transfer | None:
        """How the sibling went before; a question that was sat itself tells nothing of carrying over."""
        before = self.earlier(done, question.sibling) if question.sibling and not self.earlier(done) else None
        if before is None:
            return None
        advised = self.debriefs.debrief(before).recommendation
        return Transfer(round=before.id, question=before.question, recommendation=advised)

    def self_ratings(self) -> tuple[tuple[MockRound, int, int], ...]:
        """Rounds, newest first, with the candidate's own rating and the recommendation it was held against."""
        rated = [(one, turn) for one in self.interviews.rounds() for turn in one.of(TurnKind.SELF_RATING)]
        return tuple((one, int(turn.text), int(turn.about)) for one, turn in rated if turn.about)

    def off_over_time(self) -> str:
        """How far one's own ratings were off, as a sentence; "" before there are two."""
        off = [own - held for _, own, held in self.self_ratings()]
        if len(off) < _A_COURSE:
            return ""
        mean = sum(map(abs, off)) / len(off)
        return f" Over {len(off)} rounds you were {mean:.1f} off on average, {sum(off) / len(off):+.1f} on balance."

    def weakest(self, done: MockRound, debrief: Debrief) -> Criterion | None:
        """The criterion below good that would raise the recommendation, or else weighs most; None where all are good."""
        return _weakest(self.interviews.piece(done).criteria, debrief)

    def _next(self, done: MockRound, piece: Question | RolePlay, debrief: Debrief) -> NextStep:
        """One thing to do: below a hire the same again for what is weakest, else its sibling, else another one."""
        weak, played = _weakest(piece.criteria, debrief), isinstance(piece, RolePlay)
        drill = self.interviews.drill_for(done, weak) if weak else None
        first = {
            "criterion": weak.id if weak else None,
            "drill": drill.slug if drill else None, "drill_title": drill.title if drill else "",
        }  # fmt: skip
        if weak is not None and (debrief.recommendation or 0) < _GOOD:
            once_more = "Play it again" if played else "Answer this question again"
            return NextStep(
                kind="again", question=piece.slug, question_title=piece.title, **first,
                says=f"{once_more} and bring in what is weakest: {weak.name}. {weak.tests}",
            )  # fmt: skip
        so_far = f"What was weakest: {weak.name}. " if weak else ""
        if not isinstance(piece, RolePlay) and piece.sibling is not None:
            return NextStep(
                kind="sibling", question=piece.sibling, question_title=self.interviews.titles().get(piece.sibling, ""), **first,
                says=f"{so_far}See whether the rest carries over to another domain, and bring that in."
                if weak else "See whether it carries over to another domain.",
            )  # fmt: skip
        what = "role-play" if played else "question"
        return NextStep(kind="another", says=f"{so_far}Take another {what}{', and bring that in' if weak else ''}.", **first)  # fmt: skip

    def _add(self, done: MockRound, kind: TurnKind, text: str, about: str) -> MockRound:
        turn = Turn(
            number=len(done.turns) + 1, kind=kind, text=text.strip(), about=about, at=self.interviews.now()
        )
        self.interviews.store.add_turn(done.id, turn)
        return self.interviews.round(done.id)


def _ratings(debrief: Debrief) -> dict[str, int]:
    """Each criterion's rating: the lower median of the members'."""
    by_criterion: dict[str, list[int]] = {}
    for card in debrief.cards:
        for score in card.judgement.scores:
            if score.rating is not None:
                by_criterion.setdefault(score.criterion, []).append(score.rating)
    return {name: median_low(ratings) for name, ratings in by_criterion.items()}


def _weakest(criteria: Sequence[Criterion], debrief: Debrief) -> Criterion | None:
    ratings = _ratings(debrief)
    low = [one for one in criteria if ratings.get(one.id, _GOOD) < _GOOD]
    flips = {name for flip in debrief.flips if len(flip.criteria) == 1 for name in flip.criteria}
    return max(low, key=lambda one: (one.id in flips, one.weight * (_GOOD - ratings[one.id])), default=None)


def _redo(before: Debrief, now: Debrief, earlier: MockRound) -> Redo:
    """Rating by rating: what was added since the earlier round, and what is still missing."""
    old, new = _ratings(before), _ratings(now)
    quotes = {
        score.criterion: score.evidence
        for card in now.cards
        for score in card.judgement.scores
        if score.evidence
    }
    rows = tuple(
        RedoRow(
            criterion=name, before=old[name], now=rating,
            added=tuple(one.text for one in quotes.get(name, ())) if rating > old[name] else (),
        )
        for name, rating in new.items() if name in old
    )  # fmt: skip
    return Redo(
        round=earlier.id, started_at=earlier.started_at, recommendation=before.recommendation, rows=rows
    )
