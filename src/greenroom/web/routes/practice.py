"""From a report to what it says to practise."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from greenroom.content.listing import Kind
from greenroom.web.library_pages import PracticePage, Row
from greenroom.web.library_rows import row
from greenroom.web.routes.reports import Outgrown, read_report, stored_report
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/reports/{report_id}/practice")


@router.get("")
def practice(site: CurrentSite, report_id: str) -> Response:
    """The expected questions, concepts and drills of a report that the library still holds."""
    stored = stored_report(site, report_id)
    if stored.state != "done":
        raise HTTPException(404)
    try:
        made = read_report(stored)
    except Outgrown:
        return RedirectResponse(f"/reports/{report_id}", status_code=303)  # which offers to make it again
    questions = _held(site, Kind.QUESTION, (q.slug for q in made.questions))
    page = PracticePage(
        id=report_id,
        candidate=made.candidate,
        position=made.position,
        first=questions[0] if questions else None,
        questions=questions,
        concepts=_held(site, Kind.CONCEPT, (c.slug for c in made.concepts)),
        drills=_held(site, Kind.DRILL, (d.slug for d in made.drills)),
    )
    return show(page)


def _held(site: Site, kind: Kind, slugs: Iterable[str]) -> tuple[Row, ...]:
    return tuple(map(row, site.greenroom.library.listed(kind, slugs)))
