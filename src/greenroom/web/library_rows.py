"""Pieces of the library as rows of a list, and the choices a list is narrowed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from greenroom.content.listing import Kind, Listed
from greenroom.model.content import Catalogue
from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Maturity
from greenroom.web.library_pages import Filter, Option, Row

LEVELS = {
    Level.ENTRY: "entry",
    Level.MID: "mid",
    Level.SENIOR: "senior",
    Level.STAFF: "staff or group",
    Level.DIRECTOR: "director or principal",
}
_OFTEN = 4  # questions from which on a competency is worth a choice
_PLACES = {
    Kind.QUESTION: "/library/questions/",
    Kind.EXERCISE: "/code/",
    Kind.LESSON: "/course/lessons/",
    Kind.CONCEPT: "/course/concepts/",
    Kind.DRILL: "/library/drills/",
    Kind.ESTIMATION: "/library/estimations/",
    Kind.ROLEPLAY: "/library/roleplays/",
    Kind.FRAMEWORK: "/library/frameworks/",
}


def row(piece: Listed) -> Row:
    """One line of a list."""
    place = _PLACES.get(piece.kind)
    return Row(
        title=piece.title,
        about=piece.about,
        kind=piece.kind.label,
        facts=facts(piece.roles, piece.levels, piece.minutes),
        url=place + piece.slug if place else "",
    )


def facts(roles: Iterable[Role], levels: tuple[Level, ...], minutes: float | None) -> str:
    """Whom, levels and time as far as known: "ML engineer; senior to staff; 30 min"."""
    named = tuple(roles)
    whom = "every role" if len(named) in {0, len(Role)} else ", ".join(role.label for role in named)
    span = f"{levels[0]} to {levels[-1]}" if len(levels) > 1 else "".join(levels)
    return "; ".join(part for part in (whom, span, f"{minutes:g} min" if minutes else "") if part)


def filters(chosen: Mapping[str, str], catalogue: Catalogue, *names: str) -> tuple[Filter, ...]:
    """The choices of `names`, with what is chosen; rounds and competencies are those of the chosen role."""
    role = chosen.get("role", "")
    questions = [q for q in catalogue.questions if role in {"", q.role}]
    held = Counter(name.casefold() for q in questions for name in q.competencies)
    competencies = sorted(
        name for name, count in held.items() if count >= _OFTEN or name == chosen.get("competency")
    )
    every: Mapping[str, tuple[str, Iterable[tuple[str, str]]]] = {
        "kind": ("What", ((kind.value, kind.label) for kind in Kind)),
        "role": ("Role", ((one.value, one.label) for one in Role)),
        "level": ("Level", ((level.value, said) for level, said in LEVELS.items())),
        "round": ("Round", rounds_of(catalogue, role).items()),
        "competency": ("Competency", ((name, name) for name in competencies)),
        "maturity": (
            "Company (questions to ask)",
            ((m.value, m.value + " with AI") for m in Maturity if m is not Maturity.UNKNOWN),
        ),
    }
    return tuple(_filter(name, *every[name], chosen.get(name, "")) for name in names)


def rounds_of(catalogue: Catalogue, role: str) -> dict[str, str]:
    """Ids and titles of the rounds of a role, or of all where none is given or known."""
    own = [loop for loop in catalogue.loops.values() if loop.role == role]
    return {slot.id: slot.title for loop in own or catalogue.loops.values() for slot in loop.rounds}


def _filter(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> Filter:
    first = Option("", "any", chosen == "")
    return Filter(name, label, (first, *(Option(value, said, value == chosen) for value, said in options)))


def address(path: str, **query: str | int) -> str:
    """A path with what is asked for, empty values left out."""
    asked = {name: value for name, value in query.items() if value not in {"", 0}}
    return f"{path}?{urlencode(asked)}" if asked else path
