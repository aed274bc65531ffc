"""What the commands of labs share: which run is meant, and the use cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from greenroom.service.labs import Labs

run_option = click.option(
    "--run", "begun", default="", help="The run's id or its beginning (default: the newest)."
)


def labs() -> Labs:
    """The use cases of labs on the user's data folder."""
    from greenroom.bootstrap import greenroom

    return greenroom().labs
