from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from chipwire.core.model import Fault, Feed, FeedState, FetchFailed, NotModified, Validators
from chipwire.core.timing.cadence import host_of, learned
from chipwire.core.timing.health import condition
from chipwire.core.timing.hosts import postponed, silent_hosts

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def feed(number: int, host: str = "dead.example") -> Feed:
    url = f"https://{host}/feed/{number}"
    return Feed(id=url, url=url, title=str(number))


def failed(one: Feed, now: datetime, fault: Fault = Fault.TIMEOUT, *, tried: bool = True) -> Feed:
    outcome = FetchFailed(fault=fault, message="Nothing came.", fetched_at=now, tried=tried)
    return learned(one, outcome, None, new=0, now=now)


def worked(one: Feed, now: datetime) -> Feed:
    """It has news all the time, so that it is asked every quarter of an hour."""
    outcome = NotModified(fetched_at=now, validators=Validators())
    one = replace(one, health=replace(one.health, last_new_item=now))
    return learned(one, outcome, None, new=0, now=now)


@dataclass
class World:
    """Feeds polled minute by minute as jobs.poll does, two tries a host and pass."""

    feeds: dict[str, Feed]
    slow: frozenset[str]
    now: datetime = NOW
    tried: list[tuple[datetime, str]] = field(default_factory=list)

    def live(self, span: timedelta) -> None:
        end = self.now + span
        while self.now < end:
            self.round()
            self.now += MINUTE

    def round(self) -> None:
        merged = list(self.feeds.values())
        silent = silent_hosts(merged, self.now)
        faults = 0
        due = (one for one in merged if one.next_poll is None or one.next_poll <= self.now)
        for one in sorted(due, key=lambda each: each.health.failures):
            if host_of(one) in silent:
                after = postponed(one, silent[host_of(one)], self.now)
            elif faults >= 2:
                after = failed(one, self.now, tried=False)
            else:
                self.tried.append((self.now, one.id))
                bad = one.id in self.slow
                faults = faults + 1 if bad else 0
                after = failed(one, self.now) if bad else worked(one, self.now)
            self.feeds[one.id] = after


def spread(count: int) -> dict[str, Feed]:
    """Feeds that worked, each due at a minute of its own within a quarter of an hour."""
    ones = [worked(feed(n), NOW - 15 * MINUTE) for n in range(count)]
    return {one.id: replace(one, next_poll=NOW + (n % 15) * MINUTE) for n, one in enumerate(ones)}


def test_the_feeds_of_a_dead_host_wait_together_and_never_for_ever() -> None:
    feeds = spread(200)
    world = World(feeds, frozenset(feeds))
    world.live(24 * HOUR)
    passes = sorted({at for at, _ in world.tried})
    assert len(world.tried) <= 2 * len(passes)
    gaps = [later - earlier for earlier, later in pairwise(passes)]
    assert 5 <= len(passes) <= 12
    assert gaps == sorted(gaps)
    assert gaps[-1] <= 6.7 * HOUR
    states = {condition(one, world.now).state for one in world.feeds.values()}
    assert states == {FeedState.FAILING}


def test_a_host_that_comes_back_brings_all_its_feeds_back() -> None:
    feeds = spread(200)
    world = World(feeds, frozenset(feeds))
    world.live(3 * HOUR)
    world.slow = frozenset()
    world.live(3 * HOUR)
    assert all(one.health.fault is None for one in world.feeds.values())


def test_slow_feeds_do_not_silence_the_good_ones_of_their_host() -> None:
    feeds = spread(10)
    slow = frozenset(list(feeds)[:4])
    world = World(feeds, slow)
    world.live(24 * HOUR)
    for one in world.feeds.values():
        assert (one.health.fault is None) == (one.id not in slow)
        last = one.health.last_success
        assert one.id in slow or (last is not None and world.now - last < HOUR)
    tries = [at for at, which in world.tried if which in slow]
    assert len(tries) < 4 * 20


@pytest.mark.parametrize("fault", [Fault.NOT_FOUND, Fault.NOT_A_FEED, Fault.SERVER])
def test_faults_of_single_feeds_blame_no_host(fault: Fault) -> None:
    assert silent_hosts([failed(feed(n), NOW, fault) for n in range(9)], NOW) == {}


def test_one_feed_alone_and_feeds_that_were_not_tried_blame_no_host() -> None:
    one = failed(feed(0), NOW)
    untried = [failed(feed(n), NOW, tried=False) for n in range(1, 9)]
    assert silent_hosts([one, *untried], NOW + MINUTE) == {}
    assert list(silent_hosts([one, failed(feed(9), NOW)], NOW + MINUTE)) == ["dead.example"]
    assert silent_hosts([one, failed(feed(9, "other.example"), NOW)], NOW + MINUTE) == {}


def test_what_was_not_tried_counts_no_failure_and_says_why() -> None:
    one = failed(feed(0), NOW, tried=False)
    assert (one.health.failures, one.health.last_attempt) == (0, None)
    found = condition(one, NOW)
    assert (found.state, "Nothing came" in found.words) == (FeedState.NEVER_WORKED, True)
    silence = silent_hosts([failed(feed(n), NOW) for n in (1, 2)], NOW)["dead.example"]
    waiting = postponed(worked(feed(3), NOW - HOUR), silence, NOW)
    assert (waiting.next_poll, waiting.health.failures) == (silence.until, 0)
    assert "dead.example does not answer" in condition(waiting, NOW).words
