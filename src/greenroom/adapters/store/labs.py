"""Runs of labs in the database: a run's row, and one row a command line, which is never changed once it is there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from greenroom.adapters.store.schema import lab_runs, lab_steps
from greenroom.model.lab_run import LabRun, LabStep


def start(connection: Connection, begun: LabRun) -> None:
    """Write a run, which has no steps yet."""
    connection.execute(insert(lab_runs).values(begun.model_dump()))


def add(connection: Connection, step: LabStep) -> bool:
    """Write a step unless there is one of its number already; whether it was written."""
    if connection.scalar(select(lab_runs.c.id).where(lab_runs.c.id == step.run)) is None:
        return False
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    new = dialect(lab_steps).values(_row(step)).on_conflict_do_nothing().returning(lab_steps.c.number)
    return connection.scalar(new) is not None  # the count of inserted rows is not told by every driver


def read(connection: Connection, run_id: str | None = None) -> tuple[LabRun, ...]:
    """All runs, newest first, or the one of that id."""
    wanted = select(lab_runs).order_by(lab_runs.c.begun_at.desc(), lab_runs.c.id.desc())
    if run_id is not None:
        wanted = wanted.where(lab_runs.c.id == run_id)
    return tuple(LabRun(**row) for row in connection.execute(wanted).mappings())


def steps(connection: Connection, run_id: str) -> tuple[LabStep, ...]:
    """The steps of a run, in order."""
    wanted = select(lab_steps).where(lab_steps.c.run_id == run_id).order_by(lab_steps.c.number)
    return tuple(_step(row) for row in connection.execute(wanted).mappings())


def _row(step: LabStep) -> dict[str, Any]:
    return {"run_id": step.run, **step.model_dump(exclude={"run"})}


def _step(row: RowMapping) -> LabStep:
    own = {name: value for name, value in row.items() if name != "run_id"}
    return LabStep(run=row["run_id"], **own)
