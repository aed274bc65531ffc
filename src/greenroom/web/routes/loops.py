"""Mock loops: all rounds of one hiring process, and the debrief over them."""

from __future__ import annotations

import random
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from greenroom.errors import InputError
from greenroom.interview.overall import recommended
from greenroom.model.ladder import Level, Role
from greenroom.model.mock import MockLoop, MockRound
from greenroom.web.contexts import Problem
from greenroom.web.interview_pages import LoopDebriefPage, LoopPage, LoopVotes, SlotRow
from greenroom.web.routes.interviews import interviews_page
from greenroom.web.routes.reports import Outgrown, read_report, stored_report
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/loops")
Typed = Annotated[str, Form()]


@router.post("")
def begin(site: CurrentSite, role: Typed = "", level: Typed = "", report: Typed = "") -> Response:
    """Begin the loop of a role at a level, or that of a report."""
    loops, draw = site.greenroom.loops, random.Random()  # noqa: S311 - which question is no secret
    asked = {"role": role, "level": level}
    try:
        if report:
            try:
                made = read_report(stored_report(site, report))
            except Outgrown:
                return RedirectResponse(
                    f"/reports/{report}", status_code=303
                )  # which offers to make it again
            begun = loops.start_from(made, report, draw)
        elif role in set(Role) and level in set(Level):
            begun = loops.start(Role(role), Level(level), draw)
        else:
            what = Problem("A loop needs a role and a level.", "Choose both.", "level" if role else "role")
            return show(interviews_page(site, what, asked), status=422)
    except InputError as error:
        return show(interviews_page(site, Problem.of(error, field="level"), asked), status=422)
    return RedirectResponse(f"/loops/{begun.id}", status_code=303)


@router.get("/{loop_id}")
def loop(site: CurrentSite, loop_id: str) -> Response:
    """The rounds of a loop, and which is next."""
    loops = site.greenroom.loops
    found = loops.loop(loop_id)
    return show(_page(site, found, loops.rounds(found)))


@router.post("/{loop_id}/next")
def next_round(site: CurrentSite, loop_id: str) -> Response:
    """Go to the open round, or begin the next one."""
    begun = site.greenroom.loops.next_round(loop_id)
    where = f"/interviews/{begun.id}" if begun else f"/loops/{loop_id}/debrief"
    return RedirectResponse(where, status_code=303)


@router.get("/{loop_id}/debrief")
def debrief(site: CurrentSite, loop_id: str) -> Response:
    """What the committee makes of the rounds that are over; without one, the loop."""
    loops = site.greenroom.loops
    found = loops.loop(loop_id)
    try:
        read = loops.debrief(found)
    except InputError:
        return RedirectResponse(f"/loops/{found.id}", status_code=303)
    page = _page(site, found, loops.rounds(found))
    votes = tuple(
        LoopVotes(row, tuple(card for card in read.cards if card.round == row.round_id))
        for row in page.slots
        if row.round_id in read.rounds
    )
    return show(LoopDebriefPage(found, read, recommended(read), votes, page.is_over))


def _page(site: Site, found: MockLoop, rounds: tuple[MockRound | None, ...]) -> LoopPage:
    slots = tuple(
        SlotRow(
            place=slot.place,
            focus=focus,
            round_id=done.id if done else "",
            title=title if done else "",
            state="to come" if done is None else "over" if done.is_over else "open",
        )
        for slot, done, (focus, title) in zip(
            found.slots, rounds, site.greenroom.loops.titles(found), strict=True
        )
    )
    return LoopPage(found, slots, is_over=all(one.state == "over" for one in slots))
