"""Answers of several parts: the pages of a search, the sitemaps that an index names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from chipwire.core.model import (
    Document,
    Fault,
    Feed,
    FetchFailed,
    FetchOutcome,
    NotModified,
    Validators,
)
from chipwire.core.parsing.kinds import asked, further
from chipwire.core.parsing.marks import body_hash
from chipwire.sources.exchange import Exchange
from chipwire.sources.faults import failed

MAX_PARTS = 8
"""Parts fetched after the first: 800 documents of a register, or eight sitemaps."""
FIRST_SPAN = timedelta(days=3)
"""How far back the pages of a feed without history are turned."""


async def fetch_whole(exchange: Exchange, feed: Feed, max_bytes: int) -> FetchOutcome:
    """The feed's answer with all that belongs to it; `max_bytes` bounds the sum.

    A part that is not there is left out; any other fault of a part is the feed's, so that the
    next poll asks for all of it again and nothing is missed.
    """
    address = asked(feed.kind, feed.address, feed.options)
    if address == feed.address:
        outcome = await exchange.fetch(feed)
    else:
        outcome = await exchange.fetch(replace(feed, moved_to=address))
        if isinstance(outcome, NotModified) and outcome.moved_to == address:
            # it never moved: this is only how its kind is asked
            outcome = replace(outcome, moved_to=feed.moved_to)
    if not isinstance(outcome, Document):
        return outcome
    return await _completed(exchange, feed, outcome, max_bytes)


async def _completed(
    exchange: Exchange, feed: Feed, first: Document, max_bytes: int
) -> FetchOutcome:
    since = feed.health.last_new_item or first.fetched_at - FIRST_SPAN
    waiting = list(further(feed.kind, first, since))
    seen, size = {first.url}, len(first.body)
    bodies: list[bytes] = []
    while waiting and len(bodies) < MAX_PARTS:
        url = waiting.pop(0)
        if url in seen or _host(url) != _host(first.url):
            continue
        seen.add(url)
        part = await exchange.fetch(replace(feed, moved_to=url, validators=Validators()))
        if isinstance(part, FetchFailed) and part.fault in (Fault.NOT_FOUND, Fault.GONE):
            continue
        if not isinstance(part, Document):
            return part
        size += len(part.body)
        if size > max_bytes:
            words = "sends more than the largest body allowed, its parts together."
            return failed(Fault.TOO_LARGE, first.url, words, first.fetched_at)
        bodies.append(part.body)
        waiting += further(feed.kind, part, since)
    return _together(feed, first, bodies) if bodies else first


def _together(feed: Feed, first: Document, bodies: Sequence[bytes]) -> Document | NotModified:
    """Compared by all its bytes: the first part alone may stay as it is while others change."""
    validators = Validators(body_hash=body_hash(b"\0".join((first.body, *bodies))))
    if validators.body_hash != feed.validators.body_hash:
        return replace(first, validators=validators, more=tuple(bodies))
    return NotModified(
        fetched_at=first.fetched_at,
        validators=validators,
        moved_to=first.moved_to or feed.moved_to,
        hints=first.hints,
    )


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()
