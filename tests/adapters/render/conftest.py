"""The sample report and its golden files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.adapters.render.sample import sample

from greenroom.model.report import Report

GOLDENS = Path(__file__).parents[2] / "goldens" / "render"


@pytest.fixture(scope="session")
def report() -> Report:
    return sample()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path | str, str], None]:
    """Compares a text with a golden file; `--update-goldens` writes it instead."""

    def compare(name: Path | str, text: str) -> None:
        path = GOLDENS / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"no golden {path.name}: run with --update-goldens and read the difference"
        assert text == path.read_bytes().decode(), "if the change is meant, run with --update-goldens"

    return compare
