"""The service's figures for Prometheus: what it did since it started, and what the database says.

Nothing here is kept in the process's global registry, and no label holds a secret.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from chipwire import __version__
from chipwire.app.sentinel import SENTINEL
from chipwire.core.model import DeliveryState, FeedState
from chipwire.jobs.poll import PollReport
from chipwire.ports import StoreError
from chipwire.stores.statistics import Statistics

if TYPE_CHECKING:
    from prometheus_client.core import GaugeMetricFamily, Metric

    from chipwire.app.parts import Parts
    from chipwire.core.timing.health import Condition

MOST_FEEDS = 2_000
"""Feeds with a series of their own; more would cost Prometheus more than they tell."""
LONGEST_NAME = 100
_OUTCOMES = ("fetched", "not_modified", "failed")
_WAITING = (DeliveryState.DUE, DeliveryState.RETRY, DeliveryState.SENDING)

Ages = Callable[[], Mapping[str, float]]
"""Seconds since each tick last went well."""


class Metrics:
    """Counts polls as they happen; everything else is read when it is asked for. Thread-safe."""

    def __init__(self, parts: "Parts", ages: Ages = dict) -> None:
        self.ages = ages
        self._parts = parts
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._seconds = {"poll": 0.0, "match": 0.0}
        self._passes = 0
        self._began = time.time()

    def polled(self, report: PollReport, seconds: float) -> None:
        """One pass of polling, and how long it took."""
        with self._lock:
            for name in (*_OUTCOMES, "articles_read", "articles_new", "flagged"):
                self._counts[name] += getattr(report, name)
            self._seconds["poll"] += seconds
            self._seconds["match"] += report.match_seconds
            self._passes += 1

    def page(self) -> bytes:
        """All figures in the Prometheus text format."""
        # prometheus-client takes a tenth of a second to load, and most services are never asked
        from prometheus_client import CollectorRegistry, generate_latest

        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> "Iterator[Metric]":
        """The figures, as prometheus-client asks a collector for them."""
        yield _gauge("info", "Which version runs.", {"version": __version__}, 1)
        yield _gauge("start_time_seconds", "When the service began.", {}, self._began)
        yield from self._counted()
        yield _gauges(
            "tick_age_seconds", "Since each job last went well.", "tick", self.ages().items()
        )
        try:
            yield from self._stored()
        except StoreError:
            yield _gauge("database_up", "Whether the database answers.", {}, 0)

    def _counted(self) -> "Iterator[Metric]":
        from prometheus_client.core import CounterMetricFamily, SummaryMetricFamily

        with self._lock:
            counts, seconds, passes = Counter(self._counts), dict(self._seconds), self._passes
        polls = CounterMetricFamily("chipwire_polls", "Feeds polled.", labels=["outcome"])
        for outcome in _OUTCOMES:
            polls.add_metric([outcome], counts[outcome])
        yield polls
        for name, key, words in (
            ("articles_read", "articles_read", "Articles in the documents, new or known."),
            ("articles_new", "articles_new", "Articles stored for the first time."),
            ("articles_flagged", "flagged", "New articles with a flag."),
        ):
            yield CounterMetricFamily(f"chipwire_{name}", words, value=counts[key])
        for name, words in (("poll", "Passes of polling."), ("match", "Judging, per pass.")):
            total = seconds[name]
            yield SummaryMetricFamily(
                f"chipwire_{name}_seconds", words, count_value=passes, sum_value=total
            )

    def _stored(self) -> "Iterator[Metric]":
        from prometheus_client.core import CounterMetricFamily

        statistics = Statistics(self._parts.database)
        # All is read before anything is told: a database that fails half-way is down.
        made, deliveries = statistics.digests_made(), statistics.deliveries_by_state()
        found, marks = self._parts.conditions(), self._parts.marks.marks()
        yield _gauge("database_up", "Whether the database answers.", {}, 1)
        yield from _of_feeds(found)
        yield CounterMetricFamily("chipwire_digests", "Digests ever made.", value=made)
        by_state = [(state.value, count) for state, count in deliveries.items()]
        yield _gauges("deliveries", "Messages by state.", "state", by_state)
        waiting = sum(deliveries[state] for state in _WAITING)
        yield _gauge("queue_length", "Messages still to be sent.", {}, waiting)
        dead = deliveries[DeliveryState.DEAD]
        yield _gauge("dead_letters", "Messages that were given up.", {}, dead)
        if (last := marks.get(SENTINEL)) is not None:
            name, words = "sentinel_last_arrival_timestamp_seconds", "The daily article."
            yield _gauge(name, words, {}, last.timestamp())


def _of_feeds(found: "Sequence[Condition]") -> "Iterator[Metric]":
    states = Counter(one.state for one in found)
    by_state = [(state.value, states[state]) for state in FeedState]
    yield _gauges("feeds", "Feeds by state.", "state", by_state)
    oldest: dict[str, float] = {}
    for one in found[:MOST_FEEDS]:
        if (success := one.feed.health.last_success) is not None:
            name = one.name[:LONGEST_NAME]
            # Feeds of one name are one series; the one that needs a person shows.
            oldest[name] = min(oldest.get(name, success.timestamp()), success.timestamp())
    name = "feed_last_success_timestamp_seconds"
    yield _gauges(name, "When each feed was last read.", "feed", oldest.items())


def _gauge(name: str, words: str, labels: Mapping[str, str], value: float) -> "GaugeMetricFamily":
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(f"chipwire_{name}", words, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family


def _gauges(
    name: str, words: str, label: str, values: Iterable[tuple[str, float]]
) -> "GaugeMetricFamily":
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(f"chipwire_{name}", words, labels=[label])
    for key, value in values:
        family.add_metric([key], value)
    return family
