"""Where nothing on the machine isolates code, the user is asked, and nobody else is answered for."""

from __future__ import annotations

import sys

import click
import pytest

from greenroom.adapters.sandbox import probe
from greenroom.cli.running import coding_with
from greenroom.errors import IsolationError
from greenroom.model.sandbox import Isolation

if sys.platform != "linux":
    pytest.skip("only Linux has what a sandbox needs so far", allow_module_level=True)


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine on which nothing isolates."""
    monkeypatch.setenv("GREENROOM_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(probe, "_bubblewraps", list)
    monkeypatch.setattr(probe, "landlock_version", lambda: 0)
    probe._isolated.cache_clear()
    yield
    probe._isolated.cache_clear()


def isolation(coding):
    return coding.grading().sandbox.isolation


@pytest.mark.parametrize("agrees", [True, False])
def test_who_sits_at_the_terminal_is_asked(bare, monkeypatch, capsys, agrees):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked = []
    monkeypatch.setattr(click, "confirm", lambda text, **_: asked.append(text) or agrees)
    if agrees:
        assert isolation(coding_with(None)) is Isolation.NONE
    else:
        with pytest.raises(IsolationError):
            coding_with(None)
    assert "It could read your files and use the network" in asked[0]
    assert "No sandbox on this machine" in capsys.readouterr().err


def test_nobody_is_asked_without_a_terminal(bare, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(IsolationError, match="GREENROOM_UNISOLATED=1"):
        coding_with(None)


def test_who_said_so_before_is_not_asked(bare, monkeypatch):
    monkeypatch.setenv("GREENROOM_UNISOLATED", "1")
    assert isolation(coding_with(None)) is Isolation.NONE


def test_agreeing_takes_no_isolation_away_where_there_is_some(monkeypatch, tmp_path):
    monkeypatch.setenv("GREENROOM_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GREENROOM_UNISOLATED", "1")
    probe._isolated.cache_clear()
    try:
        found = isolation(coding_with(None))
    except IsolationError as error:
        pytest.skip(f"no sandbox on this machine: {error}")
    if not probe._isolated(probe.Path(sys.executable).absolute())[0]:
        pytest.skip("nothing isolates on this machine")
    assert found > Isolation.NONE
