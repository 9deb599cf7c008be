"""Digests: what each one has to cover, and its snapshot, once for each reader and date."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, or_, select, update

from chipwire.core.model import Delivery, Digest, Feed, Subscriber
from chipwire.core.model.snapshot import dump, load
from chipwire.ports import Coverage
from chipwire.stores.coverage import read_span
from chipwire.stores.database import Database
from chipwire.stores.delivery_rows import insert_deliveries
from chipwire.stores.feeds import merged
from chipwire.stores.readers import meet
from chipwire.stores.schema import digests, readers

PREVIOUS = 14
"""Earlier digests that composing looks back on: the days of the small picture."""


class DigestTable:
    """Implements `ports.DigestStore`.

    `lookback` bounds a new reader's first digest: it starts with the articles first stored
    that long before the reader was first known.
    """

    def __init__(self, database: Database, lookback: timedelta = timedelta(hours=48)) -> None:
        self._database = database
        self._lookback = lookback

    def coverage(self, subscriber: Subscriber, feeds: Sequence[Feed], now: datetime) -> Coverage:
        """What is not yet covered for this subscriber.

        Composing takes its time after this; an article that is stored meanwhile lies behind
        `through` and waits for the next digest.
        """
        with self._database.reading() as connection:
            known = connection.execute(
                select(readers.c.first_known, readers.c.covered).where(
                    readers.c.id == subscriber.id
                )
            ).one_or_none()
            span = read_span(
                connection,
                covered=known.covered if known else None,
                since=(known.first_known if known else now) - self._lookback,
            )
            return Coverage(
                after=span.after,
                through=span.through,
                covers_from=span.covers_from,
                stories=span.stories,
                fresh=span.fresh,
                seen=span.seen,
                backlog=span.backlog,
                unmatched=span.unmatched,
                feeds=tuple(merged(connection, feeds)),
                previous=_previous(connection, subscriber.id),
            )

    def last_dates(self) -> Mapping[str, date]:
        """Each subscriber's newest digest date."""
        newest = func.max(digests.c.local_date)
        statement = select(digests.c.subscriber, newest).group_by(digests.c.subscriber)
        with self._database.reading() as connection:
            return dict(connection.execute(statement).all())

    def first_known(self, subscriber: Subscriber, now: datetime) -> datetime:
        """When the database first heard of this subscriber (kept at the first call)."""
        with self._database.reading() as connection:
            known: datetime | None = connection.execute(
                select(readers.c.first_known).where(readers.c.id == subscriber.id)
            ).scalar()
        if known is not None:
            return known
        with self._database.writing() as connection:
            return meet(connection, self._database, subscriber.id, now)

    def stopped(self) -> Mapping[str, str]:
        """Subscribers who stopped themselves: id → how (unsubscribed, paused)."""
        statement = select(readers.c.id, readers.c.stopped).where(readers.c.stopped.is_not(None))
        with self._database.reading() as connection:
            return dict(connection.execute(statement).all())

    def save(self, digest: Digest, deliveries: Sequence[Delivery], now: datetime) -> bool:
        """Snapshot and deliveries in one transaction; False where that date's digest exists.

        False also where another digest of this reader was saved since the coverage was read:
        this one would repeat its articles, so it has to be composed anew.
        """
        with self._database.writing() as connection:
            meet(connection, self._database, digest.subscriber, now)
            if not _advance(connection, digest) or not _insert(connection, self._database, digest):
                connection.rollback()
                return False
            insert_deliveries(connection, digest, deliveries, now)
            return True

    def find(self, subscriber: str, local_date: date) -> Digest | None:
        """The stored snapshot, or None."""
        statement = select(digests.c.snapshot).where(
            digests.c.subscriber == subscriber, digests.c.local_date == local_date
        )
        with self._database.reading() as connection:
            snapshot = connection.execute(statement).scalar()
        return None if snapshot is None else load(snapshot)

    def dates(self) -> list[tuple[str, date]]:
        """Reader and local date of every stored digest, newest first (for the archive)."""
        statement = select(digests.c.subscriber, digests.c.local_date).order_by(
            digests.c.local_date.desc(), digests.c.subscriber
        )
        with self._database.reading() as connection:
            return [(subscriber, day) for subscriber, day in connection.execute(statement)]


def _previous(connection: Connection, subscriber: str) -> tuple[Digest, ...]:
    statement = (
        select(digests.c.snapshot)
        .where(digests.c.subscriber == subscriber)
        .order_by(digests.c.local_date.desc())
        .limit(PREVIOUS)
    )
    return tuple(load(snapshot) for snapshot in connection.execute(statement).scalars())


def _advance(connection: Connection, digest: Digest) -> bool:
    """Moves the reader's cut-off from where this digest starts to where it ends."""
    moved = (
        update(readers)
        .where(
            readers.c.id == digest.subscriber,
            or_(readers.c.covered.is_(None), readers.c.covered == digest.after),
        )
        .values(covered=digest.through)
    )
    return connection.execute(moved).rowcount == 1


def _insert(connection: Connection, database: Database, digest: Digest) -> bool:
    row = {
        "id": digest.id,
        "subscriber": digest.subscriber,
        "local_date": digest.local_date,
        "created": digest.created,
        "after": digest.after,
        "through": digest.through,
        "snapshot": dump(digest),
    }
    new = database.insert(digests).values(row)
    unique = new.on_conflict_do_nothing(index_elements=["subscriber", "local_date"])
    # Not the row count: PostgreSQL's driver does not tell it for an INSERT.
    return connection.execute(unique.returning(digests.c.id)).first() is not None
