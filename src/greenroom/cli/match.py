"""greenroom match: a CV held against a posting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import cv_argument, json_option, posting_argument, print_json, read_both

if TYPE_CHECKING:
    from greenroom.model.match import Match

_STYLES = {
    "proven": "bold green",
    "shown": "green",
    "mentioned": "yellow",
    "adjacent": "yellow",
    "missing": "red",
}


@click.command("match")
@cv_argument
@posting_argument
@json_option
def command(cv: Path, posting: Path, *, as_json: bool) -> None:
    """Hold CV against POSTING, requirement by requirement."""
    from greenroom.bootstrap import greenroom

    preparation = greenroom().preparation
    _, _, match = preparation.match(*read_both(preparation, cv, posting))
    if as_json:
        print_json(match.model_dump_json(indent=2))
    else:
        _show(match)


def _show(match: Match) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for item in match.requirements:
        need = item.requirement.need.value
        console.print(
            Text.assemble(
                (f"{item.label:<19}", _STYLES[item.strength.value]),
                (f"{need:<5}", "dim"),
                item.requirement.statement.text,
            )
        )
        for evidence in item.evidence[:1]:
            console.print(Text(f"{'':<24}“{evidence.quote}” ({evidence.where})", style="dim"))
        if item.is_gap:
            console.print(Text(f"{'':<24}{item.action}"))
    if match.coverage is not None:
        console.print(Text(f"\nMust-haves covered: {match.coverage:.0%}", style="bold"))
    console.print(Text(match.role_fit.summary))
    console.print(Text(match.level_fit.why))
