"""SQL over tables that were given, and over nothing else."""

import numpy as np
import pytest

from greenroom.errors import InputError
from greenroom.model.table import Column, Rows, Table, texts

pytest.importorskip("duckdb", reason="the extra sql is not installed")

PAID = Table(
    "payments",
    "some",
    (
        Column("at_h", "", np.array([0.5, 1.5, 2.5])),
        Column("version", "", texts(["v3", "v3", "v4"])),
        Column("label", "", np.ma.masked_array([1, 0, 0], mask=[False, False, True])),
        Column("value", "", np.array([1.0, np.nan, np.inf])),
    ),
)
EMPTY = Table("alerts", "none", (Column("metric", "", texts([])), Column("at_h", "", np.array([]))))
hidden_from_queries = np.arange(3)


def ask(sql, most_rows=100, **options):
    from greenroom.adapters.sql import DuckEngine

    return DuckEngine(**options).query((PAID, EMPTY), sql, most_rows=most_rows)


def test_a_query_answers_names_and_rows():
    found = ask("SELECT version, count(*) AS n, avg(label) AS told FROM payments GROUP BY 1 ORDER BY 1")
    assert found == Rows(("version", "n", "told"), (("v3", 2, 0.5), ("v4", 1, None)), more=False)


def test_what_is_not_known_is_null():
    assert ask("SELECT value FROM payments ORDER BY at_h").rows == ((1.0,), (None,), (None,))


def test_an_empty_table_is_a_table_of_its_columns():
    assert ask("SELECT count(*), max(metric) FROM alerts").rows == ((0, None),)
    assert ask("SELECT * FROM alerts WHERE metric LIKE 'a%'").columns == ("metric", "at_h")


def test_rows_beyond_the_limit_are_left_out_and_told():
    assert ask("FROM payments", most_rows=2).more
    assert len(ask("FROM payments", most_rows=2).rows) == 2
    assert not ask("FROM payments", most_rows=3).more


@pytest.mark.parametrize(
    "sql", ["SHOW TABLES", "DESCRIBE payments", "SUMMARIZE payments", "EXPLAIN FROM payments"]
)
def test_one_may_look_around(sql):
    assert ask(sql).rows


@pytest.mark.parametrize(
    "sql",
    [
        "", ";", "SELECT 1; SELECT 2", "INSERT INTO payments FROM payments", "DROP TABLE payments", "CREATE TABLE a (b INT)",
        "COPY payments TO '/tmp/a.csv'", "ATTACH '/tmp/a.db'", "SET threads = 1", "PRAGMA database_list", "INSTALL httpfs",
        "LOAD httpfs", "CALL pragma_version()", "EXPORT DATABASE '/tmp/a'", "UPDATE payments SET label = 1", "CHECKPOINT",
    ],
)  # fmt: skip
def test_what_does_more_than_read_is_refused(sql):
    with pytest.raises(InputError, match="not one query that reads"):
        ask(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "FROM '{file}'", "FROM read_csv('{file}')", "FROM read_text('{file}')", "FROM read_blob('{file}')", "FROM glob('{folder}/*')",
        "FROM sniff_csv('{file}')", "FROM read_parquet('{file}')", "FROM read_json('{file}')", "FROM 'https://example.com/a.csv'",
        "EXPLAIN ANALYZE FROM read_text('{file}')", "SELECT getenv('HOME')", "FROM query('FROM read_text(''{file}'')')",
    ],
)  # fmt: skip
def test_no_file_address_or_environment_is_reached(sql, tmp_path):
    (tmp_path / "secret.csv").write_text("a\nsecret\n")
    with pytest.raises(InputError) as caught:
        ask(sql.format(file=tmp_path / "secret.csv", folder=tmp_path))
    assert caught.value.code == "sql"


@pytest.mark.parametrize("name", ["hidden_from_queries", "table", "PAID", "tables", "given", "self"])
def test_no_variable_of_the_program_is_reached(name):
    with pytest.raises(InputError):
        ask(f'SELECT * FROM "{name}"')


def test_explain_analyze_of_what_writes_writes_nothing(tmp_path):
    target = tmp_path / "a.csv"
    with pytest.raises(InputError):
        ask(f"EXPLAIN ANALYZE COPY payments TO '{target}'")
    assert not target.exists()


def test_a_query_that_takes_too_long_is_stopped():
    with pytest.raises(InputError, match=r"stopped after 0\.5 seconds"):
        ask("SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b", limit_s=0.5)


def test_what_is_wrong_is_told_with_the_tables_there_are():
    with pytest.raises(InputError, match="colour") as caught:
        ask("SELECT colour FROM payments")
    assert "payments, alerts" in caught.value.hint
