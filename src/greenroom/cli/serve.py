"""greenroom serve: the local web page."""

from __future__ import annotations

from contextlib import suppress

import click


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port on this machine (default: 8765, or a free one)."
)
@click.option("--open/--no-open", "open_browser", default=True, show_default=True, help="Open the browser.")
@click.option(
    "--for-others",
    is_flag=True,
    help="The code of coding rounds is not only yours: do not start unless it is fully isolated here.",
)
def command(port: int | None, *, open_browser: bool, for_others: bool) -> None:
    """Open the local web page: drop a CV and a posting, read the report.

    It listens on this machine only (127.0.0.1). Stop it with Ctrl-C; what was accepted is kept.

    \b
    Examples:
      greenroom serve
      greenroom serve --port 9000 --no-open
      greenroom serve --for-others
    """
    from greenroom.bootstrap import greenroom
    from greenroom.web.serve import serve

    with suppress(KeyboardInterrupt):  # the usual way to end it
        serve(greenroom(many_rounds=True), port=port, open_browser=open_browser, for_others=for_others)
