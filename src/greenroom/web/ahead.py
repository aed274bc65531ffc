"""Work that somebody will need soon and nobody waits for: done piece by piece, while no request waits for an answer."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)
_LOOK_S = 0.005
_PATIENCE_S = 5.0
"""Under a load without a gap one piece is still done now and then."""


class Ahead:
    """One worker; `waiting` is the number of requests whose answer has not begun."""

    def __init__(self) -> None:
        self.waiting = 0
        self._worker = ThreadPoolExecutor(1, "ahead")

    def submit(self, pieces: Iterator[None], *, pressing: bool = True) -> None:
        """Go through `pieces` some time, what is pressing in its order, the rest a piece at a time between.

        Each step should take milliseconds, and may fail without harm.
        """
        with suppress(RuntimeError):  # it was stopped
            self._worker.submit(self._go_on, pieces, pressing=pressing)

    def stop(self) -> None:
        """Do no more of it."""
        self._worker.shutdown(cancel_futures=True)

    def _go_on(self, pieces: Iterator[None], *, pressing: bool) -> None:
        """All of what is pressing: its round is the next to need it. Of what is not one piece, then others have their turn."""
        try:
            while True:
                self._give_way()
                next(pieces)
                if not pressing:
                    break
        except StopIteration:
            if pressing:
                settle()
            return
        except Exception:
            log.exception("reading ahead failed; what was asked for is made when it is needed")
            return
        self.submit(pieces, pressing=False)

    def _give_way(self) -> None:
        until = time.monotonic() + _PATIENCE_S
        while self.waiting and time.monotonic() < until:
            time.sleep(_LOOK_S)


@cache
def settle() -> None:
    """Once a process: take what is loaded by now (packs, networks) for what stays, and look through it for garbage no more.

    A search through all of it stops every thread for 75 ms, and comes again and again while mock rounds go on.
    """
    gc.collect()
    gc.freeze()


class Waiting:
    """The layer that counts for `Ahead` the requests that wait."""

    def __init__(self, app: ASGIApp, ahead: Ahead) -> None:
        self._app, self._ahead = app, ahead

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a request until its answer begins: a stream that stays open keeps nobody waiting."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        waits = True
        self._ahead.waiting += 1

        def answered() -> None:
            nonlocal waits
            self._ahead.waiting -= waits
            waits = False

        async def send_counted(message: Message) -> None:
            answered()
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            answered()
