"""What the operator should hear of the feeds: not each hiccup, but what costs news."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chipwire.core.model import FeedState
from chipwire.core.timing.health import TROUBLED, Condition

AT_ONCE = timedelta(hours=24)
"""Failures that began within this time count as begun at once."""
MANY = 5
"""So few feeds that fail are never called many."""
MANY_SHARE = 0.3
"""This part of the feeds that ever worked, failing at once, is rather our fault than theirs."""
LEAST_OF_TIER = 2
"""A tier of fewer feeds is spoken of feed by feed."""
GONE_TOLD = timedelta(days=7)
"""How long the operator is reminded of a feed that is gone; `doctor` says it for ever."""
NAMED = 10

_SILENT = TROUBLED | {FeedState.QUIET}


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A short stable cause, and what happened and what to do in words."""

    cause: str
    words: str


def concerns(found: Sequence[Condition], now: datetime) -> list[Concern]:
    """What of these feeds' health matters to the operator now."""
    return [*_gone(found, now), *_many(found, now), *_tiers(found)]


def _gone(found: Sequence[Condition], now: datetime) -> Iterator[Concern]:
    for one in found:
        since = one.feed.health.failing_since
        if one.state is FeedState.GONE and since is not None and now - since < GONE_TOLD:
            words = f"{_line(one)}\nWhat to do: {one.advice}."
            yield Concern(cause=f"the feed {one.name} is gone", words=words)


def _many(found: Sequence[Condition], now: datetime) -> Iterator[Concern]:
    worked = [one for one in found if one.feed.health.last_success is not None]
    fresh = [
        one
        for one in worked
        if one.state in TROUBLED and now - (one.feed.health.failing_since or now) < AT_ONCE
    ]
    if len(fresh) >= max(MANY, MANY_SHARE * len(worked)):
        words = (
            f"{len(fresh)} of {len(worked)} feeds that used to work began to fail within a day:\n"
            f"{_listed(fresh)}\n"
            "What to do: see whether this machine reaches the internet (name service, proxy, "
            "firewall); `chipwire doctor` and `chipwire feeds check` say more."
        )
        yield Concern(cause="many feeds fail at once", words=words)


def _tiers(found: Sequence[Condition]) -> Iterator[Concern]:
    worked = [one for one in found if one.feed.health.last_success is not None]
    for tier in dict.fromkeys(one.feed.tier for one in worked):
        of_tier = [one for one in worked if one.feed.tier is tier]
        if len(of_tier) >= LEAST_OF_TIER and all(one.state in _SILENT for one in of_tier):
            words = (
                f"None of the {len(of_tier)} {tier.value} feeds that used to work brings news:\n"
                f"{_listed(of_tier)}\n"
                "What to do: until that is mended, look at these sites yourself; "
                "`chipwire feeds check` asks them all again now."
            )
            yield Concern(cause=f"all {tier.value} feeds are silent", words=words)


def _listed(found: Sequence[Condition]) -> str:
    lines = [_line(one) for one in found[:NAMED]]
    more = len(found) - NAMED
    return "\n".join([*lines, *([f"- and {more} more"] if more > 0 else [])])


def _line(one: Condition) -> str:
    return f"- {one.name}: {one.words}"
