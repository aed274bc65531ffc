"""The library: a list to search and narrow, and a page for each piece."""

from __future__ import annotations

import math
import re
from enum import StrEnum
from typing import TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from greenroom.content.arithmetic import in_digits, worked
from greenroom.content.listing import Kind, Wanted
from greenroom.interview.standard import asked
from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Maturity
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.question import Question
from greenroom.web.contexts import Problem
from greenroom.web.library_pages import (
    DrillPage,
    EstimationPage,
    FrameworkPage,
    LibraryPage,
    QuestionPage,
    RolePlayPage,
)
from greenroom.web.library_rows import address, facts, filters, rounds_of, row
from greenroom.web.rating import rated
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/library")
_AT_ONCE = 30
_MOST_FACTS = 40
_QUANTITY = re.compile(
    r"\s*(?:~|about |ca\.? |\$|€|£)?\s*(-?\d+(?:\.\d+)?(?:e\d{1,2}(?!\d))?)\s*(k|m|bn|million|billion)?\b",
    re.IGNORECASE,
)
_THOUSANDS = {"k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
E_ = TypeVar("E_", bound=StrEnum)


@router.get("")
def library(
    site: CurrentSite,
    q: str = "",
    kind: str = "",
    role: str = "",
    level: str = "",
    round: str = "",  # noqa: A002 - the name in the address
    competency: str = "",
    maturity: str = "",
    shown: int = _AT_ONCE,
) -> HTMLResponse:
    """The list; what no filter knows narrows nothing."""
    chosen = {
        "kind": kind,
        "role": role,
        "level": level,
        "round": round,
        "competency": competency,
        "maturity": maturity,
    }
    held = site.greenroom.library
    if round not in rounds_of(held.catalogue, role):
        round = chosen["round"] = ""  # noqa: A001 - as above
    wanted = Wanted(
        kind=_known(Kind, kind), role=_known(Role, role), level=_known(Level, level), round=round,
        competency=competency, maturity=_known(Maturity, maturity),
    )  # fmt: skip
    found = held.search.find(q, wanted)
    more = (
        address("/library", q=q, **chosen, shown=shown + _AT_ONCE) + f"#piece-{shown + 1}"
        if len(found) > shown
        else ""
    )
    page = LibraryPage(
        words=q,
        narrowed=any(chosen.values()),
        filters=filters(chosen, held.catalogue, *chosen),
        rows=tuple(row(one) for one in found[: max(1, shown)]),
        found=len(found),
        more=more,
    )
    return show(page)


@router.get("/questions/{slug}")
def question(site: CurrentSite, slug: str) -> HTMLResponse:
    """A question to practise."""
    return show(_question(site, slug))


@router.post("/questions/{slug}")
async def answer(request: Request, site: CurrentSite, slug: str) -> HTMLResponse:
    """The same question with the answer that was typed, rated."""
    async with request.form(max_fields=_MOST_FACTS + 2) as data:
        said = str(data.get("answer", ""))
        told = frozenset(int(place) for place in map(str, data.getlist("told")) if place.isdecimal())
    return show(await run_in_threadpool(_question, site, slug, said, told))


def _question(
    site: Site, slug: str, said: str | None = None, told: frozenset[int] = frozenset()
) -> QuestionPage:
    held = site.greenroom.library
    found = _piece(site, Kind.QUESTION, slug, Question)
    loop = held.catalogue.loops.get(found.role)
    sibling = held.listed(Kind.QUESTION, [found.sibling or ""])
    judged, problem = None, None
    if said is not None:
        judged, problem = rated(site, asked(found, said), found)
    return QuestionPage(
        question=found,
        facts=facts((found.role,), found.levels, found.minutes),
        round=next((slot.title for slot in loop.rounds if slot.id == found.round), found.round)
        if loop
        else found.round,
        concepts=tuple(map(row, held.listed(Kind.CONCEPT, found.concepts))),
        sibling=row(sibling[0]) if sibling else None,
        told=told,
        answer=said or "",
        judged=judged,
        problem=problem,
    )


@router.get("/{kind}s")
def of_kind(kind: str) -> Response:
    """The list of one kind, for who shortens the address of a piece."""
    if kind not in set(Kind):
        raise HTTPException(404)
    return RedirectResponse(f"/library?kind={kind}", status_code=303)


@router.get("/drills/{slug}")
def drill(site: CurrentSite, slug: str) -> HTMLResponse:
    """A drill."""
    found = _piece(site, Kind.DRILL, slug, Drill)
    html = site.html(found.task)
    held = site.greenroom.library
    code = held.catalogue.exercise_on(found.topics, found.roles)
    listed = held.listed(Kind.EXERCISE, [code.slug] if code else [])
    return show(
        DrillPage(
            found,
            facts(found.roles, found.levels, found.minutes),
            html,
            exercise=next(iter(map(row, listed)), None),
        )
    )


@router.get("/estimations/{slug}")
def estimation(site: CurrentSite, slug: str, guess: str = "") -> HTMLResponse:
    """An estimate to make; with a guess, how near it is and every step."""
    found = _piece(site, Kind.ESTIMATION, slug, Estimation)
    task, _, check = found.text.partition("## Sanity check")
    verdict, problem = _near(found, guess) if guess else ("", None)
    page = EstimationPage(
        estimation=found,
        facts=facts(found.roles, found.levels, found.minutes),
        task=site.html(task.replace("## Task", "")),
        check=site.html(check),
        answer=in_digits(found.answer),
        values={name: in_digits(value) for name, value in worked(found).items()},
        guess=guess,
        verdict=verdict,
        problem=problem,
    )
    return show(page)


def quantity(text: str) -> float:
    """A number as people write it: "~40k GPUs" is 40,000; NaN where there is none."""
    match = _QUANTITY.match(text.replace(",", ""))
    if match is None:
        return math.nan
    return float(match[1]) * _THOUSANDS.get((match[2] or "").lower(), 1)


def _near(found: Estimation, guess: str) -> tuple[str, Problem | None]:
    value = quantity(guess)
    if not (math.isfinite(value) and value > 0):
        return "", Problem(
            f"{guess[:40]!r} is not a number above 0.",
            f"Give it in {found.unit}, such as 40 or 1.2k.",
            "guess",
        )
    off = max(value / found.answer, found.answer / value)
    if off <= found.factor:
        return f"Within a factor of {found.factor:g}: it passes.", None
    way = "high" if value > found.answer else "low"
    return f"Too {way} by a factor of {in_digits(off, 2)}; within {found.factor:g} passes.", None


@router.get("/roleplays/{slug}")
def roleplay(site: CurrentSite, slug: str) -> HTMLResponse:
    """A conversation to rehearse."""
    found = _piece(site, Kind.ROLEPLAY, slug, RolePlay)
    return show(RolePlayPage(found, facts((found.role,), found.levels, found.minutes)))


@router.get("/frameworks/{slug}")
def framework(site: CurrentSite, slug: str) -> HTMLResponse:
    """A framework to fill in."""
    found = _piece(site, Kind.FRAMEWORK, slug, Framework)
    return show(FrameworkPage(found, site.html(found.use)))


@router.post("/frameworks/{slug}")
async def filled(request: Request, site: CurrentSite, slug: str) -> Response:
    """What was filled in, as a Markdown file to keep; nothing of it is kept here."""
    found = _piece(site, Kind.FRAMEWORK, slug, Framework)
    async with request.form(max_fields=len(found.parts) + 2) as data:
        written = [str(data.get(f"part-{number}", "")).strip() for number in range(len(found.parts))]
    parts = (
        f"## {part.name}\n\n{text or '(empty)'}\n" for part, text in zip(found.parts, written, strict=True)
    )
    text = f"# {found.title}\n\n" + "\n".join(parts)
    return Response(
        text,
        media_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.slug}.md"'},
    )


P = TypeVar("P")


def _piece(site: Site, kind: Kind, slug: str, of: type[P]) -> P:
    found = site.greenroom.library.piece(slug, kind)
    if not isinstance(found, of):
        raise TypeError(f"{slug} is a {type(found).__name__}")
    return found


def _known(kind: type[E_], value: str) -> E_ | None:
    return kind(value) if value in {one.value for one in kind} else None
