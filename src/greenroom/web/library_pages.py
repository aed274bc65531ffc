"""What the pages of the library and the course show: one record a page, as in `contexts`.

Markup comes from `Greenroom.lesson_html`, in which raw HTML stays text, and from pictures that passed `content.picture`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from greenroom.content.course import Chapter
from greenroom.model.course import Concept, Lesson
from greenroom.model.judgement import CriterionScore, Judgement
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.question import Question
from greenroom.web.contexts import Problem


@dataclass(frozen=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Filter:
    """One narrowing of the list, as a labelled choice."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Row:
    """One piece in a list; `url` is "" where there is no page of its own."""

    title: str
    about: str
    kind: str
    facts: str  # "30 min, senior to staff"
    url: str = ""


@dataclass(frozen=True)
class LibraryPage:
    """The list, narrowed by words and filters; `narrowed` when a filter is chosen."""

    template: ClassVar[str] = "library.html.j2"
    words: str
    narrowed: bool
    filters: tuple[Filter, ...]
    rows: tuple[Row, ...]
    found: int
    more: str  # the address of the same list with more of it, "" where all is shown


@dataclass(frozen=True)
class ScoreRow:
    """One criterion of a rated answer; `ahead` is what the rubric says of the next rating, "" where it says nothing."""

    title: str
    weight_percent: int
    score: CriterionScore
    ahead: str = ""


@dataclass(frozen=True)
class Judged:
    """An answer that was just rated; `sum` says how the verdict follows from the rows."""

    judgement: Judgement
    verdict: str
    sum: str
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True)
class QuestionPage:
    """A question to practise; the sheet, the rubric and the graded answers stay closed until they are opened."""

    template: ClassVar[str] = "question.html.j2"
    question: Question
    facts: str
    round: str
    concepts: tuple[Row, ...]
    sibling: Row | None
    told: frozenset[int] = frozenset()  # the facts that are open, by their place on the sheet
    answer: str = ""
    judged: Judged | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Shown:
    """What a round showed to be weak: the words for it, its debrief, and a drill."""

    says: str
    round_id: str
    title: str
    drill: Row | None
    planned: str = ""  # when it is in the plan


@dataclass(frozen=True)
class ToCode:
    """An exercise that a report chose: why, what begins it in a terminal, how far one is ("" where nothing was handed in)."""

    row: Row
    why: str
    command: str
    state: str


@dataclass(frozen=True)
class PracticePage:
    """What a report says to practise, as links; `first` is where to begin, after what one's rounds showed."""

    template: ClassVar[str] = "practice.html.j2"
    id: str
    candidate: str
    position: str
    shown: tuple[Shown, ...]
    first: Row | None
    questions: tuple[Row, ...]
    concepts: tuple[Row, ...]
    drills: tuple[Row, ...]
    exercises: tuple[ToCode, ...] = ()


@dataclass(frozen=True)
class CoursePage:
    """The table of contents."""

    template: ClassVar[str] = "course.html.j2"
    filters: tuple[Filter, ...]
    chapters: tuple[Chapter, ...]
    query: str  # what is chosen, for the addresses of the lessons


@dataclass(frozen=True)
class LessonPage:
    """One lesson; its text in two parts, with the picture, if any, between them.

    `query` is the role and level chosen on the course page; `previous` and `next` are lessons for them.
    """

    template: ClassVar[str] = "lesson.html.j2"
    lesson: Lesson
    module: str
    facts: str
    before: Markup
    picture: Markup
    alt: str
    after: Markup
    concepts: tuple[Row, ...]
    previous: Row | None
    next: Row | None
    practice: tuple[Row, ...]
    query: str = ""
    answers: tuple[str, ...] = ()  # as typed, one for each question at the end
    checked: int | None = None  # which of them was rated, from 0
    judged: Judged | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class ConceptPage:
    """One concept between what it builds on and what builds on it."""

    template: ClassVar[str] = "concept.html.j2"
    concept: Concept
    facts: str
    html: Markup
    needs: tuple[Row, ...]
    leads_to: tuple[Row, ...]
    lessons: tuple[Row, ...]
    practice: tuple[Row, ...]


@dataclass(frozen=True)
class Node:
    """A concept on the map; `first` is how far under its top edge the first line of its title stands."""

    slug: str
    x: int
    y: int
    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """A module on the map."""

    title: str
    y: int
    height: int


@dataclass(frozen=True)
class MapPage:
    """All concepts, each right of what it builds on."""

    template: ClassVar[str] = "map.html.j2"
    width: int
    height: int
    node_width: int
    node_height: int
    bands: tuple[Band, ...]
    nodes: tuple[Node, ...]
    edges: tuple[str, ...]  # SVG paths


@dataclass(frozen=True)
class DrillPage:
    """A drill."""

    template: ClassVar[str] = "drill.html.j2"
    drill: Drill
    facts: str
    html: Markup
    exercise: Row | None = None  # on the same topic


@dataclass(frozen=True)
class EstimationPage:
    """An estimate to make; `guess` is what was typed, and then the steps are open."""

    template: ClassVar[str] = "estimation.html.j2"
    estimation: Estimation
    facts: str
    task: Markup
    check: Markup
    answer: str
    values: Mapping[str, str]
    guess: str = ""
    verdict: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class RolePlayPage:
    """A conversation to rehearse with somebody who reads the other part."""

    template: ClassVar[str] = "roleplay.html.j2"
    play: RolePlay
    facts: str


@dataclass(frozen=True)
class FrameworkPage:
    """A framework to fill in."""

    template: ClassVar[str] = "framework.html.j2"
    framework: Framework
    html: Markup
