"""What was learned of the feeds: validators, health, the next poll."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, select, update

from chipwire.core.model import Fault, Feed, Health, Rhythm, Validators
from chipwire.stores import numbers
from chipwire.stores.columns import DAY, to_microseconds
from chipwire.stores.database import Database
from chipwire.stores.schema import feed_days
from chipwire.stores.schema import feeds as table

if TYPE_CHECKING:
    from chipwire.stores.database import Insert, Upsert

_RHYTHM = tuple(field.name for field in fields(Rhythm))
_LEARNED = [
    column for column in table.columns if column.name not in ("number", "id", "last_sorted")
]


class FeedTable:
    """Implements `ports.FeedStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def merged(self, feeds: Sequence[Feed]) -> list[Feed]:
        """The configured feeds with what was learned of each (by `Feed.id`)."""
        with self._database.reading() as connection:
            return merged(connection, feeds)

    def due(self, feeds: Sequence[Feed], now: datetime) -> list[Feed]:
        """Of the merged feeds, those whose next poll time has come (or was never set)."""
        return [feed for feed in feeds if feed.next_poll is None or feed.next_poll <= now]

    def save_unchanged(self, feeds: Sequence[Feed], known: int = 0) -> None:
        """What was learned of feeds that brought nothing to store, in one transaction.

        `known` counts the items that were read of them.
        """
        if feeds:
            with self._database.writing() as connection:
                save_learned(connection, self._database, feeds)
                if known:
                    numbers.take(connection, numbers.REREAD, known)

    def daily_new(self, since: datetime, now: datetime) -> dict[str, list[int]]:
        """How many new items each feed (by `Feed.id`) brought on each UTC day, today last."""
        first, last = day_number(since), day_number(now)
        statement = (
            select(table.c.id, feed_days.c.day, feed_days.c.new)
            .join(feed_days, feed_days.c.feed == table.c.number)
            .where(feed_days.c.day.between(first, last))
        )
        counts: dict[str, list[int]] = {}
        with self._database.reading() as connection:
            for feed, day, new in connection.execute(statement):
                counts.setdefault(feed, [0] * (last - first + 1))[day - first] = new
        return counts

    def rename(self, old: str, new: str) -> None:
        """What was learned under the old address now belongs to the new one, unless it has its own.

        Else all its articles would count as those of a new feed.
        """
        known = select(table.c.id).where(table.c.id == new)
        with self._database.writing() as connection:
            if connection.execute(known).first() is None:
                renamed = update(table).where(table.c.id == old)
                connection.execute(renamed.values(id=new, moved_to=None))


def day_number(moment: datetime) -> int:
    """The UTC day as a count from 1970."""
    return to_microseconds(moment) // DAY


def merged(connection: Connection, feeds: Sequence[Feed]) -> list[Feed]:
    """The configured feeds with what was learned of each."""
    learned = {row.id: row for row in connection.execute(select(table))}
    return [_merged(feed, learned.get(feed.id)) for feed in feeds]


def save_learned(connection: Connection, database: Database, feeds: Sequence[Feed]) -> None:
    """Writes what was learned; a feed that is not known yet gets its row."""
    # One order for everybody: two processes that save the same feeds cannot block each other.
    ordered = sorted(feeds, key=lambda feed: feed.id)
    connection.execute(_upsert(database.insert), [_columns(feed) for feed in ordered])


def save_read(connection: Connection, database: Database, feed: Feed, now: datetime) -> int:
    """The same for one feed whose items were just compared; its row number."""
    row = _columns(feed) | {"last_sorted": now}
    number: int = connection.execute(_upsert_read(database.insert), row).scalar_one()
    return number


# Built once: making such a statement takes longer than running it.
@cache
def _upsert(insert: "Insert") -> "Upsert":
    new = insert(table)
    columns = {column.name: new.excluded[column.name] for column in _LEARNED}
    return new.on_conflict_do_update(index_elements=["id"], set_=columns)


@cache
def _upsert_read(insert: "Insert") -> Any:
    new = insert(table)
    columns = {column.name: new.excluded[column.name] for column in _LEARNED}
    columns["last_sorted"] = new.excluded["last_sorted"]
    return new.on_conflict_do_update(index_elements=["id"], set_=columns).returning(table.c.number)


def number_of(connection: Connection, feed: str) -> int | None:
    """The feed's row number, by `Feed.id`; None where it was never saved."""
    return connection.execute(_NUMBER, {"feed": feed}).scalar()


_NUMBER = select(table.c.number).where(table.c.id == bindparam("feed"))


def _merged(feed: Feed, row: Row[Any] | None) -> Feed:
    if row is None:
        return feed
    return replace(
        feed,
        moved_to=row.moved_to,
        validators=Validators(
            etag=row.etag,
            last_modified=row.last_modified,
            body_hash=row.body_hash,
            items_hash=row.items_hash,
        ),
        health=_health(row),
        rhythm=_rhythm(row.rhythm),
        next_poll=row.next_poll,
        first_polled=row.first_polled,
    )


def _health(row: Row[Any]) -> Health:
    return Health(
        last_attempt=row.last_attempt,
        last_success=row.last_success,
        failing_since=row.failing_since,
        failures=row.failures,
        fault=None if row.fault is None else Fault(row.fault),
        error=row.error,
        last_new_item=row.last_new_item,
        new_items=row.new_items,
        dated=row.dated,
        overflowed=row.overflowed,
    )


def _rhythm(told: Mapping[str, Any] | None) -> Rhythm:
    if not told:
        return Rhythm()
    lists = {name: tuple(told[name]) for name in ("skip_hours", "skip_days") if name in told}
    return Rhythm(**{**told, **lists})


def _told(rhythm: Rhythm) -> dict[str, Any]:
    """What says anything: a thousand feeds are read and written in every round."""
    pairs = ((name, getattr(rhythm, name)) for name in _RHYTHM)
    return {name: value for name, value in pairs if value not in (None, ())}


def _columns(feed: Feed) -> dict[str, Any]:
    health, validators = feed.health, feed.validators
    return {
        "id": feed.id,
        "moved_to": feed.moved_to,
        "etag": validators.etag,
        "last_modified": validators.last_modified,
        "body_hash": validators.body_hash,
        "items_hash": validators.items_hash,
        "last_attempt": health.last_attempt,
        "last_success": health.last_success,
        "failing_since": health.failing_since,
        "failures": health.failures,
        "fault": health.fault,
        "error": health.error,
        "last_new_item": health.last_new_item,
        "new_items": health.new_items,
        "dated": health.dated,
        "overflowed": health.overflowed,
        "rhythm": _told(feed.rhythm),
        "next_poll": feed.next_poll,
        "first_polled": feed.first_polled,
    }
