"""Serves the pages on this machine only."""

from __future__ import annotations

import socket
import webbrowser
from contextlib import closing, suppress

import uvicorn

from greenroom.bootstrap import Greenroom
from greenroom.errors import ConfigError
from greenroom.web.app import create_app

HOST = "127.0.0.1"
USUAL_PORT = 8765


def serve(greenroom: Greenroom, port: int | None = None, *, open_browser: bool = True) -> None:
    """Serve until interrupted, at `port`, or at the usual one or, when that is taken, any free one.

    Prints the address. Logs neither requests nor what is in them.

    Raises:
        ConfigError: The port asked for is taken or not allowed.
        StoreError: The data folder cannot be used.
    """
    _ = greenroom.store  # say so now, not on the first page, when the data folder cannot be used
    with closing(bound(port)) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        print(f"Greenroom is at {address} (this machine only; Ctrl+C ends it)", flush=True)  # noqa: T201 - its one line
        if open_browser:
            webbrowser.open(address)
        settings = uvicorn.Config(
            create_app(greenroom), access_log=False, log_level="warning", server_header=False
        )
        with suppress(KeyboardInterrupt):  # the way to end it; uvicorn has closed everything by then
            uvicorn.Server(settings).run(sockets=[listening])


def bound(port: int | None) -> socket.socket:
    """A socket that listens on this machine, at `port`, or near the usual one when None.

    Raises:
        ConfigError: The port asked for is taken or not allowed.
    """
    candidates = (USUAL_PORT, 0) if port is None else (port,)
    for candidate in candidates:
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((HOST, candidate))
            made.listen(128)
        except (OSError, OverflowError) as error:
            made.close()
            why = error
        else:
            return made
    raise ConfigError(
        f"Port {candidates[-1]} cannot be used: {getattr(why, 'strerror', None) or why}.\n"
        "Leave out the port, and a free one is taken."
    )
