"""When to ask a feed again, and what a fetch taught of it.

The rhythm: a twelfth of the usual gap between a feed's items, or of its silence so far where
that is longer, so that nothing waits long and little is asked in vain. Answers without news
keep the interval that the items last gave.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from statistics import median

from chipwire.core.model import (
    CacheHints,
    Document,
    Fault,
    Feed,
    FetchFailed,
    FetchOutcome,
    Health,
    NotModified,
    ParsedFeed,
    Validators,
)

HINT_CAP = 6 * 3_600
"""Longest TTL or Cache-Control age that is honoured, s: a digest a day must not miss a day."""
RETRY_CAP = 7 * 86_400
"""Longest Retry-After that is honoured, s."""
JITTER = 0.1
"""Up to this part of the interval is added, fixed for each feed, so that feeds spread out."""
SHARE = 12
"""Polls in one usual gap between items."""
RHYTHM_ITEMS = 20
"""Newest items that the rhythm is read from."""
RECHECK_ORIGIN = 4
"""After so many failures the address a redirect once led to is given up for the original."""

_HOUR, _DAY = 3_600, 86_400
_PATIENCE: dict[Fault, tuple[int, int]] = {
    Fault.DNS: (900, 12 * _HOUR),
    Fault.CONNECT: (900, 6 * _HOUR),
    Fault.TIMEOUT: (900, 6 * _HOUR),
    Fault.SERVER: (900, 6 * _HOUR),
    Fault.INTERNAL: (900, 6 * _HOUR),
    Fault.CREDENTIALS: (900, _HOUR),
    Fault.PROTOCOL: (_HOUR, 12 * _HOUR),
    Fault.ENCODING: (_HOUR, 12 * _HOUR),
    Fault.TLS: (_HOUR, _DAY),
    Fault.THROTTLED: (_HOUR, _DAY),
    Fault.NOT_A_FEED: (_HOUR, _DAY),
    Fault.LAYOUT: (_HOUR, _DAY),
    Fault.REDIRECT: (_HOUR, _DAY),
    Fault.FORBIDDEN: (2 * _HOUR, _DAY),
    Fault.NOT_FOUND: (3 * _HOUR, 2 * _DAY),
    Fault.TOO_LARGE: (6 * _HOUR, _DAY),
    Fault.REFUSED_ADDRESS: (_DAY, _DAY),
    Fault.GONE: (_DAY, 7 * _DAY),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """Bounds of the interval between two polls of one feed, in seconds."""

    min_interval: int = 900
    max_interval: int = 86_400
    default_interval: int = 1_800

    def bounded(self, seconds: float) -> float:
        """Within the bounds."""
        return min(max(seconds, self.min_interval), self.max_interval)


def learned(
    feed: Feed,
    outcome: FetchOutcome,
    parsed: ParsedFeed | None,
    *,
    new: int,
    now: datetime,
    cadence: Cadence | None = None,
) -> Feed:
    """The feed with its new validators, health, address and next poll time.

    Args:
        feed: as it was before this poll.
        outcome: what came back; a document that was no feed comes as FetchFailed.
        parsed: the document's articles, None where nothing was parsed.
        new: how many of them the store had never seen.
        now: aware UTC.
        cadence: bounds; the default ones where absent.
    """
    cadence = cadence or Cadence()
    if isinstance(outcome, FetchFailed):
        return _failed(feed, outcome, now)
    return _succeeded(feed, outcome, parsed, new, now, cadence)


def next_poll(
    feed_id: str, wait: float, now: datetime, skip_hours: tuple[int, ...] = ()
) -> datetime:
    """`wait` seconds from now and the feed's own jitter, then out of the hours to skip (UTC)."""
    when = now + timedelta(seconds=wait * (1 + _jitter(feed_id)))
    for _ in range(24):
        if when.hour not in skip_hours:
            return when
        when += timedelta(hours=1)
    return now + timedelta(seconds=wait * (1 + _jitter(feed_id)))


def interval(
    feed: Feed, parsed: ParsedFeed | None, new: int, now: datetime, cadence: Cadence
) -> float:
    """Seconds until the feed's own rhythm asks for another look, before any hint."""
    if parsed is not None and overflowed(feed, parsed, new):
        return cadence.min_interval
    usual = _usual_gap(parsed) if parsed else None
    before = _interval_before(feed)
    newest = _newest(parsed) or feed.health.last_new_item
    if newest is None:
        return cadence.bounded(before * 1.5 if before and not new else cadence.default_interval)
    silence = (now - newest).total_seconds()
    steady = usual / SHARE if usual is not None else (before or 0)
    return cadence.bounded(max(silence / SHARE, steady))


