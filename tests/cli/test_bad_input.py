"""Input that cannot be used: a message that says what and what next, exit code 2, and nothing lost."""

import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli import bad_files

NO_OCR = """
import importlib.util
real = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "rapidocr" else real(name, package)
"""
CVS = {
    "empty": ("cv.pdf", b"", "is empty"),
    "blank": ("cv.txt", b" \n\n\t ", "is empty"),
    "not a PDF": ("cv.pdf", b"Ada Lovelace, engineer", "not a readable PDF"),
    "broken PDF": ("cv.pdf", b"%PDF-1.7\nand then nothing", "not a readable PDF"),
    "encrypted PDF": ("cv.pdf", bad_files.pdf(encrypted=True), "password"),
    "500 pages": ("cv.pdf", bad_files.pdf(500), "has 500 pages; at most"),
    "not text": ("cv.txt", bytes(range(256)) * 40, "not text in any encoding"),
    "a picture": ("cv.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    "another JSON": ("cv.json", b'{"unrelated": true}', "not a JSON Resume"),
    "another language": (
        "cv.txt",
        bad_files.GERMAN_CV.encode(),
        "language that is not supported.*English, French, Chinese",
    ),
}


class Folder:
    """An output folder that holds an earlier report; whatever fails leaves it as it was."""

    def __init__(self, path: Path) -> None:
        path.mkdir()
        (path / "report.html").write_text("an earlier report")
        self.path = path

    def is_untouched(self) -> bool:
        return {p.name: p.read_text() for p in self.path.iterdir()} == {"report.html": "an earlier report"}


@pytest.fixture
def out(tmp_path):
    return Folder(tmp_path / "out")


@pytest.fixture
def refused(run, out, tmp_path):
    """Runs `greenroom report`, sees that it is refused as it should be, and gives the message."""

    def go(*arguments, **options) -> str:
        before = sorted(tmp_path.iterdir())
        done = run("report", *arguments, "--out", out.path, **options)
        assert done.returncode == 2, done.stderr
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        what, *next_ = done.stderr.strip().splitlines()
        assert what.startswith("greenroom: ")
        assert next_, "it does not say what to do next"
        assert all(line.endswith(".") for line in next_)
        assert out.is_untouched()
        assert sorted(tmp_path.iterdir()) == before
        return done.stderr

    return go


def says(message: str, pattern: str) -> bool:
    return re.search(pattern, message, re.DOTALL) is not None


@pytest.mark.parametrize("case", CVS)
def test_a_cv_that_cannot_be_used(refused, tmp_path, posting, case):
    name, data, pattern = CVS[case]
    (tmp_path / name).write_bytes(data)
    message = refused(name, posting)
    assert says(message, pattern), message
    assert name in message


def test_a_scan_without_ocr_says_how_to_install_it(refused, tmp_path, posting):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(NO_OCR)
    (tmp_path / "scan.pdf").write_bytes(bad_files.scan())
    source = Path(__file__).parents[2] / "src"
    message = refused("scan.pdf", posting, also={"PYTHONPATH": f"{tmp_path / 'site'}{os.pathsep}{source}"})
    assert "is a scan" in message
    assert "pip install 'greenroom[ocr]'" in message


def test_a_zip_bomb(refused, tmp_path, posting):
    (tmp_path / "cv.docx").write_bytes(bad_files.zip_bomb())
    assert "zip bomb" in refused("cv.docx", posting)


def test_external_entities_are_not_fetched(refused, tmp_path, posting):
    secret = tmp_path / "secret.txt"
    secret.write_text("the launch code")
    (tmp_path / "cv.docx").write_bytes(bad_files.docx_with_external_entity(secret))
    message = refused("cv.docx", posting)
    assert "document type" in message
    assert "launch code" not in message


def test_a_large_file(refused, tmp_path, posting):
    bad_files.sparse(tmp_path / "cv.pdf", 50)
    assert says(refused("cv.pdf", posting), r"is 50\.0 MB; at most 10 MB")


def test_a_large_standard_input(refused, tmp_path, posting):
    with bad_files.sparse(tmp_path / "large", 50).open("rb") as large:
        assert says(refused("-", posting, stdin=large), "stdin .*at most 10 MB")


@pytest.mark.parametrize("case", ["500 pages", "50 MB"])
def test_what_is_far_too_large_is_refused_at_once(run, environment, tmp_path, posting, case):
    bad_files.sparse(tmp_path / "50 MB.pdf", 50)
    (tmp_path / "500 pages.pdf").write_bytes(bad_files.pdf(500))
    path = tmp_path / f"{case}.pdf"
    needed = _processor_seconds(run, path, posting) - _processor_seconds(run, tmp_path / "none.pdf", posting)
    assert needed < 1.0


def _processor_seconds(run, cv: Path, posting: Path) -> float:
    before = os.times()
    assert run("match", cv, posting).returncode == 2
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def test_a_posting_of_twenty_words(refused, tmp_path, cv):
    (tmp_path / "posting.txt").write_text(bad_files.SHORT_POSTING)
    assert says(refused(cv, "posting.txt"), "posting.txt: 20 words are too few")


def test_a_posting_in_another_language(refused, cv):
    german = Path(__file__).parents[1] / "fixtures" / "postings" / "german.txt"
    assert says(refused(cv, german), "german.txt.*language.*English, French, Chinese")


def test_cv_and_posting_swapped(refused, cv, posting):
    message = refused(posting, cv)
    assert "posting.md looks like a job description and cv.pdf like a CV" in message
    assert "CV first" in message


@pytest.mark.parametrize("which", ["cv", "posting"])
def test_the_same_file_twice(refused, cv, posting, which):
    path = {"cv": cv, "posting": posting}[which]
    assert f"the same document ({path.name})" in refused(path, path)


def test_the_same_file_under_two_names(refused, tmp_path, cv):
    shutil.copy(cv, tmp_path / "posting.pdf")
    assert "the same document" in refused(cv, "posting.pdf")


def test_a_file_that_is_not_there(refused, posting, cv):
    assert "There is no file none.pdf." in refused("none.pdf", posting)
    assert "There is no file none.txt." in refused(cv, "none.txt")


def test_a_folder_instead_of_a_file(refused, tmp_path, posting):
    assert f"{tmp_path} is a folder" in refused(tmp_path, posting)


def test_both_from_standard_input(refused):
    assert "Both the CV and the posting are “-”." in refused("-", "-")


@pytest.mark.parametrize("date", ["soon", "15.12.2026", "2020-01-01"])
def test_a_bad_date(refused, cv, posting, date):
    message = refused(cv, posting, "--date", date)
    assert says(message, "is not a date|is not after"), message


def test_an_interview_today_is_too_late_for_a_plan(refused, cv, posting):
    today = datetime.now(UTC).astimezone().date()
    assert "is not after" in refused(cv, posting, "--date", str(today))
    assert "is not after" in refused(cv, posting, "--date", str(today - timedelta(days=1)))


@pytest.mark.parametrize("hours", ["0", "25", "nan"])
def test_hours_that_no_day_has(refused, cv, posting, hours):
    assert "hours a day cannot be planned" in refused(cv, posting, "--hours", hours)


@pytest.mark.parametrize(
    "arguments",
    [("cv.pdf",), (), ("a", "b", "c"), ("a", "b", "--hours", "two"), ("a", "b", "--format", "doc")],
)
def test_arguments_that_do_not_fit_show_the_usage(call, tmp_path, arguments):
    done = call("report", *arguments)
    assert done.returncode == 2
    assert "Usage: greenroom report" in done.stderr
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "reports").exists()


