"""What the operator was told, and when the service's rounds were last done."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from chipwire.stores.database import Database
from chipwire.stores.schema import marks, notices

QUIET = timedelta(hours=24)
"""A cause is told again only after this long."""


class NoticeTable:
    """Implements `ports.NoticeStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def notice_due(self, cause: str, now: datetime) -> bool:
        """True at most once in 24 hours for each cause; True takes the turn."""
        first = self._database.insert(notices).values(cause=cause, told=now)
        again = first.on_conflict_do_update(
            index_elements=["cause"], set_={"told": now}, where=notices.c.told <= now - QUIET
        )
        with self._database.writing() as connection:
            return connection.execute(again.returning(notices.c.cause)).first() is not None


class MarkTable:
    """When something was last done (a round of polls, a digest round), by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self, name: str, now: datetime) -> None:
        """It was done just now."""
        first = self._database.insert(marks).values(name=name, at=now)
        again = first.on_conflict_do_update(index_elements=["name"], set_={"at": now})
        with self._database.writing() as connection:
            connection.execute(again)

    def marks(self) -> Mapping[str, datetime]:
        """All of them."""
        with self._database.reading() as connection:
            return dict(connection.execute(select(marks.c.name, marks.c.at)).all())
