"""The charts of the page: what they say in words, and the parts that are drawn as inline SVG.

The heat strip, the role lean and the plan are lists in HTML, so that their text keeps its size on a phone; only
their bars and the radar are SVG. Colours come from classes of the style sheet. No chart speaks by colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from greenroom.adapters.render import svg
from greenroom.adapters.render.outline import LEAN_LABELS, STANDING_MARKS, percent, standing_word
from greenroom.model.ladder import Role
from greenroom.model.match import Match, RequirementMatch, RoleFit
from greenroom.model.posting import Need
from greenroom.model.report import PillarView

# --- requirement heat strip ------------------------------------------------------------------------------


def numbers(match: Match) -> dict[str, int]:
    """The number of every requirement by its id, from 1: must-haves first, as the table lists them."""
    rows = [*match.of_need(Need.MUST), *match.of_need(Need.NICE)]
    return {row.requirement.id: number for number, row in enumerate(rows, 1)}


def strip_text(match: Match) -> str:
    """What the heat strip shows, in words."""
    said = []
    for need in (Need.MUST, Need.NICE):
        rows = match.of_need(need)
        if rows:
            said.append(f"{_need_title(need, rows)}: {counts(rows)}.")
    return " ".join(said) or "The posting states no requirements."


def counts(rows: Sequence[RequirementMatch]) -> str:
    """How many requirements there are of each standing: "4 shown, 2 missing, 1 judged in person"."""
    numbers = [(sum(row.standing is s for row in rows), s) for s in STANDING_MARKS]
    return ", ".join(f"{n} {standing.label}" for n, standing in numbers if n)


def _need_title(need: Need, rows: Sequence[RequirementMatch]) -> str:
    words = "must-have" if need is Need.MUST else "nice-to-have"
    return f"{len(rows)} {words}{'s' if len(rows) != 1 else ''}"


# --- fit radar -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a radar stands in its picture; lengths in SVG units, `letters` the longest line of a label."""

    name: str
    width: float
    height: float
    centre: tuple[float, float]
    radius: float
    letters: int
    line: float

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        return self.centre[0] + point[0] * self.radius, self.centre[1] + point[1] * self.radius


_WIDE = _Frame("radar", 600, 385, (300, 190), 120, 18, 18)
_NARROW = _Frame("radar-narrow", 350, 280, (175, 138), 76, 13, 15)
"""Drawn one to one on a phone of 390 pixels, so that its text is read at the size it has here."""


def radars(pillars: Sequence[PillarView]) -> tuple[Markup, ...]:
    """The radar for a wide and for a narrow window, of which the style sheet shows one; empty below three pillars."""
    return tuple(_radar(pillars, frame) for frame in (_WIDE, _NARROW)) if len(pillars) > 2 else ()


def _radar(pillars: Sequence[PillarView], frame: _Frame) -> Markup:
    """Where the CV stands on each pillar, from the centre (0) out (1).

    A pillar about which nothing can be said has a hollow mark in the centre and no corner in the shape.
    """
    spokes = [_spoke(i, len(pillars)) for i in range(len(pillars))]
    body: list[Markup] = [
        _polygon(frame, [(x * r, y * r) for x, y in spokes], "ring") for r in (0.25, 0.5, 0.75, 1)
    ]
    body += [_line(frame, (0, 0), spoke, "spoke") for spoke in spokes]
    known = [
        (x * p.standing, y * p.standing)
        for (x, y), p in zip(spokes, pillars, strict=True)
        if p.standing is not None
    ]
    if len(known) >= 3:
        body.append(_polygon(frame, known, "shape"))
    body += [_dot(frame, point, "dot") for point in known]
    for (x, y), pillar in zip(spokes, pillars, strict=True):
        if pillar.standing is None:
            body.append(_dot(frame, (x * 0.12, y * 0.12), "dot-unknown"))
        body.extend(_axis_label(frame, x, y, pillar))
    return svg.figure(
        frame.name,
        (frame.width, frame.height),
        "How your CV stands on each pillar",
        radar_text(pillars),
        body,
    )


def radar_text(pillars: Sequence[PillarView]) -> str:
    """What the radar shows, in words."""
    return "; ".join(f"{p.name}: {standing_word(p.standing)}" for p in pillars) + "."


def _spoke(i: int, n: int) -> tuple[float, float]:
    angle = 2 * math.pi * i / n - math.pi / 2
    return math.cos(angle), math.sin(angle)


def _polygon(frame: _Frame, points: Sequence[tuple[float, float]], css: str) -> Markup:
    corners = " ".join("{:.1f},{:.1f}".format(*frame.at(p)) for p in points)
    return Markup('<polygon points="{}" class="{}"/>').format(corners, css)


def _line(frame: _Frame, a: tuple[float, float], b: tuple[float, float], css: str) -> Markup:
    return Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="{}"/>').format(
        *frame.at(a), *frame.at(b), css
    )


def _dot(frame: _Frame, point: tuple[float, float], css: str) -> Markup:
    return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4" class="{}"/>').format(*frame.at(point), css)


def _axis_label(frame: _Frame, x: float, y: float, pillar: PillarView) -> Iterable[Markup]:
    """The pillar's name on up to two lines, and its standing below, clear of the ring."""
    beside = abs(x) >= 0.3
    anchor = ("start" if x > 0 else "end") if beside else "middle"
    lines = svg.wrapped(pillar.name, frame.letters)
    left, top = frame.at((x * 1.1, y * 1.1))
    if beside:
        top -= frame.line * len(lines) / 2
    else:
        top += 12 if y > 0 else -frame.line * len(lines)
    for i, line in enumerate(lines):
        yield svg.text(left, top + frame.line * i, line, "axis", anchor)
    word = standing_word(pillar.standing)
    yield svg.text(left, top + frame.line * len(lines), word, "axis-value", anchor)


# --- role lean -------------------------------------------------------------------------------------------


def lean_text(fit: RoleFit) -> str:
    """How the CV leans between the four roles, in words."""
    return "; ".join(f"{role.label}: {percent(score)}" for role, score in leaning(fit)) + "."


def leaning(fit: RoleFit) -> list[tuple[Role, float]]:
    """The roles with their share, strongest first."""
    return sorted(fit.scores.items(), key=lambda item: -item[1])


def ownership_text(fit: RoleFit) -> str:
    """What the candidate's words say they own, in words."""
    shares = {key: getattr(fit, key) for key in LEAN_LABELS}
    if not any(shares.values()):
        return "Nothing in the CV says what you own."
    return ", ".join(f"{LEAN_LABELS[key].lower()} {percent(share)}" for key, share in shares.items())
