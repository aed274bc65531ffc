"""A mock round as it goes on: every turn once it is kept, as server-sent events.

    id: 4
    event: turn
    data: {"mine": false, "html": "<li ...>", "clock": {"before": 61, "since": 0, "away": 600}, "next": ""}

The id is the turn's number, so that a browser that lost the connection is told what came after it. `html` is the turn as
the page shows it, "" where nothing is shown; `next` is where the round is read once it is over.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import StreamingResponse

from greenroom.errors import GreenroomError
from greenroom.model.mock import AFTERWARDS, CANDIDATES, MockRound, Turn
from greenroom.service.roleplaying import as_seen
from greenroom.web.interview_pages import Clock, TurnPart
from greenroom.web.live import Stream
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import page_html

router = APIRouter(prefix="/interviews")
HEARTBEAT = 15.0  # seconds; a silent connection would be closed by what stands between
_AGAIN = 1000  # milliseconds after which a browser asks again


@router.get("/{round_id}/events")
async def events(
    site: CurrentSite,
    round_id: str,
    after: Annotated[int, Query(ge=0)] = 0,
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """The turns after `after`, or after the Last-Event-ID of a browser that asks again, until the round is over.

    204, so that nobody asks again, where the round is over and nothing is left to tell; 503 where too many streams are open.
    """
    done = await asyncio.to_thread(site.greenroom.interviews.round, round_id)
    seen = int(last_event_id) if last_event_id.isdecimal() else after
    seen = min(seen, len(done.turns))
    if done.is_over and not _left(done, seen):
        return Response(status_code=204)
    if site.live.is_full:
        return Response("Too many pages follow a round.", status_code=503)
    return StreamingResponse(_told(site, done.id, seen), media_type="text/event-stream")


async def _told(site: Site, round_id: str, seen: int) -> AsyncIterator[str]:
    """The stream of one page. A reply that is overdue, as after a crash, is made here."""
    rooms = site.greenroom.interviews
    if site.live.is_full:
        return  # others were quicker; the browser asks again and is refused
    with site.live.follow(round_id, seen) as stream:
        yield f"retry: {_AGAIN}\n\n"
        overdue = True
        while not site.live.is_closed:
            stream.changed.clear()
            try:
                done, news = await asyncio.to_thread(_news, site, stream)
                for number, event in news:
                    yield event
                    stream.after = number
                if done.is_over:
                    return
                if done.waits_for_interviewer and overdue:
                    await asyncio.to_thread(rooms.resume, round_id)
                    site.live.tell(round_id)
            except GreenroomError:
                return  # the round is gone, or the store: the browser asks again and is told which
            overdue = False
            while not await stream.hears(HEARTBEAT):
                yield ":\n\n"
                overdue = True
                if done.waits_for_interviewer:
                    break


def _news(site: Site, stream: Stream) -> tuple[MockRound, list[tuple[int, str]]]:
    """The round as it is, and its turns that the stream has not told yet, by their numbers."""
    rooms = site.greenroom.interviews
    done = as_seen(rooms.round(stream.round_id))
    left = _left(done, stream.after)
    clock = None if done.is_over else Clock.of(done, rooms.now())
    speakers = rooms.speakers(done) if left else {}
    heard = {turn.number for turn in done.conversation}
    return done, [
        (
            turn.number,
            _event(
                turn,
                html=page_html(TurnPart(turn, speakers)) if turn.number in heard else "",
                clock=clock,
                goes_to=_goes_to(done) if done.is_over and turn is left[-1] else "",
            ),
        )
        for turn in left
    ]


def _left(done: MockRound, seen: int) -> list[Turn]:
    return [turn for turn in done.turns if turn.number > seen and turn.kind not in AFTERWARDS]


def _goes_to(done: MockRound) -> str:
    return f"/interviews/{done.id}/debrief" if done.answer else f"/interviews/{done.id}"


def _event(turn: Turn, *, html: str, clock: Clock | None, goes_to: str) -> str:
    data = {
        "mine": turn.kind in CANDIDATES,
        "html": html,
        "clock": clock and asdict(clock),
        "next": goes_to,
    }
    return f"id: {turn.number}\nevent: turn\ndata: {json.dumps(data)}\n\n"
