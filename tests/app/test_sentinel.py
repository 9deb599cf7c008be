from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chipwire.app.checkup import Level, check_all
from chipwire.app.parts import Parts
from chipwire.app.sentinel import SENTINEL, LostError, send_sentinel, sentinel_due
from chipwire.service import Service
from chipwire.settings import only

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def parts(tmp_path: Path, clock: Clock):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "feeds.yaml").write_text("feeds: []\n")
    (seeds / "watchlist.yaml").write_text("topics:\n  - {id: h20, keywords: [H20]}\n")
    (seeds / "subscribers.yaml").write_text("subscribers:\n  - address: ann@example.org\n")
    built = Parts(only(home=tmp_path / "home", seeds=seeds, http={"port": 0}), now=clock)
    yield built
    built.close()


def operator_mails(parts: Parts) -> list[str]:
    return [path.read_text() for path in (parts.settings.home / "outbox").glob("*.eml")]


def sentinel_job(parts: Parts):
    return next(tick for tick in Service(parts).ticks() if tick.name == "sentinel").run


def sentinel_finding(parts: Parts) -> tuple[Level, str]:
    (found,) = [finding for finding in check_all(parts) if finding.what == "sentinel"]
    return found.level, found.words


def test_it_travels_the_whole_path_once_a_day_and_leaves_nothing_behind(
    parts: Parts, clock: Clock
) -> None:
    assert sentinel_finding(parts)[0] is Level.NOTE
    assert sentinel_due(parts)
    sentinel_job(parts)(lambda: False)
    assert parts.marks.marks()[SENTINEL] == NOW
    assert not sentinel_due(parts)
    assert sentinel_finding(parts) == (Level.GOOD, "last arrived at 2026-11-24 12:00 UTC")
    assert list(parts.settings.home.glob("sentinel-*")) == []
    (reader,) = parts.seedbook.seeds.subscribers
    receipt = parts.mailroom.composed(reader).receipt
    assert (receipt.feeds, receipt.seen, receipt.matched) == (0, 0, 0)
    assert operator_mails(parts) == []
    clock.now = NOW + timedelta(hours=24)
    assert sentinel_due(parts)


def test_the_operator_hears_where_it_stopped(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chipwire.app.sentinel._feed_body", lambda now: b"<html>no feed</html>")
    with pytest.raises(
        LostError, match=r"not fetched: never worked since .*no feed but a web page"
    ):
        send_sentinel(parts)
    for _ in range(2):
        sentinel_job(parts)(lambda: False)
    (mail,) = operator_mails(parts)
    assert "the sentinel article did not arrive" in mail
    assert SENTINEL not in parts.marks.marks()


ITEM = "<item><title>{}</title><link>http://a.invalid/1</link><pubDate>{}</pubDate></item>"
FRESH = "Tue, 24 Nov 2026 11:00:00 GMT"


@pytest.mark.parametrize(
    ("items", "stopped"),
    [
        ("", "0 articles were stored"),
        (ITEM.format("About nothing at all", FRESH), "the watchlist did not flag it"),
        (
            ITEM.format("chipwiresentinel", "Mon, 02 Nov 2026 11:00:00 GMT"),
            "does not stand in the digest",
        ),
        (ITEM.format("The chipwiresentinel is on its way", FRESH), "but not in the mail"),
    ],
)
def test_every_station_can_lose_it(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, items: str, stopped: str
) -> None:
    body = f'<rss version="2.0"><channel><title>S</title>{items}</channel></rss>'.encode()
    monkeypatch.setattr("chipwire.app.sentinel._feed_body", lambda now: body)
    with pytest.raises(LostError, match=stopped):
        send_sentinel(parts)


def test_a_sentinel_that_nobody_sends_is_late(parts: Parts, clock: Clock) -> None:
    parts.marks.mark(SENTINEL, NOW)
    ticks = {tick.name: tick.run for tick in Service(parts).ticks()}
    clock.now = NOW + timedelta(hours=25)
    ticks["feeds"](lambda: False)
    assert operator_mails(parts) == []
    clock.now = NOW + timedelta(hours=27)
    ticks["feeds"](lambda: False)
    (mail,) = operator_mails(parts)
    assert "the sentinel article is late" in mail
    assert sentinel_finding(parts)[0] is Level.BAD


def test_it_goes_straight_although_a_proxy_is_set(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    send_sentinel(parts)
    assert parts.marks.marks()[SENTINEL] == NOW
