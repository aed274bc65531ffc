from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from pathlib import Path

import greenroom.web

STATIC = Path(greenroom.web.__file__).parent / "static"
TOKEN = re.compile(r"^\s*(--[a-z-]+):\s*(light-dark\([^;]*\)|[^;]*);", re.MULTILINE)


def test_vendored_files_are_the_ones_noted():
    rows = re.findall(
        r"^\| (\S+) \| npm .*\| ([0-9a-f]{64}) \|$", (STATIC / "VENDORED.md").read_text(), re.MULTILINE
    )
    assert [name for name, _ in rows] == ["htmx.min.js", "codemirror.min.js", "uplot.min.js", "uplot.min.css"]
    for name, digest in rows:
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest


def test_the_app_and_the_report_share_their_design_tokens():
    report = dict(TOKEN.findall((files("greenroom.adapters.render") / "templates" / "page.css").read_text()))
    app = dict(TOKEN.findall((STATIC / "app.css").read_text()))
    shared = app.keys() & report.keys()
    assert {"--paper", "--ink", "--accent", "--rule", "--sans", "--serif"} <= shared
    assert {name: app[name] for name in shared} == {name: report[name] for name in shared}


def test_styles_fetch_nothing():
    for name in ("app.css", "bar.css", "library.css", "coding.css", "labs.css", "calculator.css"):
        assert not re.search(r"url\(|@import|https?:", (STATIC / name).read_text())
