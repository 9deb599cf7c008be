from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chipwire.core.model import Fault, Feed, FeedState, Health, Tier
from chipwire.core.timing.concerns import concerns
from chipwire.core.timing.health import Condition, condition, conditions

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://news.example/feed"
WORKED = Health(last_attempt=NOW, last_success=NOW, last_new_item=NOW - HOUR)
FEED = Feed(id=URL, url=URL, title="Wire", first_polled=NOW - DAY * 60, health=WORKED)
SINCE = datetime(2026, 11, 21, 8, 10, tzinfo=UTC)


def failing(fault: Fault, failures: int = 1, **rest: object) -> Health:
    error = "news.example does not take our connection."
    return replace(WORKED, fault=fault, failures=failures, failing_since=SINCE, error=error, **rest)


@pytest.mark.parametrize(
    ("health", "state", "words"),
    [
        (Health(), FeedState.NOT_POLLED, "not polled yet"),
        (
            failing(Fault.DNS, last_success=None),
            FeedState.NEVER_WORKED,
            "never worked since 21 Nov 08:10 UTC: news.example does not take our connection",
        ),
        (failing(Fault.GONE, last_success=None), FeedState.NEVER_WORKED, "never worked since 21"),
        (WORKED, FeedState.FINE, "fine"),
        (
            failing(Fault.CONNECT),
            FeedState.FAILING,
            "failing since 21 Nov 08:10 UTC: news.example does not take our connection",
        ),
        (failing(Fault.FORBIDDEN), FeedState.FAILING, "failing since"),
        (failing(Fault.FORBIDDEN, 3), FeedState.BLOCKED, "blocked since"),
        (failing(Fault.THROTTLED, 3), FeedState.BLOCKED, "blocked since"),
        (failing(Fault.GONE), FeedState.GONE, "gone since"),
        (failing(Fault.NOT_A_FEED), FeedState.NOT_A_FEED, "a web page instead of a feed since"),
        (
            replace(WORKED, dated=False, last_new_item=datetime(2025, 2, 3, 4, 5, tzinfo=UTC)),
            FeedState.NO_DATES,
            "no dates any more: its last dated item is of 3 Feb 2025 04:05 UTC",
        ),
        (replace(WORKED, dated=False, last_new_item=None), FeedState.FINE, "fine"),
        (
            replace(WORKED, overflowed=NOW - DAY),
            FeedState.OVERFLOWED,
            "may have missed items: all that it listed at 23 Nov 12:00 UTC was new",
        ),
        (replace(WORKED, overflowed=NOW - DAY * 3), FeedState.FINE, "fine"),
        (failing(Fault.DNS, overflowed=NOW), FeedState.FAILING, "failing since"),
    ],
)
def test_each_feed_has_a_state_and_words_that_people_understand(
    health: Health, state: FeedState, words: str
) -> None:
    found = condition(replace(FEED, health=health), NOW)
    assert found.state is state
    assert found.words.startswith(words)


WEEK = [8, 11, 9, 12, 10, 0, 0]


@pytest.mark.parametrize(
    ("days", "detail"),
    [
        (WEEK * 8, ""),
        ([*WEEK * 7, 10, 9, 0, 0, 0], ""),
        ([*WEEK * 7, 0, 0, 0, 0, 0], "nothing new for 5 days, usually 9 a day"),
        ([*WEEK * 7, 2, 1, 0, 2, 1], "at most 2 new items a day for 5 days, usually 9 a day"),
        ([*WEEK * 7, 0, 0, 0, 0, 3], ""),
        ([*WEEK * 4, *[0] * 28], "nothing new for 30 days, usually every day"),
        ([0, 0, 1] * 18, ""),
        ([*[0, 0, 1] * 12, *[0] * 15], ""),
        ([*[0, 0, 1] * 12, *[0] * 19], "nothing new for 19 days, usually every 3 days"),
        ([*[0, 0, 1] * 5, *[0] * 20, *[1, 0, 0] * 4, *[0] * 16], ""),
        ([0] * 40 + [5] + [0] * 15, ""),
        ([9] * 12 + [0] * 5, ""),
        ([], ""),
    ],
)
def test_quiet_is_measured_against_the_feeds_own_days(days: list[int], detail: str) -> None:
    found = condition(FEED, NOW, days)
    assert found.detail == detail
    assert found.state is (FeedState.QUIET if detail else FeedState.FINE)


