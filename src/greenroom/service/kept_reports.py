"""The prep reports that are kept, as a mock round needs them: by their ids, and their CVs as claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import ValidationError

from greenroom.errors import InputError
from greenroom.interview.cv.claims import claims_of
from greenroom.model.cv import CvClaims
from greenroom.model.question import Question
from greenroom.model.report import Report
from greenroom.ports import Store, StoredReport

_BEGUN = 4  # characters of an id that name a report
_AT_HAND = 4  # CVs kept as claims


@dataclass(frozen=True)
class KeptReports:
    """The reports of the user's store."""

    store: Store

    def named(self, report_id: str) -> StoredReport:
        """A report by its id, also begun.

        Raises:
            InputError: There is no such report that is done, or several ("no_report").
        """
        ids = [one.id for one in self.done()]
        begun = [one for one in ids if len(report_id) >= _BEGUN and one.startswith(report_id)]
        found = [report_id] if report_id in ids else begun
        stored = self.store.report(found[0]) if len(found) == 1 else None
        if stored is None:
            known = f"There are: {', '.join(ids)}." if ids else "Make one in the browser: greenroom serve"
            raise InputError(f"There is no report {report_id}.", hint=known, code="no_report")
        return stored

    def done(self) -> tuple[StoredReport, ...]:
        """The reports that were made, newest first, without their JSON."""
        return tuple(one for one in self.store.reports() if one.state == "done")

    def kept(self, report_id: str) -> str:
        """The id where a report of that id is kept, "" where not: a loop may name a file that was never kept."""
        return report_id if report_id and self.store.report(report_id) else ""

    @staticmethod
    def read(stored: StoredReport) -> Report:
        """A kept report.

        Raises:
            InputError: Another version made it ("no_report").
        """
        try:
            return Report.model_validate_json(stored.report)
        except ValidationError as error:
            raise InputError(
                f"Report {stored.id} was made by another version of Greenroom.",
                hint="Open it in the browser and make it again: greenroom serve",
                code="no_report",
            ) from error

    def likeliest(self, made: Report, known: Sequence[Question]) -> Question:
        """The question that a report expects first of those sat least often, of those that are `known`.

        Raises:
            InputError: It expects none of them ("no_question").
        """
        held = {one.slug: one for one in known}
        ranked = sorted(made.questions, key=lambda one: one.rank)
        expected = [held[one.slug] for one in ranked if one.slug in held]
        if not expected:
            raise InputError(
                "The report expects no question that an installed pack has.",
                hint="Name a question: greenroom library search shows what there is.",
                code="no_question",
            )
        sat = [one.question for one in self.store.rounds()]
        return min(expected, key=lambda one: sat.count(one.slug))

    def claims(self, report_id: str) -> CvClaims | None:
        """What the CV of a report claims; None where it is gone or cannot be read any more."""
        stored = self.store.report(report_id)
        return _claims(stored.report) if stored and stored.report else None


@lru_cache(_AT_HAND)
def _claims(report: str) -> CvClaims | None:
    try:
        made = Report.model_validate_json(report)
    except ValidationError:
        return None
    return claims_of(made.profile, made.inputs.cv_text, made.made_on)
