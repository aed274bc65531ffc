"""What each page shows: one record a page, and nothing reaches a template but the fields here.

Texts are as people read them; ids are the store's. Every record names its template.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol

from greenroom.errors import GreenroomError
from greenroom.web.ways import Way, without_command

ReportState = Literal["accepted", "done", "failed"]


class Page(Protocol):
    """Something with a template."""

    template: ClassVar[str]


@dataclass(frozen=True)
class Problem:
    """What went wrong and what to do next, `way` where that leads; `field` is the name of the input it is about, "" when of none."""

    what: str
    next: str = ""
    field: str = ""
    way: Way | None = None

    @classmethod
    def of(cls, error: GreenroomError, *, field: str = "") -> Problem:
        """The problem an error describes."""
        return cls.told(str(error), field=field)

    @classmethod
    def told(cls, text: str, *, field: str = "") -> Problem:
        """The first line of an error's text, then the rest, where a command to type becomes a link."""
        what, _, then = text.partition("\n")
        words, way = without_command(" ".join(then.split("\n")))
        return cls(what=what, next=words, field=field, way=way)


@dataclass(frozen=True)
class KeptInput:
    """A document of an earlier report that can be used again."""

    sha256: str
    name: str


@dataclass(frozen=True)
class StartForm:
    """What the user typed or chose on the first page, as typed."""

    cv_text: str = ""
    posting_text: str = ""
    interview_on: str = ""
    hours_a_day: str = "2"
    cv_kept: KeptInput | None = None
    posting_kept: KeptInput | None = None
    replaces: str = ""  # id of a report that failed and that this one stands in for


@dataclass(frozen=True)
class ListedReport:
    """One line of the list of earlier reports."""

    id: str
    title: str
    state: ReportState
    made: str  # "3 March 2026, 14:05"


@dataclass(frozen=True)
class HomePage:
    """The first page: hand in a CV and a posting; earlier reports."""

    template: ClassVar[str] = "home.html.j2"
    form: StartForm
    reports: tuple[ListedReport, ...]
    earliest: str  # first possible interview date, ISO
    limit_mb: int
    limit_bytes: int
    too_large: Problem  # what to say when a file is above the limit
    problem: Problem | None = None
    choose_again: tuple[str, ...] = ()  # names of files the browser will have dropped from the form


@dataclass(frozen=True)
class Step:
    """One step of making a report."""

    name: str
    state: Literal["done", "now", "later"]


@dataclass(frozen=True)
class ProgressPage:
    """A report being made; `problem` when it cannot go on for now."""

    template: ClassVar[str] = "progress.html.j2"
    id: str
    steps: tuple[Step, ...]
    problem: Problem | None = None


@dataclass(frozen=True)
class FailedPage:
    """A report that could not be made because of what was handed in."""

    template: ClassVar[str] = "failed.html.j2"
    id: str
    problem: Problem


@dataclass(frozen=True)
class Download:
    """One format the report can be downloaded in."""

    label: str
    suffix: str
    url: str


@dataclass(frozen=True)
class ReportBar:
    """The bar above a report."""

    template: ClassVar[str] = "bar.html.j2"
    id: str
    downloads: tuple[Download, ...]


@dataclass(frozen=True)
class ConfirmPage:
    """Asks before something is deleted or forgotten."""

    template: ClassVar[str] = "confirm.html.j2"
    heading: str
    text: str
    action: str  # where the form posts to
    button: str
    back: str
    danger: bool = True


@dataclass(frozen=True)
class ErrorPage:
    """Something that has no page of its own."""

    template: ClassVar[str] = "error.html.j2"
    heading: str
    problem: Problem
    retry: str = ""  # where a "Make it again" button posts to, "" for none


@dataclass(frozen=True)
class Piece:
    """Some words of a document; `read` when they were taken as facts."""

    text: str
    read: bool


@dataclass(frozen=True)
class SourceLine:
    """A line of the CV as it stands there."""

    page: int
    pieces: tuple[Piece, ...]
    gap: bool  # lines were left out before this one


@dataclass(frozen=True)
class Field:
    """One input: its form name, label, value as typed, and what is wrong with it."""

    name: str
    label: str
    value: str = ""
    problem: str = ""
    hint: str = ""
    kind: Literal["line", "lines", "check"] = "line"
    rows: int = 1
    wide: bool = False
    input_mode: Literal["text", "email", "tel"] = "text"


@dataclass(frozen=True)
class Entry:
    """One job, education entry or group of skills: its inputs, and its words in the CV."""

    kind: Literal["job", "study", "skill"]
    index: int
    title: str
    fields: tuple[Field, ...]
    source: tuple[SourceLine, ...]
    was: str  # index of the entry as it was read; "" for one the user added
    focus: bool = False


@dataclass(frozen=True)
class EntryList:
    """A repeated part of the form."""

    kind: Literal["job", "study", "skill"]
    heading: str
    add: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class ProfilePage:
    """Correct the profile: what was read from the CV, beside its words."""

    template: ClassVar[str] = "profile.html.j2"
    id: str
    cv_name: str
    language: str  # of the CV, two letters
    person: tuple[Field, ...]
    person_source: tuple[SourceLine, ...]
    lists: tuple[EntryList, ...]
    corrected: bool  # a correction is being shown, not the reading
    problems: tuple[Problem, ...] = field(default=())
