"""Nothing of a run is left: when it is done, when Greenroom is killed, after very many."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.adapters.sandbox.held import ROOT, own

from greenroom.adapters.sandbox.folder import WorkFolder, sweep
from greenroom.model.sandbox import Isolation, Limits

MANY = int(os.environ.get("GREENROOM_MANY_RUNS", "30"))  # 500 takes a minute or two
KILLED = """
import sys
from tests.adapters.sandbox.held import own
from greenroom.model.sandbox import Isolation, Limits
box, why = own(Isolation(int(sys.argv[1])))
code = b'''
import ctypes, os, time
def run(mark):
    ctypes.CDLL(None).prctl(15, mark.encode())
    if os.fork() == 0:
        os.setsid()
        os.fork()
    time.sleep(600)
'''
box.run({"main.py": code}, ['"' + sys.argv[2] + '"'], Limits(wall_s=180, cpu_s=60))
"""


def processes(mark: str) -> list[str]:
    found = []
    for comm in Path("/proc").glob("[0-9]*/comm"):
        try:
            if comm.read_text().strip() == mark:
                found.append(comm.parent.name)
        except OSError:
            continue
    return found


def wait_for(what, patience: float = 60.0) -> bool:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("isolation", list(Isolation), ids=lambda isolation: isolation.name.lower())
def test_nothing_runs_on_when_greenroom_is_killed(isolation, tmp_path):
    if own(isolation)[0] is None:
        pytest.skip(own(isolation)[1])
    mark = f"gk{int(isolation)}{os.getpid()}"
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(int(isolation)), mark],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "TMPDIR": str(tmp_path)},
        cwd=ROOT,
    )
    tmp_path.chmod(0o755)
    assert wait_for(lambda: len(processes(mark)) == 3)
    process.kill()
    process.wait()
    assert wait_for(lambda: not processes(mark))
    left = list(tmp_path.glob("greenroom-run-*"))
    assert bool(left) is (isolation is not Isolation.FULL)
    sweep(tmp_path)
    assert not list(tmp_path.glob("greenroom-run-*"))


@pytest.mark.parametrize("isolation", list(Isolation), ids=lambda isolation: isolation.name.lower())
def test_many_runs_leave_no_process_file_mount_or_descriptor(isolation):
    box, why = own(isolation)
    if box is None:
        pytest.skip(why)
    code = b"def run(v):\n    if v == 2: 1 / 0\n    if v == 3: raise SystemExit\n    open('x', 'w').write('x'); return v"
    box.run({"main.py": code}, ["1"], Limits())

    def state():
        me = os.getpid()
        children = Path(f"/proc/{me}/task/{me}/children").read_text()
        mounts = Path("/proc/self/mountinfo").read_text()
        folders = sorted(path.name for path in Path("/tmp").glob(f"greenroom-run-{me}-*"))
        return children, mounts, folders, len(list(Path("/proc/self/fd").iterdir()))

    before = state()
    for number in range(MANY):
        inputs = [json.dumps(value) for value in (1, 2, number % 4)]
        assert len(box.run({"main.py": code}, inputs, Limits(cpu_s=30, wall_s=100)).replies) == 2 + (
            number % 4 != 3
        )
    assert state() == before


def test_a_folder_is_removed_whatever_is_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = WorkFolder.make(None)
    here = os.open(folder.path, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("x", os.O_CREAT | os.O_WRONLY, 0o000, dir_fd=here))
    os.fchmod(here, 0)
    os.close(here)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    (folder.path / "link").symlink_to(outside)
    (folder.path / "file link").symlink_to(outside / "kept")
    folder.remove()
    assert [path.name for path in tmp_path.iterdir()] == ["outside"]
    assert (outside / "kept").read_text() == "kept"


def test_the_folder_of_a_living_process_stays(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = WorkFolder.make(None)
    dead = tmp_path / "greenroom-run-999999999-12345-abc"
    other = tmp_path / "greenroom-run-notes"
    dead.mkdir()
    other.mkdir()
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([folder.path, other])


def test_what_a_folder_holds_counts_files_without_names(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = WorkFolder.make(None)
    assert folder.kib(()) == 0
    with (folder.path / "gone").open("wb") as file:
        file.write(b"x" * (3 << 20))
        file.flush()
        (folder.path / "gone").unlink()
        assert folder.kib(()) == 0
        assert folder.kib((os.getpid(),)) >= 3 * 1024
    (folder.path / "inner").mkdir()
    (folder.path / "inner" / "kept").write_bytes(b"x" * (2 << 20))
    assert 2048 <= folder.kib(()) < 2100
    for number in range(5001):
        (folder.path / str(number)).touch()
    assert folder.kib(()) > 1 << 30
