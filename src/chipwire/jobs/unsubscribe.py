"""Stopping one's own mails: a signed address, a page with a button, and RFC 8058's one click."""

import base64
import binascii
import hashlib
import hmac
import html
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from chipwire.ports import Operator, StopStore

PATH = "/u/"
_PURPOSE = b"chipwire unsubscribe\0"
_SIGNATURE = 16
"""Bytes of the HMAC kept: 128 bits, beyond guessing (RFC 2104, 5 allows half)."""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Chipwire</title>
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}}
button{{font:inherit;padding:.5rem 1rem}}</style></head>
<body><h1>{title}</h1>{body}</body></html>
"""
_BUTTON = '<form method="post"><button type="submit">Stop these mails</button></form>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsubscriber:
    """Answers visits of the addresses that `stop_url` made with the same key."""

    stops: StopStore
    operator: Operator
    clock: Callable[[], datetime]
    key: bytes

    def visit(self, method: str, path: str) -> tuple[int, str]:
        """Status and HTML for a visit of that address. GET shows a button and changes nothing."""
        subscriber = subscriber_of(path.rpartition("/")[2], self.key)
        if subscriber is None:
            return HTTPStatus.NOT_FOUND, _page(
                "This address is not complete",
                "<p>Please copy all of it from the mail, or answer the mail and say stop.</p>",
            )
        if method == "POST":
            self._stop(subscriber)
            return HTTPStatus.OK, _page("Done", f"<p>No more mails to {_named(subscriber)}.</p>")
        asked = f"<p>Stop the digests to {_named(subscriber)}?</p>{_BUTTON}"
        return HTTPStatus.OK, _page("Stop these mails?", asked)

    def _stop(self, subscriber: str) -> None:
        now = self.clock()
        if self.stops.stop(subscriber, "unsubscribed", now):
            words = (
                f"{subscriber} unsubscribed by the link in the mail. That wins over "
                f"subscribers.yaml until `chipwire subscribers resume {subscriber}`."
            )
            self.operator.tell(f"{subscriber} unsubscribed", words, now)


def stop_url(public_url: str, key: bytes, subscriber: str) -> str:
    """The address that stops this subscriber's mails. It never ends: old mails stay valid.

    `public_url` is where readers reach the health server; `key` is at least 32 secret bytes.
    """
    return f"{public_url.rstrip('/')}{PATH}{token_for(subscriber, key)}"


def token_for(subscriber: str, key: bytes) -> str:
    """The subscriber and a signature of it, fit for a path."""
    return f"{_encoded(subscriber.encode())}.{_encoded(_signature(subscriber, key))}"


def subscriber_of(token: str, key: bytes) -> str | None:
    """Whom the token stands for; None where we did not sign it."""
    try:
        name, signature = (_decoded(part) for part in token.split(".", 1))
        subscriber = name.decode()
    except (ValueError, binascii.Error):
        return None
    return subscriber if hmac.compare_digest(signature, _signature(subscriber, key)) else None


def _signature(subscriber: str, key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + subscriber.encode(), hashlib.sha256)[:_SIGNATURE]


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _page(title: str, body: str) -> str:
    return _PAGE.format(title=title, body=body)


def _named(subscriber: str) -> str:
    return f"<strong>{html.escape(subscriber)}</strong>"
