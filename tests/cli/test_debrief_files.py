"""A debrief as files, by the endings of their names."""

import html
import json

import pypdfium2
import pytest

SLUG = "ad-budgets-gone-by-noon"
ANSWER = "I would pace by expected spend: forecast traffic by hour and update the bid multiplier each minute, at most 10 percent."


@pytest.fixture
def round_id(run):
    run("interview", "start", SLUG, input=f"{ANSWER}\n\n/stop\n")
    return json.loads(run("interview", "list", "--json").stdout)["rounds"][0]["id"]


def test_every_format_is_written_where_it_is_asked_for(run, round_id, tmp_path):
    (tmp_path / "kept.md").write_text("what stood here before")
    files = [tmp_path / name for name in ("deep/er/a.html", "a.PDF", "kept.md", "a.json")]
    done = run("debrief", round_id, *(part for path in files for part in ("--out", path)))
    assert done.returncode == 0, done.stderr
    assert "hire at" in done.stdout
    for path in files:
        assert str(path) in done.stdout.replace("\n", "")
    page, pdf, markdown, data = (path.read_bytes() for path in files)
    assert b"<mark" in page
    with pypdfium2.PdfDocument(pdf) as document:
        assert "forecast traffic by hour" in "".join(
            one.get_textpage().get_text_bounded() for one in document
        )
    assert "**I would pace by expected spend" in markdown.decode()
    marks = json.loads(data)["marks"]
    assert marks
    assert all(mark["text"] in ANSWER for mark in marks)
    assert not list(tmp_path.rglob("*.part"))


def test_json_on_standard_output_is_the_json_file(run, round_id, tmp_path):
    done = run("debrief", round_id, "--json", "--out", tmp_path / "a.json")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (tmp_path / "a.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["debrief.docx", "debrief", "-", ".pdf"])
def test_an_unknown_ending_is_told_before_anything_is_read_or_written(run, tmp_path, name):
    done = run("debrief", "no-such-round", "--out", "good.md", "--out", name)
    assert done.returncode == 2
    assert ".html, .pdf, .md, .json" in " ".join(done.stderr.split())
    assert not (tmp_path / "good.md").exists()


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(run, round_id, tmp_path):
    (tmp_path / "a.md").write_text("before")
    (tmp_path / "file").write_text("no folder")
    done = run("debrief", round_id, "--out", "a.md", "--out", "file/b.md")
    assert done.returncode == 2
    assert "could not be written" in done.stderr
    assert (tmp_path / "a.md").read_text() == "before"


def test_a_role_play_is_written_once_it_is_over(run, tmp_path):
    begun = json.loads(run("interview", "start", "the-call-at-eleven", "--json").stdout)
    early = run("debrief", begun["id"], "--out", "a.pdf", "--json")
    assert early.returncode == 2
    assert json.loads(early.stderr)["error"]["code"] == "not_over"
    assert not (tmp_path / "a.pdf").exists()
    run("interview", "resume", input="I signed that release, and there was no test on fees in it.\n\n/stop\n")
    files = ("a.html", "a.pdf", "a.md", "a.json")
    done = run("debrief", begun["id"], *(part for name in files for part in ("--out", name)))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    told = json.loads((tmp_path / "a.json").read_text("utf-8"))["outcome"]["told"]
    for name in ("a.html", "a.md"):
        assert told in " ".join(html.unescape((tmp_path / name).read_text("utf-8")).split())
