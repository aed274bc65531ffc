import json
import subprocess
import sys

import pytest
from tests.adapters.render.sample import bare, hostile

from greenroom.adapters.render import ReportFormat, render
from greenroom.model.report import Report

ATTACK = "<script>alert(1)</script> #panic($x$) *b* @c `d` ]] \\ <!-- \u202e"


@pytest.mark.parametrize("format_", list(ReportFormat))
@pytest.mark.parametrize("make", [bare, lambda: hostile(ATTACK)], ids=["bare", "hostile"])
def test_every_format_takes_the_least_and_the_worst(format_, make):
    assert len(render(make(), format_)) > 100


@pytest.mark.parametrize("format_", [f for f in ReportFormat if f is not ReportFormat.ANKI])
def test_two_renders_of_one_report_are_equal(report, format_):
    assert render(report, format_) == render(report, format_)


def test_json_is_the_report(report):
    data = render(report, ReportFormat.JSON)
    assert Report.model_validate_json(data) == report
    assert json.loads(data)["schema_version"] == 1


def test_formats_know_their_file_names_and_media_types():
    assert [f.suffix for f in ReportFormat] == [".html", ".pdf", ".md", ".json", ".ics", ".apkg"]
    assert ReportFormat("pdf").media_type == "application/pdf"
    assert all(f.media_type and f.label for f in ReportFormat)


def test_naming_the_formats_imports_none_of_their_libraries():
    code = (
        "import sys, greenroom.adapters.render; "
        "print([m for m in ('typst', 'jinja2', 'genanki', 'icalendar', 'markdown_it') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
