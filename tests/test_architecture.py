"""The import rules hold, and each of them can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        LINT,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder / "src"), "PATH": ""},
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns("__pycache__", "fonts", "static", "*.txt"),
    )
    return tmp_path


def test_the_tree_keeps_the_rules(copy: Path) -> None:
    run = lint(copy)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("model/document.py", "import greenroom.ports"),
        ("errors.py", "import greenroom.model.value"),
        ("ports.py", "import greenroom.prepare.match"),
        ("prepare/plan.py", "import greenroom.content.load"),
        ("content/load.py", "import greenroom.prepare.plan"),
        ("prepare/plan.py", "import greenroom.service.preparation"),
        ("service/preparation.py", "import greenroom.adapters.encoder"),
        ("adapters/encoder/minilm.py", "import greenroom.service.preparation"),
        ("service/preparation.py", "import greenroom.bootstrap"),
        ("web/__init__.py", "import greenroom.cli"),
        ("cli/report.py", "import greenroom.adapters.render"),
        ("web/__init__.py", "import greenroom.adapters.store"),
        ("adapters/sandbox/inside/runner.py", "import greenroom.errors"),
        ("model/document.py", "import sqlalchemy"),
        ("prepare/plan.py", "import subprocess"),
        ("prepare/match/stress.py", "import socket"),
        ("content/load.py", "import jinja2"),
    ],
)
def test_each_rule_can_fail(copy: Path, module: str, line: str) -> None:
    path = copy / "src" / "greenroom" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    run = lint(copy)
    assert run.returncode != 0, f"“{line}” in {module} went unnoticed"
    assert "BROKEN" in run.stdout
