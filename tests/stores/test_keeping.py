"""Keeping: old goes in small steps, what a feed still lists stays known, digests for ever."""

from datetime import timedelta

import pytest
from sqlalchemy import Table, func, select

from chipwire.core.model import Assignment, Delivery, Message, Verdict
from chipwire.ports import PollPlan
from chipwire.stores import ArticleTable, Database, DeliveryTable, FeedTable, StoryTable
from chipwire.stores.archive import ArticleArchive
from chipwire.stores.keeping import Keeper, Pruned
from chipwire.stores.schema import articles, entities, matches, metadata, stories, texts, verdicts
from support.news import NOON, article, feed, flagged, store

DAY = timedelta(days=1)


def keeper(database: Database) -> Keeper:
    return Keeper(database, texts=90 * DAY, identities=400 * DAY)


def rows(database: Database, table: Table) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_texts_go_before_identities(database: Database) -> None:
    store(database, [flagged(article(1))], now=NOON - 91 * DAY)
    store(database, [flagged(article(2))], now=NOON - 89 * DAY)
    assert keeper(database).prune(NOON) == Pruned(texts=1, articles=0, bodies=0)
    first, second = ArticleArchive(database).recent(NOON - 100 * DAY)
    assert (first.article.text, first.article.title) == ("", "Headline 1")
    assert first.matches[0].evidence[0].sentence == "Headline 1"
    assert second.article.text == "Words of item 2."
    assert ArticleTable(database).sort(feed(), [article(1)]).known == 1
    assert not keeper(database).prune(NOON)


def test_an_article_goes_with_everything_that_hangs_on_it(database: Database) -> None:
    store(database, [flagged(article(1)), flagged(article(2))], now=NOON - 401 * DAY)
    StoryTable(database).save([Assignment(article="1", story="new:1")], NOON)
    store(database, [flagged(article(3))])
    assert keeper(database).prune(NOON).articles == 2
    left = {table.name: rows(database, table) for table in (articles, verdicts, matches, texts)}
    assert left == {"articles": 1, "verdicts": 1, "matches": 1, "texts": 1}
    assert (rows(database, entities), rows(database, stories)) == (2, 0)
    assert len(ArticleTable(database).sort(feed(), [article(1)]).new) == 1


def test_what_a_feed_still_lists_is_never_forgotten(database: Database) -> None:
    """A feed of one page that changes once a year lists an item for three years."""
    table, item = ArticleTable(database), article(1)
    store(database, [Verdict(article=item), Verdict(article=article(2))], now=NOON)
    for year in (1, 2, 3):
        now = NOON + year * 366 * DAY
        known = FeedTable(database).merged([feed()])[0]
        done = table.sort(known, [item])
        assert (done.new, done.known) == ((), 1)
        table.save(PollPlan(feed=known, listed={"1": ()}), now)
        while keeper(database).prune(now + 365 * DAY):
            pass
    # The other item left the list three years ago.
    assert [v.article.id for v in ArticleArchive(database).recent(NOON)] == ["1"]


def test_an_item_of_a_feed_that_never_changes_stays_known(database: Database) -> None:
    # Polled all the time and always unchanged (304), so nothing was sorted or touched since.
    store(database, [Verdict(article=article(1))], now=NOON)
    assert not keeper(database).prune(NOON + 50 * DAY)
    keeper(database).prune(NOON + 1_000 * DAY)
    assert ArticleTable(database).sort(feed(), [article(1)]).known == 1


def test_one_call_takes_no_more_than_its_limit(database: Database) -> None:
    old = NOON - 500 * DAY
    store(database, [Verdict(article=article(n)) for n in range(25)], now=old)
    store(database, [Verdict(article=article(99))])
    steps = []
    while pruned := keeper(database).prune(NOON, limit=10):
        steps.append(pruned.articles)
    assert steps == [10, 10, 5]
    assert rows(database, articles) == 1


def test_sent_mails_lose_their_bodies_but_stay_in_the_ledger(database: Database) -> None:
    table = DeliveryTable(database)
    for number in range(2):
        message = Message(subject="S", html="<p>H</p>", text="T")
        letter = Delivery(
            id=f"d{number}",
            digest=f"g{number}",
            channel="mail",
            recipient="a@desk.example",
            message_id=f"<{number}>",
            message=message,
        )
        table.queue(letter, NOON)
    sent, waiting = (table.claim(NOON, stale_after=60) for _ in range(2))
    assert sent is not None
    assert waiting is not None
    table.accepted(sent, NOON)
    assert keeper(database).prune(NOON + 91 * DAY).bodies == 1
    assert not keeper(database).prune(NOON + 91 * DAY)
    assert not table.queue(sent, NOON)
    again = table.claim(NOON + 91 * DAY, stale_after=60)
    assert again is not None
    assert (again.id, again.message) == (waiting.id, waiting.message)


@pytest.mark.parametrize("table", ["digests", "readers", "deliveries", "notices", "marks"])
def test_nothing_of_the_readers_depends_on_articles(table: str) -> None:
    targets = {key.column.table.name for key in metadata.tables[table].foreign_keys}
    assert targets <= {"readers"}
