"""A sandbox for Python: one way of holding candidates, with one interpreter."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final

from greenroom.adapters.sandbox.interpreter import Interpreter
from greenroom.adapters.sandbox.launch import Walls, start
from greenroom.adapters.sandbox.saying import harmless
from greenroom.adapters.sandbox.supervisor import Watched, begin
from greenroom.adapters.sandbox.wire import as_json, question
from greenroom.model.sandbox import Ending, Isolation, Limits, Ran, Reply

_MOST_OF_ERROR: Final = 16_384  # bytes of a traceback that are kept
_CPU_LIMIT_SIGNAL: Final = -24


class PythonBox:
    """Runs candidates' Python within walls."""

    def __init__(self, python: Interpreter, walls: Walls) -> None:
        self._python, self._walls = python, walls
        self.isolation: Isolation = walls.isolation
        self.name: str = _name(walls)

    def run(self, files: Mapping[str, bytes], inputs: Iterable[str], limits: Limits) -> Ran:
        """See `ports.Sandbox.run`.

        Raises:
            SandboxError: The sandbox itself does not work.
            ValueError: The name of a file leads out of the folder.
        """
        for name in files:
            _check_name(name)
        if sum(map(len, files.values())) > limits.scratch_mb << 20:
            return Ran(replies=(), ending=Ending.TOO_MUCH)
        watched = begin(
            start(self._python, self._walls, files, limits), self._python.code, limits, self._walls.own_depth
        )
        replies: list[Reply] = []
        try:
            ending = _converse(watched, inputs, limits, replies)
            own_end = watched.gone
        finally:
            watched.close()
        return _ran(watched, replies, ending, own_end is not None)


def _converse(watched: Watched, inputs: Iterable[str], limits: Limits, replies: list[Reply]) -> Ending:
    """Give the inputs one by one; why it ended. `replies` takes what came."""
    since = watched.begun
    for value in inputs:
        watched.drain()
        if watched.reader.holds:  # it spoke before it was asked
            return Ending.CRASHED
        began, cpu = since, watched.cpu_s if replies else 0.0
        start_s = 0.0 if replies else limits.start_s
        nonce, frame = question(value)
        watched.send(watched.inputs, frame)
        got = None
        while got is None:
            watched.step()
            got = watched.reader.take(nonce)
            ending = None if got else _limit(watched, limits, began, watched.cpu_s - cpu, start_s)
            if ending is Ending.CRASHED:  # how it ended, and its last words, may still be on the way
                watched.await_end()
                got = watched.reader.take(nonce)
            if ending and not got:
                return ending
        wall = time.monotonic() - began
        watched.measure()
        used = max(0.0, watched.cpu_s - cpu)
        if got[0] == "m":
            return Ending.OUT_OF_MEMORY
        if used > limits.cpu_s + start_s:
            return Ending.OUT_OF_TIME
        replies.append(_reply(*got, cpu_s=used, wall_s=wall))
        since = time.monotonic()
    return Ending.FINISHED


def _limit(watched: Watched, limits: Limits, began: float, cpu: float, start_s: float) -> Ending | None:
    """The first reason to end that there is. A slow start of ours, on a busy machine, is not held against the candidate."""
    wall = time.monotonic() - max(began, watched.ready_at)
    if watched.reader.too_large:
        return Ending.TOO_MUCH
    if over := watched.over():
        return over
    if wall > limits.wall_s + start_s or cpu > limits.cpu_s + start_s:
        return Ending.OUT_OF_TIME
    if watched.gone and watched.gone.exit_code == _CPU_LIMIT_SIGNAL:
        return Ending.OUT_OF_TIME
    if watched.reader.broken or watched.gone or watched.silent:
        return Ending.CRASHED
    return None


def _reply(kind: str, payload: bytes, *, cpu_s: float, wall_s: float) -> Reply:
    if kind == "e":
        return Reply(error=_shortened(payload), cpu_s=cpu_s, wall_s=wall_s)
    value = as_json(payload)
    if value is None:
        why = "TypeError: what run returned is no JSON that can be read, or is nested too deeply"
        return Reply(error=why, cpu_s=cpu_s, wall_s=wall_s)
    return Reply(value=value, cpu_s=cpu_s, wall_s=wall_s)


def _shortened(payload: bytes) -> str:
    """A traceback's beginning and end; never empty, so that an error cannot pass for a value."""
    if len(payload) > _MOST_OF_ERROR:
        half = _MOST_OF_ERROR // 2
        payload = payload[:half] + b"\n[...]\n" + payload[-half:]
    return harmless(payload) or "an exception without a name"


def _ran(watched: Watched, replies: list[Reply], ending: Ending, ended_itself: bool) -> Ran:  # noqa: FBT001
    gone = watched.gone
    code = None if ending is Ending.FINISHED else gone.exit_code if gone and ended_itself else -9
    return Ran(
        replies=tuple(replies),
        ending=ending,
        said=watched.heard.text(),
        exit_code=code,
        cpu_s=max(watched.cpu_s, gone.cpu_s if gone else 0.0),
        peak_mb=max(watched.peak_kib, gone.peak_kib if gone else 0) / 1024,
    )


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in name or name.endswith("/"):
        raise ValueError(f"{name!r} is no name of a file in the work folder")


def _name(walls: Walls) -> str:
    parts = (
        "bubblewrap" if walls.bwrap else "",
        "Landlock" if walls.landlock else "",
        "seccomp" if walls.filtered else "",
    )
    named = [part for part in parts if part]
    if not named:
        return "no isolation, limits only"
    return ", ".join(named[:-1]) + (" and " if len(named) > 1 else "") + named[-1]
