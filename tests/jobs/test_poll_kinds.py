"""One poll over sources of every kind, with real HTTP and the real store."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from chipwire.app.judges import make_judge
from chipwire.app.registry import SOURCES
from chipwire.app.sources import SourcesByKind
from chipwire.core.model import Fault, Feed, FeedState, Tier
from chipwire.core.timing.cadence import learned
from chipwire.core.timing.health import condition
from chipwire.jobs.poll import Poller
from chipwire.jobs.reading import Reader, ReaderOptions
from chipwire.seeds.watchlist import load_watchlist
from chipwire.sources.options import FetchOptions
from chipwire.stores import ArticleTable, Database, FeedTable, open_database
from chipwire.stores.archive import ArticleArchive
from support.answers import PAGE, RULE, index, register, sitemap
from support.http_server import Server, response

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WATCHLIST = load_watchlist(
    "topics:\n  - id: tools\n    name: Tools\n    keywords: [etching tools, H20, Ascend]\n"
)
RSS = (
    b"<rss version='2.0'><channel><title>T</title>"
    b"<item><title>Ascend</title></item></channel></rss>"
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


def poller_of(database: Database, workers: int) -> Poller:
    options = ReaderOptions(
        make_judge=partial(make_judge, WATCHLIST, {}),
        lookback=timedelta(hours=48),
        workers=workers,
        worth_it=2,
    )
    return Poller(
        feeds=FeedTable(database),
        articles=ArticleTable(database),
        source=SourcesByKind(SOURCES, FetchOptions(allow_private_networks=True)),
        reader=Reader(options),
        learned=learned,
    )


def feeds_of(server: Server) -> list[Feed]:
    def feed(path: str, kind: str, **options: str) -> Feed:
        url = server.url(path)
        return Feed(id=url, url=url, title=path, kind=kind, options=options, tier=Tier.OFFICIAL)

    register_search = feed("/documents.json?conditions[type][]=RULE", "federal-register")
    server.routes["/feed"] = response(RSS)
    server.routes["/news"] = response(PAGE.encode(), Content_Type="text/html")
    server.routes["/index.xml"] = response(index((server.url("/news.xml"), "")))
    server.routes["/news.xml"] = response(
        sitemap(("https://post.example/a", "Ascend ships", "2026-11-24T08:00:00Z"))
    )
    return [
        feed("/feed", "feed"),
        register_search,
        feed("/index.xml", "sitemap-news"),
        feed("/news", "page", selector="ul.news > li"),
    ]


@pytest.fixture(autouse=True)
def _register(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    class Routes(dict[str, object]):
        """The register's address carries its fields; what they are is tested elsewhere."""

        def get(self, target: str, default: object = None) -> object:
            if target.startswith("/documents.json?"):
                return super().get("/documents.json", response(register(RULE)))
            return super().get(target, default)

    server.routes = Routes()  # type: ignore[assignment]


def titles(database: Database) -> set[str]:
    return {v.article.title for v in ArticleArchive(database).recent(NOW - timedelta(days=99))}


@pytest.mark.parametrize("workers", [0, 1])
def test_every_kind_is_polled_stored_and_flagged_in_one_pass(
    workers: int, database: Database, server: Server
) -> None:
    poller = poller_of(database, workers)
    report = poller.poll(feeds_of(server), NOW)
    assert (report.feeds, report.failed, report.articles_new, report.flagged) == (4, 0, 6, 4)
    again = poller.poll(feeds_of(server), NOW + timedelta(days=3))
    assert (again.feeds, again.not_modified, again.articles_new) == (4, 4, 0)
    facts = [v.article.facts for v in ArticleArchive(database).recent(NOW - timedelta(days=9))]
    assert [each["effective"] for each in facts if each] == ["2026-12-15"]


def test_a_wrong_answer_is_a_state_and_stops_nothing_else(
    database: Database, server: Server
) -> None:
    poller, feeds = poller_of(database, 0), feeds_of(server)
    poller.poll(feeds, NOW)
    server.routes["/news"] = response(b"<html><body>We have moved house</body></html>")
    server.routes["/documents.json"] = response(PAGE.encode(), Content_Type="text/html")
    server.routes["/feed"] = response(RSS.replace(b"Ascend", b"H20 news"))
    later = NOW + timedelta(days=3)
    report = poller.poll(feeds, later)
    assert (report.failed, report.articles_new) == (2, 1)
    known = {feed.kind: feed for feed in FeedTable(database).merged(feeds)}
    assert known["page"].health.fault is Fault.LAYOUT
    page = condition(known["page"], later)
    assert page.state is FeedState.FAILING
    assert "'ul.news > li'" in page.detail
    assert "options" in page.advice
    assert condition(known["federal-register"], later).state is FeedState.NOT_A_FEED
    assert "H20 news" in titles(database)
    server.routes["/news"] = response(PAGE.encode(), Content_Type="text/html")
    poller.poll(feeds, later + timedelta(days=3))
    mended = {feed.kind: feed for feed in FeedTable(database).merged(feeds)}["page"]
    assert mended.health.fault is None
