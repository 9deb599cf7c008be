"""Subscribers: who reads what, when and where."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A reader. Empty `topics` and `groups` mean all of the watchlist; `zone` is an IANA name.

    `threshold` is the least relevance (0 to 1) that is shown; None takes the setting.
    """

    id: str
    address: str
    name: str = ""
    time: time = time(7, 0)
    zone: str = "UTC"
    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    threshold: float | None = None
    channels: tuple[str, ...] = ("mail",)
    paused_from: date | None = None
    paused_to: date | None = None
