"""Opening a database: its tables are brought up to date, once, under a lock."""

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    inspect,
    text,
)

from chipwire.ports import StoreError
from chipwire.stores import numbers
from chipwire.stores.database import Database
from chipwire.stores.schema import counters, metadata

HEAD = "0001"
"""The newest revision in `migrations/versions`; a test holds the two together."""

# As Alembic itself makes it.
_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

_LOCK = 0x63686970  # "chip": any number that no other program would lock


def open_database(url: str) -> Database:
    """The database at a SQLAlchemy URL, with all its tables in today's form.

    Raises:
        StoreError: it cannot be reached, or another program or a newer Chipwire wrote it.
    """
    database = Database(url)
    try:
        with database.reading() as connection:
            current = _revision(connection)
        if current != HEAD:
            _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _migrate(database: Database) -> None:
    with database.writing() as connection:
        if not database.is_sqlite:
            # On SQLite the write transaction itself keeps the second worker waiting.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        # The other worker may have done it while this one waited.
        current = _revision(connection)
        if current == HEAD:
            return
        if current is None:
            _refuse_foreign_tables(connection, database)
            create(connection)
            return
        from chipwire.stores.migrations import known_revisions, upgrade

        if current not in known_revisions():
            raise StoreError(
                f"a newer Chipwire wrote this database (its form is {current!r}, this version "
                f"knows up to {HEAD!r}): install that version, or restore a backup "
                f"({database.name})"
            )
        upgrade(connection)


def create(connection: Connection) -> None:
    """Today's tables in an empty database, and the mark that the migrations would leave.

    The migrations come to the same (a test holds them to it), but loading them takes longer than
    all of this.
    """
    metadata.create_all(connection)
    rows = [{"name": name, "n": 0} for name in numbers.ALL]
    connection.execute(counters.insert(), rows)
    _VERSION.create(connection)
    connection.execute(_VERSION.insert(), {"version_num": HEAD})


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar()


def _refuse_foreign_tables(connection: Connection, database: Database) -> None:
    ours = set(metadata.tables) & set(inspect(connection).get_table_names())
    if ours:
        raise StoreError(
            f"another program's tables are in this database ({', '.join(sorted(ours))}): "
            f"give Chipwire one of its own ({database.name})"
        )
