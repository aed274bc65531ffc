"""The measured bars on the optional local data folder."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
sys.path.insert(0, str(ROOT / "bench"))

import documents_text as bench  # noqa: E402


@pytest.mark.skipif(
    not (DATA / "cvs").exists(), reason="the optional data folder ../shared/data/cvs is absent"
)
def test_cvs_keep_their_text_under_the_right_headings():
    rows = bench.measure_cvs(DATA / "cvs")
    assert bench.mean(rows, "heading") >= 0.96
    assert bench.mean(rows, "job") >= 0.96
    assert bench.mean(rows, "recall") >= 0.985


@pytest.mark.skipif(
    not (DATA / "postings").exists(), reason="the optional data folder ../shared/data/postings is absent"
)
def test_posting_pages_keep_their_main_text():
    rows = bench.measure_pages(DATA / "postings" / "postings.jsonl")
    pages = {name: row for name, row in rows.items() if not row["derived"]}
    assert bench.mean(pages, "page_f1") >= 0.97
