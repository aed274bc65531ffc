"""Mock loops in the database: a loop's row, and one row for each of its slots."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from greenroom.adapters.store.schema import loop_slots, loops
from greenroom.model.mock import MockLoop, Slot


def start(connection: Connection, begun: MockLoop) -> None:
    """Write a loop with its slots."""
    connection.execute(insert(loops).values({c.name: getattr(begun, c.name) for c in loops.c}))
    for slot in begun.slots:
        connection.execute(insert(loop_slots).values({"loop_id": begun.id, **slot.model_dump()}))


def fill(connection: Connection, loop_id: str, place: int, round_id: str) -> bool:
    """Put a round into a slot that has none; whether it was put there."""
    free = (
        update(loop_slots)
        .where(loop_slots.c.loop_id == loop_id, loop_slots.c.place == place, loop_slots.c.round_id.is_(None))
        .values(round_id=round_id)
    )
    return connection.execute(free).rowcount == 1


def read(connection: Connection) -> tuple[MockLoop, ...]:
    """All loops, newest first."""
    slots: dict[str, list[Slot]] = {}
    for row in connection.execute(
        select(loop_slots).order_by(loop_slots.c.loop_id, loop_slots.c.place)
    ).mappings():
        own = {name: value for name, value in row.items() if name != "loop_id"}
        slots.setdefault(row["loop_id"], []).append(Slot(**own))
    newest = select(loops).order_by(loops.c.started_at.desc(), loops.c.id.desc())
    return tuple(
        MockLoop(**row, slots=tuple(slots.get(row["id"], ())))
        for row in connection.execute(newest).mappings()
    )


def remove(connection: Connection, loop_id: str) -> None:
    """Delete a loop; its rounds stay."""
    connection.execute(delete(loop_slots).where(loop_slots.c.loop_id == loop_id))
    connection.execute(delete(loops).where(loops.c.id == loop_id))
