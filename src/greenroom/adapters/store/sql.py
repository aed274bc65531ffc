"""The store on a SQL database, written with SQLAlchemy Core; SQLite's own ways stand in `sqlite`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, exists, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from greenroom.adapters.store import coding, labs, loops, rounds, sqlite
from greenroom.adapters.store.revisions import bring_up_to_date
from greenroom.adapters.store.schema import corrections, documents, metadata, reports
from greenroom.errors import StoreError
from greenroom.model.coding import CodingStep
from greenroom.model.lab_run import LabRun, LabStep
from greenroom.model.mock import MockLoop, MockRound, Turn
from greenroom.model.verdict import Verdict
from greenroom.ports import StoredReport

_LISTED = tuple(column for column in reports.c if column.name != "report")


class SqlStore:
    """Documents, corrections, reports, rounds and lab runs in one database; implements `ports.Store`. Safe to share by threads."""

    def __init__(self, engine: Engine, path: Path | None = None) -> None:
        """A store on `engine`, whose schema is brought up to date; `path` is the file when it is SQLite.

        Raises:
            StoreError: The database cannot be used.
        """
        self._engine = engine
        self._path = path
        with self._in_words():
            bring_up_to_date(engine, where=str(path or engine.url.render_as_string(hide_password=True)))

    @classmethod
    def open(cls, folder: Path) -> SqlStore:
        """The store in the user's data folder, made readable by the user only if it is not there yet.

        Raises:
            StoreError: The folder cannot be used, or the database in it is damaged or newer than this version.
        """
        path = sqlite.open_folder(folder)
        return cls(sqlite.engine_for(path), path)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def save_document(self, *, sha256: str, name: str, data: bytes) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            _put(connection, documents, {"sha256": sha256, "name": name, "data": data}, renew="name")

    def document(self, sha256: str) -> tuple[str, bytes] | None:
        """See `ports.Store`."""
        with self._reading() as connection:
            row = connection.execute(
                select(documents.c.name, documents.c.data).where(documents.c.sha256 == sha256)
            ).one_or_none()
        return None if row is None else (row.name, row.data)

    def correction(self, sha256: str) -> str | None:
        """See `ports.Store`."""
        with self._reading() as connection:
            profile: str | None = connection.scalar(
                select(corrections.c.profile).where(corrections.c.document_sha256 == sha256)
            )
        return profile

    def save_correction(self, sha256: str, profile: str) -> None:
        """See `ports.Store`; the document has been kept before."""
        with self._writing() as connection:
            _put(connection, corrections, {"document_sha256": sha256, "profile": profile}, renew="profile")

    def delete_correction(self, sha256: str) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            connection.execute(delete(corrections).where(corrections.c.document_sha256 == sha256))
            connection.execute(delete(documents).where(documents.c.sha256 == sha256, ~_used()))

    def accept(self, report: StoredReport) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            connection.execute(insert(reports).values({c.name: getattr(report, c.name) for c in reports.c}))

    def finish(self, report_id: str, *, title: str, report: str) -> None:
        """See `ports.Store`; a report that was deleted meanwhile stays deleted."""
        self._change(report_id, state="done", title=title, report=report, error="")

    def fail(self, report_id: str, *, error: str) -> None:
        """See `ports.Store`; a report that was deleted meanwhile stays deleted."""
        self._change(report_id, state="failed", error=error)

    def reopen(self, report_id: str) -> None:
        """See `ports.Store`."""
        self._change(report_id, state="accepted", error="")

    def report(self, report_id: str) -> StoredReport | None:
        """See `ports.Store`."""
        with self._reading() as connection:
            row = (
                connection.execute(select(reports).where(reports.c.id == report_id)).mappings().one_or_none()
            )
        return None if row is None else StoredReport(**row)

    def reports(self) -> tuple[StoredReport, ...]:
        """See `ports.Store`."""
        newest_first = select(*_LISTED).order_by(reports.c.created_at.desc(), reports.c.id.desc())
        with self._reading() as connection:
            return tuple(StoredReport(**row) for row in connection.execute(newest_first).mappings())

    def delete_report(self, report_id: str) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            inputs = connection.execute(
                delete(reports)
                .where(reports.c.id == report_id)
                .returning(reports.c.cv_sha256, reports.c.posting_sha256)
            ).one_or_none()
            if inputs is not None:
                connection.execute(delete(documents).where(documents.c.sha256.in_(inputs), ~_used()))
        if self._engine.dialect.name == "sqlite":
            with self._in_words():
                sqlite.shorten_log(self._engine)

    def start_round(self, begun: MockRound) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            rounds.start(connection, begun)

    def add_turn(self, round_id: str, turn: Turn) -> bool:
        """See `ports.Store`."""
        with self._writing() as connection:
            return rounds.add(connection, round_id, turn)

    def round(self, round_id: str) -> MockRound | None:
        """See `ports.Store`."""
        with self._reading() as connection:
            return next(iter(rounds.read(connection, round_id)), None)

    def rounds(self) -> tuple[MockRound, ...]:
        """See `ports.Store`."""
        with self._reading() as connection:
            return rounds.read(connection)

    def last_turns(self, round_ids: Collection[str]) -> Mapping[str, int]:
        """See `ports.Store`."""
        with self._reading() as connection:
            return rounds.last_turns(connection, round_ids)

    def delete_round(self, round_id: str) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            rounds.remove(connection, round_id)

    def start_loop(self, begun: MockLoop) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            loops.start(connection, begun)

    def fill_slot(self, loop_id: str, place: int, round_id: str) -> bool:
        """See `ports.Store`."""
        with self._writing() as connection:
            return loops.fill(connection, loop_id, place, round_id)

    def loops(self) -> tuple[MockLoop, ...]:
        """See `ports.Store`."""
        with self._reading() as connection:
            return loops.read(connection)

    def delete_loop(self, loop_id: str) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            loops.remove(connection, loop_id)

    def add_coding_step(self, step: CodingStep) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            coding.add(connection, step)

    def set_verdict(self, step_id: str, verdict: Verdict) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            coding.judge(connection, step_id, verdict)

    def coding_steps(self, exercise: str = "") -> tuple[CodingStep, ...]:
        """See `ports.Store`."""
        with self._reading() as connection:
            return coding.read(connection, exercise)

    def coding_step(self, step_id: str) -> CodingStep | None:
        """See `ports.Store`."""
        with self._reading() as connection:
            return coding.one(connection, step_id)

    def add_lab_run(self, run: LabRun) -> None:
        """See `ports.Store`."""
        with self._writing() as connection:
            labs.start(connection, run)

    def lab_run(self, run_id: str) -> LabRun | None:
        """See `ports.Store`."""
        with self._reading() as connection:
            return next(iter(labs.read(connection, run_id)), None)

    def lab_runs(self) -> tuple[LabRun, ...]:
        """See `ports.Store`."""
        with self._reading() as connection:
            return labs.read(connection)

    def add_lab_step(self, step: LabStep) -> bool:
        """See `ports.Store`."""
        with self._writing() as connection:
            return labs.add(connection, step)

    def lab_steps(self, run_id: str) -> tuple[LabStep, ...]:
        """See `ports.Store`."""
        with self._reading() as connection:
            return labs.steps(connection, run_id)

    def delete_everything(self) -> None:
        """See `ports.Store`.

        Raises:
            StoreError: Also when another program keeps the traces from being erased; the rows are gone then.
        """
        with self._writing() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(delete(table))
        with self._in_words():
            if self._engine.dialect.name == "sqlite":
                sqlite.erase_traces(self._engine)
            else:
                with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    connection.exec_driver_sql(
                        "VACUUM FULL " + ", ".join(t.name for t in metadata.sorted_tables)
                    )

    def _change(self, report_id: str, **values: Any) -> None:
        with self._writing() as connection:
            connection.execute(update(reports).where(reports.c.id == report_id).values(values))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._in_words(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self._in_words(),
            self._engine.connect().execution_options(**{sqlite.WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            if self._path is not None:
                raise StoreError(sqlite.in_words(cause, self._path)) from error
            raise StoreError(
                f"The database cannot be used: {cause}.\nCheck that it runs, then try again."
            ) from error


def _put(connection: Connection, table: Table, row: dict[str, Any], *, renew: str) -> None:
    """Insert `row`, or set its column `renew` where its key is there already; both databases say it alike."""
    new = (sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert)(table).values(row)
    connection.execute(
        new.on_conflict_do_update(index_elements=table.primary_key.columns, set_={renew: new.excluded[renew]})
    )


def _used() -> Any:
    return exists().where(
        or_(reports.c.cv_sha256 == documents.c.sha256, reports.c.posting_sha256 == documents.c.sha256)
    )
