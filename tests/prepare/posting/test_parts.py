"""One sentence that asks several things; a recruiter's message without any list."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.adapters.documents.reader import FileReader
from greenroom.content.vocabulary import load_vocabulary
from greenroom.model.ladder import Role
from greenroom.model.posting import Need
from greenroom.prepare.posting import read_posting
from greenroom.prepare.posting.parts import parts_of

VOCABULARY = load_vocabulary(Path(__file__).parents[3] / "packs" / "core" / "skills.toml")
MESSAGE = (
    "Hi Ines, hope all is well! I am recruiting for a young insurer startup in Dublin who need a Head of AI Product. They "
    "want someone who has led PMs before (team of 3 to start, growing to 9), has shipped genAI things in a regulated "
    "space, and isn't scared of SQL. Comp is €140-160k plus equity, hybrid 2 days in the office. Process is a call with "
    "the CPO, a case study, and a panel. You'd report to the CPO. Fancy a chat?"
)


def parts(words: str) -> list[tuple[str, Need]]:
    return [(words[a:b], need) for a, b, need in parts_of(words, (0, len(words), Need.MUST))]


def test_a_plus_after_a_semicolon_is_a_requirement_of_its_own():
    assert parts("Excellent written English; German is a plus") == [
        ("Excellent written English", Need.MUST),
        ("German is a plus", Need.NICE),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Bachelor's degree in physics; a PhD is a plus",
        "Strong Python; you know its tools and tests",
        "You work with people who enjoy music",
        "Strong Python (Rust; Go is a plus)",
    ],
)
def test_one_demand_stays_one(words):
    assert parts(words) == [(words, Need.MUST)]


def test_a_recruiters_message_tells_title_role_pay_place_process_and_each_must():
    document = FileReader().read(MESSAGE.encode(), name="pasted text", purpose="posting")
    posting = read_posting(document, vocabulary=VOCABULARY)
    told = {name: getattr(posting, name).text for name in ("title", "location", "salary", "work_mode")}
    assert told == {
        "title": "Head of AI Product",
        "location": "Dublin",
        "salary": "€140-160k",
        "work_mode": "hybrid",
    }
    assert (posting.role.role, posting.role.exact) == (Role.AI_PRODUCT_MANAGER, True)
    assert [r.statement.text for r in posting.requirements] == [
        "They want someone who has led PMs before (team of 3 to start, growing to 9)",
        "has shipped genAI things in a regulated space",
        "isn't scared of SQL.",
    ]
    assert [c.text for c in posting.process] == ["Process is a call with the CPO, a case study, and a panel."]
    assert "interview process" not in posting.unknown
