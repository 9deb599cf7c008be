"""Stories hold their articles once, whoever groups, and however often."""

from dataclasses import replace
from datetime import timedelta

from chipwire.core.model import Assignment, Verdict
from chipwire.stores import Database, StoryTable
from support.news import NOON, article, flagged, store

HOUR = timedelta(hours=1)


def put(article_id: str, story: str) -> Assignment:
    return Assignment(article=article_id, story=story, reason="same event")


def shape(table: StoryTable) -> dict[str, list[str]]:
    return {
        story.id: [verdict.article.id for verdict in story.verdicts]
        for story in table.open(NOON - HOUR)
    }


def test_ungrouped_are_flagged_articles_in_stored_order(database: Database) -> None:
    backlog = flagged(article(3, backlog=True))
    store(database, [flagged(article(1)), Verdict(article=article(2)), backlog])
    table = StoryTable(database)
    assert [verdict.article.id for verdict in table.ungrouped(10)] == ["1", "3"]
    assert [verdict.article.id for verdict in table.ungrouped(1)] == ["1"]


def test_articles_of_one_new_story_open_it_together(database: Database) -> None:
    table = StoryTable(database)
    store(database, [flagged(article(n)) for n in range(3)])
    table.save([put("2", "new:2"), put("1", "new:2"), put("3", "new:3")], NOON)
    assert shape(table) == {"1": ["1", "2"], "2": ["3"]}
    assert table.ungrouped(10) == []


def test_saving_twice_changes_nothing(database: Database) -> None:
    table = StoryTable(database)
    store(database, [flagged(article(n)) for n in range(2)])
    for _ in range(2):
        table.save([put("1", "new:1"), put("2", "new:1")], NOON)
    assert shape(table) == {"1": ["1", "2"]}


def test_an_article_that_has_a_story_meanwhile_keeps_it(database: Database) -> None:
    table = StoryTable(database)
    store(database, [flagged(article(n)) for n in range(3)])
    table.save([put("1", "new:1"), put("2", "new:2")], NOON)
    table.save([put("2", "1"), put("3", "1")], NOON)
    assert shape(table) == {"1": ["1", "3"], "2": ["2"]}


def test_a_story_is_as_old_as_its_first_and_as_fresh_as_its_latest_article(
    database: Database,
) -> None:
    table = StoryTable(database)
    for number in range(3):
        store(database, [flagged(article(number))], now=NOON + number * HOUR)
    table.save([put("2", "new:2"), put("1", "new:2")], NOON)
    (story,) = table.open(NOON)
    assert (story.opened, story.updated) == (NOON, NOON + HOUR)
    table.save([put("3", "1")], NOON)
    (story,) = table.open(NOON + 2 * HOUR)
    assert (story.opened, story.updated) == (NOON, NOON + 2 * HOUR)
    assert table.open(NOON + 3 * HOUR) == []


def test_stories_give_their_verdicts_back_exactly(database: Database) -> None:
    table = StoryTable(database)
    store(database, [flagged(article(n), "h20", "smic") for n in range(2)])
    before = table.ungrouped(10)
    table.save([put("1", "new:1"), put("2", "new:1")], NOON)
    (story,) = table.open(NOON)
    assert list(story.verdicts) == before
    assert replace(story, verdicts=()).id == "1"
