"""Headings end what stands before them, with or without a blank line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from greenroom.adapters.documents.reader import FileReader
from greenroom.content.vocabulary import load_vocabulary
from greenroom.errors import InputError
from greenroom.model.posting import Need, Posting
from greenroom.prepare.posting import read_posting
from greenroom.prepare.posting.lexicon import is_heading_line

VOCABULARY = load_vocabulary(Path(__file__).parents[3] / "packs" / "core" / "skills.toml")
POSTING = """Machine Learning Engineer
Lumen Robotics, Berlin, Germany
Lumen builds warehouse robots. You will join a team of six engineers who own perception and planning, from
data to deployment on real robots in customer sites.
{gap}{must}
- 5+ years of experience in machine learning
- 3 years of experience with Kubernetes
- Experience deploying PyTorch models to production
{gap}{nice}
- A PhD
"""


def read(text: str) -> Posting:
    document = FileReader().read(text.encode(), name="pasted text", purpose="posting")
    return read_posting(document, vocabulary=VOCABULARY)


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    ("must", "nice"),
    [
        ("Requirements", "Nice to have"),
        ("What you bring:", "Bonus points:"),
        ("Must have", "Preferred skills"),
    ],
)
def test_a_heading_needs_no_blank_line_around_it(gap, must, nice):
    requirements = read(POSTING.format(gap=gap, must=must, nice=nice)).requirements
    assert [(r.need, r.statement.text) for r in requirements] == [
        (Need.MUST, "5+ years of experience in machine learning"),
        (Need.MUST, "3 years of experience with Kubernetes"),
        (Need.MUST, "Experience deploying PyTorch models to production"),
        (Need.NICE, "A PhD"),
    ]


def test_a_wrapped_sentence_is_not_cut_at_a_word_that_could_be_a_heading():
    text = POSTING.format(gap="\n", must="Requirements", nice="Nice to have").replace(
        "3 years of experience with Kubernetes", "Proven track record with Kubernetes and\n  Experience teams"
    )
    assert len(read(text).requirements) == 4


def test_a_list_of_musts_that_was_not_read_is_told():
    text = POSTING.format(gap="\n", must="Requirements", nice="Nice to have")
    lost = "\n".join(line for line in text.splitlines() if "experience" not in line.casefold())
    lost += (
        "\n\nAbout us\n" + "Robots of ours carry boxes through the halls of customers in nine countries. " * 3
    )
    assert any('"Requirements"' in warning for warning in read(lost).warnings)
    assert not read(text).warnings


@pytest.mark.parametrize(
    ("line", "told"),
    [("Requirements", True), ("Nice to have:", True), ("requirements", False), ("Kubernetes", False),
     ("Experience deploying PyTorch models", False)],
)  # fmt: skip
def test_lines_that_are_headings_by_themselves(line, told):
    assert is_heading_line(line) is told


def test_forty_words_are_enough_with_two_requirements_and_the_message_names_the_least():
    short = POSTING.format(gap="\n", must="Requirements", nice="Nice to have")
    assert 40 <= len(re.findall(r"[^\W\d_]+", short)) < 60
    assert len(read(short).requirements) == 4
    with pytest.raises(InputError, match="at least 60, or 40") as refused:
        read(
            "\n".join(short.splitlines()[:6])
            + " They drive through halls and carry boxes of all sizes to people."
        )
    assert refused.value.code == "posting_too_short"
