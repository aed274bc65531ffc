"""The endpoint against servers that refuse, break, dawdle, flood or send elsewhere."""

from __future__ import annotations

import gzip
import json
import time

import pytest
from tests.contracts.language_model_contract import SCHEMA, ask
from tests.model_server import answer, completion, drip, flood, model_server, reset, silence

from greenroom.adapters.llm import Limits, OpenAiEndpoint
from greenroom.errors import LanguageModelError

KEY = "sk-very-secret-1234"
GOOD = completion('{"colour": "red"}')
QUICK = Limits(connect=1, read=0.4, overall=0.4)


class Waits(list):
    """Instead of sleeping: remembers how long it would have."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def endpoint(server, waits=None, **others) -> OpenAiEndpoint:
    sleep = Waits() if waits is None else waits
    return OpenAiEndpoint(server.url, "m1", place=server.place, sleep=sleep, **others)


def refused(message: str = "no", param: str = "", status: int = 400):
    return answer(status, {"error": {"message": message, "param": param}})


def test_what_is_sent():
    with model_server(GOOD) as server:
        reply = ask(endpoint(server, key=KEY), "Which?", temperature=0.5, seed=3, max_tokens=77)
    assert (reply.text, reply.tokens_in, reply.tokens_out) == ('{"colour": "red"}', 100, 20)
    (sent,) = server.sent
    assert sent.path == "/v1/chat/completions"
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert sent.body["messages"][1] == {"role": "user", "content": "Which?"}
    assert sent.body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert [sent.body[name] for name in ("model", "temperature", "seed", "max_tokens")] == ["m1", 0.5, 3, 77]


def test_without_a_key_none_is_sent():
    with model_server(GOOD) as server:
        ask(endpoint(server))
    assert "authorization" not in server.sent[0].headers


def test_a_server_that_knows_no_schema_is_asked_for_json_then_for_text_and_it_is_remembered():
    with model_server(refused(), refused(status=422), GOOD) as server:
        model = endpoint(server)
        assert ask(model).text
        assert ask(model).text
    forms = [sent.body.get("response_format", {}).get("type") for sent in server.sent]
    assert forms == ["json_schema", "json_object", None, None]


def test_parameters_refused_by_name_are_renamed_or_left_out():
    script = [refused(param="max_tokens"), refused(param="temperature"), refused(param="seed"), GOOD]
    with model_server(*script) as server:
        ask(endpoint(server))
    body = server.sent[-1].body
    assert body["max_completion_tokens"] == 60
    assert not {"max_tokens", "temperature", "seed"} & set(body)
    assert body["response_format"]["type"] == "json_schema"


def test_a_server_that_refuses_everything_is_an_error_with_its_words():
    with (
        model_server(refused("context\x1b[31m too\nlong" + "!" * 999)) as server,
        pytest.raises(LanguageModelError) as caught,
    ):
        ask(endpoint(server))
    assert "context [31m too long!!!" in str(caught.value)
    assert len(str(caught.value)) < 500
    assert len(server.sent) == 3


def test_a_server_error_is_tried_again():
    waits = Waits()
    with model_server(answer(500, b"oops"), answer(503, {}), GOOD) as server:
        assert ask(endpoint(server, waits)).text
    assert waits == [1.0, 2.0]


def test_a_server_that_stays_broken_is_an_error():
    with (
        model_server(answer(500, b"<html>")) as server,
        pytest.raises(LanguageModelError, match="status 500"),
    ):
        ask(endpoint(server))
    assert len(server.sent) == Limits().tries


def test_too_many_requests_are_waited_for_as_long_as_asked():
    waits = Waits()
    with model_server(answer(429, {}, Retry_After="7"), GOOD) as server:
        assert ask(endpoint(server, waits)).text
    assert waits == [7.0]


@pytest.mark.parametrize("asked", ["Wed, 21 Oct 2026 07:28:00 GMT", "-1", "soon", "1e9", "٣"])
def test_a_wait_that_is_no_number_of_seconds_is_our_own(asked):
    waits = Waits()
    with model_server(answer(429, {}), GOOD) as server:
        server.script[0] = answer(429, {}, **({"Retry_After": asked} if asked.isascii() else {}))
        assert ask(endpoint(server, waits)).text
    assert waits == [1.0]


def test_nobody_waits_for_an_hour():
    waits = Waits()
    with (
        model_server(answer(429, {}, Retry_After="3600")) as server,
        pytest.raises(LanguageModelError, match="no more calls"),
    ):
        ask(endpoint(server, waits))
    assert waits == []
    assert len(server.sent) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 413])
def test_other_refusals_are_not_tried_again(status):
    with model_server(answer(status, {})) as server, pytest.raises(LanguageModelError):
        ask(endpoint(server))
    assert len(server.sent) == 1


def test_the_key_is_in_no_message_even_if_the_server_says_it():
    with (
        model_server(answer(401, {"error": {"message": f"Incorrect API key: {KEY}"}})) as server,
        pytest.raises(LanguageModelError) as caught,
    ):
        ask(endpoint(server, key=KEY))
    assert "GREENROOM_LLM_KEY" in str(caught.value)
    assert KEY not in str(caught.value)
    assert "[key]" in str(caught.value)


@pytest.mark.parametrize(
    "slow", [drip(), drip(headers=True), silence], ids=["body", "headers", "nothing at all"]
)
def test_a_slow_server_is_left_after_the_time_for_a_reply(slow):
    started = time.monotonic()
    with model_server(slow) as server, pytest.raises(LanguageModelError, match=r"within 0\.4 seconds"):
        ask(endpoint(server, limits=QUICK))
    assert time.monotonic() - started < 3
    assert len(server.sent) == 1  # who is slow is not asked again


def test_ten_megabytes_are_cut_off():
    with model_server(flood(10)) as server, pytest.raises(LanguageModelError, match="1,000,000 bytes"):
        ask(endpoint(server))
    assert server.bytes_written < 10 * 2**20
    assert len(server.sent) == 1


def test_a_small_answer_that_unpacks_to_a_large_one_is_not_unpacked():
    bomb = gzip.compress(b" " * 20_000_000)
    with (
        model_server(answer(200, bomb, Content_Encoding="gzip")) as server,
        pytest.raises(LanguageModelError, match="compressed"),
    ):
        ask(endpoint(server))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status):
    with (
        model_server(GOOD) as other,
        model_server(answer(status, b"", Location=other.url)) as server,
        pytest.raises(LanguageModelError) as caught,
    ):
        ask(endpoint(server, key=KEY))
    assert other.place in str(caught.value)
    assert other.sent == []


def test_a_broken_connection_is_tried_again():
    with model_server(reset, GOOD) as server:
        assert ask(endpoint(server)).text
    assert len(server.sent) == 2


def test_a_connection_that_breaks_again_and_again_is_an_error():
    with model_server(reset) as server, pytest.raises(LanguageModelError, match="cannot be reached"):
        ask(endpoint(server))
    assert len(server.sent) == Limits().tries


def test_nobody_there_is_an_error_that_says_where():
    with model_server(GOOD) as server:
        model = endpoint(server)
    with pytest.raises(LanguageModelError) as caught:
        ask(model)
    assert server.place in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        b"{}",
        b'{"choices": 3}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe",
        b"1" * 9999,
    ],
    ids=["nothing", "prose", "list", "empty", "number", "deep list", "deep object", "bytes", "huge number"],
)
def test_what_is_no_completion_is_an_error(body):
    with (
        model_server(answer(200, body)) as server,
        pytest.raises(LanguageModelError, match="no chat completion"),
    ):
        ask(endpoint(server))


@pytest.mark.parametrize(
    "choices",
    [[], [None], [{}], [{"message": None}], [{"message": {"content": None}}], [{"message": {"content": 5}}]],
)
def test_a_completion_without_words_is_an_empty_reply(choices):
    with model_server(answer(200, {"choices": choices, "usage": None})) as server:
        reply = ask(endpoint(server))
    assert (reply.text, reply.tokens_in, reply.tokens_out) == ("", None, None)


def test_words_in_parts_are_put_together():
    with model_server(
        completion([{"type": "text", "text": "a"}, {"type": "other"}, {"text": "b"}])
    ) as server:
        assert ask(endpoint(server)).text == "ab"


@pytest.mark.parametrize("count", [-5, "12", 3.5, True, None])
def test_a_token_count_that_is_none_is_not_believed(count):
    with model_server(completion("x", tokens=(count, count))) as server:
        reply = ask(endpoint(server))
    assert reply.tokens_in is None
    assert reply.tokens_out is None


def test_proxies_of_the_environment_are_not_used_but_one_that_was_asked_for_is(monkeypatch):
    with model_server(GOOD) as proxy, model_server(GOOD) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.root)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        ask(endpoint(server))
        assert (len(proxy.sent), len(server.sent)) == (0, 1)
        ask(endpoint(server, proxy=proxy.root))
        assert (len(proxy.sent), len(server.sent)) == (1, 1)


def test_halves_of_characters_do_not_come_through():
    with model_server(answer(200, b'{"choices": [{"message": {"content": "a\\ud83d b"}}]}')) as server:
        assert ask(endpoint(server)).text == "a? b"


def test_bodies_are_json_whatever_the_text():
    with model_server(GOOD) as server:
        ask(endpoint(server), "\ud83d lone surrogate \x00")
    assert json.dumps(server.sent[0].body)
