"""The pay, in any currency and writing; money that is no pay."""

from __future__ import annotations

import pytest

from greenroom.adapters.documents.reader import FileReader
from greenroom.prepare.posting.pay import salary_of


def pay(text: str) -> str | None:
    found = salary_of(FileReader().read(text.encode(), name="pasted text", purpose="posting"))
    return found.text if found else None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("€95k-€120k + equity", "€95k-€120k"),
        ("€95,000 - €120,000", "€95,000 - €120,000"),
        ("Comp: $180K-$210K", "$180K-$210K"),
        ("Comp is £140-160k plus equity, hybrid", "£140-160k"),
        ("$185,000 to $230,000", "$185,000 to $230,000"),
        ("CHF 110k – 130k", "CHF 110k – 130k"),
        ("55-65k€ selon expérience", "55-65k€"),
        ("Salary: £85,000 per year", "£85,000 per year"),
    ],
)
def test_pay_near_the_top(line, told):
    assert pay(f"Senior Product Manager\nLumen, Berlin\n{line}\n\nAbout us\nWe build tools.") == told


@pytest.mark.parametrize(
    "line",
    [
        "We raised $20M in our Series A from funds in Berlin.",
        "Revenue grew from $150k to $900k last year.",
        "We serve 100-200k users every day.",
        "Our last round of funding: €500k-€800k.",
        "Teams of 20 to 30 people, founded in 2019.",
    ],
)
def test_money_that_is_no_pay(line):
    assert pay(f"Senior Product Manager\nLumen, Berlin\n{line}\n\nAbout us\nWe build tools.") is None


def test_a_range_far_down_needs_a_word_of_pay():
    story = "We build tools for people who plan routes in cities. " * 12
    assert pay(f"{story}\nYou will own deals of $50k-$90k each.") is None
    assert pay(f"{story}\nCompensation: $150k-$190k.") == "$150k-$190k"
