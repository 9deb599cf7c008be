"""From a site's address to the feed that it links to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from chipwire.app import registry
from chipwire.app.sources import outcome_of
from chipwire.core.model import Document, Feed, FetchFailed, ParsedFeed
from chipwire.core.parsing import NotAFeedError, parse
from chipwire.core.text.secrets import masked

if TYPE_CHECKING:
    from chipwire.app.parts import Parts

MOST_TRIED = 5
"""Links of one page that are fetched to see whether a feed is there."""
USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
"""Where the common publishing systems keep the feed of a site whose page links to none."""


class DiscoveryError(Exception):
    """No feed was found; the message says what was there instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The feed that was taken, and the other feed links of its page, not all of them tried."""

    url: str
    title: str
    language: str | None
    others: tuple[str, ...] = ()


def discover(parts: "Parts", address: str) -> Discovery:
    """The feed at this address, or else the first that works of those its page links to.

    Where it links to none, the usual places of its site are tried. An address without its
    scheme is tried with https, then with http.

    Raises:
        DiscoveryError: the address does not answer, or links to no feed that does.
    """
    if "://" not in address:
        return _of_bare(parts, address)
    try:
        return _found(address, _read(parts, address), ())
    except NotAFeedError as error:
        links, what = error.feed_links, error.what
    places = links[:MOST_TRIED] or tuple(urljoin(address, place) for place in USUAL_PLACES)
    for link in places:
        try:
            feed = _read(parts, link)
        except (DiscoveryError, NotAFeedError):
            continue
        return _found(link, feed, tuple(other for other in links if other != link))
    name = masked(address)
    if links:
        named = ", ".join(map(masked, links))
        raise DiscoveryError(f"{name} is {what}; none of the feeds it links to answers: {named}")
    raise DiscoveryError(f"{name} is {what} and links to no feed; look for “RSS” on the page")


def _of_bare(parts: "Parts", address: str) -> Discovery:
    try:
        return discover(parts, f"https://{address}")
    except DiscoveryError as error:
        try:
            return discover(parts, f"http://{address}")
        except DiscoveryError:
            raise error from None


def _found(url: str, feed: ParsedFeed, others: tuple[str, ...]) -> Discovery:
    return Discovery(url=url, title=feed.title or "", language=feed.language, others=others)


def _read(parts: "Parts", url: str) -> ParsedFeed:
    source = registry.SOURCES["feed"](registry.fetch_options(parts.settings))
    outcome = outcome_of(source, Feed(id=url, url=url, title=""), parts.now())
    if isinstance(outcome, FetchFailed):
        raise DiscoveryError(f"{masked(url)} brought nothing: {outcome.message}")
    assert isinstance(outcome, Document)  # noqa: S101 - without validators nothing is unchanged
    return parse(outcome.body, url=outcome.url, content_type=outcome.content_type, now=parts.now())
