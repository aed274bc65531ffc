"""Mock rounds: begin one, sit it turn by turn, read what it showed."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from greenroom.content.listing import Kind
from greenroom.errors import InputError
from greenroom.model.delivery import delivery_of
from greenroom.model.ladder import Level, Role
from greenroom.model.mock import MockLoop, MockRound, TurnKind
from greenroom.model.persona import Persona
from greenroom.model.practice import RolePlay
from greenroom.service.roleplaying import as_seen
from greenroom.web.code_view import code_view
from greenroom.web.contexts import Problem
from greenroom.web.interview_pages import Clock, InterviewsPage, RoundPage, RoundRow
from greenroom.web.library_pages import Filter, Option
from greenroom.web.library_rows import filters, row
from greenroom.web.routes.reports import Outgrown, read_report, stored_report
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/interviews")
_SPOKEN = {"answer": TurnKind.ANSWER, "skip": TurnKind.SKIP, "stop": TurnKind.STOP}
Typed = Annotated[str, Form()]
_INTERVIEWERS = Filter(
    "persona", "Interviewer", tuple(Option(one.value, one.label, one is Persona.NEUTRAL) for one in Persona)
)


@router.get("")
def interviews(site: CurrentSite) -> Response:
    """The rounds so far, and how to begin one."""
    return show(interviews_page(site))


@router.post("")
def begin(
    site: CurrentSite,
    question: Typed = "",
    role: Typed = "",
    level: Typed = "",
    persona: Typed = "",
    report: Typed = "",
) -> Response:
    """Begin a round on a question or role-play, or on a question of a role, of any where none is chosen, or of a report, against its CV."""
    rooms = site.greenroom.interviews
    wanted = Level(level) if level in set(Level) else None
    who = Persona(persona) if persona in set(Persona) else Persona.NEUTRAL
    if not question and role not in {"", *Role}:
        wrong = Problem(f"There is no role “{role}”.", "Choose the role you interview for.", "role")
        return show(interviews_page(site, wrong, {"level": level}), status=422)
    whose = Role(role) if role in set(Role) else None
    try:
        slug = question
        if not question and not report:
            slug = rooms.pick(whose, wanted, random.Random()).slug  # noqa: S311 - which question is no secret
        begun = (
            rooms.start_from(report, slug or None, wanted, who) if report else rooms.start(slug, wanted, who)
        )
    except InputError as error:
        asked = {"role": role, "level": level}
        return show(interviews_page(site, Problem.of(error, field="level"), asked), status=422)
    site.ahead.submit(rooms.make_ready(begun))  # while the question is read
    if site.greenroom.many_rounds:
        site.ahead.when_quiet(rooms.read_packs())  # who sits one round sits another
    return RedirectResponse(f"/interviews/{begun.id}", status_code=303)


@router.get("/{round_id}")
def sit(site: CurrentSite, round_id: str) -> Response:
    """The round as it stands, with the reply that a crash kept from being made."""
    rooms = site.greenroom.interviews
    return _seat(_page(site, rooms.resume(round_id)))


@router.post("/{round_id}")
def say(
    site: CurrentSite,
    round_id: str,
    said: Typed = "",
    number: Annotated[int, Form()] = 0,
    do: Typed = "answer",
    paused: Typed = "",
    delivery: Typed = "",
) -> Response:
    """One turn of the candidate; what could not be taken stays in the box.

    How it was spoken, and how long the clock stood, are left out where they make no sense: an answer is never lost for them.
    """
    rooms, kind = site.greenroom.interviews, _SPOKEN.get(do, TurnKind.ANSWER)
    stood, spoken = _seconds(paused), delivery_of(delivery)
    lines = said.replace("\r\n", "\n")  # a form ends lines with both, a script with one of them
    text = lines if kind is TurnKind.ANSWER else ""
    try:
        kept = rooms.keep(round_id, kind, text, number=number, paused=stood, delivery=spoken)
    except InputError as error:
        if error.code == "no_round":
            raise
        done = rooms.resume(round_id)
        site.live.tell(done.id)  # where another process was first, its turns are shown now
        page = replace(
            _page(site, done),
            said=said,
            paused=stood,
            delivery=delivery if spoken else "",
            problem=Problem.of(error, field="said"),
        )
        return _seat(page, status=422)
    site.live.tell(kept.id)
    done = rooms.answered(kept)
    site.live.tell(kept.id)
    if done.is_over and done.answer:
        return RedirectResponse(f"/interviews/{done.id}/debrief", status_code=303)
    return RedirectResponse(f"/interviews/{done.id}#said", status_code=303)


def interviews_page(
    site: Site, problem: Problem | None = None, asked: Mapping[str, str] | None = None
) -> InterviewsPage:
    """The list of rounds and loops, with what was wrong with what was asked for.

    Role and level are those that were `asked` for, or else of the newest round, loop or report.
    """
    held, rooms = site.greenroom.library, site.greenroom.interviews
    titles, sat, loops = rooms.titles(), rooms.rounds(), site.greenroom.loops.loops()
    chosen = last_aim(site, sat, loops) if asked is None else asked
    return InterviewsPage(
        tuple(_line(one, titles.get(one.question, one.question)) for one in sat),
        tuple(_loop_line(one, site) for one in loops),
        (*filters(chosen, held.catalogue, "role", "level"), _INTERVIEWERS, *_reports(site)),
        tuple(
            row(one) for one in held.listed(Kind.ROLEPLAY, [play.slug for play in held.catalogue.roleplays])
        ),
        problem,
    )


def _reports(site: Site) -> tuple[Filter, ...]:
    """The choice of a report whose CV a round is held against; none where no report is kept."""
    done = site.greenroom.interviews.reports.done()
    options = tuple(Option(one.id, one.title, chosen=False) for one in done)
    none = Option("", "No, the answers alone", chosen=True)
    return (Filter("report", "Against the CV of a report", (none, *options)),) if done else ()


def last_aim(site: Site, rounds: Sequence[MockRound], loops: Sequence[MockLoop]) -> dict[str, str]:
    """The role and level that were last interviewed or prepared for; empty before there is anything. All newest first."""
    held: list[MockRound | MockLoop] = [*rounds[:1], *loops[:1]]
    newest = max(held, key=lambda one: one.started_at, default=None)
    made = next((one for one in site.greenroom.store.reports() if one.state == "done"), None)
    if made and (newest is None or made.created_at > newest.started_at):
        with suppress(Outgrown, HTTPException):
            report = read_report(stored_report(site, made.id))
            return {"role": report.role.value, "level": report.level.value}
    return {"role": newest.role.value, "level": newest.level.value} if newest else {}


def _loop_line(loop: MockLoop, site: Site) -> RoundRow:
    over = sum(done is not None and done.is_over for done in site.greenroom.loops.rounds(loop))
    facts = f"{loop.level}; {over} of {len(loop.slots)} rounds over; {loop.started_at:%-d %B %Y}"
    return RoundRow(loop.id, loop.role.label, facts, over == len(loop.slots))


def _line(done: MockRound, title: str) -> RoundRow:
    count = len(done.of(TurnKind.ANSWER))
    answers = f"{count} answer" + ("" if count == 1 else "s")
    return RoundRow(
        done.id, title, f"{done.level}; {answers}; {done.started_at:%-d %B %Y, %H:%M}", done.is_over
    )


def _page(site: Site, done: MockRound) -> RoundPage:
    rooms = site.greenroom.interviews
    heard, now = as_seen(done).conversation, rooms.now()
    piece = rooms.piece(done)
    ears = site.greenroom.hearing.ears
    return RoundPage(
        done,
        piece.title,
        heard,
        round(done.minutes_used(now)),
        rooms.speakers(done),
        None if done.is_over else Clock.of(done, now),
        None if isinstance(piece, RolePlay) else site.greenroom.library.framework_of(piece),
        ears=ears if ears.can_hear else None,
        code=code_view(done, rooms.submission(done)),
    )


def _seat(page: RoundPage, *, status: int = 200) -> Response:
    """The page of a round, the only one that may ask for the microphone."""
    made = show(page, status=status)
    made.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)"
    return made


def _seconds(sent: str) -> int:
    """Whole seconds from a form, 0 where it holds none; a day at most."""
    return min(int(sent), 86_400) if re.fullmatch(r"[0-9]{1,9}", sent) else 0
