"""A debrief: how each judge of a committee read a round, where they differ, and what the committee makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from greenroom.model.cv import AgainstCv
from greenroom.model.judgement import Judgement, Label, Quote
from greenroom.model.ladder import Level
from greenroom.model.mock import MockRound
from greenroom.model.practice import Mood
from greenroom.model.question import Criterion
from greenroom.model.submission import Submission
from greenroom.model.value import Prose, Rating, Slug, Value


class Scorecard(Value):
    """All criterion ratings of one round by one member of the committee; `round` is its id.

    `weights` is how much each criterion counts for this member; they sum to 1.
    """

    round: str = ""
    member: Slug
    title: Prose
    reads_for: Prose
    weights: Mapping[Slug, float]
    judgement: Judgement


class Split(Value):
    """A criterion on which the members' ratings differ, and why."""

    criterion: Slug
    ratings: Mapping[Slug, Rating]
    why: Prose


class Flip(Value):
    """The fewest criteria that, one rating higher with every member, would change the recommendation, and to what."""

    criteria: Annotated[tuple[Slug, ...], Field(min_length=1)]
    to: Rating


class Signal(Value):
    """Something about the candidate beyond one criterion: shown in these rounds, missing in those."""

    id: Slug
    says: Prose
    shown: Mapping[str, Quote] = Field(default_factory=dict)
    missing: tuple[str, ...] = ()


class Debrief(Value):
    """The committee's reading of one round or of several.

    `recommendation` is 1 to 4 at the level interviewed for (strong no hire, lean no hire, lean hire, strong hire), None where
    nothing could be scored. `one_lower` is the level at which the evidence would do, where it does not at this one.
    """

    level: Level
    rounds: tuple[str, ...]
    cards: tuple[Scorecard, ...]
    splits: tuple[Split, ...] = ()
    signals: tuple[Signal, ...] = ()
    recommendation: Rating | None
    why: Prose
    one_lower: Level | None = None
    flips: tuple[Flip, ...] = ()


class Point(Value):
    """One thing a listener wants to know at the start; `evidence` are the words that say it, with offsets in the answer."""

    id: str
    name: str
    label: Label | None
    evidence: tuple[Quote, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether it is said, at least in part."""
        return self.label in {Label.MET, Label.PARTIAL}


class Framing(Value):
    """The opening of an answer and what it frames; `unread` says why where it could not be read."""

    opening: str
    points: tuple[Point, ...]
    unread: str = ""


class HeardMove(Value):
    """A move that the other side of a role-play heard, how it moves their state, and the words, at offsets of all answers.

    `quote` is None where the words are not found any more; a move made `again` gains nothing more.
    """

    turn: int
    move: Slug
    does: Prose
    effect: Mapping[Slug, int]
    quote: Quote | None = None
    again: bool = False

    @property
    def harms(self) -> bool:
        """Whether it can only set them against the candidate."""
        return all(by < 0 for by in self.effect.values())

    @property
    def by(self) -> str:
        """By how much it moved each part of their state: "trust +2, blame -1"; says where it was made before."""
        moved = ", ".join(f"{name} {effect:+d}" for name, effect in self.effect.items())
        return f"{moved}; said again, it gains nothing more" if self.again and not self.harms else moved


class Stood(Value):
    """The hidden state after a turn of the other side, each part by its id."""

    turn: int
    state: Mapping[Slug, int]


class Outcome(Value):
    """What came of a role-play: its ending, what moved the other side, and what they kept to themselves.

    `course` has one point for each turn of the other side, the first before anything was said.
    """

    other: Prose
    ending: Slug
    told: Prose
    rating: Rating
    hidden: Prose
    moves: tuple[HeardMove, ...] = ()
    states: tuple[Mood, ...]
    course: tuple[Stood, ...]


class NextStep(Value):
    """The one thing to do next: a question to sit (none: any other), for a criterion, with a drill before it.

    Titles are those of the slugs beside them, "" where there is none.
    """

    kind: Literal["again", "sibling", "another"]
    says: Prose
    question: Slug | None = None
    criterion: Slug | None = None
    drill: Slug | None = None
    question_title: str = ""
    drill_title: str = ""


class RedoRow(Value):
    """A criterion's rating in the round before and in this one, and the words that made it rise."""

    criterion: Slug
    before: Rating
    now: Rating
    added: tuple[str, ...] = ()


class Redo(Value):
    """What changed since an earlier round on the same question."""

    round: str
    started_at: datetime
    recommendation: Rating | None
    rows: tuple[RedoRow, ...]


class Transfer(Value):
    """How the sibling question went before this one: whether practice on the one carried over to the other."""

    round: str
    question: Slug
    recommendation: Rating | None


class RoundDebrief(Value):
    """All that is shown of one round after it, in every format.

    `cv` is None where it is held against none; `outcome` is what came of a role-play, None of a question;
    `submission` is the code that was talked about, None where there was none or it was deleted.
    """

    round: MockRound
    title: Prose
    criteria: tuple[Criterion, ...]
    debrief: Debrief
    facts_asked_for: int
    facts: int
    self_rating: Rating | None = None
    redo: Redo | None = None
    transfer: Transfer | None = None
    framing: Framing | None = None
    cv: AgainstCv | None = None
    outcome: Outcome | None = None
    submission: Submission | None = None
    next: NextStep
