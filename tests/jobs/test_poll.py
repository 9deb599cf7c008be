import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from chipwire.app.judges import make_judge
from chipwire.core.model import (
    Document,
    Fault,
    Feed,
    FetchFailed,
    FetchOutcome,
    NotModified,
    Validators,
)
from chipwire.core.timing.cadence import learned
from chipwire.jobs.others import IN_HAND, TOGETHER
from chipwire.jobs.poll import Poller
from chipwire.jobs.reading import Reader, ReaderOptions
from chipwire.seeds.watchlist import load_watchlist
from chipwire.stores import ArticleTable, Database, FeedTable, open_database
from chipwire.stores.archive import ArticleArchive

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WATCHLIST = load_watchlist("topics:\n  - id: h20\n    name: H20\n    keywords: [H20]\n")


@dataclass
class Answers:
    """A source that answers as told, feed by feed."""

    by_feed: dict[str, FetchOutcome] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    before: dict[str, Callable[[], object]] = field(default_factory=dict)
    in_silence: Callable[[], object] | None = None

    def fetch(
        self, feeds: Sequence[Feed], now: datetime
    ) -> Iterator[tuple[Feed, FetchOutcome] | None]:
        for feed in feeds:
            self.asked.append(feed.id)
            self.before.get(feed.id, lambda: None)()
            yield feed, self.by_feed[feed.id]
        if self.in_silence is not None:
            yield None
            self.in_silence()


def rss(*items: tuple[str, datetime | None]) -> Document:
    rows = "".join(
        f"<item><title>{title}</title><link>https://news.example/{number}</link>"
        + (f"<pubDate>{when:%a, %d %b %Y %H:%M:%S} GMT</pubDate>" if when else "")
        + "</item>"
        for number, (title, when) in enumerate(items)
    )
    body = f'<rss version="2.0"><channel><title>News</title>{rows}</channel></rss>'
    return document(body.encode())


def document(body: bytes) -> Document:
    return Document(
        url="https://news.example/rss",
        body=body,
        content_type="application/rss+xml",
        status=200,
        fetched_at=NOW,
        validators=Validators(body_hash=str(hash(body))),
    )


def feed(name: str) -> Feed:
    return Feed(id=f"https://{name}.example/rss", url=f"https://{name}.example/rss", title=name)


@pytest.fixture
def source() -> Answers:
    return Answers()


def reader(workers: int = 0) -> Reader:
    return Reader(
        ReaderOptions(
            # From the package: worker processes cannot import a test module.
            make_judge=partial(make_judge, WATCHLIST, {}),
            lookback=timedelta(hours=48),
            workers=workers,
            worth_it=2,
        )
    )


def poller_of(database: Database, source: Answers, workers: int = 0) -> Poller:
    return Poller(
        feeds=FeedTable(database),
        articles=ArticleTable(database),
        source=source,
        reader=reader(workers),
        learned=learned,
    )


@pytest.fixture
def poller(database: Database, source: Answers) -> Poller:
    return poller_of(database, source)


def stored(database: Database) -> list[tuple[str, bool, bool]]:
    verdicts = ArticleArchive(database).recent(NOW - timedelta(days=999))
    return [(v.article.title, v.article.backlog, bool(v.matches)) for v in verdicts]


def test_a_first_poll_stores_all_and_keeps_old_and_undated_items_as_backlog(
    poller: Poller, source: Answers, database: Database
) -> None:
    source.by_feed[feed("a").id] = rss(
        ("H20 licences", NOW - timedelta(hours=3)),
        ("Old H20 news", NOW - timedelta(hours=49)),
        ("Undated", None),
    )
    report = poller.poll([feed("a")], NOW)
    assert (report.feeds, report.articles_new, report.flagged) == (1, 3, 2)
    assert sorted(stored(database)) == [
        ("H20 licences", False, True),
        ("Old H20 news", True, True),
        ("Undated", True, False),
    ]


