"""`greenroom pack`, and packs of one's own."""

import json
import re
from pathlib import Path

import pytest

ROLES = ["ai_product_manager", "ml_engineer", "ai_engineer", "ml_engineering_manager"]


def test_list_shows_what_the_packs_hold(call):
    shown = call("pack", "list").stdout
    listed = json.loads(call("pack", "list", "--json").stdout)
    assert {pack["id"] for pack in listed["packs"]} >= {"core", "ml-engineer"}
    assert listed["exemplars"] >= listed["questions"] > 0
    for pack in listed["packs"]:
        assert re.search(rf"^{pack['id']} +\w", shown, re.MULTILINE)
    assert f"{listed['questions']} questions with {listed['exemplars']} graded answers" in " ".join(
        shown.split()
    )


def test_the_packs_that_come_with_greenroom_pass(call):
    done = call("pack", "check")
    assert done.returncode == 0, done.stdout
    said = json.loads(call("pack", "check", "--json").stdout)["issues"]
    assert [issue for issue in said if not issue["warning"]] == []  # facts age while nobody touches them


def test_the_shipped_packs_given_by_name_are_not_held_against_themselves(call):
    assert call("pack", "check", Path(__file__).parents[2] / "packs").returncode == 0


@pytest.mark.parametrize("role", ROLES)
def test_a_new_pack_passes_at_once(call, tmp_path, role):
    done = call("pack", "new", "mine/voice-ai", "--role", role, "--title", "Voice AI")
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "mine" / "voice-ai" / "pack.toml") in done.stdout
    assert call("pack", "check", "mine/voice-ai").returncode == 0
    assert call("pack", "check", "mine").returncode == 0


def test_issues_are_printed_with_their_place_and_end_in_2(call, tmp_path):
    call("pack", "new", "mine/voice-ai", "--role", "ml_engineer")
    rubric = next((tmp_path / "mine").rglob("rubric.toml"))
    lines = rubric.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("weight"))
    lines[at] = "weight = 7"
    rubric.write_text("\n".join(lines))
    done = call("pack", "check", "mine/voice-ai")
    assert done.returncode == 2
    assert f"{rubric.relative_to(tmp_path)}:{at + 1}:" in done.stdout
    assert "Traceback" not in done.stderr
    as_json = call("pack", "check", "mine/voice-ai", "--json")
    assert as_json.returncode == 2
    first = json.loads(as_json.stdout)["issues"][0]
    assert (first["file"], first["line"]) == (str(rubric.relative_to(tmp_path)), at + 1)


def test_no_pack_is_not_a_pass(call, tmp_path):
    (tmp_path / "nothing").mkdir()
    for folder in ("nothing", "gone"):
        done = call("pack", "check", folder)
        assert done.returncode == 2
        assert "no pack is here" in done.stdout


def test_new_refuses_what_exists_and_names_that_are_no_id(call, tmp_path):
    (tmp_path / "mine").mkdir()
    assert "exists already" in call("pack", "new", "mine", "--role", "ml_engineer").stderr
    done = call("pack", "new", "My Pack", "--role", "ml_engineer")
    assert done.returncode == 2
    assert "lower-case words joined by hyphens" in done.stderr
    assert (
        json.loads(call("pack", "new", "mine", "--role", "ml_engineer", "--json").stderr)["error"]["code"]
        == "config"
    )


@pytest.mark.parametrize("place", ["variable", "data folder"])
def test_packs_of_ones_own_are_used(call, tmp_path, place):
    folder = tmp_path / ("mine" if place == "variable" else "data/packs")
    also = {"GREENROOM_PACKS": str(folder)} if place == "variable" else {}
    call("pack", "new", folder / "voice-ai", "--role", "ml_engineer")
    ids = [pack["id"] for pack in json.loads(call("pack", "list", "--json", also=also).stdout)["packs"]]
    assert ids[-1] == "voice-ai"
    assert str(folder) in call("pack", "list", also=also).stdout
    before, after = (
        json.loads(call("pack", "list", "--json", also={"GREENROOM_DATA": data, **more}).stdout)["questions"]
        for data, more in ((str(tmp_path / "none"), {}), (str(tmp_path / "data"), also))
    )
    assert after == before + 1


def test_a_broken_pack_of_ones_own_is_named_and_stops_nothing(call, run, tmp_path):
    call("pack", "new", tmp_path / "mine" / "acme-loop", "--role", "ml_engineer")
    broken = tmp_path / "mine" / "voice-ai"
    broken.mkdir(parents=True)
    (broken / "pack.toml").write_text('id = "voice-ai"\n')
    also = {"GREENROOM_PACKS": str(tmp_path / "mine")}
    for _ in ("read from the files", "from the index"):
        done = run("library", "stats", "--json", also=also)
        assert done.returncode == 0
        assert "left out" in done.stderr
        assert "voice-ai/pack.toml" in done.stderr
    listed = json.loads(call("pack", "list", "--json", also=also).stdout)
    assert "voice-ai" not in {pack["id"] for pack in listed["packs"]}
    assert "acme-loop" in {pack["id"] for pack in listed["packs"]}
    assert call("pack", "check", also=also).returncode == 2


def test_a_folder_of_packs_that_is_gone_is_named(call, tmp_path):
    done = call("pack", "list", also={"GREENROOM_PACKS": str(tmp_path / "gone")})
    assert done.returncode == 2
    assert f"GREENROOM_PACKS names {tmp_path / 'gone'}" in done.stderr
