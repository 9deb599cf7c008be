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
    Document,
    Fault,
    Feed,
    FetchFailed,
    FetchOutcome,
    Health,
    NotModified,
    ParsedFeed,
    Rhythm,
    Validators,
)
from chipwire.core.text.secrets import masked_text

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
GAP_HEEDED = timedelta(hours=48)
"""How long a feed that may have lost items is asked sooner than its own hints want."""
RECHECK_ORIGIN = 4
"""After so many failures the address a redirect once led to is given up for the original."""

HOST_FAULTS = frozenset({Fault.DNS, Fault.CONNECT, Fault.TIMEOUT, Fault.TLS})
"""Faults of the connection, which all feeds of a host share."""

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


def next_poll(mark: str, wait: float, now: datetime, rhythm: Rhythm | None = None) -> datetime:
    """`wait` seconds from now and the mark's own jitter, then out of the hours and days to skip.

    `mark` is the feed's id, or its host where all its feeds are to come together. A feed that
    would skip every hour is asked as if it skipped none.
    """
    soonest = when = now + timedelta(seconds=wait * (1 + _jitter(mark)))
    if rhythm is None or not (rhythm.skip_hours or rhythm.skip_days):
        return soonest
    for _ in range(7 * 24):
        if when.hour not in rhythm.skip_hours and when.weekday() not in rhythm.skip_days:
            return when
        when += timedelta(hours=1)
    return soonest


def interval(
    feed: Feed, parsed: ParsedFeed | None, new: int, now: datetime, cadence: Cadence
) -> float:
    """Seconds until the feed's own rhythm asks for another look, before any hint."""
    if parsed is not None and overflowed(feed, parsed, new):
        return cadence.min_interval
    usual = _usual_gap(parsed) if parsed else None
    before = feed.rhythm.interval
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
    failures = feed.health.failures + outcome.tried
    health = replace(
        feed.health,
        last_attempt=now if outcome.tried else feed.health.last_attempt,
        failing_since=feed.health.failing_since or now,
        failures=failures,
        fault=outcome.fault,
        error=masked_text(outcome.message),
    )
    wait = max(patience(outcome.fault, failures), min(outcome.hints.retry_after or 0, RETRY_CAP))
    astray = feed.moved_to is not None and outcome.tried and failures % RECHECK_ORIGIN == 0
    # a body that could not be read must be judged again, not be taken for unchanged
    stale = astray or outcome.fault in (Fault.NOT_A_FEED, Fault.LAYOUT)
    return replace(
        feed,
        health=health,
        moved_to=None if astray else feed.moved_to,
        validators=Validators() if stale else feed.validators,
        next_poll=next_poll(_turn(feed, outcome.fault), wait, now, feed.rhythm),
    )


def _turn(feed: Feed, fault: Fault) -> str:
    """Whose jitter counts: feeds of a host that cannot be reached wait, and come, together."""
    return host_of(feed) if fault in HOST_FAULTS else feed.id


def host_of(feed: Feed) -> str:
    """Host and port of the address that is asked, without its login."""
    return feed.address.partition("://")[2].partition("/")[0].rpartition("@")[2].lower()


def patience(fault: Fault, failures: int) -> int:
    """Seconds before the next try: doubling with each failure in a row, never giving up."""
    first, longest = _PATIENCE[fault]
    return min(first << min(max(failures - 1, 0), 16), longest)


def _succeeded(
    feed: Feed,
    outcome: Document | NotModified,
    parsed: ParsedFeed | None,
    new: int,
    now: datetime,
    cadence: Cadence,
) -> Feed:
    own = interval(feed, parsed, new, now, cadence)
    rhythm = _rhythm(feed.rhythm, own, outcome, parsed)
    health = _healthy(feed, parsed, new, now)
    wait = max(own, min(outcome.hints.retry_after or 0, RETRY_CAP))
    if health.overflowed is None or now - health.overflowed > GAP_HEEDED:
        wait = max(wait, _hinted(rhythm, cadence))
    moved = outcome.moved_to or feed.moved_to
    return replace(
        feed,
        validators=outcome.validators,
        moved_to=None if moved == feed.url else moved,
        health=health,
        first_polled=feed.first_polled or (now if parsed is not None else None),
        rhythm=rhythm,
        next_poll=next_poll(feed.id, wait, now, rhythm),
    )


def _rhythm(
    before: Rhythm, own: float, outcome: Document | NotModified, parsed: ParsedFeed | None
) -> Rhythm:
    """A 304 may repeat its Cache-Control; all else holds until the next document."""
    if parsed is None:
        age = outcome.hints.max_age
        return replace(before, interval=own, max_age=before.max_age if age is None else age)
    return Rhythm(
        interval=own,
        ttl=parsed.ttl,
        max_age=outcome.hints.max_age,
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
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


def _hinted(rhythm: Rhythm, cadence: Cadence) -> float:
    """The larger of what the answer and the last document ask for, capped."""
    return min(max(rhythm.ttl or 0, rhythm.max_age or 0), HINT_CAP, cadence.max_interval)


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


def _jitter(feed_id: str) -> float:
    """Between 0 and JITTER, always the same for one feed."""
    digest = blake2b(feed_id.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32 * JITTER
