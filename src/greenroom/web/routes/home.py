"""The first page: hand in a CV and a posting; earlier reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from greenroom.bootstrap import sample_files
from greenroom.errors import GreenroomError, StoreError
from greenroom.ports import StoredReport
from greenroom.service.preparation import Options
from greenroom.web.contexts import HomePage, KeptInput, ListedReport, Problem, ReportState, StartForm
from greenroom.web.failures import TOO_LARGE, status_of
from greenroom.web.guard import MAX_FILE_BYTES
from greenroom.web.handing_in import NAMES, PASTED, FieldError, HandedIn, kept_input, read_form
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter()


@router.get("/")
def home(site: CurrentSite, again: str = "", cv_of: str = "") -> HTMLResponse:
    """The form; `again` fills it with an earlier report's inputs, `cv_of` only with its CV."""
    return show(_page(site, _form_of(site, again or cv_of, posting=bool(again))))


@router.post("/reports")
async def accept(request: Request, site: CurrentSite) -> Response:
    """Take both inputs, keep them, and lead to the report's page; what is wrong is said above the form."""
    store = site.greenroom.store
    async with request.form(max_files=4, max_fields=40, max_part_size=MAX_FILE_BYTES) as data:
        handed_in = await read_form(data, store)
    try:
        report_id = await run_in_threadpool(_accept, site, handed_in)
    except FieldError as error:
        return _refuse(request, site, handed_in, error.error, error.field)
    except GreenroomError as error:
        return _refuse(request, site, handed_in, error, _field_of(error, handed_in))
    site.maker.ask(report_id)
    return go_to(request, f"/reports/{report_id}")


@router.post("/sample")
def sample(request: Request, site: CurrentSite) -> Response:
    """The report for the sample CV and posting, for who wants to see one first."""
    preparation = site.greenroom.preparation
    cv, posting = ((path.name, path.read_bytes()) for path in sample_files())
    report_id = preparation.accept(cv, posting, Options(made_on=preparation.now().date()))
    site.maker.ask(report_id)
    return go_to(request, f"/reports/{report_id}")


def go_to(request: Request, address: str) -> Response:
    """Lead the browser on, whether it asked by itself or through htmx."""
    if request.headers.get("hx-request") == "true":
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, status_code=303)


def moment(at: datetime) -> str:
    """A moment as people say it, in this machine's zone."""
    return f"{at.astimezone():%d %B %Y, %H:%M}".lstrip("0")


def _accept(site: Site, handed_in: HandedIn) -> str:
    preparation, store = site.greenroom.preparation, site.greenroom.store
    options = handed_in.options(preparation.now().date())
    cv, posting = handed_in.input("cv", store), handed_in.input("posting", store)
    report_id = preparation.accept(cv, posting, options)
    failed = store.report(handed_in.form.replaces) if handed_in.form.replaces else None
    if failed and failed.state == "failed":
        store.delete_report(failed.id)
    return report_id


def _refuse(
    request: Request, site: Site, handed_in: HandedIn, error: GreenroomError, field: str
) -> HTMLResponse:
    in_place = "hx-request" in request.headers  # then the form stays as it is, its files too
    lost = () if in_place else tuple(name for name, _ in handed_in.files.values())
    page = replace(_page(site, handed_in.form), problem=Problem.of(error, field=field), choose_again=lost)
    too_large = getattr(error, "code", "") == "too_large"
    return show(page, status=413 if too_large else status_of(error))


def _field_of(error: GreenroomError, handed_in: HandedIn) -> str:
    """The input an error of the reader is about: the one whose name it begins with."""
    for side, label in NAMES.items():
        name = handed_in.files[side][0] if side in handed_in.files else PASTED + label
        if str(error).startswith(name):
            return f"{side}_file" if side in handed_in.files else f"{side}_text"
    return ""


def _page(site: Site, form: StartForm) -> HomePage:
    today = site.greenroom.preparation.now().date()
    return HomePage(
        form=form,
        reports=_listed(site),
        earliest=(today + timedelta(days=1)).isoformat(),
        limit_mb=MAX_FILE_BYTES // 1024 // 1024,
        limit_bytes=MAX_FILE_BYTES,
        too_large=TOO_LARGE,
    )


def _listed(site: Site) -> tuple[ListedReport, ...]:
    try:
        return tuple(_line(stored) for stored in site.greenroom.store.reports())
    except StoreError:
        return ()  # the page is being shown to say so; what was typed must not be lost over the list


def _line(stored: StoredReport) -> ListedReport:
    return ListedReport(
        id=stored.id,
        title=stored.title or stored.error.partition("\n")[0] or "A new report",
        state=cast("ReportState", stored.state),
        made=moment(stored.created_at),
    )


def _form_of(site: Site, report_id: str, *, posting: bool) -> StartForm:
    store = site.greenroom.store
    stored = store.report(report_id) if report_id else None
    if stored is None:
        return StartForm()
    options = Options.from_json(stored.options)
    form = StartForm(
        hours_a_day=f"{options.hours_a_day:g}",
        interview_on=_still_ahead(options.interview_on, site) if posting else "",
        replaces=stored.id if stored.state == "failed" else "",
    )
    text, kept = _input(site, stored.cv_sha256)
    form = replace(form, cv_text=text, cv_kept=kept)
    if not posting:
        return form
    text, kept = _input(site, stored.posting_sha256)
    return replace(form, posting_text=text, posting_kept=kept)


def _input(site: Site, sha256: str) -> tuple[str, KeptInput | None]:
    """How the form shows a kept document: what was pasted as text again, a file by its name."""
    kept = kept_input(sha256, site.greenroom.store)
    if kept is None or not kept.name.startswith(PASTED):
        return "", kept
    found = site.greenroom.store.document(sha256)
    return (found[1].decode(errors="replace") if found else ""), None


def _still_ahead(interview_on: date | None, site: Site) -> str:
    ahead = interview_on is not None and interview_on > site.greenroom.preparation.now().date()
    return interview_on.isoformat() if ahead and interview_on else ""
