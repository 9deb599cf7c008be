"""When a reader wants a story at once: `alert: 0.9`, or its threshold, hours and limit."""

from datetime import time

from chipwire.core.model import AlertRules
from chipwire.seeds.entries import Entry
from chipwire.seeds.schedule import read_time
from chipwire.seeds.yaml import Fields

FIELDS = ("threshold", "must_see", "quiet_from", "quiet_to", "per_hour")
_MOST = 60
_USUAL = AlertRules().per_hour


def read_alert(entry: Entry) -> AlertRules | None:
    """The rules of `alert`; None where there are none, or none that can be used."""
    if not entry.has("alert"):
        return None
    if not isinstance(entry.values["alert"], Fields):
        threshold = entry.number("alert", None, low=0, high=1)
        return None if threshold is None else AlertRules(threshold=threshold)
    within = entry.entry("alert", FIELDS)
    return None if within is None else _rules(within)


def _rules(entry: Entry) -> AlertRules | None:
    threshold = entry.number("threshold", None, low=0, high=1)
    must_see = entry.flag("must_see")
    quiet = _quiet(entry)
    per_hour = _per_hour(entry)
    if threshold is None and not must_see:
        if not entry.spoiled:
            hint = "give a `threshold:` from 0 to 1, or `must_see: true`"
            entry.wrong("", "asks for no story", hint)
        return None
    return AlertRules(
        threshold=threshold,
        must_see=must_see,
        quiet_from=quiet[0],
        quiet_to=quiet[1],
        per_hour=per_hour,
    )


def _quiet(entry: Entry) -> tuple[time | None, time | None]:
    start, end = (_time(entry, field) for field in ("quiet_from", "quiet_to"))
    for field, other, here, there in (
        ("quiet_from", "quiet_to", start, end),
        ("quiet_to", "quiet_from", end, start),
    ):
        if here and not there and other not in entry.spoiled:
            entry.wrong(field, f"stands without `{other}`", "quiet hours need both")
    return (start, end) if start and end else (None, None)


def _time(entry: Entry, field: str) -> time | None:
    word = entry.text(field)
    return read_time(entry, field, word) if word else None


def _per_hour(entry: Entry) -> int:
    number = entry.number("per_hour", float(_USUAL), low=1, high=_MOST)
    if number != int(number):
        entry.wrong("per_hour", f"{number:g} is no whole number of messages")
        return _USUAL
    return int(number)
