"""Role-plays in the terminal: found, played, left, taken up again, and their debrief."""

import json

SLUG = "the-call-at-eleven"
OWNED = "I signed that release, and there was no test on fees in it. That's on me and nobody else."


def test_a_role_play_is_paused_resumed_ended_and_read(run):
    first = run("interview", "start", SLUG, input=f"{OWNED}\n\n/pause\n")
    assert first.returncode == 0, first.stderr
    words = " ".join(first.stdout.split())
    assert "The scene: Your team runs the assistant" in words
    assert "Your aim: See that she goes into the call" in words
    assert "Claire: You have ten minutes." in words
    assert "I did not expect that before ten in the morning" in words
    listed = json.loads(run("interview", "list", "--json").stdout)["rounds"]
    assert [one["question"] for one in listed] == [SLUG]
    round_id = listed[0]["id"]
    open_ = json.loads(run("interview", "show", round_id, "--json").stdout)
    assert [turn["kind"] for turn in open_["turns"]] == ["scene", "counterpart", "answer", "counterpart"]
    assert not any(turn["about"] for turn in open_["turns"])
    early = run("debrief", round_id, "--json")
    assert early.returncode == 2
    assert json.loads(early.stderr)["error"]["code"] == "not_over"
    again = run("interview", "resume", input="/stop\n")
    assert f"greenroom debrief {round_id} --self-rating" in " ".join(again.stdout.split())
    assert "How it ends:" in again.stdout
    debrief = json.loads(run("debrief", round_id, "--json").stdout)
    assert debrief["round"]["question"] == SLUG
    outcome = debrief["outcome"]
    shown = " ".join(run("interview", "show", round_id).stdout.split())
    for before in (" ".join(again.stdout.split()), shown):  # before the candidate has rated themselves
        assert outcome["told"] not in before
    assert run("debrief", round_id, "--self-rating", "2").returncode == 0
    assert outcome["told"] in " ".join(run("interview", "show", round_id).stdout.split())
    assert [(one["turn"], one["move"]) for one in outcome["moves"]] == [(3, "takes-the-launch-on-themselves")]
    assert outcome["moves"][0]["quote"]["text"] in OWNED
    assert [one["state"]["blame"] for one in outcome["course"]] == [1, 0, 0]
    for card in debrief["debrief"]["cards"]:
        for score in card["judgement"]["scores"]:
            assert all(quote["text"] in OWNED for quote in score["evidence"])
    assert all(part["turn"] == 3 for mark in debrief["marks"] for part in mark["parts"])
    assert any(
        note["about"] == "takes-the-launch-on-themselves"
        for mark in debrief["marks"]
        for note in mark["notes"]
    )
    text = " ".join(run("debrief", round_id).stdout.split())
    for shown in (
        "How it ended",
        "In June she told the board",
        "blame, 0 to 2: 1, 0, 0",
        "promises no outcome",
        "Bar-raiser",
    ):
        assert shown in text
    assert run("interview", "delete", round_id).returncode == 0


def test_the_library_says_how_to_play(run):
    assert f"greenroom interview start {SLUG}" in run("library", "show", SLUG).stdout


def test_silence_is_answered_until_they_end_it(run):
    done = run("interview", "start", SLUG, input="/skip\n" * 8)
    assert "Read what it showed" in done.stdout
    assert "Paused" not in done.stderr
    round_id = json.loads(run("interview", "list", "--json").stdout)["rounds"][0]["id"]
    assert json.loads(run("debrief", round_id, "--json").stderr)["error"]["code"] == "no_answer"
