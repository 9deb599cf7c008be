"""Feeds' health as the doctor, the digest and the operator tell it: in the same words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chipwire.app.checkup import Finding, Level, check_all
from chipwire.app.parts import Parts
from chipwire.core.model import Fault, Feed, FeedState, Health
from chipwire.service import Service
from chipwire.settings import only
from chipwire.stores import FeedTable
from chipwire.stores.feeds import day_number
from chipwire.stores.schema import feed_days, feeds

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
FINE = Health(last_attempt=NOW, last_success=NOW, last_new_item=NOW - timedelta(hours=1))
GONE = replace(
    FINE,
    fault=Fault.GONE,
    failures=2,
    failing_since=NOW - DAY,
    error="b.example says the feed is gone for good (410).",
)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def parts(tmp_path: Path, clock: Clock) -> Iterator[Parts]:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "feeds.yaml").write_text(
        "feeds:\n"
        "  - {url: 'https://a.example/', title: Daily, tier: official}\n"
        "  - {url: 'https://b.example/', title: Blog, options: {password: $NOT_SET}}\n"
    )
    (seeds / "watchlist.yaml").write_text("topics:\n  - {id: h20, keywords: [H20]}\n")
    (seeds / "subscribers.yaml").write_text("subscribers:\n  - address: ann@example.org\n")
    built = Parts(only(home=tmp_path / "home", seeds=seeds, http={"port": 0}), now=clock)
    yield built
    built.close()


def learn(parts: Parts, *healths: Health, days: int = 0) -> list[Feed]:
    """Both feeds with that health; the first brought ten items a day until `days` ago."""
    wanted = parts.seedbook.seeds.feeds
    learned = [
        replace(feed, health=health, first_polled=NOW - DAY * 50)
        for feed, health in zip(wanted, healths, strict=True)
    ]
    FeedTable(parts.database).save_unchanged(learned)
    with parts.database.writing() as connection:
        number = connection.execute(feeds.select().where(feeds.c.id == wanted[0].id)).one().number
        rows = [
            {"feed": number, "day": day_number(NOW) - back, "new": 10} for back in range(days, 50)
        ]
        connection.execute(feed_days.insert(), rows)
    return learned


def findings(parts: Parts, what: str) -> list[Finding]:
    return [finding for finding in check_all(parts) if finding.what == what]


def operator_mails(parts: Parts) -> list[str]:
    return [path.read_text() for path in (parts.settings.home / "outbox").glob("*.eml")]


def test_the_same_words_stand_in_the_digest_and_with_the_doctor(parts: Parts) -> None:
    learn(parts, FINE, GONE, days=6)
    daily, blog = parts.conditions()
    assert daily.words == "quieter than usual: nothing new for 5 days, usually 10 a day"
    assert blog.words == (
        "gone since 23 Nov 12:00 UTC: b.example says the feed is gone for good (410)"
    )
    (reader,) = parts.seedbook.seeds.subscribers
    notes = parts.mailroom.composed(reader).receipt.notes
    assert {(note.title, note.state, note.detail) for note in notes} == {
        ("Daily", daily.state, daily.detail),
        ("Blog", blog.state, blog.detail),
    }
    told = [finding.words for finding in findings(parts, "feeds")]
    assert f"Daily: {daily.words} ({daily.advice})" in told
    assert f"Blog: {blog.words} ({blog.advice})" in told
    assert "0 of 2 are fine" in told


def test_a_feed_that_brings_its_usual_is_fine(parts: Parts) -> None:
    learn(parts, FINE, FINE, days=1)
    assert [one.state for one in parts.conditions()] == [FeedState.FINE] * 2


def test_the_doctor_names_a_variable_that_is_not_set(parts: Parts) -> None:
    learn(parts, FINE, FINE)
    bad = [found.words for found in findings(parts, "feeds") if found.level is Level.BAD]
    assert bad == ["Blog: The environment variable NOT_SET that feeds.yaml names for it: not set."]


def test_the_doctor_says_what_a_proxy_means(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings(parts, "fetching") == []
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    (found,) = findings(parts, "fetching")
    assert "only literal addresses and redirects are checked" in found.words


def test_the_operator_hears_once_a_day_of_a_feed_that_is_gone(parts: Parts, clock: Clock) -> None:
    learn(parts, FINE, GONE)
    run = next(tick for tick in Service(parts).ticks() if tick.name == "feeds").run
    run(lambda: False)
    assert operator_mails(parts) == []  # nothing was polled yet
    parts.marks.mark("tick poll", NOW)
    for hours in (0, 1, 23):
        clock.now = NOW + timedelta(hours=hours)
        run(lambda: False)
    (mail,) = operator_mails(parts)
    assert "the feed Blog is gone" in mail
    assert "chipwire feeds remove https://b.example/" in mail.replace("=\n", "")
    clock.now = NOW + timedelta(hours=25)
    run(lambda: False)
    assert sum("is gone" in mail for mail in operator_mails(parts)) == 2