def test_days_before_the_first_poll_say_nothing() -> None:
    young = replace(FEED, first_polled=NOW - DAY * 6)
    assert condition(young, NOW, [0] * 54 + [50] + [0] * 6).state is FeedState.FINE


def test_a_silence_longer_than_the_history_is_still_known() -> None:
    health = replace(WORKED, last_new_item=NOW - DAY * 200, new_items=300)
    old = replace(FEED, first_polled=NOW - DAY * 500, health=health)
    assert condition(old, NOW, [0] * 60).words == (
        "quieter than usual: nothing new since 8 May 12:00 UTC"
    )
    rare = replace(old, health=replace(health, new_items=6))
    assert condition(rare, NOW, [0] * 60).state is FeedState.FINE


def test_no_secret_is_in_names_words_and_advice() -> None:
    url = "https://ann:pw@a.example/f?token=s3cret"
    health = replace(failing(Fault.NOT_A_FEED), error=f"It links to these feeds: {url}, {url}")
    found = condition(Feed(id=url, url=url, title="", health=health), NOW)
    assert found.name == "https://***@a.example/f?token=***"
    for text in (found.name, found.words, found.advice):
        assert "s3cret" not in text
        assert "pw@" not in text
    assert "--discover" in found.advice


@pytest.mark.parametrize("fault", list(Fault))
def test_whatever_fails_has_advice(fault: Fault) -> None:
    assert condition(replace(FEED, health=failing(fault, 9)), NOW).advice


def feeds(count: int, tier: Tier, health: Health) -> list[Feed]:
    return [
        replace(FEED, id=f"{tier}{n}", title=f"{tier} {n}", tier=tier, health=health)
        for n in range(count)
    ]


FRESH = replace(failing(Fault.DNS), failing_since=NOW - HOUR)


@pytest.mark.parametrize(
    ("found", "causes"),
    [
        (feeds(20, Tier.WIRE, WORKED), []),
        ([*feeds(9, Tier.WIRE, WORKED), *feeds(1, Tier.WIRE, FRESH)], []),
        ([*feeds(12, Tier.WIRE, WORKED), *feeds(6, Tier.WIRE, FRESH)], ["many feeds fail at once"]),
        ([*feeds(12, Tier.WIRE, WORKED), *feeds(6, Tier.WIRE, failing(Fault.DNS))], []),
        ([*feeds(40, Tier.WIRE, WORKED), *feeds(6, Tier.WIRE, FRESH)], []),
        (
            [*feeds(9, Tier.WIRE, WORKED), *feeds(2, Tier.OFFICIAL, failing(Fault.DNS))],
            ["all official feeds are silent"],
        ),
        ([*feeds(9, Tier.WIRE, WORKED), *feeds(1, Tier.OFFICIAL, failing(Fault.DNS))], []),
        (
            [
                *feeds(9, Tier.WIRE, WORKED),
                *feeds(3, Tier.OFFICIAL, failing(Fault.DNS, last_success=None)),
            ],
            [],
        ),
        (
            [*feeds(3, Tier.WIRE, WORKED), *feeds(1, Tier.WIRE, failing(Fault.GONE))],
            ["the feed wire 0 is gone"],
        ),
    ],
)
def test_the_operator_hears_of_what_costs_news_and_not_of_hiccups(
    found: list[Feed], causes: list[str]
) -> None:
    told = concerns(conditions(found, NOW, {}), NOW)
    assert [concern.cause for concern in told] == causes
    assert all("What to do" in concern.words for concern in told)


def test_a_long_list_is_cut_and_counted() -> None:
    found = [Condition(feed=f, state=FeedState.FAILING) for f in feeds(25, Tier.WIRE, FRESH)]
    words = concerns(found, NOW)[0].words
    assert "- wire 9: failing" in words
    assert "- and 15 more" in words
