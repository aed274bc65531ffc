"""Attacks on the sandbox: each is tried in each way of holding that works here, and none reaches its goal."""

from __future__ import annotations

import json
import os
import platform
import re
import secrets
import sys
import time
from pathlib import Path

import pytest
from tests.adapters.sandbox.held import OtherUser

import greenroom
from greenroom.adapters.sandbox import probe
from greenroom.adapters.sandbox.box import PythonBox
from greenroom.adapters.sandbox.folder import _started
from greenroom.adapters.sandbox.launch import Walls
from greenroom.model.sandbox import Ending, Isolation, Limits, Ran
from greenroom.ports import Sandbox

HERE = Path(__file__).parent
ATTACKS = sorted((HERE / "attacks").glob("*.py"))
BATTERY = sorted((HERE / "battery").glob("a*.py"))
LIMITS = Limits(cpu_s=2, wall_s=8, memory_mb=256, processes=24, scratch_mb=16)

ENDS = {  # how a run must end where it does not end by an answer
    "busy_in_c": {Ending.OUT_OF_TIME},
    "close_everything": {Ending.CRASHED, Ending.OUT_OF_TIME},
    "deep_folders": {Ending.FINISHED, Ending.OUT_OF_MEMORY},
    "deep_reply": {Ending.CRASHED},
    "endless_error": {Ending.OUT_OF_TIME},
    "endless_reply": {Ending.OUT_OF_TIME},
    "exit_at_import": {Ending.CRASHED},
    "fill_inodes": {Ending.FINISHED, Ending.OUT_OF_MEMORY, Ending.OUT_OF_TIME},
    "fill_nameless": {Ending.FINISHED, Ending.OUT_OF_MEMORY},
    "fork_bomb": {Ending.OUT_OF_TIME, Ending.OUT_OF_MEMORY},
    "fork_in_atexit": {Ending.CRASHED},
    "forged_reply": {Ending.CRASHED},
    "huge_recursion": {Ending.CRASHED, Ending.OUT_OF_MEMORY, Ending.OUT_OF_TIME, Ending.FINISHED},
    "huge_reply": {Ending.TOO_MUCH, Ending.OUT_OF_MEMORY},
    "patched_builtins": {Ending.FINISHED, Ending.OUT_OF_TIME, Ending.CRASHED},
    "pickle_through_pipe": {Ending.CRASHED},
    "sleep": {Ending.OUT_OF_TIME},
    "stolen_nonce": {Ending.FINISHED, Ending.CRASHED},
    "stop_itself": {Ending.OUT_OF_TIME},
    "thread_bomb": {Ending.OUT_OF_TIME, Ending.OUT_OF_MEMORY},
    "unseen_cpu": {Ending.OUT_OF_TIME},
}

OWN_BUSINESS = {"deep_reply", "stolen_nonce", "patched_builtins", "trace"}
EXPECTED = "expect-" + secrets.token_hex(8)
"""What stands for the hidden expectations: this process knows it, no run is told."""


def told(canary: dict, box: Sandbox) -> dict:
    paths = [str(Path(greenroom.__file__).parents[1]), *sys.path]
    return canary | {
        "supervisor": box.pid if isinstance(box, OtherUser) else os.getpid(),
        "mark": "gr" + secrets.token_hex(4),
        "scratch_mb": LIMITS.scratch_mb,
        "paths": paths,
        "home": str(Path.home()),
    }


def left_behind(mark: str) -> list[str]:
    """Processes and files of a run that are still there."""
    found = []
    for comm in Path("/proc").glob("[0-9]*/comm"):
        try:
            if mark in comm.read_text():
                found.append(str(comm))
        except OSError:
            continue
    for folder in Path("/tmp").glob("greenroom-run-*"):
        pid, since = folder.name.split("-")[2:4]
        if int(pid) == os.getpid() or _started(int(pid)) != int(since):
            found.append(str(folder))
    return found


def reached(ran: Ran) -> bool:
    return any(reply.value not in {"", "false", "[]", "null", "0"} for reply in ran.replies)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda path: path.stem)
