"""Storing a first poll of a thousand feeds, as a ratio against bare sqlite3 in the same run."""

import sqlite3
import time
from itertools import count
from pathlib import Path

import pytest

from chipwire.core.model import Verdict
from chipwire.ports import PollPlan
from chipwire.stores import ArticleTable, FeedTable, StoryTable, open_database
from support.news import NOON, article, feed, flagged

FEEDS, ITEMS = 1_000, 30


def documents() -> list[list[Verdict]]:
    """One article in twenty is flagged, as in the feed farm."""
    numbers = iter(count())
    return [[_verdict(next(numbers)) for _ in range(ITEMS)] for _ in range(FEEDS)]


def _verdict(number: int) -> Verdict:
    keys = tuple(f"{kind}{number:024x}" for kind in "guc")
    item = article(number, keys=keys, text="word " * 120)
    return flagged(item) if number % 20 == 0 else Verdict(article=item)


def bare(path: Path, polls: list[list[Verdict]]) -> None:
    """The least that storing could be: the same texts and keys, one transaction a feed."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE articles (id INTEGER PRIMARY KEY, url, title, text, first_seen);"
        "CREATE TABLE keys (feed, key, article, PRIMARY KEY (feed, key)) WITHOUT ROWID;"
    )
    for number, judged in enumerate(polls):
        items = [verdict.article for verdict in judged]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO articles (url, title, text, first_seen) VALUES (?, ?, ?, 0)",
            [(item.url, item.title, item.text) for item in items],
        )
        connection.executemany(
            "INSERT INTO keys VALUES (?, ?, 0)", [(number, key) for i in items for key in i.keys]
        )
        connection.execute("COMMIT")
    connection.close()


@pytest.mark.benchmark
def test_storing_a_thousand_feeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    polls = documents()
    sources = [feed(f"https://host{number}.example/feed") for number in range(FEEDS)]
    start = time.process_time()
    bare(tmp_path / "bare.db", polls)
    least = time.process_time() - start
    database = open_database(f"sqlite:///{tmp_path / 'chipwire.db'}")
    table = ArticleTable(database)

    start = time.process_time()
    for source, judged in zip(sources, polls, strict=True):
        items = [verdict.article for verdict in judged]
        assert len(table.sort(source, items).new) == ITEMS
        assert table.save(PollPlan(feed=source, new=tuple(judged)), NOON) == ITEMS
    first = time.process_time() - start

    start = time.process_time()
    for source, judged in zip(sources, polls, strict=True):
        assert table.sort(source, [verdict.article for verdict in judged]).known == ITEMS
    known = time.process_time() - start

    start = time.process_time()
    for number in range(0, FEEDS, 200):
        FeedTable(database).save_unchanged(sources[number : number + 200])
    unchanged = time.process_time() - start
    assert len(StoryTable(database).ungrouped(FEEDS * ITEMS)) == FEEDS * ITEMS // 20
    database.close()

    with capsys.disabled():
        print(
            f"\n{FEEDS * ITEMS:,} articles of {FEEDS:,} feeds, CPU seconds: bare sqlite3 "
            f"{least:.2f}; first poll {first:.2f} ({FEEDS * ITEMS / first:,.0f}/s); all known "
            f"{known:.2f} ({FEEDS * ITEMS / known:,.0f}/s); unchanged feeds {unchanged:.3f}"
        )
    assert first < 12 * least
    assert known < 5 * least
    assert unchanged < 0.5 * least
