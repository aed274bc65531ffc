"""What mock rounds and role-plays showed: the committee's debrief, one's own rating before it, appeals."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from greenroom.bootstrap import DebriefFormat
from greenroom.content.listing import Kind
from greenroom.errors import InputError
from greenroom.interview.cv.notes import notes
from greenroom.interview.debrief_words import in_words
from greenroom.interview.overall import recommended
from greenroom.model.mock import MockRound, TurnKind
from greenroom.service.roleplaying import as_seen
from greenroom.web.code_view import code_view
from greenroom.web.contexts import Download, Problem
from greenroom.web.debrief_page import DebriefPage, SelfRatingPage, counted, rows
from greenroom.web.library_pages import Row
from greenroom.web.library_rows import row
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/interviews/{round_id}")
Typed = Annotated[str, Form()]


@router.get("/debrief")
def debrief(site: CurrentSite, round_id: str, read: bool = False) -> Response:  # noqa: FBT001, FBT002 - a query parameter
    """What the round showed; asks for the candidate's own rating first, and before the first answer shows the round."""
    rooms = site.greenroom.interviews
    done = rooms.round(round_id)
    if not _is_told(done):
        return RedirectResponse(f"/interviews/{done.id}", status_code=303)
    if done.is_over and not read and not done.of(TurnKind.SELF_RATING):
        return show(SelfRatingPage(as_seen(done), rooms.piece(done).title))
    return show(_debrief(site, done.id))


@router.get("/debrief.{form}")
def download(site: CurrentSite, round_id: str, form: DebriefFormat) -> Response:
    """The debrief as a file, with the transcript and the evidence marked in it."""
    done = site.greenroom.interviews.round(round_id)
    if not _is_told(done):
        return RedirectResponse(f"/interviews/{done.id}", status_code=303)
    name = f"debrief-{done.question}-{done.started_at:%Y-%m-%d}{form.suffix}"
    return Response(
        site.greenroom.render_debrief(site.greenroom.afterwards.read(done.id), form),
        media_type=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.post("/self-rating")
def rate_oneself(site: CurrentSite, round_id: str, rating: Typed = "") -> Response:
    """Keep the candidate's own rating, then show the debrief."""
    try:
        site.greenroom.afterwards.rate_oneself(round_id, rating)
    except InputError as error:
        if error.code == "no_round":
            raise
    return RedirectResponse(f"/interviews/{round_id}/debrief?read=true", status_code=303)


@router.post("/appeal")
def appeal(site: CurrentSite, round_id: str, criterion: Typed = "", words: Typed = "") -> Response:
    """Have words read again for a criterion."""
    try:
        site.greenroom.afterwards.appeal(round_id, criterion, words)
    except InputError as error:
        if error.code == "no_round":
            raise
        page = replace(_debrief(site, round_id), problem=Problem.of(error, field=criterion))
        return show(page, status=422)
    return RedirectResponse(f"/interviews/{round_id}/debrief?read=true#{criterion}", status_code=303)


@router.get("/appeal")
def no_appeal(round_id: str) -> Response:
    """Opened afresh, the address of an appeal leads to its debrief."""
    return RedirectResponse(f"/interviews/{round_id}/debrief?read=true", status_code=303)


def _is_told(done: MockRound) -> bool:
    """Whether a debrief may be read: something was said, and a role-play, whose debrief tells what is hidden, is over."""
    return bool(done.answer) and (done.is_over or not done.is_roleplay)


def _debrief(site: Site, round_id: str) -> DebriefPage:
    afterwards = site.greenroom.afterwards
    read = afterwards.read(round_id)
    return DebriefPage(
        read=read,
        verdict=recommended(read.debrief),
        speakers=afterwards.interviews.speakers(read.round),
        code=code_view(read.round, read.submission),
        rows=rows(read),
        since=in_words(read.redo.started_at) if read.redo else "",
        counted=counted(read),
        names={one.id: one.name for one in read.criteria},
        drill=_row(site, Kind.DRILL, read.next.drill) if read.next.drill else None,
        sibling=_row(site, Kind.QUESTION, read.next.question or "") if read.next.kind == "sibling" else None,
        held=notes(read.cv) if read.cv else (),
        off=afterwards.off_over_time(),
        loop=site.greenroom.loops.of(read.round.id),
        planned=site.greenroom.replanning.planned(read.round),
        downloads=tuple(
            Download(form.label, form.suffix, f"/interviews/{read.round.id}/debrief{form.suffix}")
            for form in DebriefFormat
        ),
    )


def _row(site: Site, kind: Kind, slug: str) -> Row | None:
    return next((row(one) for one in site.greenroom.library.listed(kind, [slug])), None)
