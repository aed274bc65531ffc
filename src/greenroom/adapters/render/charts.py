"""The charts of the page as inline SVG: requirement heat strip, fit radar, role lean.

Each chart is an image to a screen reader (`role="img"`, a title and a description that says what it shows);
colours come from classes of the page's style sheet, so they follow the theme. No chart speaks by colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from greenroom.adapters.render import svg
from greenroom.adapters.render.outline import LEAN_LABELS, STANDING_MARKS, percent
from greenroom.model.match import Match, RequirementMatch, RoleFit, Strength
from greenroom.model.posting import Need
from greenroom.model.report import PillarView

_HATCH = Markup(
    '<defs><pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>'
)


# --- requirement heat strip ------------------------------------------------------------------------------

_COLUMNS, _CELL, _GAP = 14, 42.0, 4.0


def heat_strip(match: Match) -> Markup:
    """One cell a requirement, must-haves first: its strength as a shade and as a letter.

    Must-haves and nice-to-haves share a row where there is room for both.
    """
    groups = [(need, rows) for need in (Need.MUST, Need.NICE) if (rows := match.of_need(need))]
    beside = sum(len(rows) for _, rows in groups) < _COLUMNS
    body: list[Markup] = [_HATCH.format(id="strip-hatch")]
    x = y = 0.0
    for need, rows in groups:
        body.append(svg.text(x, y + 13, _need_title(need, rows), "label", "start"))
        body.extend(_cells(rows, x, y + 21))
        if beside:
            x += (len(rows) + 0.5) * (_CELL + _GAP)
        else:
            y += 21 + math.ceil(len(rows) / _COLUMNS) * (_CELL + _GAP) + 8
    height = 21 + _CELL if beside else y - 8 - _GAP
    width = _COLUMNS * (_CELL + _GAP) - _GAP
    return svg.figure(
        "strip", (width, max(1, height)), "Requirements by strength of evidence", strip_text(match), body
    )


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


def _cells(rows: Sequence[RequirementMatch], left: float, top: float) -> Iterable[Markup]:
    for i, row in enumerate(rows):
        x = left + (i % _COLUMNS) * (_CELL + _GAP)
        y = top + (i // _COLUMNS) * (_CELL + _GAP)
        tip = f"{row.requirement.statement.text}: {row.label}"
        missing = row.standing is Strength.MISSING
        inner = svg.rect(x, y, _CELL, _CELL, f"cell s-{row.standing}")
        if missing:
            inner += Markup(
                '<rect x="{:.1f}" y="{:.1f}" width="{}" height="{}" rx="3" fill="url(#strip-hatch)"/>'
            ).format(x, y, _CELL, _CELL)
        inner += svg.text(
            x + _CELL / 2, y + _CELL / 2 + 6, STANDING_MARKS[row.standing], f"mark on-{row.standing}"
        )
        yield Markup("<g><title>{}</title>{}</g>").format(tip, inner)


# --- fit radar -------------------------------------------------------------------------------------------

_RADIUS, _CENTRE_X, _CENTRE_Y = 120.0, 300.0, 190.0


def radar(pillars: Sequence[PillarView]) -> Markup | None:
    """Where the CV stands on each pillar, from the centre (0) out (1); None with fewer than three pillars.

    A pillar about which nothing can be said has a hollow mark in the centre and no corner in the shape.
    """
    if len(pillars) < 3:
        return None
    spokes = [_spoke(i, len(pillars)) for i in range(len(pillars))]
    body: list[Markup] = [_polygon([(x * r, y * r) for x, y in spokes], "ring") for r in (0.25, 0.5, 0.75, 1)]
    body += [_line((0, 0), spoke, "spoke") for spoke in spokes]
    known = [
        (x * p.standing, y * p.standing)
        for (x, y), p in zip(spokes, pillars, strict=True)
        if p.standing is not None
    ]
    if len(known) >= 3:
        body.append(_polygon(known, "shape"))
    body += [_dot(point, "dot") for point in known]
    for (x, y), pillar in zip(spokes, pillars, strict=True):
        if pillar.standing is None:
            body.append(_dot((x * 0.12, y * 0.12), "dot-unknown"))
        body.extend(_axis_label(x, y, pillar))
    return svg.figure("radar", (600, 385), "How your CV stands on each pillar", radar_text(pillars), body)


def radar_text(pillars: Sequence[PillarView]) -> str:
    """What the radar shows, in words."""
    return "; ".join(f"{p.name}: {percent(p.standing)}" for p in pillars) + "."


def _spoke(i: int, n: int) -> tuple[float, float]:
    angle = 2 * math.pi * i / n - math.pi / 2
    return math.cos(angle), math.sin(angle)


def _at(point: tuple[float, float]) -> tuple[float, float]:
    return _CENTRE_X + point[0] * _RADIUS, _CENTRE_Y + point[1] * _RADIUS


def _polygon(points: Sequence[tuple[float, float]], css: str) -> Markup:
    corners = " ".join("{:.1f},{:.1f}".format(*_at(p)) for p in points)
    return Markup('<polygon points="{}" class="{}"/>').format(corners, css)


def _line(a: tuple[float, float], b: tuple[float, float], css: str) -> Markup:
    return Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="{}"/>').format(
        *_at(a), *_at(b), css
    )


def _dot(point: tuple[float, float], css: str) -> Markup:
    return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4" class="{}"/>').format(*_at(point), css)


def _axis_label(x: float, y: float, pillar: PillarView) -> Iterable[Markup]:
    """The pillar's name on up to two lines, and its standing below, clear of the ring."""
    beside = abs(x) >= 0.3
    anchor = ("start" if x > 0 else "end") if beside else "middle"
    lines = svg.wrapped(pillar.name, 18)
    left, top = _at((x * 1.1, y * 1.1))
    if beside:
        top -= 18 * len(lines) / 2
    else:
        top += 12 if y > 0 else -18.0 * len(lines)
    for i, line in enumerate(lines):
        yield svg.text(left, top + 18 * i, line, "axis", anchor)
    yield svg.text(left, top + 18 * len(lines), percent(pillar.standing), "axis-value", anchor)


# --- role lean -------------------------------------------------------------------------------------------


def lean(fit: RoleFit) -> Markup:
    """How the CV leans between the four roles: one bar a role, strongest first."""
    rows = sorted(fit.scores.items(), key=lambda item: -item[1])
    body: list[Markup] = []
    for i, (role, score) in enumerate(rows):
        y = i * 34
        body.append(svg.text(0, y + 17, role.label, "label", "start"))
        body.append(svg.rect(200, y + 4, 400, 16, "track", 2))
        body.append(svg.rect(200, y + 4, max(2, 400 * score), 16, "bar" if i == 0 else "bar second", 2))
        body.append(svg.text(612, y + 17, percent(score), "value", "start"))
    said = "; ".join(f"{role.label}: {percent(score)}" for role, score in rows) + "."
    return svg.figure(
        "lean", (660, max(1, 34 * len(rows) - 8)), "How your CV leans between the roles", said, body
    )


def ownership_text(fit: RoleFit) -> str:
    """What the candidate's words say they own, in words."""
    shares = {key: getattr(fit, key) for key in LEAN_LABELS}
    if not any(shares.values()):
        return "Nothing in the CV says what you own."
    return ", ".join(f"{LEAN_LABELS[key].lower()} {percent(share)}" for key, share in shares.items())
