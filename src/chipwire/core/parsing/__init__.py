"""Any feed that lives on the web, as articles: RSS 0.9x to 2.0, RDF, Atom, JSON Feed."""

from dataclasses import replace
from datetime import datetime

from chipwire.core.model import ParsedFeed
from chipwire.core.parsing.assembling import assemble
from chipwire.core.parsing.documents import decode, from_root, sanitised
from chipwire.core.parsing.readers import by_json, by_lxml
from chipwire.core.parsing.readers.raw import RawFeed, RawItem
from chipwire.core.parsing.refusals import NotAFeedError, refusal, refuse_bytes

__all__ = ["NotAFeedError", "parse"]


def parse(body: bytes, *, url: str | None, content_type: str | None, now: datetime) -> ParsedFeed:
    """Reads a feed's bytes; what is odd about them becomes a problem note, not an error.

        bytes → decode → JSON Feed, or XML made safe → reader → assemble → ParsedFeed

    Args:
        body: the document as fetched, already decompressed.
        url: its final address, the base of relative links.
        content_type: the answer's header; believed only where the bytes do not say better.
        now: aware UTC; no article is published later.

    Raises:
        NotAFeedError: the bytes are something else, which the error names.
    """
    refuse_bytes(body)
    decoded = decode(body, content_type)
    text = from_root(decoded.text)
    raw = _json_feed(text) if text[:1] in ("{", "[") else _xml_feed(text, url)
    if raw is None:
        raise refusal(decoded.text, url)
    feed = assemble(raw, url, now)
    if not decoded.problems:
        return feed
    return replace(feed, problems=(*decoded.problems, *feed.problems))


def _json_feed(text: str) -> RawFeed:
    try:
        feed = by_json.read(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeedError("JSON that is broken, or text that looks like JSON") from error
    if feed is None:
        raise NotAFeedError("JSON without a JSON Feed in it")
    return feed


def _xml_feed(text: str, url: str | None) -> RawFeed | None:
    safe = sanitised(text)
    return by_lxml.read(safe) or _by_feedparser(safe, url)


def _by_feedparser(text: str, url: str | None) -> RawFeed | None:
    # feedparser takes a tenth of a second to load, and most feeds never need it
    from chipwire.core.parsing.readers import by_feedparser

    feed = by_feedparser.read(text, url)
    if feed.format and feed.lost and not feed.items:
        raise NotAFeedError(f"XML so broken that none of its {feed.lost} items can be read")
    return feed if feed.format or any(map(_says_something, feed.items)) else None


def _says_something(item: RawItem) -> bool:
    """Many kinds of XML have an `<item>`."""
    return bool(item.title or item.bodies or item.links)
