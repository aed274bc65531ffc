"""What an honest candidate needs works, also with other interpreters."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from tests.adapters.sandbox.held import own
from tests.contracts.sandbox_contract import PATIENT, run

from greenroom.adapters.sandbox import probe
from greenroom.adapters.sandbox.box import PythonBox
from greenroom.model.sandbox import Ending, Isolation, Limits

WORK = {
    "numpy": ("import numpy as np\ndef run(v): return float((np.ones((v, v)) @ np.ones((v, v))).trace())", 60, "3600.0"),
    "numpy without threads": ("import numpy as np\nimport threading\ndef run(v): return [int(np.linalg.det(np.eye(v))), threading.active_count()]", 9, "[1, 1]"),
    "threads": ("from concurrent.futures import ThreadPoolExecutor\ndef run(v):\n    with ThreadPoolExecutor(8) as pool: return sum(pool.map(abs, range(-v, 0)))", 9, "45"),
    "asyncio": ("import asyncio\nasync def work(v): await asyncio.sleep(0.01); return v\ndef run(v): return asyncio.run(work(v))", 3, "3"),
    "temporary files": ("import tempfile\ndef run(v):\n    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as file: return [file.write(b'x' * v), folder.count('/') > 1]", 5, "[5, true]"),
    "sqlite": ("import sqlite3\ndef run(v):\n    db = sqlite3.connect(':memory:'); return db.execute('select ? + 1', (v,)).fetchone()", 5, "[6]"),
    "sqlite in a file": ("import sqlite3\ndef run(v):\n    db = sqlite3.connect('x.db'); db.execute('create table t(x)'); db.commit(); return db.execute('select ? + 1', (v,)).fetchone()", 5, "[6]"),
    "standard library": ("import bisect, collections, ctypes, dataclasses, datetime, decimal, functools, hashlib, heapq, itertools, lzma, random, re, statistics, typing, unittest, zoneinfo\ndef run(v): return hashlib.sha256(b'x').hexdigest()[:v]", 4, '"2d71"'),
    "time zones": ("import datetime, zoneinfo\ndef run(v): return datetime.datetime(2026, 7, v, tzinfo=zoneinfo.ZoneInfo('Europe/Berlin')).utcoffset().seconds", 1, "7200"),
    "a process of its own": ("import os\ndef run(v):\n    r, w = os.pipe()\n    if os.fork() == 0: os.write(w, b'%d' % v); os._exit(0)\n    os.wait(); return int(os.read(r, 9))", 4, "4"),
    "a child that comes back": ("import os\ndef run(v):\n    pid = os.fork()\n    if pid: os.waitpid(pid, 0)\n    return v", 4, "4"),
    "the same order every time": ("def run(v): return list({str(n) for n in range(v)})", 6, None),
    "subprocess": ("import subprocess, sys\ndef run(v): return subprocess.run([sys.executable, '-S', '-c', f'print({v})'], capture_output=True, text=True).stdout", 4, '"4\\n"'),
}  # fmt: skip
POOL = "import multiprocessing\ndef run(v):\n    with multiprocessing.get_context('fork').Pool(2) as pool: return pool.map(abs, [-v, v])"


@pytest.mark.parametrize("name", WORK)
def test_honest_work_is_done(name, any_box):
    code, given, expected = WORK[name]
    first, second = (run(any_box, code, given) for _ in range(2))
    assert first.ending is Ending.FINISHED, first
    assert not first.replies[0].error, first
    assert first.replies[0].value == (expected or second.replies[0].value)


def test_pools_of_processes_work_where_the_isolation_is_full(full):
    assert run(full, POOL, 3).replies[0].value == "[3, 3]"


def pythons() -> list[str]:
    found = [shutil.which(f"python3.{minor}") for minor in range(11, 20)]
    found += [str(path) for path in Path.home().glob(".pyenv/versions/3.1[1-9]*/bin/python3")]
    return sorted({str(Path(path).resolve()) for path in found if path and path != sys.executable})


@cache
def runs(python: str) -> bool:
    asked = subprocess.run([python, "-c", "import ctypes, json"], capture_output=True, check=False)
    return asked.returncode == 0


@pytest.mark.parametrize("python", pythons())
@pytest.mark.parametrize("isolation", [Isolation.FULL, Isolation.PARTIAL], ids=["full", "partial"])
def test_another_interpreter_runs_it(python, isolation):
    if not runs(python):
        pytest.skip(f"{python} lacks ctypes or json")
    found, why = own(isolation, python)
    if found is None:
        pytest.skip(why)
    ran = run(found, "import sys\ndef run(v): return list(sys.version_info[:2])", 0)
    assert ran.replies[0].value == str(list(probe._interpreter(Path(python)).version[:2]))


def test_ten_at_once_keep_to_their_own_limits(full: PythonBox):
    code = "import os, time\ndef run(v):\n    x = b'1' * (v << 20)\n    made = 0\n"
    code += "    for _ in range(8):\n        if os.fork() == 0: time.sleep(20); os._exit(0)\n        made += 1\n    return made"
    limits = Limits(cpu_s=30, wall_s=120, memory_mb=200, processes=16)
    with ThreadPoolExecutor(10) as pool:
        small = [pool.submit(run, full, code, 20, limits=limits) for _ in range(8)]
        large = [pool.submit(run, full, code, 400, limits=limits) for _ in range(2)]
    assert [done.result().replies[0].value for done in small] == [
        "8"
    ] * 8  # nobody used up another's processes
    assert [done.result().ending for done in large] == [Ending.OUT_OF_MEMORY] * 2


def test_the_start_counts_for_the_first_input_only(full: PythonBox):
    first, second = run(full, "def run(v): return v", 1, 2, limits=PATIENT).replies
    assert first.cpu_s > second.cpu_s
    assert first.wall_s > second.wall_s


def installed(site: Path, name: str, module: str, text: str, *requires: str) -> None:
    """A distribution as an installer leaves it, of one module."""
    (site / module).parent.mkdir(parents=True, exist_ok=True)
    (site / module).write_text(text)
    told = site / f"{name.replace('-', '_')}-1.0.dist-info"
    told.mkdir()
    needs = "".join(f"Requires-Dist: {one}\n" for one in requires)
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needs}\n")
    (told / "RECORD").write_text(f"{module},,\n{told.name}/METADATA,,\n{told.name}/RECORD,,\n")


@pytest.mark.parametrize("isolation", [Isolation.FULL, Isolation.PARTIAL], ids=["full", "partial"])
def test_pytorch_is_there_where_it_is_installed_with_what_it_needs_and_nothing_else(isolation, tmp_path):
    """A stand-in of two modules: what is shown is told by what is installed, not by what PyTorch is."""
    venv.create(tmp_path / "own", with_pip=False)
    (site,) = (tmp_path / "own").glob("lib/python*/site-packages")
    wants = ("small-types>=1; python_version > '3'", "shared-one", "not-there; sys_platform == 'plan9'", "secret; extra == 'all'")  # fmt: skip
    installed(site, "torch", "torch/__init__.py", "import small_types\nfrom torch.deep import ONE\n", *wants)
    (site / "torch" / "deep.py").write_text("ONE = 1\n")
    installed(site, "small-types", "small_types.py", "TWO = 2\n")
    installed(site, "secret", "secret.py", "KEY = 'k'\n")
    installed(
        site, "shared-one", "shared/one.py", "FOUR = 4\n"
    )  # a folder of several, without __init__.py, as nvidia
    python = str(tmp_path / "own" / "bin" / "python")
    found, why = own(isolation, python)
    if found is None:
        pytest.skip(why)
    code = "import torch, shared.one\ndef run(v):\n    if v: import secret\n    return [torch.ONE, torch.small_types.TWO, shared.one.FOUR]"
    ran = run(found, code, 0, 1)
    assert ran.replies[0].value == "[1, 2, 4]", ran
    assert "No module named 'secret'" in ran.replies[1].error


def test_the_first_input_may_take_as_long_again_as_its_start_is_given(box):
    slow = "import time\ntime.sleep(1.5)\ndef run(v):\n    time.sleep(v)\n    return v"
    tight = Limits(cpu_s=1.0, wall_s=1.0)
    assert box.run({"main.py": slow.encode()}, ["0"], tight).ending is Ending.OUT_OF_TIME
    given = tight.model_copy(update={"start_s": 30.0})
    ran = box.run({"main.py": slow.encode()}, ["0", "3"], given)
    assert [one.value for one in ran.replies] == ["0"]
    assert ran.ending is Ending.OUT_OF_TIME  # the second has no start
