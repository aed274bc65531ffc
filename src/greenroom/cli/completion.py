"""greenroom completion: the script that teaches a shell to complete greenroom's commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from greenroom.cli.streams import say


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    Examples:
      greenroom completion bash >> ~/.bashrc
      greenroom completion zsh  >> ~/.zshrc      (after compinit)
      greenroom completion fish > ~/.config/fish/completions/greenroom.fish
    """
    from greenroom.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None
    say(kind(cli, {}, "greenroom", "_GREENROOM_COMPLETE").source())
