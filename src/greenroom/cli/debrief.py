"""greenroom debrief: what a mock round showed, in the candidate's own words, and what the committee makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import remark, say, say_json
from greenroom.cli.text import Page, progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenroom.bootstrap import Greenroom
    from greenroom.model.cv import AgainstCv
    from greenroom.model.debrief import Debrief, Redo, RoundDebrief
    from greenroom.model.question import Criterion
    from greenroom.service.afterwards import Afterwards

_ENDINGS = (".html", ".pdf", ".md", ".json")
_BEST = 4
_TEXT_FROM = 38  # columns: the longest member with its rating in words


def _known(_: click.Context, __: click.Parameter, files: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files as given, each with an ending that names a format; told before anything is read."""
    for path in files:
        if path.suffix.lower() not in _ENDINGS:
            raise click.BadParameter(f"{path} names no format by its ending: use {', '.join(_ENDINGS)}.")
    return files


@click.command("debrief")
@click.argument("round_id", metavar="ROUND")
@click.option(
    "--self-rating", type=click.Choice(list("1234")), help="Your own rating, kept before you read on."
)
@click.option(
    "--appeal", nargs=2, metavar="CRITERION WORDS", help="Have words of yours read again for a criterion."
)
@click.option(
    "--out",
    "files",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    callback=_known,
    help="Write it to this .html, .pdf, .md or .json file; can be given again.",
)
@json_option
def command(
    round_id: str,
    self_rating: str | None,
    appeal: tuple[str, str] | None,
    files: tuple[Path, ...],
    *,
    as_json: bool,
) -> None:
    """Show what ROUND showed: three judges who read it for different things, where they differ, and one thing to do next.

    Of a role-play, how it ended and what moved the other side comes first.

    An appeal names a criterion and words you said; the rating moves only if they carry the point by themselves.
    A file holds the transcript too, with the words that ratings rest on marked in it.

    \b
    Examples:
      greenroom debrief 3f2a9c --self-rating 3
      greenroom debrief 3f2a9c --appeal rollback "I would take it back at two"
      greenroom debrief 3f2a9c --out debrief.pdf --out debrief.html
    """
    from greenroom.bootstrap import DebriefFormat, greenroom

    with progress() as step:
        step("Reading the round")
        room = greenroom()
        afterwards = room.afterwards
        done = afterwards.interviews.round(round_id)
        if self_rating:
            afterwards.rate_oneself(done.id, self_rating)
        if appeal:
            afterwards.appeal(done.id, *appeal)
        read = afterwards.read(done.id)
        _write(room, read, files, step)
    if as_json:
        say_json(room.render_debrief(read, DebriefFormat.JSON).decode().rstrip("\n"))
    elif files:
        _tell(read, files)
    else:
        _show(afterwards, read, room.replanning.planned(read.round).words)


def _write(room: Greenroom, read: RoundDebrief, files: tuple[Path, ...], step: Callable[[str], None]) -> None:
    from greenroom.bootstrap import DebriefFormat
    from greenroom.cli.files import write_files

    forms = {path: DebriefFormat(path.suffix.lower().removeprefix(".")) for path in files}
    made = {}
    for path, form in forms.items():
        step(f"Writing {form.label}")
        made[path] = room.render_debrief(read, form)
    write_files(made)


def _tell(read: RoundDebrief, files: tuple[Path, ...]) -> None:
    from greenroom.interview.overall import recommended

    page = Page()
    page.line(f"{read.title}: {recommended(read.debrief)}", "bold")
    page.line(read.debrief.why)
    page.line()
    for path in dict.fromkeys(files):
        say(f"Read it: {path.resolve()}")  # not wrapped: it will be copied


def _show(afterwards: Afterwards, read: RoundDebrief, planned: str) -> None:
    from greenroom.cli import delivery, outcome
    from greenroom.interview.debrief_words import WORDS, carried
    from greenroom.interview.overall import VERDICTS

    debrief, done, page = read.debrief, read.round, Page()
    advised = debrief.recommendation
    page.line(
        f"{read.title}: {VERDICTS[advised] if advised else 'not scored'}, {debrief.level} level", "bold"
    )
    page.line(debrief.why)
    if read.self_rating is not None and advised is not None:
        page.line(
            f"You rated yourself {read.self_rating}, the committee {advised}.{afterwards.off_over_time()}"
        )
    page.notes(*debrief.cards[0].judgement.notes)
    if read.outcome:
        outcome.show(page, read.outcome)
    page.heading(WORDS.criteria)
    for place, criterion in enumerate(read.criteria):
        _criterion(page, criterion, debrief, place)
    if debrief.splits:
        page.heading(WORDS.splits)
        names = {one.id: one.name for one in read.criteria}
        for split in debrief.splits:
            page.item(f"{names[split.criterion]}. {split.why}")
    _manner(page, read)
    delivery.show(page, read.framing, done)
    if read.cv:
        _against(page, read.cv)
    if read.transfer:
        page.heading(WORDS.carries)
        page.line(carried(read.transfer.recommendation, advised))
    if read.redo:
        _redo(page, read, read.redo)
    _next(page, read, planned)
    if not done.is_over:
        remark(f"The round is not over: greenroom interview resume {done.id}")


