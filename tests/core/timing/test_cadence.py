from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.model import (
    Article,
    CacheHints,
    Document,
    Fault,
    Feed,
    FeedState,
    FetchFailed,
    NotModified,
    ParsedFeed,
    Rhythm,
    Validators,
)
from chipwire.core.timing.cadence import (
    HINT_CAP,
    JITTER,
    RETRY_CAP,
    Cadence,
    learned,
    next_poll,
    overflowed,
    patience,
)
from chipwire.core.timing.health import condition

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://news.example/feed"
NEW = Feed(id=URL, url=URL, title="Wire")
TAGS = Validators(etag='"1"', body_hash="b")


def parsed(*ages: timedelta | None, **rest: object) -> ParsedFeed:
    """A feed whose items are so old, None being undated."""
    articles = tuple(
        Article(title=f"Item {n}", published=None if age is None else NOW - age)
        for n, age in enumerate(ages)
    )
    return ParsedFeed(title="Wire", site_url=None, language=None, articles=articles, **rest)


def document(**rest: object) -> Document:
    return Document(
        url=URL, body=b"", content_type=None, status=200, fetched_at=NOW, validators=TAGS, **rest
    )


def failure(fault: Fault, **rest: object) -> FetchFailed:
    return FetchFailed(fault=fault, message="It failed.", fetched_at=NOW, **rest)


def unchanged(**rest: object) -> NotModified:
    return NotModified(fetched_at=NOW, validators=TAGS, **rest)


def seconds(feed: Feed, now: datetime = NOW) -> float:
    assert feed.next_poll is not None
    return (feed.next_poll - now).total_seconds()


def about(wait: float) -> object:
    """The wait with some jitter."""
    return pytest.approx(wait * (1 + JITTER / 2), rel=JITTER / 2 + 0.001)


@pytest.mark.parametrize(
    ("feed", "wait"),
    [
        (parsed(*(HOUR * n for n in range(10))), 900),
        (parsed(*(DAY * n for n in range(10))), 7_200),
        (parsed(*(DAY * 7 * n for n in range(10))), 7 * 7_200),
        (parsed(*(DAY * 60 * n for n in range(1, 9))), 86_400),
        (parsed(DAY), 7_200),
        (parsed(None, None), 1_800),
        (parsed(), 1_800),
        (parsed(HOUR, ttl=3 * 3_600), 3 * 3_600),
        (parsed(HOUR, ttl=30 * 86_400), HINT_CAP),
    ],
)
def test_the_first_document_sets_the_rhythm(feed: ParsedFeed, wait: float) -> None:
    assert seconds(learned(NEW, document(), feed, new=9, now=NOW)) == about(wait)


@pytest.mark.parametrize(
    ("hints", "wait"),
    [
        (CacheHints(max_age=7_200), 7_200),
        (CacheHints(max_age=10**9), HINT_CAP),
        (CacheHints(max_age=60), 900),
        (CacheHints(retry_after=2 * 86_400), 2 * 86_400),
        (CacheHints(retry_after=10**9), RETRY_CAP),
        (CacheHints(max_age=3_600, retry_after=10_800), 10_800),
    ],
)
def test_the_largest_hint_counts_within_a_cap(hints: CacheHints, wait: float) -> None:
    after = learned(NEW, document(hints=hints), parsed(HOUR, HOUR * 2), new=2, now=NOW)
    assert seconds(after) == about(wait)


def test_hours_to_skip_are_skipped_unless_all_are() -> None:
    assert next_poll(URL, 900, NOW, Rhythm(skip_hours=(12, 13, 14))).hour == 15
    never = Rhythm(skip_hours=tuple(range(24)))
    assert next_poll(URL, 900, NOW, never) == next_poll(URL, 900, NOW)


def test_days_to_skip_are_skipped_unless_all_are() -> None:
    friday = NOW + 3 * DAY
    weekend = Rhythm(skip_days=(5, 6))
    late = next_poll(URL, 13 * 3_600, friday, weekend)
    assert (late.date() - friday.date(), late.hour) == (3 * DAY, 0)
    assert next_poll(URL, 900, friday, weekend) == next_poll(URL, 900, friday)
    never = Rhythm(skip_days=tuple(range(7)))
    assert next_poll(URL, 900, NOW, never) == next_poll(URL, 900, NOW)


