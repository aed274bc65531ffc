"""greenroom lab: a production ML system that really degrades, on a simulated clock."""

from __future__ import annotations

import json
from pathlib import Path

import click

from greenroom.cli import lab_live, lab_own, lab_records
from greenroom.cli.capacity import capacity
from greenroom.cli.inputs import json_option
from greenroom.cli.lab_run import labs as _labs
from greenroom.cli.lab_run import run_option as _run_option
from greenroom.cli.lab_talk import talk
from greenroom.cli.lab_text import debrief_page, debrief_row, prose
from greenroom.cli.streams import say, say_json
from greenroom.cli.text import Page, progress
from greenroom.model.ladder import Level

_LEVEL = click.Choice([level.value for level in Level])


@click.group("lab")
def command() -> None:
    """Labs: you run a fraud-scoring service; something goes wrong, or nothing does. Look, decide, act; users and money score it.

    \b
    Examples:
      greenroom lab list
      greenroom lab start ticks-in-every-box
      greenroom lab console
      greenroom lab debrief
    """


@command.command("list", short_help="Show the scenarios, and the runs that were begun.")
@click.option("--level", type=_LEVEL, help="Only scenarios for this level.")
@json_option
def list_scenarios(level: str | None, *, as_json: bool) -> None:
    """Show the scenarios, or those for a level, and the runs that were begun.

    \b
    Examples:
      greenroom lab list
      greenroom lab list --level staff
    """
    from greenroom.model.lab import in_order

    labs = _labs()
    scenarios = in_order(labs.library.catalogue.scenarios)
    known = [one for one in scenarios if level is None or level in one.levels]
    runs = labs.store.lab_runs()
    if as_json:
        rows = [{"slug": one.slug, "title": one.title, "levels": list(one.levels)} for one in known]
        begun = [one.model_dump(mode="json") for one in runs]
        say_json(json.dumps({"scenarios": rows, "runs": begun}, indent=2))
        return
    page = Page()
    page.heading("Scenarios")
    for one in known:
        page.item(f"{one.slug}: {one.title}, {', '.join(one.levels)}")
    if runs:
        page.heading("Runs")
        for run in runs:
            page.item(f"{run.id}: {run.scenario}, seed {run.seed}, begun {run.begun_at:%d %b %H:%M}")
    fresh = [one.slug for one in known if one.slug not in {run.scenario for run in runs}]
    if fresh:
        page.line()
        page.line(f"Next: greenroom lab start {fresh[0]}{f' --level {level}' if level else ''}")


@command.command("start", short_help="Begin a scenario.")
@click.argument("scenario")
@click.option("--seed", type=click.IntRange(0), help="Play this seed (default: a new one).")
@click.option(
    "--level",
    type=_LEVEL,
    help="For whom: the higher, the harder it is to see, and the more else goes on (default: any).",
)
@click.option("--study", is_flag=True, help="Allow undo; for learning, not for measuring.")
@click.option(
    "--interview", "paced", is_flag=True, help="Thinking takes time: a minute of the lab for each second."
)
@json_option
def start(
    scenario: str, seed: int | None, level: str | None, *, study: bool, paced: bool, as_json: bool
) -> None:
    """Begin SCENARIO: read the briefing, then play it in greenroom lab console, or line by line with greenroom lab do.

    \b
    Examples:
      greenroom lab start ticks-in-every-box
      greenroom lab start ticks-in-every-box --seed 7 --study
      greenroom lab start first-week-on-call --level senior
    """
    labs = _labs()
    run = labs.start(scenario, seed, level=Level(level) if level else None, study=study, paced=paced)
    one = labs.scenario(run.scenario)
    if as_json:
        say_json(
            json.dumps(
                {**run.model_dump(mode="json"), "title": one.title, "briefing": one.briefing}, indent=2
            )
        )
        return
    page = Page()
    page.heading(one.title)
    prose(page, one.briefing)
    page.line()
    runs = "a second of thinking takes a minute of it" if paced else "it runs only when you act or wait"
    page.line(f"Run {run.id}, seed {run.seed}. As to the clock: {runs}.")
    page.line("help lists what you can do. Next: greenroom lab console")


@command.command("console", short_help="Play in the terminal: charts, alerts, and a prompt for lines.")
@_run_option
def console(begun: str) -> None:
    """Play a run in the terminal: where things stand, charts, alerts, and a prompt for lines; leave with Ctrl+D or the word leave.

    \b
    Example:
      greenroom lab console
    """
    from greenroom.cli.lab_console import talk

    labs = _labs()
    talk(labs, labs.run(begun))


