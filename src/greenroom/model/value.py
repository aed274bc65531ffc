"""The base of every value that crosses an edge (file, JSON, database, web), and the texts they are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Value(BaseModel):
    """Frozen, compared by content; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Prose = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]
Rating = Annotated[int, Field(ge=1, le=4)]
"""1 poor, 2 mixed, 3 good, 4 excellent."""
Weight = Annotated[float, Field(gt=0, le=1)]
