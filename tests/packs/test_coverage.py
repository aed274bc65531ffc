"""docs/reference/coverage.md is what the packs hold."""

from pathlib import Path

import pytest

from greenroom.content.coverage import coverage_page
from greenroom.content.load import load_catalogue
from greenroom.content.summary import summarise

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "coverage.md"


def test_the_page_is_what_the_packs_hold(request: pytest.FixtureRequest):
    page = coverage_page(summarise(load_catalogue([ROOT / "packs"], exemplars=True)))
    if request.config.getoption("--update-goldens"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "if the change is meant, run with --update-goldens"


def test_a_hole_is_named():
    whole = load_catalogue([ROOT / "packs"])
    without = [q for q in whole.questions if q.round != "ml-coding"]
    page = coverage_page(summarise(whole.__class__(**{**vars(whole), "questions": tuple(without)})))
    assert "Without a question: ml-coding at entry" in page
    assert "Without" not in coverage_page(summarise(whole))
