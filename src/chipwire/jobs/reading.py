"""Reading: documents to articles to verdicts, here or in worker processes.

Reading is the dear part of a poll (milliseconds a feed) and pure, so where there is much of it
other processes take a share (jobs.others). A feed's first document is judged there too, since all
of it is new; of later ones only the few new articles are judged, once the store has named them.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Protocol

from chipwire.core.model import (
    Article,
    Document,
    Fault,
    Feed,
    FetchFailed,
    FetchOutcome,
    ParsedFeed,
    Verdict,
)
from chipwire.core.parsing import NotAFeedError
from chipwire.core.parsing.kinds import read_document
from chipwire.core.parsing.refusals import NothingFoundError
from chipwire.core.text.languages import language_code
from chipwire.core.text.secrets import feed_name, masked, without_login

_URL_PARTS = re.compile(r"[/?&=;@#]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Judging(Protocol):
    """Flags and scores articles."""

    def judge_many(self, articles: Iterable[Article]) -> Sequence[Verdict]:
        """One verdict for each article, in order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of one fetch. `parsed` is None unless a feed was read.

    `verdicts` are of all its articles where the feed was read for the first time, else None;
    `match_seconds` is what judging them took.
    """

    feed: Feed
    outcome: FetchOutcome
    parsed: ParsedFeed | None = None
    verdicts: tuple[Verdict, ...] | None = None
    match_seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderOptions:
    """What reading needs, all of it picklable for worker processes.

    Of a feed's first document, articles older than `lookback` are backlog. `worth_it` is the
    number of feeds in a round from which starting `workers` processes beside this one pays.
    """

    make_judge: Callable[[], Judging]
    lookback: timedelta
    workers: int = 0
    worth_it: int = 100


class Desk:
    """Reads one outcome after another in its process, with a judge made at first need."""

    def __init__(self, options: ReaderOptions) -> None:
        self._options = options

    @cached_property
    def judge(self) -> Judging:
        """This process's judge."""
        return self._options.make_judge()

    def read(self, feed: Feed, outcome: FetchOutcome, now: datetime) -> Reading:
        """Parse a document and place its articles; judge them where all of them are new."""
        if not isinstance(outcome, Document):
            return Reading(feed=feed, outcome=outcome)
        parsed = _parsed(feed, outcome, now)
        if isinstance(parsed, FetchFailed):
            return Reading(feed=feed, outcome=parsed)
        articles = tuple(self._placed(feed, parsed, article, now) for article in parsed.articles)
        first = feed.first_polled is None
        began = time.perf_counter()
        verdicts = tuple(self.judge.judge_many(articles)) if first else None
        return Reading(
            feed=feed,
            outcome=outcome,
            parsed=replace(parsed, articles=articles),
            verdicts=verdicts,
            match_seconds=time.perf_counter() - began,
        )

    def _declared(self, parsed: ParsedFeed, article: Article) -> str | None:
        """What the feed says of the article's language, unless its script says otherwise.

        Publishing systems name English by default, so a Chinese headline is believed more.
        """
        declared = article.language or parsed.language
        if declared and _HAN.search(article.title) and not declared.startswith(("zh", "ja", "ko")):
            return None
        return declared

    def _placed(self, feed: Feed, parsed: ParsedFeed, article: Article, now: datetime) -> Article:
        """The article with what its feed says of it."""
        first = feed.first_polled is None
        old = article.published is None or article.published < now - self._options.lookback
        language = language_code(feed.language) or self._declared(parsed, article)
        return replace(
            article,
            feed=feed.id,
            outlet=feed_name(feed.title, feed.url),
            tier=feed.tier,
            language=language,
            first_seen=now,
            backlog=first and old,
        )


class Reader:
    """Reads in this process; with `workers`, beside that many others once a round is large."""

    def __init__(self, options: ReaderOptions) -> None:
        self._options = options
        self._desk = Desk(options)

    @property
    def judge(self) -> Judging:
        """This process's judge, for the few new articles of a known feed."""
        return self._desk.judge

    def read(
        self, fetched: Iterable[tuple[Feed, FetchOutcome] | None], now: datetime, *, feeds: int
    ) -> Iterator[Reading | None]:
        """A reading for every outcome, as they get ready; `feeds` is how many will come.

        None says that nothing came for a moment, and that all before it has been read.
        """
        if self._options.workers and feeds >= self._options.worth_it:
            yield from self._read_beside_others(fetched, now)
            return
        for answer in fetched:
            yield None if answer is None else self._desk.read(*answer, now)

    def _read_beside_others(
        self, fetched: Iterable[tuple[Feed, FetchOutcome] | None], now: datetime
    ) -> Iterator[Reading | None]:
        """Who waits for others could read: this process takes what finds them all busy.

        So on two cores one other process is enough, and neither core is idle while it starts.
        """
        from chipwire.jobs.others import Others  # late: most rounds are quiet, and need none

        others = Others(self._options, self._desk.read, now)
        try:
            for answer in fetched:
                if answer is None:
                    yield from others.all_finished()
                    yield None
                    continue
                feed, outcome = answer
                if not (isinstance(outcome, Document) and others.take(feed, outcome)):
                    yield self._desk.read(feed, outcome, now)
                yield from others.finished()
            yield from others.all_finished()
        finally:
            others.close()


def _parsed(feed: Feed, document: Document, now: datetime) -> ParsedFeed | FetchFailed:
    try:
        # relative links are resolved against this address, and must not take a login along
        url = without_login(document.url)
        parsed = read_document(document, feed.kind, feed.options, url=url, now=now)
        return parsed if masked(feed.url) == feed.url else _without_secrets(parsed, feed.url)
    except NotAFeedError as error:
        return unread(document, Fault.NOT_A_FEED, str(error))
    except NothingFoundError as error:
        return unread(document, Fault.LAYOUT, str(error))
    except Exception as error:  # noqa: BLE001 - hostile input must not stop the other feeds
        words = f"could not be read ({type(error).__name__}: {error})"
        return unread(document, Fault.INTERNAL, words)


def _without_secrets(parsed: ParsedFeed, own: str) -> ParsedFeed:
    """Links that carry on what gives access to the feed, masked: digests go to many people."""
    articles = (replace(one, url=_masked_link(one.url, own)) for one in parsed.articles)
    return replace(parsed, articles=tuple(articles))


def _masked_link(url: str | None, own: str) -> str | None:
    if url is None or (shown := masked(url)) == url:
        return url
    hidden = set(_URL_PARTS.split(url)).difference(_URL_PARTS.split(shown))
    return shown if any(part in own for part in hidden) else url


def unread(document: Document, fault: Fault, words: str) -> FetchFailed:
    """The failure that a document means which came and could not be read."""
    return FetchFailed(
        fault=fault,
        message=words,
        fetched_at=document.fetched_at,
        status=document.status,
        hints=document.hints,
    )
