"""The use case: nothing is sent without an endpoint and an agreement; what comes back is held to the rules."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from tests.interview.second_opinion.case import ANSWER, asked
from tests.model_server import answer, completion, flood, model_server, record

from greenroom.bootstrap import Greenroom
from greenroom.errors import ConfigError, LanguageModelError
from greenroom.model.judgement import CriterionScore, Judge, Judgement, Label
from greenroom.model.opinion import Budget
from greenroom.service.second_opinion import Settings

KEY = "sk-very-secret-1234"
ASKED = asked()
COUNTED = record("count", "met", "On 150 chats from last month we found 18.")
GROUNDED = record("ground", "partial", "Then we put the help pages in front of it")
EMBEDDED = Judgement(
    scores=tuple(
        CriterionScore(
            criterion=name, label=Label.MET, rating=4, points=1.0, confidence=0.9, explanation="So."
        )
        for name in ("count", "ground")
    ),
    overall=4,
    judge=Judge(name="greenroom-embedded", version="1", engine="here"),
)


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch):
    for name in ("URL", "MODEL", "KEY", "TIMEOUT", "MAX_TOKENS", "PROXY"):
        monkeypatch.delenv(f"GREENROOM_LLM_{name}", raising=False)


@pytest.fixture
def room(tmp_path: Path) -> Greenroom:
    return Greenroom(tmp_path / "data")


def test_with_no_endpoint_there_is_no_second_opinion_and_no_socket(room, socket_disabled):
    assert room.second_opinion() is None
    assert room.second_opinion("", "m1") is None
    assert not room.data_folder.exists()


def test_asking_for_one_opens_no_socket_and_looks_no_name_up(room, socket_disabled, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    second = room.second_opinion("https://models.example", "m1")
    assert "models.example" in second.notice


def test_before_the_user_agrees_nothing_is_sent_not_even_to_this_machine(room):
    with model_server(completion(COUNTED)) as server:
        second = room.second_opinion(server.root, "m1")
        assert server.place in second.notice
        assert "on this machine" in second.notice
        with pytest.raises(ConfigError, match="--yes"):
            second.compare(ASKED, EMBEDDED)
    assert server.sent == []


def test_an_agreement_is_kept_for_this_endpoint_only(room):
    with model_server(completion(COUNTED)) as server, model_server(completion(COUNTED)) as other:
        room.second_opinion(server.root, "m1").agree()
        later = Greenroom(room.data_folder)
        assert later.second_opinion(server.root, "m2").notice == ""
        with pytest.raises(ConfigError):
            later.second_opinion(other.root, "m1").judge(ASKED)
    assert other.sent == []


def test_deleting_everything_takes_the_agreement_and_the_replies_back(room):
    with model_server(completion(COUNTED)) as server:
        second = room.second_opinion(server.root, "m1", samples=1)
        second.agree()
        second.judge(ASKED)
        room.delete_everything()
        assert second.notice
        second.agree()
        assert second.judge(ASKED).usage.cached == 0


def agreed(room, server, **others):
    second = room.second_opinion(server.root, "m1", **{"samples": 1, **others})
    second.agree()
    return second


def test_both_judges_are_shown(room):
    with model_server(completion(COUNTED), completion(GROUNDED)) as server:
        comparison = agreed(room, server).compare(ASKED, EMBEDDED)
    assert [(row.criterion, row.agreement) for row in comparison.criteria] == [
        ("ground", "differ"),
        ("count", "agree"),
    ]
    assert comparison.embedded == EMBEDDED
    assert comparison.second.judgement.overall == 3
    assert comparison.second.usage.calls == 2
    assert type(comparison).model_validate_json(comparison.model_dump_json()) == comparison


def test_another_process_takes_what_was_kept(room):
    with model_server(completion(COUNTED), completion(GROUNDED)) as server:
        first = agreed(room, server).judge(ASKED)
        second = Greenroom(room.data_folder).second_opinion(server.root, "m1", samples=1).judge(ASKED)
    assert second.judgement == first.judgement
    assert len(server.sent) == 2


@pytest.mark.parametrize(
    "hostile",
    [
        completion("{bad json"),
        completion(""),
        completion("I would say it is met, well done!"),
        completion(record("c7", "met", "On 150 chats from last month we found 18.")),
        completion(record("count", "met", "I have led forty launches of this kind.")),
        completion("x" * 900_000),
        answer(200, {"choices": []}),
    ],
    ids=["bad JSON", "nothing", "prose", "invented id", "wrong quotes", "very long", "no choices"],
)
def test_a_hostile_reply_scores_nothing_and_raises_nothing(room, hostile):
    with model_server(hostile) as server:
        opinion = agreed(room, server, samples=2).judge(asked(ANSWER, ASKED.rubric.criteria[0]))
    (score,) = opinion.judgement.scores
    assert (score.label, score.rating, score.evidence) == (None, None, ())
    assert score.unscored
    assert len(opinion.samples[0].dropped) == 2
    assert opinion.judgement.overall is None


def test_records_in_prose_are_read(room):
    with model_server(completion(f"Sure! Here it is:\n```json\n{COUNTED}\n```")) as server:
        opinion = agreed(room, server).judge(asked(ANSWER, ASKED.rubric.criteria[0]))
    assert opinion.judgement.scores[0].label is Label.MET


def test_an_endpoint_that_fails_in_the_middle_is_gone_on_with(room):
    with model_server(completion(COUNTED), flood(10), completion(GROUNDED)) as server:
        second = agreed(room, server)
        with pytest.raises(LanguageModelError):
            second.judge(ASKED)
        assert second.judge(ASKED).judgement.overall == 3
    assert len(server.sent) == 3


def test_the_budget_holds(room):
    with model_server(completion(COUNTED, tokens=(900, 300))) as server:
        second = agreed(room, server, samples=15, budget=Budget(tokens=8000))
        opinion = second.judge(ASKED)
    assert opinion.usage.tokens_in + opinion.usage.tokens_out <= 8000
    assert 0 < len(server.sent) < 30


def test_the_key_comes_from_the_environment_and_is_shown_nowhere(room, monkeypatch):
    monkeypatch.setenv("GREENROOM_LLM_KEY", f" {KEY}\n")
    with model_server(completion(COUNTED)) as server:
        second = agreed(room, server)
        opinion = second.judge(ASKED)
        assert server.sent[0].headers["authorization"] == f"Bearer {KEY}"
    shown = f"{second!r} {second.settings} {second.notice} {opinion.model_dump_json()}"
    kept = [path.read_text() for path in room.data_folder.rglob("*") if path.is_file()]
    assert kept
    assert all(KEY not in text for text in (shown, *kept))


def test_settings_come_from_options_before_the_environment():
    environment = {
        "GREENROOM_LLM_URL": "http://localhost:1",
        "GREENROOM_LLM_MODEL": "a",
        "GREENROOM_LLM_TIMEOUT": "5",
    }
    settings = Settings.read(environment, url=None, model=None)
    assert (settings.endpoint.place, settings.model, settings.timeout) == ("localhost:1", "a", 5.0)
    other = Settings.read(environment, url="http://localhost:2", model="b")
    assert (other.endpoint.place, other.model) == ("localhost:2", "b")
    assert Settings.read(environment, url="", model="b") is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL", ""),
        ("MODEL", " "),
        ("KEY", "sk-\nX-Evil: 1"),
        ("KEY", "sk-é"),
        ("TIMEOUT", "soon"),
        ("TIMEOUT", "0"),
        ("TIMEOUT", "nan"),
        ("MAX_TOKENS", "1e9"),
        ("PROXY", "socks://x"),
        ("PROXY", "nonsense"),
    ],
)
def test_settings_that_cannot_be_used_are_told_and_a_key_is_not_repeated(name, value):
    environment = {"GREENROOM_LLM_MODEL": "m1", f"GREENROOM_LLM_{name}": value}
    with pytest.raises(ConfigError) as caught:
        Settings.read(environment, url="http://localhost:1", model=None)
    assert f"GREENROOM_LLM_{name}" in str(caught.value)
    assert "Evil" not in str(caught.value)


@pytest.mark.parametrize("samples", [0, -1, 16])
def test_samples_have_bounds(room, samples):
    with pytest.raises(ConfigError, match="1 to 15"):
        room.second_opinion("http://localhost:1", "m1", samples=samples)


def test_without_its_library_the_user_is_told_what_to_install(room, monkeypatch):
    monkeypatch.setattr("greenroom.bootstrap.find_spec", lambda _: None)
    with pytest.raises(ConfigError, match="second-opinion"):
        room.second_opinion("http://localhost:1", "m1")
