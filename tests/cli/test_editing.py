"""`greenroom profile --edit`: corrections are kept, and what was typed is never lost."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = """\
Ada Lovelace
ada@example.org

Experience

ML Engineer, Tidal
Jan 2020 - Dec 2022
- Built the ranking model of the search page and cut its cost by 20%
"""
RIGHT = "s/employer: Tidal/employer: Tidal Robotics/"
NO_YAML = "s/^headline:.*/headline: [open/"
NO_PROFILE = "s/^headline:.*/colour: green/"


@pytest.fixture
def text_cv(tmp_path) -> Path:
    path = tmp_path / "cv.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def editor(tmp_path):
    """EDITOR for a list of sed programs: each time it is opened, it applies the next one."""

    def make(*programs: str) -> dict[str, str]:
        for number, program in enumerate(programs):
            (tmp_path / f"turn{number}.sed").write_text(program)
        script = tmp_path / "editor.sh"
        script.write_text(
            f'turn=$(cat "{tmp_path}/turn" 2>/dev/null || echo 0); echo $((turn + 1)) > "{tmp_path}/turn"\n'
            f'cp "$1" "{tmp_path}/seen$turn"\nsed -i -f "{tmp_path}/turn$turn.sed" "$1"\n'
        )
        return {"EDITOR": f"sh {script}"}

    return make


def employer(run, cv: Path) -> str:
    return json.loads(run("profile", cv, "--json").stdout)["work"][0]["name"]


def drafts(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "temp").glob("greenroom-*.yaml"))


def test_a_correction_is_kept_and_used_and_forgotten(run, tmp_path, text_cv, editor):
    done = run("profile", text_cv, "--edit", also=editor(RIGHT))
    assert done.returncode == 0, done.stderr
    assert "The correction is kept" in done.stderr
    assert "ML Engineer, Tidal Robotics" in done.stdout
    assert "Change what is wrong" in (tmp_path / "seen0").read_text()
    assert drafts(tmp_path) == []
    assert employer(run, text_cv) == "Tidal Robotics"
    assert (
        "Tidal Robotics"
        in run("match", text_cv, Path(__file__).parents[2] / "samples" / "posting.md", "--json").stdout
    )
    assert "forgotten" in run("profile", text_cv, "--reset").stderr
    assert employer(run, text_cv) == "Tidal"
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert b"ada@example.org" not in kept, "the CV was forgotten with its corrections"


def test_a_second_edit_starts_from_the_first(run, tmp_path, text_cv, editor):
    also = editor(RIGHT, "s/^name:.*/name: Ada King/")
    run("profile", text_cv, "--edit", also=also)
    run("profile", text_cv, "--edit", also=also)
    assert "Tidal Robotics" in (tmp_path / "seen1").read_text()
    shown = run("profile", text_cv).stdout
    assert "Ada King" in shown
    assert "Tidal Robotics" in shown


def test_closing_without_a_change_keeps_nothing(run, tmp_path, text_cv, editor):
    done = run("profile", text_cv, "--edit", also=editor(""))
    assert done.returncode == 0
    assert "Nothing was changed." in done.stderr
    assert drafts(tmp_path) == []
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("program", "where"), [(NO_YAML, r"line \d+"), (NO_PROFILE, r"line 5, colour: is no part of a profile")]
)
def test_text_that_cannot_be_used_is_kept_in_a_file_and_can_be_given_again(
    run, tmp_path, text_cv, editor, program, where
):
    done = run("profile", text_cv, "--edit", also=editor(f"{RIGHT}\n{program}"))
    assert done.returncode == 2
    assert re.search(where, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    (draft,) = drafts(tmp_path)
    assert str(draft) in done.stderr
    assert "Tidal Robotics" in draft.read_text()
    assert draft.stat().st_mode & 0o077 == 0
    assert employer(run, text_cv) == "Tidal"
    draft.write_text(re.sub(r"headline: \[open|colour: green", "headline: null", draft.read_text()))
    assert run("profile", text_cv, "--apply", draft).returncode == 0
    assert employer(run, text_cv) == "Tidal Robotics"


def test_the_line_is_that_of_the_mistake(run, tmp_path, text_cv, editor):
    done = run("profile", text_cv, "--edit", also=editor("s/^email:.*/email: 'open/"))
    (draft,) = drafts(tmp_path)
    lines = draft.read_text().splitlines()
    at = int(re.search(r"line (\d+)", done.stderr).group(1))
    assert at >= 1 + next(number for number, line in enumerate(lines) if "open" in line)
    assert at <= len(lines) + 1


def test_at_a_terminal_one_may_edit_again(environment, tmp_path, text_cv, editor):
    also = editor(f"{RIGHT}\n{NO_YAML}", "s/headline: .open/headline: Engineer/")
    answered, said = at_terminal(environment | also, text_cv, b"y\n")
    assert answered == 0, said
    assert "Edit it again?" in said
    assert "line" in said
    assert "Tidal Robotics" in (tmp_path / "seen1").read_text(), "the second edit starts from the first"
    assert "Tidal Robotics" in said.split("Edit it again?")[1]
    assert drafts(tmp_path) == []


def test_at_a_terminal_one_may_give_up_without_losing_the_text(environment, tmp_path, text_cv, editor):
    answered, said = at_terminal(environment | editor(f"{RIGHT}\n{NO_YAML}"), text_cv, b"n\n")
    assert answered == 2
    (draft,) = drafts(tmp_path)
    assert str(draft) in said.replace("\r\n", "")
    assert "Tidal Robotics" in draft.read_text()


def at_terminal(environment: dict[str, str], cv: Path, keys: bytes) -> tuple[int, str]:
    """`profile --edit` at a pseudo-terminal where `keys` are pressed; its exit code and what it said."""
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "greenroom", "profile", str(cv), "--edit"],
        env={**environment, "COLUMNS": "200", "TERM": "dumb"},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    os.close(theirs)
    os.write(mine, keys)
    said, _ = process.communicate(timeout=60)
    os.close(mine)
    return process.returncode, said.decode()


def test_an_editor_that_fails_after_saving_loses_nothing(run, tmp_path, text_cv):
    script = tmp_path / "editor.sh"
    script.write_text(f'sed -i "{RIGHT}" "$1"\nexit 1\n')
    done = run("profile", text_cv, "--edit", also={"EDITOR": f"sh {script}"})
    assert done.returncode != 0
    assert "Editing failed" in done.stderr
    (draft,) = drafts(tmp_path)
    assert str(draft) in done.stderr
    assert "Tidal Robotics" in draft.read_text()


def test_an_editor_that_cannot_be_started_is_named(run, tmp_path, text_cv):
    done = run("profile", text_cv, "--edit", also={"EDITOR": "no-such-editor"})
    assert done.returncode != 0
    assert "no-such-editor" in done.stderr
    assert "Traceback" not in done.stderr
    assert drafts(tmp_path) == []


def test_ctrl_c_while_editing_loses_nothing(run, tmp_path, text_cv):
    script = tmp_path / "editor.sh"
    script.write_text(f'sed -i "{RIGHT}" "$1"\nkill -INT $PPID\nsleep 1\n')
    done = run("profile", text_cv, "--edit", also={"EDITOR": f"sh {script}"})
    assert done.returncode == 130
    (draft,) = drafts(tmp_path)
    assert str(draft) in done.stderr


def test_a_data_folder_that_cannot_be_used_loses_nothing(run, tmp_path, text_cv, editor):
    (tmp_path / "data").write_text("a file where the folder should be")
    done = run("profile", text_cv, "--edit", also=editor(RIGHT))
    assert done.returncode == 3
    (draft,) = drafts(tmp_path)
    assert str(draft) in done.stderr


@pytest.mark.parametrize("options", [["--edit"], ["--apply", "cv.txt"], ["--reset"]])
def test_standard_input_cannot_be_corrected(run, text_cv, options):
    done = run("profile", "-", *options, input=TEXT)
    assert done.returncode == 2
    assert "cannot be corrected" in done.stderr


def test_edit_and_json_do_not_go_together(run, text_cv):
    done = run("profile", text_cv, "--edit", "--json")
    assert done.returncode == 2
    assert "--apply FILE" in json.loads(done.stderr)["error"]["what"]


def test_there_is_nothing_to_forget(run, tmp_path, text_cv):
    done = run("profile", text_cv, "--reset")
    assert done.returncode == 0
    assert "There were no corrections" in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_file_of_corrections_that_is_no_text_is_refused(run, tmp_path, text_cv):
    (tmp_path / "fix.yaml").write_bytes(b"name: \xff\xfe\x00\n")
    done = run("profile", text_cv, "--apply", "fix.yaml")
    assert done.returncode == 2
    assert "not valid YAML" in done.stderr
