"""The candidate's parent: puts the files down, starts and closes the candidate, waits for it, reports. Runs inside the sandbox.

Reports are lines: "ready", "room KIB" (what its files take), "gone EXIT PEAK_KIB CPU_US", "fault TEXT".
"""

import _signal as signal  # type: ignore[import-not-found] # the module signal brings enum with it, which costs more than all of this
import os
import select
import time
from collections.abc import Callable
from typing import Any, TypedDict

_TICK_MS = 25
_KIB_A_FILE = 1  # what the kernel keeps of an empty one


class Setup(TypedDict):
    """What the outside says before anything runs."""

    folder: str
    files: dict[str, bytes]
    rooms: list[str]  # file systems of fixed size, to be watched
    packages: list[str]
    locks: Any


class Inside(TypedDict):
    """The functions of the other files."""

    hide: Callable[[], None]
    lock: Callable[[Any], None]
    serve: Callable[[str, list[str]], None]


def keep(setup: Setup, inside: Inside, control: int, reports: int, inputs: int, replies: int) -> None:
    """Run the candidate until it ends or `control` says or closes; nothing of it is left."""
    try:
        woken = _woken_by_children()
        inside["hide"]()
        _put_down(setup["folder"], setup["files"])
        pid = os.fork()
    except OSError as error:
        return _report(reports, f"fault {error}")
    if pid == 0:
        _become_candidate(setup, inside, inputs, replies, reports)
    os.close(inputs)
    os.close(replies)
    os.close(1)
    os.close(2)
    children = _Children(pid)
    _watch(children, control, woken, reports, setup["rooms"])
    _report(reports, children.end_all())
    return None


def _put_down(folder: str, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = f"{folder}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def _become_candidate(setup: Setup, inside: Inside, inputs: int, replies: int, reports: int) -> None:
    """Never comes back."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.chdir(setup["folder"])
        above = max(inputs, replies, reports, 4) + 1
        for place, fd in enumerate((inputs, replies, reports)):
            os.dup2(fd, above + place, inheritable=False)
        reports = above + 2
        os.dup2(above, 3)
        os.dup2(above + 1, 4)
        os.closerange(5, reports)
        os.closerange(reports + 1, 65_536)
        inside["lock"](setup["locks"])
        _report(reports, "ready")
        os.close(reports)
    except BaseException as error:  # noqa: BLE001 - not closed means not run
        _report(reports, f"fault {error!r}")
        os._exit(1)
    inside["serve"](setup["folder"], setup["packages"])


def _watch(children: "_Children", control: int, woken: int, reports: int, rooms: list[str]) -> None:
    """Wait until the candidate ended by itself or the outside wants it to."""
    poll = select.poll()
    poll.register(control, select.POLLIN | select.POLLHUP)
    poll.register(woken, select.POLLIN)
    told = 0
    while True:
        ready = [fd for fd, _ in poll.poll(_TICK_MS if rooms else None)]
        if woken in ready:
            os.read(woken, 4096)
        if children.take_in() or control in ready:
            return
        room = sum(map(_taken, rooms))
        if abs(room - told) > 256:
            told = room
            _report(reports, f"room {room}")


def _taken(folder: str) -> int:
    """KiB that a file system holds, the kernel's own memory for its files included."""
    held = os.statvfs(folder)
    return (held.f_blocks - held.f_bfree) * held.f_frsize // 1024 + (
        held.f_files - held.f_ffree
    ) * _KIB_A_FILE


class _Children:
    """Whoever ended below this process, and what the candidate's end was like."""

    def __init__(self, candidate: int) -> None:
        self.candidate, self.told, self.left = candidate, "", True

    def take_in(self) -> str:
        """Take in all who ended; the report on the candidate once it is among them, "" before."""
        while True:
            try:
                pid, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                self.left = False
                return self.told
            if pid == 0:
                return self.told
            if pid == self.candidate:
                cpu = int((used.ru_utime + used.ru_stime) * 1e6)
                self.told = f"gone {os.waitstatus_to_exitcode(status)} {used.ru_maxrss} {cpu}"

    def end_all(self) -> str:
        """Kill whatever is below this process until there is nothing; the report on the candidate."""
        while self.left:
            for pid in _below():
                try:
                    os.kill(pid, 9)
                except ProcessLookupError:
                    continue
            self.take_in()
            if self.left:
                time.sleep(0.001)
        return self.told


def _below() -> list[int]:
    """All processes that come from this one; -1 (everybody) where it is the first of its own process tree."""
    if os.getpid() == 1:
        return [-1]
    found, look = [], [os.getpid()]
    while look:
        try:
            tasks = os.listdir(f"/proc/{look[-1]}/task")
        except OSError:
            tasks = []
        parent = look.pop()
        for task in tasks:
            try:
                with open(f"/proc/{parent}/task/{task}/children", "rb") as file:
                    children = [int(pid) for pid in file.read().split()]
            except OSError:
                continue
            found += children
            look += children
    return found


def _woken_by_children() -> int:
    """A descriptor that can be read when a child ended."""
    woken, wakes = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return woken


def _report(reports: int, line: str) -> None:
    try:
        os.write(reports, line.replace("\n", " ").encode(errors="replace")[:2000] + b"\n")
    except OSError:  # nobody listens any more: the end comes anyway
        return