def test_a_later_poll_stores_only_what_is_new_and_nothing_of_it_is_backlog(
    poller: Poller, source: Answers, database: Database
) -> None:
    old = ("H20 licences", NOW - timedelta(hours=3))
    source.by_feed[feed("a").id] = rss(old)
    poller.poll([feed("a")], NOW)
    source.by_feed[feed("a").id] = rss(old, ("Late, undated H20 note", None))
    report = poller.poll([feed("a")], NOW + timedelta(hours=1), force=True)
    assert (report.articles_new, report.flagged) == (1, 1)
    assert stored(database)[1:] == [("Late, undated H20 note", False, True)]
    again = poller.poll([feed("a")], NOW + timedelta(hours=2), force=True)
    assert (again.articles_new, again.flagged) == (0, 0)


def test_an_edited_article_is_updated_and_judged_again_but_never_new(
    poller: Poller, source: Answers, database: Database
) -> None:
    source.by_feed[feed("a").id] = rss(("Chips", NOW))
    poller.poll([feed("a")], NOW)
    source.by_feed[feed("a").id] = rss(("Chips: the H20", NOW))
    report = poller.poll([feed("a")], NOW + timedelta(hours=1), force=True)
    assert report.articles_new == 0
    assert stored(database) == [("Chips: the H20", False, True)]


def test_only_due_feeds_are_asked_unless_forced(poller: Poller, source: Answers) -> None:
    source.by_feed[feed("a").id] = rss(("x", NOW))
    poller.poll([feed("a")], NOW)
    assert poller.poll([feed("a")], NOW + timedelta(seconds=30)).feeds == 0
    assert poller.poll([feed("a")], NOW + timedelta(seconds=30), force=True).feeds == 1
    assert poller.poll([feed("a")], NOW + timedelta(days=2)).feeds == 1


def test_one_bad_feed_never_stops_the_others(
    poller: Poller, source: Answers, database: Database
) -> None:
    source.by_feed = {
        feed("refused").id: FetchFailed(fault=Fault.CONNECT, message="refused", fetched_at=NOW),
        feed("page").id: document(b"<!doctype html><html><body>Sorry</body></html>"),
        feed("broken").id: document(b"\x00\x01\x02"),
        feed("same").id: NotModified(fetched_at=NOW, validators=Validators(etag='"1"')),
        feed("good").id: rss(("H20", NOW)),
    }
    feeds = [feed(name) for name in ("refused", "page", "broken", "same", "good")]
    report = poller.poll(feeds, NOW)
    assert (report.feeds, report.failed, report.not_modified) == (5, 3, 1)
    assert (report.articles_new, report.flagged) == (1, 1)
    learned_of = {f.title: f.health for f in FeedTable(database).merged(feeds)}
    assert learned_of["page"].fault is Fault.NOT_A_FEED
    assert learned_of["refused"].failures == 1
    assert learned_of["good"].last_success == NOW
    assert learned_of["same"].last_success == NOW


