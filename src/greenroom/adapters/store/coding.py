"""The steps of coding rounds in the database: one row each."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, insert, select, update

from greenroom.adapters.store.schema import coding_steps
from greenroom.model.coding import CodingStep
from greenroom.model.verdict import Verdict


def add(connection: Connection, step: CodingStep) -> None:
    """Write a step."""
    verdict = step.verdict.model_dump_json() if step.verdict else ""
    row = {**step.model_dump(exclude={"verdict"}), "verdict": verdict}
    connection.execute(insert(coding_steps).values(row))


def judge(connection: Connection, step_id: str, verdict: Verdict) -> None:
    """Write the verdict of a submission."""
    one = update(coding_steps).where(coding_steps.c.id == step_id)
    connection.execute(one.values(verdict=verdict.model_dump_json()))


def read(connection: Connection, exercise: str) -> tuple[CodingStep, ...]:
    """The steps on an exercise, or on all where it is "", oldest first."""
    wanted = select(coding_steps).order_by(coding_steps.c.at, coding_steps.c.number)
    if exercise:
        wanted = wanted.where(coding_steps.c.exercise == exercise)
    return tuple(_step(row) for row in connection.execute(wanted).mappings())


def one(connection: Connection, step_id: str) -> CodingStep | None:
    """The step of that id."""
    row = connection.execute(select(coding_steps).where(coding_steps.c.id == step_id)).mappings().first()
    return None if row is None else _step(row)


def _step(row: RowMapping) -> CodingStep:
    verdict = Verdict.model_validate_json(row["verdict"]) if row["verdict"] else None
    own = {name: value for name, value in row.items() if name not in {"number", "verdict"}}
    return CodingStep(**own, verdict=verdict)