def test_no_attack_reaches_its_goal(attack: Path, box: Sandbox, canaries) -> None:
    canary = canaries(isinstance(box, OtherUser))
    info = told(canary, box)
    began = time.monotonic()
    ran = box.run({"main.py": attack.read_bytes()}, [json.dumps(info)] * 2, LIMITS)
    took = time.monotonic() - began
    if attack.stem in OWN_BUSINESS:
        assert len(ran.replies) <= 2  # it answered, by whatever way, for itself
    else:
        assert not reached(ran), ran
    assert ran.ending in ENDS.get(attack.stem, {Ending.FINISHED}), ran
    assert took < 2 * LIMITS.wall_s + 20  # far beyond what it needs, so that only a hang fails
    assert left_behind(info["mark"]) == []
    assert (Path(canary["dir"]) / "target.txt").read_text() == "clean\n"
    assert json.loads((Path(canary["dir"]) / "info.json").read_text())["decoy"] == canary["decoy"]  # it lives
    assert not (Path(canary["dir"]) / info["mark"]).exists()


@pytest.mark.parametrize("attack", BATTERY, ids=lambda path: path.stem)
def test_no_script_of_the_battery_reaches_its_goal(attack: Path, box: Sandbox, canaries) -> None:
    ran, got = battery(attack, box, canaries)
    assert not got, ran
    assert left_behind("no such mark") == []


def battery(attack: Path, box: Sandbox, canaries) -> tuple[Ran, bool]:
    canary = canaries(isinstance(box, OtherUser))
    files = {
        "main.py": attack.read_bytes(),
        "_common.py": (HERE / "battery" / "_common.py").read_bytes(),
        "atk.json": json.dumps(canary | {"host": platform.node()}).encode(),
    }
    ran = box.run(files, ["0"], Limits(cpu_s=6, wall_s=25, memory_mb=512, said_kb=1024))
    reports = [json.loads(line) for line in re.findall(r"^ATK (.*)$", ran.said, re.MULTILINE)]
    return ran, any(report["got"] for report in reports)


REACHED_UNHELD = ["a01_read_passwd", "a05_net_tcp", "a07_unix_sockets", "a31_host_info"]


@pytest.mark.parametrize("name", REACHED_UNHELD)
def test_the_same_attack_reaches_its_goal_where_nothing_holds_it(name: str, bare: Sandbox, canaries) -> None:
    assert battery(HERE / "battery" / f"{name}.py", bare, canaries)[1]


def test_what_is_looked_for_in_memory_would_be_found(full: Sandbox, canaries) -> None:
    info = told(canaries(), full) | {"given away": EXPECTED}
    ran = full.run(
        {"main.py": (HERE / "attacks" / "runner_memory.py").read_bytes()}, [json.dumps(info)], LIMITS
    )
    assert reached(ran), ran


UNHELD = ["memfd", "metadata", "sockets", "machine", "user_namespaces", "run_programs"]


@pytest.mark.parametrize("name", UNHELD)
def test_the_guard_can_fail(name: str, bare: Sandbox, canaries) -> None:
    info = told(canaries(), bare)
    ran = bare.run({"main.py": (HERE / "attacks" / f"{name}.py").read_bytes()}, [json.dumps(info)], LIMITS)
    assert reached(ran), ran
    assert bare.isolation is Isolation.NONE


@pytest.mark.parametrize("version", range(1, 6))
@pytest.mark.parametrize("name", ["signals_out", "sockets", "limits_of_others", "poison_python", "metadata"])
def test_older_kernels_hold_as_well(version: int, name: str, canaries) -> None:
    if probe.landlock_version() < version:
        pytest.skip("this kernel's Landlock is older")
    walls = Walls(Isolation.PARTIAL, landlock=version)
    older = PythonBox(probe._interpreter(Path(sys.executable)), walls)
    info = told(canaries(), older)
    ran = older.run({"main.py": (HERE / "attacks" / f"{name}.py").read_bytes()}, [json.dumps(info)], LIMITS)
    assert (ran.ending, reached(ran)) == (Ending.FINISHED, False), ran
