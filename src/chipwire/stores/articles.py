"""Articles: which ones a feed's document adds, and saving them with what was found in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, update

from chipwire.core.model import Article, Feed, Verdict
from chipwire.ports import PollPlan, Sorted
from chipwire.stores import numbers
from chipwire.stores.bulk import rows_among
from chipwire.stores.columns import from_microseconds, to_microseconds
from chipwire.stores.database import Database
from chipwire.stores.edits import apply_edits
from chipwire.stores.feeds import day_number, number_of, save_read
from chipwire.stores.schema import article_keys, articles, feed_days
from chipwire.stores.verdict_rows import chunks, insert_verdicts, keys_of

if TYPE_CHECKING:
    from chipwire.stores.database import Insert

TOUCH_AFTER = timedelta(days=1)
"""How far "still listed" may lag behind: one write an item a day instead of one a poll."""


class ArticleTable:
    """Implements `ports.ArticleStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sort(self, feed: Feed, articles: Sequence[Article]) -> Sorted:
        """Which of them are new, which edit a stored one, how many are known.

        Two items of one document that share a key are one article; the first one's words count.
        """
        with self._database.reading() as connection:
            number = number_of(connection, feed.id)
            stored = {} if number is None else _stored(connection, number, articles)
        return _Sorter(feed, stored).sort(articles)

    def save(self, plan: PollPlan, now: datetime) -> int:
        """One transaction: new and changed articles, matches, identities, feed state.

        Returns how many articles were newly stored (an identity that another process stored
        meanwhile is not stored again).
        """
        with self._database.writing() as connection:
            # First of all, so that savers wait for one another here and never crosswise.
            last = numbers.take(connection, numbers.ARTICLES, len(plan.new))
            known_feed = number_of(connection, plan.feed.id) is not None
            feed = save_read(connection, self._database, plan.feed, now)
            items = [verdict.article for verdict in plan.new] if known_feed else []
            new = _still_new(plan.new, _stored(connection, feed, items))
            insert_verdicts(connection, feed, new, last - len(plan.new) + 1, now)
            risen = apply_edits(connection, plan.changed) if plan.changed else 0
            self._touch(connection, feed, plan, now)
            self._count(connection, feed, len(new), now)
            # What an edit raised counts with the new: a digest covers it as such.
            read = plan.known + len(plan.changed) + len(plan.new)
            if again := read - len(new) - risen:
                numbers.take(connection, numbers.REREAD, again)
        return len(new)

    def _touch(self, connection: Connection, feed: int, plan: PollPlan, now: datetime) -> None:
        for some in chunks([int(id_) for id_ in plan.listed]):
            connection.execute(update(articles).where(articles.c.id.in_(some)).values(listed=now))
        if rows := list(_added_keys(feed, plan.listed)):
            insert = self._database.insert(article_keys).on_conflict_do_nothing()
            connection.execute(insert, rows)

    def _count(self, connection: Connection, feed: int, new: int, now: datetime) -> None:
        if not new:
            return
        row = {"feed": feed, "day": day_number(now), "new": new}
        connection.execute(_add_to_day(self._database.insert), row)


# Built once: making such a statement takes longer than running it.
@cache
def _add_to_day(insert: "Insert") -> Any:
    new = insert(feed_days)
    total = feed_days.c.new + new.excluded.new
    return new.on_conflict_do_update(index_elements=["feed", "day"], set_={"new": total})


class _Stored(NamedTuple):
    """What sorting has to know of a stored article; times as stored, few of them are read."""

    id: int
    content_hash: str
    listed: int
    first_seen: int
    backlog: bool


_KNOWN = tuple(articles.c[name] for name in _Stored._fields)


class _Sorter:
    """Sorts one document of one feed by the keys that are stored.

    An item belongs to the owner of its strongest key that has one: a stored article, or (None)
    a new one further up in the document. Its other keys get that owner too, so that sorting the
    same document again, after saving, comes to the same result.
    """

    def __init__(self, feed: Feed, stored: Mapping[str, _Stored]) -> None:
        self._feed = feed
        self._owners: dict[str, _Stored | None] = dict(stored)
        self._new: list[Article] = []
        self._changed: dict[int, Article] = {}
        self._listed: dict[str, tuple[str, ...]] = {}
        self._met: set[int] = set()

    def sort(self, articles: Sequence[Article]) -> Sorted:
        for article in articles:
            self._sort_one(article, keys_of(article))
        new, changed = tuple(self._new), tuple(self._changed.values())
        return Sorted(
            new=new,
            changed=changed,
            known=len(articles) - len(new) - len(changed),
            listed=self._listed,
        )

    def _sort_one(self, article: Article, keys: tuple[str, ...]) -> None:
        strongest = next((key for key in keys if key in self._owners), None)
        owner = None if strongest is None else self._owners[strongest]
        added = tuple(key for key in keys if key not in self._owners)
        self._owners.update(dict.fromkeys(added, owner))
        if strongest is None:
            self._new.append(article)
        elif owner is not None:
            self._known(article, added, owner)

    def _known(self, article: Article, added: tuple[str, ...], stored: _Stored) -> None:
        if added or self._is_stale(stored):
            id_ = str(stored.id)
            self._listed[id_] = self._listed.get(id_, ()) + added
        first_time = stored.id not in self._met
        self._met.add(stored.id)
        if first_time and article.content_hash != stored.content_hash:
            self._changed[stored.id] = _as_edit(article, self._feed, stored)

    def _is_stale(self, stored: _Stored) -> bool:
        # Measured from the feed's previous poll, since sorting knows no clock; keeping allows
        # for that lag (stores.keeping).
        last = self._feed.health.last_attempt
        return last is not None and stored.listed < to_microseconds(last - TOUCH_AFTER)


def _as_edit(article: Article, feed: Feed, stored: _Stored) -> Article:
    return replace(
        article,
        id=str(stored.id),
        feed=feed.id,
        first_seen=from_microseconds(stored.first_seen),
        backlog=bool(stored.backlog),
    )


def _stored(connection: Connection, feed: int, items: Iterable[Article]) -> dict[str, _Stored]:
    """What is stored under the items' keys, by key."""
    # Two steps and no join: PostgreSQL would read all of `articles` for it while the table is
    # small or its statistics are fresh from an import, at fifty times the cost.
    keys = list({key for item in items for key in keys_of(item)})
    of_feed = {article_keys.c.feed: feed}
    owned = (article_keys.c.key, article_keys.c.article)
    owners: dict[str, int] = {}
    for some in chunks(keys):
        owners.update(rows_among(connection, owned, article_keys.c.key, some, of_feed))
    stored: dict[int, _Stored] = {}
    for ids in chunks(list(set(owners.values()))):
        for row in rows_among(connection, _KNOWN, articles.c.id, ids):
            stored[row[0]] = _Stored(*row)
    return {key: stored[owner] for key, owner in owners.items()}


def _still_new(judged: Sequence[Verdict], stored: Iterable[str]) -> list[Verdict]:
    """Without those that another process stored between `sort` and now, and without twins."""
    taken = set(stored)
    new = []
    for verdict in judged:
        keys = keys_of(verdict.article)
        if taken.isdisjoint(keys):
            new.append(verdict)
        taken.update(keys)
    return new


def _added_keys(feed: int, listed: Mapping[str, tuple[str, ...]]) -> Iterable[dict[str, Any]]:
    for id_, keys in listed.items():
        for key in keys:
            # Behind the keys that the article came with, in the order they were met.
            yield {"feed": feed, "key": key, "article": int(id_), "rank": 100}
