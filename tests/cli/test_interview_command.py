"""Mock rounds in the terminal: typed, piped, paused, taken up again, and their debrief."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.web.sample import CV, POSTING

from greenroom.bootstrap import Greenroom
from greenroom.service.preparation import Options

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
    assert debrief["debrief"]["recommendation"] in {1, 2, 3}
    assert len(debrief["debrief"]["cards"]) == 3
    for card in debrief["debrief"]["cards"]:
        for score in card["judgement"]["scores"]:
            assert all(quote["text"] in ANSWER for quote in score["evidence"])
    text = run("debrief", round_id, "--self-rating", "4").stdout
    assert "You rated yourself 4" in text
    name = debrief["criteria"][0]["id"]
    refused = run("debrief", round_id, "--appeal", name, "please reconsider this one")
    assert refused.returncode == 2
    assert "not in your answers" in refused.stderr
    text = run("debrief", round_id, "--appeal", name, "forecast traffic by hour and update").stdout
    assert [one["id"] for one in debrief["framing"]["points"]] == ["aim", "success", "first"]
    assert debrief["framing"]["opening"] == ANSWER
    assert "Your first 80 words" in text
    assert "not there." in text
    assert "How you spoke" not in text
    assert "You asked for 1 of" in text
    assert "promises no outcome" in " ".join(text.split())


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


def test_an_interviewer_is_chosen_and_kept(run):
    begun = json.loads(run("interview", "start", SLUG, "--persona", "staff_engineer", "--json").stdout)
    assert begun["persona"] == "staff_engineer"
    assert json.loads(run("interview", "show", begun["id"], "--json").stdout)["persona"] == "staff_engineer"
    assert json.loads(run("interview", "start", SLUG, "--json").stdout)["persona"] == ""
    assert run("interview", "start", SLUG, "--persona", "clown").returncode == 2


def test_what_is_handed_in_after_the_end_is_told_to_be_left_out(run):
    done = run("interview", "start", SLUG, input=f"{ANSWER}\n\n/stop\n\nOne more thing I wanted to say.\n\n")
    assert "the rest was not added" in done.stderr
    clean = run("interview", "start", SLUG, input=f"{ANSWER}\n\n/stop\n")
    assert "the rest was not added" not in clean.stderr


def test_a_command_right_below_an_answer_is_no_part_of_it(run):
    said = f"{ANSWER}\n```\n/stop\n```\nI read /etc/hosts first.\n/skip the rest\n/stop\n"
    run("interview", "start", SLUG, input=said)
    (listed,) = json.loads(run("interview", "list", "--json").stdout)["rounds"]
    assert listed["over"]
    turns = json.loads(run("interview", "show", listed["id"], "--json").stdout)["turns"]
    (answer,) = (turn["text"] for turn in turns if turn["kind"] == "answer")
    assert answer == said.removesuffix("\n/stop\n")  # what is code, or only looks like a command, is said


def test_a_round_of_a_report_is_held_against_its_cv(run, environment):
    room = Greenroom(Path(environment["GREENROOM_DATA"]))
    made = room.preparation.accept(
        ("cv.txt", CV.encode()), ("posting.txt", POSTING.encode()), Options(date(2026, 3, 1))
    )
    report = room.preparation.make(made)
    said = (
        "We cut the false positives of the card fraud model by 70% with PyTorch, at 40M transactions a day."
    )
    done = run("interview", "start", "--report", made[:6], input=f"{said}\n\n/stop\n")
    assert done.returncode == 0, done.stderr
    assert "Your CV says for Northwind Payments" in " ".join(done.stdout.split())
    listed = json.loads(run("interview", "list", "--json").stdout)["rounds"]
    assert [(one["question"], one["report"]) for one in listed] == [(report.questions[0].slug, made)]
    text = " ".join(run("debrief", listed[0]["id"]).stdout.split())
    assert "Against your CV" in text
    assert f"--report {made}" in text
    refused = run("interview", "start", "--report", "nobody")
    assert refused.returncode == 2
    assert "There is no report nobody" in refused.stderr
