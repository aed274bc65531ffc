"""One report: its progress, its page, its downloads, making it again."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from greenroom.bootstrap import ReportFormat
from greenroom.model.report import Report
from greenroom.ports import StoredReport
from greenroom.service.preparation import STEPS
from greenroom.web.contexts import Download, ErrorPage, FailedPage, Problem, ProgressPage, ReportBar, Step
from greenroom.web.report_page import report_page
from greenroom.web.routes.home import go_to
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/reports/{report_id}")


class Outgrown(Exception):  # noqa: N818 - an answer (a page that offers to make it again), not a failure
    """A report made by another version, whose JSON this one does not read."""


def stored_report(site: Site, report_id: str) -> StoredReport:
    """The report of this id, or a 404 page."""
    stored = site.greenroom.store.report(report_id)
    if stored is None:
        raise HTTPException(404)
    return stored


@router.get("")
def report(site: CurrentSite, report_id: str) -> HTMLResponse:
    """The report with its plan as it is today, or how far it is, or why it could not be made."""
    stored = stored_report(site, report_id)
    if stored.state == "failed":
        return show(FailedPage(id=report_id, problem=Problem.told(stored.error)))
    if stored.state != "done":
        return show(_progress(site, report_id))
    try:
        made = site.greenroom.replanning.report(read_report(stored), report_id)
    except Outgrown:
        return _offer_again(report_id)
    return report_page(site.greenroom.report_page(made), _bar(report_id))


@router.get("/progress")
def progress(site: CurrentSite, report_id: str) -> Response:
    """The list of steps, for the page to renew; tells htmx to load the page anew when the report is there."""
    if stored_report(site, report_id).state != "accepted":
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    return show(_progress(site, report_id), part="steps")


@router.get("/download/{format_}")
def download(site: CurrentSite, report_id: str, format_: ReportFormat) -> Response:
    """The report, with its plan as it is today, as a file."""
    stored = stored_report(site, report_id)
    if stored.state != "done":
        raise HTTPException(404)
    try:
        made = site.greenroom.replanning.report(read_report(stored), report_id)
    except Outgrown:
        return _offer_again(report_id)
    name = file_name(made) + format_.suffix
    return Response(
        site.greenroom.render(made, format_),
        media_type=format_.media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )


@router.post("/again")
def again(request: Request, site: CurrentSite, report_id: str) -> Response:
    """Make the report from its documents once more: when it could not be kept, or is of an older version."""
    stored_report(site, report_id)
    site.greenroom.preparation.make_again(report_id)
    site.maker.ask(report_id)
    return go_to(request, f"/reports/{report_id}")


def file_name(report: Report) -> str:
    """A file name without its ending that says whose report it is and for what: "ada-lovelace-ml-engineer-acme"."""
    words = unicodedata.normalize("NFC", f"{report.candidate} {report.position} {report.company}").casefold()
    return re.sub(r"[\W_]+", "-", words).strip("-")[:80].strip("-") or "report"


def read_report(stored: StoredReport) -> Report:
    """The report that is kept, read; Outgrown where another version made it."""
    try:
        return Report.model_validate_json(stored.report)
    except ValidationError as error:
        raise Outgrown from error


def _bar(report_id: str) -> ReportBar:
    return ReportBar(
        id=report_id,
        downloads=tuple(
            Download(label=form.label, suffix=form.suffix, url=f"/reports/{report_id}/download/{form.value}")
            for form in ReportFormat
        ),
    )


def _progress(site: Site, report_id: str) -> ProgressPage:
    begun, problem = site.maker.step(report_id), site.maker.problem(report_id)
    at = STEPS.index(begun) if begun in STEPS else -1
    steps = tuple(
        Step(name=name, state="done" if number < at else "now" if number == at else "later")
        for number, name in enumerate(STEPS)
    )
    return ProgressPage(id=report_id, steps=steps, problem=Problem.told(problem) if problem else None)


def _offer_again(report_id: str) -> HTMLResponse:
    problem = Problem(
        what="This report was made by another version of Greenroom, and this one cannot read it.",
        next="Your documents are kept: make it again from them.",
    )
    page = ErrorPage(heading="Made by another version", problem=problem, retry=f"/reports/{report_id}/again")
    return show(page, status=409)
