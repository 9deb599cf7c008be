"""A web page's list of news, found by CSS selectors: for ministries that have no feed.

`selector` finds the items. Within each, `link`, `title`, `date` and `text` may name the parts;
by default they are the first link, that link's words, the first <time>, and nothing (words that
are not asked for, "two hours ago" among them, would make every poll look like an edit).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urljoin

from cssselect import HTMLTranslator, SelectorError
from lxml import etree, html

from chipwire.core.parsing.addresses import absolute
from chipwire.core.parsing.readers.mending import attributes_bounded
from chipwire.core.parsing.readers.raw import RawFeed, RawItem
from chipwire.core.parsing.refusals import NothingFoundError

MAX_ITEMS = 500
"""Items of one page; lists of news are shorter, and a selector that fits all is a slip."""
MAX_PAGE = 5_000_000
"""Characters of a page that are read."""
MAX_TAGS = 50_000
"""Tags of a page that are read: selectors take quadratic time where boxes are within boxes."""

_FIRST_DIGIT = re.compile(r"\d.*", re.DOTALL)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def mistake(selector: str) -> str:
    """What is wrong with a CSS selector, "" where nothing is."""
    try:
        _finder(selector)
    except (SelectorError, etree.XPathError) as error:
        return str(error) or "it is no CSS selector"
    return ""


def read(text: str, url: str | None, selectors: Mapping[str, str]) -> RawFeed:
    """The page's items, in its own order; `selectors` by their names.

    Raises:
        NothingFoundError: no selector is set, or nothing on the page fits it.
    """
    selector = selectors.get("selector", "")
    if not selector or any(map(mistake, selectors.values())):
        raise NothingFoundError("It has no `options: {selector: …}` that could be followed.")
    page = _page(text)
    base = _base(page, url)
    items = [_item(each, selectors, base) for each in _elements(page, selector)[:MAX_ITEMS]]
    found = tuple(item for item in items if item.title and (item.links or item.dates))
    if not found:
        raise NothingFoundError(
            f"Nothing on the page fits the selector {selector[:80]!r}: its layout has changed, "
            "or it is drawn by scripts."
        )
    return RawFeed(
        format="page",
        title=page.findtext(".//title") or "",
        links=(url,) if url else (),
        language=page.get("lang"),
        items=found,
    )


@lru_cache(maxsize=256)
def _finder(selector: str) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(selector, prefix="descendant-or-self::"))


def _page(text: str) -> etree._Element:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        some = "<".join(text[:MAX_PAGE].split("<", MAX_TAGS + 1)[: MAX_TAGS + 1])
        clean = attributes_bounded(_FORBIDDEN.sub("", some))
        page = html.document_fromstring(clean.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NothingFoundError("The answer holds no page.") from error
    etree.strip_elements(page, "script", "style", "template", "noscript", with_tail=False)
    return page


def _base(page: etree._Element, url: str | None) -> str | None:
    base = page.find(".//base[@href]")
    return absolute(base.get("href"), url) if base is not None else url


def _item(item: etree._Element, selectors: Mapping[str, str], base: str | None) -> RawItem:
    link = _within(item, selectors.get("link", "a[href]"))
    titled = _within(item, selectors["title"]) if "title" in selectors else link
    dated = _within(item, selectors.get("date", "time"))
    texts = _within(item, selectors["text"]) if "text" in selectors else None
    place = link.get("href", "") if link is not None else ""
    return RawItem(
        links=(urljoin(base or "", place.strip()),) if _is_a_place(place) else (),
        title=_words(titled) or (titled.get("title", "") if titled is not None else ""),
        bodies=(_words(texts),) if texts is not None else (),
        dates=_dates(dated),
    )


def _is_a_place(href: str) -> bool:
    try:
        return bool(href.strip()) and bool(urljoin("http://x.example/", href.strip()))
    except ValueError:
        return False


def _within(item: etree._Element, selector: str) -> etree._Element | None:
    """The first that fits, the item itself included."""
    return next(iter(_elements(item, selector)), None)


def _elements(within: etree._Element, selector: str) -> list[etree._Element]:
    found = _finder(selector)(within)
    return (
        [each for each in found if isinstance(each, etree._Element)]
        if isinstance(found, list)
        else []
    )


def _words(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return " ".join(str(element.xpath("string()")).replace("<", "&lt;").split())


def _dates(element: etree._Element | None) -> tuple[str, ...]:
    """As machines write it, then as people do, with and without the words before it."""
    if element is None:
        return ()
    said = _words(element)
    bare = _FIRST_DIGIT.search(said)
    written = (element.get("datetime"), element.get("content"), said, bare[0] if bare else "")
    return tuple(dict.fromkeys(filter(None, written)))
