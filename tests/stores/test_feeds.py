"""What was learned of the feeds survives, field by field."""

from dataclasses import fields, replace
from datetime import timedelta

from chipwire.core.model import Fault, Health, Rhythm, Validators, Verdict
from chipwire.stores import Database, FeedTable
from support.news import NOON, article, feed, store

LEARNED = replace(
    feed(),
    moved_to="https://new.example/feed",
    validators=Validators(etag='"e"', last_modified="Mon", body_hash="b", items_hash="i"),
    health=Health(
        last_attempt=NOON,
        last_success=NOON - timedelta(days=1),
        failing_since=NOON - timedelta(hours=3),
        failures=4,
        fault=Fault.TIMEOUT,
        error="no answer in 30 s",
        last_new_item=NOON - timedelta(days=2),
        new_items=17,
        dated=False,
        overflowed=NOON - timedelta(hours=7),
    ),
    rhythm=Rhythm(interval=1_234.5, ttl=3_600, max_age=60, skip_hours=(0, 23), skip_days=(5, 6)),
    next_poll=NOON + timedelta(minutes=30),
    first_polled=NOON - timedelta(days=9),
)


def test_everything_learned_comes_back(database: Database) -> None:
    table = FeedTable(database)
    assert table.merged([feed()]) == [feed()]
    table.save_unchanged([LEARNED])
    assert table.merged([feed()]) == [LEARNED]


def test_the_sample_sets_every_field_that_is_learned() -> None:
    # A field that someone adds must be stored too: this fails until the sample has it.
    for noun in (LEARNED.health, LEARNED.validators, LEARNED.rhythm):
        fresh = type(noun)()
        same = [f.name for f in fields(noun) if getattr(noun, f.name) == getattr(fresh, f.name)]
        assert same == []


def test_the_file_decides_what_is_wanted(database: Database) -> None:
    table = FeedTable(database)
    table.save_unchanged([replace(LEARNED, title="Old title", language="de")])
    (merged,) = table.merged([replace(feed(), title="New title", folder="Asia")])
    assert (merged.title, merged.language, merged.folder) == ("New title", None, "Asia")
    assert merged.address == "https://new.example/feed"


def test_saving_again_forgets_what_is_over(database: Database) -> None:
    table = FeedTable(database)
    table.save_unchanged([LEARNED])
    table.save_unchanged([feed()])
    assert table.merged([feed()]) == [feed()]


def test_due_are_those_whose_time_has_come_or_was_never_set(database: Database) -> None:
    never, past, now, later = (
        replace(feed(name), next_poll=when)
        for name, when in [
            ("never", None),
            ("past", NOON - timedelta(days=1)),
            ("now", NOON),
            ("later", NOON + timedelta(microseconds=1)),
        ]
    )
    due = FeedTable(database).due([later, now, past, never], NOON)
    assert due == [now, past, never]


def test_new_items_are_counted_by_feed_and_day(database: Database) -> None:
    day = timedelta(days=1)
    other = feed("https://other.example/feed")
    for number, when in enumerate([NOON - day, NOON, NOON + timedelta(hours=1)]):
        store(database, [Verdict(article=article(number))], now=when)
    store(database, [Verdict(article=article(9))], now=NOON, into=other)
    counts = FeedTable(database).daily_new(NOON - 2 * day, NOON)
    assert counts == {feed().id: [0, 1, 2], other.id: [0, 0, 1]}


def test_what_was_learned_moves_to_a_new_address_with_its_articles(database: Database) -> None:
    table = FeedTable(database)
    store(database, [Verdict(article=article(1))])
    table.save_unchanged([LEARNED])
    new = "https://new.example/feed"
    table.rename(feed().id, new)
    moved = replace(feed(), id=new, url=new)
    (found,) = table.merged([moved])
    assert found == replace(LEARNED, id=new, url=new, moved_to=None)
    assert table.merged([feed()]) == [feed()]
    assert list(table.daily_new(NOON, NOON)) == [new]


def test_a_feed_that_is_known_at_the_new_address_keeps_what_it_has(database: Database) -> None:
    table = FeedTable(database)
    new = replace(feed(), id="https://new.example/feed", url="https://new.example/feed")
    table.save_unchanged([LEARNED, new])
    table.rename(feed().id, new.id)
    assert table.merged([new]) == [new]
    assert table.merged([feed()]) == [LEARNED]