@command.command("do", short_help="Give a line: look, act, or let time pass.")
@click.argument("words", nargs=-1, required=True)
@_run_option
@json_option
def do(words: tuple[str, ...], begun: str, *, as_json: bool) -> None:
    """Give a line to the lab; what it says is kept before it is shown.

    \b
    Examples:
      greenroom lab do help
      greenroom lab do run-until alert
      greenroom lab do compare amount_usd
      greenroom lab do rollback
    """
    labs = _labs()
    run = labs.run(begun)
    with progress() as step:
        step("The system runs")
        entry = labs.do(run, " ".join(words))
    if as_json:
        said = {"line": entry.line, "at_h": entry.at_h, "done_h": entry.done_h, "said": entry.said}
        say_json(json.dumps(said, indent=2))
        return
    say(entry.said)


@command.command("status", short_help="Show where things stand; nothing is kept.")
@_run_option
@json_option
def status(begun: str, *, as_json: bool) -> None:
    """Show where things stand in a run; it takes no time of the lab.

    \b
    Example:
      greenroom lab status
    """
    from greenroom.labs.looking import status as standing

    labs = _labs()
    run = labs.run(begun)
    session = labs.session(run)
    if as_json:
        say_json(
            json.dumps(
                {
                    **run.model_dump(mode="json"),
                    "now_h": session.now_h,
                    "ended": session.ended,
                    "said": standing(session),
                },
                indent=2,
            )
        )
        return
    say(f"{run.scenario}, run {run.id}")
    say(standing(session))


@command.command("replay", short_help="Show every line that was given, with its answer.")
@_run_option
@json_option
def replay(begun: str, *, as_json: bool) -> None:
    """Play a run again from its log and show every line with its answer.

    \b
    Example:
      greenroom lab replay
    """
    from greenroom.labs.clock import shown

    labs = _labs()
    session = labs.session(labs.run(begun))
    if as_json:
        rows = [{"line": e.line, "at_h": e.at_h, "done_h": e.done_h, "said": e.said} for e in session.log]
        say_json(json.dumps(rows, indent=2))
        return
    for entry in session.log:
        say(f"{shown(entry.at_h)}  > {entry.line}")
        say(entry.said)
        say("")


@command.command("debrief", short_help="Read how a finished run went.")
@_run_option
@json_option
def debrief(begun: str, *, as_json: bool) -> None:
    """Read how a finished run went: beside the best play and beside doing nothing.

    \b
    Example:
      greenroom lab debrief
    """
    labs = _labs()
    run = labs.run(begun)
    with progress() as step:
        step("Playing the best play and doing nothing on the same seed")
        found = labs.debrief(run)
    if as_json:
        say_json(json.dumps({**run.model_dump(mode="json"), **debrief_row(found)}, indent=2))
        return
    debrief_page(labs.scenario(run.scenario), run, found)


@command.command("play", short_help="Let a policy of your own play, over many seeds.")
@click.argument("scenario")
@click.option(
    "--policy",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="A Python file that defines play(lab); your own, it runs as any program of yours.",
)
@click.option(
    "--seeds", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many seeds, from 1."
)
@json_option
def play(scenario: str, policy: Path, seeds: int, *, as_json: bool) -> None:
    """Let a policy of your own play SCENARIO: a Python file with a function play that is given the lab.

    In it, lab.do(line) answers as greenroom lab do does, lab.now_h is the clock, and lab.ended says when it is over.

    \b
    Example:
      greenroom lab play ticks-in-every-box --policy mine.py --seeds 20
    """
    from greenroom.service.policies import outcomes, read_policy

    made = read_policy(policy)
    one = _labs().scenario(scenario)
    rows = []
    with progress() as step:
        for seed in range(1, seeds + 1):
            step(f"Seed {seed} of {seeds}")
            rows.append(outcomes(one, seed, made))
    if as_json:
        say_json(json.dumps({"scenario": one.slug, "seeds": rows}, indent=2))
        return
    for row in rows:
        say(f"seed {row['seed']:4}  score {row['score']:6.2f}  cost {row['cost_usd']:10,.0f} USD")
    scores = sorted(row["score"] for row in rows)
    say(f"median {scores[len(scores) // 2]:.2f}, lowest {scores[0]:.2f}, highest {scores[-1]:.2f}")


for _other in (lab_live.command, lab_records.sql, lab_records.export, lab_own.command, capacity, talk):
    command.add_command(_other)
