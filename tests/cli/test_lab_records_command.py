"""greenroom lab sql and export."""

from __future__ import annotations

import csv
import json
from importlib.util import find_spec as found_spec

import pytest

from greenroom import bootstrap


@pytest.fixture
def begun(call):
    made = json.loads(call("lab", "start", "ticks-in-every-box", "--seed", "3", "--json").stdout)
    assert call("lab", "do", "wait", "12").returncode == 0
    return made["id"]


def test_sql_lists_answers_limits_and_refuses(call, begun):
    listed = json.loads(call("lab", "sql", "--json").stdout)
    assert [one["name"] for one in listed] == ["payments", "metrics", "alerts", "log", "commands"]
    assert "label" in call("lab", "sql").stdout
    shown = call("lab", "sql", "SELECT version, count(*) AS n FROM payments WHERE at_h > 0 GROUP BY 1")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.splitlines()[0].split() == ["version", "n"]
    assert shown.stdout.splitlines()[1].startswith("v4")
    told = json.loads(
        call("lab", "sql", "SELECT max(at_h) AS last FROM payments", "--run", begun, "--json").stdout
    )
    assert told["columns"] == ["last"]
    assert 11 < told["rows"][0][0] <= 12
    many = call("lab", "sql", "SELECT payment FROM payments", "--rows", "3")
    assert len(many.stdout.splitlines()) == 4
    assert "There are more rows than these 3" in many.stderr
    wrong = call("lab", "sql", "SELEC 1", "--json")
    assert wrong.returncode == 2
    assert json.loads(wrong.stderr)["error"]["code"] == "sql"


def test_without_the_extra_it_says_what_to_install(call, begun, monkeypatch):
    monkeypatch.setattr(bootstrap, "find_spec", lambda name: None if name == "duckdb" else found_spec(name))
    done = call("lab", "sql", "SELECT 1")
    assert done.returncode == 2
    assert "pip install 'greenroom[sql]'" in done.stderr


def test_export_writes_a_file_for_each_table_and_replaces_none(call, begun, tmp_path):
    done = call("lab", "export", "records", "--json")
    made = {row["file"]: row["rows"] for row in json.loads(done.stdout)}
    with (tmp_path / "records" / "payments.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == made["records/payments.csv"] > 10_000
    assert {row["label"] for row in rows} == {"", "0", "1"}
    assert {row["decision"] for row in rows} == {"approve", "decline"}
    again = call("lab", "export", "records")
    assert again.returncode == 2
    assert "There is already records" in again.stderr
    (tmp_path / "file").write_text("")
    assert call("lab", "export", "file/records").returncode == 2
