"""Alerts: stories that do not wait for the digest."""

from dataclasses import dataclass
from datetime import date, datetime

from chipwire.core.model.digests import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What one alert says: the stories, best first, and when it was made.

    `local_date` is the reader's date then, in `zone`; times are told as of it.
    """

    id: str
    subscriber: str
    address: str
    zone: str
    local_date: date
    created: datetime
    entries: tuple[Entry, ...]
    subject: str
    preview: str
