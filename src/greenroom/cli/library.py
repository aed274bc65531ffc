"""greenroom library: what the packs hold, to search and to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import say_json
from greenroom.cli.text import Page
from greenroom.model.ladder import Level, Role  # only enums; keeps --help fast

if TYPE_CHECKING:
    from greenroom.content.listing import Listed

_KINDS = (
    "question",
    "exercise",
    "scenario",
    "lesson",
    "concept",
    "drill",
    "estimation",
    "roleplay",
    "framework",
    "ask",
)
_MATURITIES = ("starting", "scaling", "mature")
_SHOWN = 12


@click.group("library")
def command() -> None:
    """Search and read what the packs hold: questions, lessons, drills, estimates, role-plays, frameworks.

    \b
    Examples:
      greenroom library search rollback --role ml_engineer
      greenroom library show card-fraud-at-checkout
      greenroom library stats
    """


@command.command("search", short_help="Find content by words, role, level, round or competency.")
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(_KINDS), help="Only content of one kind.")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Only for one role.")
@click.option("--level", type=click.Choice([level.value for level in Level]), help="Only for one level.")
@click.option("--round", "round_", default="", help="Only questions of one round, by its id.")
@click.option("--competency", default="", help="Only what practises one competency.")
@click.option("--maturity", type=click.Choice(_MATURITIES), help="Only for companies that far with AI.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=_SHOWN, show_default=True, help="At most so many."
)
@json_option
def search(words: tuple[str, ...], limit: int, *, as_json: bool, round_: str, **wanted: Any) -> None:
    """Find content by WORDS, best first; without WORDS, all that fits the options.

    \b
    Examples:
      greenroom library search label delay
      greenroom library search --role ai_engineer --level staff --kind question
    """
    from greenroom.bootstrap import greenroom
    from greenroom.content.listing import Wanted

    found = greenroom().library.search.find(" ".join(words), Wanted(round=round_, **wanted))
    if as_json:
        import json

        rows = [one.model_dump(mode="json") for one in found[:limit]]
        say_json(json.dumps({"found": len(found), "pieces": rows}, ensure_ascii=False, indent=2))
        return
    page = Page()
    for one in found[:limit]:
        _line(page, one)
    if not found:
        page.line("Nothing fits. Use other words, or leave out an option.")
    elif len(found) > limit:
        page.line(f"\n{len(found) - limit} more: --limit {len(found)} shows all.")


@command.command("show", short_help="Read one piece of content.")
@click.argument("name")
@click.option("--kind", type=click.Choice(_KINDS), help="Where several kinds have the name.")
@click.option(
    "--answers",
    is_flag=True,
    help="Of a question also the sheet, the rubric and the graded answers; of a scenario its debrief.",
)
@json_option
def show(name: str, kind: str | None, *, answers: bool, as_json: bool) -> None:
    """Read the piece called NAME, as `search` lists it.

    Of a question the rubric and the graded answers stay closed, for practice; --answers opens them.

    \b
    Examples:
      greenroom library show card-fraud-at-checkout
      greenroom library show card-fraud-at-checkout --answers
    """
    from greenroom.bootstrap import greenroom
    from greenroom.cli.pieces import show_piece
    from greenroom.content.listing import Kind

    piece = greenroom().library.piece(name, Kind(kind) if kind else None)
    if as_json:
        say_json(piece.model_dump_json(indent=2))
    else:
        show_piece(Page(), piece, answers=answers)


@command.command("stats", short_help="How much there is for each role, level and round.")
@json_option
def stats(*, as_json: bool) -> None:
    """Show how much there is for each role, level and round, and where there is nothing.

    \b
    Example:
      greenroom library stats --json
    """
    from greenroom.bootstrap import greenroom
    from greenroom.content.summary import summarise

    summary = summarise(greenroom().library.catalogue)
    if as_json:
        say_json(summary.model_dump_json(indent=2))
        return
    page = Page()
    page.line(summary.said, "bold")
    for role in summary.roles:
        page.heading(f"{role.role.label}: {role.questions} questions")
        width = max(len(name) for name in role.by_round) + 2
        page.line("  ".join(f"{level.value:>8}" for level in role.levels), indent=width, lead="round")
        for name, row in role.cells.items():
            cells = (f"{row[level]:>8}" if level in row else f"{'-':>8}" for level in role.levels)
            page.line("  ".join(cells), indent=width, lead=name)


def _line(page: Page, one: Listed) -> None:
    levels = (
        f", {one.levels[0]} to {one.levels[-1]}"
        if len(one.levels) > 1
        else "".join(f", {x}" for x in one.levels)
    )
    minutes = f", {one.minutes:g} min" if one.minutes else ""
    page.line(one.title, "bold", indent=2)
    whom = f", {one.roles[0].label}" if len(one.roles) == 1 else ""
    page.line(f"{one.kind.label}{whom}{minutes}{levels}: {one.slug}", "dim", indent=6, lead="    ")
