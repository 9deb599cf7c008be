"""How each feed does: its state in one word, the detail, and what a person can do about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from chipwire.core.model import Fault, Feed, FeedState
from chipwire.core.text.secrets import feed_name, masked, masked_text

HISTORY = timedelta(days=60)
"""How far back a feed's own days are looked at."""
RECENT_DAYS = 5
"""Today and the four days before: no shorter silence (a long weekend) is called unusual."""
LEAST_DAYS = 14
"""Days of history before a feed has a usual day."""
QUIET_SHARE = 4
"""The best recent day brings less than a fourth of the usual day: that is quiet."""
LEAST_NEWS_DAYS = 5
"""A feed without news on most days has a usual gap once so many days brought some."""
QUIET_GAPS = 6
"""Silence of so many usual gaps is unusual."""
GAP_TOLD = timedelta(hours=48)
"""How long a gap between two polls is spoken of."""
BLOCKED_AFTER = 3
"""Refusals in a row before a feed is called blocked rather than failing."""

TROUBLED = frozenset(
    {
        FeedState.NEVER_WORKED,
        FeedState.NOT_A_FEED,
        FeedState.FAILING,
        FeedState.BLOCKED,
        FeedState.GONE,
    }
)
"""States in which a feed brings nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A feed's health: the state, and the detail that a person wants to know (no secrets)."""

    feed: Feed
    state: FeedState
    detail: str = ""

    @property
    def name(self) -> str:
        """What the feed is called, without what gives access."""
        return feed_name(self.feed.title, self.feed.url)

    @property
    def words(self) -> str:
        """State and detail in one: "failing since 21 Nov 08:10 UTC: …"."""
        if not self.detail:
            return self.state.value
        return f"{self.state.value}{' ' if self.detail.startswith('since ') else ': '}{self.detail}"

    @property
    def advice(self) -> str:
        """What can be done about it; "" where nothing has to be."""
        by_state = _ADVICE.get(self.state, "")
        fault = self.feed.health.fault
        return (_ADVICE_BY_FAULT.get(fault, by_state) if fault else by_state).format(
            address=masked(self.feed.url)
        )


def condition(feed: Feed, now: datetime, days: Sequence[int] = ()) -> Condition:
    """The feed's health now.

    Args:
        feed: with what was learned of it.
        now: aware UTC.
        days: how many new items it brought on each UTC day, today last; without them nothing
            is called quiet.
    """
    state = _state(feed, now)
    if state is FeedState.FINE and (silence := _silence(feed, now, _own_days(feed, now, days))):
        return Condition(feed=feed, state=FeedState.QUIET, detail=silence)
    detail = _DETAILS[state](feed, now) if state in _DETAILS else ""
    return Condition(feed=feed, state=state, detail=detail)


def conditions(
    feeds: Sequence[Feed], now: datetime, daily: Mapping[str, Sequence[int]]
) -> list[Condition]:
    """The health of each; `daily` holds each feed's days by its id."""
    return [condition(feed, now, daily.get(feed.id, ())) for feed in feeds]


def _state(feed: Feed, now: datetime) -> FeedState:
    """All but quietness. What never worked is not called failing."""
    health = feed.health
    if health.last_attempt is None and health.fault is None:
        return FeedState.NOT_POLLED
    if health.last_success is None:
        return FeedState.NEVER_WORKED
    if health.fault is not None:
        return _trouble(health.fault, health.failures)
    if health.overflowed is not None and now - health.overflowed < GAP_TOLD:
        return FeedState.OVERFLOWED
    if not health.dated and health.last_new_item is not None:
        return FeedState.NO_DATES
    return FeedState.FINE


def _trouble(fault: Fault, failures: int) -> FeedState:
    if fault is Fault.GONE:
        return FeedState.GONE
    if fault is Fault.NOT_A_FEED:
        return FeedState.NOT_A_FEED
    if fault in (Fault.FORBIDDEN, Fault.THROTTLED) and failures >= BLOCKED_AFTER:
        return FeedState.BLOCKED
    return FeedState.FAILING


# --- quietness


def _own_days(feed: Feed, now: datetime, days: Sequence[int]) -> Sequence[int]:
    """The days after the first poll, whose document was history and no day's news."""
    if feed.first_polled is None:
        return ()
    whole = (now.date() - feed.first_polled.date()).days
    return days[-whole:] if whole > 0 else ()


