"""The charts of the page as inline SVG: fit radar, requirement heat strip, role lean, plan calendar.

Each chart is an image to a screen reader (`role="img"`, a title and a description that says what it shows);
colours come from classes of the page's style sheet, so they follow the theme. No chart speaks by colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta

from markupsafe import Markup

from greenroom.adapters.render.outline import KIND_LABELS, LEAN_LABELS, STRENGTH_MARKS, percent
from greenroom.model.match import Match, RequirementMatch, RoleFit, Strength
from greenroom.model.posting import Need
from greenroom.model.report import PillarView, Plan, PlanDay

_HATCH = Markup(
    '<defs><pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>'
)


def figure(name: str, size: tuple[float, float], title: str, said: str, body: Iterable[Markup]) -> Markup:
    """An `<svg>` of `size` with its title and description; `name` makes its ids unique on the page."""
    width, height = size
    return Markup(
        '<svg class="chart chart-{name}" viewBox="0 0 {w:.0f} {h:.0f}" role="img" '
        'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{title}</title>'
        '<desc id="{name}-d">{said}</desc>{body}</svg>'
    ).format(name=name, w=width, h=height, title=title, said=said, body=Markup("").join(body))


def _text(x: float, y: float, words: object, css: str = "", anchor: str = "middle") -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}" class="{}">{}</text>').format(
        x, y, anchor, css, words
    )


def _rect(x: float, y: float, width: float, height: float, css: str, round_: float = 3) -> Markup:
    return Markup(
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="{}" class="{}"/>'
    ).format(x, y, width, height, round_, css)


# --- requirement heat strip ------------------------------------------------------------------------------

_COLUMNS, _CELL, _GAP = 12, 52.0, 4.0


def heat_strip(match: Match) -> Markup:
    """One cell a requirement, must-haves first: its strength as a shade and as a letter."""
    groups = [(need, match.of_need(need)) for need in (Need.MUST, Need.NICE)]
    body: list[Markup] = [_HATCH.format(id="strip-hatch")]
    y = 0.0
    for need, rows in groups:
        if not rows:
            continue
        body.append(_text(0, y + 15, _need_title(need, rows), "label", "start"))
        y += 24
        body.extend(_cells(rows, y))
        y += math.ceil(len(rows) / _COLUMNS) * (_CELL + _GAP) + 12
    width = _COLUMNS * (_CELL + _GAP) - _GAP
    return figure("strip", (width, max(1, y - 12)), "Requirements by strength of evidence", strip_text(match), body)


def strip_text(match: Match) -> str:
    """What the heat strip shows, in words."""
    said = []
    for need in (Need.MUST, Need.NICE):
        rows = match.of_need(need)
        if rows:
            said.append(f"{_need_title(need, rows)}: {counts(rows)}.")
    return " ".join(said) or "The posting states no requirements."


def counts(rows: Sequence[RequirementMatch]) -> str:
    """How many requirements there are of each strength: "1 proven, 4 shown, 2 missing"."""
    numbers = [(sum(row.strength is s for row in rows), s) for s in Strength]
    return ", ".join(f"{n} {strength.value}" for n, strength in numbers if n)


def _need_title(need: Need, rows: Sequence[RequirementMatch]) -> str:
    words = "must-have" if need is Need.MUST else "nice-to-have"
    return f"{len(rows)} {words}{'s' if len(rows) != 1 else ''}"


def _cells(rows: Sequence[RequirementMatch], top: float) -> Iterable[Markup]:
    for i, row in enumerate(rows):
        x = (i % _COLUMNS) * (_CELL + _GAP)
        y = top + (i // _COLUMNS) * (_CELL + _GAP)
        tip = f"{row.requirement.statement.text}: {row.strength.label}"
        missing = row.strength is Strength.MISSING
        inner = _rect(x, y, _CELL, _CELL, f"cell s-{row.strength}")
        if missing:
            inner += Markup(
                '<rect x="{:.1f}" y="{:.1f}" width="{}" height="{}" rx="3" fill="url(#strip-hatch)"/>'
            ).format(x, y, _CELL, _CELL)
        inner += _text(x + _CELL / 2, y + _CELL / 2 + 7, STRENGTH_MARKS[row.strength], f"mark on-{row.strength}")
        yield Markup("<g><title>{}</title>{}</g>").format(tip, inner)


# --- fit radar -------------------------------------------------------------------------------------------

_RADIUS, _CENTRE_X, _CENTRE_Y = 120.0, 260.0, 165.0


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
    return figure("radar", (520, 340), "How your CV stands on each pillar", radar_text(pillars), body)


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
    anchor = "middle" if abs(x) < 0.3 else ("start" if x > 0 else "end")
    lines = _wrapped(pillar.name, 20)
    left, top = _at((x * 1.1, y * 1.1))
    top += {True: 4.0, False: -14.0 * len(lines) - 2}[y > -0.9] if abs(x) < 0.3 else -8
    if abs(x) < 0.3 and y > 0:
        top += 10
    for i, line in enumerate(lines):
        yield _text(left, top + 15 * i, line, "axis", anchor)
    yield _text(left, top + 15 * len(lines), percent(pillar.standing), "axis-value", anchor)


def _wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width and len(lines) < 2:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line if len(line) <= width + 6 else line[: width + 5] + "…" for line in lines]


# --- role lean -------------------------------------------------------------------------------------------


def lean(fit: RoleFit) -> Markup:
    """How the CV leans between the four roles: one bar a role, strongest first."""
    rows = sorted(fit.scores.items(), key=lambda item: -item[1])
    body: list[Markup] = []
    for i, (role, score) in enumerate(rows):
        y = i * 34
        body.append(_text(0, y + 17, role.label, "label", "start"))
        body.append(_rect(200, y + 4, 400, 16, "track", 2))
        body.append(_rect(200, y + 4, max(2, 400 * score), 16, "bar" if i == 0 else "bar second", 2))
        body.append(_text(612, y + 17, percent(score), "value", "start"))
    said = "; ".join(f"{role.label}: {percent(score)}" for role, score in rows) + "."
    return figure("lean", (660, max(1, 34 * len(rows) - 8)), "How your CV leans between the roles", said, body)


def ownership_text(fit: RoleFit) -> str:
    """What the candidate's words say they own, in words."""
    shares = {key: getattr(fit, key) for key in LEAN_LABELS}
    if not any(shares.values()):
        return "Nothing in the CV says what you own."
    return ", ".join(f"{LEAN_LABELS[key].lower()} {percent(share)}" for key, share in shares.items())


