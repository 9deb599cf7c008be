"""Looking stored articles up, counting them, and judging them anew."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chipwire.core.model import Assignment, Slot, Subscriber, Suppressed, Verdict
from chipwire.stores import Database, DigestTable, StoryTable
from chipwire.stores.archive import PAGE, ArticleArchive, Covering
from chipwire.stores.statistics import NameCount, Statistics
from support.news import NOON, article, digest, feed, flagged, store

DAY = timedelta(days=1)


def cover(database: Database, who: str, day: date) -> None:
    """Saves a digest of all that waits for this reader."""
    reader = Subscriber(id=who, address=f"{who}@desk.example")
    span = DigestTable(database).coverage(reader, [], NOON)
    composed = digest(span, id_=f"{who} {day}", who=who, day=day)
    assert DigestTable(database).save(composed, [], NOON)


@pytest.mark.parametrize(
    "reference",
    [
        "1",
        "https://desk.example/items/1",
        "http://www.desk.example/items/1/",
        "https://desk.example/items/1?utm_source=rss",
    ],
)
def test_an_article_is_found_by_id_and_by_any_spelling_of_its_address(
    database: Database, reference: str
) -> None:
    store(database, [flagged(article(1)), flagged(article(2))])
    (trace,) = ArticleArchive(database).find(reference)
    assert trace.verdict.article.title == "Headline 1"


@pytest.mark.parametrize(
    "reference", ["7", "https://desk.example/items/7", "nonsense", "", "9" * 30, "²"]
)
def test_what_is_not_stored_is_not_found(database: Database, reference: str) -> None:
    store(database, [flagged(article(1))])
    assert ArticleArchive(database).find(reference) == []


def test_one_address_in_two_feeds_is_two_articles(database: Database) -> None:
    store(database, [flagged(article(1))])
    store(database, [flagged(article(1))], into=feed("https://other.example/feed"))
    found = ArticleArchive(database).find("https://desk.example/items/1")
    assert [trace.verdict.article.id for trace in found] == ["2", "1"]


def test_a_trace_tells_whose_digest_is_to_come_and_who_came_too_late(database: Database) -> None:
    store(database, [flagged(article(1))], now=NOON - 100 * DAY)
    store(database, [flagged(article(2))])
    cover(database, "anna", date(2026, 3, 2))
    store(database, [flagged(article(3))])
    found = [ArticleArchive(database).find(str(number))[0] for number in (1, 2, 3)]
    assert [trace.before for trace in found] == [("anna",), (), ()]
    assert [trace.waiting for trace in found] == [(), (), ("anna",)]


def test_a_story_is_found_with_all_its_articles(database: Database) -> None:
    store(database, [flagged(article(1)), flagged(article(2)), flagged(article(3))])
    told = [Assignment(article=number, story="new:1") for number in ("1", "3")]
    StoryTable(database).save(told, NOON)
    archive = ArticleArchive(database)
    assert [trace.verdict.article.id for trace in archive.story("1")] == ["3", "1"]
    assert archive.story("7") == archive.story("https://desk.example/") == []


def test_a_trace_tells_story_reason_and_covering_digests(database: Database) -> None:
    day = date(2026, 3, 2)
    store(database, [flagged(article(1))])
    StoryTable(database).save([Assignment(article="1", story="new:1", reason="opens")], NOON)
    cover(database, "anna", day)
    store(database, [flagged(article(2))])
    cover(database, "anna", day + DAY)
    cover(database, "ben", day)
    first, second = (ArticleArchive(database).find(id_)[0] for id_ in "12")
    assert (first.story, first.story_reason) == ("1", "opens")
    assert first.digests == (
        Covering(subscriber="anna", slot=Slot(local_date=day), digest="anna 2026-03-02"),
        Covering(subscriber="ben", slot=Slot(local_date=day), digest="ben 2026-03-02"),
    )
    assert (second.story, second.story_reason) == (None, "")
    assert [covering.digest for covering in second.digests] == [
        "ben 2026-03-02",
        "anna 2026-03-03",
    ]


def test_recent_articles_come_page_by_page_in_stored_order(database: Database) -> None:
    archive, total = ArticleArchive(database), PAGE * 2 + 1
    store(database, [Verdict(article=article(-1))], now=NOON - DAY)
    store(database, [Verdict(article=article(n)) for n in range(total)])
    recent = archive.recent(NOON)
    assert [next(recent).article.title, next(recent).article.title] == ["Headline 0", "Headline 1"]
    # What is stored while somebody reads does not wait for the reader.
    store(database, [Verdict(article=article(total))])
    assert [v.article.id for v in recent] == [str(n) for n in range(4, total + 3)]
    assert archive.count(NOON) == total + 1


def test_uncovered_is_what_some_reader_has_still_to_get(database: Database) -> None:
    archive, since = ArticleArchive(database), NOON - DAY
    store(database, [flagged(article(0))], now=NOON - 2 * DAY)
    store(database, [flagged(article(1)), flagged(article(2, backlog=True))])

    def ids(*readers: str) -> list[str]:
        return [verdict.article.id for verdict in archive.uncovered(readers, since)]

    assert ids() == ids("anna") == ["2"]
    cover(database, "anna", date(2026, 3, 2))
    store(database, [Verdict(article=article(3))])
    assert ids("anna") == ["4"]
    assert ids("anna", "ben") == ["2", "4"]


def test_a_new_verdict_replaces_the_old_and_moves_nothing(database: Database) -> None:
    archive = ArticleArchive(database)
    store(database, [flagged(article(1), "h20"), Verdict(article=article(2))])
    StoryTable(database).save([Assignment(article="1", story="new:1")], NOON)
    one, two = archive.recent(NOON)
    miss = (Suppressed(topic="h20", surface="H20", reason="the motorway"),)
    again = [
        replace(one, matches=(), suppressed=miss, entities=(), parts=(), score=0.0),
        replace(flagged(article(2), "smic"), article=two.article),
    ]
    assert archive.rejudge(again) == 2
    assert list(archive.recent(NOON)) == again
    assert [verdict.article.id for verdict in StoryTable(database).ungrouped(9)] == ["2"]
    assert [archive.find(id_)[0].position for id_ in "12"] == [1, 2]


def test_a_verdict_on_words_that_were_edited_meanwhile_is_dropped(database: Database) -> None:
    archive = ArticleArchive(database)
    store(database, [flagged(article(1))])
    (verdict,) = archive.recent(NOON)
    stale = replace(verdict, article=replace(verdict.article, content_hash="older"), matches=())
    assert archive.rejudge([stale]) == 0
    assert list(archive.recent(NOON)) == [verdict]


def test_topics_are_counted_by_day(database: Database) -> None:
    midnight = datetime(2026, 3, 2, tzinfo=UTC)
    store(database, [flagged(article(1), "h20", "smic")], now=midnight)
    store(database, [flagged(article(2))], now=midnight - timedelta(microseconds=1))
    store(database, [flagged(article(3)), flagged(article(4, backlog=True))], now=midnight)
    days = Statistics(database).topic_days(midnight - 2 * DAY, NOON)
    assert days == {"h20": [0, 1, 2], "smic": [0, 0, 1]}


def test_new_names_are_those_that_never_stood_beside_the_topic(database: Database) -> None:
    store(database, [flagged(article(1), "h20")], now=NOON - DAY)
    store(database, [flagged(article(2), "h20", "smic"), flagged(article(3), "smic")])
    names = Statistics(database).new_names(NOON)
    assert names == [
        NameCount(name=name, label=label, topic="smic", first_seen=NOON, articles=2)
        for name, label in [("Jensen", "PERSON"), ("Nvidia", "ORG")]
    ]