def test_a_bad_option_is_told_before_the_files_are_read(run):
    done = run("report", "none.pdf", "none.txt", "--hours", "0")
    assert "hours a day" in done.stderr


def test_an_output_folder_that_is_a_file(run, tmp_path, cv, posting):
    (tmp_path / "taken").write_text("mine")
    for folder, pattern in (("taken", "is a file"), ("taken/deeper", "could not be written to taken/deeper")):
        done = run("report", cv, posting, "--out", folder, "--format", "md")
        assert done.returncode == 2
        assert pattern in done.stderr
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_that_may_not_be_written(refused, out, cv, posting):
    out.path.chmod(0o500)
    assert "Permission denied" in refused(cv, posting, "--format", "md")
    out.path.chmod(0o700)


def test_a_disk_that_fills_up_leaves_the_earlier_report(tmp_path, monkeypatch):
    from greenroom.cli.files import write_together
    from greenroom.errors import ConfigError

    (tmp_path / "report.html").write_bytes(b"earlier")
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if "pdf" in self.name:
            real(self, data[:2])
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ConfigError, match="No space left on device"):
        write_together(tmp_path, {"report.html": b"new", "report.pdf": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"report.html": b"earlier"}


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ("Zoë Núñez".encode("cp1252"), "not valid UTF-8"),
        ("Zoë Núñez".encode().decode("cp1252").encode(), "garbled"),
    ],
)
def test_what_can_be_mended_is_read_and_noted(call, tmp_path, posting, data, note):
    text = b"zoe@example.org\n\nExperience\n\nML Engineer, Tidal\nJan 2020 - Dec 2022\n- Built the ranking model of the search page\n"
    (tmp_path / "cv.txt").write_bytes(data + b"\n" + text)
    for command in (
        ("profile", "cv.txt"),
        ("match", "cv.txt", posting),
        ("report", "cv.txt", posting, "--format", "md"),
    ):
        done = call(*command)
        assert done.returncode == 0, done.stderr
        assert note in " ".join(done.stdout.split())
    assert "Zoë Núñez" in call("profile", "cv.txt").stdout


@pytest.mark.parametrize("command", [("profile",), ("posting",)])
def test_every_command_that_reads_refuses_alike(call, tmp_path, command):
    (tmp_path / "cv.pdf").write_bytes(b"")
    done = call(*command, "cv.pdf")
    assert done.returncode == 2
    assert done.stderr == "greenroom: cv.pdf is empty.\nGive a file with text in it.\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("report", "none.pdf", "none.txt"), "missing_file"),
        (("match", "-", "-"), "config"),
        (("profile",), "usage"),
        (("report", "a", "b", "--hours", "0"), "config"),
    ],
)
def test_with_json_the_error_is_json_on_standard_error(call, arguments, code):
    done: subprocess.CompletedProcess[str] = call(*arguments, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    error = json.loads(done.stderr)["error"]
    assert error["code"] == code
    assert error["what"]
    assert error["hint"]
