"""Greenroom started as root: a user of nobody's for the sandbox, and paths that this user may not reach, made reachable.

Only the one process tree that is started sees those paths so; nothing is changed on the machine.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_NOBODYS: Final = (61_184, 65_519)  # set aside for users that exist only while a service runs

OPENED: Final = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
uid, shut, paths, command = int(sys.argv[1]), sys.argv[2].split("\\n"), sys.argv[3].split("\\n"), sys.argv[4:]
def call(name, *given):
    if getattr(libc, name)(*given) != 0:
        number = ctypes.get_errno()
        sys.exit(f"{name}: {os.strerror(number)}")
def mount(source, target, kind, flags, options=None):
    call("mount", *(text and os.fsencode(text) for text in (source, target, kind)), flags, options and options.encode())
NEW_MOUNTS, BIND, RECURSIVE, PRIVATE, QUIET = 0x20000, 4096, 16384, 1 << 18, 6
os.umask(0o022)
call("unshare", NEW_MOUNTS)
mount("none", "/", None, RECURSIVE | PRIVATE)
kept = {path: os.open(path, os.O_PATH) for path in paths}
for folder in shut:
    mount("tmpfs", folder, "tmpfs", QUIET, "mode=755,size=1m")
for path, seen in kept.items():
    if os.path.isdir(f"/proc/self/fd/{seen}"):
        os.makedirs(path, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w").close()
    mount(f"/proc/self/fd/{seen}", path, None, BIND | RECURSIVE)
    os.close(seen)
os.chdir("/")
os.setgroups([])
os.setresgid(uid, uid, uid)
os.setresuid(uid, uid, uid)
os.execv(command[0], command)
"""
"""Run as root: covers the shut folders, puts the paths below them back, becomes the user, starts the command."""


def nobody() -> int:
    """A user number that owns no process at present."""
    taken = set()
    for name in os.listdir("/proc"):
        if name.isdigit():
            with suppress(OSError):  # it ended in the meantime
                taken.add(os.stat(f"/proc/{name}").st_uid)
    first, last = _NOBODYS
    while True:
        uid = first + secrets.randbelow(last - first + 1)
        if uid not in taken:
            return uid


def shut_folders(paths: list[str]) -> list[str]:
    """The outermost folders above `paths` that others may not pass."""
    found: list[str] = []
    for path in paths:
        for parent in [*reversed(Path(path).parents)]:
            if not parent.stat().st_mode & stat.S_IXOTH:
                found.append(str(parent))
                break
    return sorted(set(found))


def opened(uid: int, paths: list[str], command: list[str]) -> list[str] | None:
    """The command that starts `command` as `uid` with `paths` in reach; None where they are anyway."""
    shut = shut_folders(paths)
    if not shut:
        return None
    below = sorted(path for path in paths if any(path.startswith(folder + "/") for folder in shut))
    return [sys.executable, "-I", "-S", "-c", OPENED, str(uid), "\n".join(shut), "\n".join(below), *command]
