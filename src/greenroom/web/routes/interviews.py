"""Mock rounds: begin one, sit it turn by turn, read what it showed."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from greenroom.content.listing import Kind
from greenroom.errors import InputError
from greenroom.model.judgement import Judgement
from greenroom.model.ladder import Level, Role
from greenroom.model.mock import MockRound, TurnKind
from greenroom.service.interviews import Interviews, facts_asked_for
from greenroom.web.contexts import Problem
from greenroom.web.interview_pages import DebriefPage, InterviewsPage, RoundPage, RoundRow
from greenroom.web.library_pages import Judged, Row
from greenroom.web.library_rows import filters, row
from greenroom.web.rating import judged
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/interviews")
_SPOKEN = {"answer": TurnKind.ANSWER, "skip": TurnKind.SKIP, "stop": TurnKind.STOP}
Typed = Annotated[str, Form()]


@router.get("")
def interviews(site: CurrentSite) -> Response:
    """The rounds so far, and how to begin one."""
    return show(_list(site))


@router.post("")
def begin(site: CurrentSite, question: Typed = "", role: Typed = "", level: Typed = "") -> Response:
    """Begin a round on a question, or on one of a role."""
    rooms = site.greenroom.interviews
    wanted = Level(level) if level in set(Level) else None
    if not question and role not in set(Role):
        return show(
            _list(site, Problem("No role is chosen.", "Choose the role you interview for.", "role")),
            status=422,
        )
    try:
        slug = question or rooms.pick(Role(role), wanted, random.Random()).slug  # noqa: S311 - which question is no secret
        begun = rooms.start(slug, wanted)
    except InputError as error:
        return show(_list(site, Problem.of(error, field="level")), status=422)
    return RedirectResponse(f"/interviews/{begun.id}", status_code=303)


@router.get("/{round_id}")
def sit(site: CurrentSite, round_id: str) -> Response:
    """The round as it stands, with the reply that a crash kept from being made."""
    rooms = site.greenroom.interviews
    return show(_page(rooms, rooms.resume(round_id)))


@router.post("/{round_id}")
def say(
    site: CurrentSite,
    round_id: str,
    said: Typed = "",
    number: Annotated[int, Form()] = 0,
    do: Typed = "answer",
) -> Response:
    """One turn of the candidate; what could not be taken stays in the box."""
    rooms, kind = site.greenroom.interviews, _SPOKEN.get(do, TurnKind.ANSWER)
    try:
        done = rooms.say(round_id, kind, said if kind is TurnKind.ANSWER else "", number=number)
    except InputError as error:
        if error.code == "no_round":
            raise
        page = replace(
            _page(rooms, rooms.resume(round_id)), said=said, problem=Problem.of(error, field="said")
        )
        return show(page, status=422)
    if done.is_over and done.answer:
        return RedirectResponse(f"/interviews/{done.id}/debrief", status_code=303)
    return RedirectResponse(f"/interviews/{done.id}#said", status_code=303)


@router.get("/{round_id}/debrief")
def debrief(site: CurrentSite, round_id: str) -> Response:
    """What the round showed; before the first answer there is nothing to show but the round."""
    rooms = site.greenroom.interviews
    done = rooms.round(round_id)
    if not done.answer:
        return RedirectResponse(f"/interviews/{done.id}", status_code=303)
    question, judgement = rooms.question(done), rooms.scorecard(done)
    weakest, drill = rooms.weakest(done, judgement), rooms.drill_for(done)
    page = DebriefPage(
        round=done,
        title=question.title,
        judged=_with_turns(judged(rooms.asked(done), judgement, question), judgement, done),
        facts_asked_for=len(facts_asked_for(done)),
        facts=len(question.sheet),
        weakest=f"{weakest.name}. {weakest.tests}" if weakest else "",
        drill=_row(site, Kind.DRILL, drill.slug) if drill else None,
        sibling=_row(site, Kind.QUESTION, question.sibling) if question.sibling else None,
    )
    return show(page)


def _list(site: Site, problem: Problem | None = None) -> InterviewsPage:
    held = site.greenroom.library
    titles = {q.slug: q.title for q in held.catalogue.questions}
    rounds = tuple(
        _line(one, titles.get(one.question, one.question)) for one in site.greenroom.interviews.rounds()
    )
    return InterviewsPage(rounds, filters({}, held.catalogue, "role", "level"), problem)


def _line(done: MockRound, title: str) -> RoundRow:
    count = len(done.of(TurnKind.ANSWER))
    answers = f"{count} answer" + ("" if count == 1 else "s")
    return RoundRow(done.id, title, f"{done.level}; {answers}; {done.started_at:%-d %B %Y}", done.is_over)


def _page(rooms: Interviews, done: MockRound) -> RoundPage:
    heard = tuple(turn for turn in done.turns if turn.text)
    return RoundPage(done, rooms.question(done).title, heard, round(done.minutes_used(rooms.now())))


def _row(site: Site, kind: Kind, slug: str) -> Row | None:
    return next((row(one) for one in site.greenroom.library.listed(kind, [slug])), None)


def _with_turns(shown: Judged, judgement: Judgement, done: MockRound) -> Judged:
    """The same, with the turn of each quote."""
    rows = tuple(
        replace(line, turns=tuple(done.turn_at(quote.start).number for quote in score.evidence))
        for line, score in zip(shown.rows, judgement.scores, strict=True)
    )
    return replace(shown, rows=rows)
