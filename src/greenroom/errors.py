"""Every error Greenroom raises on purpose.

    GreenroomError
    ├── UserError            shown without traceback, exit 2
    │   ├── InputError         a document that cannot be read or understood
    │   ├── ConfigError        a setting or option that cannot be used
    │   └── PackError          content that breaks the pack rules; carries every issue
    ├── DependencyError      something outside failed, exit 3
    │   ├── StoreError         the data folder or its database
    │   ├── LanguageModelError a language model's endpoint
    │   └── SandboxError       what runs candidates' code
    └── InternalError        a bug, exit 70

A message says what happened, where, and what to do next.
What a candidate hands in and gets wrong is data, never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class GreenroomError(Exception):
    """Base of all errors raised on purpose; `exit_code` is what the command line returns."""

    exit_code: ClassVar[int] = 70


class UserError(GreenroomError):
    """Something the user gave cannot be used; shown as one message without a traceback."""

    exit_code = 2


class InputError(UserError):
    """A document that cannot be read or understood.

    Args:
        what: What happened, and where.
        hint: What to do next.
        code: A stable identifier of the case, for `--json` and tests.
    """

    def __init__(self, what: str, *, hint: str, code: str) -> None:
        super().__init__(f"{what}\n{hint}")
        self.what, self.hint, self.code = what, hint, code


class ConfigError(UserError):
    """A setting or option that cannot be used."""


@dataclass(frozen=True, slots=True)
class PackIssue:
    """One thing wrong in a pack: where (1-based line and column; 0 when unknown) and what to do.

    A warning does not keep the pack from passing.
    """

    file: str
    line: int
    column: int
    rung: str
    message: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        kind = "warning: " if self.warning else ""
        return f"{place}: [{self.rung}] {kind}{self.message}" + (f" ({self.hint})" if self.hint else "")


class PackError(UserError):
    """Content that breaks the pack rules; `issues` holds all of them, not only the first."""

    def __init__(self, issues: tuple[PackIssue, ...]) -> None:
        super().__init__("\n".join(str(issue) for issue in issues))
        self.issues = issues


class DependencyError(GreenroomError):
    """Something outside Greenroom failed; trying again may help."""

    exit_code = 3


class StoreError(DependencyError):
    """The data folder or the database in it cannot be read or written."""


class LanguageModelError(DependencyError):
    """A language model's endpoint cannot be reached, refuses, is too slow or speaks another language than expected."""


class SandboxError(DependencyError):
    """No sandbox can be had on this machine, or the one there is does not work."""


class IsolationError(SandboxError):
    """Nothing on this machine isolates; a user's own code may still be run where they agree."""


class InternalError(GreenroomError):
    """A bug in Greenroom; the message asks for a report."""
