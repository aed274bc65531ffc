"""Who interviews: a choice of tone and emphasis."""

from __future__ import annotations

from enum import StrEnum


class Persona(StrEnum):
    """Who interviews: it changes tone and emphasis, never the rubric or a rating."""

    NEUTRAL = ""
    HIRING_MANAGER = "hiring_manager"
    RESEARCH_SCIENTIST = "research_scientist"
    BAR_RAISER = "bar_raiser"
    PRODUCT_DIRECTOR = "product_director"
    STAFF_ENGINEER = "staff_engineer"

    @property
    def label(self) -> str:
        """As it is shown."""
        return _SHOWN.get(self, self.value.replace("_", " "))


_SHOWN = {
    Persona.NEUTRAL: "neutral",
    Persona.HIRING_MANAGER: "sceptical hiring manager",
    Persona.BAR_RAISER: "bar-raiser",
}
