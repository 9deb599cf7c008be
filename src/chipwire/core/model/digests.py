"""The digest: one stored snapshot per subscriber and local date, and its way to the reader."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chipwire.core.model.feeds import FeedState, Tier
from chipwire.core.model.watch import Evidence, ScorePart


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A topic that an entry is flagged with."""

    topic: str
    name: str
    group: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article of an entry: who says it, in which language, where."""

    article: str
    outlet: str
    tier: Tier
    title: str
    url: str | None
    language: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story in a digest. Its lead report comes first in `reports`.

    `independent` counts reports that are not copies of one another.
    """

    story: str
    flags: tuple[Flag, ...]
    reports: tuple[Report, ...]
    score: float
    parts: tuple[ScorePart, ...]
    independent: int = 1
    day: int = 1
    new_reports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedNote:
    """A feed that the receipt names, and what a person should know of it."""

    title: str
    state: FeedState
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many articles were left out, and for what reason."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was done between two digests. The sums agree to the last article:

    seen = backlog + unmatched + matched, and matched = shown + the sum of `left_out`.
    """

    feeds_checked: int
    feeds_failed: int
    feeds_silent: int
    notes: tuple[FeedNote, ...]
    seen: int
    backlog: int
    unmatched: int
    matched: int
    shown: int
    stories: int
    left_out: tuple[LeftOut, ...]
    watchlist_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One snapshot; mail, page, text and JSON are all rendered from it.

    It covers the articles first stored with a sequence number in (`after`, `through`].
    `blind` says that nothing could be seen, which is not the same as a quiet day.
    """

    id: str
    subscriber: str
    address: str
    local_date: date
    zone: str
    created: datetime
    after: int
    through: int
    covers_from: datetime | None
    entries: tuple[Entry, ...]
    receipt: Receipt
    blind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel sends: one subject, the same words as HTML and as plain text."""

    subject: str
    html: str
    text: str


class DeliveryState(StrEnum):
    """due → sending → accepted / retry / dead."""

    DUE = "due"
    SENDING = "sending"
    RETRY = "retry"
    ACCEPTED = "accepted"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message on its way to one recipient. `message_id` never changes between tries.

    `attempts` counts the claims, the one in hand included. `queued` is when it was first saved.
    `doubtful`: an earlier claim handed the message over and never learned the answer.
    `claim` numbers the claim in hand; a mark under an older number is ignored.
    """

    id: str
    digest: str
    subscriber: str = ""
    channel: str
    recipient: str
    message_id: str
    message: Message
    state: DeliveryState = DeliveryState.DUE
    attempts: int = 0
    next_try: datetime | None = None
    claimed_at: datetime | None = None
    error: str | None = None
    queued: datetime | None = None
    doubtful: bool = False
    claim: int = 0
