"""By default Greenroom makes no network call: the whole report is made with the network cut."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GREENROOM = str(Path(sys.executable).with_name("greenroom"))
WATCH = """
import os, sys
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        sys.stderr.write(f"NETWORK: {event} {arguments[1:]}\\n")
        sys.stderr.flush()
        os._exit(97)
sys.addaudithook(watch)
"""
UNSHARE = ["unshare", "--user", "--map-root-user", "--net"]


def can_unshare() -> bool:
    return (
        bool(shutil.which("unshare"))
        and subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python's first network call ends the process with 97."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH)
    return {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "watch"),
        "HOME": str(tmp_path / "home"),
        "GREENROOM_DATA": str(tmp_path / "data"),
    }


def test_a_report_in_every_format_needs_and_tries_no_network(watched, tmp_path):
    command = [GREENROOM, "report", "samples/cv.pdf", "samples/posting.md", "--out", str(tmp_path / "out")]
    if can_unshare():
        command = [*UNSHARE, *command]  # native code is cut off too
    run = subprocess.run(command, cwd=ROOT, env=watched, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "NETWORK" not in run.stderr
    made = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert made == {".html", ".pdf", ".json", ".md", ".ics", ".apkg"}


def test_the_watch_would_notice(watched):
    call = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    run = subprocess.run(
        [sys.executable, "-c", call], env=watched, capture_output=True, text=True, check=False
    )
    assert run.returncode == 97
    assert "NETWORK" in run.stderr
