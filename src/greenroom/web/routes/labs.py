"""Labs: the list of scenarios, a run in its console, live, and its debrief."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Form, Header, Query, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from greenroom.errors import GreenroomError, InputError
from greenroom.labs.commands import commands
from greenroom.labs.panel import panel
from greenroom.labs.session import Entry, Session
from greenroom.model.lab import Scenario, in_order
from greenroom.model.lab_kinds import SystemKind
from greenroom.model.lab_run import LabRun
from greenroom.model.ladder import Level
from greenroom.service.lab_talking import About
from greenroom.web.contexts import Problem
from greenroom.web.cost_chart import cost_chart
from greenroom.web.lab_pages import (
    EntryPart,
    LabDebriefPage,
    LabPage,
    LabsPage,
    ScenarioRow,
    ScenarioShelf,
    panel_row,
)
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import page_html, show

router = APIRouter(prefix="/labs")
Typed = Annotated[str, Form()]
_LOOK_EVERY = 0.2  # seconds between two looks at whether a run went on, while its page is open
_HEARTBEAT = 75  # looks
_AGAIN = 1000  # milliseconds after which a browser asks again
_MOST_SEED_DIGITS = 9


@router.get("")
def scenarios(site: CurrentSite) -> Response:
    """The scenarios, and how far one is with each."""
    return show(_list(site))


@router.post("")
def begin(
    site: CurrentSite, scenario: Typed, seed: Typed = "", mode: Typed = "", level: Typed = ""
) -> Response:
    """Begin a scenario."""
    seed = seed.strip()
    if seed and not (seed.isdecimal() and len(seed) <= _MOST_SEED_DIGITS):
        problem = Problem("A seed is a whole number from 0.", "Leave it empty for a new one.", "seed")
        return show(_list(site, problem), status=422)
    number = int(seed) if seed else None
    run = site.greenroom.labs.start(
        scenario,
        number,
        level=Level(level) if level in set(Level) else None,
        study=mode == "study",
        paced=mode == "interview",
    )
    return RedirectResponse(f"/labs/{run.id}", status_code=303)


@router.get("/{run_id}")
def console(site: CurrentSite, run_id: str) -> Response:
    """A run as it stands."""
    return show(_console(site, site.greenroom.labs.run(run_id)))


@router.post("/{run_id}")
def do(site: CurrentSite, run_id: str, line: Typed = "") -> Response:
    """Give a line."""
    labs = site.greenroom.labs
    run = labs.run(run_id)
    try:
        labs.do(run, line)
    except InputError as error:
        return show(_console(site, run, line, Problem.of(error, field="line")), status=422)
    return RedirectResponse(f"/labs/{run.id}#line", status_code=303)


@router.post("/{run_id}/talk")
def talk(site: CurrentSite, run_id: str, about: Typed = "", level: Typed = "") -> Response:
    """To the round on the run as it stands, or to its incident note."""
    run = site.greenroom.labs.run(run_id)
    wanted = About(about) if about in set(About) else About.INCIDENT
    begun = site.greenroom.lab_talking.talk(run, wanted, Level(level) if level in set(Level) else None)
    site.ahead.submit(site.greenroom.interviews.make_ready(begun))  # while the lines are looked at
    return RedirectResponse(f"/interviews/{begun.id}", status_code=303)


@router.get("/{run_id}/debrief")
def debrief(site: CurrentSite, run_id: str) -> Response:
    """How it went; the console where it is not over."""
    labs = site.greenroom.labs
    run = labs.run(run_id)
    if not labs.read(run, lambda session: session.ended):
        return RedirectResponse(f"/labs/{run.id}", status_code=303)
    found, scenario = labs.debrief(run), labs.scenario(run.scenario)
    updates = labs.read(run, lambda session: tuple(text for _, text in session.updates))
    page = LabDebriefPage(
        run=run,
        scenario=scenario,
        found=found,
        chart=cost_chart(found.by_day),
        text=site.html(found.text),
        entries=labs.read(run, _entries),
        updates=updates,
        next=_next(_rows(site)),
    )
    return show(page)


@router.get("/{run_id}/events")
async def events(
    site: CurrentSite,
    run_id: str,
    after: Annotated[int, Query(ge=0)] = 0,
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """The run as it goes on, as server-sent events: `{"entries": html, "panel": ...}` for the lines after number `after`.

    204, so that nobody asks again, where it is over and nothing is left to tell.
    """
    run = await asyncio.to_thread(site.greenroom.labs.run, run_id)
    seen = int(last_event_id) if last_event_id.isdecimal() else after
    ended = await asyncio.to_thread(site.greenroom.labs.read, run, lambda session: session.ended)
    if ended and seen >= len(site.greenroom.store.lab_steps(run.id)):
        return Response(status_code=204)
    return StreamingResponse(_told(site, run, seen), media_type="text/event-stream")


async def _told(site: Site, run: LabRun, seen: int) -> AsyncIterator[str]:
    yield f"retry: {_AGAIN}\n\n"
    looks = 0
    while not site.live.is_closed:
        try:
            number = await asyncio.to_thread(lambda: len(site.greenroom.store.lab_steps(run.id)))
            if number != seen:
                news = await asyncio.to_thread(_news, site, run)
                seen = number
                yield f"id: {number}\nevent: moved\ndata: {json.dumps(news)}\n\n"
                if news["panel"]["ended"]:
                    return
        except GreenroomError:
            return  # the run is gone, or the store: the browser asks again and is told which
        looks += 1
        if looks % _HEARTBEAT == 0:
            yield ":\n\n"
        await asyncio.sleep(_LOOK_EVERY)


def _news(site: Site, run: LabRun) -> dict[str, Any]:
    """The whole of what the console shows: the same for whoever missed one event or ten."""
    labs = site.greenroom.labs
    shown, entries = labs.read(run, lambda session: (panel(session), _entries(session)))
    return {"entries": "".join(map(page_html, entries)), "panel": panel_row(shown), "clock": shown.clock}


def _entries(session: Session) -> tuple[EntryPart, ...]:
    return tuple(EntryPart.of(one) for one in session.log if not _is_thinking(one))


def _is_thinking(entry: Entry) -> bool:
    return entry.verb == "think"


def _console(site: Site, run: LabRun, typed: str = "", problem: Problem | None = None) -> LabPage:
    labs = site.greenroom.labs
    scenario = labs.scenario(run.scenario)

    def page(session: Session) -> LabPage:
        now = panel(session)
        return LabPage(
            run=run,
            scenario=scenario,
            briefing=site.html(scenario.briefing),
            panel=now,
            panel_json=json.dumps(panel_row(now)),
            entries=_entries(session),
            verbs=tuple(commands(session)),
            number=len(site.greenroom.store.lab_steps(run.id)),
            thought_h=labs.thought_h(run),
            typed=typed,
            problem=problem,
        )

    return labs.read(run, page)


def _list(site: Site, problem: Problem | None = None) -> LabsPage:
    rows = _rows(site)
    known = {one.slug: one.system for one in site.greenroom.library.catalogue.scenarios}
    shelves = tuple(
        ScenarioShelf(kind.label, tuple(one for one in rows if known[one.slug] is kind))
        for kind in SystemKind
        if kind in known.values()
    )
    return LabsPage(shelves, _next(rows), problem)


def _rows(site: Site) -> tuple[ScenarioRow, ...]:
    newest: dict[str, LabRun] = {}
    for run in site.greenroom.store.lab_runs():
        newest.setdefault(run.scenario, run)
    known = in_order(site.greenroom.library.catalogue.scenarios)
    return tuple(_scenario_row(site, one, newest.get(one.slug)) for one in known)


def _scenario_row(site: Site, one: Scenario, run: LabRun | None) -> ScenarioRow:
    last = site.greenroom.store.lab_steps(run.id)[-1:] if run else ()
    ended = any(step.line == "finish" for step in last)
    return ScenarioRow(one.slug, one.title, one.levels, run, ended)


def _next(rows: tuple[ScenarioRow, ...]) -> ScenarioRow | None:
    """One that was begun and not finished, else the first that was never begun."""
    begun = next((one for one in rows if one.run and not one.ended), None)
    return begun or next((one for one in rows if one.run is None), None)
