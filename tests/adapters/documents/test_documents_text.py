"""Plain text, Markdown and JSON Resume."""

import io
import json
from types import SimpleNamespace

import pytest

RESUME = {
    "basics": {
        "name": "Ada Lovelace", "label": "ML engineer", "email": "ada@example.com",
        "location": {"city": "London", "countryCode": "GB"},
        "profiles": [{"network": "GitHub", "url": "https://github.com/ada"}], "summary": "Ships models.",
    },
    "work": [{"name": "Harbour", "position": "Engineer", "startDate": "2021-03", "highlights": ["Cut cost by 30%"]}],
    "skills": [{"name": "Languages", "keywords": ["Python", "Go"]}],
}  # fmt: skip


def test_blocks_bullets_and_padding_of_plain_text(reader, texts):
    document = reader.read(
        b"Ada Lovelace\n\nHarbour        2020 - 2022\n- Built it\n  - in parts\n* Kept it\n", name="cv.txt"
    )
    assert texts(document) == ["Ada Lovelace", "Harbour\t2020 - 2022", "Built it", "in parts", "Kept it"]
    assert [line.bullet for line in document.lines] == [False, False, True, True, True]
    assert [line.indent for line in document.lines] == [0, 0, 0, 1, 0]
    assert document.lines[0].block != document.lines[1].block


def test_every_line_is_found_at_its_offsets(reader):
    document = reader.read("Ada\n• one\n• two\n".encode(), name="cv.txt")
    assert document.text == "Ada\n• one\n• two"
    assert [document.text[line.start : line.end] for line in document.lines] == ["Ada", "one", "two"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_told_without_a_note(reader, encoding):
    document = reader.read("Zoë Müller, 北京".encode(encoding), name="cv.txt")
    assert document.text == "Zoë Müller, 北京"
    assert document.notes == ()


def test_windows_text_is_read_with_a_note(reader):
    document = reader.read("Zoë Müller – Zürich".encode("cp1252"), name="cv.txt")
    assert document.text == "Zoë Müller – Zürich"
    assert "Windows-1252" in document.notes[0]


def test_mojibake_is_repaired_with_a_note(reader):
    right = "Zoë’s résumé – naïve Bayes, 30 % faster"
    document = reader.read(right.encode().decode("cp1252").encode(), name="cv.txt")
    assert document.text.replace("'", "’") == right
    assert "garbled" in document.notes[0]


def test_correct_accents_are_never_taken_for_mojibake(reader):
    text = "São Paulo, Ângela Âncora, crème brûlée, “quoted” – naïve"
    document = reader.read(text.encode(), name="cv.txt")
    assert document.text == text
    assert document.notes == ()


def test_markdown_keeps_headings_lists_tables_and_links(reader, texts):
    source = (
        "# Ada\n\n## Experience\n**Engineer**, Harbour  \nJan 2020\n\n- Built *it*\n  - in parts\n\n"
        "| Skill | Years |\n|---|---|\n| Python | 5 |\n\n[site](https://ada.example)\n"
    )
    document = reader.read(source.encode(), name="cv.md")
    assert texts(document) == [
        "Ada", "Experience", "Engineer, Harbour", "Jan 2020", "Built it", "in parts", "Skill\tYears", "Python\t5", "site",
    ]  # fmt: skip
    assert [line.heading for line in document.lines[:3]] == [1, 2, 0]
    assert [(line.bullet, line.indent) for line in document.lines[4:6]] == [(True, 0), (True, 1)]
    assert [document.text[a:b] for a, b in document.lines[2].bold_parts] == ["Engineer"]
    assert document.links == ("https://ada.example",)


def test_json_resume_reads_like_a_cv(reader, texts):
    document = reader.read(json.dumps(RESUME).encode(), name="resume.json")
    assert texts(document) == [
        "Ada Lovelace", "ML engineer", "ada@example.com", "London, GB", "https://github.com/ada", "Summary", "Ships models.",
        "Experience", "Engineer\t2021-03 – Present", "Harbour", "Cut cost by 30%", "Skills", "Languages: Python, Go",
    ]  # fmt: skip
    assert document.lines[10].bullet
    assert document.links == ("https://github.com/ada",)


def test_the_content_and_not_the_name_tells_the_format(reader, pdf):
    assert reader.read(pdf("Ada"), name="cv.txt").media_type == "application/pdf"
    assert reader.read(b"<html><body><p>Ada</p></body></html>", name="cv.txt").media_type == "text/html"
    assert reader.read(json.dumps(RESUME).encode(), name="stdin").media_type == "application/json"


def test_a_dash_is_standard_input(reader, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"Ada Lovelace")))
    from pathlib import Path

    document = reader.read_file(Path("-"))
    assert (document.name, document.text) == ("stdin", "Ada Lovelace")
