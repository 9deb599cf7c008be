from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from chipwire.app.metrics import MOST_FEEDS, Metrics, _of_feeds
from chipwire.app.parts import Parts
from chipwire.core.model import Feed, FeedState, Health
from chipwire.core.timing.health import Condition
from chipwire.jobs.poll import PollReport
from chipwire.service import Service
from chipwire.settings import only
from support.http_server import Server, response, server

__all__ = ["server"]

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def parts(tmp_path: Path, server: Server) -> Iterator[Parts]:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "feeds.yaml").write_text(
        f"feeds:\n  - {{url: '{server.url('/good')}', title: Good}}\n"
        f"  - {{url: '{server.url('/gone')}', title: Gone}}\n"
    )
    (seeds / "watchlist.yaml").write_text("topics:\n  - {id: h20, keywords: [H20]}\n")
    (seeds / "subscribers.yaml").write_text("subscribers:\n  - address: ann@example.org\n")
    settings = only(home=tmp_path / "home", seeds=seeds, fetch={"allow_private_networks": True})
    built = Parts(settings, now=lambda: NOW)
    yield built
    built.close()


def figures(page: bytes) -> dict[tuple[str, str], float]:
    """Each sample by its name and the value of its label."""
    return {
        (sample.name, "".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


def test_a_day_of_the_service_in_figures(parts: Parts, server: Server) -> None:
    rows = "".join(
        f"<item><title>{title}</title><link>http://a.example/{n}</link>"
        "<pubDate>Tue, 24 Nov 2026 11:00:00 GMT</pubDate></item>"
        for n, title in enumerate(("The H20 chip is sold to China again", "Rain", "Snow"))
    )
    body = f'<rss version="2.0"><channel><title>G</title>{rows}</channel></rss>'
    server.routes["/good"] = response(body.encode())
    service = Service(parts)
    health = service.health()
    assert health is not None
    health.pulse.expect("poll", 15)
    ticks = {tick.name: tick.run for tick in service.ticks()}
    ticks["poll"](lambda: False)
    parts.group()
    (reader,) = parts.seedbook.seeds.subscribers
    parts.mailroom.digest_now([reader])
    found = figures(service._metrics.page())
    assert found["chipwire_polls_total", "fetched"] == 1
    assert found["chipwire_polls_total", "failed"] == 1
    assert found["chipwire_polls_total", "not_modified"] == 0
    assert found["chipwire_articles_read_total", ""] == 3
    assert found["chipwire_articles_new_total", ""] == 3
    assert found["chipwire_articles_flagged_total", ""] == 1
    assert found["chipwire_poll_seconds_count", ""] == 1
    assert 0 < found["chipwire_match_seconds_sum", ""] < found["chipwire_poll_seconds_sum", ""]
    assert found["chipwire_feeds", FeedState.FINE.value] == 1
    assert found["chipwire_feeds", FeedState.NEVER_WORKED.value] == 1
    assert found["chipwire_feeds", FeedState.GONE.value] == 0
    assert found["chipwire_feed_last_success_timestamp_seconds", "Good"] == NOW.timestamp()
    assert ("chipwire_feed_last_success_timestamp_seconds", "Gone") not in found
    assert found["chipwire_digests_total", ""] == 1
    assert found["chipwire_deliveries", "due"] == found["chipwire_queue_length", ""] == 1
    assert found["chipwire_dead_letters", ""] == 0
    assert 0 <= found["chipwire_tick_age_seconds", "poll"] < 60
    assert found["chipwire_database_up", ""] == 1
    parts.mailroom.deliver()
    found = figures(service._metrics.page())
    assert found["chipwire_deliveries", "accepted"] == 1
    assert found["chipwire_queue_length", ""] == 0


def test_counts_add_up_over_passes(parts: Parts) -> None:
    metrics = Metrics(parts)
    report = PollReport(feeds=9, not_modified=5, failed=1, articles_new=4, flagged=2)
    for _ in range(2):
        metrics.polled(report, 0.5)
    found = figures(metrics.page())
    assert found["chipwire_polls_total", "not_modified"] == 10
    assert found["chipwire_polls_total", "fetched"] == 6
    assert found["chipwire_poll_seconds_sum", ""] == 1.0


def test_the_port_shows_the_page_and_the_process_keeps_no_registry(parts: Parts) -> None:
    import http.client

    health = Service(parts).health()
    assert health is not None
    health._address = ("127.0.0.1", 0)
    health.start()
    before = len(list(REGISTRY.collect()))
    try:
        connection = http.client.HTTPConnection("127.0.0.1", health.port, timeout=5)
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Content-Type"]) == (
            200,
            "text/plain; version=0.0.4; charset=utf-8",
        )
        assert figures(answer.read())["chipwire_database_up", ""] == 1
        connection.close()
    finally:
        health.stop()
    assert len(list(REGISTRY.collect())) == before


def test_without_a_database_the_rest_is_still_told(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chipwire.ports import StoreError

    def broken() -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(parts, "conditions", broken)
    found = figures(Metrics(parts).page())
    assert found["chipwire_polls_total", "failed"] == 0
    assert found["chipwire_database_up", ""] == 0
    assert ("chipwire_digests_total", "") not in found


def condition(name: str, hours: int) -> Condition:
    health = Health(last_success=NOW - timedelta(hours=hours))
    feed = Feed(id=name, url="https://a.example/", title=name, health=health)
    return Condition(feed=feed, state=FeedState.FINE)


def test_feeds_of_one_name_are_one_series_and_names_and_numbers_are_bounded() -> None:
    found = [condition("Twin", 1), condition("Twin", 5), condition("x" * 500, 1)]
    *_, last = _of_feeds(found)
    assert {sample.labels["feed"]: sample.value for sample in last.samples} == {
        "Twin": (NOW - timedelta(hours=5)).timestamp(),
        "x" * 100: (NOW - timedelta(hours=1)).timestamp(),
    }
    many = [replace(condition(str(n), 1)) for n in range(MOST_FEEDS + 7)]
    *_, last = _of_feeds(many)
    assert len(last.samples) == MOST_FEEDS
