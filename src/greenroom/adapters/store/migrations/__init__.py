"""Migrations, run in the process with Alembic; the newest one is `schema.HEAD`.

A new one: change `schema.py`, add `versions/NNNN_what.py` by hand (batch operations where SQLite needs
them), set `schema.HEAD`, and keep a dump of the schema before it in the tests.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_HERE = Path(__file__).parent


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without an ini file."""
    made = Config()
    made.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def known_revisions() -> frozenset[str]:
    """Every revision this Greenroom can start from."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(config()).walk_revisions())


def upgrade(connection: Connection) -> None:
    """Bring the database behind `connection` to the newest revision, inside its transaction."""
    command.upgrade(config(connection), "head")
