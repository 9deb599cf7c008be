"""Subscribers: who reads what, when and where."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

MAIL_FORMATS = ("html", "text")
KnownStories = Literal["line", "omit"]
"""What becomes of a story that the reader knows and that brings nothing new: a line, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How many stories a mail prints in full, and how many more in one line each; None: no bound.

    Must-see stories are in full beside these. Stories past both are counted.
    """

    full: int | None = None
    lines: int | None = None


WHOLE = Length()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Slot:
    """One digest of a reader: its local date and, where a date has several, its time as HH:MM."""

    local_date: date
    at: str = ""

    def __str__(self) -> str:
        return f"{self.local_date} {self.at}".strip()

    @property
    def stem(self) -> str:
        """The slot as part of a file name: 2026-12-24, or 2026-12-24-0700."""
        return f"{self.local_date}-{self.at.replace(':', '')}".rstrip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDigest:
    """A reader's newest digest: which it is, and when it was made (aware UTC)."""

    slot: Slot
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRules:
    """When a story goes to a reader at once. Local times; at least one of the first two is set.

    `threshold` is the least relevance (0 to 1), `must_see` asks for every story on a must-see
    topic. Between `quiet_from` and `quiet_to` nothing goes out, and never more than `per_hour`
    messages in an hour; what waits goes out afterwards unless the digest came first.
    """

    threshold: float | None = None
    must_see: bool = False
    quiet_from: time | None = None
    quiet_to: time | None = None
    per_hour: int = 4

    def quiet_at(self, local: time) -> bool:
        """Whether a local time lies in the quiet hours, which may reach over midnight."""
        start, end = self.quiet_from, self.quiet_to
        if start is None or end is None:
            return False
        return start <= local < end if start <= end else local >= start or local < end


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A reader. Empty `topics` and `groups` mean all of the watchlist; `zone` is an IANA name.

    `times` are local, in order, at least one; `days` the days of the week with a digest (Monday
    is 0), empty for every day. `threshold` is the least relevance (0 to 1) that is shown; None
    takes the setting, as does `known_stories`. `format` "text" leaves the HTML part away. Without
    `alert` there are none.
    """

    id: str
    address: str
    name: str = ""
    times: tuple[time, ...] = (time(7, 0),)
    days: frozenset[int] = frozenset()
    zone: str = "UTC"
    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    threshold: float | None = None
    length: Length = WHOLE
    known_stories: KnownStories | None = None
    format: Literal["html", "text"] = "html"
    channels: tuple[str, ...] = ("mail",)
    alert: AlertRules | None = None
    paused_from: date | None = None
    paused_to: date | None = None