def _manner(page: Page, read: RoundDebrief) -> None:
    from greenroom.interview.debrief_words import WORDS, followed_up, held_back, spoke
    from greenroom.model.mock import FOLLOW_UPS, TurnKind

    page.heading(WORDS.manner)
    show_signals(page, read.debrief)
    if read.facts:
        page.item(held_back(read.facts_asked_for, read.facts))
    skipped = len(read.round.of(TurnKind.SKIP))
    if read.outcome:
        page.item(spoke(len(read.round.of(TurnKind.ANSWER)), skipped))
    else:
        page.item(followed_up(len(read.round.of(*FOLLOW_UPS)), skipped))


def show_signals(page: Page, debrief: Debrief) -> None:
    """What the answers show beyond single criteria, with the words that show it."""
    for signal in debrief.signals:
        said = "".join(f" “{' '.join(quote.text.split())}”" for quote in signal.shown.values())
        page.item(f"{signal.says}.{said if len(signal.shown) > len(signal.missing) else ''}")


def _criterion(page: Page, criterion: Criterion, debrief: Debrief, place: int) -> None:
    """A criterion with every member's rating, then the words and reasons of the lowest."""
    from greenroom.interview.debrief_words import RATINGS, WORDS, above

    page.line()
    page.line(f"{criterion.name} ({criterion.id})", "bold")
    scores = [(card.title, card.judgement.scores[place]) for card in debrief.cards]
    for title, score in scores:
        rated = WORDS.not_scored if score.rating is None else f"{score.rating}, {RATINGS[score.rating]}"
        page.line(score.explanation, indent=_TEXT_FROM, lead=f"  {title}: {rated}")
    quotes = dict.fromkeys(
        (" ".join(q.text.split()), q.stance) for _, score in scores for q in score.evidence
    )
    for text, stance in quotes:
        page.line(
            f"“{text}”",
            "dim",
            indent=_TEXT_FROM,
            lead=f"  {WORDS.you_said if stance == 'for' else WORDS.against}",
        )
    lowest = min(
        (score for _, score in scores[::-1]), key=lambda one: (one.rating or 0, len(one.raise_by_one))
    )
    if lowest.raise_by_one:
        page.line(lowest.raise_by_one, indent=_TEXT_FROM, lead=f"  {WORDS.raise_it}")
    if lowest.rating is not None and lowest.rating < _BEST:
        page.line(
            criterion.anchors.above(lowest.rating),
            indent=_TEXT_FROM,
            lead=f"  {above(lowest.rating)}",
        )


def _against(page: Page, held: AgainstCv) -> None:
    from greenroom.interview.cv.notes import notes
    from greenroom.interview.debrief_words import WORDS

    page.heading(WORDS.cv)
    page.line(WORDS.cv_aside, "dim")
    for note in notes(held):
        page.item(note.says)
        if note.cv:
            page.line(f"“{note.cv}”", indent=_TEXT_FROM, lead=f"  {WORDS.your_cv}")
        if note.said:
            page.line(f"“{note.said}”", indent=_TEXT_FROM, lead=f"  {WORDS.you_said}")
        if note.then:
            page.line(note.then, indent=_TEXT_FROM)


def _redo(page: Page, read: RoundDebrief, redo: Redo) -> None:
    from greenroom.interview.debrief_words import WORDS, in_words, went

    names = {one.id: one.name for one in read.criteria}
    page.heading(f"{WORDS.since} {in_words(redo.started_at)}")
    for row in redo.rows:
        added = "".join(f" “{' '.join(one.split())}”" for one in row.added)
        page.item(
            f"{names[row.criterion]}: {row.before}, now {row.now}." + (added or f" {went(row).capitalize()}.")
        )


def _next(page: Page, read: RoundDebrief, planned: str) -> None:
    from greenroom.interview.committee import flips_in_words
    from greenroom.interview.debrief_words import WORDS

    names = {one.id: one.name for one in read.criteria}
    page.heading(WORDS.next_step)
    flips = flips_in_words(read.debrief.flips, names)
    if flips:
        page.line(flips)
    page.line(read.next.says)
    if read.next.drill:
        page.line(f"Before that, a drill: greenroom library show {read.next.drill}")
    wanted = read.next.question or f"--role {read.round.role}"
    level = f" --level {read.round.level}" if read.next.kind == "again" else ""
    report = f" --report {read.round.report}" if read.cv else ""
    if read.next.kind == "again" and read.submission:
        page.line(f"Then: {read.submission.talked_by(read.round.question)}{level}")
    elif read.outcome and not read.next.question:
        page.line(f"Find one: greenroom library search --kind roleplay --role {read.round.role}")
    else:
        page.line(f"Then: greenroom interview start {wanted}{level}{report}")
    if planned:
        page.line(planned)
    page.line(WORDS.aid, "dim")
