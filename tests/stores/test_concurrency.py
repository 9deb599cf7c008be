"""Several processes on one database, as real connections that overlap."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from chipwire.core.model import Assignment, Subscriber, Verdict
from chipwire.ports import PollPlan
from chipwire.stores import ArticleTable, Database, DigestTable, StoryTable, open_database
from chipwire.stores.archive import ArticleArchive
from chipwire.stores.numbers import ARTICLES, newest, take
from chipwire.stores.verdict_rows import insert_verdicts
from support.news import NOON, article, digest, feed, flagged

ANNA = Subscriber(id="anna", address="anna@desk.example")
SHORT = 0.3


def together(*works: Callable[[], None]) -> None:
    faults: list[Exception] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as fault:  # noqa: BLE001 - any fault of a thread must fail the test
            faults.append(fault)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []


@pytest.mark.postgres
def test_a_late_commit_is_never_skipped_by_a_cut_off(postgres_url: str) -> None:
    """A writer holds number 2 uncommitted; a later writer must not show number 3 before it."""
    slow, fast, reader = (open_database(postgres_url) for _ in range(3))
    ArticleTable(slow).save(PollPlan(feed=feed(), new=(Verdict(article=article(1)),)), NOON)
    other = feed("https://other.example/feed")
    finished = threading.Event()

    def save_later() -> None:
        plan = PollPlan(feed=other, new=(flagged(article(3)),))
        ArticleTable(fast).save(plan, NOON)
        finished.set()

    with slow.writing() as connection:
        number = take(connection, ARTICLES, 1)
        insert_verdicts(connection, 1, [flagged(article(2))], number, NOON)
        later = threading.Thread(target=save_later)
        later.start()
        assert not finished.wait(SHORT)
        during = DigestTable(reader).coverage(ANNA, [], NOON)
        assert (during.after, during.through, during.seen) == (0, 1, 1)
    later.join(30)
    after = DigestTable(reader).coverage(ANNA, [], NOON)
    assert (after.through, after.seen, after.fresh) == (3, 3, frozenset({"2", "3"}))
    for database in (slow, fast, reader):
        database.close()


def test_coverage_is_read_from_one_moment(database_url: str) -> None:
    """What commits between two reads of one transaction is seen by both or by neither."""
    reader, writer = open_database(database_url), open_database(database_url)
    with reader.reading() as connection:
        before = newest_number(connection)
        plan = PollPlan(feed=feed(), new=(flagged(article(1)),))
        ArticleTable(writer).save(plan, NOON)
        assert newest_number(connection) == before
    reader.close()
    writer.close()


def newest_number(connection: Connection) -> int:
    return newest(connection, ARTICLES)


def test_two_pollers_of_one_feed_store_each_article_once(database_url: str) -> None:
    plan = PollPlan(feed=feed(), new=tuple(flagged(article(n)) for n in range(30)))
    stored: list[int] = []
    databases = [open_database(database_url) for _ in range(3)]

    def save(database: Database) -> None:
        stored.append(ArticleTable(database).save(plan, NOON))

    together(*[lambda d=database: save(d) for database in databases])
    assert sorted(stored) == [0, 0, 30]
    assert ArticleArchive(databases[0]).count(NOON) == 30
    for database in databases:
        database.close()


def test_two_groupers_open_one_story(database_url: str) -> None:
    databases = [open_database(database_url) for _ in range(3)]
    plan = PollPlan(feed=feed(), new=tuple(flagged(article(n)) for n in range(10)))
    ArticleTable(databases[0]).save(plan, NOON)
    same = [Assignment(article=str(n), story="new:1") for n in range(1, 11)]
    together(*[lambda d=database: StoryTable(d).save(same, NOON) for database in databases])
    (story,) = StoryTable(databases[0]).open(NOON)
    assert len(story.verdicts) == 10
    for database in databases:
        database.close()


def test_two_workers_meet_a_reader_at_one_moment(database_url: str) -> None:
    databases = [open_database(database_url) for _ in range(3)]
    known = []
    together(
        *[
            lambda d=database, n=number: known.append(
                DigestTable(d).first_known(ANNA, NOON + timedelta(seconds=n))
            )
            for number, database in enumerate(databases)
        ]
    )
    assert len(set(known)) == 1
    for database in databases:
        database.close()


def test_two_workers_save_one_digest(database_url: str) -> None:
    databases = [open_database(database_url) for _ in range(3)]
    ArticleTable(databases[0]).save(PollPlan(feed=feed(), new=(flagged(article(1)),)), NOON)
    saved: list[bool] = []

    def work(database: Database, number: int) -> None:
        span = DigestTable(database).coverage(ANNA, [], NOON)
        saved.append(DigestTable(database).save(digest(span, id_=f"try {number}"), [], NOON))

    together(*[lambda d=d, n=n: work(d, n) for n, d in enumerate(databases)])
    assert sorted(saved) == [False, False, True]
    for database in databases:
        database.close()
