"""What a body is when it is no feed, in words that help."""

import re
from html import unescape

from chipwire.core.parsing.addresses import absolute
from chipwire.core.parsing.words import title_text

# a bracket within quotes ends no tag
_LINK, _BASE, _ANCHOR = (
    re.compile(
        rf"<{name}\b(?:(?:[^<>\"']|\"[^\"]{{0,1000}}\"|'[^']{{0,1000}}'){{0,2000}}+|[^<>]{{0,2000}}+)>",
        re.IGNORECASE,
    )
    for name in ("link", "base", "a")
)
# as the last word of a path: /feed/, /rss.xml, /news.atom, /rss_en
_FEED_PATH = re.compile(
    r"(?:[^?#]*[/._-])?(?:rss|atom|feeds?|rdf)(?:[_-][a-z]{2})?(?:\.(?:xml|rdf|php|json))?/?(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([a-z-]{2,12})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml|application/feed\+json", re.IGNORECASE)
_XML_TYPE = re.compile(r"(?:text|application)/xml", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]{0,500})", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PAGE_ROOT = re.compile(
    r"html|head|body|title|meta|link|script|style|base|p|div|h[1-6]|br|hr|a|b|i|span|pre|center|"
    r"font|form|table|ul|ol|img|iframe|section|main|article|nav|header|noscript"
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")
_LOOKED_AT = 1_000_000
_KNOWN_ROOTS = {
    "urlset": "a sitemap",
    "sitemapindex": "an index of sitemaps",
    "opml": "an OPML list of feeds",
    "error": "an XML error message",
    "soap:envelope": "a SOAP answer",
    "svg": "an SVG picture",
}
_MAGIC = (
    (b"\x1f\x8b", "a gzip file"),
    (b"PK\x03\x04", "a ZIP file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"\x7fELF", "a program"),
)


class NotAFeedError(ValueError):
    """The bytes are no feed. `what` names what they are, `feed_links` the page's own feeds."""

    def __init__(self, what: str, feed_links: tuple[str, ...] = ()) -> None:
        hint = f" It links to these feeds: {', '.join(feed_links)}" if feed_links else ""
        super().__init__(f"This is no feed but {what}.{hint}")
        self.what = what
        self.feed_links = feed_links


class NothingFoundError(ValueError):
    """The answer is what it should be, but what was to be read is not in it any more."""


def refuse_bytes(body: bytes) -> None:
    """Raises NotAFeedError for what no decoding would make a feed."""
    if not body.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise NotAFeedError("an empty answer")
    for magic, what in _MAGIC:
        if body.startswith(magic):
            raise NotAFeedError(what)


def refusal(text: str, url: str | None) -> NotAFeedError:
    """Names what this text is instead of a feed."""
    head = text[:_LOOKED_AT]
    root = _ROOT.search(head)
    name = root[1].lower() if root else ""
    if known := _KNOWN_ROOTS.get(name) or _KNOWN_ROOTS.get(name.rpartition(":")[2]):
        return NotAFeedError(known)
    if _PAGE.search(head) or _PAGE_ROOT.fullmatch(name):
        return _page(head, url)
    if root is None or head.lstrip()[:1] != "<":
        return NotAFeedError("binary data" if "\0" in head else "plain text")
    return NotAFeedError(f"XML of another kind (<{root[1]}>)")


def _page(head: str, url: str | None) -> NotAFeedError:
    title = _TITLE.search(head)
    name = title_text(title[1])[:80] if title else ""
    return NotAFeedError(f"a web page ({name})" if name else "a web page", feed_links(head, url))


def feed_links(page: str, url: str | None) -> tuple[str, ...]:
    """The feeds a page names in its `<link>` elements, absolute, at most ten.

    A page without any may still lead to feeds by links whose addresses look like one.
    """
    head = _without_comments(page[:_LOOKED_AT])
    base = next((_values(each).get("href") for each in _BASE.findall(head)), None)
    base = absolute(base, url) or url
    named = [_values(link) for link in _LINK.findall(head)]
    named = [link for link in named if _names_feed(link)]
    if not named:
        anchors = map(_values, _ANCHOR.findall(head))
        named = [each for each in anchors if _FEED_PATH.fullmatch(each.get("href", ""))]
    links = (_place(each.get("href", ""), base) for each in named)
    return tuple(dict.fromkeys(link[:500] for link in links if link))[:10]


def _names_feed(link: dict[str, str]) -> bool:
    kinds, rels = link.get("type", ""), link.get("rel", "").lower().split()
    return bool(
        _FEED_TYPE.match(kinds)
        or (_XML_TYPE.match(kinds) and "alternate" in rels)
        or "feed" in rels
    )


def _place(href: str, base: str | None) -> str | None:
    """Absolute; relative where nothing is known of the page's address. No `javascript:`."""
    relative = href if not base and ":" not in href.partition("/")[0] else None
    return absolute(href, base) or relative


def _without_comments(page: str) -> str:
    first, *others = page.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def _values(tag: str) -> dict[str, str]:
    return {m[0].lower(): unescape(m[1] or m[2] or m[3]) for m in _ATTRIBUTE.findall(tag)}
