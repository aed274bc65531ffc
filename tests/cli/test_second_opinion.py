"""`greenroom judge --second-opinion`: told, asked, sent, and shown side by side."""

import io
import json
import sys

import pytest
from tests.model_server import answer, completion, model_server, record
from tests.overlap_reader import OverlapReader

QUESTION = "Tell me about an incident you handled."
RUBRIC = '[[criteria]]\nid = "rollback"\ntext = "Rolls back the release first, before the cause"\n'
ANSWER = "We rolled back the release first, because users saw wrong prices. The cause was a join."
QUOTE = "The cause was a join."


@pytest.fixture
def judge(call, tmp_path, monkeypatch):
    monkeypatch.setattr("greenroom.adapters.judge.EmbeddedReader", OverlapReader)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    (tmp_path / "rubric.toml").write_text(RUBRIC)
    (tmp_path / "answer.txt").write_text(ANSWER)

    def go(server, *more, **options):
        given = [
            "--question",
            QUESTION,
            "--rubric",
            "rubric.toml",
            "--answer",
            "answer.txt",
            "--model",
            "tiny",
        ]
        return call(
            "judge", *given, "--samples", 1, "--second-opinion", f"{server.root}/v1", *more, **options
        )

    return go


def differing():
    return model_server(completion(record("rollback", "partial", QUOTE)))


def test_both_judges_stand_side_by_side_where_they_differ(judge):
    with differing() as server:
        done = judge(server, "--yes")
    assert done.returncode == 0, done.stderr
    assert server.place in done.stderr
    shown = " ".join(done.stdout.split())
    first, _, second = shown.partition("Second opinion: ")
    assert "met, 4 of 4" in first
    assert "embedded met, 4 of 4" in second
    assert "second partial" in second
    assert f"“{QUOTE.rstrip('.')}" in second
    assert "(1 of 1 say partial)" in second
    assert "agree on 0 of the 1 criteria" in second
    assert len(server.sent) == 1


def test_json_holds_both(judge):
    with differing() as server:
        said = json.loads(judge(server, "--yes", "--json").stdout)
    assert said["embedded"]["scores"][0]["label"] == "met"
    assert said["second"]["judgement"]["scores"][0]["label"] == "partial"
    assert said["criteria"][0]["agreement"] == "differ"


def test_nothing_is_sent_before_somebody_agrees(judge):
    with differing() as server:
        done = judge(server)
        assert done.returncode == 2
        assert "Nothing was sent" in done.stderr
        assert "Overall: 4 of 4" in done.stdout
        assert server.sent == []


def test_who_is_asked_and_says_no_keeps_the_embedded_judgement(judge, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    with differing() as server:
        done = judge(server)
        assert (done.returncode, server.sent) == (0, [])
    assert "Second opinion" not in done.stdout
    assert "Nothing was sent." in done.stderr


def test_who_agreed_once_is_not_asked_again(judge):
    with differing() as server:
        judge(server, "--yes")
        again = judge(server, "--fresh")
        assert again.returncode == 0, again.stderr
        assert again.stderr == ""
        assert len(server.sent) == 2


def test_an_endpoint_in_the_environment_alone_is_not_asked(judge, call):
    with differing() as server:
        named = {"GREENROOM_LLM_URL": f"{server.root}/v1", "GREENROOM_LLM_MODEL": "tiny"}
        given = ["judge", "--question", QUESTION, "--rubric", "rubric.toml", "--answer", "answer.txt"]
        assert call(*given, also=named).returncode == 0
        assert server.sent == []
        done = call(*given, "--second-opinion", "--yes", "--samples", 1, also=named)
        assert "Second opinion" in done.stdout, done.stderr


def test_an_endpoint_that_refuses_leaves_the_embedded_judgement_and_exits_3(judge):
    with model_server(answer(401, {"error": {"message": "no such key"}})) as server:
        done = judge(server, "--yes")
    assert done.returncode == 3
    assert "Overall: 4 of 4" in done.stdout
    assert "Traceback" not in done.stderr
