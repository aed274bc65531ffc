"""The course: contents, lessons with questions to check oneself, concepts and their map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from greenroom.content.course import Chapter, chapters
from greenroom.content.listing import Kind
from greenroom.errors import InputError
from greenroom.model.content import Catalogue
from greenroom.model.course import Concept, Lesson
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.model.ladder import Level, Role
from greenroom.web.concept_map import concept_map
from greenroom.web.library_pages import ConceptPage, CoursePage, LessonPage, Row
from greenroom.web.library_rows import address, facts, filters, row
from greenroom.web.rating import rated
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
    found = _chapters(catalogue, role, level)
    return show(CoursePage(filters(chosen, catalogue, *chosen), found, address("", **chosen)))


def _chapters(catalogue: Catalogue, role: str, level: str) -> tuple[Chapter, ...]:
    return chapters(
        catalogue,
        Role(role) if role in set(Role) else None,
        Level(level) if level in set(Level) else None,
    )


@router.get("/map")
def map_(site: CurrentSite) -> HTMLResponse:
    """The map of the concepts."""
    return show(concept_map(site.greenroom.library.catalogue))


@router.get("/lessons/{slug}")
def lesson(site: CurrentSite, slug: str, role: str = "", level: str = "") -> HTMLResponse:
    """A lesson; its neighbours are those of the course for that role and level."""
    return show(_lesson(site, slug, (role, level)))


@router.post("/lessons/{slug}")
async def check(
    request: Request, site: CurrentSite, slug: str, role: str = "", level: str = ""
) -> HTMLResponse:
    """The same lesson with an answer to one of its questions, rated."""
    async with request.form(max_fields=_MOST_FIELDS) as data:
        typed = {name: str(value) for name, value in data.items()}
    number = typed.get("check", "")
    which = int(number) if number.isdecimal() else 0
    return show(await run_in_threadpool(_lesson, site, slug, (role, level), which, typed))


def _lesson(
    site: Site,
    slug: str,
    chosen: tuple[str, str],
    checked: int | None = None,
    typed: Mapping[str, str] | None = None,
) -> LessonPage:
    held = site.greenroom.library
    found = held.piece(slug, Kind.LESSON)
    if not isinstance(found, Lesson):
        raise TypeError(slug)
    role, level = chosen
    query = address("", role=role, level=level)
    previous, following = _neighbours(site, slug, _chapters(held.catalogue, role, level))
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
        previous=replace(previous, url=previous.url + query) if previous else None,
        next=replace(following, url=following.url + query) if following else None,
        practice=_practice(site, found.concepts),
        query=query,
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


def _neighbours(site: Site, slug: str, course: tuple[Chapter, ...]) -> tuple[Row | None, Row | None]:
    """The lessons before and after this one; in the whole course where it is not in this one."""
    lessons = [one.slug for chapter in course for one in chapter.lessons]
    if slug not in lessons:
        lessons = [one.slug for one in site.greenroom.library.catalogue.lessons]
    at = lessons.index(slug)
    before = _rows(site, Kind.LESSON, tuple(lessons[max(0, at - 1) : at]))
    after = _rows(site, Kind.LESSON, tuple(lessons[at + 1 : at + 2]))
    return (before or (None,))[0], (after or (None,))[0]


def _rows(site: Site, kind: Kind, slugs: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(map(row, site.greenroom.library.listed(kind, slugs)))
