"""The store contract on SQLite, and on Postgres where a server is named."""

from __future__ import annotations

import os

import pytest
import sqlalchemy as sa
from tests.contracts.store_contract import MakeStore, StoreContract

from greenroom.adapters.store import SqlStore

POSTGRES = os.environ.get("GREENROOM_TEST_POSTGRES", "")


class TestSqlite(StoreContract):
    @pytest.fixture
    def make_store(self, tmp_path) -> MakeStore:
        return lambda: SqlStore.open(tmp_path / "data")


@pytest.mark.skipif(
    not POSTGRES, reason="GREENROOM_TEST_POSTGRES names no database (postgresql+psycopg://...)"
)
class TestPostgres(StoreContract):
    @pytest.fixture
    def make_store(self) -> MakeStore:
        pytest.importorskip("psycopg")
        engine = sa.create_engine(POSTGRES)
        with engine.begin() as connection:
            connection.execute(sa.text("DROP SCHEMA public CASCADE"))
            connection.execute(sa.text("CREATE SCHEMA public"))
        return lambda: SqlStore(sa.create_engine(POSTGRES))
