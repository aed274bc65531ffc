"""Work that somebody will need soon and nobody waits for: done piece by piece, while no request waits for an answer."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from threading import Event, Thread

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)
_LOOK_S = 0.005
_PATIENCE_S = 5.0
"""Under a load without a gap one piece is still done now and then."""
_QUIET_S = 2.0
"""How long nobody asked for anything before that is called quiet: with 80 mock rounds going on it never is."""


class Ahead:
    """One worker, another for what can wait for a quiet minute; `waiting` is the number of requests whose answer has not begun."""

    def __init__(self) -> None:
        self.waiting = 0
        self.asked_at = 0.0
        """When the last request came (monotonic)."""
        self._worker = ThreadPoolExecutor(1, "ahead")
        self._quiet: Thread | None = None
        self._stopped = Event()

    def submit(self, pieces: Iterator[None], *, pressing: bool = True) -> None:
        """Go through `pieces` some time, what is pressing in its order, the rest a piece at a time between.

        Each step should take milliseconds, and may fail without harm.
        """
        with suppress(RuntimeError):  # it was stopped
            self._worker.submit(self._go_on, pieces, pressing=pressing)

    def when_quiet(self, pieces: Iterator[None]) -> None:
        """Go through `pieces` whenever nothing was asked for lately; what is handed in after the first is taken for the same, and left."""
        if self._quiet is None:
            self._quiet = Thread(target=self._go_on_quietly, args=(pieces,), name="quiet", daemon=True)
            self._quiet.start()

    def stop(self) -> None:
        """Do no more of it."""
        self._stopped.set()
        self._worker.shutdown(cancel_futures=True)
        if self._quiet is not None:
            self._quiet.join()

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

    def _go_on_quietly(self, pieces: Iterator[None]) -> None:
        try:
            while not self._stopped.is_set():
                left = self.asked_at + _QUIET_S - time.monotonic()
                if left <= 0 and not self.waiting:
                    next(pieces)
                else:
                    self._stopped.wait(max(left, _LOOK_S))
        except StopIteration:
            return
        except Exception:
            log.exception("reading in quiet minutes failed; what was asked for is made when it is needed")

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
        self._ahead.asked_at = time.monotonic()

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