def test_a_feed_that_cannot_be_saved_is_counted_and_the_rest_goes_on(
    poller: Poller, source: Answers, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.by_feed = {feed("a").id: rss(("H20", NOW)), feed("b").id: rss(("H20 too", NOW))}
    save = ArticleTable.save

    def failing(self: ArticleTable, plan: object, now: datetime) -> int:
        if plan.feed.title == "a":  # type: ignore[attr-defined]
            raise RuntimeError("disk on fire")
        return save(self, plan, now)  # type: ignore[arg-type]

    monkeypatch.setattr(ArticleTable, "save", failing)
    report = poller.poll([feed("a"), feed("b")], NOW)
    assert (report.failed, report.articles_new) == (1, 1)
    assert [title for title, _, _ in stored(database)] == ["H20 too"]


def test_a_stop_ends_the_pass_after_the_feed_in_hand(poller: Poller, source: Answers) -> None:
    source.by_feed = {feed(n).id: rss((f"H20 {n}", NOW)) for n in "abc"}
    report = poller.poll([feed(n) for n in "abc"], NOW, should_stop=lambda: True)
    assert report.articles_new == 1


@pytest.mark.parametrize(
    ("said", "title", "language"),
    [
        (None, "The H20 may be sold again in China, the department said", "en"),
        (None, "Der H20 darf wieder nach China verkauft werden, sagt das Ministerium", "de"),
        ("fr", "The H20 may be sold again in China, the department said", "fr"),
        ("de-AT", "Der H20 darf wieder nach China verkauft werden", "de"),
    ],
)
def test_a_flagged_articles_language_is_its_feeds_or_else_found(
    poller: Poller,
    source: Answers,
    database: Database,
    said: str | None,
    title: str,
    language: str,
) -> None:
    source.by_feed[feed("a").id] = rss((title, NOW))
    poller.poll([replace(feed("a"), language=said)], NOW)
    (verdict,) = ArticleArchive(database).recent(NOW - timedelta(days=1))
    assert verdict.article.language == language


def test_a_chinese_headline_is_believed_more_than_the_language_its_feed_declares(
    poller: Poller, source: Answers, database: Database
) -> None:
    body = rss(("英伟达H20芯片获准对华销售", NOW)).body
    declared = body.replace(b"<title>News", b"<language>en-us</language><title>News")
    source.by_feed[feed("a").id] = document(declared)
    poller.poll([feed("a")], NOW)
    (verdict,) = ArticleArchive(database).recent(NOW - timedelta(days=1))
    assert verdict.article.language == "zh"


def test_what_a_feed_says_stands_on_its_articles(
    poller: Poller, source: Answers, database: Database
) -> None:
    german = replace(feed("a"), title="Der Kurier", language="de")
    source.by_feed[german.id] = rss(("H20 darf wieder verkauft werden", NOW))
    poller.poll([german], NOW)
    (verdict,) = ArticleArchive(database).recent(NOW - timedelta(days=1))
    assert (verdict.article.outlet, verdict.article.language) == ("Der Kurier", "de")
    assert verdict.article.first_seen == NOW


def test_a_large_round_is_read_in_worker_processes_with_the_same_outcome(
    source: Answers, tmp_path: Path
) -> None:
    source.by_feed = {
        feed("a").id: rss(("H20 licences", NOW), ("Old", NOW - timedelta(days=9))),
        feed("page").id: document(b"<!doctype html><html><body>Sorry</body></html>"),
        feed("b").id: rss(("Chips", NOW)),
    }
    feeds = [feed(name) for name in ("a", "page", "b")]
    outcomes = []
    for workers in (0, 2):
        database = open_database(f"sqlite:///{tmp_path / str(workers)}.db")
        report = poller_of(database, source, workers).poll(feeds, NOW)
        outcomes.append((report, sorted(stored(database))))
        database.close()
    assert outcomes[0] == outcomes[1]
    assert outcomes[1][0].failed == 1


def test_this_process_reads_what_finds_the_others_busy(source: Answers, tmp_path: Path) -> None:
    feeds = [feed(f"f{number}") for number in range(3 * IN_HAND)]
    source.by_feed = {one.id: rss(("H20 licences", NOW)) for one in feeds}
    database = open_database(f"sqlite:///{tmp_path}/news.db")
    report = poller_of(database, source, workers=1).poll(feeds, NOW)
    database.close()
    assert (report.articles_new, report.flagged, report.failed) == (len(feeds), len(feeds), 0)


def test_a_process_that_dies_takes_only_what_it_had_in_hand(
    source: Answers, database: Database
) -> None:
    feeds = [feed(f"f{number}") for number in range(2 * IN_HAND)]
    source.by_feed = {one.id: rss(("H20 licences", NOW)) for one in feeds}
    source.before = {
        feeds[TOGETHER + 1].id: lambda: [
            child.kill() for child in multiprocessing.active_children()
        ]
    }
    report = poller_of(database, source, workers=1).poll(feeds, NOW)
    assert 1 <= report.failed <= IN_HAND
    assert len(stored(database)) == report.articles_new == len(feeds) - report.failed
    faults = {one.health.fault for one in FeedTable(database).merged(feeds)}
    assert faults == {None, Fault.INTERNAL}

    report = poller_of(database, source).poll(feeds, NOW, force=True)
    assert report.failed == 0
    assert len(stored(database)) == len(feeds)


def test_no_process_outlives_one_that_is_killed() -> None:
    code = """
import multiprocessing, sys
from datetime import UTC, datetime, timedelta
from chipwire.core.model import Document, Feed, Validators
from chipwire.jobs.reading import Reader, ReaderOptions

now = datetime(2026, 11, 23, 12, tzinfo=UTC)
feed = Feed(id="a", url="https://a.example/rss", title="a", first_polled=now)
document = Document(url=feed.url, body=b"<rss/>", status=200, fetched_at=now, content_type=None,
                    validators=Validators())
reader = Reader(ReaderOptions(make_judge=int, lookback=timedelta(1), workers=1, worth_it=1))
for _ in reader.read(iter([(feed, document), None]), now, feeds=1):
    print(multiprocessing.active_children()[0].pid, flush=True)
    sys.stdin.read()
"""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert lives(child)
        parent.kill()
    until = time.monotonic() + 30
    while lives(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not lives(child)


def lives(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.mark.parametrize("workers", [0, 1])
def test_nothing_waits_unsaved_for_a_server_that_is_silent(
    source: Answers, database: Database, workers: int
) -> None:
    known, new = feed("known"), feed("new")
    source.by_feed[known.id] = NotModified(fetched_at=NOW, validators=Validators(etag="1"))
    source.by_feed[new.id] = rss(("H20 licences", NOW - timedelta(hours=3)))
    seen: list[object] = []

    def look() -> None:
        table = FeedTable(database)
        seen.extend(one.health.last_success for one in table.merged([known, new]))
        seen.extend(stored(database))

    source.in_silence = look
    poller_of(database, source, workers).poll([known, new], NOW)
    assert seen == [NOW, NOW, ("H20 licences", False, True)]


def test_a_stop_is_heard_while_a_server_is_silent(source: Answers, database: Database) -> None:
    source.by_feed[feed("a").id] = NotModified(fetched_at=NOW, validators=Validators())
    source.in_silence = pytest.fail
    stops = iter([False, True])
    poller_of(database, source).poll([feed("a")], NOW, should_stop=lambda: next(stops))
    assert FeedTable(database).merged([feed("a")])[0].health.last_success == NOW


def test_feeds_of_a_host_that_failed_for_others_are_not_asked(
    source: Answers, database: Database, poller: Poller
) -> None:
    feeds = [
        replace(feed("x"), id=f"{feed('x').url}/{n}", url=f"{feed('x').url}/{n}") for n in (1, 2, 3)
    ]
    dead = FetchFailed(fault=Fault.TIMEOUT, message="Nothing came.", fetched_at=NOW)
    source.by_feed.update(dict.fromkeys((each.id for each in feeds), dead))
    poller.poll(feeds[:2], NOW)
    soon = NOW + timedelta(minutes=5)
    report = poller.poll(feeds, soon)
    assert (report.feeds, report.failed, source.asked) == (1, 1, [feeds[0].id, feeds[1].id])
    (waiting,) = FeedTable(database).merged(feeds[2:])
    assert waiting.next_poll is not None
    assert waiting.next_poll > soon
    assert poller.poll(feeds, soon, force=True).failed == 3
    assert source.asked[2:] == [feeds[2].id, feeds[0].id, feeds[1].id]
