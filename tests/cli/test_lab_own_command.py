"""greenroom lab own, with files as people have them."""

from __future__ import annotations

import json

import pytest
from tests.labs.own.streams import stream


@pytest.fixture
def file(tmp_path):
    (tmp_path / "events.csv").write_text(stream("shift"))
    return "events.csv"


def test_it_says_what_drifts_what_tells_it_and_what_retraining_brings(call, file, tmp_path):
    shown = call("lab", "own", file)
    assert shown.returncode == 0, shown.stderr
    for part in (
        "Column is_fraud was taken for the label",
        "What drifts",
        "matured_auc",
        "2026-01-23",
        "every 5 days",
        "never",
    ):
        assert part in shown.stdout
    assert not (tmp_path / "data").exists()


def test_json_has_everything(call, file):
    done = call(
        "lab", "own", file, "--by", "12", "--delay", "0", "--every", "3", "--leave-out", "plain", "--json"
    )
    found = json.loads(done.stdout)
    assert {one["name"] for one in found["features"]} == {"main", "side", "shop"}
    assert [one["every"] for one in found["retraining"]] == [0, 3]
    assert sum(not one["quiet"] for one in found["windows"]) == 12
    assert found["features"][0]["name"] == "side"
    assert found["features"][0]["alerted"].startswith("step ")
    assert {"name", "says", "first", "known", "rang", "labelled"} == found["monitors"][0].keys()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nothing.csv"], "missing_file"),
        (["."], "unreadable"),
        (["events.csv", "--time", "soon"], "no_column"),
        (["events.csv", "--label", "main"], "no_label"),
        (["events.csv", "--time", "shop", "--label", "is_fraud"], "no_time"),
        (["events.csv", "--by", "weeks"], "usage"),
        (["packed.csv"], "encoding"),
        (["zeros.csv"], "encoding"),
        (["short.csv"], "too_few"),
        (["words.csv"], "csv"),
    ],
)
def test_what_cannot_be_used_is_an_error_with_advice(call, file, tmp_path, arguments, code):
    (tmp_path / "packed.csv").write_bytes(b"PK\x03\x04\xff\xfe\x80")
    (tmp_path / "zeros.csv").write_bytes(b"a,b\n\0,1\n")
    (tmp_path / "short.csv").write_text("\n".join(stream().split("\n")[:300]))
    (tmp_path / "words.csv").write_text("Dear all,\nno table\n")
    done = call("lab", "own", *arguments, "--json")
    assert done.returncode == 2, done.stderr
    error = json.loads(done.stderr)["error"]
    assert error["code"] == code
    assert error["hint"]
