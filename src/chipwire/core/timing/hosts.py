"""Hosts that cannot be reached: their feeds wait together, instead of each timing out alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chipwire.core.model import Fault, Feed
from chipwire.core.timing.cadence import HOST_FAULTS, host_of, next_poll, patience

LEAST_WITNESSES = 2
"""One feed alone may be slow by itself; its host is not blamed for it."""
A_ROUND = 2
"""Feeds of a dead host that one pass tries before it gives up on the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A host that is not to be asked before `until`, and how it failed."""

    host: str
    fault: Fault
    until: datetime


def silent_hosts(feeds: Sequence[Feed], now: datetime) -> Mapping[str, Silence]:
    """Hosts that failed for several feeds since they last answered any, and wait for a next try."""
    failing: dict[str, list[Feed]] = defaultdict(list)
    for feed in feeds:
        if feed.health.fault in HOST_FAULTS:
            failing[host_of(feed)].append(feed)
    suspected = {host for host, found in failing.items() if len(found) >= LEAST_WITNESSES}
    if not suspected:
        return {}
    answered = _last_answers(feeds, suspected)
    told = (_silence(host, failing[host], answered.get(host)) for host in suspected)
    return {one.host: one for one in told if one is not None and one.until > now}


def postponed(feed: Feed, silence: Silence, now: datetime) -> Feed:
    """The feed, waiting for its host's next try; no attempt of its own is counted."""
    name = silence.host.partition(":")[0]
    health = replace(
        feed.health,
        failing_since=feed.health.failing_since or now,
        fault=silence.fault,
        error=f"Not asked: {name} does not answer for its other feeds either.",
    )
    return replace(feed, health=health, next_poll=silence.until)


def _last_answers(feeds: Sequence[Feed], hosts: set[str]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for feed in feeds:
        if (at := feed.health.last_success) and (host := host_of(feed)) in hosts:
            found[host] = max(at, found.get(host, at))
    return found


def _silence(host: str, failing: Sequence[Feed], answered: datetime | None) -> Silence | None:
    """Each round tries other feeds, so the host's patience grows with all of their failures."""
    tries = [
        (feed.health.last_attempt, feed.health.fault, feed.health.failures)
        for feed in failing
        if feed.health.last_attempt and feed.health.fault and _is_witness(feed, answered)
    ]
    if len(tries) < LEAST_WITNESSES:
        return None
    last, fault, _ = max(tries, key=lambda each: each[0])
    rounds = sum(failures for *_, failures in tries) // A_ROUND
    return Silence(host=host, fault=fault, until=next_poll(host, patience(fault, rounds), last))


def _is_witness(feed: Feed, answered: datetime | None) -> bool:
    """A feed that failed while its host answered others says nothing of the host."""
    since = feed.health.failing_since
    return answered is None or (since is not None and since > answered)
