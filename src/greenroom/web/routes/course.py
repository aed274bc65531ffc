"""The course: contents, lessons with questions to check oneself, concepts and their map."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from greenroom.content.course import chapters
from greenroom.content.listing import Kind
from greenroom.errors import InputError
from greenroom.model.course import Concept, Lesson
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.model.ladder import Level, Role
from greenroom.web.concept_map import concept_map
from greenroom.web.library_pages import ConceptPage, CoursePage, LessonPage, Row
from greenroom.web.library_rows import facts, filters, row
from greenroom.web.routes.library import rated
from greenroom.web.site import CurrentSite, Site
from greenroom.web.views import show

router = APIRouter(prefix="/course")
_PRACTICE = 4
_MOST_FIELDS = 8
_PICTURE_BEFORE = "## Worked example"


@router.get("")
def course(site: CurrentSite, role: str = "", level: str = "") -> HTMLResponse:
    """The table of contents."""
    catalogue = site.greenroom.library.catalogue
    chosen = {"role": role, "level": level}
    found = chapters(
        catalogue,
        Role(role) if role in set(Role) else None,
        Level(level) if level in set(Level) else None,
    )
    return show(CoursePage(filters(chosen, catalogue, *chosen), found))


@router.get("/map")
def map_(site: CurrentSite) -> HTMLResponse:
    """The map of the concepts."""
    return show(concept_map(site.greenroom.library.catalogue))


@router.get("/lessons/{slug}")
def lesson(site: CurrentSite, slug: str) -> HTMLResponse:
    """A lesson."""
    return show(_lesson(site, slug))


@router.post("/lessons/{slug}")
async def check(request: Request, site: CurrentSite, slug: str) -> HTMLResponse:
    """The same lesson with an answer to one of its questions, rated."""
    async with request.form(max_fields=_MOST_FIELDS) as data:
        typed = {name: str(value) for name, value in data.items()}
    number = typed.get("check", "")
    return show(await run_in_threadpool(_lesson, site, slug, int(number) if number.isdecimal() else 0, typed))


def _lesson(
    site: Site, slug: str, checked: int | None = None, typed: Mapping[str, str] | None = None
) -> LessonPage:
    held = site.greenroom.library
    found = held.piece(slug, Kind.LESSON)
    if not isinstance(found, Lesson):
        raise TypeError(slug)
    lessons = held.catalogue.lessons
    at = next(i for i, one in enumerate(lessons) if one.slug == slug)
    answers = tuple((typed or {}).get(f"answer-{n}", "") for n in range(len(found.checks)))
    judged, problem = None, None
    if checked is not None:
        if checked >= len(found.checks):
            raise InputError(
                "This lesson has no such question.", hint="Go back to the lesson.", code="no_content"
            )
        judged, problem = rated(site, _asked(found, checked, answers[checked]))
    before, marker, after = found.text.partition(_PICTURE_BEFORE)
    return LessonPage(
        lesson=found,
        module=next((m.title for m in held.catalogue.modules if m.id == found.module), ""),
        facts=facts(found.roles, found.levels, found.minutes),
        before=site.html(before),
        picture=Markup(found.svg if found.diagram else ""),  # noqa: S704 - passed content.picture
        alt=found.diagram.alt if found.diagram else "",
        after=site.html(marker + after),
        concepts=_rows(site, Kind.CONCEPT, found.concepts),
        previous=_neighbour(site, lessons[at - 1]) if at else None,
        next=_neighbour(site, lessons[at + 1]) if at + 1 < len(lessons) else None,
        practice=_practice(site, found.concepts),
        answers=answers,
        checked=checked,
        judged=judged,
        problem=problem,
    )


def _asked(found: Lesson, number: int, said: str) -> Asked:
    wanted = found.checks[number]
    criteria = tuple(Standard(id=f"{n}", text=text) for n, text in enumerate(wanted.criteria, 1))
    return Asked(question=wanted.ask, rubric=Rubric(criteria=criteria), answer=said)


@router.get("/concepts/{slug}")
def concept(site: CurrentSite, slug: str) -> HTMLResponse:
    """A concept between what it builds on and what builds on it."""
    held = site.greenroom.library
    found = held.piece(slug, Kind.CONCEPT)
    if not isinstance(found, Concept):
        raise TypeError(slug)
    catalogue = held.catalogue
    page = ConceptPage(
        concept=found,
        facts=facts(found.roles, found.levels, found.minutes),
        html=site.html(found.lesson),
        needs=_rows(site, Kind.CONCEPT, found.prerequisites),
        leads_to=_rows(
            site, Kind.CONCEPT, tuple(c.slug for c in catalogue.concepts if slug in c.prerequisites)
        ),
        lessons=_rows(
            site, Kind.LESSON, tuple(one.slug for one in catalogue.lessons if slug in one.concepts)
        ),
        practice=_practice(site, (slug,)),
    )
    return show(page)


def _practice(site: Site, concepts: tuple[str, ...]) -> tuple[Row, ...]:
    """Questions that build on some of the concepts, those on most of them first."""
    questions = site.greenroom.library.catalogue.questions
    shared = {q.slug: len(set(q.concepts) & set(concepts)) for q in questions}
    best = sorted((slug for slug, count in shared.items() if count), key=lambda slug: (-shared[slug], slug))
    return _rows(site, Kind.QUESTION, tuple(best[:_PRACTICE]))


def _neighbour(site: Site, one: Lesson) -> Row:
    return _rows(site, Kind.LESSON, (one.slug,))[0]


def _rows(site: Site, kind: Kind, slugs: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(map(row, site.greenroom.library.listed(kind, slugs)))
