"""Coverage: nothing falls between two digests, and nothing is in two."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from chipwire.core.model import (
    Assignment,
    Delivery,
    Digest,
    LastDigest,
    Message,
    Slot,
    Subscriber,
    Suppressed,
    Verdict,
)
from chipwire.ports import Coverage, PollPlan
from chipwire.stores import (
    ArticleTable,
    Database,
    DeliveryTable,
    DigestTable,
    FeedTable,
    StoryTable,
)
from chipwire.stores.readers import ReaderTable
from support.news import NOON, article, digest, feed, flagged, store

ANNA = Subscriber(id="anna", address="anna@desk.example")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def covering(coverage: Coverage, day: date = date(2026, 3, 2), who: str = "anna") -> Digest:
    return digest(coverage, id_=f"{who}-{day}", who=who, day=day)


def mail(composed: Digest) -> Delivery:
    return Delivery(
        id=composed.id,
        digest=composed.id,
        channel="mail",
        recipient=composed.address,
        message_id=f"<{composed.id}>",
        message=Message(subject="S", html="<p>H</p>", text="T"),
    )


def cover(database: Database, now: datetime = NOON, who: Subscriber = ANNA) -> Coverage:
    return DigestTable(database).coverage(who, [feed()], now)


def deliver(database: Database, day: date, coverage: Coverage) -> bool:
    composed = covering(coverage, day)
    return DigestTable(database).save(composed, [mail(composed)], NOON)


def group(database: Database, *ids: str) -> None:
    together = [Assignment(article=id_, story=f"new:{ids[0]}") for id_ in ids]
    StoryTable(database).save(together, NOON)


def told(coverage: Coverage) -> dict[str, list[str]]:
    return {s.id: [v.article.id for v in s.verdicts] for s in coverage.stories}


def test_spans_meet_and_counts_agree(database: Database) -> None:
    miss = Suppressed(topic="amd", surface="AMD", reason="eye care")
    store(
        database,
        [
            flagged(article(1)),
            Verdict(article=article(2)),
            Verdict(article=article(3), suppressed=(miss,)),
            flagged(article(4, backlog=True)),
            Verdict(article=article(5, backlog=True)),
        ],
    )
    group(database, "1")
    first = cover(database)
    assert (first.after, first.through, first.seen) == (0, 5, 5)
    assert (first.backlog, first.unmatched, first.fresh) == (2, 2, frozenset({"1"}))
    assert first.covers_from == NOON
    assert first.feeds[0].id == feed().id
    assert deliver(database, date(2026, 3, 2), first)

    nothing = cover(database)
    assert (nothing.after, nothing.through, nothing.seen) == (5, 5, 0)
    assert (nothing.stories, nothing.covers_from) == ((), None)

    store(database, [flagged(article(6))], now=NOON + HOUR)
    second = cover(database)
    assert (second.after, second.through, second.fresh) == (5, 6, frozenset({"6"}))


def test_a_story_that_goes_on_brings_its_older_articles(database: Database) -> None:
    store(database, [flagged(article(n)) for n in range(2)])
    group(database, "1")
    group(database, "2")
    deliver(database, date(2026, 3, 2), cover(database))
    store(database, [flagged(article(7))], now=NOON + HOUR)
    StoryTable(database).save([Assignment(article="3", story="1")], NOON)
    coverage = cover(database)
    assert told(coverage) == {"1": ["1", "3"]}
    assert coverage.fresh == frozenset({"3"})


def test_a_backlog_article_alone_makes_no_story(database: Database) -> None:
    store(database, [flagged(article(1, backlog=True)), flagged(article(2))])
    group(database, "1")
    group(database, "2")
    assert told(cover(database)) == {"2": ["2"]}


def test_an_article_that_grouping_missed_is_a_story_of_its_own(database: Database) -> None:
    store(database, [flagged(article(1)), flagged(article(2))])
    group(database, "2")
    assert told(cover(database)) == {"1": ["2"], "new:1": ["1"]}


def test_the_first_digest_starts_a_lookback_before_the_reader_came(database: Database) -> None:
    for number, age in enumerate([9 * DAY, 3 * DAY, 1 * DAY, 0 * DAY], start=1):
        store(database, [flagged(article(number))], now=NOON - age)
    table = DigestTable(database, lookback=2 * DAY)
    assert table.first_known(ANNA, NOON) == NOON
    # A day later the start is still where it was when the reader came.
    coverage = table.coverage(ANNA, [], NOON + DAY)
    assert (coverage.after, coverage.through) == (2, 4)
    assert table.first_known(ANNA, NOON + DAY) == NOON


def test_a_reader_who_comes_to_an_old_or_empty_database_gets_no_history(
    database: Database,
) -> None:
    assert (cover(database).after, cover(database).through) == (0, 0)
    store(database, [flagged(article(1))], now=NOON - 100 * DAY)
    assert (cover(database).after, cover(database).through) == (1, 1)


def test_what_arrives_while_composing_waits_for_the_next_digest(database: Database) -> None:
    store(database, [flagged(article(1))])
    coverage = cover(database)
    store(database, [flagged(article(2))])
    assert deliver(database, date(2026, 3, 2), coverage)
    assert cover(database).fresh == frozenset({"2"})


def test_an_edit_repeats_nothing_but_a_first_flag_is_covered(database: Database) -> None:
    store(database, [flagged(article(1)), Verdict(article=article(2))])
    deliver(database, date(2026, 3, 2), cover(database))
    table = ArticleTable(database)
    edited = table.sort(
        feed(), [article(1, content_hash="new"), article(2, content_hash="new")]
    ).changed
    table.save(PollPlan(feed=feed(), changed=tuple(flagged(item) for item in edited)), NOON)
    assert cover(database).fresh == frozenset({"2"})


def test_what_polls_read_again_is_counted_from_one_digest_to_the_next(database: Database) -> None:
    items = ArticleTable(database)
    items.save(PollPlan(feed=feed(), new=(flagged(article(1)), Verdict(article=article(2)))), NOON)
    FeedTable(database).save_unchanged([feed()], known=2)
    first = cover(database)
    assert (first.reread, first.reread_through) == (2, 2)
    assert deliver(database, date(2026, 3, 2), first)

    FeedTable(database).save_unchanged([feed()])
    edited = items.sort(
        feed(), [article(1, content_hash="new"), article(2, content_hash="new")]
    ).changed
    risen = tuple(flagged(item) for item in edited)
    # Known both; but the second is told as new, so that it is not counted twice.
    items.save(PollPlan(feed=feed(), changed=risen, known=3), NOON)
    second = cover(database)
    assert (second.reread, second.seen) == (4, 1)


def test_who_joins_a_running_service_is_told_of_no_count_that_nobody_kept(
    database: Database,
) -> None:
    store(database, [flagged(article(1))], now=NOON - 100 * DAY)
    store(database, [flagged(article(2))])
    late = cover(database)
    assert (late.after, late.reread) == (1, None)
    assert deliver(database, date(2026, 3, 2), late)
    assert cover(database).reread == 0


def test_one_digest_a_date(database: Database) -> None:
    table, slot = DigestTable(database), Slot(local_date=date(2026, 3, 2))
    store(database, [flagged(article(1))])
    first = covering(cover(database))
    assert table.save(first, [mail(first)], NOON)
    store(database, [flagged(article(2))])
    twin = replace(covering(cover(database)), id="twin")
    assert not table.save(twin, [replace(mail(twin), id="x", message_id="<x>")], NOON)
    assert table.find("anna", slot) == first
    # Nothing of the refused one stays: its articles are still to come.
    assert cover(database).fresh == frozenset({"2"})
    deliveries = DeliveryTable(database)
    assert deliveries.claim(NOON, stale_after=60) is not None
    assert deliveries.claim(NOON, stale_after=60) is None


def test_two_digests_composed_from_one_coverage_are_not_both_saved(database: Database) -> None:
    store(database, [flagged(article(1))])
    coverage = cover(database)
    assert deliver(database, date(2026, 3, 1), coverage)
    assert not deliver(database, date(2026, 3, 2), coverage)
    assert DigestTable(database).find("anna", Slot(local_date=date(2026, 3, 2))) is None


def test_a_delivery_that_cannot_be_queued_undoes_the_snapshot(database: Database) -> None:
    table = DigestTable(database)
    store(database, [flagged(article(1))])
    composed = covering(cover(database))
    with pytest.raises(Exception, match=r"(?i)unique"):
        table.save(composed, [mail(composed), mail(composed)], NOON)
    assert table.find("anna", composed.slot) is None
    assert cover(database).fresh == frozenset({"1"})


def test_readers_do_not_share_their_cut_off(database: Database) -> None:
    ben = Subscriber(id="ben", address="ben@desk.example")
    store(database, [flagged(article(1))])
    deliver(database, date(2026, 3, 2), cover(database))
    assert cover(database, who=ben).fresh == frozenset({"1"})


def test_previous_digests_come_newest_first(database: Database) -> None:
    days = [date(2026, 3, 1) + timedelta(days=n) for n in range(16)]
    for day in days:
        deliver(database, day, cover(database))
    coverage = cover(database)
    assert [earlier.local_date for earlier in coverage.previous] == days[:1:-1]
    table = DigestTable(database)
    newest = Slot(local_date=days[-1])
    assert table.last_digests() == {"anna": LastDigest(slot=newest, created=NOON)}
    assert table.slots()[0] == ("anna", newest)
    assert table.find("anna", Slot(local_date=days[3])) == coverage.previous[-2]
    assert table.find("anna", Slot(local_date=date(2030, 1, 1))) is None


def test_a_date_may_have_several_digests_one_for_each_slot(database: Database) -> None:
    table, days = DigestTable(database), [date(2026, 3, 1), date(2026, 3, 2)]
    slots = [Slot(local_date=day, at=at) for day in days for at in ("07:00", "18:00")]
    for slot in slots:
        composed = covering(cover(database), slot.local_date)
        composed = replace(composed, id=f"anna {slot}", at=slot.at)
        assert table.save(composed, [mail(composed)], NOON)
        assert not table.save(replace(composed, id="twin", after=composed.through), [], NOON)
    assert table.last_digests()["anna"].slot == slots[-1]
    assert [slot for _, slot in table.slots()] == slots[::-1]
    assert [table.find("anna", slot).slot for slot in slots] == slots  # type: ignore[union-attr] # all are there
    twice = replace(ANNA, times=(time(7), time(18)))
    assert [one.slot for one in cover(database, who=twice).previous] == slots[::-1]


def test_who_stopped_stays_stopped_until_they_resume(database: Database) -> None:
    readers, table = ReaderTable(database), DigestTable(database)
    assert readers.stop("anna", "unsubscribed", NOON)
    assert not readers.stop("anna", "paused", NOON + HOUR)
    assert table.stopped() == {"anna": "unsubscribed"}
    assert readers.stopped_since() == {"anna": ("unsubscribed", NOON)}
    assert table.first_known(ANNA, NOON + DAY) == NOON
    assert readers.resume("anna")
    assert not readers.resume("anna")
    assert table.stopped() == {}
