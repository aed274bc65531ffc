"""Each sandbox that works here, and things an attacker would like to reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.sandbox.held import ORDINARY, OtherUser, as_ordinary, own

from greenroom.model.sandbox import Isolation
from greenroom.ports import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
KINDS = [
    f"{kind.name.lower()}-{who}"
    for kind in (Isolation.FULL, Isolation.PARTIAL)
    for who in ("own", "ordinary")
]
EVERY = "GREENROOM_EVERY_SANDBOX"
"""Set, attacks are tried in every tier as every user: ten minutes on two cores. Else each tier once, one as root and one as another."""
ATTACKED = (
    KINDS
    if os.environ.get(EVERY)
    else ["full-own", "partial-ordinary" if os.geteuid() == 0 else "partial-own"]
)


def named(kind: str) -> Iterator[Sandbox]:
    level, who = kind.split("-")
    isolation = Isolation[level.upper()]
    if who == "own":
        box, why = own(isolation)
        if box is None:
            pytest.skip(f"{level} does not work here: {why}")
        yield box
        return
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    other = OtherUser(isolation)
    try:
        if other.why:
            pytest.skip(f"{level} does not work here: {other.why}")
        yield other
    finally:
        other.close()


@pytest.fixture(scope="session", params=[*KINDS, "none-own"])
def any_box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    yield from named(request.param)


@pytest.fixture(scope="session", params=ATTACKED)
def box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A sandbox that isolates."""
    yield from named(request.param)


@pytest.fixture(scope="session")
def full() -> Iterator[Sandbox]:
    yield from named("full-own")


@pytest.fixture(scope="session")
def bare() -> Sandbox:
    found, _ = own(Isolation.NONE)
    assert found
    return found


@pytest.fixture(scope="session")
def canaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bool], dict[str, Any]]]:
    """Listeners, a decoy with a secret, files; run as root or, asked for, as the ordinary user."""
    started: dict[bool, tuple[subprocess.Popen[bytes], Path]] = {}

    def info(ordinary: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - one switch
        if ordinary not in started:
            folder = Path("/tmp") / f"{tmp_path_factory.getbasetemp().name}-{os.getpid()}-{int(ordinary)}"
            folder.mkdir()
            folder.chmod(0o755)
            command = [sys.executable, str(Path(__file__).parent / "battery" / "canary.py"), str(folder)]
            if ordinary:
                os.chown(folder, ORDINARY, ORDINARY)
                command = as_ordinary(command)
            started[ordinary] = (subprocess.Popen(command, start_new_session=True), folder)
        told = started[ordinary][1] / "info.json"
        while not told.exists():
            time.sleep(0.01)
        return json.loads(told.read_text())

    yield info
    for process, folder in started.values():
        os.killpg(process.pid, 9)
        process.wait()
        subprocess.run(["rm", "-rf", str(folder)], check=True)
