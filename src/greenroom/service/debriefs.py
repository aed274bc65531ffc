"""The committee's debrief of a round, or of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from greenroom.errors import InputError
from greenroom.interview import committee
from greenroom.interview.appeal import Passage, heard, passage
from greenroom.interview.committee import MEMBERS, Member
from greenroom.interview.overall import VERDICTS
from greenroom.interview.signals import seen, signals
from greenroom.model.debrief import Debrief, Scorecard
from greenroom.model.judgement import Asked, Label, Quote, Rubric
from greenroom.model.ladder import Level
from greenroom.model.mock import MockRound, TurnKind
from greenroom.model.question import Question
from greenroom.service.interviews import Interviews

_HIRE = 3


@dataclass(frozen=True)
class Debriefs:
    """What is made of rounds when they are over; the same turns give the same debrief."""

    interviews: Interviews

    def debrief(self, *rounds: MockRound) -> Debrief:
        """The committee's reading of one round, or of several of one loop.

        Signals were written for questions: role-plays and talks about code have none.

        Raises:
            InputError: In none of them anything was answered ("no_answer").
        """
        answered = [one for one in rounds if one.answer]
        if not answered:
            raise InputError(
                "Nothing was answered in this round, so there is nothing to rate.",
                hint=how_to_go_on(rounds[0]),
                code="no_answer",
            )
        cards = {one.id: self.cards(one) for one in answered}
        level = max((one.level for one in answered), key=lambda one: one.rank)
        advised = self._advised(cards)
        first = cards[answered[0].id]
        alone = len(answered) == 1
        lower = self._one_lower(answered, cards, level) if (advised or _HIRE) < _HIRE else None
        return Debrief(
            level=level,
            rounds=tuple(cards),
            cards=tuple(card for own in cards.values() for card in own),
            splits=committee.splits(first, list(self.names(answered[0]))) if alone else (),
            signals=signals({one.id: self._signs(one) for one in answered if self._is_design(one)}),
            recommendation=advised,
            why=_why([card for own in cards.values() for card in own], advised, level, lower),
            one_lower=lower,
            flips=committee.flips(first) if alone else (),
        )

    def names(self, done: MockRound) -> dict[str, str]:
        """The criteria of a round's question or role-play: their names by their ids."""
        return {one.id: one.name for one in self.interviews.piece(done).criteria}

    def cards(self, done: MockRound) -> tuple[Scorecard, ...]:
        """How each member of the committee rates one answered round, appeals heard."""
        question, asked = self.interviews.piece(done), self.interviews.asked(done)
        encode = self.interviews.encoder.encode
        near = encode([f"{one.name}. {one.tests}" for one in question.criteria]) @ encode(
            [one.reads_for for one in MEMBERS]
        ).T  # fmt: skip
        asked_by = [
            committee.asked_by(member, asked, question, near[:, place])
            for place, member in enumerate(MEMBERS)
        ]
        return tuple(self._card(member, given, done) for member, given in zip(MEMBERS, asked_by, strict=True))

    def _card(self, member: Member, asked: Asked, done: MockRound) -> Scorecard:
        card = committee.scorecard(member, asked, self.interviews.judging.judge(asked))
        for turn in done.of(TurnKind.APPEAL):
            at = passage(turn.text, done.answer)
            card = card if at is None else self._heard(member, card, asked, turn.about, at)
        return card.model_copy(update={"round": done.id})

    def _heard(self, member: Member, card: Scorecard, asked: Asked, criterion: str, at: Passage) -> Scorecard:
        """The card after one appeal."""
        place = next(i for i, one in enumerate(asked.rubric.criteria) if one.id == criterion)
        alone = asked.model_copy(
            update={
                "answer": at.text,
                "turns": (),
                "rubric": Rubric(criteria=(asked.rubric.criteria[place],)),
            }
        )
        read = self.interviews.judging.judge(alone).scores[0]
        scores = list(card.judgement.scores)
        scores[place] = heard(scores[place], read, at)
        again = committee.rescored(member, card.judgement, asked.rubric, scores)
        return card.model_copy(update={"judgement": again})

    def _is_design(self, done: MockRound) -> bool:
        piece = self.interviews.piece(done)
        return isinstance(piece, Question) and not piece.after_code

    def _signs(self, done: MockRound) -> dict[str, tuple[Label, Quote | None]]:
        return seen(self.interviews.asked(done), self.interviews.judging.judge)

    @staticmethod
    def _advised(cards: dict[str, tuple[Scorecard, ...]]) -> int | None:
        """The vote; over several rounds a member votes the median of its rounds."""
        votes = []
        for place in range(len(MEMBERS)):
            own = [one for each in cards.values() if (one := each[place].judgement.overall) is not None]
            votes.append(median_low(own) if own else None)
        return committee.vote(votes)

    def _one_lower(
        self, rounds: Sequence[MockRound], cards: dict[str, tuple[Scorecard, ...]], level: Level
    ) -> Level | None:
        """The next level below that the role has, where the level is all that is missing in most rounds."""
        loop = self.interviews.judging.library.catalogue.loops.get(rounds[0].role)
        below = [one.level for one in loop.levels if one.level.rank < level.rank] if loop else []
        agreed = sum(committee.would_do_one_lower(own) for own in cards.values())
        return max(below, key=lambda one: one.rank) if below and agreed * 2 > len(cards) else None


def how_to_go_on(done: MockRound) -> str:
    """The command that leads to an answer, or to the end of the round."""
    way = f"start {done.question}" if done.is_over else f"resume {done.id}"
    return f"greenroom interview {way}"


def _why(cards: Sequence[Scorecard], advised: int | None, level: Level, lower: Level | None) -> str:
    """How the recommendation came about, in one or two sentences."""
    if advised is None:
        return cards[0].judgement.unscored or "Nothing could be scored."
    by_title: dict[str, list[str]] = {}
    for card in cards:
        if card.judgement.overall is not None:
            by_title.setdefault(card.title.lower(), []).append(VERDICTS[card.judgement.overall])
    said = [f"{title}: {', '.join(votes)}" for title, votes in by_title.items()]
    text = f"At {level} level: {'; '.join(said)}."
    if lower is not None:
        text += f" What was said is good and does not reach the level: it would do at {lower}."
    elif advised < _HIRE and any(card.judgement.overall == 1 for card in cards):
        text += " A strong no holds the committee at lean no hire or below."
    return text
