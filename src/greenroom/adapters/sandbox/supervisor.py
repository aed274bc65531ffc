"""Watches one run from outside: gives inputs, takes replies, measures, and ends it."""

from __future__ import annotations

import os
import select
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from greenroom.adapters.sandbox import tree, wire
from greenroom.adapters.sandbox.folder import WorkFolder
from greenroom.adapters.sandbox.launch import Start
from greenroom.adapters.sandbox.saying import Heard
from greenroom.adapters.sandbox.wire import ReplyReader
from greenroom.errors import SandboxError
from greenroom.model.sandbox import Ending, Limits

TICK_S: Final = 0.02
_SETUP_S: Final = 20.0  # for a busy machine; a candidate's own limits count from the start too
_GOODBYE_S: Final = 1.0
_CHUNK: Final = 1 << 16


@dataclass
class Gone:
    """How the candidate's process ended."""

    exit_code: int
    peak_kib: int
    cpu_s: float


@dataclass
class Watched:
    """One running candidate.

    Attributes:
        process: The outermost process.
        cpu_s: Processor time of the whole tree so far.
        peak_kib: The most memory seen.
        gone: Set once the candidate's process ended.
        silent: No more replies can come.
        begun: When it was started.
        ready_at: When the candidate's code could begin; never before `ready`.
    """

    process: subprocess.Popen[bytes]
    limits: Limits
    own_depth: int
    folder: WorkFolder | None
    control: int
    reports: int
    inputs: int
    replies: int
    said: int
    heard: Heard
    reader: ReplyReader
    cpu_s: float = 0.0
    peak_kib: int = 0
    gone: Gone | None = None
    ready: bool = False
    ready_at: float = float("inf")
    silent: bool = False
    fault: str = ""
    _room_kib: int = 0
    _lost_s: float = 0.0
    _spent: dict[int, float] = field(default_factory=dict)
    _looked: float = 0.0
    begun: float = field(default_factory=time.monotonic)
    _poll: select.poll = field(default_factory=select.poll)
    _to_send: dict[int, memoryview] = field(default_factory=dict)
    _line: bytes = b""

    def __post_init__(self) -> None:
        for fd in (self.control, self.reports, self.inputs, self.replies, self.said):
            os.set_blocking(fd, False)
        for fd in (self.reports, self.replies, self.said):
            self._poll.register(fd, select.POLLIN)

    def send(self, fd: int, data: bytes) -> None:
        """Let `data` go to `fd` while the run goes on."""
        self._to_send[fd] = memoryview(data)
        self._poll.register(fd, select.POLLOUT)

    def step(self, wait_s: float = TICK_S) -> None:
        """Let a moment pass: move bytes, measure where it is time.

        Raises:
            SandboxError: The inside could not be set up.
        """
        for fd, event in self._poll.poll(wait_s * 1000):
            if fd in self._to_send:
                self._pass_on(fd)
            elif event & (select.POLLIN | select.POLLHUP):
                self._take(fd)
        if self.fault or (not self.ready and time.monotonic() - self.begun > _SETUP_S):
            raise SandboxError(
                f"The sandbox could not be set up: {self.fault or self.heard.text() or 'it took too long'}"
            )
        if time.monotonic() - self._looked >= TICK_S:
            self.measure()

    def measure(self) -> None:
        """Look at the tree's processor time and memory."""
        self._looked = time.monotonic()
        use = tree.use(self.process.pid, self.own_depth)
        # one that lives and was not met has just lost its parent: it is between two places in the tree
        missed = {
            pid: spent for pid, spent in self._spent.items() if pid not in use.cpu_s and tree.lives(pid)
        }
        self._spent, before = use.cpu_s | missed, sum(self._spent.values())
        spent = sum(self._spent.values())
        self._lost_s += max(0.0, before - spent)  # a child whose end nobody waited for takes its time with it
        self.cpu_s = max(self.cpu_s, spent + self._lost_s)
        held = use.resident_kib
        if held > self.limits.memory_mb * 1024 and len(use.pids) > 1:
            held = min(held, tree.proportional_kib(use.pids) or held)
        if self.folder:
            self._room_kib = self.folder.kib(use.pids)
        self.peak_kib = max(self.peak_kib, held)

    def drain(self) -> None:
        """Take what replies have come so far."""
        self._take(self.replies)

    def await_end(self) -> None:
        """Give a candidate that says no more the time to be gone, and take what replies are left."""
        until = time.monotonic() + _GOODBYE_S
        while not self.gone and self.silent and time.monotonic() < until:
            self.step()
        self.drain()

    def over(self) -> Ending | None:
        """The limit of memory or of room for files that is passed, if any."""
        rooms = self.limits.scratch_mb * (1024 if self.folder else 2 * 1024)
        if self.peak_kib > self.limits.memory_mb * 1024 or self._room_kib > rooms * 1.1 + 4096:
            return Ending.OUT_OF_MEMORY
        return None

    def close(self) -> None:
        """End all of it, wait until it is gone, and put away what it held."""
        with suppress(OSError):
            os.close(self.control)  # the keeper ends the candidate and reports
        until = time.monotonic() + _GOODBYE_S
        self._to_send.clear()
        for fd in (self.control, self.inputs):
            with suppress(KeyError, OSError):
                self._poll.unregister(fd)
        while self.gone is None and self.ready and time.monotonic() < until:
            if not self._poll.poll(TICK_S * 1000) and self.process.poll() is not None:
                break
            for fd in (self.reports, self.said, self.replies):
                self._take(fd)
        self._reap(until)
        for fd in (self.reports, self.inputs, self.replies, self.said):
            with suppress(OSError):
                os.close(fd)
        if self.folder:
            with suppress(OSError):  # a later start removes what is left of it
                self.folder.remove()

    def _reap(self, until: float) -> None:
        while self.process.poll() is None and time.monotonic() < until:
            time.sleep(0.001)
        if self.process.poll() is None:
            tree.end(self.process.pid)
            self.process.wait()

    def _pass_on(self, fd: int) -> None:
        left = self._to_send[fd]
        try:
            left = left[os.write(fd, left[:_CHUNK]) :]
        except BlockingIOError:
            return
        except BrokenPipeError:  # the candidate closed it: its end, or a missing reply, will tell
            left = left[:0]
        self._to_send[fd] = left
        if not left:
            del self._to_send[fd]
            self._poll.unregister(fd)

    def _take(self, fd: int) -> None:
        try:
            data = os.read(fd, _CHUNK)
        except (BlockingIOError, OSError):
            return
        if not data:
            with suppress(KeyError):
                self._poll.unregister(fd)
            self.silent = self.silent or fd == self.replies
            if fd == self.reports and not self.ready:
                self.fault = self.fault or self.heard.text() or "it ended before anything ran"
        elif fd == self.said:
            self.heard.feed(data)
        elif fd == self.replies:
            self.reader.feed(data)
        else:
            *lines, self._line = (self._line + data).split(b"\n")
            for line in lines:
                self._told(line.decode(errors="replace"))

    def _told(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "ready":
            self.ready = True
            self.ready_at = time.monotonic()
        elif word == "fault":
            self.fault = rest
        elif word == "room":
            self._room_kib = int(rest)
        elif word == "gone":
            code, peak, micros = map(int, rest.split())
            self.gone = Gone(code, peak, micros / 1e6)


def begin(start: Start, code: dict[str, bytes], limits: Limits, own_depth: int) -> Watched:
    """Start it and watch it.

    Raises:
        SandboxError: The outermost program does not start.
    """
    pairs = [os.pipe() for _ in range(5)]
    (
        (control_in, control),
        (reports, reports_in),
        (inputs_in, inputs),
        (replies, replies_in),
        (said, said_in),
    ) = pairs
    ends = (control_in, reports_in, inputs_in, replies_in)
    try:
        process = start.spawn(ends, said_in)
    except (OSError, subprocess.SubprocessError) as error:
        for fd in (control, reports, inputs, replies, said):
            os.close(fd)
        if start.folder:
            start.folder.remove()
        raise SandboxError(f"The sandbox cannot be started: {error}") from error
    finally:
        for fd in (*ends, said_in):
            os.close(fd)
    watched = Watched(
        process, limits, own_depth, start.folder, control, reports, inputs, replies, said,
        Heard(limits.said_kb * 1024), ReplyReader(limits.reply_kb * 1024),
    )  # fmt: skip
    watched.send(control, wire.start(start.setup, code))
    return watched
