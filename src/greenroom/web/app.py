"""The application: routes, pages for failures, the guard around everything."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from greenroom.bootstrap import Greenroom
from greenroom.web import failures
from greenroom.web.ahead import Ahead, Waiting
from greenroom.web.guard import Guard
from greenroom.web.live import Live
from greenroom.web.maker import Maker
from greenroom.web.routes import (
    calculator,
    coding,
    course,
    debriefs,
    deleting,
    events,
    hearing,
    home,
    interviews,
    labs,
    library,
    loops,
    practice,
    profile,
    reports,
)
from greenroom.web.site import Site

_ROUTES = (
    home, reports, profile, deleting, practice, library, course, interviews, events, hearing, debriefs, loops, coding, calculator, labs,
)  # fmt: skip


def create_app(greenroom: Greenroom) -> FastAPI:
    """The web application on one data folder; unfinished reports are made as soon as it starts."""
    app = FastAPI(title="Greenroom", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan)
    app.state.site = Site(greenroom, Maker(greenroom), ahead := Ahead(), Live(greenroom))
    for routes in _ROUTES:
        app.include_router(routes.router)
    app.mount("/static", _Assets(directory=Path(__file__).parent / "static"))
    failures.install(app)
    app.add_middleware(Waiting, ahead=ahead)
    app.add_middleware(Guard)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    site: Site = app.state.site
    site.maker.start()
    site.ahead.submit(_rounds_read(site), pressing=False)
    yield
    site.maker.stop()
    site.ahead.stop()


def _rounds_read(site: Site) -> Iterator[None]:
    """Rounds read one by one before a report is opened."""
    for done in site.greenroom.replanning.to_read():
        site.greenroom.replanning.read_ahead(done)
        yield


class _Assets(StaticFiles):
    """Static files; their address changes with their content (`views.static`), so they may be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["Cache-Control"] = "max-age=31536000, immutable"
        return response