def _silence(feed: Feed, now: datetime, days: Sequence[int]) -> str:
    """In words, if the last days are unlike the feed's own; "" otherwise."""
    if not any(days):
        return _long_silence(feed, now)
    if len(days) < LEAST_DAYS + RECENT_DAYS:
        return ""
    usual = median(days[:-RECENT_DAYS])
    return _less(usual, days[-RECENT_DAYS:]) if usual >= 1 else _longer(days)


def _less(usual: float, recent: Sequence[int]) -> str:
    best = max(recent)
    if best >= usual / QUIET_SHARE:
        return ""
    brought = f"at most {best} new items a day" if best else "nothing new"
    return f"{brought} for {len(recent)} days, usually {usual:g} a day"


def _longer(days: Sequence[int]) -> str:
    """For feeds whose usual day brings nothing: the silence against the gaps between news."""
    with_news = [number for number, count in enumerate(days) if count]
    if len(with_news) < LEAST_NEWS_DAYS:
        return ""
    gaps = [later - earlier for earlier, later in pairwise(with_news)]
    silence, usual = len(days) - 1 - with_news[-1], median(gaps)
    if silence < RECENT_DAYS or silence <= max(usual * QUIET_GAPS, *gaps):
        return ""
    rhythm = "every day" if usual <= 1 else f"every {usual:g} days"
    return f"nothing new for {silence} days, usually {rhythm}"


def _long_silence(feed: Feed, now: datetime) -> str:
    """For feeds whose news are older than the days: against their average gap."""
    last, first, seen = feed.health.last_new_item, feed.first_polled, feed.health.new_items
    if last is None or first is None or seen < LEAST_NEWS_DAYS or now - last < HISTORY:
        return ""
    usual = max(last - first, timedelta()) / seen
    return f"nothing new since {moment(last, now)}" if now - last > usual * QUIET_GAPS else ""


# --- details


def _since(feed: Feed, now: datetime) -> str:
    health = feed.health
    since = f"since {moment(health.failing_since, now)}" if health.failing_since else ""
    why = masked_text(health.error or "").rstrip(".")
    return ": ".join(part for part in (since, why) if part)


def _undated(feed: Feed, now: datetime) -> str:
    last = feed.health.last_new_item
    return f"its last dated item is of {moment(last, now)}" if last else ""


def _gap(feed: Feed, now: datetime) -> str:
    at = feed.health.overflowed
    return (
        f"all that it listed at {moment(at, now)} was new, so that items before may have come "
        "and gone; it is asked more often now"
        if at
        else ""
    )


def moment(at: datetime, now: datetime) -> str:
    """A time as people write it, UTC, with its year where that is another."""
    year = f" {at:%Y}" if at.year != now.year else ""
    return f"{at.day} {at:%b}{year} {at:%H:%M} UTC"


_DETAILS: dict[FeedState, Callable[[Feed, datetime], str]] = {
    FeedState.NO_DATES: _undated,
    FeedState.OVERFLOWED: _gap,
    **dict.fromkeys(TROUBLED, _since),
}
_ADVICE = {
    FeedState.QUIET: "see whether its site still publishes, and under which feed",
    FeedState.NO_DATES: "nothing is lost; its publisher left the dates out",
    FeedState.NEVER_WORKED: "try the address in a browser; mend it in feeds.yaml, or "
    "`chipwire feeds remove {address}`",
    FeedState.GONE: "look for its new address, or `chipwire feeds remove {address}`",
    FeedState.BLOCKED: "ask its owner, or name yourself with CHIPWIRE_FETCH__USER_AGENT",
    FeedState.FAILING: "it is tried again by itself",
}
_ADVICE_BY_FAULT = {
    Fault.CREDENTIALS: "set the variable where the service runs, and start it again",
    Fault.NOT_A_FEED: "`chipwire feeds add --discover {address}` looks for the page's feed",
    Fault.LAYOUT: "look at {address} and mend its `options:` in feeds.yaml",
    Fault.REFUSED_ADDRESS: "CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS lets it through, if you mean it",
    Fault.TOO_LARGE: "CHIPWIRE_FETCH__MAX_BYTES sets the largest body",
    Fault.TLS: "CHIPWIRE_FETCH__CA_BUNDLE adds certificate authorities",
    Fault.DNS: "if many feeds say so, this machine's name service is at fault",
}
