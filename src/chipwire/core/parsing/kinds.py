"""The kinds of source: how each is asked, what belongs to its answer, and how that is read.

A new kind of source over HTTP is a reader, a line in `KINDS`, a line in app/registry, its test
and a row in the README.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from chipwire.core.model import Document, ParsedFeed
from chipwire.core.parsing import parse
from chipwire.core.parsing.assembling import assemble
from chipwire.core.parsing.documents import decode, from_root
from chipwire.core.parsing.readers import by_register, by_sitemap
from chipwire.core.parsing.readers.raw import RawFeed
from chipwire.core.parsing.refusals import NotAFeedError, refusal, refuse_bytes

Options = Mapping[str, object]

_META = re.compile(rb"<meta\b[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_HEAD = 8_192


class Mistake(NamedTuple):
    """What is wrong with an option in feeds.yaml, and what would be right."""

    option: str
    message: str
    hint: str


def _as_it_is(url: str, _: Options) -> str:
    return url


def _nothing_more(_: str, __: datetime) -> tuple[str, ...]:
    return ()


def _no_mistakes(_: Options) -> list[Mistake]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of source; all of it is pure.

    `read` takes the text of one body, its address and the feed's options. `asked` makes the
    address to fetch of the one in feeds.yaml and the options. `further` names what else belongs
    to a first body, given since when news is wanted. `options` are the names a feed may set.
    """

    read: Callable[[str, str | None, Options], RawFeed]
    asked: Callable[[str, Options], str] = _as_it_is
    further: Callable[[str, datetime], Sequence[str]] = _nothing_more
    options: tuple[str, ...] = ()
    mistakes: Callable[[Options], list[Mistake]] = _no_mistakes


def read_document(
    document: Document, kind: str, options: Options, *, url: str | None, now: datetime
) -> ParsedFeed:
    """A fetched document, read as its feed's kind says (an unknown kind as a feed).

    Args:
        document: the answer, with what belongs to it.
        kind: as feeds.yaml names it.
        options: the feed's own.
        url: the document's address without its login, the base of relative links.
        now: aware UTC.

    Raises:
        NotAFeedError: the answer is something else, which the error names.
        NothingFoundError: what was to be read is not in it any more.
    """
    if kind not in KINDS:
        return parse(document.body, url=url, content_type=document.content_type, now=now)
    raws = []
    for body in (document.body, *document.more):
        refuse_bytes(body)
        text = _text(body, document.content_type)
        raws.append(KINDS[kind].read(text, url, options))
    items = tuple(item for raw in raws for item in raw.items)
    return assemble(replace(raws[0], items=items), url, now)


def further(kind: str, document: Document, since: datetime) -> Sequence[str]:
    """Addresses of what else belongs to this answer; none where it is not what it should be."""
    if kind not in KINDS:
        return ()
    try:
        return KINDS[kind].further(_text(document.body, document.content_type), since)
    except NotAFeedError:
        return ()  # reading it says so to people


def asked(kind: str, url: str, options: Options) -> str:
    """The address to fetch for the one that feeds.yaml names, with these options."""
    return KINDS[kind].asked(url, options) if kind in KINDS else url


def _text(body: bytes, content_type: str | None) -> str:
    """Pages name their encoding inside, if anywhere."""
    meta = _META.search(body, 0, _HEAD)
    if meta and "charset" not in (content_type or "").lower():
        content_type = f"text/html; charset={meta[1].decode('ascii')}"
    return from_root(decode(body, content_type).text)


def _register(text: str, url: str | None, _: Options) -> RawFeed:
    if not text.startswith("{"):
        raise refusal(text, url)
    return by_register.read(text)


def _sitemap(text: str, _: str | None, __: Options) -> RawFeed:
    return by_sitemap.read(text)


def _page(text: str, url: str | None, options: Options) -> RawFeed:
    # cssselect and lxml.html are loaded where a page is watched, and nowhere else
    from chipwire.core.parsing.readers import by_page

    selectors = {name: str(options[name]) for name in _SELECTORS if options.get(name)}
    return by_page.read(text, url, selectors)


_SELECTORS = ("selector", "link", "title", "date", "text")


def _selector_mistakes(options: Options) -> list[Mistake]:
    from chipwire.core.parsing.readers import by_page

    if not options.get("selector"):
        return [Mistake("", "needs a selector", "write `options: {selector: ul.news li}`")]
    found = []
    for name in _SELECTORS:
        value = options.get(name)
        if value is not None and (wrong := by_page.mistake(str(value))):
            hint = "write a CSS selector, such as `ul.news li`"
            found.append(Mistake(name, f"is no CSS selector ({wrong})", hint))
    return found


KINDS: Mapping[str, Kind] = {
    "federal-register": Kind(
        read=_register,
        asked=by_register.asked,
        further=by_register.further,
        options=by_register.OPTIONS,
        mistakes=lambda options: [Mistake(*each) for each in by_register.mistakes(options)],
    ),
    "sitemap-news": Kind(
        read=_sitemap,
        further=lambda text, _: by_sitemap.further(text),
    ),
    "page": Kind(
        read=_page,
        options=_SELECTORS,
        mistakes=_selector_mistakes,
    ),
}
"""Kind in feeds.yaml → how it is asked and read; any other is a feed."""
