"""Everything of a catalogue as a list of one shape, to be filtered and searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from greenroom.model.content import Ask, Catalogue
from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Maturity
from greenroom.model.value import Value


class Kind(StrEnum):
    """A kind of content, by the name of its part of the library."""

    QUESTION = "question"
    LESSON = "lesson"
    CONCEPT = "concept"
    EXERCISE = "exercise"
    SCENARIO = "scenario"
    DRILL = "drill"
    ESTIMATION = "estimation"
    ROLEPLAY = "roleplay"
    FRAMEWORK = "framework"
    ASK = "ask"

    @property
    def label(self) -> str:
        """As people say it."""
        return {
            Kind.EXERCISE: "coding exercise",
            Kind.SCENARIO: "lab scenario",
            Kind.ESTIMATION: "estimate",
            Kind.ROLEPLAY: "role-play",
            Kind.ASK: "question to ask them",
        }.get(self, self.value)


class Listed(Value):
    """One piece of content: what it is, whom it is for, and what it is about.

    `slug` is unique within a kind; of a question to ask them it is the uuid. `about` is one sentence or two. Empty
    roles or levels mean everyone. `text` is the whole of it in lower case, to look for words in.
    """

    kind: Kind
    slug: str
    title: str
    about: str
    roles: tuple[Role, ...] = ()
    levels: tuple[Level, ...] = ()
    topics: tuple[str, ...] = ()
    minutes: float | None = None
    round: str = ""
    competencies: tuple[str, ...] = ()
    maturity: tuple[Maturity, ...] = ()
    text: Annotated[str, Field(exclude=True, repr=False)] = ""


class Wanted(Value):
    """What a list is narrowed to; what is not given narrows nothing."""

    kind: Kind | None = None
    role: Role | None = None
    level: Level | None = None
    round: str = ""
    competency: str = ""
    maturity: Maturity | None = None
    topic: str = ""

    def fits(self, one: Listed) -> bool:
        """Whether a piece is among what is wanted; what names no role or level is for everyone."""
        return (
            self.kind in {None, one.kind}
            and (self.role is None or not one.roles or self.role in one.roles)
            and (self.level is None or not one.levels or self.level in one.levels)
            and self.round in {"", one.round}
            and (not self.competency or self.competency.casefold() in map(str.casefold, one.competencies))
            and (self.maturity is None or not one.maturity or self.maturity in one.maturity)
            and (not self.topic or self.topic in one.topics)
        )


def listing(catalogue: Catalogue) -> tuple[Listed, ...]:
    """All of a catalogue, kind by kind, in its order."""
    return tuple(_all(catalogue))


def _all(catalogue: Catalogue) -> Iterator[Listed]:
    for q in catalogue.questions:
        yield Listed(
            kind=Kind.QUESTION, slug=q.slug, title=q.title, about=q.statement, roles=(q.role,), levels=q.levels,
            topics=q.topics, minutes=q.minutes, round=q.round, competencies=q.competencies,
            text=_lower(*(part for c in q.criteria for part in (c.name, c.tests, *dict(c.anchors).values()))),
        )  # fmt: skip
    for one in catalogue.lessons:
        yield Listed(
            kind=Kind.LESSON, slug=one.slug, title=one.title, about=opening(one.text), roles=one.roles,
            levels=one.levels, topics=one.topics, minutes=one.minutes, text=_lower(one.text),
        )  # fmt: skip
    for c in catalogue.concepts:
        yield Listed(
            kind=Kind.CONCEPT, slug=c.slug, title=c.title, about=opening(c.lesson), roles=c.roles, levels=c.levels,
            topics=c.topics, minutes=c.minutes, text=_lower(c.lesson),
        )  # fmt: skip
    for x in catalogue.exercises:
        yield Listed(
            kind=Kind.EXERCISE, slug=x.slug, title=x.title, about=opening(x.statement), roles=x.roles, levels=x.levels,
            topics=x.topics, minutes=x.minutes, competencies=x.competencies, text=_lower(x.statement),
        )  # fmt: skip
    for s in catalogue.scenarios:  # what went wrong is not in it: who finds a scenario has not played it yet
        yield Listed(
            kind=Kind.SCENARIO, slug=s.slug, title=s.title, about=opening(s.briefing), levels=s.levels, text=_lower(s.briefing)
        )  # fmt: skip
    yield from _practice(catalogue)
    for a in catalogue.asks:
        yield Listed(
            kind=Kind.ASK, slug=str(a.uuid), title=a.text, about=_signs(a), roles=a.roles, levels=a.levels, topics=a.topics,
            maturity=a.maturity,
        )  # fmt: skip


def _practice(catalogue: Catalogue) -> Iterator[Listed]:
    for d in catalogue.drills:
        yield Listed(
            kind=Kind.DRILL, slug=d.slug, title=d.title, about=opening(d.task), roles=d.roles, levels=d.levels,
            topics=d.topics, minutes=d.minutes, competencies=d.competencies, text=_lower(d.task),
        )  # fmt: skip
    for e in catalogue.estimations:
        yield Listed(
            kind=Kind.ESTIMATION, slug=e.slug, title=e.title, about=opening(e.text), roles=e.roles, levels=e.levels,
            topics=e.topics, minutes=e.minutes,
        )  # fmt: skip
    for r in catalogue.roleplays:
        yield Listed(
            kind=Kind.ROLEPLAY, slug=r.slug, title=r.title, about=r.setting, roles=(r.role,), levels=r.levels,
            topics=r.topics, minutes=r.minutes, round=r.round, competencies=r.competencies,
        )  # fmt: skip
    for f in catalogue.frameworks:
        yield Listed(
            kind=Kind.FRAMEWORK, slug=f.slug, title=f.title, about=f.purpose, roles=f.roles, minutes=f.minutes
        )


def _lower(*texts: str) -> str:
    return " ".join(texts).casefold()


def _signs(ask: Ask) -> str:
    return f"{ask.why} Good sign: {ask.good_sign} Warning sign: {ask.warning_sign}"


def opening(markdown: str) -> str:
    """The first paragraph under the first heading."""
    paragraphs: Iterable[str] = (part.strip() for part in markdown.split("\n\n"))
    for part in paragraphs:
        text = "\n".join(line for line in part.splitlines() if not line.startswith("#")).strip()
        if text:
            return " ".join(text.replace("**", "").split())
    return ""
