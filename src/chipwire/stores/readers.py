"""What the database knows of the readers: since when, how far covered, and who stopped."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from chipwire.stores.database import Database
from chipwire.stores.schema import readers


class ReaderTable:
    """What readers did themselves; it wins over the subscribers file until they resume."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stop(self, subscriber: str, how: str, now: datetime) -> bool:
        """Remembers that they stopped (`how`: "unsubscribed", "paused"); False if they had."""
        with self._database.writing() as connection:
            meet(connection, self._database, subscriber, now)
            stopped = (
                update(readers)
                .where(readers.c.id == subscriber, readers.c.stopped.is_(None))
                .values(stopped=how, stopped_at=now)
            )
            return connection.execute(stopped).rowcount == 1

    def resume(self, subscriber: str) -> bool:
        """They read again; False if they had not stopped."""
        with self._database.writing() as connection:
            resumed = (
                update(readers)
                .where(readers.c.id == subscriber, readers.c.stopped.is_not(None))
                .values(stopped=None, stopped_at=None)
            )
            return connection.execute(resumed).rowcount == 1

    def stopped_since(self) -> Mapping[str, tuple[str, datetime]]:
        """Those who stopped: id → how and when."""
        with self._database.reading() as connection:
            rows = connection.execute(select(readers).where(readers.c.stopped.is_not(None)))
            return {row.id: (row.stopped, row.stopped_at) for row in rows}


def meet(connection: Connection, database: Database, subscriber: str, now: datetime) -> datetime:
    """When the database first heard of the reader; now, if it never did."""
    new = database.insert(readers).values(id=subscriber, first_known=now)
    connection.execute(new.on_conflict_do_nothing())
    statement = select(readers.c.first_known).where(readers.c.id == subscriber)
    known: datetime = connection.execute(statement).scalar_one()
    return known
