"""What became of a submission: case by case, and as a whole."""

from __future__ import annotations

from enum import StrEnum

from greenroom.model.value import Slug, Value


class Outcome(StrEnum):
    """How one case went."""

    PASSED = "passed"
    WRONG = "wrong"
    ERROR = "error"
    SLOW = "slow"
    MEMORY = "memory"
    CRASHED = "crashed"


class CaseVerdict(Value):
    """One case: how it went, and in words why; `ratio` is its processor time as a multiple of the reference's, None where untimed."""

    case: Slug
    why: str
    shown: bool
    outcome: Outcome
    says: str = ""
    cpu_s: float = 0.0
    ratio: float | None = None


class Verdict(Value):
    """All cases of one submission, in their order; `said` is what it printed, `sandbox` what held it.

    `peak_mb` is the most memory that any of its runs took, `reference_mb` the same of the reference (0: not measured).
    """

    cases: tuple[CaseVerdict, ...]
    said: str = ""
    peak_mb: float = 0.0
    reference_mb: float = 0.0
    sandbox: str

    @property
    def passed(self) -> bool:
        """Whether every case did."""
        return all(one.outcome is Outcome.PASSED for one in self.cases)

    @property
    def memory(self) -> str:
        """The memory it took, beside the reference's, in words."""
        beside = f", the reference {self.reference_mb:.0f} MB" if self.reference_mb else ""
        return f"at most {self.peak_mb:.0f} MB{beside}"

    @property
    def count(self) -> int:
        """How many cases passed."""
        return sum(one.outcome is Outcome.PASSED for one in self.cases)
