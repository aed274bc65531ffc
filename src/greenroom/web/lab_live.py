"""A run of a lab behind HTTP, for programs: a payment in, its chance and decision out, and what Prometheus scrapes.

GET /          what there is
POST /score    a payment -> chance, decision, version
GET /metrics   the board at the run's now, and how long this endpoint took
GET /healthz   whether the run can be read

Answers are JSON, errors too: {"error": {"code", "what", "hint"}}. A payment that is asked about becomes no part of the run.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException

from greenroom.errors import DependencyError, InputError
from greenroom.labs.monitor.exposition import CONTENT_TYPE, exposition
from greenroom.labs.payments.asked import Asked
from greenroom.labs.payments.paying import CATEGORIES
from greenroom.model.value import Value
from greenroom.service.lab_live import LiveLab
from greenroom.web.contexts import ErrorPage
from greenroom.web.guard import Guard, TooLarge
from greenroom.web.request_times import RequestTimes, Timed

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
_LOOK_EVERY_S = 0.2  # so long a line given elsewhere may take to be seen
_Share = Annotated[float, Field(ge=0, le=1)]


class Payment(Value):
    """The body of POST /score."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False, json_schema_extra={"title": "A payment"})

    customer: Annotated[int, Field(ge=0)]
    amount_usd: Annotated[float, Field(gt=0, le=1e7)]
    category: Annotated[int, Field(ge=0, lt=CATEGORIES)]
    merchant_risk: _Share
    ip_risk: _Share
    device_days: Annotated[float, Field(ge=0, le=1e5)]
    abroad: bool


EXAMPLE = Payment(
    customer=17, amount_usd=84.5, category=3, merchant_risk=0.2, ip_risk=0.1, device_days=120.0, abroad=False
)
"""A payment as anybody may make it."""


def create_live_app(live: LiveLab) -> FastAPI:
    """The endpoint of one run; it follows the run as long as it is up."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_following)
    times = RequestTimes(("/", "/score", "/metrics", "/healthz"))
    app.state.live, app.state.times, app.state.failed = live, times, ""
    app.add_api_route("/", _index, methods=["GET"])
    app.add_api_route("/score", _score, methods=["POST"])
    app.add_api_route("/metrics", _metrics, methods=["GET"])
    app.add_api_route("/healthz", _health, methods=["GET"])
    app.add_exception_handler(InputError, _input)
    app.add_exception_handler(TooLarge, _too_large)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(Guard, programs=True, refused=_refused, most_bytes=MOST_BYTES)
    app.add_middleware(Timed, times=times)
    return app


@asynccontextmanager
async def _following(app: FastAPI) -> AsyncIterator[None]:
    task = asyncio.create_task(_follow(app))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _follow(app: FastAPI) -> None:
    """Read the run again whenever it went on; requests are answered meanwhile, as the run stood before."""
    live: LiveLab = app.state.live
    while True:
        try:
            await asyncio.to_thread(live.newest)
            app.state.failed = ""
        except DependencyError as error:
            app.state.failed = str(error)
        except Exception:  # a bug must not end the following unseen
            log.exception("the run could not be read")
            app.state.failed = "The run cannot be read: a bug of Greenroom."
        await asyncio.sleep(_LOOK_EVERY_S)


async def _index(request: Request) -> JSONResponse:
    live: LiveLab = request.app.state.live
    served = live.served
    return JSONResponse(
        {
            "run": live.run.id,
            "scenario": live.run.scenario,
            "as_of": served.as_of,
            "ended": served.ended,
            "version": served.champion.version.name,
            "there_is": {
                "POST /score": "a payment as JSON -> chance, decision, version",
                "GET /metrics": "the board at the run's now and this endpoint's request times, for Prometheus",
                "GET /healthz": "whether the run can be read",
            },
            "payment": EXAMPLE.model_dump(),
            "customers": served.champion.customers,
            "note": "What is asked here becomes no part of the run.",
        }
    )


async def _score(request: Request) -> Response:
    try:
        payment = Payment.model_validate_json(await request.body())
    except ValidationError as error:
        return _unusable(error)
    served = request.app.state.live.served
    scored = served.champion.score(Asked(**payment.model_dump()))
    return JSONResponse(
        {
            "chance": scored.chance,
            "decision": "decline" if scored.declined else "approve",
            "version": scored.version,
            "threshold": scored.threshold,
            "as_of": served.as_of,
        }
    )


async def _metrics(request: Request) -> Response:
    state = request.app.state
    text = exposition((*state.live.served.metrics, state.times.metric()))
    return Response(text, headers={"content-type": CONTENT_TYPE})


async def _health(request: Request) -> JSONResponse:
    state = request.app.state
    if state.failed:
        return _error(503, "not_followed", state.failed, "What was read last is served still.")
    return JSONResponse({"status": "ok", "run": state.live.run.id, "as_of": state.live.served.as_of})


def _error(status: int, code: str, what: str, hint: str, **more: Any) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "what": what, "hint": hint, **more}}, status_code=status)


def _unusable(error: ValidationError) -> JSONResponse:
    """Each field that is wrong, in the words of what it must be; what was sent is not repeated."""
    fields = [
        {"field": ".".join(map(str, one["loc"])) or "body", "problem": one["msg"]}
        for one in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    told = "; ".join(f"{one['field']}: {one['problem']}" for one in fields)
    hint = f"A payment is, for example: {json.dumps(EXAMPLE.model_dump())}"
    return _error(422, "no_payment", f"This is no payment: {told}.", hint, fields=fields)


async def _input(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, InputError)
    return _error(503 if error.code == "off" else 422, error.code, error.what, error.hint)


async def _too_large(_request: Request, _error_raised: Exception) -> JSONResponse:
    return _error(
        413, "too_large", f"A body holds at most {MOST_BYTES:,} bytes.", "Send one payment at a time."
    )


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _error(error.status_code, "http", f"{error.detail}.", "GET / says what there is.")


def _refused(page: ErrorPage, status: int) -> JSONResponse:
    return _error(
        status,
        "refused",
        page.problem.what,
        "Ask at the address it printed when it started, from a program of yours.",
    )
