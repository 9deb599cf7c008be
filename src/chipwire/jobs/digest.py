"""Digests: one snapshot for each reader and slot, queued in the same transaction."""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from chipwire.core.clustering import independent
from chipwire.core.composing import ComposeOptions, compose
from chipwire.core.model import (
    Alert,
    Delivery,
    Digest,
    Feed,
    FeedState,
    LastDigest,
    Message,
    Slot,
    Subscriber,
    Watchlist,
)
from chipwire.core.timing.due import catches_up, due_slot, local_today, next_slot, slot_by_hand
from chipwire.core.timing.health import Condition, conditions
from chipwire.jobs.deliver import never
from chipwire.ports import Coverage, DigestStore, Operator, Renderer, StoreError

log = logging.getLogger(__name__)

_DEFAULTS = ComposeOptions()
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

Conditions = Callable[[Sequence[Feed], datetime], Sequence[Condition]]
"""How each feed does now."""


def without_history(feeds: Sequence[Feed], now: datetime) -> Sequence[Condition]:
    """By each feed's last polls alone: nothing is called quieter than usual."""
    return conditions(feeds, now, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the seed files want, all of one moment."""

    subscribers: Sequence[Subscriber]
    feeds: Sequence[Feed]
    watchlist: Watchlist


@dataclass(slots=True, kw_only=True)
class DigestReport:
    """What one round came to, in readers; `unchanged` had that slot's digest already."""

    made: int = 0
    unchanged: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Digester:
    """due → coverage → composing → snapshot → rendering → deliveries → store.save."""

    store: DigestStore
    renderer: Renderer
    operator: Operator
    options: ComposeOptions = _DEFAULTS
    domain: str = "localhost"
    conditions: Conditions = without_history

    def digest(
        self, wanted: Wanted, now: datetime, should_stop: Callable[[], bool] = never
    ) -> DigestReport:
        """Every digest that is due; `should_stop` is asked between two readers.

        One reader's fault (a template, a zone) is told to the operator, and the rest go on.

        Raises:
            StoreError: the database cannot be used.
        """
        report = DigestReport()
        last = self.store.last_digests()
        stopped = self.store.stopped()
        for subscriber in wanted.subscribers:
            if should_stop():
                break
            if subscriber.id not in stopped:
                self._guarded(subscriber, wanted, last.get(subscriber.id), now, report)
        return report

    def make(
        self, subscriber: Subscriber, wanted: Wanted, now: datetime, local_date: date | None = None
    ) -> bool:
        """That reader's digest now, due or not; False where that date's exists already.

        Where a date has several, it is the one whose time came last.

        Raises:
            ValueError: the date is yet to come for this reader.
            UnknownZoneError: the subscriber's zone is not known.
        """
        today = local_today(subscriber.zone, now)
        if local_date is not None and local_date > today:
            raise ValueError(f"{local_date} is yet to come for {subscriber.id}")
        slot = slot_by_hand(subscriber, now, local_date)
        return self._save(subscriber, wanted, slot, self._last(subscriber), now)

    def preview(
        self, subscriber: Subscriber, wanted: Wanted, now: datetime, local_date: date | None = None
    ) -> Digest:
        """What `make` would save, or what is saved for that date; changes nothing.

        Raises:
            UnknownZoneError: the subscriber's zone is not known.
        """
        slot = slot_by_hand(subscriber, now, local_date)
        stored = self.store.find(subscriber.id, slot)
        last = self._last(subscriber)
        return stored or self._composed(subscriber, wanted, slot, last, now)

    def upcoming(self, subscriber: Subscriber, wanted: Wanted, now: datetime) -> Digest:
        """What the reader's next digest would say if it were made now; changes nothing.

        Raises:
            UnknownZoneError: the subscriber's zone is not known.
        """
        slot = slot_by_hand(subscriber, now)
        if self.store.find(subscriber.id, slot) is not None:
            slot = next_slot(subscriber, now) or slot
        return self._composed(subscriber, wanted, slot, self._last(subscriber), now)

    def _last(self, subscriber: Subscriber) -> LastDigest | None:
        return self.store.last_digests().get(subscriber.id)

    def _guarded(
        self,
        subscriber: Subscriber,
        wanted: Wanted,
        last: LastDigest | None,
        now: datetime,
        report: DigestReport,
    ) -> None:
        try:
            due = due_slot(subscriber, last, self._first_known(subscriber, last, now), now)
            if due is None:
                return
            made = self._save(subscriber, wanted, due, last, now)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 # one reader's fault must not cost the others their news
            report.failed += 1
            self._report_failure(subscriber, error, now)
        else:
            report.made += made
            report.unchanged += not made

    def _first_known(
        self, subscriber: Subscriber, last: LastDigest | None, now: datetime
    ) -> datetime:
        # Whoever has had a digest is known since before it; asking would cost a query a tick.
        return self.store.first_known(subscriber, now) if last is None else _LONG_AGO

    def _save(
        self,
        subscriber: Subscriber,
        wanted: Wanted,
        slot: Slot,
        last: LastDigest | None,
        now: datetime,
    ) -> bool:
        if self.store.find(subscriber.id, slot) is not None:
            return False
        digest = self._composed(subscriber, wanted, slot, last, now)
        message = in_format(self.renderer.message(digest), subscriber)
        deliveries = deliveries_of(digest, message, subscriber, self.domain)
        if not self.store.save(digest, deliveries, now):
            return False
        log.info("digest %s saved: %d stories", digest.id, len(digest.entries))
        if digest.blind:
            self._report_blindness(now)
        return True

    def _composed(
        self,
        subscriber: Subscriber,
        wanted: Wanted,
        slot: Slot,
        last: LastDigest | None,
        now: datetime,
    ) -> Digest:
        coverage = self.store.coverage(subscriber, wanted.feeds, now)
        late = catches_up(subscriber, last, slot)
        found = self.conditions(coverage.feeds, now)
        states = {one.feed.id: (one.state, one.detail) for one in found}
        return _compose(
            subscriber, coverage, states, wanted.watchlist, slot, late, now, self.options
        )

    def _report_failure(self, subscriber: Subscriber, error: Exception, now: datetime) -> None:
        words = f"{type(error).__name__}: {error}"
        # What is wrong with a setting says its message; the rest needs the place in the code.
        trace = None if isinstance(error, ValueError) else error
        log.error("no digest for %s: %s", subscriber.id, words, exc_info=trace)
        self.operator.tell(
            f"no digest for {subscriber.id}",
            f"The digest for {subscriber.id} could not be made: {words}\n"
            "It is tried again at every round; the other readers have theirs.",
            now,
        )

    def _report_blindness(self, now: datetime) -> None:
        self.operator.tell(
            "blind day",
            "A digest went out that says: no feed could be read. That is not a quiet day. "
            "`chipwire feeds check` and `chipwire doctor` say why.",
            now,
        )


def in_format(message: Message, subscriber: Subscriber) -> Message:
    """The message as the reader wants it: with its HTML, or text alone."""
    return message if subscriber.format == "html" else replace(message, html="")


def deliveries_of(
    sent: Digest | Alert, message: Message, subscriber: Subscriber, domain: str
) -> list[Delivery]:
    """One delivery for each of the reader's channels; `domain` ends their Message-IDs."""
    return [
        Delivery(
            id=(name := delivery_id(sent, channel, recipient)),
            digest=sent.id,
            subscriber=subscriber.id,
            channel=channel,
            recipient=recipient,
            message_id=f"<{name}@{domain}>",
            message=message,
        )
        for channel, recipient in addressees(subscriber)
    ]


def addressees(subscriber: Subscriber) -> list[tuple[str, str]]:
    """Channel name and recipient of each of the reader's channels: a name, or an Apprise URL."""
    ways = [
        ("push", channel) if "://" in channel else (channel, subscriber.address)
        for channel in subscriber.channels
    ]
    return list(dict.fromkeys(ways))


def delivery_id(digest: Digest | Alert, channel: str, recipient: str) -> str:
    """The same for the same digest and recipient, whoever queues it; it begins with the date."""
    mark = hashlib.sha256(f"{digest.id}\0{channel}\0{recipient}".encode()).hexdigest()[:20]
    return f"{digest.local_date.isoformat()}-{mark}"


def _compose(
    subscriber: Subscriber,
    coverage: Coverage,
    states: Mapping[str, tuple[FeedState, str]],
    watchlist: Watchlist,
    slot: Slot,
    late: bool,
    now: datetime,
    options: ComposeOptions,
) -> Digest:
    return compose(
        subscriber,
        watchlist=watchlist,
        independent=independent,
        stories=coverage.stories,
        fresh=coverage.fresh,
        seen=coverage.seen,
        backlog=coverage.backlog,
        unmatched=coverage.unmatched,
        feeds=coverage.feeds,
        states=states,
        previous=coverage.previous,
        alerted=coverage.alerted,
        reread=coverage.reread,
        reread_through=coverage.reread_through,
        local_date=slot.local_date,
        at=slot.at,
        catches_up=late,
        after=coverage.after,
        through=coverage.through,
        covers_from=coverage.covers_from,
        now=now,
        options=options,
    )
