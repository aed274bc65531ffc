"""The base of every value that crosses an edge (file, JSON, database, web)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Frozen, compared by content; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")
