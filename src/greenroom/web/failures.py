"""Every failure as a page that says what happened and what to do next; no page shows a traceback."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from greenroom.errors import DependencyError, GreenroomError, UserError
from greenroom.web.contexts import ErrorPage, Problem
from greenroom.web.guard import MAX_FILE_BYTES, TooLarge
from greenroom.web.views import show

log = logging.getLogger(__name__)

_NOT_FOUND = ErrorPage(
    heading="Nothing here",
    problem=Problem(
        what="There is no such page, or the report was deleted.",
        next="Earlier reports are listed on the first page.",
    ),
)
_BUG = ErrorPage(
    heading="Something went wrong inside Greenroom",
    problem=Problem(
        what="This is our fault, not yours. Nothing that was handed in is lost.",
        next="Go back and try again; if it happens again, report it with what the window that runs Greenroom shows.",
    ),
)
TOO_LARGE = Problem(
    what=f"That is more than is read: at most {MAX_FILE_BYTES // 1024 // 1024} MB a file.",
    next="Save it without pictures, or paste its text.",
)


def status_of(error: GreenroomError) -> int:
    """The HTTP status that fits an error: 404 nothing there, 422 the user's to mend, 503 something outside failed, 500 a bug."""
    if getattr(error, "code", "") in {
        "no_content",
        "no_round",
        "no_loop",
        "no_exercise",
        "no_scenario",
        "no_lab_run",
    }:
        return 404
    if isinstance(error, UserError):
        return 422
    return 503 if isinstance(error, DependencyError) else 500


def install(app: FastAPI) -> None:
    """Let `app` answer every failure with a page."""
    app.add_exception_handler(TooLarge, _too_large)
    app.add_exception_handler(GreenroomError, _greenroom)
    app.add_exception_handler(RequestValidationError, _not_found)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(Net)


async def _too_large(_request: Request, _error: Exception) -> HTMLResponse:
    return show(ErrorPage(heading="Too large", problem=TOO_LARGE), status=413)


async def _greenroom(_request: Request, error: Exception) -> HTMLResponse:
    assert isinstance(error, GreenroomError)
    heading = "That did not work" if isinstance(error, UserError) else "Your data cannot be reached"
    return show(ErrorPage(heading=heading, problem=Problem.of(error)), status=status_of(error))


async def _not_found(_request: Request, _error: Exception) -> HTMLResponse:
    return show(_NOT_FOUND, status=404)


async def _http(_request: Request, error: Exception) -> HTMLResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return show(_NOT_FOUND, status=404)
    problem = Problem(
        what=f"{error.detail} ({error.status_code}).", next="Go to the first page and try there."
    )
    return show(ErrorPage(heading="That did not work", problem=problem), status=error.status_code)


class Net:
    """The layer that catches bugs, so that even their page goes out through the guard."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer it with a plain page when the answer breaks before it began."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            if begun or scope["type"] != "http":
                raise
            log.exception("a page failed")
            await show(_BUG, status=500)(scope, receive, send)
