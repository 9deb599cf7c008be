"""Polling: which feeds are due, what they hold, what of it is new, and what that means."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from chipwire.core.model import Feed, FetchFailed, FetchOutcome, ParsedFeed, Verdict
from chipwire.core.text.secrets import feed_name
from chipwire.core.timing.cadence import host_of
from chipwire.core.timing.hosts import Silence, postponed, silent_hosts
from chipwire.jobs.reading import Reader, Reading
from chipwire.ports import ArticleStore, FeedStore, PollPlan, Sorted, Source

log = logging.getLogger(__name__)

UNCHANGED_BATCH = 200
"""Feeds without news whose state is saved together: one transaction instead of hundreds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollReport:
    """The counts of one pass. A feed is in `failed`, in `not_modified`, or was read.

    `articles_read` stood in the documents, new or known; `match_seconds` is time spent judging,
    in all processes together.
    """

    feeds: int = 0
    not_modified: int = 0
    failed: int = 0
    articles_new: int = 0
    flagged: int = 0
    articles_read: int = field(default=0, compare=False)
    match_seconds: float = field(default=0.0, compare=False)

    @property
    def fetched(self) -> int:
        """Feeds whose document came and was read."""
        return self.feeds - self.not_modified - self.failed


@dataclass(slots=True)
class _Unchanged:
    """Feeds that brought nothing to store, and how many known items were read of them."""

    feeds: list[Feed] = field(default_factory=list)
    known: int = 0

    def save(self, store: FeedStore) -> None:
        """Store and forget them."""
        store.save_unchanged(self.feeds, self.known)
        self.feeds, self.known = [], 0


class Learning(Protocol):
    """Folds an outcome into what is known of a feed (core.timing.cadence.learned)."""

    def __call__(
        self,
        feed: Feed,
        outcome: FetchOutcome,
        parsed: ParsedFeed | None,
        *,
        new: int,
        now: datetime,
    ) -> Feed:
        """The feed with its new validators, health and next poll time."""
        ...


class Poller:
    """One pass of polling over the feeds that are due.

    The path of a feed, each save one transaction::

        due → source.fetch → Reader (parse, place, judge a first document)
            → articles.sort → judge what is new → learned → articles.save
    """

    def __init__(
        self,
        *,
        feeds: FeedStore,
        articles: ArticleStore,
        source: Source,
        reader: Reader,
        learned: Learning,
    ) -> None:
        self._feeds = feeds
        self._articles = articles
        self._source = source
        self._reader = reader
        self._learned = learned

    def poll(
        self,
        configured: Sequence[Feed],
        now: datetime,
        *,
        force: bool = False,
        should_stop: Callable[[], bool] = lambda: False,
        shown: Callable[[Iterable[Reading], int], Iterable[Reading]] = lambda items, _: items,
    ) -> PollReport:
        """Poll what is due (all, with `force`); `shown` may draw a progress bar.

        A feed's fault is counted and kept as its health; it never stops the others. Feeds of a
        host that does not answer wait for its next try, unless `force` asks for them.
        """
        merged = self._feeds.merged(configured)
        due = merged if force else self._feeds.due(merged, now)
        asked, waiting = _parted(due, {} if force else silent_hosts(merged, now), now)
        report = PollReport(feeds=len(due), failed=len(waiting))
        unchanged = _Unchanged(feeds=waiting)
        read = self._reader.read(self._source.fetch(asked, now), now, feeds=len(asked))
        for reading in shown(self._arriving(read, unchanged, should_stop), len(asked)):
            report = self._take(reading, report, unchanged, now)
            if len(unchanged.feeds) >= UNCHANGED_BATCH:
                unchanged.save(self._feeds)
        unchanged.save(self._feeds)
        return report

    def _arriving(
        self,
        readings: Iterable[Reading | None],
        unchanged: _Unchanged,
        should_stop: Callable[[], bool],
    ) -> Iterator[Reading]:
        """The readings until it is time to stop; nothing waits unsaved for a silent server."""
        for reading in readings:
            if reading is None:
                unchanged.save(self._feeds)
            else:
                yield reading
            if should_stop():
                return

    def _take(
        self, reading: Reading, report: PollReport, unchanged: _Unchanged, now: datetime
    ) -> PollReport:
        try:
            return self._settle(reading, report, unchanged, now)
        except Exception:
            name = feed_name(reading.feed.title, reading.feed.url)
            log.exception("feed lost its turn", extra={"feed": name})
            return replace(report, failed=report.failed + 1)

    def _settle(
        self, reading: Reading, report: PollReport, unchanged: _Unchanged, now: datetime
    ) -> PollReport:
        feed, outcome, parsed = reading.feed, reading.outcome, reading.parsed
        if parsed is None:
            unchanged.feeds.append(self._learned(feed, outcome, None, new=0, now=now))
            return _counted(report, outcome)
        plan, judging = self._plan(reading, parsed, now)
        report = replace(
            report,
            articles_read=report.articles_read + len(parsed.articles),
            match_seconds=report.match_seconds + reading.match_seconds + judging,
        )
        if not (plan.new or plan.changed or plan.listed):
            unchanged.feeds.append(plan.feed)
            unchanged.known += plan.known
            return report
        stored = self._articles.save(plan, now)
        return replace(
            report,
            articles_new=report.articles_new + stored,
            flagged=report.flagged + sum(bool(verdict.matches) for verdict in plan.new),
        )

    def _plan(self, reading: Reading, parsed: ParsedFeed, now: datetime) -> tuple[PollPlan, float]:
        """What to save, and the seconds that judging took here."""
        sorted_ = self._articles.sort(reading.feed, parsed.articles)
        began = time.perf_counter()
        new, changed = self._judged(reading, sorted_)
        seconds = time.perf_counter() - began
        plan = PollPlan(
            feed=self._learned(reading.feed, reading.outcome, parsed, new=len(new), now=now),
            new=new,
            changed=changed,
            listed=sorted_.listed,
            known=sorted_.known,
        )
        return plan, seconds

    def _judged(
        self, reading: Reading, sorted_: Sorted
    ) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...]]:
        if reading.verdicts is None:
            new = tuple(self._reader.judge.judge_many(sorted_.new))
        else:
            judged = {verdict.article.keys: verdict for verdict in reading.verdicts}
            new = tuple(judged[article.keys] for article in sorted_.new)
        return new, tuple(self._reader.judge.judge_many(sorted_.changed))


def _parted(
    due: Sequence[Feed], silent: Mapping[str, Silence], now: datetime
) -> tuple[list[Feed], list[Feed]]:
    """Feeds to ask, and those that wait for their host's next try.

    What worked last comes first: a host is then known by its good feeds, and not by two slow ones.
    """
    asked = sorted(due, key=lambda feed: feed.health.failures)
    if not silent:
        return asked, []
    waiting = [postponed(f, silent[host_of(f)], now) for f in asked if host_of(f) in silent]
    return [feed for feed in asked if host_of(feed) not in silent], waiting


def _counted(report: PollReport, outcome: FetchOutcome) -> PollReport:
    if isinstance(outcome, FetchFailed):
        return replace(report, failed=report.failed + 1)
    return replace(report, not_modified=report.not_modified + 1)
