"""The committee: three judges who read the same answers for different things, and do not hear each other.

question + answers -> a rubric a member -> judgements -> splits, recommendation, flips

They differ in what they read (each its own wording of every criterion, so the reader's numbers differ), in which criteria weigh
most, and in what makes them doubt a point that was made. Nothing is averaged away: a vote is a median with a veto.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from greenroom.interview.overall import of_points, overall
from greenroom.interview.score import POINTS_OF
from greenroom.interview.signs import signs
from greenroom.model.debrief import Flip, Scorecard, Split
from greenroom.model.judgement import Asked, CriterionScore, Judge, Judgement, Label, Rubric, Standard
from greenroom.model.practice import RolePlay
from greenroom.model.question import Criterion, Question

_EMPHASIS = 1.5  # how much more a criterion counts that is nearer to what a member reads for than the mean
_GOOD, _BEST, _NO = 3, 4, 1
_MOST_FLIPPED, _WIDE = 2, 2
MOST_TOLD = 3
"""Ways to raise a vote that are told."""
_LABELS = {1: Label.MISSED, 2: Label.PARTIAL, 3: Label.MET, 4: Label.MET}


@dataclass(frozen=True)
class Member:
    """One judge of the committee.

    Attributes:
        id: Its name in records.
        title: As people say it.
        reads_for: What it cares about most, as a sentence; criteria near to it count more.
        wording: The sentence by which it reads a criterion.
        doubt: Why a point that was made counts for less with it, "" where it does not.
        least: Its vote is strong hire only where every criterion is rated at least so.
    """

    id: str
    title: str
    reads_for: str
    wording: Callable[[Criterion], str]
    doubt: Callable[[CriterionScore], str]
    least: int = 2


def _nothing_done(score: CriterionScore) -> str:
    seen = [signs(quote.text) for quote in score.evidence]
    only_could = bool(seen) and all(one.hypothetical and not one.committed for one in seen)
    return "It is said as what one could do; nothing of it is decided or done." if only_could else ""


def _neither_why_nor_how_much(score: CriterionScore) -> str:
    seen = [signs(quote.text) for quote in score.evidence]
    bare = bool(seen) and not any(one.reason or one.figure for one in seen)
    return "It says what, but neither why nor how much." if bare else ""


def _none(_: CriterionScore) -> str:
    return ""


MEMBERS = (
    Member(
        "hiring-manager", "Hiring manager", "Impact and judgement: who decides, who owns the outcome, whom it is for and what it is worth.",
        lambda one: f"{one.name}. {one.anchors.good}", _nothing_done,
    ),
    Member(
        "technical", "Technical interviewer", "Correctness and depth: the mechanism, the numbers, the failure modes and the measurement.",
        lambda one: one.anchors.good, _neither_why_nor_how_much,
    ),
    Member(
        "bar-raiser", "Bar-raiser", "The level: what goes beyond a good answer, with evidence for it.",
        lambda one: one.anchors.excellent_in_full, _none, least=3,
    ),
)  # fmt: skip


def asked_by(
    member: Member, asked: Asked, question: Question | RolePlay, nearness: NDArray[np.float32]
) -> Asked:
    """The same answer as this member is given it: its wordings and its weights.

    Args:
        member: Who reads.
        asked: The answer with the question's own rubric.
        question: The pack's question, or role-play.
        nearness: How near each criterion is to what the member reads for, shape (criteria,).
    """
    above = nearness >= nearness.mean()
    weights = [
        one.weight * (_EMPHASIS if near else 1.0)
        for one, near in zip(question.criteria, above.tolist(), strict=True)
    ]
    criteria = tuple(
        Standard(id=one.id, text=member.wording(one), weight=weight / sum(weights))
        for one, weight in zip(question.criteria, weights, strict=True)
    )
    # a rubric said back is no evidence to anyone, whichever wording of it
    said = tuple(one.text for one in asked.rubric.criteria)
    return asked.model_copy(update={"rubric": Rubric(criteria=criteria), "given": (*asked.given, *said)})


def scorecard(member: Member, asked: Asked, given: Judgement) -> Scorecard:
    """What the member makes of its reading: points it doubts count one rating less, and it says why."""
    scores = tuple(_doubted(member, score) for score in given.scores)
    judge = Judge(
        name=f"{given.judge.name}/{member.id}", version=given.judge.version, engine=given.judge.engine
    )
    return Scorecard(
        member=member.id, title=member.title, reads_for=member.reads_for,
        weights={one.id: round(one.weight, 4) for one in asked.rubric.criteria},
        judgement=rescored(member, given, asked.rubric, scores).model_copy(update={"judge": judge}),
    )  # fmt: skip


def rescored(member: Member, given: Judgement, rubric: Rubric, scores: Sequence[CriterionScore]) -> Judgement:
    """The member's judgement with other scores; where its overall was held down for the answer as a whole, it stays held."""
    free, held, again = overall(rubric, given.scores), given.overall, overall(rubric, scores)
    if again is not None:
        again = _with_all_touched(member.least, again, [score.rating for score in scores])
        if free is not None and held is not None and held < free:
            again = min(again, held)
    return given.model_copy(update={"scores": tuple(scores), "overall": again})


