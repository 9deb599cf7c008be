"""The digest: one stored snapshot per subscriber and local date, and its way to the reader."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

from chipwire.core.model.feeds import FeedState, Tier
from chipwire.core.model.readers import WHOLE, Length, Slot
from chipwire.core.model.watch import Evidence, ScorePart


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A topic that an entry is flagged with, and the report whose words prove it.

    `article` is the id of the report that `evidence` points into.
    """

    topic: str
    name: str
    group: str
    score: float
    evidence: tuple[Evidence, ...]
    article: str = ""
    must_see: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article of an entry: who says it, in which language, where.

    `copy` marks a report that repeats another one's words.
    """

    article: str
    outlet: str
    tier: Tier
    title: str
    url: str | None
    language: str | None
    published: datetime | None
    copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story in a digest. Its lead report comes first in `reports`; all of them are new.

    The first flag is the topic that the entry stands under. `independent` counts reports that
    are not copies of one another. `score` is the relevance of the best report, `parts` say how
    it came about; `rank` (0 to 1) orders the digest, `rank_parts` add up to it. `day` counts
    from the day the reader was first shown the story; `earlier` are the reports they know,
    `news` says in words what a known story brings. `brief` entries bring nothing new. `alerted` is
    when an alert told the reader of it, since their last digest.
    """

    story: str
    flags: tuple[Flag, ...]
    reports: tuple[Report, ...]
    score: float
    parts: tuple[ScorePart, ...]
    why: str = ""
    rank: float = 0.0
    rank_parts: tuple[ScorePart, ...] = ()
    independent: int = 1
    day: int = 1
    earlier: int = 0
    new_outlets: int = 0
    news: str = ""
    brief: bool = False
    alerted: datetime | None = None

    @property
    def new_reports(self) -> int:
        """How many of the story's reports this digest adds."""
        return len(self.reports)

    @property
    def section(self) -> str:
        """The topic that it stands under; "" for official documents, which lead the digest."""
        return "" if self.reports[0].tier is Tier.OFFICIAL else self.flags[0].topic

    @property
    def must_see(self) -> bool:
        """Whether any of its topics is one that length never cuts."""
        return any(flag.must_see for flag in self.flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A topic that entries stand under, and how many stories it had on each of its last days.

    `history` runs from the oldest day to this digest's; a day without a digest counts 0.
    The official documents' section has the topic "" and no history.
    """

    topic: str
    name: str
    history: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateAhead:
    """A date that an official document names, not yet past."""

    on: date
    what: str
    title: str
    language: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """A name that no earlier digest of this reader held, and the story that brings it."""

    name: str
    label: str
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedNote:
    """A feed that the receipt names, and what a person should know of it."""

    title: str
    state: FeedState
    detail: str = ""


class Stage(StrEnum):
    """How far flagged articles came: each stage holds those of the next and what is left out."""

    MATCHED = "matched"
    RELEVANT = "relevant"
    GROUPED = "grouped"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many articles were left out, for what reason, and the last stage that they reached.

    `articles` are their ids.
    """

    reason: str
    count: int
    stage: Stage = Stage.MATCHED
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was done between two digests. The sums agree to the last article:

    fetched = known + seen, seen = backlog + unmatched + matched, and from `matched` over
    `relevant` and `grouped` to `shown` each is the next plus what `left_out` names for its stage.

    `fetched` are items read from the feeds, `known` those stored before; both are None in the
    first digest of a reader who joined later. `seen` are new articles. `feeds` are all that
    were wanted; `feeds_checked` were asked in the span, `feeds_failed` gave nothing,
    `feeds_silent` answer but bring less than usual, `feeds_never` never worked.

    Raises:
        ValueError: the sums do not agree, or a count is negative.
    """

    feeds: int = 0
    feeds_checked: int
    feeds_failed: int
    feeds_silent: int
    feeds_never: int = 0
    notes: tuple[FeedNote, ...]
    fetched: int | None = None
    known: int | None = None
    seen: int
    backlog: int
    unmatched: int
    matched: int
    relevant: int
    grouped: int
    shown: int
    stories: int
    left_out: tuple[LeftOut, ...]
    watchlist_hash: str
    generator: str = ""

    def __post_init__(self) -> None:
        counts = [self.seen, self.backlog, self.unmatched, self.shown, self.known or 0]
        if min(counts + [item.count for item in self.left_out]) < 0:
            raise ValueError(f"the receipt counts less than nothing: {self}")
        if self.seen != self.backlog + self.unmatched + self.matched:
            raise ValueError(
                f"the receipt saw {self.seen} articles, but {self.backlog} backlog,"
                f" {self.unmatched} unmatched and {self.matched} matched"
            )
        if self.known is not None and self.fetched != self.known + self.seen:
            raise ValueError(
                f"the receipt fetched {self.fetched} items, but {self.known} known ones"
                f" and {self.seen} new articles"
            )
        steps = pairwise((self.matched, self.relevant, self.grouped, self.shown))
        for stage, (before, after) in zip(Stage, steps, strict=True):
            if before != after + self.left_out_at(stage):
                raise ValueError(
                    f"the receipt counts {before} articles as {stage}, but passed on {after}"
                    f" and left out {self.left_out_at(stage)}"
                )

    def left_out_at(self, stage: Stage) -> int:
        """How many articles came to this stage and no further."""
        return sum(item.count for item in self.left_out if item.stage is stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One snapshot; mail, page, text and JSON are all rendered from it.

    It covers the articles first stored with a sequence number in (`after`, `through`].
    `blind` says that nothing could be seen, which is not the same as a quiet day.
    `entries` stand in the order they are printed, those of one topic (`sections`) together,
    the brief ones last. `names` are all names in its stories, so that a later digest knows
    which are new. `at` is the time (HH:MM) of one of several digests of that date, else "".
    `catches_up_from` is the first local date covered, where digests before this one fell away.
    `length` says how much of it the reader's mail prints. `reread_through` are all known items
    that polls ever read again up to its end: the next receipt counts from there.
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
    subject: str = ""
    preview: str = ""
    summary: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    dates_ahead: tuple[DateAhead, ...] = ()
    new_names: tuple[NewName, ...] = ()
    names: tuple[str, ...] = ()
    at: str = ""
    catches_up_from: date | None = None
    length: Length = WHOLE
    reread_through: int = 0

    @property
    def slot(self) -> Slot:
        """Which of the reader's digests it is; there is one for each slot."""
        return Slot(local_date=self.local_date, at=self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel sends: one subject, the same words as HTML and as plain text.

    Without HTML it is a message of text alone. `page` is the archive's page, attached where the
    mail had no room for every story at the length that the reader wants.
    """

    subject: str
    html: str
    text: str
    page: str = ""


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