def overflowed(feed: Feed, parsed: ParsedFeed, new: int) -> bool:
    """Whether items may have come and gone unseen between two polls.

    The document holds nothing that was known, and its oldest item is newer than the newest
    one seen before.
    """
    last, dates = feed.health.last_new_item, [a.published for a in parsed.articles if a.published]
    if feed.first_polled is None or last is None or not dates:
        return False
    return len(parsed.articles) > 1 and new >= len(parsed.articles) and min(dates) > last


def _failed(feed: Feed, outcome: FetchFailed, now: datetime) -> Feed:
    failures = feed.health.failures + 1
    health = replace(
        feed.health,
        last_attempt=now,
        failing_since=feed.health.failing_since or now,
        failures=failures,
        fault=outcome.fault,
        error=outcome.message,
    )
    wait = max(patience(outcome.fault, failures), min(outcome.hints.retry_after or 0, RETRY_CAP))
    astray = feed.moved_to is not None and failures % RECHECK_ORIGIN == 0
    # a body that could not be read must be judged again, not be taken for unchanged
    stale = astray or outcome.fault in (Fault.NOT_A_FEED, Fault.LAYOUT)
    return replace(
        feed,
        health=health,
        moved_to=None if astray else feed.moved_to,
        validators=Validators() if stale else feed.validators,
        next_poll=next_poll(feed.id, wait, now),
    )


def patience(fault: Fault, failures: int) -> int:
    """Seconds before the next try: doubling with each failure in a row, never giving up."""
    first, longest = _PATIENCE[fault]
    return min(first << min(failures - 1, 16), longest)


def _succeeded(
    feed: Feed,
    outcome: Document | NotModified,
    parsed: ParsedFeed | None,
    new: int,
    now: datetime,
    cadence: Cadence,
) -> Feed:
    wait = interval(feed, parsed, new, now, cadence)
    wait = max(wait, _hinted(outcome.hints, parsed))
    moved = outcome.moved_to or feed.moved_to
    return replace(
        feed,
        validators=outcome.validators,
        moved_to=None if moved == feed.url else moved,
        health=_healthy(feed, parsed, new, now),
        first_polled=feed.first_polled or (now if parsed is not None else None),
        next_poll=next_poll(feed.id, wait, now, parsed.skip_hours if parsed else ()),
    )


def _healthy(feed: Feed, parsed: ParsedFeed | None, new: int, now: datetime) -> Health:
    before, newest = feed.health, _newest(parsed)
    gap = parsed is not None and overflowed(feed, parsed, new)
    last = max(filter(None, (before.last_new_item, newest)), default=None)
    counted = new if feed.first_polled else 0  # the first document is history, not news
    return replace(
        before,
        last_attempt=now,
        last_success=now,
        failing_since=None,
        failures=0,
        fault=None,
        error=None,
        last_new_item=last,
        new_items=before.new_items + counted,
        dated=newest is not None if parsed and parsed.articles else before.dated,
        overflowed=now if gap else before.overflowed,
    )


def _hinted(hints: CacheHints, parsed: ParsedFeed | None) -> float:
    """The largest of what the answer and the document ask for, capped."""
    ttl = parsed.ttl if parsed else None
    soft = min(max(ttl or 0, hints.max_age or 0), HINT_CAP)
    return max(soft, min(hints.retry_after or 0, RETRY_CAP))


def _newest(parsed: ParsedFeed | None) -> datetime | None:
    dates = (
        [article.published for article in parsed.articles if article.published] if parsed else []
    )
    return max(dates, default=None)


def _usual_gap(parsed: ParsedFeed) -> float | None:
    """The median time between the newest items, in seconds; None without two dates."""
    dates = sorted((a.published for a in parsed.articles if a.published), reverse=True)
    dates = dates[:RHYTHM_ITEMS]
    gaps = [(a - b).total_seconds() for a, b in pairwise(dates)]
    return median(gaps) if gaps else None


def _interval_before(feed: Feed) -> float | None:
    """The interval that was last kept, without its jitter; None after failures."""
    last = feed.health.last_attempt
    if last is None or feed.next_poll is None or feed.health.failures:
        return None
    return (feed.next_poll - last).total_seconds() / (1 + _jitter(feed.id))


def _jitter(feed_id: str) -> float:
    """Between 0 and JITTER, always the same for one feed."""
    digest = blake2b(feed_id.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32 * JITTER
