"""What each job asks of the database, and nothing more.

Stores see sequence numbers: every stored article gets the next one, and they become visible in
order (a writer that has a number commits before a later number is seen), so a digest's cut-off
is one number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from chipwire.core.model import (
    Alert,
    Article,
    Assignment,
    Delivery,
    Digest,
    Feed,
    LastDigest,
    Slot,
    Story,
    Subscriber,
    Verdict,
)


class StoreError(Exception):
    """The database cannot do its work; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """A feed's articles, sorted by what the store knows of them.

    `new` were never seen; `changed` carry the id of the stored article whose words they edit;
    `known` is a count. `listed` holds the stored ids that the feed still lists, each with the
    keys that are new for it; hand it on in the `PollPlan`, or old items are forgotten too soon.
    """

    new: tuple[Article, ...]
    changed: tuple[Article, ...]
    known: int
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPlan:
    """Everything one poll of one feed changes, to be saved in one transaction.

    `known` counts the document's items that were stored before as they are.
    """

    feed: Feed
    new: tuple[Verdict, ...] = ()
    changed: tuple[Verdict, ...] = ()
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: int = 0


class FeedStore(Protocol):
    """What was learned of the feeds."""

    def merged(self, feeds: Sequence[Feed]) -> list[Feed]:
        """The configured feeds with what was learned of each (by `Feed.id`)."""
        ...

    def due(self, feeds: Sequence[Feed], now: datetime) -> list[Feed]:
        """Of the merged feeds, those whose next poll time has come (or was never set)."""
        ...

    def save_unchanged(self, feeds: Sequence[Feed], known: int = 0) -> None:
        """What was learned of feeds that brought nothing to store, in one transaction.

        `known` counts the items that were read of them.
        """
        ...


class ArticleStore(Protocol):
    """Articles, their flags and their stories' raw material."""

    def sort(self, feed: Feed, articles: Sequence[Article]) -> Sorted:
        """Which of them are new, which edit a stored one, how many are known."""
        ...

    def save(self, plan: PollPlan, now: datetime) -> int:
        """One transaction: new and changed articles, matches, identities, feed state.

        Returns how many articles were newly stored (an identity that another process stored
        meanwhile is not stored again).
        """
        ...


class StoryStore(Protocol):
    """Stories and which articles they hold."""

    def ungrouped(self, limit: int) -> list[Verdict]:
        """Flagged articles without a story, in stored order, backlog included."""
        ...

    def open(self, since: datetime) -> list[Story]:
        """Stories that got an article since then."""
        ...

    def save(self, assignments: Sequence[Assignment], now: datetime) -> None:
        """One transaction; an article that has a story meanwhile keeps it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a digest is composed from, read in one transaction.

    `stories` hold every story with a flagged, non-backlog article in (`after`, `through`],
    older articles of the story included; `fresh` are the ids in the span. `seen`, `backlog`
    and `unmatched` count the span's articles. `previous` are the reader's last digests,
    newest first. `alerted` says of stories when an alert told the reader of them. `reread` counts
    the items that polls of the span read and knew (None where it cannot be told, for a reader who
    joins a running service), `reread_through` all up to its end.
    """

    after: int
    through: int
    covers_from: datetime | None
    stories: tuple[Story, ...]
    fresh: frozenset[str]
    seen: int
    backlog: int
    unmatched: int
    feeds: tuple[Feed, ...]
    previous: tuple[Digest, ...]
    alerted: Mapping[str, datetime] = field(default_factory=dict)
    reread: int | None = None
    reread_through: int = 0


class DigestStore(Protocol):
    """Snapshots, one per subscriber and slot (a local date, or one of its times)."""

    def coverage(self, subscriber: Subscriber, feeds: Sequence[Feed], now: datetime) -> Coverage:
        """What is not yet covered for this subscriber."""
        ...

    def last_digests(self) -> Mapping[str, LastDigest]:
        """Each subscriber's newest digest."""
        ...

    def first_known(self, subscriber: Subscriber, now: datetime) -> datetime:
        """When the database first heard of this subscriber (kept at the first call)."""
        ...

    def stopped(self) -> Mapping[str, str]:
        """Subscribers who stopped themselves: id → how (unsubscribed, paused)."""
        ...

    def save(self, digest: Digest, deliveries: Sequence[Delivery], now: datetime) -> bool:
        """Snapshot and deliveries in one transaction; False where that slot's digest exists."""
        ...

    def find(self, subscriber: str, slot: Slot) -> Digest | None:
        """The stored snapshot, or None."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSpan:
    """What a reader could be alerted to, read in one transaction.

    `stories` hold every story with a recent flagged article that neither a digest of theirs
    covers (`fresh`) nor an alert told. `messages` counts the alerts of the hour before.
    """

    stories: tuple[Story, ...]
    fresh: frozenset[str]
    messages: int


class AlertStore(Protocol):
    """Which stories a reader was alerted to: once each."""

    def span(self, subscriber: Subscriber, now: datetime) -> AlertSpan:
        """What is new for this reader since their last digest, a day back at most."""
        ...

    def queue(self, alert: Alert, deliveries: Sequence[Delivery], now: datetime) -> bool:
        """Alert and deliveries in one transaction; False where one of its stories was told."""
        ...


class DeliveryStore(Protocol):
    """The ledger of messages on their way."""

    def claim(self, now: datetime, *, stale_after: float) -> Delivery | None:
        """Take the next due delivery for this process alone: due or retry → sending.

        A claim older than `stale_after` seconds belongs to a dead process and is given again;
        it comes as `doubtful` if that process had called `handing_over` in that claim.
        """
        ...

    def handing_over(self, delivery: Delivery, now: datetime) -> None:
        """Committed just before the last byte goes out: from here on a crash leaves a doubt.

        `retry` and `postpone` end that doubt, since they say that the message was not taken
        (or that the setting wants it sent again).
        """
        ...

    def postpone(self, delivery: Delivery, error: str, at: datetime) -> None:
        """sending → retry at that time, not counted as a try: the channel itself is down."""
        ...

    def accepted(self, delivery: Delivery, now: datetime) -> None:
        """sending → accepted.

        This and every other mark changes nothing where a newer claim owns the delivery: a
        late worker never overwrites the one that took over.
        """
        ...

    def retry(self, delivery: Delivery, error: str, at: datetime) -> None:
        """sending → retry at that time."""
        ...

    def dead(self, delivery: Delivery, error: str, now: datetime) -> None:
        """sending → dead letter."""
        ...

    def dead_letters(self, since: datetime | None = None) -> list[Delivery]:
        """Dead letters, newest first."""
        ...


class NoticeStore(Protocol):
    """Remembers what the operator was told."""

    def notice_due(self, cause: str, now: datetime) -> bool:
        """True at most once in 24 hours for each cause; True takes the turn."""
        ...


class StopStore(Protocol):
    """What readers did themselves."""

    def stop(self, subscriber: str, how: str, now: datetime) -> bool:
        """Remembers that they stopped (`how`: "unsubscribed", "paused"); False if they had."""
        ...
