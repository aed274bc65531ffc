"""What a run of a lab may hold, and what is refused before it reaches a database."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from greenroom.model.lab_run import MOST_LINE_CHARACTERS, MOST_SEED, LabRun, LabStep

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
RUN = {"id": "a", "scenario": "seconds-not-hours", "seed": 0, "study": False, "begun_at": NOON}
STEP = {"run": "a", "number": 1, "line": "wait 6h", "at": NOON}


@pytest.mark.parametrize(
    "wrong",
    [
        {"scenario": "Seconds, not hours"},
        {"seed": -1},
        {"seed": MOST_SEED + 1},
        {"begun_at": NOON.replace(tzinfo=None)},
        {"undone": True},
    ],
    ids=str,
)
def test_a_run_that_makes_no_sense_is_refused(wrong):
    assert LabRun(**RUN).seed == 0
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        LabRun(**RUN | wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"line": "x" * (MOST_LINE_CHARACTERS + 1)},
        {"line": "half a letter \udcc3"},
        {"at": NOON.replace(tzinfo=None)},
        {"undone": True},
    ],
    ids=["number", "too_long", "not_text", "no_zone", "undone"],
)
def test_a_line_that_cannot_be_kept_is_refused(wrong):
    assert LabStep(**STEP).line == "wait 6h"
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        LabStep(**STEP | wrong)


def test_a_line_of_the_most_characters_is_kept_as_it_was_given():
    for line in ("é" * MOST_LINE_CHARACTERS, "  spaces around  ", ""):
        assert LabStep(**STEP | {"line": line}).line == line


def test_runs_and_lines_are_never_changed():
    for value, name in ((LabRun(**RUN), "seed"), (LabStep(**STEP), "line")):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(value, name, getattr(value, name))
