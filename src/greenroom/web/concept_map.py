"""Where the concepts stand on the map: module by module, each right of everything it builds on."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Sequence

from greenroom.content.course import ranks
from greenroom.model.content import Catalogue
from greenroom.model.course import Concept
from greenroom.web.library_pages import Band, MapPage, Node

_WIDTH, _HEIGHT, _COLUMNS = 184, 62, 5
_GAP_X, _GAP_Y, _HEAD, _EDGE = 36, 12, 40, 24
_LETTERS, _LINE, _BASE = 25, 17, 13  # letters of a line, its height, and how far down its letters stand


def concept_map(catalogue: Catalogue) -> MapPage:
    """The map of all concepts; those that no lesson uses stand in the last band.

    Lines are drawn within a module only: across all of them they would cover each other.
    """
    module_of = {slug: lesson.module for lesson in catalogue.lessons for slug in lesson.concepts}
    bands: list[Band] = []
    nodes: list[Node] = []
    edges: list[str] = []
    top = _EDGE
    for module, title in [*((m.id, m.title) for m in catalogue.modules), ("", "Beside the course")]:
        inside = [c for c in catalogue.concepts if module_of.get(c.slug, "") == module]
        if not inside:
            continue
        places = _placed(inside, top + _HEAD)
        nodes += [_node(c, *places[c.slug]) for c in inside]
        edges += [
            _edge(places[need], places[c.slug]) for c in inside for need in c.prerequisites if need in places
        ]
        height = max(y for _, y in places.values()) + _HEIGHT + _GAP_Y - top
        bands.append(Band(title, top, height))
        top += height + _EDGE
    width = max((node.x for node in nodes), default=0) + _WIDTH + _EDGE
    return MapPage(width, top, _WIDTH, _HEIGHT, tuple(bands), tuple(nodes), tuple(edges))


def _placed(concepts: Sequence[Concept], top: int) -> dict[str, tuple[int, int]]:
    """Columns by what lies under each; what neither builds on nor carries another of them, in rows below."""
    inside = {concept.slug for concept in concepts}
    carrying = {need for concept in concepts for need in concept.prerequisites}
    alone = [c for c in concepts if c.slug not in carrying and inside.isdisjoint(c.prerequisites)]
    tied = [c for c in concepts if c not in alone]
    places = _columns(tied, top)
    below = max((y + _HEIGHT + _GAP_Y for _, y in places.values()), default=top)
    for number, concept in enumerate(alone):
        line, at = divmod(number, _COLUMNS)
        places[concept.slug] = _place(at, line, below)
    return places


def _columns(concepts: Sequence[Concept], top: int) -> dict[str, tuple[int, int]]:
    """Within a column in order, near what they build on."""
    column = ranks(concepts)
    stacked: dict[int, int] = defaultdict(int)
    places: dict[str, tuple[int, int]] = {}

    def near(concept: Concept) -> float:
        under = [places[need][1] for need in concept.prerequisites if need in places]
        return sum(under) / len(under) if under else 0.0

    for at in sorted(set(column.values())):
        for concept in sorted((c for c in concepts if column[c.slug] == at), key=near):
            places[concept.slug] = _place(at, stacked[at], top)
            stacked[at] += 1
    return places


def _place(column: int, line: int, top: int) -> tuple[int, int]:
    return _EDGE + column * (_WIDTH + _GAP_X), top + line * (_HEIGHT + _GAP_Y)


def _node(concept: Concept, x: int, y: int) -> Node:
    lines = textwrap.wrap(concept.title, _LETTERS)
    first = (_HEIGHT - _LINE * len(lines)) // 2 + _BASE
    return Node(concept.slug, x, y, first, tuple(lines))


def _edge(start: tuple[int, int], end: tuple[int, int]) -> str:
    """A curve from the right of one box to the left of the other."""
    x1, y1 = start[0] + _WIDTH, start[1] + _HEIGHT // 2
    x2, y2 = end[0], end[1] + _HEIGHT // 2
    bend = max(_GAP_X // 2, (x2 - x1) // 2)
    return f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
