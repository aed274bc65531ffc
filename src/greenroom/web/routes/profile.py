"""Correct the profile: what was read from the CV, in a form; saving it makes the report again."""

from __future__ import annotations

import re
from typing import cast

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from greenroom.errors import InputError
from greenroom.web.contexts import ConfirmPage, Problem
from greenroom.web.profile_form import Kind, ProfileForm, checked, edits_of, form_from, form_of
from greenroom.web.profile_page import profile_page
from greenroom.web.routes.home import go_to
from greenroom.web.routes.reports import stored_report
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/reports/{report_id}/profile")

_ROW_ACTION = re.compile(r"(add|remove)-(job|study|skill)(?:-(\d{1,4}))?")


@router.get("")
def profile(site: CurrentSite, report_id: str) -> HTMLResponse:
    """The form, as the CV was read or as it was last corrected."""
    stored_report(site, report_id)
    return _show(site, report_id, None)


@router.post("")
async def save(request: Request, site: CurrentSite, report_id: str) -> Response:
    """Keep the corrections and make the report again; or add or remove a row (the button pressed says which)."""
    data = await request.form(max_fields=5000)
    typed = form_from({name: value for name, value in data.items() if isinstance(value, str)})
    return await run_in_threadpool(_save, request, site, report_id, typed, str(data.get("do", "save")))


@router.get("/forget")
def ask_to_forget(site: CurrentSite, report_id: str) -> HTMLResponse:
    """Ask before the corrections are forgotten."""
    stored_report(site, report_id)
    return show(
        ConfirmPage(
            heading="Forget your corrections?",
            text="The report will be made again from the CV as Greenroom reads it. What you corrected will be deleted.",
            action=f"/reports/{report_id}/profile/forget",
            button="Forget my corrections",
            back=f"/reports/{report_id}/profile",
        )
    )


@router.post("/forget")
def forget(request: Request, site: CurrentSite, report_id: str) -> Response:
    """Forget the corrections and make the report again."""
    site.greenroom.store.delete_correction(stored_report(site, report_id).cv_sha256)
    return _make_again(request, site, report_id)


def _save(request: Request, site: Site, report_id: str, typed: ProfileForm, do: str) -> Response:
    stored_report(site, report_id)
    row = _ROW_ACTION.fullmatch(do)
    if row:
        kind = cast("Kind", row[2])
        if row[1] == "add":
            form = typed.with_new(kind)
            return _show(site, report_id, form, focus=f"{kind}-{len(form.rows[kind]) - 1}")
        return _show(site, report_id, typed.without(kind, int(row[3] or 0)), focus=f"{kind}-list")
    form = checked(typed)
    if form.problems:
        return _show(site, report_id, form, status=422)
    preparation = site.greenroom.preparation
    document, data = preparation.kept_cv(report_id)
    was = preparation.read_profile(document)
    try:
        edited = preparation.edited_profile(document, was, edits_of(form, was))
    except InputError as error:
        return _show(site, report_id, form, status=422, problem=Problem.of(error))
    preparation.correct_profile(document, edited, data)
    return _make_again(request, site, report_id)


def _make_again(request: Request, site: Site, report_id: str) -> Response:
    site.greenroom.preparation.make_again(report_id)
    site.maker.ask(report_id)
    return go_to(request, f"/reports/{report_id}")


def _show(
    site: Site,
    report_id: str,
    form: ProfileForm | None,
    *,
    focus: str = "",
    status: int = 200,
    problem: Problem | None = None,
) -> HTMLResponse:
    preparation = site.greenroom.preparation
    document, _ = preparation.kept_cv(report_id)
    was = preparation.read_profile(document)
    page = profile_page(
        report_id,
        form or form_of(was),
        profile=was,
        document=document,
        corrected=site.greenroom.store.correction(document.sha256) is not None,
        focus=focus,
        problems=(problem,) if problem else (),
    )
    return show(page, status=status)
