"""Plain, well-formed RSS 2.0 and Atom 1.0, some twenty times as fast as feedparser.

It reads only what it is sure to read as feedparser does, and leaves every other document to
it: a test holds the two against each other.
"""

import contextlib
import re
from collections.abc import Sequence

from lxml import etree

from chipwire.core.parsing.readers.raw import RawFeed, RawItem, skip_days, skip_hours
from chipwire.core.parsing.readers.safely import xml_parser

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MEDIA = ("{http://search.yahoo.com/mrss/}", "{http://search.yahoo.com/mrss}")
_MEDIA_WORDS = tuple(f"{name}description" for name in _MEDIA)
_SEVERAL = ("link", "media")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PLAIN_TYPES = frozenset({None, "", "text", "html", "text/plain", "text/html"})
_RSS_ITEM = {
    "title": "title",
    "link": "link",
    "guid": "guid",
    "pubDate": "published",
    "description": "summary",
    _CONTENT: "content",
    _DC + "date": "updated",
}
_ATOM_ITEM = {
    _ATOM + "title": "title",
    _ATOM + "link": "link",
    _ATOM + "id": "guid",
    _ATOM + "published": "published",
    _ATOM + "updated": "updated",
    _ATOM + "summary": "summary",
    _ATOM + "content": "content",
}
_DOUBTFUL = re.compile(
    r"title|link|guid|id|description|summary|content|encoded|body|fullitem|pubdate|date|updated|"
    r"published|modified|issued|created|language|abstract|base",
    re.IGNORECASE,
)
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


class _LeaveItError(Exception):
    """The document holds something that feedparser should judge."""


def read(text: str) -> RawFeed | None:
    """The feed; None for what is broken, of another format or not plain enough.

    Args:
        text: the document without its XML declaration and DOCTYPE.
    """
    if "xml:base" in text or text.count("xml:lang") > 1:
        return None
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), xml_parser())
        return (
            _rss(root, text)
            if root.tag == "rss"
            else _atom(root)
            if root.tag == _ATOM + "feed"
            else None
        )
    except (etree.XMLSyntaxError, ValueError, _LeaveItError):
        return None


def _rss(root: etree._Element, text: str) -> RawFeed | None:
    channel = root.find("channel")
    if channel is None or _LANG in root.attrib or len(root) != 1:
        return None
    _all_found(root, len(channel.findall("item")))
    for link in channel.iterfind(_ATOM + "link"):
        if link.get("rel") not in ("self", "hub", "search"):
            return None
    links = _values(channel, "link")
    language = _values(channel, "language")
    ttl = _values(channel, "ttl")
    _only_one(channel, ("title", "link", "language", "ttl"))
    return RawFeed(
        format="rss20",
        title=_value(_values(channel, "title")),
        links=tuple(links),
        language=_value(language) or None,
        items=tuple(_rss_item(item) for item in channel.iterchildren("item")),
        ttl=int(ttl[0]) * 60 if ttl and ttl[0].isdecimal() and len(ttl[0]) < 7 else None,
        skip_hours=skip_hours(text),
        skip_days=skip_days(text),
    )


def _atom(root: etree._Element) -> RawFeed | None:
    _only_one(root, (_ATOM + "title",))
    _all_found(root, len(root.findall(_ATOM + "entry")))
    return RawFeed(
        format="atom10",
        title=_value(_values(root, _ATOM + "title")),
        links=_atom_links(root.findall(_ATOM + "link")),
        language=root.get(_LANG),
        items=tuple(_atom_item(entry) for entry in root.iterchildren(_ATOM + "entry")),
    )


def _rss_item(item: etree._Element) -> RawItem:
    found = _found(item, _RSS_ITEM)
    links = [_text(link).replace("&amp;", "&") for link in found.get("link", ())]
    if len(links) > 1:
        raise _LeaveItError
    return _item(found, tuple(links))


def _atom_item(entry: etree._Element) -> RawItem:
    found = _found(entry, _ATOM_ITEM)
    if any(":" not in (each.text or "") for each in found.get("guid", ())):
        raise _LeaveItError  # feedparser takes it for a relative address
    return _item(found, _atom_links(found.get("link", [])))


def _found(item: etree._Element, names: dict[str, str]) -> dict[str, list[etree._Element]]:
    """The item's elements by what they are; raises _LeaveItError for doubtful ones."""
    found: dict[str, list[etree._Element]] = {}
    for child in item:
        tag = str(child.tag)
        if role := names.get(tag):
            found.setdefault(role, []).append(child)
        elif tag == "source":
            found["source"] = []
        elif tag.startswith(_MEDIA):
            found.setdefault("media", []).extend(child.iter(*_MEDIA_WORDS))
        elif _DOUBTFUL.fullmatch(tag.rpartition("}")[2]):
            raise _LeaveItError
    if "title" not in found:
        raise _LeaveItError
    return found


def _item(found: dict[str, list[etree._Element]], links: tuple[str, ...]) -> RawItem:
    for role, elements in found.items():
        if len(elements) > 1 and role not in _SEVERAL:
            raise _LeaveItError
    texts = {role: _text(each[0]) for role, each in found.items() if each and role not in _SEVERAL}
    bodies = _some(texts, "content", "summary")
    if "media" in found and ("source" in found or not (texts["title"] and bodies)):
        raise _LeaveItError  # media's own title or description may step in
    if captions := tuple(filter(None, map(_text, found.get("media", ())))):
        bodies = (*captions, *bodies)  # the longest of them counts
    return RawItem(
        links=links,
        guid=texts.get("guid") or None,
        title=texts["title"],
        bodies=bodies,
        dates=_some(texts, "published", "updated"),
    )


def _some(texts: dict[str, str], *roles: str) -> tuple[str, ...]:
    return tuple(filter(None, map(texts.get, roles)))


def _atom_links(links: Sequence[etree._Element]) -> tuple[str, ...]:
    """The one alternate page, then via and related, as feedparser's reader ranks them."""
    ranked: dict[str, list[str]] = {"alternate": [], "via": [], "related": []}
    for link in links:
        rel = link.get("rel", "alternate")
        if rel in ranked and (href := (link.get("href") or "").strip()):
            ranked[rel].append(href)
    if len(ranked["alternate"]) != 1:
        raise _LeaveItError
    return tuple(dict.fromkeys([*ranked["alternate"], *ranked["via"], *ranked["related"]]))


def _only_one(parent: etree._Element, tags: Sequence[str]) -> None:
    for tag in tags:
        if len(parent.findall(tag)) > 1:
            raise _LeaveItError
    if not parent.findall(tags[0]):
        raise _LeaveItError


def _all_found(root: etree._Element, count: int) -> None:
    """Items elsewhere, or of another namespace, are items to feedparser too."""
    if sum(1 for _ in root.iter("{*}item", "{*}entry")) != count:
        raise _LeaveItError


def _values(parent: etree._Element, tag: str) -> list[str]:
    return [_text(child) for child in parent.iterchildren(tag)]


def _value(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _text(element: etree._Element) -> str:
    """The element's own words; raises _LeaveItError where markup stands in it unescaped."""
    if len(element) or element.get("type") not in _PLAIN_TYPES or "mode" in element.attrib:
        raise _LeaveItError
    text = (element.text or "").strip()
    return text if text.isascii() else _repaired(text)


def _repaired(text: str) -> str:
    """UTF-8 that was encoded twice, and Windows letters under their old numbers."""
    with contextlib.suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return text.translate(_WINDOWS)
