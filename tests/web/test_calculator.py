"""The calculator: a design in the address, tried, and what cannot be said plainly."""

from __future__ import annotations

import html
import re

import pytest


def text(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def asked(client, **more):
    given = {"rate": "300", "arrival_cv": "1", "name0": "gateway", "servers0": "2", "ms0": "1.5", "name1": "scorer", "servers1": "4",
             "ms1": "9", "usd1": "0.6"}  # fmt: skip
    return client.get("/labs/calculator", params={**given, **more})


def test_at_first_there_is_an_example_and_no_result(client):
    page = client.get("/labs/calculator")
    assert 'value="feature store"' in page.text
    assert "bottleneck" not in page.text


def test_a_design_is_tried_and_its_bottleneck_named(client):
    page = asked(client)
    said = text(page)
    assert "The bottleneck is scorer" in said
    assert "the design bears 444 requests a second" in said
    assert "1,752 USD a month" in said
    assert 'value="gateway"' in page.text
    assert page.text == asked(client).text


def test_a_design_that_cannot_keep_up_is_said_so(client):
    assert "The queue at scorer never drains" in text(asked(client, rate="1000"))


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("rate", "many", "Requests a second is 'many', which is no number"),
        ("rate", "-3", "requests a second is -3.0; it must be a number above 0"),
        ("rate", "nan", "requests a second is nan"),
        ("servers0", "1.5", "gateway: servers is 1.5"),
        ("servers0", "1e9", "gateway: servers is 1e+09"),
        ("ms1", "", "scorer: milliseconds is ''"),
        ("share1", "2", "scorer: share is 2.0"),
        ("name1", "gateway", "components of different names"),
        ("name1", "a:b", "a name cannot hold a colon"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(client, field, value, why):
    page = asked(client, **{field: value})
    assert page.status_code == 422
    assert why in text(page)
    assert 'value="0.6"' in page.text
