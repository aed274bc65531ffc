"""A tree of processes, seen from outside: who is in it, what it uses, how it is ended."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
_PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024
_STAT_PARENTS_CPU, _STAT_RESIDENT = slice(13, 15), 21  # fields of /proc/PID/stat after the name


@dataclass(frozen=True, slots=True)
class Use:
    """What a tree uses at one time: seconds of the processor by process, with those it took in; memory.

    `resident_kib` counts what processes share for each of them; it and `pids` are of the candidate's processes only.
    """

    cpu_s: dict[int, float]
    resident_kib: int
    pids: tuple[int, ...]


def members(root: int) -> list[tuple[int, int]]:
    """(pid, depth below `root`) of all processes of the tree, `root` first."""
    found = [(root, 0)]
    for pid, depth in found:
        for task in _names(f"/proc/{pid}/task"):
            with suppress(OSError):
                text = Path(f"/proc/{pid}/task/{task}/children").read_text(encoding="ascii")
                found += [(int(child), depth + 1) for child in text.split()]
    return found


def use(root: int, own: int) -> Use:
    """What the tree uses: processor time of all and of all they took in; memory and names of those deeper than `own`."""
    cpu: dict[int, float] = {}
    resident, pids = 0, []
    for pid, depth in members(root):
        try:
            text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # gone in the meantime
            continue
        fields = text[text.rindex(")") + 2 :].split()
        cpu[pid] = _own_cpu(pid, fields) + sum(map(int, fields[_STAT_PARENTS_CPU])) * _TICK_S
        if depth > own:
            resident += int(fields[_STAT_RESIDENT]) * _PAGE_KIB
            pids.append(pid)
    return Use(cpu, resident, tuple(pids))


def proportional_kib(pids: tuple[int, ...]) -> int | None:
    """Memory where what n processes share counts 1/n for each; None where the kernel does not tell."""
    total = 0
    for pid in pids:
        try:
            lines = (
                Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii", errors="replace").splitlines()
            )
        except ProcessLookupError:
            continue
        except FileNotFoundError:
            continue
        except OSError:
            return None
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def end(root: int, patience_s: float = 5.0) -> None:
    """Kill all of the tree below `root`, then `root`; who forks meanwhile is met again."""
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        below = [pid for pid, depth in members(root) if depth]
        if not below:
            break
        for pid in below:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, SIGKILL)
        time.sleep(0.001)
    with suppress(ProcessLookupError, PermissionError):
        os.kill(root, SIGKILL)


def lives(pid: int) -> bool:
    """Whether there is a process with this number, ended and not taken in included."""
    return Path(f"/proc/{pid}").exists()


def tasks_of(uid: int) -> int:
    """How many tasks the user has on this machine, as the kernel counts them for RLIMIT_NPROC."""
    total = 0
    for name in _names("/proc"):
        if name.isdigit():
            with suppress(OSError):
                if Path(f"/proc/{name}").stat().st_uid == uid:
                    total += len(_names(f"/proc/{name}/task"))
    return total


def _own_cpu(pid: int, fields: list[str]) -> float:
    try:
        return time.clock_gettime((~pid << 3) | 2)  # the process's clock: nanoseconds, not ticks
    except OSError:
        return (int(fields[11]) + int(fields[12])) * _TICK_S


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
