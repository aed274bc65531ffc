"""A reply becomes a sample with evidence, or the reason why not; it never raises."""

import json

import pytest
from tests.interview.second_opinion.case import ANSWER, COUNT, heard
from tests.model_server import record

from greenroom.interview.second_opinion.sample import Dropped, Sample, read_sample
from greenroom.model.judgement import Label
from greenroom.ports import Reply

QUOTE = "On 150 chats from last month we found 18"
GOOD = record("count", "met", QUOTE)


def read(text: str, **others) -> Sample | Dropped:
    return read_sample(Reply(text, **others), COUNT, heard())


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"  {GOOD}\n",
        f"```json\n{GOOD}\n```",
        f"Here is {{my}} verdict: {GOOD} I hope this helps {{:",
        f'{{"result": {GOOD}}}',
        f"<think>maybe {record('count', 'missed')}</think>{GOOD}",
        f"{GOOD}{GOOD}",
        json.dumps({"label": " MET", "quotes": [QUOTE]}),
        json.dumps(
            {"label": "met", "quotes": [{"text": QUOTE}, {"text": "never said by anyone"}], "extra": 1}
        ),
    ],
    ids=["bare", "space", "fence", "prose", "wrapped", "thought", "twice", "loose", "one wrong quote"],
)
def test_a_record_is_read_wherever_it_stands(text):
    sample = read(text)
    assert isinstance(sample, Sample)
    assert sample.label is Label.MET
    (quote,) = sample.quotes
    assert quote.text == QUOTE == ANSWER[quote.start : quote.end]
    assert quote.stance == "for"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the reply holds no record"),
        ("The answer is met.", "the reply holds no record"),
        ('{"label": "met", "quotes": [', "the reply holds no record"),
        ('{"label": "excellent"}', "the reply holds no record"),
        ('{"label": 4}', "the reply holds no record"),
        ('{"label": "met", "quotes": "x"}', "the reply holds no record"),
        ('{"label": "met", "quotes": [[]]}', "the reply holds no record"),
        ('{"label": "met", "reason": 3}', "the reply holds no record"),
        ("[" * 50_000, "the reply holds no record"),
        ('{"a":' * 10_000, "the reply holds no record"),
        ('{"label": 1' + "0" * 5000 + "}", "the reply holds no record"),
        ("x" * 100_000, "the reply is too long"),
        (f"{GOOD} or {record('count', 'missed')}", "the reply holds more than one record"),
        (record("c99", "met", QUOTE), "the reply is about a criterion that was not asked"),
        (record("count", "met"), "the reply quotes nothing"),
        (record("count", "partial", "I counted nothing of that sort"), "its quotes are not in the answer"),
        (record("count", "contradicted"), "the reply quotes nothing"),
        (
            json.dumps({"label": "met", "quotes": [{"text": QUOTE, "stance": "against"}]}),
            "no quote speaks for the criterion",
        ),
    ],
)
def test_what_cannot_be_used_says_why(text, why):
    assert read(text).why == why


def test_a_reply_that_was_cut_says_so():
    assert read('{"label": "met", "quo', cut=True).why == "the reply was cut off at its longest"


def test_missed_needs_no_quote_and_shows_none():
    assert read(record("count", "missed", QUOTE)).quotes == ()


def test_what_contradicts_speaks_against():
    (quote,) = read(
        json.dumps({"label": "contradicted", "quotes": [{"text": QUOTE, "stance": "for"}]})
    ).quotes
    assert quote.stance == "against"


def test_one_passage_quoted_often_is_one_quote():
    assert len(read(record("count", "met", *[QUOTE] * 9)).quotes) == 1


def test_what_the_model_says_is_one_short_printable_line():
    said = read(record("count", "met", QUOTE, raise_by_one="Say\x1b[31m more.\n" * 100)).raise_by_one
    assert len(said) <= 400
    assert said.isprintable()


def test_a_label_that_could_not_be_shown_is_remembered_as_claimed():
    assert read(record("count", "partial", "I counted nothing of that sort")).claimed is Label.PARTIAL
    assert read("nonsense").claimed is None
