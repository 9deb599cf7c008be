"""subscribers.yaml → Subscribers."""

import re
from collections.abc import Collection
from datetime import date, time

from chipwire.core.model import Subscriber
from chipwire.seeds.entries import Entry, load
from chipwire.seeds.problems import Loaded, nearest
from chipwire.seeds.zones import is_zone, nearest_zone

KEY = "subscribers"
FIELDS = (
    "address",
    "id",
    "name",
    "time",
    "zone",
    "topics",
    "groups",
    "languages",
    "threshold",
    "channels",
    "paused_from",
    "paused_to",
    "note",
)
_ADDRESS = re.compile(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\]]+")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LOOSE_TIME = re.compile(r"(\d{1,2})[.:h]?(\d{2})?\s*(?:Uhr)?")


def load_subscribers(
    raw: bytes | str,
    name: str = "subscribers.yaml",
    topics: Collection[str] | None = None,
    *,
    groups: Collection[str] | None = None,
) -> Loaded[Subscriber]:
    """The readers of a subscribers file.

    `topics` and `groups` are those of the watchlist; None lets any pass. A reader is left out
    where it is not clear where, when or about what to write: no usable address, time or zone,
    or none of the named topics known (no list would mean all of them).
    """
    lines: dict[str, int] = {}

    def make(entry: Entry) -> Subscriber | None:
        reader = _subscriber(entry, topics, groups)
        return None if reader is None or _seen(entry, reader.id, lines) else reader

    return load(raw, name, KEY, FIELDS, make)


def _subscriber(
    entry: Entry, topics: Collection[str] | None, groups: Collection[str] | None
) -> Subscriber | None:
    address = _address(entry)
    chosen, chosen_groups = _known(entry, "topics", topics), _known(entry, "groups", groups)
    at, zone = _time(entry), _zone(entry)
    pause = _date(entry, "paused_from"), _date(entry, "paused_to")
    threshold = entry.number("threshold", None, low=0, high=1)
    if not address or at is None or not zone or chosen is None or chosen_groups is None:
        return None
    return Subscriber(
        id=entry.text("id") or address,
        address=address,
        name=entry.text("name"),
        time=at,
        zone=zone,
        topics=chosen,
        groups=chosen_groups,
        languages=entry.texts("languages"),
        threshold=threshold,
        channels=entry.texts("channels") or ("mail",),
        paused_from=pause[0],
        paused_to=pause[1],
    )


def _seen(entry: Entry, reader: str, lines: dict[str, int]) -> bool:
    key = reader.casefold()
    if key in lines:
        field = "id" if entry.has("id") else "address"
        hint = f"the first stands in line {lines[key]}; give each reader another `id`"
        entry.wrong(field, f"{reader!r} is there twice", hint)
        return True
    lines[key] = entry.node.line
    return False


def _address(entry: Entry) -> str:
    text = entry.text("address", required=True)
    if not text:
        if entry.has("address") and "address" not in entry.spoiled:
            entry.wrong("address", "is empty")
        return ""
    if _ADDRESS.fullmatch(text):
        return text
    hint = "write the address alone and the name under `name:`" if "<" in text else ""
    entry.wrong("address", f"{text!r} is no mail address", hint or "it looks like me@example.org")
    return ""


def _time(entry: Entry) -> time | None:
    text = entry.text("time") or "07:00"
    match = _TIME.fullmatch(text)
    if match:
        return time(int(match[1]), int(match[2]))
    entry.wrong("time", f"{text!r} is no time of day", _time_hint(text))
    return None


def _time_hint(text: str) -> str:
    loose = _LOOSE_TIME.fullmatch(text.strip())
    if loose and int(loose[1]) < 24 and int(loose[2] or 0) < 60:
        return f"did you mean '{int(loose[1]):02}:{int(loose[2] or 0):02}'?"
    return "write it like 07:00 or 18:30"


def _zone(entry: Entry) -> str:
    text = entry.text("zone") or "UTC"
    if is_zone(text):
        return text
    entry.wrong("zone", f"{text!r} is no time zone", nearest_zone(text))
    return ""


def _date(entry: Entry, field: str) -> date | None:
    text = entry.text(field)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        entry.wrong(field, f"{text!r} is no date", "write it like 2026-12-24")
        return None


def _known(entry: Entry, field: str, known: Collection[str] | None) -> tuple[str, ...] | None:
    """The named ids that exist; None where some are named and none exists."""
    words = entry.texts(field)
    if known is None:
        return words
    for word in words:
        if word not in known:
            entry.wrong(field, f"{word!r} is not in the watchlist", nearest(word, known))
    good = tuple(word for word in words if word in known)
    return None if words and not good else good
