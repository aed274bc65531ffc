"""The files of a scenario: read into a value, and every fault named with its place."""

from __future__ import annotations

import re
import shutil

import pytest
from tests.content.conftest import SCENARIO

from greenroom.content.checks import check_packs
from greenroom.content.checks.scenarios import LAB_DAYS, TELLS
from greenroom.content.listing import Kind, listing
from greenroom.content.load import load_catalogue
from greenroom.content.read import read_packs
from greenroom.labs.arrays import DAY_H
from greenroom.labs.payments.world import Size
from greenroom.model.lab import PlayKind
from greenroom.model.lab_kinds import BENIGN, Fault

HOME = f"small/scenarios/{SCENARIO.name}"


def told(packs):
    return check_packs([packs])


def changed(packs, file, old, new):
    path = packs / HOME / file
    text = path.read_text(encoding="utf-8")
    assert old in text, "the scenario changed; mend the seed"
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_scenario_is_read_with_its_plays(packs):
    (entry,) = read_packs([packs]).scenarios
    assert entry.value.reference.kind is PlayKind.REFERENCE
    assert [play.file.name for play in entry.plays] == [
        f"{HOME}/plays/{play.name}.toml" for play in entry.value.plays
    ]
    assert entry.home == f"{HOME}/"
    assert told(packs) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "says"),
    [
        ("plays/roll-back.toml", '"tempting"', '"reference"', "kind", "the play roll-back is called reference"),
        ("plays/reference.toml", '"reference"', '"tempting"', "kind", "the play reference is called tempting"),
        ("plays/roll-back.toml", "Taking back the newest version feels safe. The one before is weaker and reads the same old tables.", "It feels safe.", "why", "the reason says too little"),
        ("plays/reference.toml", '"restart"', '"reboot"', "lines", "'reboot' begins with no known verb"),
        ("plays/reference.toml", '"restart"', '" "', "lines", "begins with no known verb"),
        ("plays/reference.toml", '"restart"', '"block {ring}"', "lines", "{ring} in 'block {ring}' stands for nothing"),
        ("plays/reference.toml", '"restart"', '"block {found"', "lines", "{found in 'block {found' stands for nothing"),
        ("plays/reference.toml", '"restart"', '"block {found}"', "lines", "is not known before review"),
        ("plays/retrain-and-promote.toml", '    "retrain",\n', "", "lines", "is not known before retrain"),
        ("scenario.toml", 'fix = ["restart"]', 'fix = ["mend"]', "fix", "'mend' begins with no known verb"),
        ("scenario.toml", 'fix = ["restart"]', 'fix = ["block {found}"]', "fix", "{found} in 'block {found}' stands for nothing"),
        ("scenario.toml", 'fix = ["restart"]\n', "", "fault", "nothing mends it"),
        ("scenario.toml", 'caught_by = ["audit_mismatch_share", "table_age_hours"]\n', "", "fault", "nothing catches it"),
        ("scenario.toml", 'fault = "stale-tables"', 'fault = "holiday"', "fix", "holiday is nothing to mend"),
        ("scenario.toml", 'component = "materialiser"', 'component = "none"', "component", "is not of the component none"),
        ("scenario.toml", '["score_psi", ', '["table_age_hours", ', "missed_by", "table_age_hours both catches and misses it"),
        ("scenario.toml", "onset_h = [30, 96]", "onset_h = [96, 30]", "onset_h", "onset_h goes from 96 to 30"),
        ("scenario.toml", "onset_h = [30, 96]", "onset_h = [0, 96]", "onset_h", "onset_h goes from 0 to 96"),
        ("scenario.toml", "onset_h = [30, 96]", "onset_h = [30, 145]", "onset_h", "the onset may be 145 hours in"),
        ("scenario.toml", "severity = [1, 1]", "severity = [2, 1]", "severity", "severity goes from 2 to 1"),
        ("scenario.toml", "severity = [1, 1]", "severity = [nan, 1]", "severity", "severity goes from nan to 1"),
        ("scenario.toml", "A list with ticks in every box", "The frozen tables", "title", "the title says 'frozen'"),
        ("briefing.md", "The night shift hands", "The night shift, out of date, hands", "The night shift", "the briefing says 'out of date'"),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_place(packs, file, old, new, at, says):
    changed(packs, file, old, new)
    text = (packs / HOME / file).read_text(encoding="utf-8")
    found = [issue for issue in told(packs) if says in issue.message]
    assert [(issue.rung, issue.file) for issue in found] == [("scenarios", f"{HOME}/{file}")], told(packs)
    assert found[0].line == text[: re.search(f"^{at}", text, re.MULTILINE).start()].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("scenario.toml", 'fault = "stale-tables"', 'fault = "gremlins"', "fault"),
        ("scenario.toml", "within_h = 6", "within_h = 0", "within_h"),
        ("scenario.toml", "onset_h = [30, 96]", "onset_h = [30]", "onset_h"),
        ("scenario.toml", "within_h", "whithin_h", "did you mean within_h?"),
        ("plays/reference.toml", "lines = [", "line = [", "did you mean lines?"),
        ("plays/reference.toml", 'kind = "reference"\n', "", "kind: is missing"),
        ("debrief.md", "## What happened", "## What happened \U0001f680", "is an emoji"),
        ("plays/roll-back.toml", "feels safe", "feels seamless", "is a stock phrase"),
    ],
)
def test_what_breaks_its_schema_or_the_prose_is_named(packs, file, old, new, says):
    changed(packs, file, old, new)
    issues = told(packs)
    assert any(says in f"{one.message} {one.hint}" and one.file == f"{HOME}/{file}" for one in issues), issues


