"""The work folder of a candidate where no namespace gives one: its size is watched, and it can be removed whatever is in it."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_NAME: Final = "greenroom-run"
_MOST_ENTRIES: Final = 5000
_DEEPEST: Final = 100
_KIB_A_FILE: Final = 1
_TOO_MUCH: Final = 1 << 40


@dataclass(frozen=True)
class WorkFolder:
    """A folder for one run, in the system's folder for temporary files; its name says whose it is."""

    path: Path

    @classmethod
    def make(cls, uid: int | None) -> WorkFolder:
        """A fresh one, for `uid` or the own user only. What a process left that was killed is removed first."""
        base = Path(tempfile.gettempdir()).resolve()
        sweep(base)
        me = os.getpid()
        path = base / f"{_NAME}-{me}-{_started(me)}-{secrets.token_hex(6)}"
        path.mkdir(mode=0o700)
        if uid is not None:
            os.chown(path, uid, uid)
        return cls(path)

    def kib(self, pids: tuple[int, ...]) -> int:
        """What the folder holds, and what `pids` hold open of files that have no name any more.

        A folder that cannot be looked into, one too deep, or too many files count as more than any limit.
        """
        total, entries, look = 0, 0, [(str(self.path), 0)]
        device = os.stat(self.path).st_dev
        try:
            while look:
                folder, depth = look.pop()
                with os.scandir(folder) as found:
                    for entry in found:
                        entries += 1
                        seen = entry.stat(follow_symlinks=False)
                        total += seen.st_blocks // 2 + _KIB_A_FILE
                        if entries > _MOST_ENTRIES or depth > _DEEPEST:
                            return _TOO_MUCH
                        if stat.S_ISDIR(seen.st_mode):
                            look.append((entry.path, depth + 1))
        except FileNotFoundError:  # it went while we looked
            pass
        except OSError:
            return _TOO_MUCH
        return total + sum(_nameless_kib(pid, device) for pid in pids)

    def remove(self) -> None:
        """Remove it with all that is in it, however deep, and whatever its rights. Nothing may run in it any more."""
        _remove(self.path)


def sweep(base: Path) -> None:
    """Remove the work folders of processes that are gone."""
    with os.scandir(base) as found:
        left = [entry for entry in found if entry.name.startswith(_NAME + "-")]
    for entry in left:
        parts = entry.name.split("-")
        if len(parts) != 5 or not (parts[2].isdigit() and parts[3].isdigit()):
            continue
        with suppress(OSError):
            ours = os.geteuid() in {0, entry.stat(follow_symlinks=False).st_uid}
            if ours and entry.is_dir(follow_symlinks=False) and _started(int(parts[2])) != int(parts[3]):
                _remove(Path(entry.path))


def _started(pid: int) -> int:
    """When a process began, in the kernel's ticks; 0 where there is none."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return int(text[text.rindex(")") + 2 :].split()[19])


def _nameless_kib(pid: int, device: int) -> int:
    total = 0
    with suppress(OSError):
        for name in os.listdir(f"/proc/{pid}/fd"):
            with suppress(OSError):
                seen = os.stat(f"/proc/{pid}/fd/{name}")
                if seen.st_dev == device and seen.st_nlink == 0 and stat.S_ISREG(seen.st_mode):
                    total += seen.st_blocks // 2
    return total


def _remove(top: Path) -> None:
    """Every folder is moved to the top before it is looked into, so that no path is long and nothing recurses."""
    os.chmod(top, 0o700)
    base = os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        folders, number = _emptied(base, "", 0)
        while folders:
            name = folders.pop()
            os.chmod(name, 0o700, dir_fd=base)
            more, number = _emptied(base, name, number)
            folders += more
            os.rmdir(name, dir_fd=base)
    finally:
        os.close(base)
    top.rmdir()


def _emptied(base: int, name: str, number: int) -> tuple[list[str], int]:
    """Remove the files of the folder `name` (of `base` itself for ""); its folders now stand in `base`, under new names."""
    here = os.open(name or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=base)
    moved = []
    try:
        for inner in os.listdir(here):
            if not stat.S_ISDIR(os.lstat(inner, dir_fd=here).st_mode):
                os.unlink(inner, dir_fd=here)
                continue
            os.chmod(inner, 0o700, dir_fd=here)
            number += 1
            fresh = f"{secrets.token_hex(8)}-{number}"
            os.rename(inner, fresh, src_dir_fd=here, dst_dir_fd=base)
            moved.append(fresh)
    finally:
        os.close(here)
    return moved, number
