"""Deliveries to send in tests."""

from datetime import UTC, datetime

from chipwire.core.model import Delivery, Message

QUEUED = datetime(2026, 5, 1, 5, 0, tzinfo=UTC)


def letter(name: str = "one", recipient: str = "reader@example.org", **more: object) -> Delivery:
    fields: dict[str, object] = {
        "id": f"2026-05-01-{name}",
        "digest": "d1",
        "subscriber": "reader@example.org",
        "channel": "mail",
        "recipient": recipient,
        "message_id": f"<{name}@chipwire.example.org>",
        "message": Message(subject="Today", html="<p>Hello</p>\n", text="Hello\n"),
        "queued": QUEUED,
        "attempts": 1,
        **more,
    }
    return Delivery(**fields)  # type: ignore[arg-type]
