"""The filter of kernel calls, as the program (classic BPF) that the kernel takes.

program("x86_64", own_signals=True) -> bytes for PR_SET_SECCOMP
"""

from __future__ import annotations

import errno
import struct
from typing import Final

from greenroom.adapters.sandbox.syscalls import LOOKED_AT, NEWEST, ON_FILES, REFUSED

MACHINES: Final = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""What a machine is called in a filter, and its place in the tables."""

_LOAD, _AND, _JUMP_EQUAL, _JUMP_OVER, _RETURN = 0x20, 0x54, 0x15, 0x25, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16  # where they stand in struct seccomp_data
_REFUSE, _MISSING = _ERRNO | errno.EPERM, _ERRNO | errno.ENOSYS
_NEW_NAMESPACES = 0x7E020080  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWTIME
_AF_UNIX, _SOCK_STREAM, _SOCK_KIND = 1, 1, 0xF
_TERMINAL = (0x5412, 0x541C, 0x5423)  # TIOCSTI, TIOCLINUX, TIOCSETD: keys and modes of a terminal
_ASK_PERSONALITY = 0xFFFFFFFF

Step = tuple[int, int, int, int]


SELF: Final = 0x5E1F5E1F
"""Stands for the number of the process that installs the filter, which puts its own in its place."""


def program(machine: str, *, own_signals: bool, own_files: bool) -> bytes:
    """The filter for `machine`, a key of MACHINES.

    Args:
        machine: As `platform.machine()` says.
        own_signals: Signals may be sent to the own process (SELF) and its group only; where nothing else keeps them in.
        own_files: Nothing may be changed about files by path or by an open one but their contents; where the user's can be named.
    """
    code, place = MACHINES[machine]
    steps: list[Step] = [
        _load(_MACHINE),
        (_JUMP_EQUAL, 1, 0, code),
        _give(_KILL),
        _load(_NUMBER),
        (_JUMP_OVER, 0, 1, NEWEST),  # newer calls, and those of the 32-bit kind (x32) on x86_64
        _give(_MISSING),
    ]
    refused = [*REFUSED.values(), *(ON_FILES.values() if own_files else ())]
    for number in sorted(numbers[place] or 0 for numbers in refused):
        if number:  # no call that is refused has the number 0
            steps += [(_JUMP_EQUAL, 0, 1, number), _give(_REFUSE)]
    for name, checks in _looks(own_signals=own_signals).items():
        body = [*checks, _give(_ALLOW)]
        steps += [(_JUMP_EQUAL, 0, len(body), LOOKED_AT[name][place]), *body]
    steps.append(_give(_ALLOW))
    return b"".join(struct.pack("<HBBI", *step) for step in steps)


def _looks(*, own_signals: bool) -> dict[str, list[Step]]:
    """Per call the steps that refuse by argument; what passes them is allowed."""
    looks = {
        # glibc and musl fall back to clone, whose flags can be seen here; clone3 keeps them in memory
        "clone3": [_give(_MISSING)],
        "clone": [_load(_low(0)), (_AND, 0, 0, _NEW_NAMESPACES), (_JUMP_EQUAL, 1, 0, 0), _give(_REFUSE)],
        # a connected pair within the process is what asyncio and multiprocessing need
        "socketpair": [
            *_only(0, _AF_UNIX),
            _load(_low(1)),
            (_AND, 0, 0, _SOCK_KIND),
            (_JUMP_EQUAL, 1, 0, _SOCK_STREAM),
            _give(_REFUSE),
        ],
        "sendto": [*_only(4, 0), _load(_low(4) + 4), (_JUMP_EQUAL, 1, 0, 0), _give(_REFUSE)],
        "prlimit64": _only(0, 0),
        "sched_setaffinity": _only(0, 0),
        "personality": _only(0, _ASK_PERSONALITY, 0),
        "ioctl": [
            _load(_low(1)),
            *(step for key in _TERMINAL for step in ((_JUMP_EQUAL, 0, 1, key), _give(_REFUSE))),
        ],
    }
    if own_signals:
        looks |= {"kill": _only(0, 0, SELF), "tgkill": _only(0, SELF)}
    return looks


def _only(argument: int, *values: int) -> list[Step]:
    """Refuse unless the argument is one of `values`."""
    jumps: list[Step] = [(_JUMP_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)]
    return [_load(_low(argument)), *jumps, _give(_REFUSE)]


def _low(argument: int) -> int:
    """Where the low half of an argument stands; both machines are little-endian."""
    return _ARGUMENTS + 8 * argument


def _load(offset: int) -> Step:
    return (_LOAD, 0, 0, offset)


def _give(result: int) -> Step:
    return (_RETURN, 0, 0, result)
