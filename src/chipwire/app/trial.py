"""What `watch test` is given, as articles: a text, a file, or an address to fetch.

And what it tells besides the verdict: hits that another hit outweighs, ideas of which only a
part is there, words in another case than the keyword.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chipwire.app import registry
from chipwire.app.sources import outcome_of
from chipwire.core.matching import Explained, compile_watchlist
from chipwire.core.model import (
    Article,
    Document,
    Feed,
    FetchFailed,
    Keyword,
    Suppressed,
    Topic,
    Verdict,
    Watchlist,
)
from chipwire.core.parsing import NotAFeedError, parse
from chipwire.core.parsing.documents import decode
from chipwire.core.parsing.words import body_text, title_text
from chipwire.core.text.forms import spelling

if TYPE_CHECKING:
    from chipwire.app.parts import Parts
    from chipwire.jobs.judge import Judge

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_FILE = re.compile(r"\S+\.(?:txt|html?|xml|rss|atom|json|md)", re.IGNORECASE)
# Remarks of one kind that are told of one topic.
MOST_REMARKS = 3
# A word of which compounds are made, and the longest ending that inflection gives it.
_LONG_WORD = re.compile(r"[A-Za-zÀ-ɏ]{6,}")
_LONGEST_ENDING = 2


class TrialError(Exception):
    """What was given cannot be read; the message says why."""


def articles_of(parts: "Parts", given: str) -> list[Article]:
    """The articles in a text (its first line is the headline), a file, a feed or a page.

    "-" is what stands on standard input.

    Raises:
        TrialError: the file or the address cannot be read.
    """
    if given == "-":
        return _from_bytes(parts, sys.stdin.buffer.read(), "standard input")
    if given.startswith(("http://", "https://")):
        return _from_address(parts, given)
    if not given.strip():
        raise TrialError("there is nothing to try: give a text, a file, or an address")
    if _is_path(given):
        return _from_bytes(parts, _bytes_of(Path(given)), given)
    if _FILE.fullmatch(given):
        raise TrialError(f"there is no file {given}")
    return [_plain(given)]


def _plain(given: str) -> Article:
    title, _, text = given.strip().partition("\n")
    return _article(title, text.strip())


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TrialError(f"{path} cannot be read: {error.strerror}") from error


def _from_bytes(parts: "Parts", body: bytes, name: str) -> list[Article]:
    if body.lstrip().startswith((b"<", b"\xef\xbb\xbf<")):
        return _from_markup(body, None, None, parts.now())
    text = body.decode("utf-8-sig", "replace")
    if "\x00" in text:
        raise TrialError(f"{name} is no text")
    if not text.strip():
        raise TrialError(f"{name} is empty: there is nothing to try")
    return [_plain(text)]


def _from_address(parts: "Parts", url: str) -> list[Article]:
    source = registry.SOURCES["feed"](registry.fetch_options(parts.settings, frozenset()))
    host = urlsplit(url).hostname or url
    outcome = outcome_of(source, Feed(id=url, url=url, title=host), parts.now())
    if isinstance(outcome, FetchFailed):
        raise TrialError(outcome.message)
    assert isinstance(outcome, Document)  # noqa: S101 - without validators nothing is unchanged
    return _from_markup(outcome.body, outcome.url, outcome.content_type, parts.now())


def _from_markup(
    body: bytes, url: str | None, content_type: str | None, now: datetime
) -> list[Article]:
    """A feed's articles, else a page as one."""
    try:
        feed = parse(body, url=url, content_type=content_type, now=now)
    except NotAFeedError:
        page = decode(body, content_type).text
        title = _TITLE.search(page)
        return [_article(title_text(title[1]) if title else "", body_text(page), url)]
    return [_article(one.title, one.text, one.url) for one in feed.articles]


def _article(title: str, text: str, url: str | None = None) -> Article:
    return Article(id="trial", title=title, text=text, url=url)


def _is_path(given: str) -> bool:
    try:
        return "\n" not in given and Path(given).exists()
    except OSError:  # longer than a file's name may be
        return False


def remarks(judge: "Judge", verdict: Verdict) -> list[Suppressed]:
    """What the verdict leaves out and a keeper of the list may ask for, a few a topic."""
    known = {(near.topic, near.surface, near.reason) for near in verdict.suppressed}
    told: dict[str, list[Suppressed]] = {}
    for near in (
        *_outweighed(judge, verdict),
        *_in_another_case(judge.watchlist, verdict.article),
        *_in_longer_words(judge.watchlist, verdict.article),
    ):
        of_topic = told.setdefault(near.topic, [])
        is_new = (near.topic, near.surface, near.reason) not in known and near not in of_topic
        if is_new and len(of_topic) < MOST_REMARKS:
            of_topic.append(near)
    return [near for of_topic in told.values() for near in of_topic]


def _outweighed(judge: "Judge", verdict: Verdict) -> Iterator[Suppressed]:
    """Hits turned down in a topic that is flagged; of one that is not, the first half idea."""
    flagged, half = {match.topic for match in verdict.matches}, set[str]()
    for hit in judge.explain(verdict.article):
        told = hit.topic in (half if hit.keyword.together else ())
        if hit.reason and not told and (hit.topic in flagged) is not bool(hit.keyword.together):
            half.add(hit.topic)
            yield _near_miss(hit, hit.reason)


def _in_another_case(watchlist: Watchlist, article: Article) -> Iterator[Suppressed]:
    for hit in _hits_of(watchlist, _without_case, article):
        wanted = spelling(hit.keyword.text.strip("*"))
        if not hit.reason and not spelling(hit.surface).startswith(wanted):
            yield _near_miss(hit, f"not written as “{hit.keyword.text}” (exact_case)")


def _in_longer_words(watchlist: Watchlist, article: Article) -> Iterator[Suppressed]:
    """German writes compounds as one word: Kaltwalzwerkbau holds Kaltwalzwerk."""
    for hit in _hits_of(watchlist, _open, article):
        found = re.search(rf"\w*{re.escape(hit.surface)}", hit.sentence)
        word = found.group() if found else hit.surface
        keyword = hit.keyword.text.strip("*")
        if len(word) > len(keyword) + _LONGEST_ENDING:
            reason = f"a longer word: “{keyword}*” or “*{keyword}” would let it count"
            yield Suppressed(topic=hit.topic, surface=word, reason=reason)


def _hits_of(
    watchlist: Watchlist, loosen: Callable[[Keyword], Keyword | None], article: Article
) -> list[Explained]:
    """Hits of the keywords that can be loosened, loosened."""
    topics = tuple(
        Topic(id=topic.id, name=topic.name, keywords=tuple(filter(None, loose)))
        for topic in watchlist.topics
        for loose in [map(loosen, topic.keywords)]
    )
    return list(compile_watchlist(Watchlist(topics=topics)).explain(article))


def _without_case(keyword: Keyword) -> Keyword | None:
    return replace(keyword, exact_case=False) if keyword.exact_case and keyword.text else None


def _open(keyword: Keyword) -> Keyword | None:
    is_word = _LONG_WORD.fullmatch(keyword.text) and not keyword.exact_case
    return Keyword(text=f"*{keyword.text}*") if is_word else None


def _near_miss(hit: Explained, reason: str) -> Suppressed:
    return Suppressed(topic=hit.topic, surface=hit.surface, reason=reason)
