"""Sequence numbers that become visible in order."""

from sqlalchemy import Connection, bindparam, select, update

from chipwire.stores.schema import counters

ARTICLES = "articles"
STORIES = "stories"
REREAD = "reread"
"""Items that polls read again: they stood in a feed and were stored before."""
ALL = (ARTICLES, STORIES, REREAD)
"""A new database counts each from 0."""


def take(connection: Connection, name: str, count: int) -> int:
    """The last of `count` fresh numbers.

    A database's own sequence hands numbers out at once: on PostgreSQL number 8 can be committed
    and read while number 7 is still on its way, and a digest that covers "up to 8" would lose 7
    for ever. This UPDATE keeps the row locked until its transaction ends, so the next number
    can only be taken after this one is visible. SQLite has a single writer anyway.
    """
    taken = connection.execute(_TAKE, {"counter": name, "count": count})
    return int(taken.scalar_one())


# Built once: making the statement takes three times as long as running it.
_TAKE = (
    update(counters)
    .where(counters.c.name == bindparam("counter"))
    .values(n=counters.c.n + bindparam("count"))
    .returning(counters.c.n)
)


def newest(connection: Connection, name: str) -> int:
    """The last number taken, as far as this transaction can see: all up to it are visible."""
    return int(connection.execute(select(counters.c.n).where(counters.c.name == name)).scalar_one())
