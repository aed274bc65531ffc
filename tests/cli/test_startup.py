"""Help and completion come at once: nothing heavy is imported for them."""

import subprocess
import sys

import pytest

HEAVY = {
    "pydantic",
    "numpy",
    "sqlalchemy",
    "fastapi",
    "rich",
    "onnxruntime",
    "onnx_asr",
    "yaml",
    "lxml",
    "jinja2",
    "docx",
}
SHOW = """
import sys
from greenroom.cli import main
try:
    main({arguments!r})
except SystemExit:
    pass
print(*sorted({{name.split(".")[0] for name in sys.modules}}), file=sys.stderr)
"""


def imported(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        *(
            [name, "--help"]
            for name in ("report", "profile", "match", "judge", "calibrate", "serve", "pack", "speech")
        ),
        ["pack", "new", "--help"],
        ["completion", "bash"],
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported_to_show_help(arguments):
    assert not HEAVY & imported(SHOW.format(arguments=arguments))


def test_importing_the_command_line_imports_nothing_heavy():
    code = 'import sys, greenroom.cli; print(*{name.split(".")[0] for name in sys.modules}, file=sys.stderr)'
    assert not HEAVY & imported(code)


def test_the_watch_would_notice(cv):
    assert HEAVY & imported(SHOW.format(arguments=["profile", str(cv)]))
