"""Alerts in the store: once a reader and story, queued with their messages or not at all."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from chipwire.core.model import (
    Alert,
    Assignment,
    Delivery,
    Entry,
    Message,
    Subscriber,
    Verdict,
)
from chipwire.ports import AlertSpan
from chipwire.stores import AlertTable, Database, DeliveryTable, DigestTable, StoryTable
from chipwire.stores.alerts import alerted_at
from chipwire.stores.keeping import Keeper
from support.news import NOON, article, digest, feed, flagged, store

ANNA = Subscriber(id="anna", address="anna@desk.example", times=(time(7),))
HOUR = timedelta(hours=1)


def alert(*stories: str, at: datetime = NOON) -> Alert:
    return Alert(
        id=f"anna/alert/{stories[0]}",
        subscriber="anna",
        address=ANNA.address,
        zone="UTC",
        local_date=at.date(),
        created=at,
        entries=tuple(
            Entry(story=story, flags=(), reports=(), score=1.0, parts=()) for story in stories
        ),
        subject="Alert",
        preview="",
    )


def letter(told: Alert) -> Delivery:
    return Delivery(
        id=told.id,
        digest=told.id,
        subscriber="anna",
        channel="mail",
        recipient=told.address,
        message_id=f"<{told.id}>",
        message=Message(subject="S", html="<p>H</p>", text="T"),
    )


def queue(database: Database, *stories: str, at: datetime = NOON) -> bool:
    told = alert(*stories, at=at)
    return AlertTable(database).queue(told, [letter(told)], at)


def span(database: Database, at: datetime = NOON) -> AlertSpan:
    return AlertTable(database).span(ANNA, at)


def told_in(found: AlertSpan) -> list[str]:
    return [one.article.id for story in found.stories for one in story.verdicts]


def news(database: Database, *numbers: int, at: datetime = NOON, backlog: bool = False) -> None:
    """Flagged articles, each a story of its own."""
    store(database, [_judged(number, backlog=backlog) for number in numbers], now=at)
    waiting = StoryTable(database).ungrouped(100)
    StoryTable(database).save(
        [Assignment(article=one.article.id, story=f"new:{one.article.id}") for one in waiting], at
    )


def _judged(number: int, *, backlog: bool) -> Verdict:
    verdict = flagged(article(number))
    return replace(verdict, article=replace(verdict.article, backlog=backlog))


@pytest.fixture
def known(database: Database) -> Database:
    """A database that has met the reader."""
    span(database, NOON - HOUR)
    return database


def test_new_stories_are_found_until_they_are_told(known: Database) -> None:
    news(known, 1, 2)

    assert told_in(span(known)) == ["1", "2"]
    assert queue(known, "1")
    assert told_in(span(known)) == ["2"]
    assert span(known).fresh == {"1", "2"}


def test_a_story_is_told_once_and_its_messages_come_with_it_or_not_at_all(known: Database) -> None:
    news(known, 1, 2, 3)

    assert queue(known, "1", "2")
    assert not queue(known, "3", "2")
    deliveries = DeliveryTable(known)
    claimed = deliveries.claim(NOON, stale_after=600)
    assert claimed is not None
    assert claimed.digest == "anna/alert/1"
    assert deliveries.claim(NOON, stale_after=600) is None
    assert told_in(span(known)) == ["3"]


def test_what_was_stored_before_the_reader_was_met_is_no_news(database: Database) -> None:
    news(database, 1)

    assert told_in(span(database, NOON + HOUR)) == []
    news(database, 2, at=NOON + 2 * HOUR)
    assert told_in(span(database, NOON + 3 * HOUR)) == ["2"]


def test_backlog_and_old_news_set_off_nothing(known: Database) -> None:
    news(known, 1, backlog=True)
    news(known, 2)

    assert told_in(span(known)) == ["2"]
    assert told_in(span(known, NOON + 25 * HOUR)) == []


def test_a_digest_that_came_first_takes_its_stories(known: Database) -> None:
    news(known, 1)
    digests = DigestTable(known)
    assert digests.save(digest(digests.coverage(ANNA, [feed()], NOON)), [], NOON)

    assert told_in(span(known)) == []


def test_messages_of_the_hour_before_are_counted(known: Database) -> None:
    news(known, 1, 2, 3)
    queue(known, "1", "2")
    queue(known, "3", at=NOON + HOUR / 2)

    assert [span(known, NOON + HOUR * part).messages for part in (0.9, 1.1, 1.6)] == [2, 1, 0]


def test_a_digest_hears_when_its_stories_were_told(known: Database) -> None:
    news(known, 1, 2)
    queue(known, "2")

    assert DigestTable(known).coverage(ANNA, [feed()], NOON + HOUR).alerted == {"2": NOON}
    other = replace(ANNA, id="bert")
    assert DigestTable(known).coverage(other, [feed()], NOON + HOUR).alerted == {}


def test_old_alerts_are_forgotten_with_their_articles(known: Database) -> None:
    news(known, 1)
    queue(known, "1")
    keeper = Keeper(known, texts=timedelta(days=90), identities=timedelta(days=400))
    while keeper.prune(NOON + timedelta(days=401)):
        pass

    with known.reading() as connection:
        assert alerted_at(connection, "anna", NOON) == {}
