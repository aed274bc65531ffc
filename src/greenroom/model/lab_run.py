"""A run of a lab: which scenario was begun, and the command lines that were given in it, one after another."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from greenroom.model.ladder import Level
from greenroom.model.value import Slug, Value

MOST_LINE_CHARACTERS = 4000
"""A longer command line is refused."""
MOST_SEED = 2**63 - 1
"""The largest whole number that a database keeps."""


class LabRun(Value):
    """A scenario played from one seed; all else that is known follows from its steps.

    Attributes:
        study: Whether undo is allowed.
        level: For whom: how plain or hidden it is, and how much else goes on; None leaves that to the seed alone.
        paced: Whether thinking takes time of the lab, as in an interview: a minute for each second.
    """

    id: str
    scenario: Slug
    seed: Annotated[int, Field(ge=0, le=MOST_SEED)]
    study: bool
    paced: bool = False
    level: Level | None = None
    begun_at: AwareDatetime


class LabStep(Value):
    """One command line of the run with the id `run`, as the player gave it, the first of number 1; undo is a line like any other."""

    run: str
    number: Annotated[int, Field(ge=1)]
    line: Annotated[str, Field(max_length=MOST_LINE_CHARACTERS)]
    at: AwareDatetime
