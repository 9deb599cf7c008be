"""A copy of a running SQLite database."""

import sqlite3
from pathlib import Path

from chipwire.ports import StoreError
from chipwire.stores.database import Database


def backup(database: Database, path: Path) -> None:
    """Copies the database into a new file while others go on using it.

    Raises:
        StoreError: the file exists, cannot be written, or the database is PostgreSQL.
    """
    if not database.is_sqlite:
        raise StoreError(
            "chipwire backup copies SQLite; for PostgreSQL use pg_dump: "
            f"pg_dump --format=custom --file={path} "
            f"{database.url.set(drivername='postgresql').render_as_string(hide_password=True)}"
        )
    _create(path)
    try:
        _copy(database, path)
    except sqlite3.Error as error:
        path.unlink(missing_ok=True)
        raise StoreError(f"the backup {path} could not be written: {error}") from error


def _create(path: Path) -> None:
    try:
        # Exclusive and private: never another file's place, and the copy holds addresses.
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise StoreError(f"{path} exists already; name a new file for the backup") from error
    except OSError as error:
        raise StoreError(f"the backup {path} cannot be written: {error.strerror}") from error


def _copy(database: Database, path: Path) -> None:
    with database.engine.connect() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)  # noqa: S101 - `backup` refuses others
        target = sqlite3.connect(path)
        try:
            source.backup(target)
            # One file, without the log of a database in use.
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
