"""Feeds and what one fetch of a feed came back with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Tier(StrEnum):
    """How near a feed stands to the event, from the record itself to general news."""

    OFFICIAL = "official"
    WIRE = "wire"
    TRADE_PRESS = "trade press"
    ANALYSIS = "analysis"
    GENERAL = "general"


class FeedState(StrEnum):
    """A feed's health in words that a reader of the receipt understands."""

    NOT_POLLED = "not polled yet"
    NEVER_WORKED = "never worked"
    FINE = "fine"
    QUIET = "quieter than usual"
    OVERFLOWED = "may have missed items"
    NO_DATES = "no dates any more"
    NOT_A_FEED = "a web page instead of a feed"
    FAILING = "failing"
    BLOCKED = "blocked"
    GONE = "gone"


class Fault(StrEnum):
    """Why a fetch failed; each kind has its own patience before the next try."""

    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    REFUSED_ADDRESS = "refused address"
    REDIRECT = "redirect"
    TOO_LARGE = "too large"
    ENCODING = "encoding"
    PROTOCOL = "protocol"
    FORBIDDEN = "forbidden"
    THROTTLED = "throttled"
    NOT_FOUND = "not found"
    GONE = "gone"
    SERVER = "server"
    NOT_A_FEED = "not a feed"
    LAYOUT = "layout"
    CREDENTIALS = "credentials"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a later request or body is compared with; all None before the first success."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    items_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was learned of a feed by polling it. Times are aware UTC.

    `overflowed` is when a poll last found only items it had never seen, so that others may
    have come and gone before it.
    """

    last_attempt: datetime | None = None
    last_success: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0
    fault: Fault | None = None
    error: str | None = None
    last_new_item: datetime | None = None
    new_items: int = 0
    dated: bool = True
    overflowed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What a feed's items and answers asked of the next polls: a 304 does not say it again.

    `interval`, `ttl` and `max_age` are in seconds: what the items last gave, what the document
    and its answer last asked for. `skip_hours` are UTC hours, `skip_days` weekdays (Monday is 0).
    """

    interval: float | None = None
    ttl: int | None = None
    max_age: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source to poll. `id` is the address as the feeds file names it, and never changes.

    `moved_to` is where a permanent redirect led; it is used at once, the file keeps `url`.
    `options` are the extra settings of its source kind. `headers` name environment
    variables, never secrets.
    """

    id: str
    url: str
    title: str
    tier: Tier = Tier.GENERAL
    language: str | None = None
    kind: str = "feed"
    folder: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    moved_to: str | None = None
    validators: Validators = Validators()
    health: Health = Health()
    rhythm: Rhythm = Rhythm()
    next_poll: datetime | None = None
    first_polled: datetime | None = None

    @property
    def address(self) -> str:
        """The address to ask now."""
        return self.moved_to or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheHints:
    """What the answer itself says of the next poll, in seconds; None where it says nothing."""

    max_age: int | None = None
    retry_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A body that came back with 2xx. `url` is the final address after redirects.

    `more` are the bodies that belong to it: further pages, an index's sitemaps.
    """

    url: str
    body: bytes
    content_type: str | None
    status: int
    fetched_at: datetime
    validators: Validators = Validators()
    moved_to: str | None = None
    hints: CacheHints = CacheHints()
    more: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The feed is as it was: by a 304, or by the same bytes as last time."""

    fetched_at: datetime
    validators: Validators
    moved_to: str | None = None
    hints: CacheHints = CacheHints()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """Why there is no document. `message` is a sentence for people, free of secrets.

    `tried` is false where the feed was not asked at all, because its host failed for others.
    """

    fault: Fault
    message: str
    fetched_at: datetime
    status: int | None = None
    tried: bool = True
    hints: CacheHints = CacheHints()


FetchOutcome = Document | NotModified | FetchFailed
