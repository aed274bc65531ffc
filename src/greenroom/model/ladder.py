"""Roles and levels: the job families Greenroom knows and the one ladder they share."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A job family."""

    AI_PRODUCT_MANAGER = "ai_product_manager"
    ML_ENGINEER = "ml_engineer"
    AI_ENGINEER = "ai_engineer"
    ML_ENGINEERING_MANAGER = "ml_engineering_manager"

    @property
    def label(self) -> str:
        """The role as people say it."""
        return _ROLE_LABELS[self]


class Level(StrEnum):
    """A rung of the ladder; each role has its own title for it."""

    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"
    DIRECTOR = "director"

    @property
    def rank(self) -> int:
        """3 (IC3, APM) to 7 (principal, director); differences are steps on the ladder."""
        return list(Level).index(self) + 3

    @classmethod
    def of_rank(cls, rank: float) -> Level:
        """The level nearest to `rank`, held within the ladder."""
        return list(cls)[max(0, min(4, round(rank) - 3))]

    def title_in(self, role: Role) -> str:
        """What this level is called in `role`, such as "Senior PM" or "Staff, IC6"."""
        return _TITLES[role][self]


_ROLE_LABELS = {
    Role.AI_PRODUCT_MANAGER: "AI product manager",
    Role.ML_ENGINEER: "ML engineer",
    Role.AI_ENGINEER: "AI engineer",
    Role.ML_ENGINEERING_MANAGER: "ML engineering manager",
}
_ENGINEER = {
    Level.ENTRY: "IC3",
    Level.MID: "IC4",
    Level.SENIOR: "Senior, IC5",
    Level.STAFF: "Staff, IC6",
    Level.DIRECTOR: "Principal, IC7",
}
_TITLES = {
    Role.AI_PRODUCT_MANAGER: {
        Level.ENTRY: "APM",
        Level.MID: "PM",
        Level.SENIOR: "Senior PM",
        Level.STAFF: "Group PM",
        Level.DIRECTOR: "Director",
    },
    Role.ML_ENGINEER: _ENGINEER,
    Role.AI_ENGINEER: _ENGINEER,
    Role.ML_ENGINEERING_MANAGER: {
        Level.ENTRY: "Engineering manager",
        Level.MID: "Engineering manager",
        Level.SENIOR: "Engineering manager",
        Level.STAFF: "Senior engineering manager",
        Level.DIRECTOR: "Director",
    },
}
