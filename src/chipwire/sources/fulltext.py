"""The full text of articles' pages, where a feed gives only teasers; the extra `fulltext`."""

import logging
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.util import find_spec
from multiprocessing.connection import Connection
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from chipwire.core.model import Document, Fault, Feed, FetchFailed, FetchOutcome
from chipwire.core.parsing.words import MAX_TEXT, visible
from chipwire.sources.http import HttpSource
from chipwire.sources.options import FetchOptions

log = logging.getLogger(__name__)

AGENT = "Chipwire"
"""The name that robots.txt may speak to."""
FETCH_SECONDS = 10.0
"""Longest time for one page, its redirects included."""
MAX_PAGE = 2_000_000
"""Largest page, bytes."""
EXTRACT_SECONDS = 15.0
"""Longest time for finding the text in one page; the other process is then ended."""
ROBOTS_KEPT = timedelta(hours=24)
"""RFC 9309, 2.4: a robots.txt should not be used for longer."""
_MAX_ROBOTS = 500_000  # RFC 9309, 2.5
_ABSENT = frozenset({Fault.NOT_FOUND, Fault.GONE})


class FullText:
    """Implements `ports.FullText` with trafilatura, in a process of its own that can be ended."""

    def __init__(self, options: FetchOptions) -> None:
        own = replace(
            options,
            timeout=min(options.timeout, FETCH_SECONDS),
            max_bytes=min(options.max_bytes, MAX_PAGE),
            headers={},  # logins are the feed's, and not for every page it links to
        )
        self._source = HttpSource(own)
        self._robots: dict[str, tuple[datetime, RobotFileParser]] = {}
        self._installed = find_spec("trafilatura") is not None
        if not self._installed:
            log.warning("full texts are wanted, but the extra is not installed: chipwire[fulltext]")

    def texts(self, urls: Sequence[str], now: datetime) -> Mapping[str, str]:
        """The plain text of each page that may be read, answers, and has one; never raises."""
        try:
            return self._texts(urls, now) if self._installed else {}
        except Exception:
            log.exception("full texts could not be read")
            return {}

    def _texts(self, urls: Sequence[str], now: datetime) -> dict[str, str]:
        self._learn_robots({_origin(url) for url in urls}, now)
        allowed = [url for url in dict.fromkeys(urls) if self._may(url)]
        pages = {
            url: outcome.body
            for url, outcome in self._fetched(allowed, now)
            if isinstance(outcome, Document) and _is_page(outcome)
        }
        return dict(zip(pages, extracted(list(pages.values())), strict=False))

    def _fetched(self, urls: Sequence[str], now: datetime) -> Iterator[tuple[str, FetchOutcome]]:
        feeds = [Feed(id=url, url=url, title="") for url in urls]
        for feed, outcome in filter(None, self._source.fetch(feeds, now)):
            yield feed.url, outcome

    def _learn_robots(self, origins: set[str], now: datetime) -> None:
        known = {o for o, (at, _) in self._robots.items() if now - at < ROBOTS_KEPT}
        wanted = {f"{origin}/robots.txt": origin for origin in sorted(origins - known)}
        for url, outcome in self._fetched(list(wanted), now):
            self._robots[wanted[url]] = now, _rules(outcome)

    def _may(self, url: str) -> bool:
        return self._robots[_origin(url)][1].can_fetch(AGENT, url)


def _rules(outcome: FetchOutcome) -> RobotFileParser:
    """RFC 9309, 2.3.1: no file allows everything, a server in trouble nothing.

    One that refuses us its robots.txt is taken to refuse its pages too.
    """
    rules = RobotFileParser()
    if isinstance(outcome, Document):
        rules.parse(outcome.body[:_MAX_ROBOTS].decode("utf-8", "replace").splitlines())
    elif isinstance(outcome, FetchFailed) and outcome.fault in _ABSENT:
        rules.parse([])
    else:
        rules.parse(["User-agent: *", "Disallow: /"])
    return rules


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


def _is_page(document: Document) -> bool:
    return "html" in (document.content_type or "html").lower()


def extracted(pages: Sequence[bytes]) -> list[str]:
    """Each page's text, "" where there is none; those after one that takes too long are missing."""
    if not pages:
        return []
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    helper = context.Process(target=_extract, args=(theirs,), daemon=True)
    helper.start()
    theirs.close()
    found: list[str] = []
    try:
        for page in pages:
            mine.send_bytes(page)
            if not mine.poll(EXTRACT_SECONDS):
                break
            found.append(mine.recv())
    except (EOFError, OSError):
        log.warning("a page's text could not be extracted: the helper process ended")
    finally:
        mine.close()
        helper.kill()
        helper.join()
    return found


def _extract(pipe: Connection) -> None:
    """The other process's whole life."""
    import trafilatura

    while True:
        try:
            page = pipe.recv_bytes()
        except EOFError:
            return
        try:
            text = trafilatura.extract(page, include_comments=False, include_tables=True) or ""
        except Exception:  # noqa: BLE001 - whatever a page does to the parser, it has no text
            text = ""
        pipe.send(visible(text)[:MAX_TEXT].strip())
