"""A loop in the terminal: begun, sat round by round, read."""

import json

ANSWER = "I ship it on Monday because the queue doubles, and I take it back within the hour if refunds pass 2 percent."


def test_a_loop_is_begun_sat_and_read(run):
    begun = run("loop", "start", "--role", "ai_engineer", "--level", "senior")
    assert begun.returncode == 0, begun.stderr
    loop = json.loads(run("loop", "show", "--json").stdout)
    assert loop["slots"][1]["question"] not in begun.stdout  # what is to come is not seen
    refused = run("loop", "debrief")
    assert refused.returncode == 2
    assert "nothing to rate" in refused.stderr
    assert all(slot["title"] and slot["focus_title"] for slot in loop["slots"])
    assert f"1. {loop['slots'][0]['focus_title']}, to come" in begun.stdout
    sat = run("loop", "next", input=f"{ANSWER}\n\n/stop\n")
    assert "What you said is kept" in sat.stdout
    shown = " ".join(run("loop", "show").stdout.split())
    first = loop["slots"][0]
    for text in (shown, " ".join(sat.stdout.split()), " ".join(run("interview", "list").stdout.split())):
        assert first["title"] in text
        assert first["question"] not in text
    assert loop["slots"][1]["title"] not in shown
    assert loop["slots"][1]["focus"] not in shown
    read = run("loop", "debrief")
    assert first["title"] in " ".join(read.stdout.split())
    assert read.returncode == 0, read.stderr
    assert f"Rounds not over yet: {len(loop['slots']) - 1}" in read.stdout
    assert len(json.loads(run("loop", "debrief", "--json").stdout)["cards"]) == 3
    assert "1 of" in run("loop", "list").stdout
    assert run("loop", "delete", loop["id"]).returncode == 0
    assert json.loads(run("loop", "list", "--json").stdout)["loops"] == []


def test_what_cannot_be_begun_is_said(run, tmp_path):
    assert "Give --role and --level, or a --report" in run("loop", "start", "--role", "ai_engineer").stderr
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    done = run("loop", "start", "--report", str(wrong))
    assert done.returncode == 2
    assert "is no report" in done.stderr
    assert "no loop yet" in run("loop", "next").stderr
