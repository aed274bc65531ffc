"""The command line: one file a command, imported when that command runs.

`main` is the edge where errors become messages and exit codes: 2 for what the user can mend, 3 for what
failed outside, 70 for a bug.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from greenroom import __version__
from greenroom.errors import GreenroomError, InputError

_COMMANDS = {
    "report": "Make the prep report for a CV and a posting.",
    "profile": "Show what a CV says, or correct what was read.",
    "posting": "Show what a job description asks.",
    "match": "Hold a CV against a posting, requirement by requirement.",
    "serve": "Open the local web page.",
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

    Start with:  greenroom report CV POSTING

    Nothing you give it leaves this machine.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        cli.main(args=list(arguments), prog_name="greenroom")
    except GreenroomError as error:
        _tell(error, as_json="--json" in arguments)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; that is not an error of ours
        sys.exit(0)


def _tell(error: GreenroomError, *, as_json: bool) -> None:
    if not as_json:
        click.echo(f"greenroom: {error}", err=True)
        return
    import json

    code = error.code if isinstance(error, InputError) else type(error).__name__
    what, _, hint = str(error).partition("\n")
    click.echo(
        json.dumps({"error": {"code": code, "what": what, "hint": hint}}, ensure_ascii=False), err=True
    )
