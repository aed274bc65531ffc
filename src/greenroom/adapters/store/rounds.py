"""Mock rounds in the database: a round's row, and one row a turn, which is never changed once it is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from greenroom.adapters.store.schema import rounds, turns
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
    new = dialect(turns).values(_row(round_id, turn)).on_conflict_do_nothing()
    return connection.execute(new).rowcount == 1


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


def remove(connection: Connection, round_id: str) -> None:
    """Delete a round and its turns."""
    connection.execute(delete(turns).where(turns.c.round_id == round_id))
    connection.execute(delete(rounds).where(rounds.c.id == round_id))


def _row(round_id: str, turn: Turn) -> dict[str, Any]:
    return {"round_id": round_id, **turn.model_dump()}


def _turns(rows: Iterable[RowMapping]) -> tuple[Turn, ...]:
    return tuple(Turn(**{name: value for name, value in row.items() if name != "round_id"}) for row in rows)
