"""Polls of one feed that were really made, replayed over loopback through the whole poll job."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from chipwire.app.judges import make_judge
from chipwire.core.model import Feed
from chipwire.core.timing.cadence import learned
from chipwire.jobs.poll import Poller
from chipwire.jobs.reading import Reader, ReaderOptions
from chipwire.seeds.watchlist import load_watchlist
from chipwire.sources.http import FetchOptions, HttpSource
from chipwire.stores import ArticleTable, Database, FeedTable, open_database
from chipwire.stores.archive import ArticleArchive
from support.http_server import Server, response

REPLAY = Path(__file__).parents[3] / "shared" / "eval" / "replay-heise.jsonl"
WATCHLIST = load_watchlist("topics:\n  - id: h20\n    name: H20\n    keywords: [H20]\n")
BEGIN = datetime(2026, 1, 5, 6, tzinfo=UTC)

Item = Mapping[str, str | None]


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    path = shutil.copy(sqlite_template, tmp_path)
    opened = open_database(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def poller(database: Database, monkeypatch: pytest.MonkeyPatch) -> Poller:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return Poller(
        feeds=FeedTable(database),
        articles=ArticleTable(database),
        source=HttpSource(FetchOptions(allow_private_networks=True)),
        reader=Reader(
            ReaderOptions(
                make_judge=partial(make_judge, WATCHLIST, {}), lookback=timedelta(hours=48)
            )
        ),
        learned=learned,
    )


def rss(items: Sequence[Item]) -> bytes:
    rows = "".join(
        f"<item><title>{escape(item['title'] or '')}</title>"
        f"<link>{escape(item['url'] or '')}</link>"
        f"<description>{escape(item.get('teaser') or '')}</description></item>"
        for item in items
    )
    head = "<title>Ticker</title><link>https://ticker.example/</link><language>de</language>"
    return f"<rss version='2.0'><channel>{head}{rows}</channel></rss>".encode()


def replay(
    polls: Sequence[tuple[datetime, Sequence[Item]]], poller: Poller, server: Server
) -> list[int]:
    """How many articles each poll newly stored."""
    feed = Feed(id=server.url(), url=server.url(), title="Ticker")
    counts = []
    for now, items in polls:
        server.routes["/feed"] = response(rss(items))
        report = poller.poll([feed], now, force=True)
        assert report.failed == 0
        counts.append(report.articles_new)
    return counts


def expected(polls: Sequence[tuple[datetime, Sequence[Item]]]) -> list[int]:
    """How many links each poll showed for the first time."""
    seen: set[str | None] = set()
    counts = []
    for _, items in polls:
        fresh = {item["url"] for item in items} - seen
        counts.append(len(fresh))
        seen |= fresh
    return counts


def stored_links(database: Database) -> list[str | None]:
    return [
        v.article.url for v in ArticleArchive(database).recent(datetime(2000, 1, 1, tzinfo=UTC))
    ]


def item(number: int, edition: int = 0) -> Item:
    words = f"Meldung {number} aus Fabrik und Amt" + (" (Update)" * edition)
    return {"title": words, "url": f"https://ticker.example/{number}?wt_mc=rss.{edition}"}


def ticker(polls: int) -> list[tuple[datetime, list[Item]]]:
    """Thirty items move on by up to three; some headlines change, some old items come back."""
    made = []
    top = 30
    for number in range(polls):
        top += number % 4
        items = [item(n, edition=int(n % 7 == number % 7)) for n in range(top, top - 30, -1)]
        if number % 5 == 4:
            items += [item(n) for n in range(3, 6)]
        made.append((BEGIN + timedelta(hours=number), items))
    return made


def test_a_ticker_of_our_own_is_stored_once_and_whole(
    poller: Poller, database: Database, server: Server
) -> None:
    polls = ticker(24)
    assert replay(polls, poller, server) == expected_numbers(polls)
    links = stored_links(database)
    assert len({(link or "").partition("?")[0] for link in links}) == len(links)


def expected_numbers(polls: Sequence[tuple[datetime, Sequence[Item]]]) -> list[int]:
    bare = [
        (now, [{**each, "url": (each["url"] or "").partition("?")[0]} for each in items])
        for now, items in polls
    ]
    return expected(bare)


@pytest.mark.skipif(not REPLAY.exists(), reason="the evaluation's folder is not here")
def test_the_recorded_ticker_is_stored_once_and_whole(
    poller: Poller, database: Database, server: Server
) -> None:
    lines = [json.loads(line) for line in REPLAY.read_text("utf-8").splitlines()]
    polls = [(datetime.fromtimestamp(line["at"], UTC), line["articles"]) for line in lines]
    assert len(polls) == 138
    counts = replay(polls, poller, server)
    assert counts == expected(polls)
    assert sum(counts) == 298
    links = stored_links(database)
    assert len(links) == len(set(links)) == 298
