"""Dates, times and languages as the reader says them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo


def local(when: datetime, zone: str) -> datetime:
    """The moment on the reader's clock; an unknown zone is UTC."""
    try:
        return when.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return when.astimezone(ZoneInfo("UTC"))


def long_day(day: date) -> str:
    """`Tuesday, 24 November 2026`."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """`24 Nov 2026`."""
    return f"{day.day} {day:%b %Y}"


def clock(when: datetime | None, zone: str, day: date) -> str:
    """`05:10` on the digest's day, else `23 Nov 05:10`; where no time is known, that."""
    if when is None:
        return "no time given"
    here = local(when, zone)
    if here.date() == day:
        return f"{here:%H:%M}"
    year = f" {here.year}" if here.year != day.year else ""
    return f"{here.day} {here:%b}{year} {here:%H:%M}"


def language_name(code: str | None) -> str:
    """`German` for `de`; the code itself where nobody named it."""
    if not code:
        return "language unknown"
    names = _language_names()
    return names.get(code.replace("-", "_")) or names.get(code.split("-")[0]) or code


@cache
def _language_names() -> Mapping[str, str]:
    from babel import Locale  # its data is read when the first digest is rendered, not before

    return Locale("en").languages
