"""Keeps the pages to this machine and to this browser: who may ask, how much they may send, what pages may do.

- Only names of this machine are answered (`Host`), so that a site cannot rebind its name to us.
- A request that changes something must come from our own pages (`Sec-Fetch-Site`, else `Origin`).
- A body above the limit is refused while it arrives; it is never held in memory.
- Every answer forbids framing, sniffing and, but for static files, keeping a copy.
- Every answer says how long it took to make (`Server-Timing`), which browsers show beside the request.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from greenroom.web.contexts import ErrorPage, Problem
from greenroom.web.views import show

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_BODY_BYTES = 2 * MAX_FILE_BYTES + 1024 * 1024
_READ_ON_BYTES = 8 * MAX_BODY_BYTES  # read on so far, so that the browser shows our answer and no broken line

_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load and do; one that needs more says so in its own header."""
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class TooLarge(Exception):  # noqa: N818 - an answer (413), not a failure
    """More was sent than is read."""


def _page(refusal: ErrorPage, status: int) -> ASGIApp:
    return show(refusal, status=status)


class Guard:
    """The outermost layer of the application.

    Args:
        app: What is guarded.
        programs: Whether who is no browser (neither `Sec-Fetch-Site` nor `Origin`, which no page can leave out) may send too.
        refused: How a refusal is answered, with its status.
        most_bytes: The limit of a body.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        programs: bool = False,
        refused: Callable[[ErrorPage, int], ASGIApp] = _page,
        most_bytes: int = MAX_BODY_BYTES,
    ) -> None:
        self.app, self._programs, self._refused, self._most_bytes = app, programs, refused, most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        refusal = _refusal(scope["method"], Headers(scope=scope), programs=self._programs)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers["Server-Timing"] = f"page;dur={1000 * (time.perf_counter() - begun):.1f}"
            await send(message)

        if refusal is not None:
            await self._refused(refusal, 403)(scope, receive, send_guarded)
        else:
            await self.app(scope, _limited(receive, self._most_bytes), send_guarded)


def _refusal(method: str, headers: Headers, *, programs: bool) -> ErrorPage | None:
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in _OWN_NAMES:
        what = f"This address ({host}) is not one of this machine."
        return _refused(what, "Open Greenroom at the address it printed when it started.")
    if method in {"GET", "HEAD", "OPTIONS"}:
        return None
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if programs and site is None and origin is None:
        return None
    if site == "same-origin" or (site is None and origin is not None and urlsplit(origin).netloc == host):
        return None
    return _refused(
        "This request did not come from Greenroom's own pages.", "Go to the first page and try there."
    )


def _refused(what: str, then: str) -> ErrorPage:
    return ErrorPage(heading="Refused", problem=Problem(what=what, next=then))


def _limited(receive: Receive, most_bytes: int) -> Receive:
    """`receive`, until more than `most_bytes` have arrived; then the rest is thrown away and `TooLarge` raised."""
    arrived = 0

    async def limited() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived <= most_bytes:
            return message
        while message.get("more_body") and arrived < _READ_ON_BYTES:
            message = await receive()
            arrived += len(message.get("body", b""))
        raise TooLarge

    return limited