# --- plan calendar ---------------------------------------------------------------------------------------

_DAY_W, _DAY_H, _HEAD = 96.0, 66.0, 22.0


def plan_calendar(plan: Plan) -> Markup | None:
    """Weeks by days: the date, the minutes and the focus; the heavier the day, the darker its bar."""
    if not plan.days:
        return None
    monday = plan.days[0].date - timedelta(days=plan.days[0].date.weekday())
    last = max(plan.days[-1].date, plan.interview_on or plan.days[-1].date)
    weeks = (last - monday).days // 7 + 1
    most = max(1, *(day.minutes for day in plan.days))
    body = [
        _text((i + 0.5) * _DAY_W, 14, name, "label")
        for i, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    ]
    for day in plan.days:
        offset = (day.date - monday).days
        body.append(_day(day, (offset % 7) * _DAY_W, _HEAD + (offset // 7) * _DAY_H, most))
    if plan.interview_on and plan.interview_on > plan.days[-1].date:
        offset = (plan.interview_on - monday).days
        x, y = (offset % 7) * _DAY_W, _HEAD + (offset // 7) * _DAY_H
        body.append(_rect(x + 2, y + 2, _DAY_W - 4, _DAY_H - 4, "day-interview"))
        body.append(_text(x + 10, y + 20, _short(plan.interview_on), "day-date inverse", "start"))
        body.append(_text(x + _DAY_W / 2, y + 46, "Interview", "day-focus inverse always"))
    return figure("plan", (7 * _DAY_W, _HEAD + weeks * _DAY_H), "The plan by weeks", plan_text(plan), body)


def plan_text(plan: Plan) -> str:
    """The plan in one sentence: days, hours, and the days without work."""
    total = sum(day.minutes for day in plan.days)
    free = sum(day.minutes == 0 for day in plan.days)
    until = f", interview on {_short(plan.interview_on)}" if plan.interview_on else ""
    return f"{len(plan.days)} days, {total / 60:.0f} hours in all, {free} days without work{until}."


def day_kind(day: PlanDay) -> str:
    """What most of the day's minutes go to, as shown to people."""
    if not day.tasks:
        return KIND_LABELS["rest"]
    return KIND_LABELS[max(day.tasks, key=lambda task: task.minutes).kind]


def _day(day: PlanDay, x: float, y: float, most: int) -> Markup:
    tip = f"Day {day.day}, {_short(day.date)}: {day.focus}, {day.minutes} minutes"
    css = "day" if day.minutes else "day free"
    inner = _rect(x + 2, y + 2, _DAY_W - 4, _DAY_H - 4, css)
    inner += _text(x + 10, y + 20, _short(day.date), "day-date", "start")
    if day.minutes:
        inner += _text(x + _DAY_W - 10, y + 20, day.minutes, "day-minutes", "end")
        inner += _rect(x + 10, y + _DAY_H - 14, (_DAY_W - 20) * day.minutes / most, 4, "bar", 2)
    inner += _text(x + 10, y + 40, _wrapped(day.focus, 14)[0], "day-focus", "start")
    return Markup("<g><title>{}</title>{}</g>").format(tip, inner)


def _short(day: object) -> str:
    return f"{day:%d %b}".lstrip("0")

