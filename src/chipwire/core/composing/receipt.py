"""The receipt: what was asked, what came, and where every article went."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from chipwire.core.composing.choosing import KNOWN, UNGROUPED, Left
from chipwire.core.model import Feed, FeedNote, FeedState, LeftOut, Receipt, Stage
from chipwire.core.text.secrets import feed_name

States = Mapping[str, tuple[FeedState, str]]

FAILED = frozenset({FeedState.FAILING, FeedState.BLOCKED, FeedState.GONE, FeedState.NOT_A_FEED})
SILENT = frozenset({FeedState.QUIET, FeedState.NO_DATES})
# A digest made by hand right after another spans minutes; polls of the last hours still count.
_LEAST_SPAN = timedelta(hours=3)
_STAGES = {KNOWN: Stage.GROUPED}
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
    reread: int | None,
    in_stories: int,
    stories: int,
    left: Iterable[Left],
    watchlist_hash: str,
    generator: str,
) -> Receipt:
    """Adds up; articles that were flagged but stand in no story are counted, never lost.

    Raises:
        ValueError: more articles stand in stories than were flagged in the span.
    """
    matched = seen - backlog - unmatched
    left_out = _left_out(left, lost=matched - in_stories)
    relevant = matched - _stopped(left_out, Stage.MATCHED)
    grouped = relevant - _stopped(left_out, Stage.RELEVANT)
    found = [_state(feed, states) for feed in feeds]
    return Receipt(
        feeds=len(feeds),
        feeds_checked=sum(1 for feed in feeds if _asked(feed, since, now)),
        feeds_failed=sum(1 for state, _ in found if state in FAILED),
        feeds_silent=sum(1 for state, _ in found if state in SILENT),
        feeds_never=sum(1 for state, _ in found if state is FeedState.NEVER_WORKED),
        notes=_notes(feeds, found),
        fetched=None if reread is None else reread + seen,
        known=reread,
        seen=seen,
        backlog=backlog,
        unmatched=unmatched,
        matched=matched,
        relevant=relevant,
        grouped=grouped,
        shown=grouped - _stopped(left_out, Stage.GROUPED),
        stories=stories,
        left_out=left_out,
        watchlist_hash=watchlist_hash,
        generator=generator,
    )


def _left_out(left: Iterable[Left], lost: int) -> tuple[LeftOut, ...]:
    """Each reason with its articles, the most frequent first; `lost` articles are in no story."""
    articles: defaultdict[str, list[str]] = defaultdict(list)
    for article, reason in left:
        articles[reason].append(article)
    found = [
        LeftOut(reason=why, count=len(ids), stage=_STAGES.get(why, Stage.MATCHED), articles=(*ids,))
        for why, ids in articles.items()
    ]
    if lost:
        found.append(LeftOut(reason=UNGROUPED, count=lost, stage=Stage.RELEVANT))
    return tuple(sorted(found, key=lambda one: (-one.count, one.reason)))


def _stopped(left_out: Iterable[LeftOut], stage: Stage) -> int:
    return sum(one.count for one in left_out if one.stage is stage)


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
