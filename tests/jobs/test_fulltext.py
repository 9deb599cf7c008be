"""Full texts in the poll job: what is new gets them once, and nothing waits or is lost for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from chipwire.app.judges import make_judge
from chipwire.core.model import Document, Feed, FetchOutcome, Verdict
from chipwire.core.timing.cadence import learned
from chipwire.jobs import fulltext
from chipwire.jobs.fulltext import PAGES_A_POLL, FullerArticles
from chipwire.jobs.poll import Poller
from chipwire.jobs.reading import Reader, ReaderOptions
from chipwire.seeds.watchlist import load_watchlist
from chipwire.stores import ArticleTable, Database, FeedTable, open_database
from chipwire.stores.archive import ArticleArchive

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FULL = "The whole story, told at length, in which the H20 is named at last. " * 3
WATCHLIST = load_watchlist("topics:\n  - id: h20\n    name: H20\n    keywords: [H20]\n")


@dataclass
class Pages:
    """Pages by address; what was asked for is kept."""

    by_url: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def texts(self, urls: Sequence[str], now: datetime) -> Mapping[str, str]:
        self.asked += urls
        return {url: self.by_url[url] for url in urls if url in self.by_url}


@dataclass
class Newsroom:
    """A feed whose items the test sets, and the job that polls it."""

    database: Database
    pages: Pages = field(default_factory=Pages)
    items: list[tuple[str, str]] = field(default_factory=list)
    wanted: bool = True
    polls: int = 0

    def fetch(self, feeds: Sequence[Feed], now: datetime) -> Iterator[tuple[Feed, FetchOutcome]]:
        rows = "".join(
            f"<item><title>{name}</title><link>https://news.example/{name}</link>"
            f"<description>{words}</description></item>"
            for name, words in self.items
        )
        body = f"<rss version='2.0'><channel><title>News</title>{rows}</channel></rss>".encode()
        url = "https://news.example/rss"
        yield feeds[0], Document(url=url, body=body, content_type="", status=200, fetched_at=now)

    def poll(self, *items: tuple[str, str]) -> int:
        """How many articles this poll newly stored."""
        self.items = list(items)
        url = "https://news.example/rss"
        feed = Feed(id=url, url=url, title="News", options={"fulltext": self.wanted})
        poller = Poller(
            feeds=FeedTable(self.database),
            articles=FullerArticles(ArticleTable(self.database), self.pages),
            source=self,
            reader=Reader(
                ReaderOptions(
                    make_judge=partial(make_judge, WATCHLIST, {}), lookback=timedelta(hours=48)
                )
            ),
            learned=learned,
        )
        self.polls += 1
        report = poller.poll([feed], NOW + timedelta(hours=self.polls), force=True)
        assert report.failed == 0
        return report.articles_new

    def stored(self) -> dict[str, Verdict]:
        recent = ArticleArchive(self.database).recent(NOW - timedelta(days=9))
        return {verdict.article.title: verdict for verdict in recent}


@pytest.fixture
def newsroom(database_url: str) -> Iterator[Newsroom]:
    opened = open_database(database_url)
    room = Newsroom(opened)
    room.poll(("old", "Backlog."))
    yield room
    opened.close()


OLD = ("old", "Backlog.")
NEW = ("new", "A teaser.")
PAGE = {"https://news.example/new": FULL}


def test_a_new_article_is_judged_and_stored_with_its_full_text(newsroom: Newsroom) -> None:
    newsroom.pages.by_url = PAGE
    assert newsroom.poll(OLD, NEW) == 1
    verdict = newsroom.stored()["new"]
    assert verdict.article.text == FULL
    (match,) = verdict.matches
    evidence = match.evidence[0]
    assert verdict.article.text[evidence.start : evidence.end] == "H20"


def test_later_polls_take_it_for_neither_new_nor_edited(newsroom: Newsroom) -> None:
    newsroom.pages.by_url = PAGE
    newsroom.poll(OLD, NEW)
    assert newsroom.poll(OLD, NEW, ("more", "Words.")) == 1
    assert newsroom.pages.asked == [f"https://news.example/{name}" for name in ("new", "more")]
    assert newsroom.stored()["new"].article.text == FULL


def test_an_edited_article_is_filled_again(newsroom: Newsroom) -> None:
    newsroom.pages.by_url = PAGE
    newsroom.poll(OLD, NEW)
    newsroom.pages.by_url = {"https://news.example/new": FULL + "Correction."}
    assert newsroom.poll(OLD, ("new", "A corrected teaser.")) == 0
    assert newsroom.stored()["new"].article.text.endswith("Correction.")


@pytest.mark.parametrize("pages", [{}, {"https://news.example/new": "Log in."}])
def test_without_a_page_the_feeds_own_words_are_stored(
    newsroom: Newsroom, pages: dict[str, str]
) -> None:
    newsroom.pages.by_url = pages
    assert newsroom.poll(OLD, NEW) == 1
    assert newsroom.stored()["new"].article.text == "A teaser."


def test_only_feeds_that_ask_and_have_a_history_are_filled(newsroom: Newsroom) -> None:
    assert newsroom.pages.asked == []
    newsroom.wanted = False
    newsroom.poll(OLD, NEW)
    assert newsroom.pages.asked == []


def test_pages_and_time_of_a_pass_are_bounded(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [(f"n{n}", "Words.") for n in range(PAGES_A_POLL + 5)]
    assert newsroom.poll(*many) == len(many)
    assert len(newsroom.pages.asked) == PAGES_A_POLL
    newsroom.pages.asked.clear()
    monkeypatch.setattr(fulltext, "SECONDS_A_POLL", -1.0)
    assert newsroom.poll(*many, NEW) == 1
    assert newsroom.pages.asked == []
