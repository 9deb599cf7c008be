"""Keeping: what is old enough goes, a little at a time, so that nobody waits for the lock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Connection, delete, func, or_, select, type_coerce, update

from chipwire.core.model import DeliveryState
from chipwire.stores.columns import MICROSECOND
from chipwire.stores.database import Database
from chipwire.stores.feeds import day_number
from chipwire.stores.schema import (
    alerts,
    articles,
    deliveries,
    feed_days,
    feeds,
    stories,
    texts,
    verdicts,
)

LISTING_LAG = timedelta(days=3)
"""How far an item's `listed` may lie behind its feed's `last_sorted` though it is still listed:
a day by `articles.TOUCH_AFTER`, a day of the longest poll interval, and a day to spare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How much one call took away; all zero when nothing is left to take."""

    texts: int
    articles: int
    bodies: int

    def __bool__(self) -> bool:
        return bool(self.texts or self.articles or self.bodies)


class Keeper:
    """Prunes by age. Digests, their deliveries' ledger and readers are kept for ever."""

    def __init__(self, database: Database, *, texts: timedelta, identities: timedelta) -> None:
        """`texts`: age at which full texts and sent mails' bodies go; `identities`: articles."""
        self._database = database
        self._texts = texts
        self._identities = identities

    def prune(self, now: datetime, limit: int = 500) -> Pruned:
        """Takes at most `limit` of each kind away; call it again while the answer is true."""
        with self._database.writing() as connection:
            gone = _prune_texts(connection, now - self._texts, limit)
        with self._database.writing() as connection:
            forgotten = _prune_articles(connection, now - self._identities, limit)
        with self._database.writing() as connection:
            bodies = _prune_bodies(connection, now - self._texts, limit)
            _prune_leftovers(connection, now - self._identities, limit)
        return Pruned(texts=gone, articles=forgotten, bodies=bodies)


def _prune_texts(connection: Connection, before: datetime, limit: int) -> int:
    # Ids grow with time, so the oldest texts are the first rows of the table.
    newest_old = (
        select(articles.c.id)
        .where(articles.c.first_seen < before)
        .order_by(articles.c.first_seen.desc())
        .limit(1)
        .scalar_subquery()
    )
    old = select(texts.c.article).where(texts.c.article <= newest_old)
    some = old.order_by(texts.c.article).limit(limit).scalar_subquery()
    return connection.execute(delete(texts).where(texts.c.article.in_(some))).rowcount


def _prune_articles(connection: Connection, before: datetime, limit: int) -> int:
    """Articles that their feed has not listed for so long; their rows elsewhere go with them.

    What a feed still listed when it was last read stays, however old: forgotten, it would come
    back as new with the next poll.
    """
    listed = type_coerce(articles.c.listed, BigInteger)
    last_sorted = type_coerce(feeds.c.last_sorted, BigInteger)
    lag = LISTING_LAG // MICROSECOND
    off_the_list = or_(feeds.c.last_sorted.is_(None), listed < last_sorted - lag)
    old = (
        select(articles.c.id)
        .join(feeds, feeds.c.number == articles.c.feed)
        .where(articles.c.listed < before, off_the_list)
        .order_by(articles.c.listed)
        .limit(limit)
        .scalar_subquery()
    )
    return connection.execute(delete(articles).where(articles.c.id.in_(old))).rowcount


def _prune_bodies(connection: Connection, before: datetime, limit: int) -> int:
    """The words of mails sent long ago: their snapshot renders them again."""
    sent = (
        select(deliveries.c.number)
        .where(
            deliveries.c.state == DeliveryState.ACCEPTED.value,
            deliveries.c.settled < before,
            func.length(deliveries.c.html) + func.length(deliveries.c.text) > 0,
        )
        .limit(limit)
        .scalar_subquery()
    )
    emptied = (
        update(deliveries).where(deliveries.c.number.in_(sent)).values(html="", text="", page="")
    )
    return connection.execute(emptied).rowcount


def _prune_leftovers(connection: Connection, before: datetime, limit: int) -> None:
    """Stories that lost their last article; as old counts of feeds' days, and alerts."""
    told = select(verdicts.c.article).where(verdicts.c.story == stories.c.id).exists()
    empty = select(stories.c.id).where(stories.c.updated < before, ~told).limit(limit)
    connection.execute(delete(stories).where(stories.c.id.in_(empty.scalar_subquery())))
    connection.execute(delete(alerts).where(alerts.c.alerted < before))
    connection.execute(delete(feed_days).where(feed_days.c.day < day_number(before)))
