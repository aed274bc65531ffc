"""Migrations lead from every older schema, and from none, to today's; on SQLite and in Postgres's words."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from greenroom.adapters.store import SqlStore, sqlite
from greenroom.adapters.store.migrations import config, known_revisions, upgrade
from greenroom.adapters.store.schema import HEAD, metadata
from greenroom.errors import StoreError
from greenroom.model.lab_run import LabRun, LabStep
from greenroom.model.ladder import Level
from greenroom.model.persona import Persona

DUMPS = sorted(Path(__file__).parent.glob("schema_*.sql"))

MARCH_5 = datetime(2026, 3, 5, 12, tzinfo=UTC)
LAB_RUN = LabRun(id="b1", scenario="seconds-not-hours", seed=2**40, study=True, begun_at=MARCH_5)
LAB_STEPS = (
    LabStep(run="b1", number=1, line="look features", at=MARCH_5),
    LabStep(run="b1", number=2, line="undo", at=MARCH_5),
)


def migrated(path: Path) -> sa.Engine:
    engine = sqlite.engine_for(path)
    with engine.begin() as connection:
        upgrade(connection)
    return engine


def layout(engine: sa.Engine) -> dict[str, object]:
    inspector = sa.inspect(engine)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)],
            inspector.get_pk_constraint(table),
            sorted(inspector.get_foreign_keys(table), key=str),
            sorted(inspector.get_indexes(table), key=str),
            [str(c["name"]) for c in inspector.get_check_constraints(table)],
        )
        for table in sorted(inspector.get_table_names())
    }


def test_head_is_the_newest_migration():
    assert ScriptDirectory.from_config(config()).get_heads() == [HEAD]
    assert HEAD in known_revisions()


def test_migrating_from_blank_gives_the_tables_of_today(tmp_path):
    engine = migrated(tmp_path / "migrated.db")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_new_database_and_a_migrated_one_are_alike(tmp_path):
    SqlStore.open(tmp_path)
    made = sqlite.engine_for(tmp_path / sqlite.FILE_NAME)
    assert layout(made) == layout(migrated(tmp_path / "migrated.db"))


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_every_older_schema_keeps_its_data(dump, tmp_path):
    path = tmp_path / sqlite.FILE_NAME
    with sqlite3.connect(path) as connection:
        connection.executescript(dump.read_text())
    connection.close()
    store = SqlStore.open(tmp_path)
    assert store.document("c" * 64) == ("cv.pdf", b"\x00\xffcv")
    assert store.correction("c" * 64) == '{"language":"en"}'
    done, accepted = store.reports()
    assert (done.id, done.state, done.title) == ("r2", "done", "Ada: ML engineer")
    assert (accepted.id, accepted.state) == ("r1", "accepted")
    assert store.report("r2").report == '{"schema_version":1}'
    assert done.created_at.isoformat() == "2026-03-02T12:00:00.123456+00:00"
    rounds = {one.id: one.persona for one in store.rounds()}
    kept = Persona.STAFF_ENGINEER if dump.stem >= "schema_0005" else Persona.NEUTRAL
    assert rounds == ({} if dump.stem == "schema_0001" else {"m1": kept})
    reports = {one.report for one in store.rounds()}
    assert reports <= ({"r2"} if dump.stem >= "schema_0006" else {""})
    talked = {one.submission for one in store.rounds()}
    assert talked <= ({"s1"} if dump.stem >= "schema_0009" else {""})
    steps = [one.code for one in store.coding_steps()]
    assert steps == (["def merge(streams): ..."] if dump.stem >= "schema_0007" else [])
    levels = {one.level for one in store.coding_steps()}
    assert levels <= ({Level.STAFF} if dump.stem >= "schema_0008" else {None})
    since = {
        "paced": dump.stem >= "schema_0011",
        "level": Level.STAFF if dump.stem >= "schema_0012" else None,
    }
    assert store.lab_runs() == ((LAB_RUN.model_copy(update=since),) if dump.stem >= "schema_0010" else ())
    assert store.lab_steps("b1") == (LAB_STEPS if dump.stem >= "schema_0010" else ())


def test_the_oldest_schema_is_among_the_dumps():
    assert [dump.stem for dump in DUMPS] == sorted(f"schema_{revision}" for revision in known_revisions())


def test_an_older_database_is_migrated_when_it_is_opened(tmp_path, monkeypatch):
    path = tmp_path / sqlite.FILE_NAME
    with sqlite3.connect(path) as connection:
        connection.executescript("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
        connection.execute("INSERT INTO alembic_version VALUES ('0000')")
    connection.close()
    monkeypatch.setattr("greenroom.adapters.store.migrations.known_revisions", lambda: {"0000", HEAD})
    called = []
    monkeypatch.setattr("greenroom.adapters.store.migrations.upgrade", called.append)
    SqlStore.open(tmp_path)
    assert len(called) == 1


def test_opening_an_up_to_date_database_imports_no_alembic(tmp_path):
    script = (
        "import sys; from pathlib import Path; from greenroom.adapters.store import SqlStore;"
        "SqlStore.open(Path(sys.argv[1])).reports(); print('alembic' in sys.modules)"
    )
    for _ in ("blank", "up to date"):
        done = subprocess.run(
            [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "False"


def test_a_newer_schema_is_refused_and_left_alone(tmp_path):
    SqlStore.open(tmp_path).close()
    path = tmp_path / sqlite.FILE_NAME
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match=r"newer Greenroom.*9999") as caught:
        SqlStore.open(tmp_path)
    assert "Update Greenroom" in str(caught.value)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path):
    path = tmp_path / sqlite.FILE_NAME
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (title TEXT)")
    connection.close()
    with pytest.raises(StoreError, match=r"another program.*recipes"):
        SqlStore.open(tmp_path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_the_migrations_can_be_said_in_postgres():
    out = io.StringIO()
    made = config()
    made.set_main_option("dialect", "postgresql")
    made.output_buffer = out
    command.upgrade(made, "head", sql=True)
    sql = out.getvalue()
    assert "data BYTEA NOT NULL" in sql
    assert "created_at TIMESTAMP WITH TIME ZONE NOT NULL" in sql
    assert sql.count("CREATE TABLE") == 1 + len(metadata.tables)
    assert "ADD COLUMN persona VARCHAR(32) DEFAULT '' NOT NULL" in sql
