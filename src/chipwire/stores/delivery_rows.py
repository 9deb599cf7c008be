"""Deliveries as rows, there and back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert

from chipwire.core.model import Delivery, DeliveryState, Digest, Message
from chipwire.stores.schema import deliveries


def insert_deliveries(
    connection: Connection, digest: Digest, queued: Sequence[Delivery], now: datetime
) -> None:
    """Queues a digest's messages, in the transaction that saves its snapshot."""
    if queued:
        rows = [delivery_row(delivery, now) for delivery in queued]
        named = [row | {"subscriber": row["subscriber"] or digest.subscriber} for row in rows]
        connection.execute(insert(deliveries), named)


def delivery_row(delivery: Delivery, now: datetime) -> dict[str, Any]:
    """A delivery that nobody has claimed yet."""
    return {
        "id": delivery.id,
        "digest": delivery.digest,
        "subscriber": delivery.subscriber,
        "channel": delivery.channel,
        "recipient": delivery.recipient,
        "message_id": delivery.message_id,
        "subject": delivery.message.subject,
        "html": delivery.message.html,
        "text": delivery.message.text,
        "page": delivery.message.page,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "claim": 0,
        "next_try": delivery.next_try or now,
        "handing_over": False,
        "error": delivery.error,
        "queued": now,
    }


def read_delivery(row: Row[Any]) -> Delivery:
    """The delivery of a row of `deliveries`."""
    return Delivery(
        id=row.id,
        digest=row.digest,
        subscriber=row.subscriber,
        channel=row.channel,
        recipient=row.recipient,
        message_id=row.message_id,
        message=Message(subject=row.subject, html=row.html, text=row.text, page=row.page),
        state=DeliveryState(row.state),
        attempts=row.attempts,
        next_try=row.next_try,
        claimed_at=row.claimed_at,
        error=row.error,
        queued=row.queued,
        doubtful=row.handing_over,
        claim=row.claim,
    )
