"""A debrief as it is laid out: the words every format shows, in their order, with the evidence marked.

RoundDebrief -> DebriefView -> HTML, PDF, Markdown
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from greenroom.adapters.render.debrief_code import CodeView, code_view
from greenroom.adapters.render.debrief_outcome import OutcomeView, outcome_view
from greenroom.adapters.render.marks import Mark, Run, Said, marks, runs, said
from greenroom.interview.committee import flips_in_words
from greenroom.interview.cv.notes import CvNote, notes
from greenroom.interview.debrief_words import (
    RATINGS,
    WORDS,
    above,
    carried,
    followed_up,
    held_back,
    in_words,
    spoke,
    went,
)
from greenroom.interview.overall import VERDICTS, recommended
from greenroom.model.debrief import Framing, NextStep, Redo, RoundDebrief
from greenroom.model.delivery import Delivery
from greenroom.model.judgement import CriterionScore
from greenroom.model.mock import FOLLOW_UPS, Turn, TurnKind
from greenroom.model.question import Criterion

_BEST = 4
_WHO = {
    TurnKind.SCENE: "The scene", TurnKind.COUNTERPART: "The other side",
    TurnKind.QUESTION: "Interviewer", TurnKind.FACT: "Interviewer, telling what you asked for", TurnKind.PROBE: "Interviewer, following up",
    TurnKind.DEEPER: "Interviewer, going deeper", TurnKind.CODE: "Interviewer, on your code", TurnKind.CHANGE: "Interviewer, with a change", TurnKind.CLOSE: "Interviewer", TurnKind.ANSWER: "You",
    TurnKind.ASK: "You, asking", TurnKind.SKIP: "You", TurnKind.STOP: "You", TurnKind.APPEAL: "You, appealing",
}  # fmt: skip
_SILENT = {TurnKind.SKIP: "Passed on this.", TurnKind.STOP: "Ended the round."}
_MINE = frozenset({TurnKind.ANSWER, TurnKind.ASK, TurnKind.SKIP, TurnKind.STOP, TurnKind.APPEAL})


@dataclass(frozen=True, slots=True)
class Rated:
    """One judge's rating (None: not scored), in words, with why."""

    judge: str
    rating: int | None
    word: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion; `ahead` is what the rating above the lowest asks, with the rating in front."""

    id: str
    name: str
    tests: str
    rated: tuple[Rated, ...]
    said: tuple[Said, ...]
    raise_by_one: str
    ahead: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of a mark: "For" or "Against", what (and where that is told, "" for a signal), and who goes by it."""

    stance: str
    name: str
    criterion: str
    judges: str


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn; `notes` are those of the marks that begin in it, by their numbers."""

    number: int
    who: str
    mine: bool
    runs: tuple[Run, ...]
    notes: tuple[tuple[int, tuple[NoteView, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Then:
    """A criterion's rating before and now, and what was added or is missing; `added` are the candidate's words."""

    name: str
    before: int
    now: int
    how: str
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """Something about how the round was gone about, with the words that show it and the number of their mark."""

    says: str
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the ratings and moves none of them: a title, a word on it, and its lines."""

    title: str
    says: str
    lines: tuple[Manner, ...]


@dataclass(frozen=True, slots=True)
class DebriefView:
    """All that a debrief shows, in the order it is read; the next step's `ways` in plain words, its `commands` for a terminal."""

    title: str
    about: str
    verdict: str
    why: str
    remarks: tuple[str, ...]
    next: str
    ways: tuple[tuple[str, str], ...]
    commands: tuple[tuple[str, str], ...]
    flips: str
    outcome: OutcomeView | None
    judges: tuple[tuple[str, str], ...]
    overall: tuple[Rated, ...]
    criteria: tuple[CriterionView, ...]
    splits: tuple[tuple[str, str, str], ...]
    manner: tuple[Manner, ...]
    asides: tuple[Aside, ...]
    cv: tuple[CvNote, ...]
    carries: str
    since: str
    then: tuple[Then, ...]
    code: CodeView | None
    turns: tuple[TurnView, ...]
    judge: str


