"""Closes a process for good: limits, Landlock, the filter of kernel calls. Runs inside the sandbox, standard library only."""

import ctypes
import os
import resource
import struct
from typing import TypedDict

_libc = ctypes.CDLL(None, use_errno=True)
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every machine
_PATH_BENEATH = 1
_SET_DEATH_SIGNAL, _SET_DUMPABLE, _SET_SECCOMP, _SET_SUBREAPER, _NO_NEW_PRIVILEGES = 1, 4, 22, 36, 38
_FILTER = 2

_EXECUTE, _WRITE, _READ, _LIST, _TRUNCATE, _DEVICE = 1, 2, 4, 8, 1 << 14, 1 << 15
_NAMED_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _DEVICE  # rights that a rule on a file may hold
_MAKE_NODES = (1 << 6) | (1 << 9) | (1 << 11)  # character devices, sockets, block devices
_CHANGE = (1 << 16) - 1 & ~_MAKE_NODES & ~_EXECUTE
_RIGHTS = {
    1: (1 << 13) - 1,
    2: (1 << 14) - 1,
    3: (1 << 15) - 1,
    5: (1 << 16) - 1,
}  # by the kernel's version of Landlock


class Locks(TypedDict):
    """What to close, and how far."""

    limits: dict[str, int]  # name without RLIMIT_: the most, soft and hard
    landlock: int  # the kernel's version of Landlock; 0 where it has none
    read: list[str]
    names: list[str]  # folders to list, with nothing in them to read
    write: list[str]
    filter: bytes  # b"" for none
    myself: int  # what stands for the own process in the filter


def prctl(option: int, value: int) -> None:
    """Set one of the process's own attributes.

    Raises:
        OSError: The kernel refuses.
    """
    _check(_libc.prctl(option, value, 0, 0, 0), f"prctl {option}")


def hide() -> None:
    """Let nobody of the same user look into this process, and take in every orphan below it."""
    prctl(_SET_DUMPABLE, 0)
    prctl(_SET_SUBREAPER, 1)


def lock(locks: Locks) -> None:
    """Close this process and all that come from it.

    Raises:
        OSError: One of the locks does not close.
    """
    prctl(_SET_DUMPABLE, 1)
    prctl(_SET_DEATH_SIGNAL, 9)
    prctl(_NO_NEW_PRIVILEGES, 1)
    if locks["landlock"]:
        _landlock(
            locks["landlock"],
            {_EXECUTE | _READ | _LIST: locks["read"], _LIST: locks["names"], _CHANGE: locks["write"]},
        )
    for name, most in locks["limits"].items():
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is not None:
            hard = resource.getrlimit(kind)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)  # noqa: PLW2901 - ours or stricter
            resource.setrlimit(kind, (most, most))
    if locks["filter"]:
        _refuse_calls(locks["filter"].replace(_word(locks["myself"]), _word(os.getpid())))


def _landlock(version: int, opened: dict[int, list[str]]) -> None:
    """Open only the files under the paths, by rights; no TCP and no signals to the outside where the kernel can hold them."""
    rights = _RIGHTS[max(known for known in _RIGHTS if known <= version)]
    fields = (rights, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _check(_libc.syscall(_CREATE_RULESET, struct.pack("<QQQ", *fields)[:size], size, 0), "Landlock")
    for allowed, paths in opened.items():
        for path in paths:
            _allow(ruleset, path, allowed & rights)
    _check(_libc.syscall(_RESTRICT_SELF, ruleset, 0), "Landlock")
    os.close(ruleset)


def _allow(ruleset: int, path: str, allowed: int) -> None:
    try:
        below = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    if not os.path.isdir(path):
        allowed &= _NAMED_FILES
    beneath = struct.pack("<Qi", allowed, below)
    _check(_libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, beneath, 0), f"Landlock for {path}")
    os.close(below)


def _refuse_calls(program: bytes) -> None:
    steps = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("<HxxxxxxQ", len(program) // 8, ctypes.addressof(steps))
    _check(_libc.prctl(_SET_SECCOMP, _FILTER, head, 0, 0), "seccomp")


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _word(number: int) -> bytes:
    return struct.pack("<I", number)
