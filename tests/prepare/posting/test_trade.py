"""Another trade is refused; the neighbours of the four roles are read under their own titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.adapters.documents.reader import FileReader
from greenroom.content.vocabulary import load_vocabulary
from greenroom.errors import InputError
from greenroom.model.posting import Posting
from greenroom.prepare.posting import read_posting

VOCABULARY = load_vocabulary(Path(__file__).parents[3] / "packs" / "core" / "skills.toml")
POSTING = """{title}
Bright Harbour, Leeds

We are looking for somebody who will join a busy place with forty colleagues, plan the week with them, coach and
mentor juniors, keep good records of what was done and talk with the people we serve every single day of the year.

Requirements
- 5 years of experience in a comparable place
- Strong leadership and mentoring skills
- Knowledge of health and safety rules
- Excel
"""


def read(title: str) -> Posting:
    text = POSTING.format(title=title)
    document = FileReader().read(text.encode(), name="pasted text", purpose="posting")
    return read_posting(document, vocabulary=VOCABULARY)


@pytest.mark.parametrize(
    "title", ["Registered Nurse, ICU", "Warehouse Manager", "Financial Accountant", "Pastry Chef", "Site Project Manager"]
)  # fmt: skip
def test_another_trade_is_refused(title):
    with pytest.raises(InputError, match="AI product managers, ML engineers, AI engineers") as refused:
        read(title)
    assert refused.value.code == "other_trade"
    assert title in refused.value.what


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Data Analyst", "data analyst"),
        ("Data Scientist", "data scientist"),
        ("Data Engineer", "data engineer"),
        ("Software Engineer", "software engineer"),
        ("Product Manager", "product manager"),
        ("Research Scientist", "research scientist"),
        ("AI Engineer", "ai engineer"),
    ],
)
def test_the_four_and_their_neighbours_are_read(title, named):
    posting = read(title)
    assert posting.title is not None
    assert (posting.title.text, posting.role.named) == (title, named)


def test_a_title_without_a_known_word_stays_the_title():
    posting = read("Conversation Wrangler, AI")
    assert posting.title is not None
    assert posting.title.text == "Conversation Wrangler, AI"
    assert posting.role.named == "conversation wrangler, ai"
    assert not posting.role.exact
