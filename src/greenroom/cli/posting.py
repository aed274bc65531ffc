"""greenroom posting: what a job description asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option, print_json

if TYPE_CHECKING:
    from greenroom.model.posting import Posting


@click.command("posting")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@json_option
def command(file: Path, *, as_json: bool) -> None:
    """Show what the job description in FILE asks ("-" is standard input)."""
    from greenroom.bootstrap import greenroom

    preparation = greenroom().preparation
    posting = preparation.read_posting(preparation.reader.read_file(file, purpose="posting"))
    if as_json:
        print_json(posting.model_dump_json(indent=2))
    else:
        _show(posting)


def _show(posting: Posting) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    head = " · ".join(str(part) for part in (posting.title, posting.company, posting.location) if part)
    console.print(Text(head or "Title not found", style="bold"))
    role, level = posting.role, posting.level
    named = "" if role.exact else f" (the posting is for “{role.named}”; this is the nearest)"
    stated = "stated" if level.stated else "inferred"
    console.print(Text(f"{role.role.label}{named}, {level.level.title_in(role.role)} ({stated})"))
    for need, title in (("must", "Must have"), ("nice", "Nice to have")):
        items = [r for r in posting.requirements if r.need == need]
        if items:
            console.print(Text(f"\n{title}", style="bold"))
        for item in items:
            console.print(Text(f"  - {item.statement}"))
    if posting.red_flags:
        console.print(Text("\nAsk about", style="bold"))
    for flag in posting.red_flags:
        console.print(Text(f"  - {flag.kind}: “{flag.claim}” {flag.ask}"))
    if posting.unknown:
        console.print(Text("\nThe posting does not say: " + ", ".join(posting.unknown)))