def view(read: RoundDebrief) -> DebriefView:
    """`read` in the words and the order all formats share."""
    debrief, found = read.debrief, marks(read)
    names = {one.id: one.name for one in read.criteria}
    judge = debrief.cards[0].judgement.judge
    return DebriefView(
        title=read.title,
        about=_about(read),
        verdict=recommended(debrief),
        why=debrief.why,
        remarks=tuple(_remarks(read)),
        next=read.next.says,
        ways=tuple(_ways(read, read.next)),
        commands=tuple(_commands(read, read.next)),
        flips=flips_in_words(read.debrief.flips, names),
        outcome=outcome_view(read.outcome, found) if read.outcome else None,
        judges=tuple((card.title, card.reads_for) for card in debrief.cards),
        overall=tuple(_rated(card.title, card.judgement.overall, VERDICTS) for card in debrief.cards),
        criteria=tuple(_criterion(read, place, one, found) for place, one in enumerate(read.criteria)),
        splits=tuple((one.criterion, names[one.criterion], one.why) for one in debrief.splits),
        manner=tuple(_manner(read, found)),
        asides=tuple(_asides(read, found)),
        cv=notes(read.cv) if read.cv else (),
        carries=carried(read.transfer.recommendation, debrief.recommendation) if read.transfer else "",
        since=in_words(read.redo.started_at) if read.redo else "",
        then=tuple(_then(read.redo, names)) if read.redo else (),
        code=code_view(read.submission) if read.submission else None,
        turns=tuple(_turn(turn, _who(turn, read, names), found, len(debrief.cards)) for turn in read.round.turns
                    if turn.kind is not TurnKind.SELF_RATING and (turn.text or turn.kind in _SILENT)),
        judge=f"{judge.name.split('/')[0]} {judge.version}",
    )  # fmt: skip


def _about(read: RoundDebrief) -> str:
    done = read.round
    state = "" if done.is_over else "; the round is not over"
    kind = "Role-play" if read.outcome else "Mock round"
    return f"{done.role.label}, {done.level} level. {kind} of {in_words(done.started_at)}, {done.minutes} minutes planned{state}."


def _remarks(read: RoundDebrief) -> Iterator[str]:
    advised = read.debrief.recommendation
    if read.self_rating is not None and advised is not None:
        own = f"You rated yourself {read.self_rating} ({VERDICTS[read.self_rating]})"
        yield f"{own}, the committee {advised} ({VERDICTS[advised]})."
    yield from read.debrief.cards[0].judgement.notes


def _ways(read: RoundDebrief, step: NextStep) -> Iterator[tuple[str, str]]:
    """What the next step begins with, by its title, for a page on which nothing can be typed."""
    if step.drill:
        yield "First a drill of the library", step.drill_title or step.drill
    title = step.question_title or step.question
    begins = f"the role-play “{title}”" if read.outcome else f"a mock round on “{title}”"
    other = "another role-play" if read.outcome else f"a mock round for {read.round.role.label}"
    yield "Then" if step.drill else "To begin", f"{begins if title else other}."


def _commands(read: RoundDebrief, step: NextStep) -> Iterator[tuple[str, str]]:
    """What to type for the next step, each with its name."""
    if step.drill:
        yield "First a drill", f"greenroom library show {step.drill}"
    yield "Then" if step.drill else "To begin", to_begin(read)


def to_begin(read: RoundDebrief) -> str:
    """The command that begins the next step, or finds what to begin."""
    report = f" --report {read.round.report}" if read.cv else ""
    if read.next.kind == "again" and read.submission:
        return f"{read.submission.talked_by(read.round.question)} --level {read.round.level}"
    if read.next.question:
        return f"greenroom interview start {read.next.question}{report}"
    if read.outcome:
        return f"greenroom library search --kind roleplay --role {read.round.role}"
    return f"greenroom interview start --role {read.round.role}{report}"


def _rated(judge: str, rating: int | None, words: Mapping[int, str] = RATINGS, why: str = "") -> Rated:
    return Rated(judge, rating, words[rating] if rating else WORDS.not_scored, why)


