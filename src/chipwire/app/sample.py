"""A marked sample of a reader's digest, sent at once and past the ledger."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from chipwire.core.model import Delivery, Message, Subscriber
from chipwire.jobs.digest import addressees
from chipwire.ports import ChannelDownError, PermanentError, TransientError

if TYPE_CHECKING:
    from chipwire.app.parts import Parts

_BODY = re.compile(r"<body[^>]*>")
_WORDS = "This is a sample, sent by hand. It changes nothing in the digests to come."


class SampleError(Exception):
    """The sample could not be sent; the message says by which channel and why."""


def send_sample(parts: "Parts", reader: Subscriber) -> list[str]:
    """Sends what the reader's digest would say now by each of their channels, and names these.

    Raises:
        SampleError: a channel did not take it.
    """
    message = marked(parts.mailroom.message_now(reader))
    return [_send(parts, reader, *way, message) for way in addressees(reader)]


def marked(message: Message) -> Message:
    """The message with its sample mark in subject, HTML and text."""
    banner = f'<p style="margin:0;padding:12px;text-align:center"><b>{_WORDS}</b></p>'
    return replace(
        message,
        subject=f"[Sample] {message.subject}",
        html=_BODY.sub(lambda body: body[0] + banner, message.html, count=1),
        text=f"*** {_WORDS} ***\n\n{message.text}",
    )


def _send(parts: "Parts", reader: Subscriber, name: str, recipient: str, message: Message) -> str:
    channel = parts.mailroom.channels.get(name)
    if channel is None:
        raise SampleError(f"there is no channel {name!r}")
    mark = f"sample-{uuid4().hex[:16]}"
    delivery = Delivery(
        id=mark,
        digest="",
        subscriber=reader.id,
        channel=name,
        recipient=recipient,
        message_id=f"<{mark}@{parts.mailroom.domain}>",
        message=message,
        queued=parts.now(),
    )
    try:
        channel.send(delivery, lambda: None)
    except (PermanentError, TransientError, ChannelDownError) as error:
        raise SampleError(f"{name} did not take the sample for {reader.id}: {error}") from error
    finally:
        channel.close()
    return name
