"""Serves the pages on this machine only."""

from __future__ import annotations

import socket
import sys
import webbrowser
from contextlib import closing, suppress

import uvicorn

from greenroom.bootstrap import Greenroom
from greenroom.errors import ConfigError, IsolationError
from greenroom.model.place import HOST, USUAL_PORT
from greenroom.model.sandbox import Isolation
from greenroom.web.app import create_app
from greenroom.web.site import Site

_SWITCH_S = 0.001
"""How long one thread may hold the interpreter while another wants it. A reply lets go of it dozens of times, for the networks and the
store, and with Python's own 5 ms waits as often to have it back: beside one busy thread it takes a quarter longer."""


def serve(
    greenroom: Greenroom, port: int | None = None, *, open_browser: bool = True, for_others: bool = False
) -> None:
    """Serve until interrupted, at `port`, or at the usual one or, when that is taken, any free one.

    Prints the address. Logs neither requests nor what is in them. `for_others`: what people other than the
    one who starts it hand in is run, so nothing less than full isolation will do, whatever was agreed to.

    Raises:
        IsolationError: It is for others, and nothing on this machine isolates their code fully.
        ConfigError: The port asked for is taken or not allowed.
        StoreError: The data folder cannot be used.
    """
    if for_others:
        _insist_on_isolation(greenroom)
    _ = greenroom.store  # say so now, not on the first page, when the data folder cannot be used
    with closing(bound(port)) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        print(f"Greenroom is at {address} (this machine only; Ctrl+C ends it)", flush=True)  # noqa: T201 - its one line
        sys.setswitchinterval(_SWITCH_S)
        if open_browser:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):  # the way to end it; uvicorn has closed everything by then
            Server(greenroom).run(sockets=[listening])


def _insist_on_isolation(greenroom: Greenroom) -> None:
    sandbox = greenroom.sandbox
    if sandbox.isolation is not Isolation.FULL:
        raise IsolationError(
            f"Greenroom does not start for others here: their code would run with {sandbox.name}.\n"
            "Full isolation needs Linux on which bubblewrap may make namespaces (docs/explanation/sandbox.md).\n"
            "For your own use alone, start it without --for-others."
        )


class Server(uvicorn.Server):
    """The server of one data folder; when it stops, the pages that follow a round are let go first, or it would wait for them."""

    def __init__(self, greenroom: Greenroom) -> None:
        self._app = create_app(greenroom)
        super().__init__(
            uvicorn.Config(self._app, access_log=False, log_level="warning", server_header=False)
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End every stream, then stop as uvicorn does."""
        site: Site = self._app.state.site
        site.live.close()
        await super().shutdown(sockets)


def bound(port: int | None, *, usual: int = USUAL_PORT) -> socket.socket:
    """A socket that listens on this machine, at `port`, or when None at the `usual` one or, where that is taken, any free one.

    Raises:
        ConfigError: The port asked for is taken or not allowed.
    """
    candidates = (usual, 0) if port is None else (port,)
    for candidate in candidates:
        # Named as TCP, or asyncio leaves Nagle's delay on, and an answer in two parts waits 40 ms for the browser's receipt.
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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
