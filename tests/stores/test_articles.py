"""Articles: who is known, what an edit does, and that nothing of a verdict is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from chipwire.core.model import Article, Assignment, Feed, Health, Suppressed, Verdict
from chipwire.ports import PollPlan
from chipwire.stores import ArticleTable, Database, FeedTable, StoryTable
from chipwire.stores.archive import ArticleArchive
from chipwire.stores.schema import article_keys, articles
from support.news import NOON, article, feed, flagged, full_article, store

DAY = timedelta(days=1)


def only(database: Database, reference: str = "1") -> Verdict:
    (trace,) = ArticleArchive(database).find(reference)
    return trace.verdict


def test_a_verdict_comes_back_exactly(database: Database) -> None:
    verdict = flagged(full_article(), "h20", "export-controls")
    store(database, [verdict])
    stored = replace(verdict.article, id="1", feed=feed().id, first_seen=NOON)
    assert StoryTable(database).ungrouped(10) == [replace(verdict, article=stored)]


def test_an_article_without_a_flag_keeps_its_near_misses(database: Database) -> None:
    miss = Suppressed(topic="amd", surface="AMD", reason="eye care")
    store(database, [Verdict(article=article(1), suppressed=(miss,)), Verdict(article=article(2))])
    assert only(database, "1").suppressed == (miss,)
    assert only(database, "2").suppressed == ()
    assert StoryTable(database).ungrouped(10) == []


def test_what_a_database_refuses_is_replaced_one_for_one(database: Database) -> None:
    odd = article(1, title="a\0b\ud800c", text="x\0", keys=("k\0",), language=None)
    store(database, [replace(flagged(odd), suppressed=())])
    back = only(database)
    assert back.article.title == "a\ufffdb\ufffdc"
    assert back.matches[0].evidence[0].sentence in ("a\ufffdb\ufffdc", "a\0b\ufffdc")
    assert ArticleTable(database).sort(feed(), [odd]).new == ()


def test_sorting_before_and_after_saving(database: Database) -> None:
    table = ArticleTable(database)
    items = [article(n) for n in range(5)]
    first = table.sort(feed(), items)
    assert (first.new, first.changed, first.known) == (tuple(items), (), 0)
    assert store(database, [Verdict(article=item) for item in items]) == 5
    again = table.sort(feed(), items)
    assert (again.new, again.changed, again.known) == ((), (), 5)
    assert again.listed == {}


CASES = {
    "same item": (article(1), "known"),
    "guid changed": (article(1, keys=("g9", "u1")), "known"),
    "link changed": (article(1, keys=("g1", "u9")), "known"),
    "all keys changed": (article(1, keys=("g9", "u9")), "new"),
    "words changed": (article(1, content_hash="edited"), "changed"),
    "words and guid changed": (article(1, keys=("g9", "u1"), content_hash="edited"), "changed"),
}


@pytest.mark.parametrize("name", CASES)
def test_identity(database: Database, name: str) -> None:
    item, expected = CASES[name]
    store(database, [Verdict(article=article(1))])
    done = ArticleTable(database).sort(feed(), [item])
    counts = {"new": len(done.new), "changed": len(done.changed), "known": done.known}
    assert counts == {"new": 0, "changed": 0, "known": 0} | {expected: 1}


def test_the_same_keys_in_another_feed_are_another_article(database: Database) -> None:
    store(database, [Verdict(article=article(1))])
    other = feed("https://other.example/feed")
    assert len(ArticleTable(database).sort(other, [article(1)]).new) == 1
    assert store(database, [Verdict(article=article(1))], into=other) == 1


def test_a_new_key_of_a_known_article_is_kept(database: Database) -> None:
    table = ArticleTable(database)
    store(database, [Verdict(article=article(1, keys=("g1",)))])
    both = table.sort(feed(), [article(1, keys=("g1", "u1"))])
    assert both.listed == {"1": ("u1",)}
    table.save(PollPlan(feed=feed(), listed=both.listed), NOON)
    moved = table.sort(feed(), [article(1, keys=("g2", "u1"))])
    assert moved.new == ()
    assert only(database).article.keys == ("g1", "u1")


def test_twins_in_one_document_are_one_article(database: Database) -> None:
    table = ArticleTable(database)
    twins = [article(1, keys=("g1", "u1")), article(2, keys=("g2", "u1"))]
    done = table.sort(feed(), twins)
    assert (len(done.new), done.known) == (1, 1)
    assert store(database, [Verdict(article=item) for item in twins]) == 1
    # The second spelling of a stored article does not edit it back and forth at each poll.
    again = table.sort(feed(), twins)
    assert (again.new, again.changed) == ((), ())


def test_a_key_given_twice_is_one_key(database: Database) -> None:
    store(database, [Verdict(article=article(1, keys=("g1", "g1", "u1")))])
    assert only(database).article.keys == ("g1", "u1")


def test_an_item_without_any_key_is_stored_once(database: Database) -> None:
    bare = article(1, keys=())
    store(database, [Verdict(article=bare)])
    assert ArticleTable(database).sort(feed(), [bare]).known == 1


def test_a_key_too_long_for_an_index_still_identifies(database: Database) -> None:
    item = article(1, keys=("é" * 5_000,))
    store(database, [Verdict(article=item)])
    assert ArticleTable(database).sort(feed(), [item]).known == 1


def test_what_another_process_stored_meanwhile_is_not_stored_again(database: Database) -> None:
    judged = [flagged(article(n)) for n in range(3)]
    assert store(database, judged[:2]) == 2
    assert store(database, judged) == 1
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(articles)).scalar() == 3


def edit(database: Database, verdict: Verdict) -> None:
    table = ArticleTable(database)
    (changed,) = table.sort(feed(), [verdict.article]).changed
    plan = PollPlan(feed=feed(), changed=(replace(verdict, article=changed),))
    assert table.save(plan, NOON + DAY) == 0


def test_an_edit_replaces_words_and_findings_and_keeps_place_and_story(
    database: Database,
) -> None:
    store(database, [flagged(article(1), "h20", "huawei")])
    StoryTable(database).save([_alone("1")], NOON)
    edit(database, flagged(article(1, title="Edited", text="", content_hash="2"), "smic"))
    (trace,) = ArticleArchive(database).find("1")
    assert (trace.verdict.article.title, trace.verdict.article.text) == ("Edited", "")
    assert trace.verdict.article.first_seen == NOON
    assert [match.topic for match in trace.verdict.matches] == ["smic"]
    assert (trace.position, trace.story) == (1, "1")


def test_an_edit_that_takes_the_last_flag_takes_the_story_too(database: Database) -> None:
    store(database, [flagged(article(1))])
    StoryTable(database).save([_alone("1")], NOON)
    edit(database, Verdict(article=article(1, content_hash="2")))
    (trace,) = ArticleArchive(database).find("1")
    assert (trace.verdict.matches, trace.story) == ((), None)
    assert StoryTable(database).open(NOON) == []


def test_an_edit_that_brings_the_first_flag_comes_behind_every_cut_off(
    database: Database,
) -> None:
    store(database, [Verdict(article=article(1)), Verdict(article=article(2))])
    edit(database, flagged(article(1, content_hash="2")))
    (trace,) = ArticleArchive(database).find("1")
    assert trace.position == 3


def test_a_save_that_fails_leaves_nothing_behind(database: Database) -> None:
    broken = replace(flagged(article(2)), score=None)  # type: ignore[arg-type]  # a bug elsewhere
    with pytest.raises(Exception, match=r"NOT NULL|not-null|null value"):
        store(database, [flagged(article(1)), broken])
    assert FeedTable(database).merged([feed()]) == [feed()]
    assert store(database, [flagged(article(1))]) == 1


def test_items_still_listed_are_touched_once_a_day(database: Database) -> None:
    table = ArticleTable(database)
    store(database, [Verdict(article=article(1)), Verdict(article=article(2))])

    def polled(last: timedelta) -> Feed:
        return replace(feed(), health=Health(last_attempt=NOON + last))

    assert table.sort(polled(DAY / 2), [article(1)]).listed == {}
    due = table.sort(polled(DAY * 2), [article(1)]).listed
    assert due == {"1": ()}
    table.save(PollPlan(feed=feed(), listed=due), NOON + DAY * 2)
    assert table.sort(polled(DAY * 2), [article(1)]).listed == {}


def test_a_feed_of_five_thousand_items(database: Database) -> None:
    items: list[Article] = [article(n) for n in range(5_000)]
    assert store(database, [Verdict(article=item) for item in items]) == 5_000
    assert ArticleTable(database).sort(feed(), items).known == 5_000
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(article_keys)).scalar() == 10_000


def _alone(id_: str) -> Assignment:
    return Assignment(article=id_, story=f"new:{id_}", reason="first")
