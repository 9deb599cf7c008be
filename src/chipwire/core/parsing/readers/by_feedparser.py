"""Any XML feed, whole or broken, as feedparser reads it."""

import io
import re
from typing import Any

import feedparser

from chipwire.core.parsing.readers.mending import (
    ampersands_escaped,
    attributes_bounded,
    bases_bounded,
)
from chipwire.core.parsing.readers.raw import RawFeed, RawItem, skip_days, skip_hours

_HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n'
_PERMALINK = re.compile(r"<guid(?:\s(?:[^<>]{0,300}[^<>/])?)?>", re.IGNORECASE)
_REGISTRY = "http://www.iana.org/assignments/relation/"
_NUMBER = re.compile(r"\d{1,6}")
_FEEDISH = re.compile(
    r"<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed|channel|item|entry)(?![\w-])", re.IGNORECASE
)
_ITEM = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]", re.IGNORECASE)
MAX_TAGS, MAX_REFERENCES = 400_000, 3_000_000
"""Tags and entity references that are read: feedparser takes some 20 and 3 microseconds each."""


def read(text: str, url: str | None) -> RawFeed:
    """What feedparser finds; `format` is "" where it recognises none. Never raises for content.

    Args:
        text: the document without its XML declaration and DOCTYPE.
        url: where it came from, the first base of relative links.
    """
    if not _FEEDISH.search(text):
        return RawFeed(format="")
    kept = _bounded(text)
    mended = ampersands_escaped(bases_bounded(attributes_bounded(kept)))
    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    # a stream, because feedparser would open a string that looks like a path or address
    stream = io.BytesIO(_HEAD + _unlinked(mended).encode("utf-8", "replace"))
    found = feedparser.parse(
        stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    feed, lost = found.feed, _lost(found, mended)
    return RawFeed(
        format=found.get("version") or "",
        title=_text(feed, "title"),
        links=_links(feed),
        language=_plain(feed, "language") or _detail_language(feed),
        items=tuple(_item(entry) for entry in found.entries),
        problems=(*_cut(text, kept), *_problems(found, lost)),
        ttl=_ttl(feed),
        skip_hours=skip_hours(text),
        skip_days=skip_days(text),
        lost=lost,
    )


def _bounded(text: str) -> str:
    """As much of it as is read in bounded time, whatever it holds."""
    for mark, most in (("<", MAX_TAGS), ("&", MAX_REFERENCES)):
        if text.count(mark) > most:
            text = text[: _nth(text, mark, most)]
    return text


def _nth(text: str, mark: str, count: int) -> int:
    at = -1
    for _ in range(count):
        at = text.find(mark, at + 1)
    return at


def _cut(text: str, kept: str) -> tuple[str, ...]:
    if len(kept) == len(text):
        return ()
    return (f"Only the first {len(kept):,} of {len(text):,} characters are read.",)


def _unlinked(text: str) -> str:
    """Guids as they are: feedparser would resolve `<guid>123</guid>` to an address.

    One that is an address serves as the link all the same (see `assembling`).
    """
    return _PERMALINK.sub('<guid isPermaLink="false">', text)


def _item(entry: Any) -> RawItem:
    return RawItem(
        links=_links(entry),
        guid=_plain(entry, "id"),
        title=_text(entry, "title"),
        bodies=_bodies(entry),
        dates=_dates(entry),
        language=_plain(entry, "language") or _detail_language(entry),
    )


def _plain(record: Any, name: str) -> str | None:
    """The value under exactly this name: feedparser's own look-up maps and warns."""
    value = dict.get(record, name)
    return value if isinstance(value, str) and value.strip() else None


def _text(record: Any, name: str) -> str:
    return _plain(record, name) or ""


def _links(record: Any) -> tuple[str, ...]:
    """Best first: the alternate page, then whatever else leads to words rather than to media."""
    links = [link for link in dict.get(record, "links") or () if dict.get(link, "href")]
    order = {"alternate": 0, "": 1, "via": 2, "related": 3}
    ranked = sorted(links, key=lambda link: order.get(_rel(link), 9))
    pages = [link for link in ranked if _rel(link) in order]
    first = _plain(record, "link")
    return tuple(dict.fromkeys([*([first] if first else []), *(link["href"] for link in pages)]))


def _rel(link: Any) -> str:
    """Its short name; RFC 4287, 4.2.7.2: the registry's long name means the same."""
    return (dict.get(link, "rel") or "").lower().removeprefix(_REGISTRY)


def _bodies(entry: Any) -> tuple[str, ...]:
    contents = [_text(each, "value") for each in dict.get(entry, "content") or ()]
    return tuple(filter(None, [*contents, _text(entry, "summary"), _text(entry, "description")]))


def _dates(entry: Any) -> tuple[str, ...]:
    return tuple(filter(None, (_text(entry, name) for name in ("published", "updated", "created"))))


def _detail_language(record: Any) -> str | None:
    detail = dict.get(record, "title_detail")
    return _plain(detail, "language") if detail else None


def _ttl(feed: Any) -> int | None:
    minutes = _NUMBER.fullmatch((_plain(feed, "ttl") or "").strip())
    return int(minutes.group()) * 60 if minutes else None


def _problems(found: Any, lost: int) -> tuple[str, ...]:
    if not found.get("bozo"):
        return ()
    why = f"The XML is broken and was read leniently: {found.get('bozo_exception')}."[:300]
    return (why, f"{lost} items in it could not be told from others.") if lost else (why,)


def _lost(found: Any, text: str) -> int:
    """How many items begin in broken XML and were not found."""
    if not found.get("bozo"):
        return 0
    return max(sum(1 for _ in _ITEM.finditer(text)) - len(found.entries), 0)
