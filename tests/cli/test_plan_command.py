"""greenroom plan: a report's plan after a mock round, in the terminal and as files."""

import json

ANSWER = "I would look into it with the team and then see how it goes."


def test_a_report_is_planned_anew_after_a_round(run, cv, posting, tmp_path):
    assert run("report", str(cv), str(posting), "--format", "json", "--out", str(tmp_path)).returncode == 0
    path = tmp_path / "report.json"
    kept = path.read_bytes()
    report = json.loads(kept)
    before = run("plan", str(path))
    assert before.returncode == 0, before.stderr
    assert "Made anew" not in before.stdout
    assert json.loads(run("plan", str(path), "--json").stdout) == report["plan"]
    question = _asked(run, report)
    run("interview", "start", question, input=f"{ANSWER}\n\n/stop\n")
    out = tmp_path / "now.json", tmp_path / "now.ics"
    written = run("plan", str(path), "--out", str(out[0]), "--out", str(out[1]))
    assert written.returncode == 0, written.stderr
    shown = run("plan", str(path)).stdout
    assert "Made anew from what a round showed" in shown
    assert "Comes first" in shown
    assert "Sit it again" in shown
    now = json.loads(out[0].read_text())
    assert now["plan"]["update"]["before"] == report["plan"]["days"]
    assert b"SEQUENCE:" in out[1].read_bytes()
    assert json.loads(run("plan", str(out[0]), "--first", "--json").stdout) == report["plan"]
    assert json.loads(run("plan", str(out[0]), "--json").stdout) == now["plan"]
    assert path.read_bytes() == kept


def test_an_exercise_is_shown_with_what_begins_it(run, cv, posting, tmp_path):
    assert run("report", str(cv), str(posting), "--format", "json", "--out", str(tmp_path)).returncode == 0
    path = tmp_path / "report.json"
    report = json.loads(path.read_bytes())
    shown = " ".join(run("plan", str(path)).stdout.split())
    assert report["exercises"]
    for one in report["exercises"]:
        told = f"greenroom code start {one['slug']}, or http://127.0.0.1:8765/code/{one['slug']}"
        assert told in shown


def _asked(run, report):
    """A question of the library that the report expects, of its own role."""
    found = json.loads(
        run("library", "search", "--kind", "question", "--role", report["role"], "--json").stdout
    )
    held = {one["slug"] for one in next(value for value in found.values() if isinstance(value, list))}
    return next(one["slug"] for one in report["questions"] if one["slug"] in held)


def test_what_is_no_report_or_no_format_is_refused(run, tmp_path):
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    assert "is no report" in run("plan", str(wrong)).stderr
    refused = run("plan", str(wrong), "--out", "plan.doc")
    assert refused.returncode == 2
    assert "names no format" in refused.stderr
