"""Starts the inside: the program and its arguments for each way of holding a candidate."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from greenroom.adapters.sandbox import reach
from greenroom.adapters.sandbox.folder import WorkFolder
from greenroom.adapters.sandbox.interpreter import Interpreter
from greenroom.adapters.sandbox.seccomp import SELF, program
from greenroom.adapters.sandbox.tree import tasks_of
from greenroom.adapters.sandbox.wire import BOOT
from greenroom.model.sandbox import Isolation, Limits

_MB: Final = 1 << 20
_WORK: Final = "/candidate"  # no folder of the Python installation is below one of this name
_LAST_RESORT_CPU_S: Final = 600  # of one process; the supervisor measures each input
_OPEN_FILES: Final = 128
_STACK: Final = 8 * _MB  # each thread's too, so no larger
_DEVICES: Final = ("/dev/zero", "/dev/random", "/dev/urandom")
_COUNTED_IN_NAMESPACE: Final = (5, 14)  # before, a user's tasks were counted over the whole machine

ENVIRONMENT: Final = {
    "LANG": "C.UTF-8",
    "PATH": "",
    "PYTHONHASHSEED": "0",  # the same code gives the same order
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}

Ends = tuple[int, int, int, int]
"""Inside ends of the pipes: control, reports, inputs, replies."""


@dataclass(frozen=True)
class Walls:
    """What holds a candidate on this machine.

    Attributes:
        isolation: How well, all in all.
        bwrap: Bubblewrap's program and options found to work; () without namespaces.
        landlock: The kernel's version of it; 0 for none.
        filtered: Whether kernel calls are filtered.
    """

    isolation: Isolation
    bwrap: tuple[str, ...] = ()
    landlock: int = 0
    filtered: bool = True

    @property
    def own_depth(self) -> int:
        """How deep below the started process the keeper stands; what is deeper is the candidate's."""
        return 1 if self.bwrap else 0


@dataclass(frozen=True)
class Start:
    """One start: what is run, as whom, and what the inside is told."""

    command: list[str]
    uid: int | None
    folder: WorkFolder | None
    setup: dict[str, Any]

    def spawn(self, ends: Ends, said: int) -> subprocess.Popen[bytes]:
        """Start it; `said` takes what it prints."""
        become: dict[str, Any] = {}
        if self.uid is not None:
            become = {"user": self.uid, "group": self.uid, "extra_groups": []}
        return subprocess.Popen(  # noqa: S603 - the interpreter is ours; what it runs is what this package holds
            [*self.command, *map(str, ends)],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            pass_fds=ends,
            env=self.environment(),
            cwd="/",
            start_new_session=True,
            **become,
        )

    def environment(self) -> dict[str, str]:
        """All that the candidate's environment holds."""
        folder = self.setup["folder"]
        return ENVIRONMENT | {"HOME": folder, "TMPDIR": folder}


def start(python: Interpreter, walls: Walls, files: Mapping[str, bytes], limits: Limits) -> Start:
    """What to start so that `files` run within `walls` and `limits`."""
    uid = reach.nobody() if os.geteuid() == 0 else None
    folder = None if walls.bwrap else WorkFolder.make(uid)
    inside = str(folder.path) if folder else _WORK
    command = [python.program, "-s", "-S", "-P", "-B", "-X", "utf8", "-c", BOOT]
    needed = [*python.trees, *([str(folder.path)] if folder else [])]
    if walls.bwrap:
        command = [*walls.bwrap, *_view(python, limits), "--", *command]
        needed += _with_libraries(walls.bwrap[0])
    if uid is not None and (opened := reach.opened(uid, needed, command)):
        command, become = opened, None
    else:
        become = uid
    setup = {
        "folder": inside,
        "files": dict(files),
        "rooms": [_WORK, "/dev/shm"] if walls.bwrap else [],  # noqa: S108 - the sandbox's own, of fixed size
        "packages": list(python.packages),
        "locks": _locks(python, walls, limits, inside, os.geteuid() if uid is None else uid),
    }
    return Start(command, become, folder, setup)


def _with_libraries(bwrap: str) -> list[str]:
    """Bubblewrap's program, and the folder beside its package that a wheel keeps the program's libraries in."""
    package = Path(bwrap).parent.parent
    libraries = package.parent / f"{package.name}.libs"
    return [bwrap, str(libraries)] if libraries.is_dir() else [bwrap]


def _view(python: Interpreter, limits: Limits) -> list[str]:
    """Bubblewrap's options: what can be seen and what cannot. Nothing of the machine can be written."""
    room = ["--size", str(limits.scratch_mb * _MB)]
    seen: list[str] = []
    for tree in python.trees:
        seen += ["--ro-bind", tree, tree]
        hidden = [path for path in python.hidden if path.startswith(tree + "/")]
        seen += [word for path in hidden for word in ("--tmpfs", path)]
    for link, target in python.links:
        seen += ["--symlink", target, link]
    return [
        "--unshare-all", "--unshare-user", "--die-with-parent", "--as-pid-1", "--hostname", "sandbox",
        "--uid", "1000", "--gid", "1000", "--cap-drop", "ALL",
        *seen, "--dev", "/dev", *room, "--tmpfs", "/dev/shm", "--remount-ro", "/dev",  # noqa: S108 - as above
        *room, "--perms", "0700", "--tmpfs", _WORK, "--remount-ro", "/", "--chdir", _WORK,
    ]  # fmt: skip


def _locks(python: Interpreter, walls: Walls, limits: Limits, folder: str, uid: int) -> dict[str, Any]:
    within = walls.isolation is Isolation.FULL
    return {
        "limits": {
            "DATA": limits.memory_mb * _MB,  # not AS, which numpy and threads reserve much of and never touch
            "NPROC": limits.processes + 2
            if within and _counted_within()
            else limits.processes + tasks_of(uid) + 2,
            "FSIZE": limits.scratch_mb * _MB,
            "CPU": _LAST_RESORT_CPU_S,
            "STACK": _STACK,
            "NOFILE": _OPEN_FILES,
            "CORE": 0,
            "MEMLOCK": 65_536,
            "MSGQUEUE": 0,
        },
        "landlock": walls.landlock,
        "read": [*(python.trees if within else python.readable()), *_DEVICES],
        "names": [] if within else python.listable(),
        "write": [folder, "/dev/null", *(["/dev/shm"] if within else [])],  # noqa: S108 - as above
        "filter": _filter(walls) if walls.filtered else b"",
        "myself": SELF,
    }


def _filter(walls: Walls) -> bytes:
    return program(
        platform.machine(), own_signals=not walls.bwrap and walls.landlock < 6, own_files=not walls.bwrap
    )


def _counted_within() -> bool:
    """Whether the kernel counts tasks in the sandbox's own namespace."""
    version = platform.release().split(".")
    return (
        tuple(int("".join(filter(str.isdigit, part[:3])) or 0) for part in version[:2])
        >= _COUNTED_IN_NAMESPACE
    )
