"""A debrief with everything that can go wrong in a transcript: overlapping quotes, quotes over two answers, markup, emoji.

`sample()` is the same value every time; `hostile()` is the same round with an attack in every answer and quote.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from tests.interview.rounds import QUESTION

from greenroom.model.cv import AgainstCv, Difference, Told, Unlisted
from greenroom.model.debrief import (
    Debrief,
    Flip,
    Framing,
    HeardMove,
    NextStep,
    Outcome,
    Point,
    Redo,
    RedoRow,
    RoundDebrief,
    Scorecard,
    Signal,
    Split,
    Stood,
)
from greenroom.model.delivery import Delivery
from greenroom.model.judgement import CriterionScore, Judge, Judgement, Label, Quote
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.practice import Mood

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = (
    "I would pace by expected spend. Forecast traffic by hour, then move the bid multiplier each minute, at most 10 percent.\n"
    "If the forecast is off, we fall back to even pacing; I would not watch it."
)
SECOND = "Take it back when spend is 5% over plan for 10 minutes"
THIRD = "and tell the advertiser the same day. 🎉👩‍👩‍👧 Naïve pacing burnt €2m; see https://example.org/a_b_c and snake_case."
MEMBERS = (
    ("hiring-manager", "Hiring manager", "Impact and judgement."),
    ("technical", "Technical interviewer", "Correctness and depth."),
    ("bar-raiser", "Bar-raiser", "The level."),
)
_LABELS = {1: Label.MISSED, 2: Label.PARTIAL, 3: Label.MET, 4: Label.MET}
_KINDS = TurnKind


def a_round(*answers: str) -> MockRound:
    said = [(_KINDS.QUESTION, QUESTION.statement, ""), (_KINDS.ASK, "How many campaigns?", ""), (_KINDS.FACT, "220,000 campaigns.", "campaigns")]  # fmt: skip
    for answer in answers:
        said += [(_KINDS.ANSWER, answer, ""), (_KINDS.PROBE, "And if it fails?", QUESTION.criteria[0].id)]
    said += [(_KINDS.SKIP, "", ""), (_KINDS.CLOSE, "That is all. Thank you.", ""), (_KINDS.SELF_RATING, "3", "2"),
             (_KINDS.APPEAL, "Take it back when spend is 5% over plan", QUESTION.criteria[1].id)]  # fmt: skip
    turns = tuple(
        Turn(number=number, kind=kind, text=text, about=about, at=NOON + timedelta(minutes=number))
        for number, (kind, text, about) in enumerate(said, 1)
    )
    return MockRound(
        id="r1", question=QUESTION.slug, role=QUESTION.role, level=QUESTION.levels[0], minutes=45, started_at=NOON, turns=turns,
    )  # fmt: skip


def quote(done: MockRound, start: int, end: int, stance: str = "for") -> Quote:
    return Quote.model_validate(
        {"text": done.answer[start:end], "start": start, "end": end, "stance": stance}
    )


def find(done: MockRound, words: str, stance: str = "for") -> Quote:
    start = done.answer.index(words)
    return quote(done, start, start + len(words), stance)


def debrief_of(done: MockRound, evidence: dict[tuple[int, int], tuple[Quote, ...]], *, shown: Quote) -> RoundDebrief:  # fmt: skip
    """A debrief in which judge `m` rests its rating of criterion `c` on `evidence[m, c]`."""
    ids = [one.id for one in QUESTION.criteria]
    cards = tuple(_card(place, member, evidence) for place, member in enumerate(MEMBERS))
    return RoundDebrief(
        round=done, title=QUESTION.title, criteria=QUESTION.criteria, facts_asked_for=1, facts=9, self_rating=3,
        debrief=Debrief(
            level=done.level, rounds=(done.id,), cards=cards, recommendation=2, why="At mid level: one would, two would not.",
            splits=(Split(criterion=ids[0], ratings={"technical": 2, "bar-raiser": 4}, why="One goes by “a”, the other misses it."),),
            signals=(Signal(id="doubt", says="Says what is not known", shown={done.id: shown}), Signal(id="price", says="Choices come without their price", missing=(done.id,))),
            flips=(Flip(criteria=(ids[0],), to=3),),
        ),
        redo=Redo(round="r0", started_at=NOON - timedelta(days=3), recommendation=1, rows=(
            RedoRow(criterion=ids[0], before=1, now=3, added=(shown.text,)), RedoRow(criterion=ids[1], before=2, now=2))),
        next=NextStep(kind="again", says="Answer this question again.", question=done.question, question_title=QUESTION.title, criterion=ids[0], drill="a-drill", drill_title="Pace it by hand"),
    )  # fmt: skip


def _card(place: int, member: tuple[str, str, str], evidence: dict[tuple[int, int], tuple[Quote, ...]]) -> Scorecard:  # fmt: skip
    slug, title, reads_for = member
    scores = [
        _score(one.id, 2 + (number + place) % 3, evidence.get((place, number), ()))
        for number, one in enumerate(QUESTION.criteria)
    ]
    judge = Judge(name=f"greenroom-embedded/{slug}", version="v1", engine="test")
    return Scorecard(
        member=slug, title=title, reads_for=reads_for, weights={one.id: one.weight for one in QUESTION.criteria},
        judgement=Judgement(scores=tuple(scores), overall=2, judge=judge, notes=("Left out: 1 sentence.",)),
    )  # fmt: skip


def _score(criterion: str, rating: int, evidence: tuple[Quote, ...]) -> CriterionScore:
    return CriterionScore(
        criterion=criterion, label=_LABELS[rating], rating=rating, points=rating / 4, confidence=0.8, evidence=evidence,
        explanation="The point is touched.", raise_by_one="" if rating == 4 else "Give the figure.",
    )  # fmt: skip


@cache
def sample() -> RoundDebrief:
    return _marked(a_round(FIRST, SECOND, THIRD))


def hostile(attack: str) -> RoundDebrief:
    return _marked(a_round(*(f"{attack} {text} {attack}" for text in (FIRST, SECOND, THIRD))), attack)


def _marked(done: MockRound, attack: str = "") -> RoundDebrief:
    """Overlapping quotes for two criteria, one against, one over two answers, one from inside a word."""
    over_two = quote(done, done.answer.index(SECOND), done.answer.index(THIRD) + 36)
    inside = find(done, "ecast traffic by hour, then mo")
    shown = find(done, attack or THIRD)
    evidence = {
        (0, 0): (find(done, "I would pace by expected spend. Forecast traffic by hour"),),
        (1, 0): (find(done, "Forecast traffic by hour, then move the bid multiplier each minute"), inside),
        (2, 0): (find(done, "I would pace by expected spend. Forecast traffic by hour"),),
        (0, 1): (over_two,),
        (1, 1): (find(done, "we fall back to even pacing; I would not watch it.", "against"),),
        (2, 2): (find(done, "10 percent.\nIf the forecast is off"),),
    }
    points = (
        Point(id="for-whom", name="For whom it is", label=None),
        Point(id="decision", name="What is decided", label=Label.MET, evidence=(quote(done, 0, 7),)),
    )
    framing = Framing(opening=done.answer[:60], points=points)
    return debrief_of(_spoken(done), evidence, shown=shown).model_copy(update={"framing": framing})


@cache
def played(attack: str = "") -> RoundDebrief:
    """A role-play: a move that helps, one that harms and is said again, and one whose words are not found any more."""
    first = f"{attack} I signed that release, and there was no test on fees in it."
    again = f"It is a tiny fraction of all the conversations, {attack} Claire."
    kinds = _KINDS
    said = [
        (kinds.SCENE, f"Your assistant told customers a wrong fee. {attack}"), (kinds.COUNTERPART, "You have ten minutes."),
        (kinds.ANSWER, first), (kinds.COUNTERPART, "I did not expect that."), (kinds.ANSWER, again), (kinds.COUNTERPART, "Is it."),
        (kinds.SKIP, ""), (kinds.CLOSE, f"“Go.” {attack}\n\nShe goes into the call with half of it."),
    ]  # fmt: skip
    done = a_round().model_copy(update={"question": "the-call", "turns": tuple(
        Turn(number=number, kind=kind, text=text, at=NOON + timedelta(minutes=number)) for number, (kind, text) in enumerate(said, 1)
    )})  # fmt: skip
    own = find(done, "I signed that release")
    read = debrief_of(done, {(0, 0): (own,)}, shown=own)
    outcome = Outcome(
        other="Claire", ending="half", told=f"She goes into the call with half of it. {attack}", rating=2, hidden=f"She told the board in June. {attack}",
        moves=(
            HeardMove(turn=3, move="owns-it", does="Says that the launch was theirs.", effect={"blame": -1, "trust": 2}, quote=own),
            HeardMove(turn=5, move="plays-down", does="Calls it small.", effect={"trust": -1}, quote=find(done, "a tiny fraction")),
            HeardMove(turn=5, move="gone", does="Gives a name.", effect={"trust": 1}, again=True),
        ),
        states=(Mood(id="blame", start=1, most=2, meaning="Whom she holds to blame."), Mood(id="trust", start=0, most=3, meaning="Whether she believes you.")),
        course=tuple(Stood(turn=turn, state={"blame": blame, "trust": trust}) for turn, blame, trust in ((2, 1, 0), (4, 0, 2), (6, 0, 1), (8, 0, 1))),
    )  # fmt: skip
    plain = read.debrief.model_copy(update={"signals": ()})
    return read.model_copy(
        update={"outcome": outcome, "debrief": plain, "facts": 0, "facts_asked_for": 0, "redo": None}
    )


def _spoken(done: MockRound) -> MockRound:
    told = Delivery(words=130, seconds=52.4, fillers=3, pauses=1, first_number=8.2)
    turns = tuple(
        turn.model_copy(update={"delivery": told}) if turn.number == 4 else turn for turn in done.turns
    )
    return done.model_copy(update={"turns": turns})


def against_cv(read: RoundDebrief) -> RoundDebrief:
    """`read` of a round whose report has a CV that says otherwise."""
    held = AgainstCv(
        differs=(Difference(kind="figure", cv="Cut waste by 22% in 310 stores.", said="I cut waste by 60% in 310 stores.", job="Pennine Grocers", turn=4),),
        unlisted=(Unlisted(kind="employer", name="Spotify", said="When I was at Spotify, it was 5%.", turn=6),),
        story=Told(job="Pennine Grocers", line="Ran 14 A/B tests on substitutions.", left_out=True, no_figure=True),
    )  # fmt: skip
    return read.model_copy(update={"cv": held})
