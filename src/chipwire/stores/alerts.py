"""Alerts: each story once for each reader, queued in the same transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, func, insert, select

from chipwire.core.model import Alert, Delivery, Subscriber
from chipwire.ports import AlertSpan
from chipwire.stores.coverage import start_of
from chipwire.stores.database import Database
from chipwire.stores.delivery_rows import delivery_row
from chipwire.stores.readers import meet
from chipwire.stores.schema import alerts, articles, deliveries, readers, stories, verdicts
from chipwire.stores.stories import load_stories

BACK = timedelta(hours=24)
"""How long after it was stored an article may still set off an alert (quiet hours end by then)."""
HOUR = timedelta(hours=1)


class AlertTable:
    """Implements `ports.AlertStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def span(self, subscriber: Subscriber, now: datetime) -> AlertSpan:
        """What is new for this reader since their last digest, a day back at most.

        A reader nobody has met is met now: what was stored before is no news to them.
        """
        first_known = self._met(subscriber, now)
        with self._database.reading() as connection:
            return _span(connection, subscriber.id, first_known, now)

    def queue(self, alert: Alert, deliveries_: Sequence[Delivery], now: datetime) -> bool:
        """Alert and deliveries in one transaction; False where one of its stories was told."""
        rows = [delivery_row(delivery, now) for delivery in deliveries_]
        with self._database.writing() as connection:
            for entry in alert.entries:
                if not self._tell(connection, alert, entry.story, now):
                    connection.rollback()
                    return False
            if rows:
                connection.execute(insert(deliveries), rows)
            return True

    def _met(self, subscriber: Subscriber, now: datetime) -> datetime:
        known_since = select(readers.c.first_known).where(readers.c.id == subscriber.id)
        with self._database.reading() as connection:
            known: datetime | None = connection.execute(known_since).scalar()
        if known is not None:
            return known
        with self._database.writing() as connection:
            return meet(connection, self._database, subscriber.id, now)

    def _tell(self, connection: Connection, alert: Alert, story: str, now: datetime) -> bool:
        row = {
            "subscriber": alert.subscriber,
            "story": story,
            "alerted": now,
            "message": alert.id,
        }
        once = self._database.insert(alerts).values(row).on_conflict_do_nothing()
        return connection.execute(once.returning(alerts.c.story)).first() is not None


def alerted_at(connection: Connection, subscriber: str, since: datetime) -> dict[str, datetime]:
    """When a reader was alerted to each story, from that time on."""
    statement = select(alerts.c.story, alerts.c.alerted).where(
        alerts.c.subscriber == subscriber, alerts.c.alerted >= since
    )
    return dict(connection.execute(statement).all())


def _span(
    connection: Connection, subscriber: str, first_known: datetime, now: datetime
) -> AlertSpan:
    covered = connection.execute(
        select(readers.c.covered).where(readers.c.id == subscriber)
    ).scalar()
    after = max(covered or 0, start_of(connection, max(first_known, now - BACK)))
    new = and_(articles.c.position > after, articles.c.flagged, articles.c.backlog.is_(False))
    found = connection.execute(
        select(articles.c.id, verdicts.c.story)
        .join(verdicts, verdicts.c.article == articles.c.id)
        .where(new, verdicts.c.story.is_not(None))
    ).all()
    told = set(alerted_at(connection, subscriber, now - 2 * BACK))
    untold = {row.story for row in found if str(row.story) not in told}
    return AlertSpan(
        stories=tuple(load_stories(connection, stories.c.id.in_(untold))) if untold else (),
        fresh=frozenset(str(row.id) for row in found),
        messages=_messages(connection, subscriber, now),
    )


def _messages(connection: Connection, subscriber: str, now: datetime) -> int:
    statement = select(func.count(alerts.c.message.distinct())).where(
        alerts.c.subscriber == subscriber, alerts.c.alerted > now - HOUR
    )
    return int(connection.execute(statement).scalar_one())
