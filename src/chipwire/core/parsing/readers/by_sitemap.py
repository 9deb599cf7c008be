"""News sitemaps (https://www.google.com/schemas/sitemap-news/0.9) and indexes of sitemaps.

A news sitemap lists the addresses of the last two days with headline, time and language, and
no words; an index names further sitemaps, of which only the ones with news are wanted.
"""

from collections.abc import Iterator

from lxml import etree

from chipwire.core.parsing.documents import sanitised
from chipwire.core.parsing.readers.raw import RawFeed, RawItem
from chipwire.core.parsing.readers.safely import xml_parser
from chipwire.core.parsing.refusals import NotAFeedError, refusal


def further(text: str) -> tuple[str, ...]:
    """The sitemaps that an index names, the latest changed first; none for a plain sitemap.

    Where some of them are named for news, only those: the others list a site's whole past.
    """
    named = [_values(each) for each in _children(_root(text), "sitemap")]
    places = [(each.get("lastmod", ""), each["loc"]) for each in named if each.get("loc")]
    news = [each for each in places if "news" in each[1].rpartition("/")[2].lower()]
    latest = sorted(news or places, key=lambda each: each[0], reverse=True)
    return tuple(dict.fromkeys(loc for _, loc in latest))


def read(text: str) -> RawFeed:
    """One sitemap's news; an index has none of its own.

    Raises:
        NotAFeedError: it is no sitemap, or one that lists pages without news.
    """
    root = _root(text)
    if _name(root) not in ("urlset", "sitemapindex"):
        raise refusal(text, None)
    entries = list(_children(root, "url"))
    items = [item for item in map(_item, entries) if item]
    if entries and not items:
        raise NotAFeedError("a sitemap that lists pages without news (no <news:news>)")
    return RawFeed(format="sitemap-news", items=tuple(items))


def _root(text: str) -> etree._Element:
    try:
        safe = sanitised(text).encode("utf-8", "replace")
        root = etree.fromstring(safe, xml_parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise refusal(text, None)
    return root


def _item(entry: etree._Element) -> RawItem | None:
    news = next(_children(entry, "news"), None)
    if news is None:
        return None
    told, publication = _values(news), next(_children(news, "publication"), None)
    place = _values(entry).get("loc", "")
    return RawItem(
        links=(place,) if place else (),
        title=told.get("title", ""),
        dates=(told["publication_date"],) if told.get("publication_date") else (),
        language=_values(publication).get("language") if publication is not None else None,
    )


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in parent if _name(child) == name)


def _values(parent: etree._Element) -> dict[str, str]:
    return {_name(child): (child.text or "").strip() for child in parent}


def _name(element: etree._Element) -> str:
    """Without its namespace, which many sitemaps get wrong."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()
