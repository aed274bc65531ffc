"""What every command shares: help, version, completion, standard input, interrupts, bugs, encodings."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from greenroom import __version__
from greenroom.cli import _COMMANDS, cli, main
from greenroom.cli import match as match_command

LEAVES = [
    *((name,) for name in _COMMANDS if name != "pack"),
    ("pack",),
    *(("pack", name) for name in ("list", "check", "new")),
]


@pytest.fixture
def exits(monkeypatch, tmp_path):
    """Runs `main` in this process and gives its exit code."""
    monkeypatch.setenv("GREENROOM_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def go(*arguments: object) -> object:
        with pytest.raises(SystemExit) as caught:
            main([*map(str, arguments)])
        return caught.value.code

    return go


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_help_says_what_a_command_does_and_shows_it_in_use(path):
    shown = CliRunner().invoke(cli, [*path, "--help"], prog_name="greenroom")
    assert shown.exit_code == 0
    assert re.search(rf"Examples?:\n(.*\n)*? +.*greenroom {' '.join(path)}\b", shown.output), shown.output
    assert "\x08" not in shown.output
    assert max(map(len, shown.output.splitlines())) <= 80


def test_the_list_of_commands_says_what_each_command_says_of_itself():
    listed = CliRunner().invoke(cli, ["-h"], prog_name="greenroom").output
    for name, line in _COMMANDS.items():
        assert re.search(rf"{name} +{re.escape(line)}", listed)
        assert cli.get_command(None, name).name == name


def test_a_command_that_does_not_exist_is_a_usage_error(exits, capsys):
    assert exits("reprot") == 2
    assert "No such command 'reprot'" in capsys.readouterr().err


def test_the_version(call):
    assert call("--version").stdout == f"greenroom, version {__version__}\n"


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["rep"], ["report"]),
        (["pack", ""], ["check", "list", "new"]),
        (["report", "--for"], ["--format"]),
        (["report", "--format", "p"], ["pdf"]),
    ],
)
def test_bash_completes(environment, tmp_path, words, offered):
    program = tmp_path / "bin" / "greenroom"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m greenroom "$@"\n')
    program.chmod(0o755)
    environment = {**environment, "PATH": f"{program.parent}{os.pathsep}{environment['PATH']}"}
    line = " ".join(f"'{word}'" for word in words)
    script = (
        "source <(greenroom completion bash)\n"
        "complete -p greenroom\n"
        f"COMP_WORDS=(greenroom {line}); COMP_CWORD={len(words)}\n"
        "_greenroom_completion greenroom\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    registered, *replies = done.stdout.splitlines()
    assert "_greenroom_completion greenroom" in registered, done.stderr
    assert replies == [reply.removeprefix("") for reply in offered]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_a_script_and_their_answers(run, shell):
    script = run("completion", shell).stdout
    assert f"_GREENROOM_COMPLETE={shell}_complete" in script
    words = {"COMP_WORDS": "greenroom rep", "COMP_CWORD": "1" if shell == "zsh" else "rep"}
    answer = run(also={"_GREENROOM_COMPLETE": f"{shell}_complete", **words}).stdout
    assert "report" in answer
    assert "Make the prep report" in answer
    assert "profile" not in answer


@pytest.mark.parametrize("which", ["cv", "posting"])
def test_either_document_from_standard_input(run, cv, posting, which):
    path = {"cv": cv, "posting": posting}[which]
    arguments = ["-" if path is given else given for given in (cv, posting)]
    with path.open("rb") as given:
        piped = run("match", *arguments, "--json", stdin=given)
    assert piped.returncode == 0, piped.stderr
    assert json.loads(piped.stdout) == json.loads(run("match", cv, posting, "--json").stdout)


def test_ctrl_c_ends_quietly_and_leaves_nothing(environment, tmp_path, posting):
    process = subprocess.Popen(
        [sys.executable, "-m", "greenroom", "report", "-", str(posting), "--out", str(tmp_path / "out")],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write(b" " * 500_000)  # returns when it is being read, so the command is under way
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate()
    assert process.returncode == 130
    assert (said, complained.strip()) == (b"", b"")
    assert not (tmp_path / "out").exists()


def test_ctrl_c_is_the_quiet_end_of_the_page(environment):
    process = subprocess.Popen(
        [sys.executable, "-m", "greenroom", "serve", "--no-open"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline()).group()
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            break
        except OSError:
            time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, complained = process.communicate(timeout=30)
    assert (process.returncode, complained) == (0, "")


def test_a_bug_is_owned_up_to_and_its_traceback_goes_to_a_file(
    exits, capsys, tmp_path, monkeypatch, cv, posting
):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("the secret detail")

    monkeypatch.setattr(match_command, "read_both", broken)
    assert exits("match", cv, posting) == 70
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert "the secret detail" not in said.err
    assert "a bug, not your mistake" in said.err
    (details,) = tmp_path.glob("greenroom-bug-*.txt")
    assert str(details) in said.err
    assert "ZeroDivisionError: the secret detail" in details.read_text()
    assert details.stat().st_mode & 0o077 == 0


def test_a_bug_under_json(exits, capsys, monkeypatch, cv, posting):
    monkeypatch.setattr(match_command, "read_both", lambda *_: 1 / 0)
    assert exits("match", cv, posting, "--json") == 70
    error = json.loads(capsys.readouterr().err)["error"]
    assert error["code"] == "bug"
    assert "greenroom-bug-" in error["hint"]


def test_an_interrupt_anywhere_gives_130(exits, capsys, monkeypatch, cv, posting):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(match_command, "read_both", interrupted)
    assert exits("match", cv, posting) == 130
    assert capsys.readouterr().err.strip() == ""


def test_what_fails_outside_gives_3(call, tmp_path, cv):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "greenroom.db").write_bytes(b"this is no database" * 100)
    done = call("profile", cv)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "greenroom.db" in done.stderr


@pytest.mark.parametrize(
    "also", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_terminal_without_unicode_gets_plain_letters(run, tmp_path, posting, also):
    (tmp_path / "cv.txt").write_text(
        "Zoë Núñez\nzoe@example.org\n\nExperience\n\nML Engineer, Tidal\nJan 2020 – Dec 2022\n"
        "• Built the “ranking” 排序 model of the search page, and cut its cost by 20%\n",
        encoding="utf-8",
    )
    shown = run("profile", "cv.txt", also=also)
    assert shown.returncode == 0, shown.stderr
    assert "Zoe Nunez" in shown.stdout
    assert 'Built the "ranking" ?? model' in shown.stdout
    assert run("match", "cv.txt", posting, also=also).returncode == 0
    assert "“ranking”" in json.dumps(
        json.loads(run("profile", "cv.txt", "--json", also=also).stdout), ensure_ascii=False
    )
    refused = run("match", "-", "-", also=also)
    assert refused.returncode == 2
    assert 'are "-".' in refused.stderr


def test_a_reader_that_goes_away_is_no_error(environment, cv, posting):
    command = f'"{sys.executable}" -m greenroom match "{cv}" "{posting}" --json | head -c 1'
    done = subprocess.run(
        ["bash", "-c", command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout == "{"
    assert done.stderr == ""


def test_the_sample_is_reported_from_any_folder(call, tmp_path):
    done = call("report", "--sample", "--format", "md", "--format", "html")
    assert done.returncode == 0, done.stderr
    (folder,) = (tmp_path / "reports").iterdir()
    assert {path.name for path in folder.iterdir()} == {"report.html", "report.md"}
    assert str(folder / "report.html") in done.stdout
    assert call("report", "--sample", "cv.pdf").returncode == 2


def test_json_without_out_writes_nothing_anywhere(run, tmp_path, cv, posting):
    """Nor do the libraries: no cache, no device id in the home of the user."""
    before = sorted(tmp_path.rglob("*"))
    report = json.loads(run("report", cv, posting, "--json").stdout)
    assert report["candidate"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_report_is_as_private_as_the_user_says(call, tmp_path, cv, posting):
    old = os.umask(0o077)
    try:
        call("report", cv, posting, "--out", "out", "--format", "md")
    finally:
        os.umask(old)
    assert Path(tmp_path / "out" / "report.md").stat().st_mode & 0o777 == 0o600


def test_an_option_can_be_set_in_the_environment(call, cv, posting):
    refused = call("report", cv, posting, also={"GREENROOM_REPORT_HOURS": "99"})
    assert "99 hours a day cannot be planned" in refused.stderr
