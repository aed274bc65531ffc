import io
import sqlite3
import zipfile
from pathlib import Path

from tests.adapters.render.sample import hostile

from greenroom.adapters.render.anki import render_anki
from greenroom.model.report import Report


def notes(report: Report, tmp_path: Path) -> list[tuple[str, str]]:
    """Guid and fields of every note, by guid."""
    archive = zipfile.ZipFile(io.BytesIO(render_anki(report)))
    path = tmp_path / "collection.anki2"
    path.write_bytes(archive.read("collection.anki2"))
    with sqlite3.connect(path) as base:
        return base.execute("select guid, flds from notes order by guid").fetchall()


def test_a_card_for_every_concept_question_number_and_story(report, tmp_path):
    found = notes(report, tmp_path)
    expected = len(report.concepts) + len(report.questions) + len(report.stress_tests) + len(report.stories)
    assert len(found) == expected
    kinds = {fields.split("\x1f")[0] for _, fields in found}
    assert kinds == {"Concept", "Question", "Number to defend", "Story"}


def test_two_decks_of_one_report_are_equal_in_content(report, tmp_path):
    assert notes(report, tmp_path) == notes(report, tmp_path)


def test_markup_in_the_documents_stays_text(tmp_path):
    fields = "".join(fields for _, fields in notes(hostile("<script>alert(1)</script> {{Front}}"), tmp_path))
    assert "<script>" not in fields
    assert "&lt;script&gt;" in fields
