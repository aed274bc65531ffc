"""Mock rounds in the terminal: typed, piped, paused, taken up again, and their debrief."""

import json
import subprocess
import sys

import pytest

SLUG = "ad-budgets-gone-by-noon"
ANSWER = "I would pace by expected spend: forecast traffic by hour and update the bid multiplier each minute, at most 10 percent."


def test_a_round_is_paused_resumed_stopped_and_read(run):
    first = run("interview", "start", SLUG, input="How many campaigns do we run?\n\n/pause\n")
    assert first.returncode == 0, first.stderr
    assert "220,000" in first.stdout
    assert "Paused" in first.stderr
    listed = json.loads(run("interview", "list", "--json").stdout)["rounds"]
    assert [one["over"] for one in listed] == [False]
    again = run("interview", "resume", input=f"{ANSWER}\n\n/stop\n")
    assert "What you said is kept" in again.stdout
    round_id = listed[0]["id"]
    shown = json.loads(run("interview", "show", round_id[:5], "--json").stdout)
    assert [turn["kind"] for turn in shown["turns"]][:4] == ["question", "ask", "fact", "answer"]
    debrief = json.loads(run("debrief", round_id, "--json").stdout)
    assert debrief["facts_asked_for"] == 1
    assert debrief["overall"] in {1, 2, 3}
    for score in debrief["scores"]:
        for quote in score["evidence"]:
            assert quote["text"] in ANSWER
            assert quote["turn"] == 4
    text = run("debrief", round_id).stdout
    assert "You asked for 1 of" in text
    assert "promises no outcome" in text


def test_the_end_of_the_input_pauses(run):
    done = run("interview", "start", SLUG, input=ANSWER)
    assert "Paused" in done.stderr
    shown = json.loads(run("interview", "list", "--json").stdout)["rounds"]
    assert len(shown) == 1
    turns = json.loads(run("interview", "show", shown[0]["id"], "--json").stdout)["turns"]
    assert turns[1]["text"] == ANSWER
    assert turns[-1]["kind"] in {"probe", "change"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("start",), "Name a QUESTION"),
        (("start", SLUG, "--role", "ai_product_manager"), "Name a QUESTION"),
        (("start", "nothing-like-it"), "No installed pack has a question"),
        (("resume",), "No round is open"),
        (("show", "nothing"), "There is no round"),
    ],
)
def test_what_cannot_be_done_is_said(run, arguments, says):
    done = run("interview", *arguments)
    assert done.returncode == 2
    assert says in done.stderr


def test_a_round_without_an_answer_has_no_debrief(run):
    run("interview", "start", SLUG, input="/stop\n")
    round_id = json.loads(run("interview", "list", "--json").stdout)["rounds"][0]["id"]
    done = run("debrief", round_id, "--json")
    assert done.returncode == 2
    assert json.loads(done.stderr)["error"]["code"] == "no_answer"


def test_a_round_of_a_role_is_picked(run):
    done = run("interview", "start", "--role", "ml_engineering_manager", "--json")
    assert done.returncode == 0, done.stderr
    begun = json.loads(done.stdout)
    assert begun["role"] == "ml_engineering_manager"
    assert len(begun["turns"]) == 1


def test_what_is_no_text_or_no_command_is_told_and_not_kept(run, environment, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "greenroom", "interview", "start", SLUG], cwd=tmp_path, env=environment, check=False,
        input=b"/foo\n/HELP\nI would pace at the caf\xe9 of 10 percent.\n\n/PAUSE\n", capture_output=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    round_id = json.loads(run("interview", "list", "--json").stdout)["rounds"][0]["id"]
    turns = json.loads(run("interview", "show", round_id, "--json").stdout)["turns"]
    assert [turn["kind"] for turn in turns][:2] == ["question", "answer"]
    assert "caf\ufffd" in turns[1]["text"]
    assert done.stderr.decode().count("/skip passes") == 2  # for what is no command, and for /HELP


def test_a_round_is_deleted(run):
    begun = json.loads(run("interview", "start", SLUG, "--json").stdout)
    assert run("interview", "delete", begun["id"][:6]).returncode == 0
    assert json.loads(run("interview", "list", "--json").stdout)["rounds"] == []
    assert "There is no round" in run("interview", "delete", begun["id"]).stderr


def test_skipping_the_opening_is_probed(run):
    done = run("interview", "start", SLUG, input="/skip\n")
    assert done.stdout.count("Interviewer:") == 2
