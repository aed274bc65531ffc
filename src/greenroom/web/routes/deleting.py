"""Deleting one report or everything; both ask first."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from greenroom.web.contexts import ConfirmPage
from greenroom.web.routes.home import go_to
from greenroom.web.routes.reports import stored_report
from greenroom.web.site import CurrentSite
from greenroom.web.views import show

router = APIRouter()


@router.get("/reports/{report_id}/delete")
def ask_one(site: CurrentSite, report_id: str) -> HTMLResponse:
    """Ask before one report is deleted."""
    stored = stored_report(site, report_id)
    return show(
        ConfirmPage(
            heading="Delete this report?",
            text=f"{stored.title or 'The report'} will be deleted from this machine, with the CV and the posting it was made "
            "from and your corrections, unless another report uses them. This cannot be undone.",
            action=f"/reports/{report_id}/delete",
            button="Delete the report",
            back=f"/reports/{report_id}",
        )
    )


@router.post("/reports/{report_id}/delete")
def delete_one(request: Request, site: CurrentSite, report_id: str) -> Response:
    """Delete one report."""
    stored_report(site, report_id)
    site.greenroom.store.delete_report(report_id)
    return go_to(request, "/")


@router.get("/delete-everything")
def ask_all(site: CurrentSite) -> HTMLResponse:
    """Ask before everything is deleted."""
    count = len(site.greenroom.store.reports())
    return show(
        ConfirmPage(
            heading="Delete everything?",
            text=f"{'The report' if count == 1 else f'All {count} reports'}, every CV and posting, your corrections and replies of a "
            "language model will be deleted from this machine so that they cannot be read any more. Files you downloaded "
            "stay where you put them. This cannot be undone.",
            action="/delete-everything",
            button="Delete everything",
            back="/",
        )
    )


@router.post("/delete-everything")
def delete_all(request: Request, site: CurrentSite) -> Response:
    """Delete everything."""
    site.greenroom.delete_everything()
    return go_to(request, "/")
