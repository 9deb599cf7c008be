"""One database, SQLite or PostgreSQL: connections, transactions, and errors for people."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import StaticPool

from chipwire.ports import StoreError

LOCK_WAIT = 30.0
"""Seconds to wait for another process's transaction before giving up."""

_CACHE_KIB = 16_384
_CHECKPOINT_PAGES = 4_000  # 16 MB: each checkpoint waits for the disk

if TYPE_CHECKING:
    # Each dialect takes a tenth of SQLAlchemy's import time, and only one is needed.
    from sqlalchemy.dialects import postgresql, sqlite

    Upsert = sqlite.Insert | postgresql.Insert
    Insert = Callable[[Table], Upsert]


class Database:
    """An engine and how its transactions begin. Make it with `open_database`."""

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url)

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None in memory and on PostgreSQL."""
        name = self.url.database
        in_memory = not name or name == ":memory:"
        return Path(name) if self.is_sqlite and name and not in_memory else None

    @property
    def name(self) -> str:
        """The address for people, without its password."""
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database throughout."""
        options: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._errors_for_people(), self.engine.connect() as connection:
            connection = connection.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is stored, or nothing.

        SQLite takes the write lock at once: a reader that turns writer half-way would fail
        instead of waiting when another process wrote in between.
        """
        with self._errors_for_people(), self.engine.connect() as connection:
            connection = connection.execution_options(chipwire_writes=True)
            with connection.begin():
                yield connection

    @property
    def insert(self) -> "Insert":
        """Makes an INSERT that knows ON CONFLICT, in this database's dialect."""
        if self.is_sqlite:
            from sqlalchemy.dialects.sqlite import insert as for_sqlite

            return for_sqlite
        from sqlalchemy.dialects.postgresql import insert as for_postgresql

        return for_postgresql

    def size(self) -> int | None:
        """Bytes on disk, or None where the database is not a file."""
        path = self.path
        if path is None:
            return None
        files = (path, path.with_name(path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()

    @contextmanager
    def _errors_for_people(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, sqlite3.OperationalError) as error:
            raise StoreError(f"{_words(error)} ({self.name})") from error
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.DatabaseError) and "not a database" in str(error):
                raise StoreError(f"the file is not a database of Chipwire ({self.name})") from error
            raise


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "CHIPWIRE_DATABASE_URL is not a database address; it looks like "
            "sqlite:////var/lib/chipwire/chipwire.db or postgresql://user:password@host/name"
        ) from error
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise StoreError(
            f"CHIPWIRE_DATABASE_URL names {parsed.drivername!r}; "
            "Chipwire stores in sqlite:///… or postgresql://…"
        )
    return parsed


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        _check_folder(Path(url.database))
    options: dict[str, Any] = {"connect_args": {"timeout": LOCK_WAIT, "check_same_thread": False}}
    if not url.database or url.database == ":memory:":
        options["poolclass"] = StaticPool
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _check_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            with path.open("r+b"):
                return
    except OSError as error:
        raise StoreError(
            f"the database {path} cannot be opened: {error.strerror}; "
            "set CHIPWIRE_HOME to a folder that this user may write to"
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin in `_begin_sqlite`, not by themselves
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")


def _use_wal(connection: sqlite3.Connection) -> None:
    # The change to WAL needs the file for itself and does not wait for it as other locks do:
    # two processes that start at once on a new file would trip over each other.
    until = time.monotonic() + LOCK_WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("chipwire_writes", False)
    # By the driver itself: this runs for every transaction, thousands of times in a poll.
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - listened to for SQLite only
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres_engine(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(
            "the PostgreSQL driver is not installed: pip install 'chipwire[postgres]'"
        ) from error


def _words(error: Exception) -> str:
    text = str(getattr(error, "orig", None) or error)
    if "locked" in text:
        return "the database stays locked by another process; is a backup or a copy running?"
    if "readonly" in text or "unable to open" in text:
        return "the database cannot be written; check the owner and rights of its folder"
    if "disk" in text and "full" in text:
        return "the disk of the database is full"
    return f"the database does not answer: {text.strip().splitlines()[0]}"