@pytest.mark.parametrize("name", ["scenario.toml", "briefing.md", "debrief.md"])
def test_a_file_that_is_missing_is_named_and_the_scenario_left_out(packs, name):
    (packs / HOME / name).unlink()
    (issue,) = told(packs)
    assert (issue.file, issue.message) == (f"{HOME}/{name}", "the file is missing")
    assert read_packs([packs]).scenarios == ()


@pytest.mark.parametrize(("name", "least"), [("briefing", 120), ("debrief", 200)])
def test_a_text_that_is_empty_or_short_is_named(packs, name, least):
    path = packs / HOME / f"{name}.md"
    path.write_text("It fails. " * (least // 2 - 1), encoding="utf-8")
    assert f"the {name} has {least - 2} words" in {one.message for one in told(packs)}
    path.write_text("It fails. " * (least // 2), encoding="utf-8")
    assert told(packs) == ()
    path.write_text("\n \n", encoding="utf-8")
    (issue,) = told(packs)
    assert (issue.file, issue.message) == (f"{HOME}/{name}.md", "the file is empty")


def test_plays_that_are_missing_are_named(packs):
    plays = packs / HOME / "plays"
    (plays / "reference.toml").rename(plays / "good.toml")
    messages = {issue.message for issue in told(packs)}
    assert "there is no plays/reference.toml" in messages
    assert "the play good is called reference" in messages
    (plays / "good.toml").rename(plays / "reference.toml")
    (plays / "roll-back.toml").unlink()
    assert [issue.message for issue in told(packs)] == ["1 tempting plays"]
    shutil.rmtree(plays)
    (issue,) = told(packs)
    assert (issue.file, issue.message) == (f"{HOME}/plays/reference.toml", "the file is missing")


def test_where_nothing_is_wrong_one_tempting_play_is_enough(packs):
    changed(packs, "scenario.toml", 'fault = "stale-tables"', 'fault = "none"')
    changed(packs, "scenario.toml", 'component = "materialiser"', 'component = "none"')
    changed(packs, "scenario.toml", 'fix = ["restart"]\n', "")
    (packs / HOME / "plays" / "roll-back.toml").unlink()
    assert told(packs) == ()
    (packs / HOME / "plays" / "retrain-and-promote.toml").unlink()
    assert [issue.message for issue in told(packs)] == ["0 tempting plays"]


def test_all_that_is_wrong_is_told_at_once(packs):
    changed(packs, "scenario.toml", "onset_h = [30, 96]", "onset_h = [96, 30]")
    changed(packs, "plays/roll-back.toml", '"rollback"', '"rolback"')
    (packs / HOME / "notes.txt").write_text("to do")
    found = {(issue.rung, issue.file.removeprefix(f"{HOME}/")) for issue in told(packs)}
    assert found == {
        ("scenarios", "scenario.toml"),
        ("scenarios", "plays/roll-back.toml"),
        ("schema", "notes.txt"),
    }


def test_a_verb_nearly_right_is_offered(packs):
    changed(packs, "plays/roll-back.toml", '"rollback"', '"rolback"')
    (issue,) = told(packs)
    assert issue.hint == "did you mean rollback?"


def test_a_copy_of_a_scenario_is_told_by_its_uuid_and_its_texts(packs):
    shutil.copytree(packs / HOME, packs / "small/scenarios/the-same-again")
    said = [(issue.rung, issue.message.split(" ")[0]) for issue in told(packs)]
    assert sorted(said) == [("duplicates", "the"), ("duplicates", "the"), ("identity", "uuid")]


def test_every_fault_has_words_that_a_briefing_may_not_say():
    assert set(TELLS) == set(Fault)
    for fault in set(Fault) - {Fault.NONE}:
        words = fault.value.replace("-", " ").split()
        assert any(re.fullmatch(TELLS[fault], word) for word in words), fault


def test_a_lab_is_as_long_as_the_check_says():
    assert Size().lab_h == LAB_DAYS * DAY_H


def test_what_is_wrong_is_not_in_the_list_that_is_searched(packs):
    catalogue = load_catalogue([packs])
    (scenario,) = catalogue.scenarios
    (listed,) = [one for one in listing(catalogue) if one.kind is Kind.SCENARIO]
    shown = listed.model_copy(update={"slug": ""}).model_dump_json() + listed.text
    assert scenario.fault not in BENIGN
    assert not re.search(rf"\b({TELLS[scenario.fault]}|{scenario.fault})\b", shown, re.IGNORECASE)