def _with_all_touched(least: int, vote: int, ratings: Sequence[int | None]) -> int:
    """The vote, where strong hire is for answers without a hole: a mean hides the criterion that nothing was said on."""
    hole = any(rating is not None and rating < least for rating in ratings)
    return min(vote, _GOOD) if hole else vote


def _doubted(member: Member, score: CriterionScore) -> CriterionScore:
    why = member.doubt(score) if score.rating is not None and score.rating >= _GOOD else ""
    if not why or score.rating is None:
        return score
    rating = score.rating - 1
    return score.model_copy(
        update={
            "rating": rating, "label": _LABELS[rating], "points": POINTS_OF[rating],
            "explanation": f"{score.explanation} {why}",
        }
    )  # fmt: skip


def splits(cards: Sequence[Scorecard], names: Sequence[str]) -> tuple[Split, ...]:
    """The criteria on which the members differ by more than a shade: across good, or by two; the widest first.

    `names` are the criteria's ids, in the rubric's order.
    """
    found = []
    for place, criterion in enumerate(names):
        scores = {card.member: card.judgement.scores[place] for card in cards}
        ratings = {member: score.rating for member, score in scores.items() if score.rating is not None}
        low, high = min(ratings.values(), default=0), max(ratings.values(), default=0)
        if low < _GOOD <= high or high - low >= _WIDE:
            found.append(Split(criterion=criterion, ratings=ratings, why=_why(cards, place)))
    return tuple(sorted(found, key=lambda one: min(one.ratings.values()) - max(one.ratings.values())))


def _why(cards: Sequence[Scorecard], place: int) -> str:
    """What the highest goes by, and what the lowest misses."""
    rated = [(card.judgement.scores[place], card) for card in cards]
    known = [(score, card) for score, card in rated if score.rating is not None]
    high, by_high = max(known, key=lambda one: one[0].rating or 0)
    low, by_low = min(known, key=lambda one: one[0].rating or 0)
    quoted = (
        f"goes by “{' '.join(high.evidence[0].text.split())}”" if high.evidence else "finds the point made"
    )
    finds = f"reads for {_first_small(by_low.reads_for)} {low.explanation}"
    return f"The {by_high.title.lower()} {quoted}. The {by_low.title.lower()} {finds}"


def _first_small(text: str) -> str:
    return text[:1].lower() + text[1:]


def vote(overalls: Sequence[int | None]) -> int | None:
    """The committee's recommendation: the median of the votes, 2 at most where any is a strong no."""
    given = sorted(one for one in overalls if one is not None)
    if not given:
        return None
    median = given[(len(given) - 1) // 2]
    return min(median, 2) if given[0] == _NO else median


def recommendation(cards: Sequence[Scorecard]) -> int | None:
    """The vote over the members' overalls."""
    return vote([card.judgement.overall for card in cards])


def would_do_one_lower(cards: Sequence[Scorecard]) -> bool:
    """Whether all that is missing is the level: the others would hire, the bar-raiser would not."""
    overalls = {card.member: card.judgement.overall or 0 for card in cards}
    bar = overalls.pop("bar-raiser", _BEST)
    return bool(overalls) and bar < _GOOD <= min(overalls.values())


def flips(cards: Sequence[Scorecard]) -> tuple[Flip, ...]:
    """Which one criterion, or else which two, one rating higher with every member, would raise the recommendation."""
    now = recommendation(cards)
    if now is None or now == _BEST:
        return ()
    criteria = [score.criterion for score in cards[0].judgement.scores]
    for size in range(1, _MOST_FLIPPED + 1):
        found = [
            Flip(criteria=chosen, to=then)
            for chosen in combinations(criteria, size)
            if (then := vote([_raised(card, chosen) for card in cards])) is not None and then > now
        ]
        if found:
            return tuple(found)
    return ()


def flips_in_words(found: Sequence[Flip], names: Mapping[str, str]) -> str:
    """What would raise the vote, as a sentence; "" where nothing would. At most MOST_TOLD ways; `names` are the criteria's."""
    if not found:
        return ""
    on = "one of these" if len(found[0].criteria) == 1 else "both of one pair"
    ways = "; ".join(" and ".join(names[name] for name in flip.criteria) for flip in found[:MOST_TOLD])
    return f"One rating more on {on} would change the vote: {ways}."


def _raised(card: Scorecard, chosen: Sequence[str]) -> int | None:
    """The card's overall with one rating more on the chosen criteria."""
    ratings = {
        score.criterion: min(_BEST, score.rating + (score.criterion in chosen))
        for score in card.judgement.scores
        if score.rating is not None and score.points is not None
    }
    if not ratings:
        return None
    points = {
        score.criterion: POINTS_OF[ratings[score.criterion]] if score.criterion in chosen else score.points
        for score in card.judgement.scores
        if score.criterion in ratings and score.points is not None
    }
    weight = sum(card.weights[name] for name in points)
    mean = sum(card.weights[name] * each for name, each in points.items()) / weight
    least = next(member.least for member in MEMBERS if member.id == card.member)
    return _with_all_touched(least, of_points(mean), list(ratings.values()))
