"""The ledger of messages on their way.

Every step is a compare-and-set: an UPDATE that names the state it expects, and a look at how
many rows it changed. That holds between processes, on SQLite as on PostgreSQL.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select, update

from chipwire.core.model import Delivery, DeliveryState
from chipwire.stores.database import Database
from chipwire.stores.delivery_rows import delivery_row, read_delivery
from chipwire.stores.schema import deliveries

_CANDIDATES = 10
_WAITING = (DeliveryState.DUE.value, DeliveryState.RETRY.value)
_SENDING = DeliveryState.SENDING.value


class DeliveryTable:
    """Implements `ports.DeliveryStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, delivery: Delivery, now: datetime) -> bool:
        """Queues a message that belongs to no snapshot (a sample, an alert).

        False where that digest, channel and recipient, or that Message-ID, has one already.
        """
        new = self._database.insert(deliveries).values(delivery_row(delivery, now))
        with self._database.writing() as connection:
            unique = new.on_conflict_do_nothing().returning(deliveries.c.id)
            return connection.execute(unique).first() is not None

    def claim(self, now: datetime, *, stale_after: float) -> Delivery | None:
        """Take the next due delivery for this process alone: due or retry → sending.

        A claim older than `stale_after` seconds belongs to a dead process and is given again;
        it comes as `doubtful` if that process had called `handing_over` in that claim.
        """
        stale = now - timedelta(seconds=stale_after)
        # Another process may take a candidate first; then the next one is tried, and only when
        # a whole list was taken by others are there perhaps more.
        while candidates := self._due(now, stale):
            for row in candidates:
                if (claimed := self._take(row, now)) is not None:
                    return claimed
        return None

    def handing_over(self, delivery: Delivery, now: datetime) -> None:  # noqa: ARG002 - the port's signature
        """Committed just before the last byte goes out: from here on a crash leaves a doubt."""
        self._mark(delivery, handing_over=True)

    def postpone(self, delivery: Delivery, error: str, at: datetime) -> None:
        """sending → retry at that time, not counted as a try: the channel itself is down."""
        self._mark(
            delivery,
            state=DeliveryState.RETRY.value,
            attempts=deliveries.c.attempts - 1,
            error=error,
            next_try=at,
            handing_over=False,
        )

    def accepted(self, delivery: Delivery, now: datetime) -> None:
        """sending → accepted."""
        self._mark(delivery, state=DeliveryState.ACCEPTED.value, error=None, settled=now)

    def retry(self, delivery: Delivery, error: str, at: datetime) -> None:
        """sending → retry at that time."""
        self._mark(
            delivery,
            state=DeliveryState.RETRY.value,
            error=error,
            next_try=at,
            handing_over=False,
        )

    def dead(self, delivery: Delivery, error: str, now: datetime) -> None:
        """sending → dead letter."""
        self._mark(delivery, state=DeliveryState.DEAD.value, error=error, settled=now)

    def dead_letters(self, since: datetime | None = None) -> list[Delivery]:
        """Dead letters, newest first."""
        dead = deliveries.c.state == DeliveryState.DEAD.value
        conditions = [dead] if since is None else [dead, deliveries.c.settled >= since]
        newest = (deliveries.c.settled.desc(), deliveries.c.number.desc())
        with self._database.reading() as connection:
            rows = connection.execute(select(deliveries).where(*conditions).order_by(*newest))
            return [read_delivery(row) for row in rows]

    def requeue(self, delivery: str, now: datetime) -> bool:
        """A dead letter is due again, with all its tries; False where there is no such one."""
        again = (
            update(deliveries)
            .where(deliveries.c.id == delivery, deliveries.c.state == DeliveryState.DEAD.value)
            .values(
                state=DeliveryState.DUE.value,
                attempts=0,
                next_try=now,
                settled=None,
                handing_over=False,
            )
        )
        with self._database.writing() as connection:
            return connection.execute(again).rowcount == 1

    def _due(self, now: datetime, stale: datetime) -> list[Row[Any]]:
        with self._database.reading() as connection:
            return list(connection.execute(_candidates(now, stale)).all())

    def _take(self, row: Row[Any], now: datetime) -> Delivery | None:
        """The candidate as claimed, or None if another process changed it since it was read."""
        claim = row.claim + 1
        taking = (
            update(deliveries)
            .where(
                deliveries.c.id == row.id,
                deliveries.c.state == row.state,
                deliveries.c.claim == row.claim,
            )
            .values(state=_SENDING, claim=claim, attempts=deliveries.c.attempts + 1, claimed_at=now)
        )
        with self._database.writing() as connection:
            if connection.execute(taking).rowcount != 1:
                return None
            return _find(connection, row.id)

    def _mark(self, delivery: Delivery, **values: Any) -> None:
        ours = and_(
            deliveries.c.id == delivery.id,
            deliveries.c.state == _SENDING,
            deliveries.c.claim == delivery.claim,
        )
        with self._database.writing() as connection:
            connection.execute(update(deliveries).where(ours).values(**values))


def _candidates(now: datetime, stale: datetime) -> Select[Any]:
    waiting: ColumnElement[bool] = and_(
        deliveries.c.state.in_(_WAITING), deliveries.c.next_try <= now
    )
    left = and_(deliveries.c.state == _SENDING, deliveries.c.claimed_at <= stale)
    return (
        select(deliveries.c.id, deliveries.c.state, deliveries.c.claim)
        .where(or_(waiting, left))
        .order_by(deliveries.c.next_try, deliveries.c.number)
        .limit(_CANDIDATES)
    )


def _find(connection: Connection, id_: str) -> Delivery:
    row = connection.execute(select(deliveries).where(deliveries.c.id == id_)).one()
    return read_delivery(row)
