"""What only SQLite has: a file, its permissions, its traces, and what is said when it cannot be used."""

from __future__ import annotations

import os
import stat
import sys

import pytest
import sqlalchemy as sa
from tests.contracts.store_contract import accept, keep

from greenroom.adapters.store import SqlStore, sqlite
from greenroom.errors import StoreError

MARKER = b"the candidate's secret marker"


def pragma_on_connect(store: SqlStore, *pragmas: str) -> None:
    """Let every connection the store makes from now on begin with `pragmas`."""

    def run(connection, _record):
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    sa.event.listen(store._engine, "connect", run)
    store.close()


def files_with(folder, marker: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and marker in path.read_bytes()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_only_the_user_can_read_the_folder_and_its_files(tmp_path):
    before = os.umask(0)
    try:
        store = SqlStore.open(tmp_path / "new" / "data")
        keep(store, b"cv")
    finally:
        os.umask(before)
    folder = tmp_path / "new" / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == dict.fromkeys(["greenroom.db", "greenroom.db-shm", "greenroom.db-wal"], 0o600)


def test_every_connection_is_durable_and_strict(tmp_path):
    store = SqlStore.open(tmp_path)
    with store._engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10000,
    }


def test_deleting_everything_leaves_no_trace_in_any_file(tmp_path):
    store = SqlStore.open(tmp_path)
    kept = accept(store, "r1", cv=MARKER * 1000)
    store.save_correction(kept.cv_sha256, MARKER.decode())
    store.finish("r1", title=MARKER.decode(), report=MARKER.decode() * 1000)
    assert files_with(tmp_path, MARKER)
    store.delete_everything()
    assert files_with(tmp_path, MARKER) == []


def test_deleting_one_report_leaves_no_trace_of_it(tmp_path):
    store = SqlStore.open(tmp_path)
    accept(store, "r1", cv=MARKER * 1000, posting=b"one job")
    store.finish("r1", title="t", report=MARKER.decode() * 1000)
    accept(store, "r2", cv=b"another cv", posting=b"one job")
    store.delete_report("r1")
    assert files_with(tmp_path, MARKER) == []
    assert [r.id for r in store.reports()] == ["r2"]


def test_traces_another_program_keeps_alive_are_reported(tmp_path):
    store = SqlStore.open(tmp_path)
    accept(store, "r1")
    other = SqlStore.open(tmp_path)
    pragma_on_connect(store, "busy_timeout = 50")
    with other._engine.connect() as reading:
        reading.exec_driver_sql("SELECT * FROM reports").fetchall()
        with pytest.raises(StoreError, match="another Greenroom still has the database open"):
            store.delete_everything()
    assert store.reports() == ()
    store.delete_everything()


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="Not a directory") as caught:
        SqlStore.open(tmp_path / "file" / "data")
    assert "GREENROOM_DATA" in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match=r"Permission denied.*\n.*GREENROOM_DATA"):
            SqlStore.open(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_that_refuses_even_root(tmp_path, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StoreError, match=r"Permission denied.*\n.*GREENROOM_DATA"):
        SqlStore.open(tmp_path)


def test_a_database_that_became_read_only(tmp_path):
    store = SqlStore.open(tmp_path)
    keep(store, b"cv")
    pragma_on_connect(store, "query_only = ON")
    with pytest.raises(StoreError, match="cannot be written to") as caught:
        keep(store, b"another")
    assert str(tmp_path) in str(caught.value)


def test_a_full_disk_loses_nothing_kept_before(tmp_path):
    store = SqlStore.open(tmp_path)
    digest = keep(store, b"cv")
    pragma_on_connect(store, "max_page_count = 20")
    with pytest.raises(StoreError, match=r"full.*nothing kept before is lost"):
        keep(store, b"x" * 1_000_000)
    assert store.document(digest) == ("cv.pdf", b"cv")


def test_a_lock_held_by_another_program_is_named(tmp_path):
    store, other = SqlStore.open(tmp_path), SqlStore.open(tmp_path)
    pragma_on_connect(store, "busy_timeout = 50")
    with other._writing() as connection:
        connection.exec_driver_sql("DELETE FROM reports")
        with pytest.raises(StoreError, match="Another program"):
            keep(store, b"cv")


def test_a_file_that_is_no_database_is_named_and_left_untouched(tmp_path):
    path = tmp_path / sqlite.FILE_NAME
    path.write_bytes(b"My CV, saved here by mistake." * 100)
    with pytest.raises(StoreError, match=r"damaged.*left untouched") as caught:
        SqlStore.open(tmp_path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == b"My CV, saved here by mistake." * 100


def test_a_damaged_database_is_named_and_left_untouched(tmp_path):
    store = SqlStore.open(tmp_path)
    accept(store, "r1", cv=b"x" * 200_000)
    store.finish("r1", title="t", report="y" * 100_000)
    sqlite.shorten_log(store._engine)
    store.close()
    path = tmp_path / sqlite.FILE_NAME
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged") as caught:
        SqlStore.open(tmp_path).reports()
    assert str(path) in str(caught.value)
    assert path.read_bytes() == bytes(data)
