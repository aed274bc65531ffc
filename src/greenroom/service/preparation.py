"""The use case of the first flow: two documents in, a report out.

Accepting and making are two steps: `accept` returns only when the inputs are safe on disk, `make` can be
repeated after a crash and gives the same report, because nothing in it depends on the moment but the date
that was accepted with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from greenroom.errors import ConfigError, InputError, UserError
from greenroom.model.document import Document
from greenroom.model.ladder import Role
from greenroom.model.match import Match
from greenroom.model.posting import Posting
from greenroom.model.profile import Profile
from greenroom.model.report import Report
from greenroom.ports import DocumentReader, Encoder, Store, StoredReport
from greenroom.prepare.corrections import apply_corrections
from greenroom.prepare.match import match_profile
from greenroom.prepare.posting import read_posting
from greenroom.prepare.profile import read_profile
from greenroom.prepare.report import NEIGHBOURS, Candidacy, compose_report
from greenroom.service.documents import check_pair
from greenroom.service.library import Library

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""

STEPS = ("Reading the CV", "Reading the posting", "Matching", "Writing the report")


@dataclass(frozen=True)
class Options:
    """What the user asks of a report: when the interview is, and how many hours a day there are for it."""

    made_on: date
    interview_on: date | None = None
    hours_a_day: float = 2.0

    def __post_init__(self) -> None:
        """Refuse what no plan can be made for.

        Raises:
            ConfigError: The date is not in the future, or the hours are not between 0.25 and 12.
        """
        if self.interview_on is not None and self.interview_on <= self.made_on:
            message = (
                f"The interview date {self.interview_on} is not after {self.made_on}.\nGive a later date."
            )
            raise ConfigError(message)
        if not 0.25 <= self.hours_a_day <= 12:
            message = f"{self.hours_a_day:g} hours a day cannot be planned.\nGive between 0.25 and 12."
            raise ConfigError(message)

    def to_json(self) -> str:
        """The options as the store keeps them."""
        interview = self.interview_on.isoformat() if self.interview_on else None
        return json.dumps(
            {"made_on": self.made_on.isoformat(), "interview_on": interview, "hours_a_day": self.hours_a_day}
        )

    @classmethod
    def from_json(cls, text: str) -> Options:
        """The options from what the store kept."""
        data = json.loads(text)
        interview = data["interview_on"]
        return cls(
            made_on=date.fromisoformat(data["made_on"]),
            interview_on=date.fromisoformat(interview) if interview else None,
            hours_a_day=data["hours_a_day"],
        )


@dataclass(frozen=True)
class Preparation:
    """Reads, understands, matches and reports; `version` is stamped on what it makes."""

    reader: DocumentReader
    encoder: Encoder
    store: Store
    library: Library
    version: str
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    def warm_up(self) -> None:
        """Load what the first report would wait for: the encoder, and the content."""
        self.encoder.encode(["warm up"])
        for role in Role:
            self.library.for_roles({role, *NEIGHBOURS.get(role, ())})

    def read_profile(self, document: Document, *, today: date | None = None) -> Profile:
        """What a CV says, with the user's corrections where there are any.

        Raises:
            InputError: The language is not supported.
        """
        kept = self.store.correction(document.sha256)
        if kept is not None:
            return Profile.model_validate_json(kept)
        return self.read_profile_afresh(document, today=today)

    def read_profile_afresh(self, document: Document, *, today: date | None = None) -> Profile:
        """What a CV says, corrections left aside.

        Raises:
            InputError: The language is not supported.
        """
        vocabulary = self.library.catalogue.vocabulary
        return read_profile(document, vocabulary=vocabulary, today=today or self.now().date())

    def correct_profile(self, document: Document, profile: Profile, data: bytes) -> None:
        """Keep `profile` as what the CV `document` says from now on; `data` are the CV's bytes."""
        self.store.save_document(sha256=document.sha256, name=document.name, data=data)
        self.store.save_correction(document.sha256, profile.model_dump_json())

    def edited_profile(self, document: Document, profile: Profile, edits: str) -> Profile:
        """`profile` with the user's edits (YAML or JSON, as `prepare.corrections.to_yaml` gives it) put into it.

        Raises:
            InputError: The edits cannot be understood; says where.
        """
        vocabulary, today = self.library.catalogue.vocabulary, self.now().date()
        return apply_corrections(profile, edits, document=document, vocabulary=vocabulary, today=today)

    def make_again(self, report_id: str) -> None:
        """Have a report made anew from its documents and options, for instance after a correction."""
        self.store.reopen(report_id)

    def kept_cv(self, report_id: str) -> tuple[Document, bytes]:
        """The CV a report is made from, read again.

        Raises:
            UserError: The report is gone.
            InputError: Its CV is gone, or cannot be read any more.
        """
        stored = self.store.report(report_id)
        if stored is None:
            raise _gone(report_id)
        kept = self.store.document(stored.cv_sha256)
        return self._kept(stored.cv_sha256, "cv"), kept[1] if kept else b""

    def read_posting(self, document: Document) -> Posting:
        """What a posting asks.

        Raises:
            InputError: The posting is too short or its language is not supported.
        """
        return read_posting(document, vocabulary=self.library.catalogue.vocabulary)

    def match(self, cv: Document, posting: Document) -> tuple[Profile, Posting, Match]:
        """A CV held against a posting.

        Raises:
            InputError: One of them cannot be used, they are the same, or they are swapped.
        """
        check_pair(cv, posting)
        profile = self.read_profile(cv)
        read = self.read_posting(posting)
        vocabulary = self.library.catalogue.vocabulary
        return profile, read, match_profile(profile, read, vocabulary=vocabulary, encoder=self.encoder)

    def report(
        self, cv: Document, posting: Document, options: Options, progress: Progress = lambda _: None
    ) -> Report:
        """The report of one candidacy; see `match` for errors."""
        check_pair(cv, posting)
        progress(STEPS[0])
        profile = self.read_profile(cv, today=options.made_on)
        progress(STEPS[1])
        read = self.read_posting(posting)
        progress(STEPS[2])
        role = read.role.role
        catalogue = self.library.for_roles({role, *NEIGHBOURS.get(role, ())})
        match = match_profile(profile, read, vocabulary=catalogue.vocabulary, encoder=self.encoder)
        progress(STEPS[3])
        case = Candidacy(
            cv=cv,
            posting_document=posting,
            profile=profile,
            posting=read,
            match=match,
            catalogue=catalogue,
            encoder=self.encoder,
            made_on=options.made_on,
            interview_on=options.interview_on,
            hours_a_day=options.hours_a_day,
        )
        return compose_report(case, version=self.version)

    def accept(self, cv: tuple[str, bytes], posting: tuple[str, bytes], options: Options) -> str:
        """Read both inputs (name, bytes), keep them, and return the id under which the report will be made.

        When this returns, nothing that was handed in can be lost by a crash.

        Raises:
            InputError: One of them cannot be read; neither is kept.
        """
        read_cv = self.reader.read(cv[1], name=cv[0], purpose="cv")
        read_posting_ = self.reader.read(posting[1], name=posting[0], purpose="posting")
        check_pair(read_cv, read_posting_)
        for document, (name, data) in ((read_cv, cv), (read_posting_, posting)):
            self.store.save_document(sha256=document.sha256, name=name, data=data)
        stored = StoredReport(
            id=self.new_id(),
            state="accepted",
            created_at=self.now(),
            cv_sha256=read_cv.sha256,
            posting_sha256=read_posting_.sha256,
            options=options.to_json(),
        )
        self.store.accept(stored)
        return stored.id

    def make(self, report_id: str, progress: Progress = lambda _: None) -> Report | None:
        """Make an accepted report and keep it; what the user must mend is kept as its error, and None returned.

        Raises:
            UserError: There is no such report.
        """
        stored = self.store.report(report_id)
        if stored is None:
            raise _gone(report_id)
        try:
            cv, posting = self._kept(stored.cv_sha256, "cv"), self._kept(stored.posting_sha256, "posting")
            report = self.report(cv, posting, Options.from_json(stored.options), progress)
        except InputError as error:
            self.store.fail(report_id, error=str(error))
            return None
        title = f"{report.candidate}: {report.position}" + (f", {report.company}" if report.company else "")
        self.store.finish(report_id, title=title, report=report.model_dump_json())
        return report

    def unfinished(self) -> Sequence[str]:
        """Ids of reports that were accepted and neither made nor failed, oldest first."""
        return [stored.id for stored in reversed(self.store.reports()) if stored.state == "accepted"]

    def _kept(self, sha256: str, purpose: str) -> Document:
        kept = self.store.document(sha256)
        if kept is None:
            raise InputError(
                "The document of this report is gone from the data folder.",
                hint="Hand it in again.",
                code="document_gone",
            )
        return self.reader.read(kept[1], name=kept[0], purpose="cv" if purpose == "cv" else "posting")


def _gone(report_id: str) -> UserError:
    return UserError(
        f"There is no report {report_id}.\nIt may have been deleted; start again from the first page."
    )
