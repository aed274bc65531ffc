"""Speech to words, for the page of a round: a piece of sound in, its words out. Sound is held in memory only, and then gone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from greenroom.errors import GreenroomError, InputError
from greenroom.model.speech import RATE
from greenroom.service.hearing import MOST_BYTES
from greenroom.web.contexts import Problem
from greenroom.web.failures import status_of
from greenroom.web.site import CurrentSite, Site

router = APIRouter(prefix="/interviews")
_STATUS = {"too_long": 413, "busy": 429}


@router.post("/{round_id}/heard")
async def heard(
    request: Request, site: CurrentSite, round_id: str, rate: Annotated[int, Query()] = RATE
) -> Response:
    """The words in a piece of sound, each with the seconds it begins and ends at.

    The body is nothing but 16-bit samples, low byte first, one channel, `rate` a second.
    """
    try:
        sound = await _body(request)
        words = await run_in_threadpool(_hear, site, round_id, sound, rate)
    except GreenroomError as error:
        told = Problem.of(error)
        status = _STATUS.get(getattr(error, "code", ""), status_of(error))
        return JSONResponse({"what": told.what, "next": told.next}, status_code=status)
    return JSONResponse({"words": words, "seconds": len(sound) / 2 / rate})


def _hear(site: Site, round_id: str, sound: bytes, rate: int) -> list[tuple[str, float, float]]:
    if site.greenroom.interviews.round(round_id).is_over:
        raise InputError("This round is over.", hint="Read its debrief.", code="over")
    heard = site.greenroom.hearing.hear(sound, rate=rate)
    return [(word.text, word.start, word.end) for word in heard]


async def _body(request: Request) -> bytes:
    """What was sent; of more than is heard at once the rest is read on and let go, so that the browser shows our answer."""
    sound = bytearray()
    async for part in request.stream():
        if len(sound) <= MOST_BYTES:
            sound += part
    return bytes(sound)
