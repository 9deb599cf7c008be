"""What any reader makes of a feed's bytes, before it is made clean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_HEAD_SIZE = 65_536
_SKIPPED = re.compile(r"<skipHours>((?:\s*<hour>\s*\d{1,2}\s*</hour>){1,24})", re.IGNORECASE)
_HOUR = re.compile(r"\d{1,2}")
_SKIPPED_DAYS = re.compile(r"<skipDays>((?:\s*<day>\s*[a-z]{6,9}\s*</day>){1,7})", re.IGNORECASE)
_DAY = re.compile(r"<day>\s*([a-z]+)", re.IGNORECASE)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """One item as written. `links` come best first, resolved as far as xml:base goes;
    `bodies` and `dates` too, markup and all. `facts` are fields of official documents, clean."""

    links: tuple[str, ...] = ()
    guid: str | None = None
    title: str = ""
    bodies: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    language: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    """One feed as written; `format` is its name and version as feedparser spells them.

    `lost` items begin in a broken document and could not be told from others.
    """

    format: str
    title: str = ""
    links: tuple[str, ...] = ()
    language: str | None = None
    items: tuple[RawItem, ...] = ()
    problems: tuple[str, ...] = ()
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    lost: int = 0


def skip_hours(text: str) -> tuple[int, ...]:
    """RSS skipHours as UTC hours 0 to 23 (RSS 0.91 counted 1 to 24).

    Read off the text for every reader, because feedparser keeps only the last hour.
    """
    block = _SKIPPED.search(text, 0, _HEAD_SIZE)
    numbers = {int(each) for each in _HOUR.findall(block[1])} if block else set()
    return tuple(sorted({number % 24 for number in numbers if number <= 24}))


def skip_days(text: str) -> tuple[int, ...]:
    """RSS skipDays as weekdays, Monday being 0; feedparser keeps only the last here too."""
    block = _SKIPPED_DAYS.search(text, 0, _HEAD_SIZE)
    names = {name.lower() for name in _DAY.findall(block[1])} if block else set()
    return tuple(number for number, name in enumerate(_WEEK) if name in names)
