"""Coding rounds: the list of exercises, and one with its editor."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from greenroom.errors import InputError, SandboxError
from greenroom.model.coding import CodingRound, StepKind
from greenroom.model.exercise import Exercise, Family
from greenroom.model.ladder import Level
from greenroom.model.persona import Persona
from greenroom.model.verdict import Verdict
from greenroom.web.coding_pages import CodingPage, DiffLine, ExercisePage, ExerciseRow, Shelf
from greenroom.web.contexts import Problem
from greenroom.web.guard import POLICY
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/code")
Typed = Annotated[str, Form()]


@router.get("")
def exercises(site: CurrentSite) -> Response:
    """The exercises, and how far one is with each."""
    known = site.greenroom.library.catalogue.exercises
    done = {one.exercise: one for one in site.greenroom.coding.rounds()}
    shelves = (
        Shelf(kind.label, tuple(_row(one, done.get(one.slug)) for one in known if one.family is kind))
        for kind in Family
    )
    wanted = site.greenroom.coding.suggested()
    chosen = _row(wanted, done.get(wanted.slug)) if wanted else None
    return show(CodingPage(tuple(one for one in shelves if one.rows), chosen))


@router.get("/{slug}")
def exercise(site: CurrentSite, slug: str) -> Response:
    """One exercise as it stands: the last submission in the editor, its verdict below."""
    return _seat(_page(site, slug))


@router.post("/{slug}")
def work(
    site: CurrentSite,
    slug: str,
    do: Typed = "test",
    code: Typed = "",
    asked: Typed = "",
    level: Typed = "",
    persona: Typed = "",
    anew_at: Typed = "",
) -> Response:
    """Try the visible tests, hand in, take a hint, ask, begin anew, see the reference or talk it through; what stood in the editor stays."""
    coding, code = site.greenroom.coding, code.replace("\r\n", "\n")
    try:
        if do == "test":
            return _seat(_page(site, slug, code, ran=coding.test(slug, code)))
        if do == "ask":
            return show(
                _page(site, slug, code, asked=asked, told=coding.ask(slug, asked) if asked.strip() else "")
            )
        if do == "talk":
            return _talk(site, slug, level, persona)
        if do == "hint":
            coding.hint(slug)
            return _seat(_page(site, slug, code))
        if do == "reveal":
            coding.reveal(slug)
        elif do == "anew":
            coding.start(slug, Level(anew_at) if anew_at in set(Level) else None)
        else:
            coding.submit(slug, code)
    except (InputError, SandboxError) as error:
        return _seat(_page(site, slug, code, problem=_problem(error)), status=422)
    return RedirectResponse(f"/code/{slug}#{'reference' if do == 'reveal' else 'verdict'}", status_code=303)


def _talk(site: Site, slug: str, level: str, persona: str) -> Response:
    """To the round on the code that was handed in last."""
    wanted = Level(level) if level in set(Level) else None
    who = Persona(persona) if persona in set(Persona) else Persona.NEUTRAL
    begun = site.greenroom.talking.talk(slug, wanted, who)
    site.ahead.submit(site.greenroom.interviews.make_ready(begun))  # while the code is looked at
    return RedirectResponse(f"/interviews/{begun.id}", status_code=303)


def _talk_button(site: Site, one: Exercise) -> str:
    """What the button says that leads to the round on the code; "" where no pack has the exercise's question."""
    talking = site.greenroom.talking
    try:
        talking.levels(one)
    except InputError:
        return ""
    return "Go on talking it through" if talking.open(one.slug) else "Talk it through"


def _seat(page: ExercisePage, *, status: int = 200) -> Response:
    """The page of an exercise: while one types, browsers write style attributes of their own into what is edited."""
    made = show(page, status=status)
    made.headers["Content-Security-Policy"] = f"{POLICY}; style-src-attr 'unsafe-inline'"
    return made


def _page(
    site: Site,
    slug: str,
    code: str | None = None,
    *,
    ran: Verdict | None = None,
    asked: str = "",
    told: str = "",
    problem: Problem | None = None,
) -> ExercisePage:
    coding = site.greenroom.coding
    done = coding.round(slug)
    if not done.steps:
        done = coding.start(slug)  # the clock runs from the first look
    one = coding.at_level(slug)
    handed = done.submissions
    last = handed[-1] if handed else None
    return ExercisePage(
        exercise=one,
        statement=site.html(one.statement),
        done=done,
        code=code if code is not None else last.code if last else one.starter,
        hints=one.hints[: len(done.of(StepKind.HINT))],
        seconds_used=round(60 * done.minutes_used(one, coding.now())),
        is_revealed=bool(done.of(StepKind.REVEALED)),
        ran=ran or (last.verdict if last and code is None else None),
        submitted=ran is None,
        changed=tuple(_changed(handed[-2].code, handed[-1].code)) if code is None and len(handed) > 1 else (),
        asked=asked,
        told=told,
        problem=problem,
        talk=_talk_button(site, one) if handed else "",
    )


def _changed(before: str, after: str) -> Iterator[DiffLine]:
    kinds = {"+": "added", "-": "taken", " ": "kept"}
    for line in list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=2, lineterm=""))[2:]:
        yield DiffLine(kinds.get(line[:1], "gap"), line[1:] if line[:1] in kinds else "")


def _row(one: Exercise, done: CodingRound | None) -> ExerciseRow:
    state = "" if done is None else "solved" if done.is_solved else "begun"
    return ExerciseRow(one.slug, one.title, f"{one.minutes} minutes; {', '.join(one.levels)}", state)


def _problem(error: InputError | SandboxError) -> Problem:
    if isinstance(error, InputError):
        return Problem.of(error, field="code")
    what, _, then = str(error).partition("\n")
    return Problem(what, " ".join(then.split("\n")), "code")
