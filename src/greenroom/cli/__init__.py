"""The command line: one file a command, imported when that command runs.

`main` is the edge where errors become messages and exit codes: 2 for what the user can mend, 3 for what
failed outside, 70 for a bug, 130 for Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from greenroom import __version__
from greenroom.cli.streams import make_printable

_COMMANDS = {
    "report": "Make the prep report for a CV and a posting.",
    "plan": "Show what a report plans, after the mock rounds since.",
    "profile": "Show what a CV says, or correct what was read.",
    "posting": "Show what a job description asks.",
    "match": "Hold a CV against a posting, requirement by requirement.",
    "judge": "Rate an answer on each criterion of its question.",
    "calibrate": "Hold the judge against graded answers.",
    "interview": "Sit a mock round that probes what you say.",
    "loop": "Sit all rounds of a hiring process, over days.",
    "debrief": "Read what a mock round showed.",
    "code": "Write code that really runs against hidden tests.",
    "lab": "Run a production ML system that really degrades.",
    "library": "Search and read questions, drills and what else the packs hold.",
    "learn": "Read the course: lessons and the concepts they are built from.",
    "serve": "Open the local web page.",
    "speech": "Say whether spoken answers can be recognised here.",
    "pack": "List, check or start content packs.",
    "completion": "Print the shell completion script.",
}


class _Lazy(click.Group):
    """Knows its commands by name; imports one only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order a newcomer needs them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"greenroom.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "GREENROOM"}
)
@click.version_option(__version__, prog_name="greenroom")
def cli() -> None:
    """Interview preparation for AI and ML roles, on your own machine.

    \b
    Start with:        greenroom report CV POSTING
    or, to look first: greenroom report --sample
    or in the browser: greenroom serve

    Nothing you give it leaves this machine, unless you ask for a second opinion.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    make_printable(sys.stdout, sys.stderr)
    sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    try:
        result = cli.main(args=arguments, prog_name="greenroom", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:  # noqa: BLE001 - the edge: whatever it is becomes a message and an exit code
        from greenroom.cli.failures import tell

        return tell(error, as_json="--json" in arguments)
    return result if isinstance(result, int) else 0
