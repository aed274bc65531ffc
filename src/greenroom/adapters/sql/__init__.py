"""SQL over tables in memory, by DuckDB, a library of the extra `sql`."""

from greenroom.adapters.sql.duck import DuckEngine

__all__ = ["DuckEngine"]
