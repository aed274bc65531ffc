"""Serves a run of a lab on this machine only."""

from __future__ import annotations

from contextlib import closing, suppress

import uvicorn

from greenroom.model.place import HOST
from greenroom.service.lab_live import LiveLab
from greenroom.web.lab_live import create_live_app
from greenroom.web.serve import bound

LIVE_PORT = 8770
"""Beside the port of `greenroom serve`, since both may be up."""


def serve_live(live: LiveLab, port: int | None = None) -> None:
    """Serve until interrupted, at `port`, or at the usual one or, when that is taken, any free one; prints the address.

    Raises:
        ConfigError: The port asked for is taken or not allowed.
    """
    with closing(bound(port, usual=LIVE_PORT)) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        print(  # noqa: T201 - its one line
            f"Run {live.run.id} is served at {address} (this machine only; Ctrl+C ends it)", flush=True
        )
        config = uvicorn.Config(
            create_live_app(live), access_log=False, log_level="warning", server_header=False
        )
        with suppress(KeyboardInterrupt):  # the way to end it; uvicorn has closed everything by then
            uvicorn.Server(config).run(sockets=[listening])
