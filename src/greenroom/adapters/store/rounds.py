"""Mock rounds in the database: a round's row, and one row a turn, which is never changed once it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from greenroom.adapters.store.schema import rounds, turns
from greenroom.model.delivery import delivery_of
from greenroom.model.mock import MockRound, Turn


def start(connection: Connection, begun: MockRound) -> None:
    """Write a round with the turns it has."""
    connection.execute(insert(rounds).values({c.name: getattr(begun, c.name) for c in rounds.c}))
    for turn in begun.turns:
        connection.execute(insert(turns).values(_row(begun.id, turn)))


def add(connection: Connection, round_id: str, turn: Turn) -> bool:
    """Write a turn unless there is one of its number already; whether it was written."""
    if connection.scalar(select(rounds.c.id).where(rounds.c.id == round_id)) is None:
        return False
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    new = dialect(turns).values(_row(round_id, turn)).on_conflict_do_nothing().returning(turns.c.number)
    return connection.scalar(new) is not None  # Postgres counts no rows of an insert


def read(connection: Connection, round_id: str | None = None) -> tuple[MockRound, ...]:
    """All rounds, newest first, or the one of that id."""
    wanted = select(rounds).order_by(rounds.c.started_at.desc(), rounds.c.id.desc())
    said = select(turns).order_by(turns.c.round_id, turns.c.number)
    if round_id is not None:
        wanted, said = wanted.where(rounds.c.id == round_id), said.where(turns.c.round_id == round_id)
    by_round: dict[str, list[RowMapping]] = {}
    for row in connection.execute(said).mappings():
        by_round.setdefault(row["round_id"], []).append(row)
    return tuple(
        MockRound(**row, turns=_turns(by_round.get(row["id"], ())))
        for row in connection.execute(wanted).mappings()
    )


def last_turns(connection: Connection, round_ids: Collection[str]) -> dict[str, int]:
    """The number of the last turn of each of these rounds, read from the key alone."""
    last = select(turns.c.round_id, func.max(turns.c.number).label("last"))
    last = last.where(turns.c.round_id.in_(round_ids)).group_by(turns.c.round_id)
    return {row.round_id: row.last for row in connection.execute(last)}


def remove(connection: Connection, round_id: str) -> None:
    """Delete a round and its turns."""
    connection.execute(delete(turns).where(turns.c.round_id == round_id))
    connection.execute(delete(rounds).where(rounds.c.id == round_id))


def _row(round_id: str, turn: Turn) -> dict[str, Any]:
    spoken = turn.delivery.model_dump_json() if turn.delivery else ""
    return {"round_id": round_id, **turn.model_dump(exclude={"delivery"}), "delivery": spoken}


def _turns(rows: Iterable[RowMapping]) -> tuple[Turn, ...]:
    return tuple(_turn(dict(row)) for row in rows)


def _turn(row: dict[str, Any]) -> Turn:
    del row["round_id"]
    return Turn(**row | {"delivery": delivery_of(row["delivery"])})