def _criterion(read: RoundDebrief, place: int, one: Criterion, found: Sequence[Mark]) -> CriterionView:
    scores = [(card.title, card.judgement.scores[place]) for card in read.debrief.cards]
    quotes = dict.fromkeys(quote for _, score in scores for quote in score.evidence)
    lowest = min((score for _, score in scores), key=_low)
    below = lowest.rating if lowest.rating and lowest.rating < _BEST else None
    return CriterionView(
        id=one.id, name=one.name, tests=one.tests,
        rated=tuple(_rated(title, score.rating, why=score.explanation) for title, score in scores),
        said=tuple(said(quote, found) for quote in quotes),
        raise_by_one=lowest.raise_by_one,
        ahead=f"{above(below)}: {one.anchors.above(below)}" if below else "",
    )  # fmt: skip


def _low(score: CriterionScore) -> tuple[int, int]:
    """The lowest rating first, of equals the one that says what would raise it."""
    return score.rating or _BEST + 1, -len(score.raise_by_one)


def _manner(read: RoundDebrief, found: Sequence[Mark]) -> Iterator[Manner]:
    for signal in read.debrief.signals:
        quote = signal.shown.get(read.round.id)
        yield Manner(f"{signal.says}.", said(quote, found) if quote else None)
    if read.facts:
        yield Manner(held_back(read.facts_asked_for, read.facts))
    passed = len(read.round.of(TurnKind.SKIP))
    if read.outcome:
        yield Manner(spoke(len(read.round.of(TurnKind.ANSWER)), passed))
        return
    yield Manner(followed_up(len(read.round.of(*FOLLOW_UPS)), passed))


def _asides(read: RoundDebrief, found: Sequence[Mark]) -> Iterator[Aside]:
    if read.framing:
        lines = () if read.framing.unread else tuple(_framing(read.framing, found))
        yield Aside(WORDS.framing, read.framing.unread or WORDS.framing_aside, lines)
    spoken = tuple(Manner(_spoken(turn.number, turn.delivery)) for turn in read.round.turns if turn.delivery)
    if spoken:
        yield Aside(WORDS.spoken, WORDS.spoken_aside, spoken)


def _framing(framing: Framing, found: Sequence[Mark]) -> Iterator[Manner]:
    for point in framing.points:
        if not point.is_there or not point.evidence:
            yield Manner(f"{point.name}: {'said' if point.is_there else 'not there'}.")
        for quote in point.evidence if point.is_there else ():
            yield Manner(f"{point.name}:", said(quote, found))


def _spoken(number: int, told: Delivery) -> str:
    first = "no number" if told.first_number is None else f"the first number after {told.first_number:.0f} s"
    return (
        f"Turn {number}: {told.words_per_minute} words a minute, {told.fillers_per_hundred} fillers in 100 words, "
        f"pauses over two seconds: {told.pauses}, {first}."
    )


def _then(redo: Redo, names: dict[str, str]) -> Iterator[Then]:
    for row in redo.rows:
        yield Then(names[row.criterion], row.before, row.now, went(row), row.added)


def _who(turn: Turn, read: RoundDebrief, names: Mapping[str, str]) -> str:
    """Who speaks in a turn; in a role-play the other side by name."""
    if turn.kind is TurnKind.COUNTERPART and read.outcome:
        return read.outcome.other
    if turn.kind is TurnKind.CLOSE and read.outcome:
        return "How it ends"
    about = f": {names[turn.about]}" if turn.kind is TurnKind.APPEAL and turn.about in names else ""
    return _WHO[turn.kind] + about


def _turn(turn: Turn, who: str, found: Sequence[Mark], judges: int) -> TurnView:
    shown = turn if turn.text else turn.model_copy(update={"text": _SILENT[turn.kind]})
    begun = [mark for mark in found if mark.parts and mark.parts[0].turn == turn.number]
    return TurnView(
        number=turn.number, who=who, mine=turn.kind in _MINE, runs=runs(shown, found),
        notes=tuple((mark.number, tuple(_notes(mark, judges))) for mark in begun),
    )  # fmt: skip


def _notes(mark: Mark, judges: int) -> Iterator[NoteView]:
    for note in mark.notes:
        by = "all judges" if len(note.judges) == judges else " and ".join(note.judges).lower()
        criterion = note.about if note.judges else ""
        yield NoteView(note.stance.capitalize(), note.name, criterion, by)
