"""From a report to what it says to practise."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from greenroom.content.listing import Kind
from greenroom.model.exercise import started_by
from greenroom.model.report import Report
from greenroom.prepare.showing import Showing
from greenroom.service.replanning import Planned
from greenroom.web.library_pages import PracticePage, Row, Shown, ToCode
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
    shown = tuple(_shown(site, *one) for one in site.greenroom.replanning.weak(made, report_id))
    page = PracticePage(
        id=report_id,
        candidate=made.candidate,
        position=made.position,
        shown=shown,
        first=questions[0] if questions else None,
        questions=questions,
        concepts=_held(site, Kind.CONCEPT, (c.slug for c in made.concepts)),
        drills=_held(site, Kind.DRILL, (d.slug for d in made.drills)),
        exercises=_to_code(site, made, report_id),
    )
    return show(page)


def _shown(site: Site, showed: Showing, planned: Planned) -> Shown:
    weakest = showed.weakest
    return Shown(
        says=f"{weakest.name}. {weakest.tests}" if weakest else f"{showed.verdict.capitalize()}.",
        round_id=showed.round,
        title=showed.question.title,
        drill=next(iter(_held(site, Kind.DRILL, [showed.drill.slug] if showed.drill else [])), None),
        planned=planned.words,
    )


def _to_code(site: Site, made: Report, report_id: str) -> tuple[ToCode, ...]:
    """The exercises of a report that a pack still holds, then those that its plan asks for besides."""
    states = site.greenroom.replanning.handed_in(made, report_id)
    whys = {one.slug: one.why.text for one in made.exercises}
    rows = {
        slug: _held(site, Kind.EXERCISE, [slug]) for slug in (*whys, *(s for s in states if s not in whys))
    }
    return tuple(
        ToCode(row=held[0], why=whys.get(slug, ""), command=started_by(slug), state=states.get(slug, ""))
        for slug, held in rows.items()
        if held
    )


def _held(site: Site, kind: Kind, slugs: Iterable[str]) -> tuple[Row, ...]:
    return tuple(map(row, site.greenroom.library.listed(kind, slugs)))