def test_what_a_document_asked_for_holds_over_answers_without_one() -> None:
    asked = parsed(HOUR, HOUR * 2, ttl=2 * 3_600, skip_hours=(14, 15), skip_days=(6,))
    feed = learned(NEW, document(hints=CacheHints(max_age=1_800)), asked, new=2, now=NOW)
    for _ in range(3):
        feed = learned(feed, unchanged(), None, new=0, now=NOW)
        assert feed.next_poll is not None
        assert feed.next_poll.hour == 16
        assert feed.rhythm.max_age == 1_800
    assert seconds(learned(feed, unchanged(), None, new=0, now=NOW + 4 * HOUR), NOW) >= 6 * 3_600


def test_the_hours_that_were_skipped_do_not_become_the_rhythm() -> None:
    night = parsed(HOUR, HOUR * 2, skip_hours=tuple(range(12, 22)))
    feed = learned(NEW, document(), night, new=2, now=NOW)
    assert seconds(feed) > 9 * 3_600
    after = learned(feed, unchanged(), None, new=0, now=NOW + 10 * HOUR)
    assert seconds(after, NOW + 10 * HOUR) == about(3_300)


def test_a_304_may_bring_a_newer_age_and_a_document_takes_it_back() -> None:
    feed = learned(NEW, document(hints=CacheHints(max_age=7_200)), parsed(HOUR), new=1, now=NOW)
    longer = learned(feed, unchanged(hints=CacheHints(max_age=10_800)), None, new=0, now=NOW)
    assert seconds(longer) == about(10_800)
    assert seconds(learned(longer, document(), parsed(HOUR), new=0, now=NOW)) == about(900)


def test_a_hint_stays_within_the_setting_and_gives_way_after_a_gap() -> None:
    hourly = Cadence(max_interval=3_600)
    asked = parsed(HOUR * 2, HOUR * 3, ttl=5 * 3_600)
    feed = learned(NEW, document(), asked, new=2, now=NOW, cadence=hourly)
    assert seconds(feed) == about(3_600)
    calm = learned(NEW, document(), asked, new=2, now=NOW)
    assert seconds(calm) == about(5 * 3_600)
    gap = learned(calm, document(), parsed(HOUR, HOUR / 2, ttl=5 * 3_600), new=2, now=NOW)
    assert (gap.health.overflowed, seconds(gap)) == (NOW, about(900))
    after = NOW + 3 * DAY
    assert seconds(learned(gap, unchanged(), None, new=0, now=after), after) >= 5 * 3_600


def test_feeds_of_a_host_that_cannot_be_reached_are_asked_again_together() -> None:
    feeds = [replace(NEW, id=f"{URL}/{n}", url=f"{URL}/{n}") for n in range(20)]
    dead = {learned(f, failure(Fault.TIMEOUT), None, new=0, now=NOW).next_poll for f in feeds}
    own = {learned(f, failure(Fault.NOT_FOUND), None, new=0, now=NOW).next_poll for f in feeds}
    assert (len(dead), len(own)) == (1, 20)


def test_the_setting_bounds_the_interval() -> None:
    cadence = Cadence(min_interval=60, max_interval=600, default_interval=120)
    fast = learned(NEW, document(), parsed(HOUR / 60, HOUR / 30), new=2, now=NOW, cadence=cadence)
    slow = learned(NEW, document(), parsed(DAY * 90), new=1, now=NOW, cadence=cadence)
    assert (seconds(fast), seconds(slow)) == (about(60), about(600))


def test_unchanged_answers_keep_the_interval_without_drift() -> None:
    feed = learned(NEW, document(), parsed(*(DAY * n for n in range(10))), new=9, now=NOW)
    now = NOW
    for _ in range(50):
        assert feed.next_poll is not None
        now = feed.next_poll
        feed = learned(feed, unchanged(), None, new=0, now=now)
    assert seconds(feed, now) >= 7_200
    silence = (now - NOW).total_seconds()
    assert seconds(feed, now) <= max(silence / 12, 7_200) * (1 + JITTER) + 1


def test_a_thousand_feeds_do_not_bunch() -> None:
    times = {next_poll(f"https://news{n}.example/feed", 900, NOW).timestamp() for n in range(1_000)}
    assert len(times) > 990
    assert max(times) - min(times) > 900 * JITTER * 0.9
    assert next_poll(URL, 900, NOW) == next_poll(URL, 900, NOW)


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_is_tried_again_with_growing_patience(fault: Fault) -> None:
    waits = [patience(fault, failures) for failures in range(1, 200)]
    assert waits == sorted(waits)
    assert waits[0] >= 900
    assert waits[-1] <= 7 * 86_400


def test_faults_have_their_own_patience() -> None:
    first = {fault: patience(fault, 1) for fault in Fault}
    assert first[Fault.DNS] < first[Fault.TLS] < first[Fault.FORBIDDEN] < first[Fault.GONE]


