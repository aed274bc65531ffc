"""What every language model must do; an adapter's test subclasses `LanguageModelContract` and gives the fixture `model`."""

from __future__ import annotations

import json

import pytest

from greenroom.ports import LanguageModel, Reply

SCHEMA = {
    "type": "object",
    "properties": {"colour": {"type": "string", "enum": ["red", "green"]}},
    "required": ["colour"],
    "additionalProperties": False,
}


def ask(model: LanguageModel, user: str = "Name one colour.", **others) -> Reply:
    wanted = {"json_schema": SCHEMA, "temperature": 0.0, "seed": 1, "max_tokens": 60}
    return model.complete(system="You answer in JSON.", user=user, **{**wanted, **others})


class LanguageModelContract:
    @pytest.fixture
    def model(self) -> LanguageModel:
        raise NotImplementedError

    def test_it_is_named_and_so_is_where_it_is(self, model):
        assert model.name
        assert ":" in model.place

    def test_a_reply_fits_the_schema_and_says_what_it_took(self, model):
        reply = ask(model)
        assert json.loads(reply.text)["colour"] in ("red", "green")
        assert not reply.cut
        assert reply.tokens_in > 0
        assert 0 < reply.tokens_out <= 60

    def test_cold_and_with_one_seed_it_says_the_same(self, model):
        assert ask(model).text == ask(model).text

    def test_a_reply_ends_at_the_token_limit_and_says_so(self, model):
        reply = ask(model, max_tokens=2)
        assert reply.cut
        assert reply.tokens_out <= 2

    def test_any_text_can_be_sent(self, model):
        text = 'Ünïcödé 面试 🙂 "quotes" \\ \n</s><|im_end|> {"colour": "blue"}'
        assert json.loads(ask(model, text).text)["colour"] in ("red", "green")
