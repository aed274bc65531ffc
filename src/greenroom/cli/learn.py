"""greenroom learn: the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import say_json
from greenroom.cli.text import Page
from greenroom.model.ladder import Level, Role  # only enums; keeps --help fast

if TYPE_CHECKING:
    from greenroom.content.course import Chapter


@click.command("learn")
@click.argument("name", required=False)
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Only lessons for one role.")
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), help="Only lessons for one level."
)
@click.option("--answers", is_flag=True, help="What good answers to the questions at the end say.")
@json_option
def command(name: str | None, role: str | None, level: str | None, *, answers: bool, as_json: bool) -> None:
    """Read a lesson or a concept by NAME; without NAME, show the course in its order.

    \b
    Examples:
      greenroom learn --role ml_engineer
      greenroom learn labels-and-where-they-come-from
      greenroom learn label-delay
    """
    from greenroom.bootstrap import greenroom
    from greenroom.content.course import chapters
    from greenroom.content.listing import Kind

    library = greenroom().library
    if name is None:
        found = chapters(library.catalogue, Role(role) if role else None, Level(level) if level else None)
        _course(found, as_json=as_json)
        return
    kind = Kind.LESSON if any(one.slug == name for one in library.catalogue.lessons) else Kind.CONCEPT
    piece = library.piece(name, kind)
    if as_json:
        say_json(piece.model_dump_json(indent=2))
        return
    from greenroom.cli.pieces import show_piece

    show_piece(Page(), piece, answers=answers)


def _course(found: tuple[Chapter, ...], *, as_json: bool) -> None:
    if as_json:
        import json

        say_json(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=2))
        return
    page = Page()
    for chapter in found:
        page.heading(f"{chapter.title}")
        page.line(chapter.promise, "dim")
        for lesson in chapter.lessons:
            page.line(f"{lesson.title} ({lesson.minutes} min)", indent=6, lead=f"  {lesson.order:>2}. ")
            page.line(lesson.slug, "dim", indent=6)
    if found:
        page.line(f"\nBegin with: greenroom learn {found[0].lessons[0].slug}")
    else:
        page.line("No lesson is for that role and level.")