def test_failures_count_up_and_success_forgets_them() -> None:
    feed = learned(NEW, failure(Fault.SERVER), None, new=0, now=NOW)
    later = NOW + HOUR
    feed = learned(feed, failure(Fault.DNS), None, new=0, now=later)
    health = feed.health
    assert (health.failures, health.fault, health.error) == (2, Fault.DNS, "It failed.")
    assert (health.failing_since, health.last_attempt) == (NOW, later)
    assert seconds(feed, later) == about(1_800)
    healed = learned(feed, document(), parsed(HOUR), new=1, now=later).health
    assert (healed.failures, healed.fault, healed.error, healed.failing_since) == (0,) + (None,) * 3
    assert healed.last_success == later


def test_retry_after_is_honoured_after_a_failure() -> None:
    asked = failure(Fault.THROTTLED, hints=CacheHints(retry_after=4 * 86_400))
    assert seconds(learned(NEW, asked, None, new=0, now=NOW)) == about(4 * 86_400)


def test_a_failure_keeps_what_was_known() -> None:
    known = learned(NEW, document(moved_to="https://b.example/f"), parsed(HOUR), new=1, now=NOW)
    after = learned(known, failure(Fault.TIMEOUT), None, new=0, now=NOW)
    assert (after.validators, after.moved_to) == (TAGS, "https://b.example/f")
    assert after.health.last_success == NOW


def test_what_was_no_feed_is_judged_again_next_time() -> None:
    known = learned(NEW, document(), parsed(HOUR), new=1, now=NOW)
    after = learned(known, failure(Fault.NOT_A_FEED), None, new=0, now=NOW)
    assert after.validators == Validators()


def test_a_move_is_used_and_given_up_when_it_leads_astray() -> None:
    feed = learned(NEW, document(moved_to="https://b.example/f"), parsed(HOUR), new=1, now=NOW)
    assert feed.address == "https://b.example/f"
    for _ in range(4):
        feed = learned(feed, failure(Fault.NOT_FOUND), None, new=0, now=NOW)
    assert (feed.address, feed.validators) == (URL, Validators())
    back = replace(feed, moved_to="https://b.example/f")
    assert learned(back, document(moved_to=URL), parsed(HOUR), new=0, now=NOW).moved_to is None


def test_the_first_document_is_history_and_later_ones_are_news() -> None:
    first = learned(NEW, document(), parsed(HOUR, DAY), new=2, now=NOW)
    assert (first.first_polled, first.health.new_items) == (NOW, 0)
    assert first.health.last_new_item == NOW - HOUR
    second = learned(first, document(), parsed(HOUR / 2, HOUR), new=1, now=NOW + HOUR)
    assert (second.first_polled, second.health.new_items) == (NOW, 1)


def test_a_gap_is_noticed_and_the_next_look_comes_soon() -> None:
    known = learned(NEW, document(), parsed(DAY * 9, DAY * 10), new=2, now=NOW)
    full = parsed(DAY, DAY * 2, DAY * 3)
    assert overflowed(known, full, new=3)
    assert seconds(learned(known, document(), full, new=3, now=NOW)) == about(900)
    assert learned(known, document(), full, new=3, now=NOW).health.overflowed == NOW
    assert learned(known, document(), full, new=2, now=NOW).health.overflowed is None
    assert not overflowed(known, full, new=2)
    assert not overflowed(known, parsed(DAY, DAY * 9.5), new=2)
    assert not overflowed(NEW, full, new=3)


OUTCOMES = st.one_of(
    st.sampled_from([unchanged(), document()]),
    st.builds(failure, st.sampled_from(list(Fault))),
)


@given(st.lists(st.tuples(OUTCOMES, st.integers(0, 3)), min_size=1, max_size=30))
def test_there_is_always_a_next_poll_ahead_and_never_too_far(
    polls: list[tuple[Document | NotModified | FetchFailed, int]],
) -> None:
    feed, now = NEW, NOW
    for outcome, new in polls:
        found = parsed(HOUR, DAY, None) if isinstance(outcome, Document) else None
        feed = learned(feed, outcome, found, new=new, now=now)
        assert feed.next_poll is not None
        assert 900 <= seconds(feed, now) <= RETRY_CAP * (1 + JITTER)
        now = feed.next_poll
        assert condition(feed, now).state is not FeedState.NOT_POLLED


def test_no_secret_of_an_address_is_kept_in_what_went_wrong() -> None:
    told = FetchFailed(
        fault=Fault.NOT_A_FEED,
        message="It links to these feeds: https://news.example/feed?token=hunter2",
        fetched_at=NOW,
    )
    error = learned(NEW, told, None, new=0, now=NOW).health.error
    assert error is not None
    assert "hunter2" not in error
