"""What `watch test` is given, as articles: a text, a file, or an address to fetch."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chipwire.app import registry
from chipwire.app.sources import outcome_of
from chipwire.core.model import Article, Document, Feed, FetchFailed
from chipwire.core.parsing import NotAFeedError, parse
from chipwire.core.parsing.words import body_text, title_text

if TYPE_CHECKING:
    from chipwire.app.parts import Parts

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_LONGEST_NAME = 1_000


class TrialError(Exception):
    """What was given cannot be read; the message says why."""


def articles_of(parts: "Parts", given: str) -> list[Article]:
    """The articles in a text (its first line is the headline), a file, a feed or a page.

    Raises:
        TrialError: the file or the address cannot be read.
    """
    if given.startswith(("http://", "https://")):
        return _from_address(parts, given)
    if _is_file(given):
        try:
            given = Path(given).read_text("utf-8", errors="replace")
        except OSError as error:
            raise TrialError(f"{given} cannot be read: {error.strerror}") from error
    title, _, text = given.strip().partition("\n")
    return [_article(title, text.strip())]


def _from_address(parts: "Parts", url: str) -> list[Article]:
    source = registry.SOURCES["feed"](registry.fetch_options(parts.settings, frozenset()))
    host = urlsplit(url).hostname or url
    outcome = outcome_of(source, Feed(id=url, url=url, title=host), parts.now())
    if isinstance(outcome, FetchFailed):
        raise TrialError(f"{host} {outcome.message}")
    assert isinstance(outcome, Document)  # noqa: S101 - without validators nothing is unchanged
    try:
        feed = parse(
            outcome.body, url=outcome.url, content_type=outcome.content_type, now=parts.now()
        )
    except NotAFeedError:
        page = outcome.body.decode("utf-8", "replace")
        title = _TITLE.search(page)
        return [_article(title_text(title[1]) if title else "", body_text(page), url)]
    return [_article(one.title, one.text, one.url) for one in feed.articles]


def _article(title: str, text: str, url: str | None = None) -> Article:
    return Article(id="trial", title=title, text=text, url=url)


def _is_file(given: str) -> bool:
    return len(given) < _LONGEST_NAME and "\n" not in given and Path(given).is_file()
