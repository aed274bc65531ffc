"""The calculator: a serving design of one's own, tried under load. Its address holds the design, so it can be kept and sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fastapi import APIRouter, Request, Response

from greenroom.labs.capacity.calculator import MOST_COMPONENTS, designed, tried
from greenroom.web.calculator_page import EXAMPLE, CalculatorPage, Typed, with_room
from greenroom.web.contexts import Problem
from greenroom.web.views import show

router = APIRouter(prefix="/labs/calculator")
_FIELDS = ("name", "servers", "ms", "usd", "share", "cv")


@router.get("")
def calculator(request: Request) -> Response:
    """The form, with an example at first; what a design does, once one is given."""
    asked = request.query_params
    if not asked:
        return show(CalculatorPage(with_room(EXAMPLE), rate="300", arrival_cv="1"))
    typed = tuple(_rows(asked))
    rate, arrival_cv = asked.get("rate", "").strip(), asked.get("arrival_cv", "").strip() or "1"
    try:
        design = designed(
            map(_written, typed), _number("Requests a second", rate), _number("Spread", arrival_cv)
        )
        page = CalculatorPage(with_room(typed), rate, arrival_cv, tried(design))
    except ValueError as error:
        problem = Problem(str(error), "", "rate")
        return show(
            CalculatorPage(with_room(typed or EXAMPLE), rate, arrival_cv, problem=problem), status=422
        )
    return show(page)


def _rows(asked: Mapping[str, str]) -> Iterator[Typed]:
    for number in range(MOST_COMPONENTS):
        given = Typed(*(asked.get(f"{field}{number}", "").strip() for field in _FIELDS))
        if given.name or given.servers or given.ms:
            yield given


def _written(one: Typed) -> str:
    if ":" in one.name:
        raise ValueError(f"{one.name}: a name cannot hold a colon")
    return ":".join(
        (one.name or "?", one.servers or "1", one.ms, one.usd or "0", one.share or "1", one.cv or "1")
    )


def _number(name: str, written: str) -> float:
    try:
        return float(written)
    except ValueError:
        raise ValueError(f"{name} is {written!r}, which is no number") from None
