"""Each feed's health against its own history, and words to the operator where it matters."""

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from chipwire.core.model import Feed
from chipwire.core.timing.concerns import concerns
from chipwire.core.timing.health import HISTORY, Condition, conditions
from chipwire.ports import Operator
from chipwire.stores import Database, FeedTable

FRESH = timedelta(minutes=10)
"""The days' counts are read again after this long: they change slowly, and many readers' digests
ask for them at once."""


class FeedWatch:
    """Thread-safe: digests, metrics and the watch itself ask from threads of their own."""

    def __init__(self, database: Database) -> None:
        self._feeds = FeedTable(database)
        self._lock = threading.Lock()
        self._daily: Mapping[str, Sequence[int]] = {}
        self._read: datetime | None = None

    def conditions(self, feeds: Sequence[Feed], now: datetime) -> list[Condition]:
        """How each of these feeds, merged with what was learned, does now."""
        return conditions(feeds, now, self._days(now))

    def tell(self, feeds: Sequence[Feed], operator: Operator, now: datetime) -> None:
        """The operator hears of what costs news, at most once a day a cause."""
        for concern in concerns(self.conditions(feeds, now), now):
            operator.tell(concern.cause, concern.words, now)

    def _days(self, now: datetime) -> Mapping[str, Sequence[int]]:
        with self._lock:
            if self._read is None or not timedelta() <= now - self._read < FRESH:
                self._daily = self._feeds.daily_new(now - HISTORY, now)
                self._read = now
            return self._daily
