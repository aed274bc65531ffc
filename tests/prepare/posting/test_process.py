"""The interview process that a posting announces itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.adapters.documents.reader import FileReader
from greenroom.content.vocabulary import load_vocabulary
from greenroom.prepare.posting.process import process_of
from greenroom.prepare.posting.sections import passages_of
from greenroom.prepare.posting.units import units_of

VOCABULARY = load_vocabulary(Path(__file__).parents[3] / "packs" / "core" / "skills.toml")


def steps(end: str) -> list[str]:
    text = f"AI Engineer\n\nWe build agents for banks.\n\nRequirements\n- Python\n- Experience with RAG\n\n{end}\n"
    document = FileReader().read(text.encode(), name="pasted text", purpose="posting")
    passages = passages_of(document.text, units_of(document, VOCABULARY))
    return [claim.text for claim in process_of(document, passages)]


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (
            "Interview process\n1. Recruiter call (30 min)\n2. Take-home case, presented to 3 people\n3. Founder",
            ["1. Recruiter call (30 min)", "2. Take-home case, presented to 3 people", "3. Founder"],
        ),
        ("How we hire\n- A call with the team\n- Pairing", ["A call with the team", "Pairing"]),
        (
            "Processus de recrutement en 3 étapes\n1. Appel avec la RH\n2. Étude de cas",
            ["Processus de recrutement en 3 étapes", "1. Appel avec la RH", "2. Étude de cas"],
        ),
        ("Process is a call with the CPO, a case study, and a panel.", ["Process is a call with the CPO, a case study, and a panel."]),
    ],
)  # fmt: skip
def test_the_steps_that_are_announced(end, told):
    assert steps(end) == told


@pytest.mark.parametrize(
    "end",
    [
        "Tell us if you need an accommodation during the interview process.",
        "How to apply\nSend us your CV and a few words.",
        "You will improve the process of calls with clients.",
        "We will never ask for payment in our interview process.",
    ],
)
def test_what_is_no_step(end):
    assert steps(end) == []
