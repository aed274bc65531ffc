"""The open streams of mock rounds: who follows which round, and what wakes them.

A round that goes on in this process says so at once (`tell`); what other processes add is seen by one look at the store
every two seconds for all streams together, and by none where no stream is open.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from greenroom.bootstrap import Greenroom
from greenroom.errors import StoreError

log = logging.getLogger(__name__)

MOST = 256
"""Streams held at once; each is a connection and a few kilobytes."""
_LOOK_EVERY = 2.0  # seconds


@dataclass(eq=False)
class Stream:
    """One open stream: the round, and the number of the turn it told last."""

    round_id: str
    after: int
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def hears(self, seconds: float) -> bool:
        """Wait until the round goes on, `seconds` at most; whether it may have gone on."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.changed.wait(), seconds)
        return self.changed.is_set()


class Live:
    """All open streams of one application; but for `tell`, to be used on its event loop only."""

    def __init__(self, greenroom: Greenroom) -> None:
        self._greenroom = greenroom
        self._streams: set[Stream] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._looking: asyncio.Task[None] | None = None
        self.is_closed = False

    @property
    def is_full(self) -> bool:
        """Whether no further stream is held."""
        return self.is_closed or len(self._streams) >= MOST

    @contextmanager
    def follow(self, round_id: str, after: int) -> Iterator[Stream]:
        """A stream that is woken whenever the round has other turns than those up to `after`, kept up to date by its user."""
        stream = Stream(round_id, after)
        self._streams.add(stream)
        self._loop = asyncio.get_running_loop()
        if self._looking is None or self._looking.done():
            self._looking = self._loop.create_task(self._look())
        try:
            yield stream
        finally:
            self._streams.discard(stream)

    def tell(self, round_id: str) -> None:
        """Wake the streams of a round that has gone on; from any thread."""
        if self._loop is not None and self._streams:
            with suppress(RuntimeError):  # the loop has ended, and its streams with it
                self._loop.call_soon_threadsafe(self._wake, round_id)

    def close(self) -> None:
        """Let every stream end now: a server that stops waits for its answers to end."""
        self.is_closed = True
        for stream in self._streams:
            stream.changed.set()
        if self._looking is not None:
            self._looking.cancel()

    def _wake(self, round_id: str) -> None:
        for stream in self._streams:
            if stream.round_id == round_id:
                stream.changed.set()

    async def _look(self) -> None:
        while self._streams:
            await asyncio.sleep(_LOOK_EVERY)
            watched = {stream.round_id for stream in self._streams}
            try:
                last = await asyncio.to_thread(self._greenroom.store.last_turns, watched)
            except StoreError as error:
                log.warning("%s", error)
                continue
            for stream in self._streams:
                if last.get(stream.round_id, 0) != stream.after:
                    stream.changed.set()
