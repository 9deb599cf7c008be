"""The receipt: what was asked, what came, and where every article went."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from chipwire.core.composing.choosing import UNGROUPED
from chipwire.core.model import Feed, FeedNote, FeedState, LeftOut, Receipt
from chipwire.core.text.secrets import feed_name

States = Mapping[str, tuple[FeedState, str]]

FAILED = frozenset({FeedState.FAILING, FeedState.BLOCKED, FeedState.GONE, FeedState.NOT_A_FEED})
SILENT = frozenset({FeedState.QUIET, FeedState.NO_DATES})
# A digest made by hand right after another spans minutes; polls of the last hours still count.
_LEAST_SPAN = timedelta(hours=3)
_EVER = datetime.min.replace(tzinfo=UTC)


def receipt_of(
    *,
    feeds: Sequence[Feed],
    states: States,
    since: datetime | None,
    now: datetime,
    seen: int,
    backlog: int,
    unmatched: int,
    in_stories: int,
    stories: int,
    reasons: Iterable[str],
    watchlist_hash: str,
    generator: str,
) -> Receipt:
    """Adds up; articles that were flagged but stand in no story are counted, never lost.

    Raises:
        ValueError: more articles stand in stories than were flagged in the span.
    """
    matched = seen - backlog - unmatched
    out = Counter(reasons)
    out[UNGROUPED] += matched - in_stories
    left_out = tuple(LeftOut(reason=why, count=n) for why, n in out.most_common() if n)
    found = [_state(feed, states) for feed in feeds]
    return Receipt(
        feeds=len(feeds),
        feeds_checked=sum(1 for feed in feeds if _asked(feed, since, now)),
        feeds_failed=sum(1 for state, _ in found if state in FAILED),
        feeds_silent=sum(1 for state, _ in found if state in SILENT),
        feeds_never=sum(1 for state, _ in found if state is FeedState.NEVER_WORKED),
        notes=_notes(feeds, found),
        seen=seen,
        backlog=backlog,
        unmatched=unmatched,
        matched=matched,
        shown=matched - sum(item.count for item in left_out),
        stories=stories,
        left_out=left_out,
        watchlist_hash=watchlist_hash,
        generator=generator,
    )


def readable(feeds: Sequence[Feed], since: datetime | None, now: datetime) -> int:
    """How many feeds were read with success in the span."""
    start = _horizon(since, now)
    return sum(1 for feed in feeds if (feed.health.last_success or start) > start)


def _asked(feed: Feed, since: datetime | None, now: datetime) -> bool:
    start = _horizon(since, now)
    return (feed.health.last_attempt or start) > start


def _horizon(since: datetime | None, now: datetime) -> datetime:
    if since is None:
        return _EVER
    return min(since, now - _LEAST_SPAN)


def _state(feed: Feed, states: States) -> tuple[FeedState, str]:
    return states.get(feed.id, (FeedState.NOT_POLLED, ""))


def _notes(feeds: Sequence[Feed], found: Sequence[tuple[FeedState, str]]) -> tuple[FeedNote, ...]:
    order = list(FeedState)
    notes = [
        FeedNote(title=feed_name(feed.title, feed.url), state=state, detail=detail)
        for feed, (state, detail) in zip(feeds, found, strict=True)
        if state is not FeedState.FINE
    ]
    return tuple(sorted(notes, key=lambda note: (-order.index(note.state), note.title)))
