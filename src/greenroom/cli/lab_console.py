"""A lab in the terminal, line by line: what the browser's console shows, drawn with characters."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from greenroom.cli.text import progress
from greenroom.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console, Group
    from rich.text import Text

    from greenroom.labs.panel import Chart, Panel
    from greenroom.model.lab_run import LabRun
    from greenroom.service.labs import Labs

_BARS = " ▁▂▃▄▅▆▇█"
_WIDEST = 96  # hours of a chart: four days
_RELEASES = 3
LEAVE = "leave"


def talk(labs: Labs, run: LabRun) -> None:
    """Show the console, then take lines from standard input until the lab is over, the input ends, or somebody leaves."""
    from rich.console import Console

    from greenroom.labs.panel import panel

    console, before = Console(highlight=False), None
    while True:
        shown = labs.read(run, panel)
        if shown != before:  # else it still stands above
            console.print(drawn(shown, console.width))
        before = shown
        if shown.ended:
            console.print("The lab is over. Next: greenroom lab debrief", markup=False)
            return
        line = _asked(console)
        if line is None or line == LEAVE:
            console.print("Kept. greenroom lab console goes on here.", markup=False)
            return
        try:
            with progress() as step:
                step("The system runs")
                said = labs.do(run, line).said
        except InputError as error:
            said = str(error)
        console.print(said, markup=False, soft_wrap=True)


def _asked(console: Console) -> str | None:
    if not sys.stdin.isatty():
        return next((line for line in map(str.strip, sys.stdin) if line), None)
    try:
        return console.input("[bold]> [/]").strip() or "status"
    except (EOFError, KeyboardInterrupt):
        return None


def drawn(shown: Panel, width: int) -> Group:
    """The console of a run in `width` columns: where things stand, what alerts, charts of the last days, the newest releases."""
    from rich.console import Group
    from rich.rule import Rule
    from rich.text import Text

    standing = f"{'; '.join(shown.standing)}; spent {shown.spent_usd:,.0f} USD"
    alerts = [Text(f"! {one}", "bold red") for one in shown.alerts] or [Text("No alert fires.", "dim")]
    releases = [
        Text(f"{one.clock}  {'you: ' if one.mine else ''}{one.text}", "dim")
        for one in shown.marks[-_RELEASES:]
    ]
    charts = [_chart(one, width) for one in shown.charts]
    return Group(Rule(shown.clock), Text(standing), *alerts, *charts, *releases)


def _chart(one: Chart, width: int) -> Text:
    from rich.text import Text

    name = one.name[:34]
    hours = max(min(_WIDEST, width - 48), 12)
    last = "" if one.last is None else f"{one.last:,.4g}"
    made = Text(f"{name:34} {last:>9} ", "bold red" if one.firing else "")
    made.append(_bars(one.values[-hours:]), "red" if one.firing else "green")
    return made


def _bars(values: tuple[float | None, ...]) -> str:
    """One character an hour, from the lowest to the highest of them; a gap where nothing is known."""
    known = [one for one in values if one is not None]
    if not known:
        return ""
    low, span = min(known), (max(known) - min(known)) or 1.0
    steps = len(_BARS) - 2
    return "".join(" " if one is None else _BARS[1 + round((one - low) / span * steps)] for one in values)
