"""subscribers.yaml → Subscribers."""

import re
from collections.abc import Collection
from typing import Literal

from chipwire.core.model import Length, Subscriber
from chipwire.core.model.readers import MAIL_FORMATS, KnownStories
from chipwire.seeds.alerts import read_alert
from chipwire.seeds.entries import Entry, load
from chipwire.seeds.problems import Loaded, nearest
from chipwire.seeds.schedule import read_days, read_pause, read_times
from chipwire.seeds.yaml import Fields
from chipwire.seeds.zones import is_zone, nearest_zone

KEY = "subscribers"
FIELDS = (
    "address",
    "id",
    "name",
    "time",
    "times",
    "days",
    "zone",
    "topics",
    "groups",
    "languages",
    "threshold",
    "length",
    "known_stories",
    "format",
    "channels",
    "alert",
    "paused_from",
    "paused_to",
    "note",
)
_ADDRESS = re.compile(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\]]+")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*")
_LENGTH_FIELDS = ("full", "lines")
_MOST_STORIES = 10_000


def load_subscribers(
    raw: bytes | str,
    name: str = "subscribers.yaml",
    topics: Collection[str] | None = None,
    *,
    groups: Collection[str] | None = None,
    channels: Collection[str] | None = None,
) -> Loaded[Subscriber]:
    """The readers of a subscribers file.

    `topics` and `groups` are those of the watchlist, `channels` the names of those there are;
    None lets any pass. A reader is left out where it is not clear where, when or about what to
    write: no usable address, channel, time, day or zone, or none of the named topics or
    languages known (no list would mean all of them).
    """
    lines: dict[str, int] = {}

    def make(entry: Entry) -> Subscriber | None:
        reader = _subscriber(entry, topics, groups, channels)
        return None if reader is None or _seen(entry, reader.id, lines) else reader

    return load(raw, name, KEY, FIELDS, make)


def _subscriber(
    entry: Entry,
    topics: Collection[str] | None,
    groups: Collection[str] | None,
    channels: Collection[str] | None,
) -> Subscriber | None:
    address = _address(entry)
    chosen, chosen_groups = _known(entry, "topics", topics), _known(entry, "groups", groups)
    times, days, zone = read_times(entry), read_days(entry), _zone(entry)
    languages, ways = _languages(entry), _channels(entry, channels)
    pause = read_pause(entry)
    threshold = entry.number("threshold", None, low=0, high=1)
    length, known, form = _length(entry), _known_stories(entry), _format(entry)
    if chosen is None or chosen_groups is None or languages is None or ways is None:
        return None
    if not address or times is None or days is None or not zone:
        return None
    return Subscriber(
        id=entry.text("id") or address,
        address=address,
        name=entry.text("name"),
        times=times,
        days=days,
        zone=zone,
        topics=chosen,
        groups=chosen_groups,
        languages=languages,
        threshold=threshold,
        length=length,
        known_stories=known,
        format=form,
        channels=ways,
        alert=read_alert(entry),
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


def _zone(entry: Entry) -> str:
    text = entry.text("zone") or "UTC"
    if is_zone(text):
        return text
    entry.wrong("zone", f"{text!r} is no time zone", nearest_zone(text))
    return ""


def _languages(entry: Entry) -> tuple[str, ...] | None:
    """ISO 639-1 codes, without a region; None where some are given and none can be used."""
    words = entry.texts("languages")
    matches = [_LANGUAGE.fullmatch(word.casefold()) for word in words]
    for word, match in zip(words, matches, strict=True):
        if match is None:
            entry.wrong("languages", f"{word!r} is no language code", _language_hint(word))
    good = tuple(dict.fromkeys(match[1] for match in matches if match))
    return None if words and not good else good


def _language_hint(word: str) -> str:
    from babel import Locale  # late: only a mistake needs the names of all languages

    names = Locale("en").languages
    found = next((code for code, name in names.items() if name.casefold() == word.casefold()), "")
    return f"did you mean {found!r}?" if found else "write it like en, de or zh"


def _channels(entry: Entry, known: Collection[str] | None) -> tuple[str, ...] | None:
    """Names of channels, and Apprise addresses; None where some are given and none is one."""
    words = entry.texts("channels")
    good = tuple(word for word in words if known is None or word in known or "://" in word)
    for word in words:
        if word not in good:
            hint = "write mail, or an Apprise address such as ntfy://…"
            entry.wrong("channels", f"{word!r} is no channel", hint)
    return None if words and not good else good or ("mail",)


def _length(entry: Entry) -> Length:
    """`length: 10`, or `length: {full: 10, lines: 20}`: how many stories a mail prints."""
    if not isinstance(entry.values.get("length"), Fields):
        return Length(full=_stories(entry, "length"))
    within = entry.entry("length", _LENGTH_FIELDS)
    if within is None:
        return Length()
    return Length(full=_stories(within, "full"), lines=_stories(within, "lines"))


def _stories(entry: Entry, field: str) -> int | None:
    number = entry.number(field, None, low=0, high=_MOST_STORIES)
    if number is not None and number != int(number):
        entry.wrong(field, f"{number:g} is no whole number of stories")
        return None
    return None if number is None else int(number)


def _known_stories(entry: Entry) -> KnownStories | None:
    choice = entry.choice("known_stories", ("line", "omit"), "")
    return None if choice == "" else "omit" if choice == "omit" else "line"


def _format(entry: Entry) -> Literal["html", "text"]:
    return "text" if entry.choice("format", MAIL_FORMATS, "html") == "text" else "html"


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
