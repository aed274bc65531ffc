"""Running the command line as people do: in its own process, with its own data folder."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from greenroom.cli import main

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cv() -> Path:
    return ROOT / "samples" / "cv.pdf"


@pytest.fixture
def posting() -> Path:
    return ROOT / "samples" / "posting.md"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Nobody's terminal: no colours, width or editor of whoever runs the tests; data and temp files of the test."""
    (tmp_path / "temp").mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "GREENROOM_CACHE"}
    }
    return {
        **kept,
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "temp"),
        "GREENROOM_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT / "src"),
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture
def call(tmp_path: Path, environment: dict[str, str]) -> Run:
    """As `run`, in this process: for what does not depend on how a process starts and ends."""

    def go(*arguments: object, also: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
        with pytest.MonkeyPatch.context() as patch, mock.patch.dict(os.environ, clear=True):
            os.environ.update(environment, **(also or {}))
            patch.chdir(tmp_path)
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            with pytest.raises(SystemExit) as caught:
                main([*map(str, arguments)])
        for stream in streams:
            stream.seek(0)
        out, err = (stream.read() for stream in streams)
        return subprocess.CompletedProcess([*arguments], caught.value.code, out, err)

    return go


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """`greenroom ARGUMENTS` in `tmp_path`; `also` is added to its environment."""

    def go(
        *arguments: object, also: dict[str, str] | None = None, **options
    ) -> subprocess.CompletedProcess[str]:
        if not {"stdin", "input"} & options.keys():
            options["stdin"] = subprocess.DEVNULL
        return subprocess.run(
            [sys.executable, "-m", "greenroom", *map(str, arguments)],
            cwd=tmp_path,
            env={**environment, **(also or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            **options,
        )

    return go
