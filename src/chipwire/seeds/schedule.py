"""When a reader wants their digests: times of the day, days of the week, pauses."""

import re
from datetime import date, time

from chipwire.seeds.entries import Entry
from chipwire.seeds.problems import nearest
from chipwire.seeds.yaml import Items

MOST_TIMES = 24
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {name: {at} for at, name in enumerate(_NAMES)}
_DAYS |= {name[:3]: days for name, days in _DAYS.items()}
_DAYS |= {"daily": set(range(7)), "weekdays": set(range(5)), "weekends": {5, 6}, "weekly": {0}}
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LOOSE_TIME = re.compile(r"(\d{1,2})[.:h]?(\d{2})?\s*(?:Uhr)?")
_DEFAULT = time(7, 0)


def read_times(entry: Entry) -> tuple[time, ...] | None:
    """The local times of `time` or `times`, in order; None where some are given, none usable."""
    field = "times" if entry.has("times") else "time"
    words = entry.texts("times") if field == "times" else _single(entry)
    if field == "times" and entry.has("time"):
        entry.wrong("time", "stands beside `times`, which counts", "keep one of the two")
    times = {at for word in words if (at := read_time(entry, field, word)) is not None}
    if len(times) > MOST_TIMES:
        entry.wrong(field, f"are {len(times)} a day", f"at most {MOST_TIMES}")
        return None
    if not times and field in entry.spoiled:
        return None
    return tuple(sorted(times)) or (_DEFAULT,)


def read_days(entry: Entry) -> frozenset[int] | None:
    """The days of the week of `days`, Monday 0: empty for every day, None where none is usable."""
    days: set[int] = set()
    for word in entry.texts("days"):
        days |= _DAYS.get(word.casefold(), set())
        if word.casefold() not in _DAYS:
            hint = nearest(word, _DAYS) or "daily, weekdays, weekends, weekly (Monday), mon to sun"
            entry.wrong("days", f"{word!r} is no day of the week", hint)
    if not days and "days" in entry.spoiled:
        return None
    return frozenset() if len(days) == len(_NAMES) else frozenset(days)


def read_pause(entry: Entry) -> tuple[date | None, date | None]:
    """First and last day without a digest."""
    since, until = _date(entry, "paused_from"), _date(entry, "paused_to")
    if since and until and until < since:
        entry.wrong("paused_to", f"{until} lies before paused_from, {since}", "swap the two")
        return None, None
    return since, until


def _single(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry.values.get("time"), Items):
        entry.wrong("time", "is a list", "several times a day go under `times:`")
        return ()
    word = entry.text("time")
    return (word,) if word else ()


def read_time(entry: Entry, field: str, word: str) -> time | None:
    """A local time such as 07:00; None where the word is none."""
    match = _TIME.fullmatch(word)
    if match:
        return time(int(match[1]), int(match[2]))
    entry.wrong(field, f"{word!r} is no time of day", _time_hint(word))
    return None


def _time_hint(text: str) -> str:
    loose = _LOOSE_TIME.fullmatch(text.strip())
    if loose and int(loose[1]) < 24 and int(loose[2] or 0) < 60:
        return f"did you mean '{int(loose[1]):02}:{int(loose[2] or 0):02}'?"
    return "write it like 07:00 or 18:30"


def _date(entry: Entry, field: str) -> date | None:
    text = entry.text(field)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        entry.wrong(field, f"{text!r} is no date", "write it like 2026-12-24")
        return None
