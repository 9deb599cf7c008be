"""Digests: what each one has to cover, and its snapshot, once for each reader and slot."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, and_, func, or_, select, update

from chipwire.core.model import Delivery, Digest, Feed, LastDigest, Slot, Subscriber
from chipwire.core.model.snapshot import dump, load
from chipwire.ports import Coverage
from chipwire.stores import numbers
from chipwire.stores.alerts import alerted_at
from chipwire.stores.coverage import read_span
from chipwire.stores.database import Database
from chipwire.stores.delivery_rows import insert_deliveries
from chipwire.stores.feeds import merged
from chipwire.stores.readers import meet
from chipwire.stores.schema import digests, readers

PREVIOUS = 14
"""Earlier dates that composing looks back on: the days of the small picture."""
TOLD = timedelta(days=31)
"""How far before a digest an alert may lie that told one of its stories; pauses come between."""


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
                select(readers.c.first_known, readers.c.covered, readers.c.reread).where(
                    readers.c.id == subscriber.id
                )
            ).one_or_none()
            span = read_span(
                connection,
                covered=known.covered if known else None,
                since=(known.first_known if known else now) - self._lookback,
            )
            reread = numbers.newest(connection, numbers.REREAD)
            # What was read before a late reader's first span began was not counted apart.
            start = 0 if span.after == 0 else known and known.reread
            return Coverage(
                after=span.after,
                through=span.through,
                covers_from=span.covers_from,
                stories=span.stories,
                fresh=span.fresh,
                seen=span.seen,
                backlog=span.backlog,
                unmatched=span.unmatched,
                reread=None if start is None else reread - start,
                reread_through=reread,
                feeds=tuple(merged(connection, feeds)),
                previous=_previous(connection, subscriber),
                alerted=alerted_at(connection, subscriber.id, now - TOLD),
            )

    def last_digests(self) -> Mapping[str, LastDigest]:
        """Each subscriber's newest digest."""
        newest = select(digests.c.subscriber, func.max(digests.c.local_date).label("local_date"))
        last = newest.group_by(digests.c.subscriber).subquery()
        on_it = and_(
            digests.c.subscriber == last.c.subscriber, digests.c.local_date == last.c.local_date
        )
        columns = (digests.c.subscriber, digests.c.local_date, digests.c.at, digests.c.created)
        statement = select(*columns).join(last, on_it).order_by(digests.c.at)
        with self._database.reading() as connection:
            return {
                row.subscriber: LastDigest(slot=_slot(row.local_date, row.at), created=row.created)
                for row in connection.execute(statement)
            }

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
        """Snapshot and deliveries in one transaction; False where that slot's digest exists.

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

    def find(self, subscriber: str, slot: Slot) -> Digest | None:
        """The stored snapshot, or None."""
        statement = select(digests.c.snapshot).where(
            digests.c.subscriber == subscriber,
            digests.c.local_date == slot.local_date,
            digests.c.at == slot.at,
        )
        with self._database.reading() as connection:
            snapshot = connection.execute(statement).scalar()
        return None if snapshot is None else load(snapshot)

    def slots(self) -> list[tuple[str, Slot]]:
        """Reader and slot of every stored digest, newest first (for the archive)."""
        columns = select(digests.c.subscriber, digests.c.local_date, digests.c.at)
        order = digests.c.local_date.desc(), digests.c.at.desc(), digests.c.subscriber
        with self._database.reading() as connection:
            rows = connection.execute(columns.order_by(*order))
            return [(row.subscriber, _slot(row.local_date, row.at)) for row in rows]


def _slot(local_date: date, at: str) -> Slot:
    return Slot(local_date=local_date, at=at)


def _previous(connection: Connection, subscriber: Subscriber) -> tuple[Digest, ...]:
    statement = (
        select(digests.c.snapshot)
        .where(digests.c.subscriber == subscriber.id)
        .order_by(digests.c.local_date.desc(), digests.c.at.desc())
        .limit(PREVIOUS * len(subscriber.times))
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
        .values(covered=digest.through, reread=digest.reread_through)
    )
    return connection.execute(moved).rowcount == 1


def _insert(connection: Connection, database: Database, digest: Digest) -> bool:
    row = {
        "id": digest.id,
        "subscriber": digest.subscriber,
        "local_date": digest.local_date,
        "at": digest.at,
        "created": digest.created,
        "after": digest.after,
        "through": digest.through,
        "snapshot": dump(digest),
    }
    new = database.insert(digests).values(row)
    unique = new.on_conflict_do_nothing(index_elements=["subscriber", "local_date", "at"])
    # Not the row count: PostgreSQL's driver does not tell it for an INSERT.
    return connection.execute(unique.returning(digests.c.id)).first() is not None
