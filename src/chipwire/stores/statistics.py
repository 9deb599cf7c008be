"""Counts over the stored articles: topics by day, and names met beside them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, distinct, func, literal_column, select, type_coerce

from chipwire.core.model import DeliveryState
from chipwire.stores.columns import DAY
from chipwire.stores.database import Database
from chipwire.stores.feeds import day_number
from chipwire.stores.schema import articles, deliveries, digests, entities, matches


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCount:
    """A name beside a topic: when it first stood there, and in how many articles since."""

    name: str
    label: str
    topic: str
    first_seen: datetime
    articles: int


class Statistics:
    """Counts for the commands and the pictures."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def digests_made(self) -> int:
        """All digests ever; they are kept for ever."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(digests)).scalar_one())

    def deliveries_by_state(self) -> dict[DeliveryState, int]:
        """How many deliveries stand in each state."""
        states = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        with self._database.reading() as connection:
            found = {state: int(count) for state, count in connection.execute(states)}
        return {state: found.get(state.value, 0) for state in DeliveryState}

    def topic_days(self, since: datetime, now: datetime) -> dict[str, list[int]]:
        """Flagged articles of each topic on each UTC day, backlog left out, today last."""
        first, last = day_number(since), day_number(now)
        # A literal, not a parameter: PostgreSQL must see the same expression in GROUP BY.
        first_seen = type_coerce(articles.c.first_seen, BigInteger)
        day = first_seen.op("/")(literal_column(str(DAY)))
        statement = (
            select(matches.c.topic, day, func.count())
            .join(articles, articles.c.id == matches.c.article)
            .where(articles.c.first_seen >= since, articles.c.backlog.is_(False))
            .group_by(matches.c.topic, day)
        )
        days: dict[str, list[int]] = {}
        with self._database.reading() as connection:
            for topic, number, count in connection.execute(statement):
                counts = days.setdefault(topic, [0] * (last - first + 1))
                if first <= number <= last:
                    counts[number - first] += count
        return days

    def new_names(self, since: datetime, limit: int = 50) -> list[NameCount]:
        """Names that first stood beside a topic since then, the most frequent first."""
        name = func.coalesce(func.nullif(entities.c.canonical, ""), entities.c.text)
        first = func.min(articles.c.first_seen)
        count = func.count(distinct(articles.c.id))
        statement = (
            select(name.label("name"), entities.c.label, matches.c.topic, first, count)
            .join(articles, articles.c.id == entities.c.article)
            .join(matches, matches.c.article == entities.c.article)
            .group_by(name, entities.c.label, matches.c.topic)
            .having(first >= since)
            .order_by(count.desc(), name)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [
                NameCount(name=name, label=label, topic=topic, first_seen=seen, articles=articles)
                for name, label, topic, seen, articles in connection.execute(statement)
            ]
